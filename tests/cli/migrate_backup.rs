//! The backup that a command takes of a SQLite database before it changes it, and restores

use std::fs;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::path::Path;

use rusqlite::Connection;

use harness::{Engine, Meetctl, on_every_engine, wait_for};

fn backups(t: &Meetctl) -> Vec<String> {
    let name = t.file().file_name().unwrap().to_str().unwrap();
    let mut all: Vec<String> = fs::read_dir(t.file().parent().unwrap())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|file| file.starts_with(&format!("{name}.backup-")))
        .collect();
    all.sort();
    all
}

fn with_data() -> Meetctl {
    let t = Meetctl::migrated(Engine::Sqlite);
    t.seed_sql(3, 4);
    t
}

#[test]
fn of_concurrent_runs_the_one_that_migrates_takes_one() {
    let t = with_data();
    t.run(["migrate", "down", "--steps", "4", "--yes", "--no-backup"]).success();
    assert!(backups(&t).is_empty());
    let runs: Vec<_> = (0..6).map(|_| t.cmd(["migrate", "up"]).start()).collect();
    for run in runs {
        run.wait().success();
    }
    assert_eq!(backups(&t).len(), 1);
}

#[test]
fn an_empty_database_and_one_without_anything_to_do_need_none() {
    let t = Meetctl::empty(Engine::Sqlite);
    t.run(["migrate", "up"]).success();
    t.run(["migrate", "down", "--yes"]).success();
    t.run(["migrate", "up"]).success();
    t.seed_sql(1, 1);
    t.run(["migrate", "up"]).success();
    t.run(["migrate", "down", "--dry-run"]).success();
    t.run(["migrate", "down"]).exits(4);
    assert!(backups(&t).is_empty());
}

#[test]
fn the_newest_remain() {
    let t = with_data();
    for _ in 0..6 {
        t.run(["migrate", "down", "--yes"]).success();
        t.run(["migrate", "up"]).success();
    }
    assert_eq!(backups(&t).len(), 5);
    let reported = t.run(["migrate", "down", "--yes", "--keep-backups", "2"]).success();
    // In the order of their numbers, not of their names: 10 and more are newer than 9.
    let left = backups(&t);
    assert!(left.len() == 2 && left[0].ends_with("Z-12") && left[1].ends_with("Z-13"), "{left:?}");
    assert!(reported.stderr.contains(&left[1]), "{reported}");
    t.run(["migrate", "up", "--keep-backups", "0"]).exits(2);
    t.run(["migrate", "up", "--keep-backups", "1", "--no-backup"]).exits(2);
}

#[test]
fn it_is_restored_when_a_migration_fails() {
    let t = with_data();
    t.run([
        "migrate",
        "down",
        "--to",
        "m20240301_000002_index_participants",
        "--yes",
        "--no-backup",
    ])
    .success();
    // The third of them fails on it.
    t.sql(
        "INSERT INTO meetings (title, start_time, end_time, created_by) VALUES \
           ('Backwards', '2026-06-02 10:00:00', '2026-06-02 09:00:00', 1)",
    );
    let before = (t.schema(), t.all_rows(), t.applied());
    let failed = t.run(["migrate", "up"]).exits(1);
    assert!(failed.stderr.contains("Restored the backup"), "{failed}");
    assert!(failed.stderr.contains("meetctl doctor"), "{failed}");
    assert_eq!((t.schema(), t.all_rows(), t.applied()), before);
    assert_eq!(t.applied().len(), 7);
    assert!(t.rows("SELECT owner FROM meetctl_lock").is_empty());

    // Without a backup what was done remains done.
    t.run(["migrate", "up", "--no-backup"]).exits(1);
    assert_eq!(t.applied().len(), 9);
    t.sql("DELETE FROM meetings WHERE title = 'Backwards'");
    t.run(["migrate", "up"]).success();
}

/// Every command that takes a backup first, on a database that it would change.
fn commands() -> [(&'static [&'static str], Meetctl); 5] {
    let restored = with_data();
    restored.run(["backup", "b.db"]).success();
    let up = with_data();
    up.run(["migrate", "down", "--yes", "--no-backup"]).success();
    let edited = with_data();
    edited.sql("UPDATE meetctl_migrations SET checksum = 'x' WHERE version LIKE '%create_users'");
    let flask = Meetctl::empty(Engine::Sqlite);
    flask.create_flask_tables(true);
    flask.fill_flask_tables();
    [
        (&["migrate", "down", "--yes"], with_data()),
        (&["migrate", "up"], up),
        (&["migrate", "repair", "--yes"], edited),
        (&["migrate", "baseline"], flask),
        (&["restore", "b.db", "--yes"], restored),
    ]
}

#[test]
fn no_rollback_runs_without_it_whatever_the_application_id() {
    // Those of no program, and of another one.
    for id in ["0", "4711"] {
        for (command, t) in commands() {
            t.sql(&format!("PRAGMA application_id = {id}"));
            let bytes = fs::read(t.file()).unwrap();
            let run = t.run(command);
            if command == ["migrate", "baseline"] && id != "0" {
                // No record marks it as meetctl's: it is never changed.
                run.exits(9);
                assert!(bytes == fs::read(t.file()).unwrap());
                assert!(backups(&t).is_empty());
                continue;
            }
            let run = run.success();
            let files = backups(&t);
            assert_eq!(files.len(), 1, "{id}: {run}");
            assert!(run.stderr.contains(&files[0]), "{id}: {run}");
        }
    }
}

#[test]
fn old_ones_are_removed_whatever_the_application_id() {
    let t = with_data();
    t.sql("PRAGMA application_id = 4711");
    for _ in 0..4 {
        t.run(["migrate", "down", "--yes"]).success();
        t.run(["migrate", "up"]).success();
    }
    assert_eq!(backups(&t).len(), 5);
}

#[test]
fn no_rollback_runs_without_it_where_only_another_table_has_rows() {
    let t = Meetctl::migrated(Engine::Sqlite);
    t.run(["backup", "b.db"]).success();
    t.sql("CREATE TABLE notes (id INTEGER); INSERT INTO notes VALUES (1)");
    t.run(["restore", "b.db", "--yes"]).success();
    assert_eq!(backups(&t).len(), 1);
    let kept = Connection::open(t.file().parent().unwrap().join(&backups(&t)[0])).unwrap();
    let notes: i64 = kept.query_row("SELECT count(*) FROM notes", [], |row| row.get(0)).unwrap();
    assert_eq!(notes, 1);
}

#[test]
fn nothing_is_changed_where_the_directory_is_not_writable() {
    if !fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0) {
        return;
    }
    let set_mode =
        |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    let t = with_data();
    t.rows("PRAGMA journal_mode = DELETE");
    let (locked, program) = (t.tmp().join("locked"), t.tmp().join("meetctl"));
    let file = locked.join("m.db");
    fs::create_dir(&locked).unwrap();
    fs::copy(t.file(), &file).unwrap();
    fs::copy(env!("CARGO_BIN_EXE_meetctl"), &program).unwrap();
    for (path, mode) in [
        (t.tmp(), 0o755),
        (t.directory().as_path(), 0o755),
        (&program, 0o755),
        (&file, 0o666),
        (&locked, 0o555),
    ] {
        set_mode(path, mode);
    }
    let bytes = fs::read(&file).unwrap();
    t.shell(
        "exec setpriv --reuid nobody --regid nogroup --clear-groups -- \"$MEETCTL\" \
         migrate down --yes --database-url \"$DB\"",
    )
    .env("MEETCTL", &program)
    .env("DB", &file)
    .run()
    .exits(4);
    assert!(bytes == fs::read(&file).unwrap());
    assert_eq!(fs::read_dir(&locked).unwrap().count(), 1);
}

/// Whether a process has a file open.
fn has_open(pid: &str, file: &Path) -> bool {
    let inode = file.metadata().unwrap().ino();
    let open = fs::read_dir(format!("/proc/{pid}/fd"));
    open.into_iter()
        .flatten()
        .flatten()
        .any(|entry| fs::metadata(entry.path()).is_ok_and(|file| file.ino() == inode))
}

#[test]
fn a_file_that_was_replaced_meanwhile_is_not_changed() {
    // With a rollback journal SQLite itself refuses to write to the old file.
    for (journal, exit) in [("wal", 7), ("delete", 4)] {
        let t = with_data();
        t.rows(&format!("PRAGMA journal_mode = {journal}"));
        t.sql(
            "INSERT INTO meetctl_lock (name, owner, token, taken_at, heartbeat_at, expires_at) \
             VALUES ('migrate', 'another', 'x', unixepoch() * 1000, unixepoch() * 1000, \
             (unixepoch() + 50) * 1000)",
        );
        let (old, path) = (t.tmp().join("old.db"), t.file());
        fs::hard_link(path, &old).unwrap();
        let name = if journal == "wal" { path } else { &old };
        let other = Connection::open(name).unwrap();
        other.busy_timeout(std::time::Duration::from_secs(10)).unwrap();
        let number = |sql: &str| -> i64 { other.query_row(sql, [], |row| row.get(0)).unwrap() };
        let applied = "SELECT count(*) FROM seaql_migrations";
        let migrations = i64::try_from(crate::MIGRATIONS).unwrap();
        assert_eq!(number(applied), migrations);
        // It waits for the lease.
        let run = t.cmd(["migrate", "down", "--yes"]).start();
        wait_for(|| has_open(&run.pid(), &old));
        let replacement = with_data();
        replacement.run(["backup", "new.db"]).success();
        fs::rename(replacement.directory().join("new.db"), path).unwrap();
        let bytes = fs::read(path).unwrap();
        other.execute_batch("DELETE FROM meetctl_lock").unwrap();
        let run = run.wait().exits(exit);
        assert!(bytes == fs::read(path).unwrap(), "{run}");
        assert_eq!(number(applied), migrations, "{run}");
        assert!(backups(&t).is_empty(), "{run}");
    }
}

on_every_engine! {
    fn a_directory_can_be_named(t: &Meetctl) {
        let names = |directory: &str| {
            let entries = fs::read_dir(t.directory().join(directory)).unwrap();
            let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
            names.filter(|name| !name.starts_with(".meetctl-")).count()
        };
        t.seed_sql(1, 1);
        t.run(["migrate", "down", "--yes", "--backup-dir", "a/new"]).success();
        let up = t.cmd(["migrate", "up"]).env("MEETCTL_BACKUP_DIR", "b").run().success();
        assert!(up.stderr.contains("Backed up 1 user, 1 meeting to b/"), "{up}");
        t.write("c.toml", "backup_dir = 'c'\n");
        for line in ["migrate down --yes --keep-backups 1", "migrate up --keep-backups 1"] {
            t.cmd(line.split(' ').chain(["--config", "c.toml"])).run().success();
        }
        assert_eq!([names("a/new"), names("b"), names("c")], [1, 1, 1]);
        let mode = fs::metadata(t.directory().join("a/new")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o700);
        t.run(["migrate", "down", "--yes", "--backup-dir", "c.toml"]).exits(1);
        t.run(["migrate", "status", "--check"]).success();
        if t.engine() == Engine::Sqlite {
            assert!(backups(t).is_empty());
        }
        // What was backed up can be restored.
        t.run(["meeting", "cancel", "1"]).success();
        let entries = fs::read_dir(t.directory().join("b")).unwrap();
        let file = entries.map(|entry| entry.unwrap().path()).find(|path| path.is_file()).unwrap();
        t.run(["restore", "--yes", "--backup-dir", "a/new", file.to_str().unwrap()]).success();
        assert_eq!(names("a/new"), 2);
        assert_eq!(t.rows("SELECT status FROM meetings"), [["scheduled"]]);
    }

    fn a_database_with_data_is_backed_up_on_every_engine(t: &Meetctl) {
        let empty = t.run(["migrate", "down", "--yes"]).success();
        assert!(!empty.stderr.contains("Backed up"), "{empty}");
        t.run(["migrate", "up"]).success();
        t.seed_sql(1, 1);
        let down = t.run(["migrate", "down", "--yes"]).success();
        assert!(down.stderr.contains("Backed up 1 user, 1 meeting to "), "{down}");
        let declined = t.run(["migrate", "up", "--no-backup"]).success();
        assert!(!declined.stderr.to_lowercase().contains("backed up"), "{declined}");
        let nothing = t.run(["migrate", "up"]).success();
        assert!(!nothing.stderr.contains("Backed up"), "{nothing}");
    }
}
