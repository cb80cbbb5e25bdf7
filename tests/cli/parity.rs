//! Same command, same data: the same bytes on every engine.

use std::fmt::Write as _;

use harness::{Meetctl, Row, same_on_every_engine};

const FORMATS: [&str; 7] = ["table", "json", "jsonl", "csv", "tsv", "ids", "count"];

/// Titles of every script and temper, every status, ties of start, people with and without meetings.
fn seed(t: &Meetctl) {
    t.seed_sql(6, 0);
    t.sql(
        "INSERT INTO users (name, email) VALUES ('王小明', 'wang@example.org'), \
         ('Ádám Őri', 'ADAM@example.org'), ('zoë', 'adam@example.org')",
    );
    let titles = [
        "会議室の予約",
        "회의",
        "اجتماع",
        "\u{1b}[31mred",
        "\u{202e}evil",
        "=1+1",
        "tab\tand\\back",
        "line\nfeed",
        "Ünïcödé",
        "ZEBRA",
        "zebra",
        "Ärger",
        "a",
        "ß",
        "👩\u{200d}💻 sprint",
        "comma, \"quoted\"",
    ];
    let statuses = ["scheduled", "in_progress", "completed", "cancelled"];
    let rows: Vec<Row> = (0..64)
        .map(|index: usize| {
            let (day, hour) = (index % 28 + 1, index * 7 % 23);
            let month = index % 12 + 1;
            let start = format!("2026-{month:02}-{day:02} {hour:02}:15:00");
            let end = format!("2026-{month:02}-{day:02} {:02}:{:02}:30", hour + 1, index % 60);
            let offset = i64::try_from(index).unwrap();
            let people: Vec<i64> = (1..=9).filter(|user| (user * 5 + offset) % 4 == 0).collect();
            let row = Row::new(titles[index % titles.len()], &start, &end)
                .by(offset % 9 + 1)
                .with(&people)
                .status(statuses[index / 3 % 4]);
            if index.is_multiple_of(5) {
                row.described(titles[index * 3 % titles.len()])
            } else {
                row
            }
        })
        .collect();
    t.insert_meetings(&rows);
}

/// The output of each command in each format: both streams and the exit code.
fn everything(commands: &[&[&str]]) -> String {
    same_on_every_engine(|t| {
        seed(t);
        let mut reported = String::new();
        for command in commands {
            for format in FORMATS {
                let run = t.run(command.iter().chain(&["--format", format]));
                assert!(matches!(run.exit, 0 | 2), "{run}");
                write!(reported, "{run}").unwrap();
            }
        }
        reported
    })
}

#[test]
fn users_are_printed_alike() {
    let reported = everything(&[
        &["user", "list"],
        &["user", "list", "--search", "Á"],
        &["user", "list", "--search", "ADAM@"],
        &["user", "show", "ADAM@example.org"],
        &["user", "show", "7", "--tz", "Asia/Tokyo"],
    ]);
    assert!(reported.contains("王小明") && reported.contains("adam@example.org"));
}

#[test]
fn lists_of_meetings_are_printed_alike() {
    let reported = everything(&[
        &["meeting", "list", "--all"],
        &["meeting", "list"],
        &["meeting", "list", "--sort=-start", "--per-page", "7", "--page", "3"],
        &["meeting", "list", "--sort=-id", "--user", "wang@example.org", "--status", "scheduled"],
        &["meeting", "list", "--search", "ZEBRA", "--fields", "id,title,participants"],
    ]);
    assert!(reported.contains("会議室の予約"));
}

#[test]
fn meetings_are_printed_alike() {
    let reported = everything(&[
        &["meeting", "show", "1"],
        &["meeting", "show", "64", "5", "16", "8", "--tz", "America/New_York"],
        &["meeting", "overlaps", "--from", "2026-03-01", "--to", "2026-09-01"],
        &[
            "meeting",
            "overlaps",
            "--from",
            "2026-01-01",
            "--to",
            "2027-01-01",
            "--user",
            "3",
            "--include-cancelled",
        ],
        &["backfill-status", "--dry-run"],
    ]);
    assert!(reported.contains("-04:00"));
}

#[test]
fn counts_are_printed_alike() {
    let reported = everything(&[
        &["stats"],
        &["stats", "user", "3"],
        &["stats", "monthly", "--year", "2026"],
        &[
            "stats",
            "monthly",
            "--year",
            "2026",
            "--user",
            "adam@example.org",
            "--tz",
            "Pacific/Auckland",
        ],
        &["stats", "active", "--limit", "4"],
        &["stats", "active", "--from", "2026-02-01", "--to", "2026-11-01"],
    ]);
    assert!(reported.contains("average_duration_minutes"));
}
