//! `meetctl restore`

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use rusqlite::Connection;

use harness::{Engine, Meetctl, wait_for};

/// Two databases: one with three users and five meetings, and in its directory the backup `b.db` of
/// another that has two users and three meetings.
fn filled() -> Meetctl {
    let t = Meetctl::migrated(Engine::Sqlite);
    t.seed_sql(2, 3);
    t.run(["backup", "b.db"]).success();
    t.sql("INSERT INTO users (name, email) VALUES ('Zoe', 'zoe@example.org')");
    t.sql(
        "INSERT INTO meetings (title, start_time, end_time, created_by) VALUES \
           ('New 1', '2027-01-01 08:00:00', '2027-01-01 09:00:00', 3), \
           ('New 2', '2027-01-02 08:00:00', '2027-01-02 09:00:00', 3)",
    );
    t
}

/// Users and meetings of the database.
fn counts(t: &Meetctl) -> (usize, usize) {
    let [users, meetings, _] = t.all_rows();
    (users.len(), meetings.len())
}

/// Files beside the database whose names contain this.
fn beside(t: &Meetctl, part: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(t.tmp()).unwrap().map(|e| e.unwrap().path());
    let mut found: Vec<PathBuf> =
        entries.filter(|path| path.file_name().unwrap().to_string_lossy().contains(part)).collect();
    found.sort();
    found
}

fn open(path: &Path) -> Connection {
    let connection = Connection::open(path).unwrap();
    connection.busy_timeout(Duration::from_secs(10)).unwrap();
    connection
}

fn number(connection: &Connection, sql: &str) -> i64 {
    connection.query_row(sql, [], |row| row.get(0)).unwrap()
}

#[test]
fn a_missing_database_is_made() {
    let t = filled();
    let url = ["--database-url", "new/m.db"];
    let run = t.cmd(url.into_iter().chain(["restore", "b.db"])).run().success();
    assert_eq!(run.stderr, "Restored 2 users, 3 meetings from b.db to new/m.db.\n");
    let listed = t.cmd(url.into_iter().chain(["meeting", "list", "--format", "count"])).run();
    assert_eq!(listed.success().stdout, "3\n");
    let left: Vec<_> = fs::read_dir(t.directory().join("new")).unwrap().collect();
    assert_eq!(left.len(), 1, "{left:?}");
    let made = open(&t.directory().join("new/m.db"));
    let mode: String = made.query_row("PRAGMA journal_mode", [], |row| row.get(0)).unwrap();
    assert_eq!(mode, "wal");
}

#[test]
fn replacing_asks_first() {
    let t = filled();
    let refused = t.run(["restore", "b.db", "--json"]).exits(4);
    let error = refused.error_json();
    assert_eq!(error["code"], "unconfirmed");
    let asked = error["message"].as_str().unwrap();
    assert!(asked.contains("(3 users, 5 meetings) with b.db (2 users, 3 meetings)?"), "{asked}");
    let no = t.cmd(["restore", "b.db"]).answer("replace the database", "y\r");
    assert_eq!(no.on_terminal(200).exit, 4);
    assert_eq!(counts(&t), (3, 5));
    assert_eq!(beside(&t, ".backup-").len(), 0);
    let name = format!("{}\r", t.file().file_name().unwrap().display());
    let yes = t.cmd(["restore", "b.db"]).answer("replace the database", &name);
    assert_eq!(yes.on_terminal(200).exit, 0);
    assert_eq!(counts(&t), (2, 3));
    let dry = t.run(["restore", "b.db", "--dry-run", "--read-only"]).success();
    assert!(
        dry.stderr.contains("b.db to ") && dry.stderr.contains(", replacing 2 users, 3 meetings;"),
        "{dry}"
    );
    // An empty database needs no backup.
    t.sql("DELETE FROM meeting_participants; DELETE FROM meetings; DELETE FROM users");
    t.run(["restore", "b.db"]).exits(4);
    let empty = Meetctl::empty(Engine::Sqlite);
    fs::write(empty.file(), "").unwrap();
    fs::copy(t.directory().join("b.db"), empty.directory().join("b.db")).unwrap();
    empty.run(["restore", "b.db"]).success();
    assert_eq!(counts(&empty), (2, 3));
}

#[test]
fn what_was_there_is_backed_up_first() {
    let t = filled();
    let reported = t.run(["restore", "b.db", "--yes", "--json"]).success();
    let json = reported.json();
    assert_eq!(
        (&json["users"], &json["meetings"], &json["verified"]),
        (&2.into(), &3.into(), &true.into())
    );
    let kept = PathBuf::from(json["backup"].as_str().unwrap());
    assert_eq!(kept, PathBuf::from(format!("{}.backup-20260601T080000Z", t.file().display())));
    assert!(
        reported.stderr.contains(&format!("Backed up 3 users, 5 meetings to {}", kept.display()))
    );
    assert_eq!(counts(&t), (2, 3));
    assert_eq!(number(&open(&kept), "SELECT count(*) FROM meetings"), 5);

    // And back again: the clock is fixed, so the next one gets a number.
    t.cmd(["restore", &kept.display().to_string(), "--yes"]).run().success();
    assert_eq!(counts(&t), (3, 5));
    t.run(["restore", "b.db", "--yes", "--no-backup"]).success();
    let kept: Vec<PathBuf> = beside(&t, ".backup-");
    assert_eq!(kept.len(), 2, "{kept:?}");
    assert!(kept[1].to_string_lossy().ends_with("Z-2"), "{kept:?}");
}

#[test]
fn programs_that_have_it_open_read_the_new_content() {
    for journal in ["wal", "delete"] {
        for page_size in [4096, 1024, 16384] {
            let t = filled();
            t.rows("PRAGMA journal_mode = delete");
            t.sql(&format!("PRAGMA page_size = {page_size}; VACUUM"));
            t.rows(&format!("PRAGMA journal_mode = {journal}"));
            let other = open(t.file());
            let busy = "SELECT count(*) FROM meetings";
            assert_eq!(number(&other, busy), 5);
            let what = format!("{journal}, pages of {page_size}");
            let run = t.run(["restore", "b.db", "--yes"]);
            assert_eq!(run.exit, 0, "{what}: {run}");
            assert_eq!(number(&other, busy), 3, "{what}");
            other.execute("DELETE FROM meeting_participants", []).unwrap();
            other.execute("DELETE FROM meetings WHERE id = 1", []).unwrap();
            drop(other);
            assert_eq!(t.rows("PRAGMA integrity_check"), [["ok"]], "{what}");
            assert_eq!(counts(&t), (2, 2), "{what}");
            assert_eq!(t.rows("PRAGMA journal_mode"), [[journal]], "{what}");
            assert_eq!(beside(&t, ".tmp").len(), 0, "{what}");
            t.run(["migrate", "status", "--check"]).success();
        }
    }
}

#[test]
fn a_locked_database_is_left_alone() {
    for journal in ["wal", "delete"] {
        let t = filled();
        t.rows(&format!("PRAGMA journal_mode = {journal}"));
        let holder = t.hold_lock();
        for extra in ["--no-backup", "--no-progress"] {
            let line = ["restore", "b.db", "--yes", extra, "--timeout", "300ms", "--json"];
            let started = Instant::now();
            let busy = t.run(line).exits(7);
            assert!(started.elapsed() < Duration::from_secs(5), "{busy}");
        }
        // A signal is handled while it waits.
        let waiting = t.cmd(["restore", "b.db", "--yes", "--no-backup"]).start();
        waiting.wait_until_blocked();
        let asked = Instant::now();
        waiting.signal("INT");
        let ended = waiting.wait().exits(130);
        assert!(asked.elapsed() < Duration::from_secs(2), "{ended}");
        drop(holder);
        assert_eq!(counts(&t), (3, 5), "{journal}");
        t.run(["restore", "b.db", "--yes", "--timeout", "20s"]).success();
        assert_eq!(counts(&t), (2, 3), "{journal}");
    }
}

#[test]
fn writes_after_the_backup_are_not_lost() {
    for journal in ["wal", "delete"] {
        let t = filled();
        t.rows(&format!("PRAGMA journal_mode = {journal}"));
        let (stop, file) = (AtomicBool::new(false), t.file());
        let (run, written) = thread::scope(|scope| {
            let writer = scope.spawn(|| {
                let (writer, mut written) = (open(file), 0);
                while !stop.load(Ordering::Relaxed) {
                    let sql = "INSERT INTO users (name, email) VALUES ('W', 'w' || ?1)";
                    writer.execute(sql, [written]).unwrap();
                    written += 1;
                    thread::sleep(Duration::from_millis(1));
                }
                written
            });
            let run = t.run(["restore", "b.db", "--yes", "--json"]);
            stop.store(true, Ordering::Relaxed);
            (run, writer.join().unwrap())
        });
        assert!([0, 7].contains(&run.exit), "{run}");
        let kept = beside(&t, ".backup-");
        // A run that found the database locked may leave a backup, from which nothing was restored.
        let restored = run.exit == 0;
        assert!(kept.len() == 1 || !restored && kept.is_empty(), "{run}");
        let sql = "SELECT count(*) FROM users WHERE name = 'W'";
        let found =
            kept.iter().filter(|_| restored).map(|path| number(&open(path), sql)).sum::<i64>();
        assert_eq!(found + number(&open(file), sql), written, "{journal}: {run}");
    }
}

#[test]
fn what_cannot_be_restored_changes_nothing() {
    let t = filled();
    let too_new = filled();
    too_new.sql(
        "INSERT INTO seaql_migrations (version, applied_at) VALUES ('m29990101_000001_later', 1)",
    );
    fs::copy(too_new.file(), t.directory().join("newer.db")).unwrap();
    let flask = Meetctl::empty(Engine::Sqlite);
    flask.create_flask_tables(true);
    fs::copy(flask.file(), t.directory().join("flask.db")).unwrap();
    let foreign = Meetctl::empty(Engine::Sqlite);
    foreign.sql("CREATE TABLE notes (id INTEGER)");
    fs::copy(foreign.file(), t.directory().join("foreign.db")).unwrap();
    t.write("empty.db", "");
    t.write("text.db", "just a text\n".repeat(1000));
    let own = t.file().display().to_string();
    for (file, exit, code) in [
        ("newer.db", 9, "schema_too_new"),
        ("flask.db", 9, "not_adopted"),
        ("foreign.db", 9, "not_ours"),
        ("empty.db", 9, "no_schema"),
        ("text.db", 10, "corrupt"),
        ("no.db", 5, "not_found"),
        ("../work", 4, "not_a_file"),
        (&own, 2, "usage"),
    ] {
        let refused = t.run(["restore", file, "--yes", "--json"]).exits(exit);
        let error = refused.error_json();
        assert_eq!(error["code"], code, "{refused}");
        let name = Path::new(file).file_name().unwrap().to_str().unwrap();
        assert!(error["message"].as_str().unwrap().contains(name), "{refused}");
    }
    for line in ["--read-only restore b.db --yes", "restore b.db --yes --database-url RO"] {
        let ro = format!("{}?mode=ro", t.url());
        let words = line.split(' ').map(|word| if word == "RO" { ro.as_str() } else { word });
        let refused = t.cmd(words.chain(["--json"])).run().exits(4);
        assert_eq!(refused.error_json()["code"], "read_only", "{refused}");
    }
    assert_eq!(counts(&t), (3, 5));
    assert_eq!(beside(&t, "backup-").len(), 0);
}

#[test]
fn a_database_that_is_not_ours_is_never_written() {
    let b = filled();
    for flask in [true, false] {
        let t = Meetctl::empty(Engine::Sqlite);
        if flask {
            t.create_flask_tables(true);
        } else {
            t.sql("CREATE TABLE notes (id INTEGER)");
        }
        fs::copy(b.directory().join("b.db"), t.directory().join("b.db")).unwrap();
        let bytes = fs::read(t.file()).unwrap();
        t.run(["restore", "b.db", "--yes"]).exits(9);
        assert!(bytes == fs::read(t.file()).unwrap());
    }
}

#[test]
fn an_older_schema_is_brought_up() {
    let t = filled();
    t.run(["migrate", "down", "--yes", "--steps", "2"]).success();
    t.run(["backup", "old.db", "--force"]).success();
    t.run(["migrate", "up"]).success();
    let run = t.run(["restore", "old.db", "--yes"]).success();
    assert!(run.stderr.contains("it is brought up by 2 migrations"), "{run}");
    t.run(["migrate", "status", "--check"]).success();
    assert_eq!(counts(&t), (3, 5));
}

#[test]
fn a_damaged_database_is_moved_aside() {
    for (what, damage) in
        [("zeroed header", vec![0_u8; 100]), ("text", b"title,start_time\n".repeat(10))]
    {
        let t = filled();
        let mut bytes = fs::read(t.file()).unwrap();
        bytes[..damage.len()].copy_from_slice(&damage);
        fs::write(t.file(), &bytes).unwrap();
        t.run(["restore", "b.db"]).exits(4);
        let run = t.run(["restore", "b.db", "--yes", "--json"]).success();
        let aside = run.json()["backup"].as_str().unwrap().to_owned();
        assert!(aside.ends_with(".damaged-20260601T080000Z"), "{what}: {run}");
        assert!(run.stderr.contains(&aside), "{what}: {run}");
        assert!(bytes == fs::read(&aside).unwrap(), "{what}");
        assert_eq!(counts(&t), (2, 3), "{what}");
        assert_eq!(t.rows("PRAGMA integrity_check"), [["ok"]]);
    }
}

#[test]
fn damage_inside_is_moved_aside_too() {
    let t = Meetctl::migrated(Engine::Sqlite);
    t.seed_sql(20, 500);
    t.run(["backup", "b.db"]).success();
    t.rows("PRAGMA wal_checkpoint(TRUNCATE)");
    let mut bytes = fs::read(t.file()).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..middle + 8192].fill(0x5a);
    fs::write(t.file(), &bytes).unwrap();
    let run = t.run(["restore", "b.db", "--yes"]).success();
    assert_eq!(counts(&t), (20, 500), "{run}");
    let aside = beside(&t, ".damaged-");
    assert_eq!(aside.len(), 1, "{run}");
    assert!(bytes == fs::read(&aside[0]).unwrap());
}

#[test]
fn an_old_log_does_not_get_into_the_new_database() {
    let t = filled();
    let writer = open(t.file());
    writer.execute("DELETE FROM meeting_participants", []).unwrap();
    let log = PathBuf::from(format!("{}-wal", t.file().display()));
    wait_for(|| fs::metadata(&log).is_ok_and(|log| log.len() > 0));
    fs::copy(&log, t.directory().join("log")).unwrap();
    drop(writer);
    fs::remove_file(t.file()).unwrap();
    fs::copy(t.directory().join("log"), &log).unwrap();
    let run = t.run(["restore", "b.db"]).success();
    assert!(run.stderr.contains("damaged-20260601T080000Z"), "{run}");
    assert_eq!(t.all_rows()[2].len(), 3);
    assert_eq!(t.rows("PRAGMA integrity_check"), [["ok"]]);
}

/// A restored database changes: the checksums of the archive are not those of its backups.
#[test]
fn a_backup_of_a_restored_database_can_be_restored() {
    let t = filled();
    let backups = |t: &Meetctl| beside(t, ".backup-");
    t.run(["restore", "b.db", "--yes"]).success();
    assert_eq!(t.rows("SELECT name FROM sqlite_schema WHERE name = 'meetctl_archive'").len(), 0);
    let before = backups(&t);
    t.run(["user", "create", "--name", "Later", "--email", "later@example.org"]).success();
    t.run(["restore", "b.db", "--yes"]).success();
    let taken: Vec<_> = backups(&t).into_iter().filter(|file| !before.contains(file)).collect();
    t.run(["restore", taken[0].to_str().unwrap(), "--yes"]).success();
    assert_eq!(t.rows("SELECT COUNT(*) FROM users WHERE name = 'Later'"), [["1"]]);
    t.run(["restore", "b.db", "--yes"]).success();
    fs::remove_file(t.file()).unwrap();
    t.run(["restore", "b.db"]).success();
    assert_eq!(t.rows("SELECT name FROM sqlite_schema WHERE name = 'meetctl_archive'").len(), 0);
}

#[test]
fn the_newest_five_are_kept_and_nothing_else_is_removed() {
    let t = filled();
    let name = t.file().file_name().unwrap().to_string_lossy().into_owned();
    // Neither of them is an automatic backup.
    let others = [
        "backup-old",
        "backup-20260101T000000Z.gz",
        "backup-20260101T000000Zx",
        "backup-20260101T000000Z-0",
    ];
    for other in others {
        fs::copy(t.directory().join("b.db"), t.tmp().join(format!("{name}.{other}"))).unwrap();
    }
    let of_others = [
        ("20260102T000000Z", b"text ".repeat(100)),
        ("20260102T000001Z", {
            let mut marked = fs::read(t.directory().join("b.db")).unwrap();
            marked[68..72].fill(7);
            marked
        }),
    ];
    for (stamp, bytes) in &of_others {
        fs::write(t.tmp().join(format!("{name}.backup-{stamp}")), bytes).unwrap();
    }
    let link = t.tmp().join(format!("{name}.backup-20260103T000000Z"));
    std::os::unix::fs::symlink(t.directory().join("b.db"), &link).unwrap();
    let foreign = others.len() + of_others.len() + 1;

    for second in 0..9 {
        let now = format!("2026-06-01T08:00:0{second}Z");
        t.cmd(["restore", "b.db", "--yes"]).env("MEETCTL_NOW", now).run().success();
    }
    let kept: Vec<String> = beside(&t, ".backup-20260601")
        .iter()
        .map(|path| path.to_string_lossy().into_owned())
        .collect();
    assert_eq!(kept.len(), 5, "{kept:?}");
    assert!(kept[0].ends_with("T080004Z") && kept[4].ends_with("T080008Z"), "{kept:?}");
    assert_eq!(beside(&t, ".backup-").len(), 5 + foreign);

    // The oldest is what is restored: it is kept.
    t.cmd(["restore", &kept[0], "--yes"])
        .env("MEETCTL_NOW", "2026-06-01T09:00:00Z")
        .run()
        .success();
    assert!(Path::new(&kept[0]).exists());
    assert_eq!(counts(&t), (2, 3));
    // With an earlier clock, the new one is the oldest: it is kept.
    let run = t
        .cmd(["restore", "b.db", "--yes", "--json"])
        .env("MEETCTL_NOW", "2026-01-01T00:00:01Z")
        .run()
        .success();
    assert!(Path::new(run.json()["backup"].as_str().unwrap()).exists());
}
