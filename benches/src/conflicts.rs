//! Row 5: every double booking of the database, on the three engines.

use crate::bench::{Bench, Line, rounded};
use crate::copy;
use crate::database::progress;
use crate::login::Engine;
use crate::measure::{Contender, compare_warm};
use crate::problem::Problem;
use crate::server::Server;

const ARGS: [&str; 4] = ["meeting", "conflicts", "--format", "csv"];
/// Of the time of the self-join.
const GOAL: f64 = 0.5;
/// Limit of the peak memory, in KiB.
const MAX_PEAK_KIB: u64 = 64 * 1024;

/// Who attends what, with an index for the join that follows.
const ATTENDANCES: [&str; 2] = [
    "CREATE TEMPORARY TABLE attendances AS \
     SELECT created_by AS user_id, id, start_time, end_time FROM meetings \
     WHERE status <> 'cancelled' UNION SELECT p.user_id, m.id, m.start_time, m.end_time \
     FROM meeting_participants p JOIN meetings m ON m.id = p.meeting_id \
     WHERE m.status <> 'cancelled'",
    "CREATE INDEX attendances_by_user ON attendances (user_id, start_time)",
];

/// The self-join, with the fields that meetctl prints. `b.start_time >= a.start_time` follows from
/// what comes after it: it lets every planner bound the index on both sides.
fn self_join(earlier_end: &str, minutes: &str) -> String {
    let earlier_end = format!("{earlier_end}(a.end_time, b.end_time)");
    let minutes = minutes.replace("$from", "b.start_time").replace("$to", &earlier_end);
    format!(
        "SELECT u.email, a.id, b.id, b.start_time, {earlier_end}, {minutes} FROM attendances a \
         JOIN attendances b ON a.user_id = b.user_id AND a.start_time < b.end_time \
         AND b.start_time < a.end_time AND b.start_time >= a.start_time \
         AND (a.start_time, a.id) < (b.start_time, b.id) JOIN users u ON u.id = a.user_id"
    )
}

/// Row 5.
pub fn on_sqlite(bench: &Bench) -> Result<Vec<Line>, Problem> {
    let database = bench.database(bench.meetings)?;
    let join = self_join("min", "(unixepoch($to) - unixepoch($from)) / 60");
    let script = format!("{}; {}; {join}", ATTENDANCES[0], ATTENDANCES[1]);
    measure(
        bench,
        "SQLite",
        bench.meetings,
        &bench.meetctl(&database, &ARGS),
        &bench.shell(&database, &script),
    )
}

/// Row 5b.
pub fn on_postgres(bench: &Bench) -> Result<Vec<Line>, Problem> {
    if_installed(bench, Engine::Postgres)
}

/// Row 5c.
pub fn on_mariadb(bench: &Bench) -> Result<Vec<Line>, Problem> {
    if_installed(bench, Engine::Mariadb)
}

fn if_installed(bench: &Bench, engine: Engine) -> Result<Vec<Line>, Problem> {
    match on_a_server(bench, engine) {
        Err(Problem::Missing(why) | Problem::DiskFull(why)) => {
            Ok(vec![Line::not_measured(&work(engine.title()), &why, GOAL)])
        }
        other => other,
    }
}

fn on_a_server(bench: &Bench, engine: Engine) -> Result<Vec<Line>, Problem> {
    let (meetctl, directory) = (&bench.workspace.meetctl, &bench.workspace.directory);
    let meetings = bench.server_meetings;
    let source = bench.database(meetings)?;
    let server = Server::get(engine, directory)?;
    copy::fill(&server.login, meetctl, directory, &source)?;
    let [table, index] = ATTENDANCES;
    let statements = match engine {
        Engine::Postgres => {
            let join = self_join("LEAST", "(EXTRACT(EPOCH FROM $to - $from) / 60)::bigint");
            let copy = format!("\\copy ({join}) TO STDOUT CSV");
            vec![table.to_owned(), index.to_owned(), "ANALYZE attendances".to_owned(), copy]
        }
        // MariaDB updates statistics when it creates the index.
        Engine::Mariadb => {
            let join = self_join("LEAST", "TIMESTAMPDIFF(MINUTE, $from, $to)");
            vec![table.to_owned(), index.to_owned(), join]
        }
    };
    let statements: Vec<&str> = statements.iter().map(String::as_str).collect();
    measure(
        bench,
        engine.title(),
        meetings,
        &server.login.meetctl(meetctl, directory, &ARGS),
        &server.login.client(directory, &statements),
    )
}

fn measure(
    bench: &Bench,
    engine: &str,
    meetings: u64,
    ours: &Contender,
    theirs: &Contender,
) -> Result<Vec<Line>, Problem> {
    let work = format!("{}, {}", work(engine), rounded(meetings));
    progress(&format!("measuring {work} ..."));
    let (own, other) = (ours.run(true)?, theirs.run(true)?);
    // Our output starts with a header.
    let found = own.lines.saturating_sub(1);
    if found != other.lines {
        return Err(Problem::Failed(format!(
            "{work}: meetctl finds {found} double bookings, the self-join {}",
            other.lines
        )));
    }
    progress(&format!("{found} double bookings"));
    let ratio = compare_warm(ours, theirs, bench.long_pairs)?;
    let reference = format!("the self-join, indexed; {found} pairs");
    let peak = Line::of_peaks("its peak memory", "64 MiB", own.peak, MAX_PEAK_KIB, 1.0);
    Ok(vec![Line::new(work, &reference, ratio, GOAL), peak])
}

fn work(engine: &str) -> String {
    format!("`{}` on {engine}", ARGS.join(" "))
}
