//! Export, then import into an empty database of another engine, then export: the same bytes.

use std::fs;

use crate::meeting_export::export;
use harness::{Engine, Meetctl, Row, same_on_every_engine};

const FORMS: [&str; 3] = ["csv", "jsonl", "ics"];

/// Meetings that differ in creator, start or title, which is what records without a uid are known by.
fn seed(t: &Meetctl) {
    t.sql(
        "INSERT INTO users (name, email) VALUES ('Zoë; \"Z\"', 'zoe@example.org'), \
         ('Ben', 'ben@example.org'), ('Ada, Countess', '\"a;d\"a@example.org'), ('王小明', 'wang@example.org')",
    );
    let titles = [
        "会議室の予約",
        "=1+1",
        "'quoted",
        "-5",
        "comma, \"quotes\"; back\\slash \\n",
        "\u{202e}evil",
        "👩\u{200d}💻 sprint",
    ];
    let descriptions =
        ["", "two\nlines", "Windows\r\nlines\r\n", "tab\t and trailing ", "'", "\u{7f}\u{1b}[0m"];
    let statuses = ["scheduled", "in_progress", "completed", "cancelled"];
    let rows: Vec<Row> = (0..2100_usize)
        .map(|index| {
            // Several a second, so that the order of the ids counts.
            let (day, hour, minute) = (index / 480 % 28 + 1, index / 20 % 24, index / 4 % 5 * 10);
            let start = format!("2026-06-{day:02} {hour:02}:{minute:02}:00");
            let end = format!("2026-06-{day:02} {hour:02}:{:02}:30", minute + 5);
            let number = i64::try_from(index).unwrap();
            let people: Vec<i64> = (1..=4).filter(|user| (user + number) % 3 == 0).collect();
            let title = format!("{} {index}", titles[index % titles.len()]);
            Row::new(title, &start, &end)
                .by(number % 4 + 1)
                .with(&people)
                .status(statuses[index % 4])
                .described(descriptions[index % descriptions.len()])
        })
        .collect();
    t.insert_meetings(&rows);
    t.sql("UPDATE meetings SET uid = CONCAT('uid, ', id, '@x') WHERE id % 5 = 0");
}

#[test]
fn what_one_engine_exports_the_others_import() {
    let source = Meetctl::migrated(Engine::Sqlite);
    seed(&source);
    let users = source.run(["user", "export"]).success().stdout;
    for form in FORMS {
        for safe in [&[][..], &["--csv-safe"]] {
            let exported = export(&source, &[&["--format", form], safe].concat());
            let back = same_on_every_engine(|t| {
                t.write("users.csv", &users);
                t.run(["user", "import", "users.csv"]).success();
                let file = format!("meetings.{form}");
                t.write(&file, &exported);
                let import = [&["meeting", "import", &file, "--allow-overlap"], safe].concat();
                t.run(&import).success();
                let rows = t.all_rows();
                let again = t.run(import.iter().chain(&["--json"])).success().json();
                assert_eq!((&again["created"], &again["updated"]), (&0.into(), &0.into()));
                assert_eq!(t.all_rows(), rows, "a second import changed something");
                export(t, &[&["--format", form], safe].concat())
            });
            assert!(back == exported, "{form} {safe:?}: {}", difference(&exported, &back));
        }
    }
}

/// A file that was exported to a file is imported from one.
#[test]
fn a_file_is_imported_as_it_was_exported() {
    let from = Meetctl::migrated(Engine::Sqlite);
    from.seed_sql(3, 30);
    for form in FORMS {
        // Users made from CSV have no names; nothing in it shows them.
        let to = Meetctl::migrated(Engine::Sqlite);
        let file = from.directory().join(format!("all.{form}")).display().to_string();
        from.run(["meeting", "export", "--output", &file]).success();
        to.run(["meeting", "import", &file, "--create-users"]).success();
        assert_eq!(export(&to, &["--format", form]), fs::read_to_string(&file).unwrap());
    }
}

fn difference(left: &str, right: &str) -> String {
    let mut pairs = left.lines().zip(right.lines());
    let first = pairs.find(|(left, right)| left != right);
    format!("{first:?}, {} and {} bytes", left.len(), right.len())
}
