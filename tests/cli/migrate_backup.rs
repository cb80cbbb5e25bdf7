//! The backup that `meetctl migrate` takes of a SQLite database first, and puts back

use std::fs;

use harness::{Engine, Meetctl};

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
fn of_a_crowd_the_one_that_migrates_takes_one() {
    let t = with_data();
    t.run(["migrate", "down", "--steps", "3", "--yes", "--no-backup"])
        .success();
    assert!(backups(&t).is_empty());
    let runs: Vec<_> = (0..6).map(|_| t.cmd(["migrate", "up"]).start()).collect();
    for run in runs {
        run.wait().success();
    }
    assert_eq!(backups(&t).len(), 1);
}

#[test]
fn an_empty_database_and_one_with_nothing_to_do_need_none() {
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
fn the_newest_are_kept() {
    let t = with_data();
    for _ in 0..4 {
        t.run(["migrate", "down", "--yes"]).success();
        t.run(["migrate", "up"]).success();
    }
    assert_eq!(backups(&t).len(), 5);
    let told = t
        .run(["migrate", "down", "--yes", "--keep-backups", "2"])
        .success();
    let left = backups(&t);
    assert_eq!(left.len(), 2);
    assert!(
        left.iter().any(|file| told.stderr.contains(file.as_str())),
        "{told}"
    );
    t.run(["migrate", "up", "--keep-backups", "0"]).exits(2);
    t.run(["migrate", "up", "--keep-backups", "1", "--no-backup"])
        .exits(2);
}

#[test]
fn it_is_put_back_when_a_migration_fails() {
    let t = with_data();
    t.run(["migrate", "down", "--steps", "3", "--yes", "--no-backup"])
        .success();
    // The last of the three does not get along with it.
    t.sql(
        "INSERT INTO meetings (title, start_time, end_time, created_by) VALUES \
           ('Backwards', '2026-06-02 10:00:00', '2026-06-02 09:00:00', 1)",
    );
    let before = (t.schema(), t.all_rows(), t.applied());
    let failed = t.run(["migrate", "up"]).exits(1);
    assert!(failed.stderr.contains("Put the backup"), "{failed}");
    assert!(failed.stderr.contains("meetctl doctor"), "{failed}");
    assert_eq!((t.schema(), t.all_rows(), t.applied()), before);
    assert_eq!(t.applied().len(), 7);
    assert!(t.rows("SELECT owner FROM meetctl_lock").is_empty());

    // Without a backup what was done stays done.
    t.run(["migrate", "up", "--no-backup"]).exits(1);
    assert_eq!(t.applied().len(), 9);
    t.sql("DELETE FROM meetings WHERE title = 'Backwards'");
    t.run(["migrate", "up"]).success();
}
