//! Exports can be imported without a change: into the same database, and into another engine.

use crate::meeting_import::counts;
use crate::seed_answers;
use harness::{Engine, Meetctl, Row, on_every_engine, on_every_engine_empty};

/// The formats of meetings.
const FORMATS: [&str; 3] = ["csv", "jsonl", "ics"];

/// People and meetings of every temper that a file may hold; some are double bookings.
fn fill(t: &Meetctl) {
    t.seed_sql(5, 0);
    t.sql(
        "INSERT INTO users (name, email) VALUES ('Semi; Colon', 'semi;colon@example.org'), \
         ('\"Quoted\" Name', '\"quoted\"@example.org'), ('O''Neil, Comma', 'o''neil@example.org'), \
         ('Ádám Őri 王', 'adam.o@example.org'), ('=1+1', 'adam@example.org')",
    );
    let titles = [
        "plain",
        "comma, \"quoted\"",
        "'=already guarded",
        "=1+1",
        "@SUM(A1)",
        "-cmd",
        "会議室の予約",
        "👩\u{200d}💻",
        "\u{202e}evil",
        "semi;colon",
        "back\\slash\\n",
        "ß",
        "a  b",
    ];
    let descriptions =
        ["", "two\nlines", "cr\r\nlf", "\ttab\u{1b}[31m", "=2", " blanks ", "\"", "é\u{301}"];
    let statuses = ["scheduled", "in_progress", "completed", "cancelled"];
    let rows: Vec<Row> = (0..78_usize)
        .map(|index| {
            let (day, hour) = (index / 10 + 1, index % 10 * 2);
            let start = format!("2026-02-{day:02} {hour:02}:00:00");
            let end = format!(
                "2026-02-{day:02} {:02}:{:02}:{:02}",
                hour + 1 + index % 2,
                index % 60,
                index % 7
            );
            let number = i64::try_from(index).unwrap();
            let people: Vec<i64> = (1..=10).filter(|user| (user * 7 + number) % 5 == 0).collect();
            Row::new(titles[index % titles.len()], &start, &end)
                .by(number % 10 + 1)
                .with(&people)
                .status(statuses[index / 3 % 4])
                .described(descriptions[index % descriptions.len()])
        })
        .collect();
    t.insert_meetings(&rows);
    let uid = match t.engine() {
        Engine::Mariadb => "CONCAT('uid ', id, ', \"x\";')",
        Engine::Sqlite | Engine::Postgres => "'uid ' || id || ', \"x\";'",
    };
    t.sql(&format!("UPDATE meetings SET uid = {uid} WHERE id % 3 = 0"));
    t.sql("UPDATE meetings SET description = NULL WHERE id % 8 = 1");
}

fn export(t: &Meetctl, what: &str, format: &str) -> String {
    t.run([what, "export", "--format", format]).success().stdout
}

/// Imports a text; the counts.
fn import(t: &Meetctl, what: &str, format: &str, text: &str, more: &[&str]) -> [u64; 6] {
    let args = [what, "import", "-", "--input-format", format, "--json"];
    let run = t.cmd(args.iter().chain(more)).stdin(text).run().success();
    counts(&run)
}

fn is_restored_unchanged(t: &Meetctl, meetings: u64) {
    let before = t.tables();
    for format in FORMATS {
        for more in [&[][..], &["--tz", "Asia/Kathmandu"], &["--csv-safe"]] {
            let text = t
                .run(["meeting", "export", "--format", format].iter().chain(more))
                .success()
                .stdout;
            let more = [more, &["--batch-size", "17"]].concat();
            assert_eq!(
                import(t, "meeting", format, &text, &more),
                [meetings, 0, 0, meetings, 0, 0],
                "{format} {more:?}"
            );
        }
    }
    for format in ["csv", "jsonl"] {
        let users = import(t, "user", format, &export(t, "user", format), &[]);
        assert_eq!((users[0], users[1] + users[2] + users[4]), (users[3], 0));
    }
    assert!(t.tables() == before, "something has changed");
}

on_every_engine! {
    fn an_export_into_the_same_database_changes_nothing(t: &Meetctl) {
        fill(t);
        is_restored_unchanged(t, 78);
        // Listings with ids and times of writing are read too.
        let before = t.tables();
        for format in ["csv", "jsonl"] {
            let listed = t.run(["meeting", "list", "--all", "--format", format]).success().stdout;
            assert_eq!(import(t, "meeting", format, &listed, &[])[3], 78);
        }
        assert!(t.tables() == before, "something has changed");
    }

    fn an_export_from_every_engine_is_the_same_after_an_import(t: &Meetctl) {
        for source in Engine::ALL.into_iter().filter(|engine| engine.is_available()) {
            let from = Meetctl::migrated(source);
            fill(&from);
            for format in FORMATS {
                let (people, meetings) = (export(&from, "user", "csv"), export(&from, "meeting", format));
                let to = Meetctl::migrated(t.engine());
                assert_eq!(import(&to, "user", "csv", &people, &["--batch-size", "3"])[1], 10);
                assert_eq!(import(&to, "meeting", format, &meetings, &["--allow-overlap", "--batch-size", "13"])[1], 78);
                assert_eq!(export(&to, "user", "csv"), people);
                assert!(export(&to, "meeting", format) == meetings, "{source:?}, {format}");

                // People who are made on the way are found again.
                let to = Meetctl::migrated(t.engine());
                let more = ["--allow-overlap", "--create-users"];
                assert_eq!(import(&to, "meeting", format, &meetings, &more)[1], 78);
                if format == "csv" {
                    assert_eq!(export(&to, "user", "csv").lines().count(), 11);
                    import(&to, "user", "csv", &people, &[]);
                }
                assert!(export(&to, "meeting", format) == meetings, "{source:?}, {format}, made");
                assert_eq!(import(&to, "meeting", format, &meetings, &[])[3], 78);
            }
        }
    }
}

on_every_engine_empty! {
    fn an_adopted_database_is_restored_unchanged(t: &Meetctl) {
        let Some(seed) = seed_answers::seed() else { return };
        seed_answers::load(t, &seed, true);
        t.run(["migrate", "baseline"]).success();
        let found = t.run(["meeting", "conflicts", "--format", "count"]).success().stdout;
        assert_ne!(found, "0\n", "there are double bookings that must not be refused");
        is_restored_unchanged(t, 1500);
    }
}
