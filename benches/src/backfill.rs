//! Row 6: updates the status of all meetings, compared with one UPDATE; how long other writers
//! wait meanwhile; and the cost if nothing changes.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::bench::{Bench, Line, rounded};
use crate::calendar::STORED_NOW;
use crate::copy;
use crate::database::{progress, remove_database};
use crate::login::{Engine, Login};
use crate::measure::{Contender, compare, compare_warm};
use crate::problem::Problem;
use crate::server::Server;

/// Of the time of one UPDATE.
const GOAL: f64 = 1.5;
/// The longest acceptable wait of another writer.
const MAX_WAIT: Duration = Duration::from_millis(500);
/// Relative to the time with ten thousand meetings, with a thousand times as many.
const MAX_GROWTH: f64 = 1.3;
const FEW_MEETINGS: u64 = 10_000;
/// Pause between two writes of the other writer.
const POLL_INTERVAL: Duration = Duration::from_millis(20);
const ARGS: [&str; 2] = ["--quiet", "backfill-status"];

/// The statement that sets every status, and writes no row that is right already.
fn one_update() -> String {
    format!(
        "UPDATE meetings SET status = CASE WHEN end_time < '{STORED_NOW}' THEN 'completed' \
         WHEN start_time <= '{STORED_NOW}' THEN 'in_progress' ELSE 'scheduled' END, \
         updated_at = '{STORED_NOW}' WHERE status <> 'cancelled'"
    )
}

/// The statement that gives every meeting a wrong status.
fn make_stale() -> String {
    format!(
        "UPDATE meetings SET updated_at = created_at, status = CASE WHEN end_time < '{STORED_NOW}' \
         THEN 'scheduled' ELSE 'completed' END WHERE status <> 'cancelled'"
    )
}

/// Counts meetings whose status is wrong.
const LEFT: &str =
    "SELECT COUNT(*) FROM meetings WHERE status <> 'cancelled' AND updated_at = created_at";

/// Row 6.
pub fn on_every_engine(bench: &Bench) -> Result<Vec<Line>, Problem> {
    let mut lines = on_sqlite(bench)?;
    for engine in [Engine::Postgres, Engine::Mariadb] {
        lines.extend(if_installed(bench, engine)?);
    }
    Ok(lines)
}

fn on_sqlite(bench: &Bench) -> Result<Vec<Line>, Problem> {
    let work = work("SQLite", bench.meetings);
    let files = match Files::prepare(bench) {
        Err(Problem::DiskFull(why)) => return Ok(vec![Line::not_measured(&work, &why, GOAL)]),
        other => other?,
    };
    let update = ["PRAGMA foreign_keys = ON", &one_update()].join("; ");
    let ours = bench
        .meetctl(&files.database, &ARGS)
        .after(bench.fresh_copy(&files.template, &files.database));
    let theirs = bench
        .shell(&files.database, &update)
        .after(bench.fresh_copy(&files.template, &files.database));
    let left = bench.shell(&files.database, LEFT);
    // A booking waits for the lock of the file as the shell does here.
    let other = bench.shell_of(
        &["-cmd", ".timeout 20000"],
        &files.database,
        &["UPDATE users SET booking_seq = booking_seq + 1 WHERE id = 1"],
    );
    let lines = measure(bench, &work, [&ours, &theirs], &left, &other);
    remove_database(&files.database)?;
    remove_database(&files.template)?;
    lines
}

fn if_installed(bench: &Bench, engine: Engine) -> Result<Vec<Line>, Problem> {
    match on_a_server(bench, engine) {
        Err(Problem::Missing(why) | Problem::DiskFull(why)) => {
            let work = work(engine.title(), bench.server_meetings);
            Ok(vec![Line::not_measured(&work, &why, GOAL)])
        }
        other => other,
    }
}

fn on_a_server(bench: &Bench, engine: Engine) -> Result<Vec<Line>, Problem> {
    let (meetctl, directory) = (&bench.workspace.meetctl, &bench.workspace.directory);
    let source = bench.database(bench.server_meetings)?;
    let server = Server::get(engine, directory)?;
    let login = &server.login;
    copy::fill(login, meetctl, directory, &source)?;
    let work = work(engine.title(), bench.server_meetings);
    let reset = || vec![make_wrong(login, directory)];
    let ours = login.meetctl(meetctl, directory, &ARGS).after(reset());
    let theirs = login.client(directory, &[&one_update()]).after(reset());
    let left = login.client(directory, &[LEFT]);
    // Meetings among those that change, as an application may update them.
    let title = "UPDATE meetings SET title = 'Renamed' WHERE id IN (77, 5077, 50077)";
    let other = login.client(directory, &[title]);
    measure(bench, &work, [&ours, &theirs], &left, &other)
}

/// Makes every status wrong again, with tables, indexes and statistics as at the start.
fn make_wrong(login: &Login, directory: &Path) -> Contender {
    match login.engine {
        Engine::Postgres => {
            login.client(directory, &[&make_stale(), "VACUUM FULL ANALYZE meetings", "CHECKPOINT"])
        }
        Engine::Mariadb => login.client(directory, &[&make_stale(), "OPTIMIZE TABLE meetings"]),
    }
}

fn work(engine: &str, meetings: u64) -> String {
    format!("`backfill-status`, all of {} change, {engine}", rounded(meetings))
}

fn measure(
    bench: &Bench,
    work: &str,
    [ours, theirs]: [&Contender; 2],
    left: &Contender,
    other: &Contender,
) -> Result<Vec<Line>, Problem> {
    progress(&format!("measuring {work} ..."));
    for contender in [theirs, ours] {
        contender.run(false)?;
        let left = left.output()?.trim().to_owned();
        if left != "0" {
            return Err(Problem::Failed(format!("{work}: {left} are left")));
        }
    }
    let ratio = compare_warm(ours, theirs, bench.long_pairs)?;
    let line = Line::new(work.to_owned(), "one UPDATE with the same CASE", ratio, GOAL);
    let (waits, longest) = measure_waits(ours, other)?;
    progress(&format!("{waits} concurrent writes"));
    let label = format!("the longest of {waits} concurrent writes, complete processes");
    let ratio = longest.as_secs_f64() / MAX_WAIT.as_secs_f64();
    Ok(vec![line, Line::of_wait(&label, ratio, longest, MAX_WAIT)])
}

/// Runs `other` repeatedly while `work` runs. Returns how often, and the longest run.
fn measure_waits(work: &Contender, other: &Contender) -> Result<(u32, Duration), Problem> {
    work.prepare()?;
    let over = AtomicBool::new(false);
    thread::scope(|scope| {
        let writer = scope.spawn(|| -> Result<(u32, Duration), Problem> {
            let (mut waits, mut longest) = (0, Duration::ZERO);
            while !over.load(Ordering::Relaxed) {
                let started = Instant::now();
                other.run(false)?;
                longest = longest.max(started.elapsed());
                waits += 1;
                thread::sleep(POLL_INTERVAL);
            }
            Ok((waits, longest))
        });
        let done = work.run_prepared(false);
        over.store(true, Ordering::Relaxed);
        let waited = writer.join();
        done?;
        waited.unwrap_or_else(|_| Err(Problem::Failed("the other writer ended".to_owned())))
    })
}

/// Row 6b: a run that finds nothing costs the same for any number of meetings.
pub fn nothing_to_change(bench: &Bench) -> Result<Vec<Line>, Problem> {
    let many = bench.meetings * 10;
    let work = format!("`backfill-status`, nothing to change, {}", rounded(many));
    if bench.quick {
        return Ok(vec![Line::not_measured(&work, "skipped by --quick", MAX_GROWTH)]);
    }
    let larger = match bench.database(many) {
        Err(Problem::DiskFull(why)) => {
            return Ok(vec![Line::not_measured(&work, &why, MAX_GROWTH)]);
        }
        other => other?,
    };
    let smaller = bench.database(FEW_MEETINGS)?;
    progress(&format!("measuring {work} ..."));
    let (larger, smaller) = (bench.meetctl(&larger, &ARGS), bench.meetctl(&smaller, &ARGS));
    let ratio = compare(&larger, &smaller, bench.pairs)?;
    let reference = format!("itself with {}", rounded(FEW_MEETINGS));
    Ok(vec![Line::new(work, &reference, ratio, MAX_GROWTH)])
}

/// A database in which every status is wrong, and a copy of it for each run.
struct Files {
    template: PathBuf,
    database: PathBuf,
}

impl Files {
    fn prepare(bench: &Bench) -> Result<Self, Problem> {
        let source = bench.database(bench.meetings)?;
        bench.workspace.refuse_full_disk(bench.meetings.saturating_mul(2))?;
        let files = Self {
            template: source.with_extension("spoiled.db"),
            database: source.with_extension("backfill.db"),
        };
        remove_database(&files.template)?;
        std::fs::copy(&source, &files.template)?;
        bench.shell(&files.template, &make_stale()).run(false)?;
        Ok(files)
    }
}
