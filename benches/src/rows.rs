//! The rows of the table: one function each. A new row needs a function and a line in [`ROWS`].

use crate::archives;
use crate::backfill;
use crate::bench::{Bench, Line, rounded};
use crate::conflicts;
use crate::database::progress;
use crate::exports;
use crate::generate::{HOT_USER, Size};
use crate::imports;
use crate::measure::compare;
use crate::problem::Problem;

/// Measures a row, which may have several lines.
type Row = fn(&Bench) -> Result<Vec<Line>, Problem>;

/// Every row by its number.
pub const ROWS: [(&str, Row); 19] = [
    ("1", start_up),
    ("2", overlaps),
    ("2b", overlaps_of_the_hot_user),
    ("3", exports::on_sqlite),
    ("3b", exports::on_postgres),
    ("3c", exports::on_mariadb),
    ("4", imports::on_sqlite),
    ("4b", imports::on_postgres),
    ("4c", imports::on_mariadb),
    ("5", conflicts::on_sqlite),
    ("5b", conflicts::on_postgres),
    ("5c", conflicts::on_mariadb),
    ("6", backfill::on_every_engine),
    ("6b", backfill::nothing_to_change),
    ("7", counts),
    ("8", everything_as_a_table),
    ("9", archives::transfer),
    ("9b", archives::on_postgres),
    ("9c", archives::on_mariadb),
];

/// The columns that meetctl reads of each table.
const MEETING: &str = "id, uid, title, description, start_time, end_time, status, created_by, \
                       created_at, updated_at";
const USER: &str = "id, name, email, booking_seq, created_at, updated_at";
const WEEK: (&str, &str) = ("2026-03-02", "2026-03-09");
const DAY: (&str, &str) = ("2026-03-04", "2026-03-05");
const YEAR: &str = "2025";

/// A user with a typical number of meetings.
fn typical_user(meetings: u64) -> u64 {
    Size::of(meetings).users / 2
}

/// Row 1: what a user waits for, mostly the start of the process.
fn start_up(bench: &Bench) -> Result<Vec<Line>, Problem> {
    let database = bench.database(bench.meetings)?;
    let line = |args: &[&str], sql: &str| {
        bench.against_shell(&database, args, sql, 1.6, "the same SQL in the shell")
    };
    let with_people = |ids: &str| {
        format!(
            "SELECT {MEETING} FROM meetings WHERE id IN ({ids}) ORDER BY start_time, id; \
             SELECT meeting_id, user_id FROM meeting_participants WHERE meeting_id IN ({ids}) \
             ORDER BY meeting_id, user_id; \
             SELECT {USER} FROM users WHERE id IN (SELECT created_by FROM meetings \
             WHERE id IN ({ids}) UNION SELECT user_id FROM meeting_participants \
             WHERE meeting_id IN ({ids}));"
        )
    };
    let page = with_people("SELECT id FROM meetings ORDER BY start_time, id LIMIT 20");
    let of_user = |user: u64| {
        format!(
            "SELECT {USER} FROM users WHERE id = {user}; \
             SELECT COUNT(*), SUM(unixepoch(end_time) - unixepoch(start_time)) FROM meetings \
             WHERE created_by = {user}; \
             SELECT COUNT(*) FROM meeting_participants WHERE user_id = {user};"
        )
    };
    let user = typical_user(bench.meetings);
    let (typical, hot) = (user.to_string(), HOT_USER.to_string());
    Ok(vec![
        line(&["meeting", "show", "1"], &with_people("1"))?,
        line(&["meeting", "list"], &page)?,
        line(&["stats", "user", &typical], &of_user(user))?,
        line(&["stats", "user", &hot], &of_user(HOT_USER))?,
    ])
}

/// Row 2: the meetings of a typical user in a week, also in a database ten times the size.
fn overlaps(bench: &Bench) -> Result<Vec<Line>, Problem> {
    let database = bench.database(bench.meetings)?;
    let user = typical_user(bench.meetings).to_string();
    let args = overlaps_args(&user, WEEK);
    let (from, to) = WEEK;
    let seeds = format!(
        "SELECT {MEETING} FROM meetings WHERE start_time < '{to} 00:00:00.000000' \
         AND end_time > '{from} 00:00:00.000000' AND (created_by = {user} OR EXISTS (SELECT 1 \
         FROM meeting_participants p WHERE p.meeting_id = meetings.id AND p.user_id = {user}));"
    );
    let against_seed =
        bench.against_shell(&database, &args, &seeds, 0.05, "the seed's query in the shell")?;
    Ok(vec![against_seed, ten_times_as_many(bench)?])
}

fn ten_times_as_many(bench: &Bench) -> Result<Line, Problem> {
    let (goal, many) = (1.2, bench.meetings * 10);
    let work = format!("the same with {} meetings", rounded(many));
    if bench.quick {
        return Ok(Line::not_measured(&work, "skipped by --quick", goal));
    }
    let larger = match bench.database(many) {
        Err(Problem::DiskFull(why)) => return Ok(Line::not_measured(&work, &why, goal)),
        other => other?,
    };
    progress(&format!("measuring {work} ..."));
    let smaller = bench.database(bench.meetings)?;
    let contender = |database, meetings| {
        let user = typical_user(meetings).to_string();
        bench.meetctl(database, &overlaps_args(&user, WEEK))
    };
    let ratio =
        compare(&contender(&larger, many), &contender(&smaller, bench.meetings), bench.pairs)?;
    let reference = format!("itself with {}", rounded(bench.meetings));
    Ok(Line::new(work, &reference, ratio, goal))
}

fn overlaps_args<'a>(user: &'a str, window: (&'a str, &'a str)) -> [&'a str; 8] {
    let (from, to) = window;
    ["meeting", "overlaps", "--user", user, "--from", from, "--to", to]
}

/// Row 2b: a day of the user who attends one meeting in ten.
fn overlaps_of_the_hot_user(bench: &Bench) -> Result<Vec<Line>, Problem> {
    let database = bench.database(bench.meetings)?;
    let user = HOT_USER.to_string();
    let (from, to) = DAY;
    let window = format!(
        "start_time < '{to} 00:00:00.000000' AND end_time > '{from} 00:00:00.000000' \
         AND status <> 'cancelled'"
    );
    let union = format!(
        "SELECT {MEETING} FROM meetings WHERE id IN (SELECT id FROM meetings \
         WHERE created_by = {user} AND {window} UNION SELECT m.id FROM meeting_participants p \
         JOIN meetings m ON m.id = p.meeting_id WHERE p.user_id = {user} AND {window}) \
         ORDER BY start_time, id;"
    );
    let args = overlaps_args(&user, DAY);
    let line = bench.against_shell(&database, &args, &union, 1.2, "the UNION in the shell")?;
    Ok(vec![line])
}

/// Row 7: counts over all meetings.
fn counts(bench: &Bench) -> Result<Vec<Line>, Problem> {
    let database = bench.database(bench.meetings)?;
    let line = |args: &[&str], sql: &str, goal| {
        bench.against_shell(&database, args, sql, goal, "the seed's query in the shell")
    };
    let monthly = format!(
        "SELECT CAST(strftime('%m', start_time) AS INTEGER) AS month, COUNT(id) FROM meetings \
         WHERE CAST(strftime('%Y', start_time) AS INTEGER) = {YEAR} GROUP BY month ORDER BY month;"
    );
    let active = "SELECT u.id, u.name, u.email, u.created_at, u.updated_at, COUNT(m.id) AS attended \
                  FROM users u JOIN meeting_participants p ON p.user_id = u.id \
                  JOIN meetings m ON m.id = p.meeting_id GROUP BY u.id \
                  ORDER BY attended DESC LIMIT 10;";
    Ok(vec![
        line(&["stats", "monthly", "--year", YEAR], &monthly, 0.2)?,
        line(&["stats", "active"], active, 0.3)?,
    ])
}

/// Row 8: the complete list through a pipe takes proportional time, and constant memory.
fn everything_as_a_table(bench: &Bench) -> Result<Vec<Line>, Problem> {
    let (many, few) = (bench.meetings, bench.meetings / 10);
    let args = ["meeting", "list", "--all"];
    let larger = bench.meetctl(&bench.database(many)?, &args);
    let smaller = bench.meetctl(&bench.tenth_with_all_users()?, &args);
    let (many, few) = (rounded(many), rounded(few));
    let work = format!("`meeting list --all` of {many}");
    progress(&format!("measuring {work} ..."));
    let time = compare(&larger, &smaller, bench.pairs)?;
    let reference = format!("itself with {few}");
    let mut lines = vec![Line::new(work, &reference, time, 11.0)];

    let (first, second) = (larger.run(true)?.peak, smaller.run(true)?.peak);
    let memory = Line::of_peaks("its peak memory", &reference, first, second, 1.1);
    lines.push(memory);
    Ok(lines)
}
