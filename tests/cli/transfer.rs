//! `meetctl transfer`, and archives of servers: `backup` and `restore` from any engine to any.

use std::fs;

use harness::{Engine, Meetctl, on_every_engine, snapshot};

/// Rows that are hard to copy: ids with gaps and beyond 32 bits, NULLs, fractions of seconds, texts of
/// every kind.
fn fill(t: &Meetctl) {
    let texts = [
        "plain",
        "tab\tand \\N and \\t and \\",
        "line\nfeed, CR\r\nLF",
        "会議 👩\u{200d}💻 \u{202e}evil \u{1b}[31m",
        "'quoted' \"twice\" `thrice`; --",
        "ends in a space ",
        "e\u{301}\u{fe0f}\u{10ffff}",
    ];
    let users = [1, 2, 7, 5_000_000_000, i64::from(i32::MAX) + 1];
    for (index, id) in users.iter().enumerate() {
        let name = t.literal(texts[index]);
        let (created, updated) = match index {
            0 => ("NULL".to_owned(), "NULL".to_owned()),
            1 => (
                "'2026-01-02 03:04:05.678901'".to_owned(),
                "'1999-12-31 23:59:59.900000'".to_owned(),
            ),
            _ => {
                let time = t.stored_time("2026-01-02 03:04:05");
                (format!("'{time}'"), format!("'{time}'"))
            }
        };
        t.sql(&format!(
            "INSERT INTO users (id, name, email, booking_seq, created_at, updated_at) \
             VALUES ({id}, {name}, 'user{index}@example.org', {}, {created}, {updated})",
            index * 3_000_000_000
        ));
    }
    let [start, end] =
        ["2026-06-01 10:00:00", "2026-06-01 11:00:00"].map(|time| t.stored_time(time));
    let statuses = ["scheduled", "in_progress", "completed", "cancelled"];
    for (index, text) in texts.iter().enumerate() {
        let id = if index == 6 { 9_000_000_000_000 } else { index * 10 + 3 };
        let (title, uid) = (t.literal(text), t.literal(&format!("uid {text}")));
        let uid = if index == 2 { "NULL".to_owned() } else { uid };
        let description = match index {
            0 => "NULL".to_owned(),
            1 => "''".to_owned(),
            _ => t.literal(&text.repeat(300)),
        };
        t.sql(&format!(
            "INSERT INTO meetings (id, title, description, start_time, end_time, created_by, status, \
             uid, created_at, updated_at) VALUES ({id}, {title}, {description}, '{start}', '{end}', \
             {}, '{}', {uid}, '{start}', NULL)",
            users[index % users.len()],
            statuses[index % statuses.len()],
        ));
        for user in &users[..index % users.len()] {
            t.sql(&format!("INSERT INTO meeting_participants VALUES ({id}, {user})"));
        }
    }
    t.sql("INSERT INTO meetctl_imported VALUES (3, 'event', 9000000000, NULL)");
}

fn engines() -> impl Iterator<Item = Engine> {
    let all = [Engine::Sqlite, Engine::Postgres, Engine::Mariadb];
    all.into_iter().filter(|engine| engine.is_available())
}

/// The highest id of a table.
fn highest(t: &Meetctl, table: &str) -> i64 {
    t.rows(&format!("SELECT MAX(id) FROM {table}"))[0][0].parse().unwrap()
}

/// The names in the directory of automatic backups.
fn backups(t: &Meetctl) -> Vec<String> {
    let directory = t.home().join(".local/state/meetctl/backups");
    let entries = fs::read_dir(directory).into_iter().flatten();
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

on_every_engine! {
    fn everything_arrives_on_every_engine(t: &Meetctl) {
        fill(t);
        t.sql("UPDATE seaql_migrations SET applied_at = 1000000000");
        for engine in engines() {
            let other = Meetctl::empty(engine);
            let planned = t.run(["transfer", "--to", other.url(), "--dry-run"]).success();
            assert!(planned.stderr.contains("nothing was changed"), "{planned}");
            let run = t.run(["transfer", "--to", other.url(), "--json"]).success();
            let report = run.json();
            assert_eq!((&report["users"], &report["meetings"]), (&5.into(), &7.into()), "{run}");
            assert_eq!((&report["verified"], &report["rows"]), (&true.into(), &25.into()), "{run}");
            let checked = t.run(["transfer", "--to", other.url(), "--verify-only", "--json"]).success().json();
            assert_eq!(checked["equal"], true, "{checked}");
            assert_eq!(checked["source"], checked["target"]);
            for format in ["json", "csv"] {
                let list = ["meeting", "list", "--sort", "id", "--format", format];
                assert_eq!(t.run(list).success().stdout, other.run(list).success().stdout);
            }
            let times = "SELECT DISTINCT applied_at FROM seaql_migrations";
            assert_eq!(other.rows(times), [["1000000000"]]);
            // New rows have ids after the highest.
            for table in ["users", "meetings"] {
                let before = highest(&other, table);
                let new = match table {
                    "users" => other.run(["user", "create", "--name", "N", "--email", "n@example.org", "--format", "ids"]),
                    _ => other.run(["meeting", "create", "--title", "N", "--start", "tomorrow 10:00",
                                    "--duration", "1h", "--creator", "1", "--format", "ids"]),
                };
                let id: i64 = new.success().stdout.trim().parse().unwrap();
                assert!(id > before, "{engine:?}: {id} after {before}");
            }
            other.run(["migrate", "status", "--check"]).success();
            other.run(["doctor", "--json"]).success();
        }
    }

    fn an_archive_is_restored_on_every_engine(t: &Meetctl) {
        fill(t);
        t.run(["backup", "plain.db"]).success();
        t.run(["backup", "packed.zst", "--compress"]).success();
        let piped = t.shell("meetctl backup - --compress > piped.zst").run();
        piped.success();
        let list = ["meeting", "list", "--sort", "id", "--json"];
        let expected = t.run(list).success().stdout;
        let archived = t.run(["--database-url", "sqlite:plain.db?mode=ro", "meeting", "list", "--sort", "id", "--json"]);
        assert_eq!(archived.success().stdout, expected);
        for (engine, file) in engines().zip(["plain.db", "packed.zst", "piped.zst"]) {
            let other = Meetctl::migrated(engine);
            other.seed_sql(2, 3);
            let path = t.directory().join(file).display().to_string();
            other.run(["restore", &path]).exits(4);
            assert_eq!(highest(&other, "users"), 2);
            let run = other.run(["restore", &path, "--yes"]).success();
            assert!(run.stderr.contains("Restored 5 users, 7 meetings from "), "{run}");
            assert_eq!(other.run(list).success().stdout, expected);
            if engine != Engine::Sqlite {
                assert_eq!(backups(&other).len(), 1, "{run}");
            }
        }
    }

    fn a_restore_leaves_the_schema_as_it_was(t: &Meetctl) {
        fill(t);
        if t.engine() == Engine::Postgres {
            // What is made again, and what is not.
            for named in [
                "INDEX meetings_by_creator",
                "INDEX users_pkey",
                "CONSTRAINT users_pkey ON users",
                "CONSTRAINT meetings_pkey ON meetings",
                "CONSTRAINT meeting_participants_pkey ON meeting_participants",
                "CONSTRAINT meeting_participants_user_id_fkey ON meeting_participants",
            ] {
                t.sql(&format!("COMMENT ON {named} IS 'it''s one'"));
            }
            // Its key cannot be dropped.
            t.sql("CREATE VIEW by_key AS SELECT m.id, title, COUNT(*) AS attending FROM meetings m \
                   JOIN meeting_participants ON meeting_id = m.id GROUP BY m.id");
        }
        let comments = || match t.engine() {
            Engine::Postgres => t.rows("SELECT classoid::regclass::text, CASE classoid WHEN 'pg_class'::regclass \
                THEN (SELECT relname FROM pg_class WHERE oid = objoid) \
                ELSE (SELECT conname FROM pg_constraint WHERE oid = objoid) END AS name, description \
                FROM pg_description WHERE description = 'it''s one' ORDER BY 1, 2"),
            _ => Vec::new(),
        };
        let (schema, rows, commented) = (t.schema(), t.all_rows(), comments());
        t.run(["backup", "archive.db"]).success();
        t.run(["restore", "archive.db", "--yes", "--no-backup"]).success();
        assert_eq!(t.schema(), schema);
        assert_eq!(comments(), commented);
        assert_eq!(commented.len(), if t.engine() == Engine::Postgres { 6 } else { 0 });
        assert_eq!(t.all_rows(), rows);
    }

    fn a_difference_is_found_and_named(t: &Meetctl) {
        fill(t);
        for engine in engines() {
            let other = Meetctl::empty(engine);
            t.run(["transfer", "--to", other.url()]).success();
            for (sql, expected) in [
                ("UPDATE meetings SET title = 'plaim' WHERE id = 3", "meetings 3: title differs"),
                ("UPDATE users SET booking_seq = booking_seq + 1 WHERE id = 5000000000",
                 "users 5000000000: booking_seq differs"),
                ("DELETE FROM meeting_participants WHERE meeting_id = 33 AND user_id = 2",
                 "meeting_participants 33/2: is missing in the target"),
                ("INSERT INTO users (id, name, email) VALUES (4, 'x', 'x@example.org')",
                 "users 4: is missing in the source"),
            ] {
                other.sql(sql);
                let run = t.run(["transfer", "--to", other.url(), "--verify-only"]).exits(3);
                assert!(run.stdout.contains(expected), "{engine:?}: {run}");
            }
        }
    }

    fn rows_are_replaced_only_when_told(t: &Meetctl) {
        t.seed_sql(3, 4);
        for engine in engines() {
            let other = Meetctl::migrated(engine);
            other.seed_sql(1, 1);
            let before = other.tables();
            let refused = t.run(["transfer", "--to", other.url(), "--json"]).exits(4).error_json();
            assert_eq!(refused["code"], "target_not_empty");
            let unconfirmed = t.run(["transfer", "--to", other.url(), "--replace", "--json"]).exits(4);
            assert_eq!(unconfirmed.error_json()["code"], "unconfirmed");
            assert_eq!(other.tables(), before);
            t.run(["transfer", "--to", other.url(), "--replace", "--yes"]).success();
            assert_eq!(other.rows("SELECT COUNT(*) FROM meetings"), [["4"]]);
        }
        let same = t.run(["transfer", "--to", t.url()]).exits(2);
        assert!(same.stderr.contains("is the source"), "{same}");
        t.run(["transfer", "--to", "nonsense://x/y"]).exits(2);
    }

    fn a_migration_is_preceded_by_a_backup(t: &Meetctl) {
        if t.engine() == Engine::Sqlite {
            return;
        }
        t.seed_sql(2, 3);
        let down = t.run(["migrate", "down", "--steps", "2", "--yes"]).success();
        assert!(down.stderr.contains("Backed up 2 users, 3 meetings to "), "{down}");
        assert_eq!(backups(t).len(), 1);
        t.run(["migrate", "up", "--no-backup"]).success();
        assert_eq!(backups(t).len(), 1);
        t.run(["migrate", "down", "--yes"]).success();
        // The backup has the older schema; it is brought up.
        let older = t.home().join(".local/state/meetctl/backups").join(backups(t).iter().max().unwrap());
        t.run(["restore", &older.display().to_string(), "--yes", "--no-backup"]).success();
        assert_eq!(t.rows("SELECT COUNT(*) FROM meetings"), [["3"]]);
        t.run(["migrate", "status", "--check"]).success();
    }
}

#[test]
fn rows_that_the_target_would_refuse_are_listed_first() {
    for engine in engines().filter(|engine| *engine != Engine::Sqlite) {
        let (t, other) = (Meetctl::migrated(Engine::Sqlite), Meetctl::migrated(engine));
        t.seed_sql(2, 3);
        other.seed_sql(1, 1);
        let before = other.tables();
        t.sql(&format!(
            "PRAGMA foreign_keys = OFF; UPDATE meetings SET title = '{}' WHERE id = 1; \
             UPDATE meetings SET created_at = 'soon' WHERE id = 2; \
             INSERT INTO meeting_participants VALUES (1, 99)",
            "x".repeat(101)
        ));
        let run = t.run(["transfer", "--to", other.url(), "--replace", "--yes"]).exits(1);
        for expected in [
            "would refuse 3 rows; nothing was written",
            "meetings 1: title is too long",
            "meetings 2: created_at is not a time that it stores",
            "refers to a row of users that does not exist",
        ] {
            assert!(run.stderr.contains(expected), "{expected}: {run}");
        }
        assert_eq!(other.tables(), before);
    }
}

#[test]
fn an_archive_that_was_changed_is_refused() {
    let t = Meetctl::migrated(Engine::Sqlite);
    t.seed_sql(2, 3);
    t.run(["backup", "b.db"]).success();
    let archive = rusqlite_of(&t, "b.db");
    archive("UPDATE users SET name = 'Eve' WHERE id = 1");
    snapshot!(t.run(["restore", "b.db", "--yes"]), @r"
    $ meetctl restore b.db --yes
    exit: 10
    --- stdout
    --- stderr
    error: the backup is not as it was written
      file: b.db
      caused by: users has 2 rows with checksum 440fb1da0238e44e06b7d069d1ebe140, and not the 2 that were archived
    hint: use another backup; rows of this one were changed after it was made
    ");
    let packed = t.run(["backup", "b.zst", "--compress"]).success();
    assert!(packed.stderr.contains("b.zst"), "{packed}");
    let path = t.directory().join("b.zst");
    let mut bytes = fs::read(&path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&path, &bytes).unwrap();
    assert_eq!(
        t.run(["restore", "b.zst", "--yes", "--json"]).exits(10).error_json()["code"],
        "corrupt"
    );
    bytes.truncate(middle);
    fs::write(&path, &bytes).unwrap();
    assert_eq!(
        t.run(["restore", "b.zst", "--yes", "--json"]).exits(10).error_json()["code"],
        "corrupt"
    );
}

/// Runs statements on a SQLite file in the working directory.
fn rusqlite_of(t: &Meetctl, name: &str) -> impl Fn(&str) {
    let connection = rusqlite::Connection::open(t.directory().join(name)).unwrap();
    move |sql| connection.execute_batch(sql).unwrap()
}
