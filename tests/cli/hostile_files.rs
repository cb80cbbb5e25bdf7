//! Files and directories of other users, and databases made to mislead.

use std::fs;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown, lchown, symlink};
use std::path::Path;
use std::time::{Duration, Instant};

use rusqlite::Connection;

use harness::{Engine, Meetctl, on_every_engine};

const NOBODY: u32 = 65534;

fn is_root(t: &Meetctl) -> bool {
    let root = chown(t.tmp(), Some(0), Some(0)).is_ok() && t.tmp().metadata().unwrap().uid() == 0;
    if !root {
        harness::skip(format_args!("not root"));
    }
    root
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

/// SQL for rows without end.
const ENDLESS: &str = "WITH RECURSIVE r(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM r)";

on_every_engine! {
    fn a_view_is_not_a_table(t: &Meetctl) {
        t.seed_sql(2, 2);
        for (table, columns) in [
            ("meeting_participants", "i AS meeting_id, i AS user_id"),
            ("meetings", "i AS id, 'a' AS title"),
            ("users", "i AS id, 'a' AS name"),
            ("meetctl_lock", "'a' AS name, i AS token"),
            ("seaql_migrations", "'m20240101_000001_create_users' AS version, i AS applied_at"),
        ] {
            t.sql(&format!("DROP TABLE {table}"));
            t.sql(&format!("CREATE VIEW {table} AS {ENDLESS} SELECT {columns} FROM r"));
            let started = Instant::now();
            for line in ["user list", "meeting conflicts", "doctor", "stats", "migrate up", "migrate down --yes"] {
                let refused = t.run(line.split(' ')).exits(9);
                assert!(refused.stderr.contains(&format!("{table}, which is a view")), "{refused}");
            }
            if t.engine() == Engine::Sqlite {
                fs::copy(t.file(), t.directory().join("b.db")).unwrap();
                for line in ["backup c.db", "restore b.db --yes", "--database-url new.db restore b.db"] {
                    let refused = t.run(line.split(' ')).exits(9);
                    assert!(refused.stderr.contains("which is a view"), "{refused}");
                }
            }
            assert!(started.elapsed() < Duration::from_secs(20));
        }
    }
}

/// What every later command would refuse is refused by `restore`, and nothing is changed.
#[test]
fn restore_takes_only_what_later_commands_take() {
    let t = Meetctl::migrated(Engine::Sqlite);
    t.seed_sql(2, 2);
    let refused = [
        ("a type that is not UTF-8", "CREATE TABLE junk (a QQQQ)", 10),
        ("a view that is not UTF-8", "CREATE VIEW junk AS SELECT 'QQQQ' AS a", 10),
        ("a column", "DROP INDEX meetings_uid_key; ALTER TABLE meetings DROP COLUMN uid", 9),
        ("a table", "DROP TABLE meeting_participants", 9),
        ("another table", "DROP TABLE meetctl_imported", 9),
        (
            "a column that is computed",
            "ALTER TABLE users DROP COLUMN booking_seq; ALTER TABLE users ADD COLUMN booking_seq AS (1)",
            9,
        ),
    ];
    for (what, sql, exit) in refused {
        let file = t.directory().join("b.db");
        let _ = fs::remove_file(&file);
        t.run(["backup", "b.db"]).success();
        Connection::open(&file).unwrap().execute_batch(sql).unwrap();
        let mut bytes = fs::read(&file).unwrap();
        for at in 0..bytes.len() - 4 {
            if &bytes[at..at + 4] == b"QQQQ" {
                bytes[at] = 0xff;
            }
        }
        fs::write(&file, bytes).unwrap();
        let before = fs::read(t.file()).unwrap();
        for target in [t.url(), "new.db"] {
            let run = t.run(["--database-url", target, "restore", "b.db", "--yes"]);
            assert_eq!(run.exit, exit, "{what}: {run}");
        }
        assert_eq!(fs::read(t.file()).unwrap(), before, "{what}");
        assert!(!t.directory().join("new.db").exists(), "{what}");
    }
}

/// Other forms of SQLite's files are restored, and every command works on what they become.
#[test]
fn odd_forms_of_a_database_are_restored() {
    for (what, before, after) in [
        ("pages of 512", "PRAGMA page_size = 512; VACUUM", ""),
        ("pages of 65536", "PRAGMA page_size = 65536; VACUUM", ""),
        ("auto_vacuum", "PRAGMA auto_vacuum = 1; VACUUM", ""),
        ("incremental", "PRAGMA auto_vacuum = 2; VACUUM", ""),
        ("a generated column", "", "ALTER TABLE users ADD COLUMN g AS (name || 'x')"),
        ("a log that is gone", "", "PRAGMA journal_mode = WAL"),
    ] {
        let t = Meetctl::empty(Engine::Sqlite);
        let source = t.directory().join("source.db");
        let open = || Connection::open(&source).unwrap();
        open().execute_batch(before).unwrap();
        t.run(["--database-url", "source.db", "migrate", "up"]).success();
        open().execute_batch(after).unwrap();
        let _ = fs::remove_file(t.directory().join("source.db-wal"));
        for round in ["into nothing", "over it"] {
            t.run(["restore", "source.db", "--yes"]).success();
            for line in [
                "user create --name Zoë --email zoe@example.org",
                "meeting create --title T --start 2030-01-01T08:00 --duration 1h --creator 1",
                "user list",
                "doctor",
                "backup b.db --force",
            ] {
                let run = t.run(line.split(' '));
                assert_eq!(run.exit, 0, "{what}, {round}: {run}");
            }
        }
    }
}

/// SQLite deletes the file that a rollback journal of several databases names.
#[test]
fn a_journal_deletes_no_other_file() {
    let t = Meetctl::migrated(Engine::Sqlite);
    t.seed_sql(1, 1);
    t.rows("PRAGMA journal_mode = delete");
    let victim = t.write("victim", "precious");
    let magic = [0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7];
    let pages = u32::try_from(t.file().metadata().unwrap().len() / 4096).unwrap();
    let mut journal = magic.to_vec();
    for number in [0, 12_345, pages, 512, 4096] {
        journal.extend(u32::to_be_bytes(number));
    }
    journal.resize(512, 0);
    let name = victim.to_str().unwrap().as_bytes();
    let sum: u32 = name.iter().map(|byte| u32::from(*byte)).sum();
    journal.extend(u32::to_be_bytes(0x4000_0000 / 4096 + 1));
    journal.extend(name);
    journal.extend(u32::to_be_bytes(u32::try_from(name.len()).unwrap()));
    journal.extend(u32::to_be_bytes(sum));
    journal.extend(magic);
    let path = format!("{}-journal", t.file().display());
    for line in [
        "user list",
        "--read-only user list",
        "doctor",
        "migrate status",
        "backup b.db",
        "migrate up",
    ] {
        fs::write(&path, &journal).unwrap();
        let refused = t.run(line.split(' ')).exits(4);
        assert!(refused.stderr.contains("names a file that SQLite would delete"), "{refused}");
        assert_eq!(t.read("victim"), "precious");
    }
}

/// Root does not write where others may exchange files.
#[test]
fn root_writes_in_no_directory_of_all() {
    let t = Meetctl::migrated(Engine::Sqlite);
    t.seed_sql(2, 2);
    if !is_root(&t) {
        return;
    }
    t.run(["backup", "source.db"]).success();
    t.write("people.csv", "name,email\nBad,nobody\n");
    let open = t.directory().join("open");
    fs::create_dir(&open).unwrap();
    fs::copy(t.directory().join("source.db"), open.join("m.db")).unwrap();
    for (mode, group, exit) in
        [(0o777, 0, 4), (0o775, NOBODY, 4), (0o775, 0, 0), (0o1777, 0, 0), (0o755, NOBODY, 0)]
    {
        set_mode(&open, mode);
        chown(&open, None, Some(group)).unwrap();
        for line in [
            "backup open/b.db --force",
            "user export --output open/u.csv --force",
            "user import people.csv --on-error skip --rejects open/r.csv --force",
            "demo --keep open/d.db",
            "man open",
            "--database-url open/new.db migrate up",
            "--database-url open/restored.db restore source.db",
            "--database-url open/m.db restore source.db --yes",
            "--database-url open/m.db migrate down --yes",
            "--database-url open/m.db migrate up --no-backup",
            "--database-url open/m.db user delete 1 --yes",
        ] {
            let run = t.run(line.split(' '));
            let wanted = match exit {
                // A record was rejected; the user has meetings.
                0 if line.contains("--rejects") => 8,
                0 if line.contains("delete") => run.exit,
                exit => exit,
            };
            assert_eq!(run.exit, wanted, "{mode:o} {group}: {run}");
            assert!(exit == 0 || run.stderr.contains("others may write to the directory"), "{run}");
        }
        for name in [
            "d.db",
            "new.db",
            "restored.db",
            "new.db-wal",
            "new.db-shm",
            "restored.db-wal",
            "restored.db-shm",
        ] {
            let _ = fs::remove_file(open.join(name));
        }
        t.run(["--database-url", "open/m.db", "--read-only", "user", "list"]).success();
    }
}

/// A link leads where its owner may write, and not where root may.
#[test]
fn a_link_of_another_user_leads_nowhere() {
    let t = Meetctl::migrated(Engine::Sqlite);
    t.seed_sql(2, 2);
    if !is_root(&t) {
        return;
    }
    t.run(["backup", "source.db"]).success();
    fs::create_dir(t.directory().join("outside")).unwrap();
    fs::copy(t.directory().join("source.db"), t.directory().join("outside/m.db")).unwrap();
    for (name, target) in [("d", "outside"), ("m.db", "outside/m.db")] {
        symlink(target, t.directory().join(name)).unwrap();
        lchown(t.directory().join(name), Some(NOBODY), None).unwrap();
    }
    let before = fs::read(t.directory().join("outside/m.db")).unwrap();
    for line in [
        "backup d/b.db",
        "user export --output d/u.csv",
        "man d",
        "demo --keep d/d.db",
        "--database-url d/new.db migrate up",
        "--database-url d/m.db user list",
        "--database-url m.db user list",
        "--database-url m.db restore source.db --yes",
        "--database-url m.db migrate down --yes",
    ] {
        let refused = t.run(line.split(' ')).exits(4);
        assert!(refused.stderr.contains("symbolic link of user 65534"), "{refused}");
    }
    assert_eq!(fs::read_dir(t.directory().join("outside")).unwrap().count(), 1);
    assert_eq!(fs::read(t.directory().join("outside/m.db")).unwrap(), before);
}

/// What root makes for a service belongs to the service.
#[test]
fn files_beside_a_database_belong_to_its_owner() {
    let t = Meetctl::migrated(Engine::Sqlite);
    t.seed_sql(2, 2);
    if !is_root(&t) {
        return;
    }
    t.run(["backup", "source.db"]).success();
    let theirs = t.directory().join("theirs");
    let own = |name: &str| chown(theirs.join(name), Some(NOBODY), Some(NOBODY)).unwrap();
    fs::create_dir(&theirs).unwrap();
    fs::copy(t.directory().join("source.db"), theirs.join("m.db")).unwrap();
    fs::write(theirs.join("damaged.db"), "SQLite format 3\0, or not").unwrap();
    for name in ["", "m.db", "damaged.db"] {
        own(name);
    }
    for line in [
        "--database-url theirs/m.db migrate down --yes",
        "--database-url theirs/m.db restore source.db --yes",
        "--database-url theirs/damaged.db restore source.db --yes",
        "--database-url theirs/new.db restore source.db",
        "--database-url theirs/made.db migrate up",
    ] {
        t.run(line.split(' ')).success();
    }
    let owners = fs::read_dir(&theirs).unwrap().map(|entry| {
        let entry = entry.unwrap();
        let about = entry.metadata().unwrap();
        (entry.file_name(), about.uid(), about.gid(), about.mode() & 0o077)
    });
    let owners: Vec<_> = owners.collect();
    assert!(owners.len() >= 6, "{owners:?}");
    let backups = owners.iter().filter(|(name, ..)| name.to_string_lossy().contains(".backup-"));
    assert!(backups.clone().count() >= 2, "{owners:?}");
    assert!(backups.clone().all(|(.., mode)| *mode == 0), "{owners:?}");
    assert!(
        owners.iter().all(|(_, user, group, _)| (*user, *group) == (NOBODY, NOBODY)),
        "{owners:?}"
    );
}

/// A configuration that others may change, or read a password in.
#[test]
fn a_configuration_of_others_is_not_used() {
    let t = Meetctl::migrated(Engine::Sqlite);
    t.seed_people(1);
    let root = is_root(&t);
    let secret = "[profiles.live]\ndatabase_url = \"postgres://bob:s3cr3t@db.example/meet\"\n";
    for (text, mode, owner, what) in [
        ("tz = \"UTC\"\n", 0o666, 0, "others may write to"),
        ("tz = \"UTC\"\n", 0o664, 0, "others may write to"),
        ("tz = \"UTC\"\n", 0o644, 0, ""),
        (secret, 0o644, 0, "all users may read the password in"),
        (secret, 0o640, 0, ""),
        (secret, 0o600, 0, ""),
        ("tz = \"UTC\"\n", 0o600, NOBODY, "belongs to user 65534"),
    ] {
        let file = t.write("c.toml", text);
        set_mode(&file, mode);
        if root {
            chown(&file, Some(owner), Some(NOBODY)).unwrap();
        } else if owner != 0 {
            continue;
        }
        let run = t.run(["--config", "c.toml", "user", "list"]);
        assert_eq!(run.exit, if root && !what.is_empty() { 4 } else { 0 }, "{run}");
        assert!(run.stderr.contains(what), "{run}");
        assert_eq!(run.stderr.is_empty(), what.is_empty(), "{run}");
        assert!(!run.stderr.contains("s3cr3t"), "{run}");
        fs::remove_file(file).unwrap();
    }
}

/// A few kilobytes can become gigabytes: no more is unpacked than the database says it has.
#[test]
fn a_compressed_file_becomes_no_more_than_it_says() {
    let t = Meetctl::migrated(Engine::Sqlite);
    t.seed_sql(2, 3);
    t.run(["backup", "b.db"]).success();
    let whole = fs::read(t.directory().join("b.db")).unwrap();
    let mut longer = whole.clone();
    longer.resize(200 << 20, 0);
    let cases: [(&str, &[u8], &str); 4] = [
        ("longer", &longer, "more pages than its header says"),
        ("text", &[b'x'; 200], "not a SQLite database"),
        ("short", &whole[..50], "damaged"),
        ("cut", &whole[..whole.len() / 2], "damaged"),
    ];
    for (name, bytes, cause) in cases {
        let packed = zstd::encode_all(bytes, 1).unwrap();
        assert!(packed.len() < 100_000);
        fs::write(t.directory().join(name), packed).unwrap();
        let refused = t.run(["restore", name, "--yes"]).exits(10);
        assert!(refused.stderr.contains(cause) && refused.stderr.contains(name), "{refused}");
        assert_eq!(fs::read_dir(t.tmp().join("tmp")).map_or(0, Iterator::count), 0, "{name}");
    }
    fs::write(t.directory().join("right"), zstd::encode_all(&*whole, 1).unwrap()).unwrap();
    t.run(["restore", "right", "--yes"]).success();
}
