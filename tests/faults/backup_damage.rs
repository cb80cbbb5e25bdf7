//! Damaged files: a backup of one is refused or complete, and none is restored.

use std::fs;

use rand::rngs::StdRng;
use rand::{RngExt as _, SeedableRng as _};
use rusqlite::Connection;

use crate::processes::{say, seed};
use harness::{Engine, Meetctl};

/// A database of some pages in every one of its tables and indexes.
fn complete() -> (Meetctl, Vec<u8>) {
    let t = Meetctl::migrated(Engine::Sqlite);
    t.seed_sql(40, 400);
    t.run(["backup", "b.db"]).success();
    let bytes = fs::read(t.directory().join("b.db")).unwrap();
    (t, bytes)
}

/// What may have become of a file, and the words for it.
fn damages(whole: &[u8], log: bool, dice: &mut StdRng) -> Vec<(String, Vec<u8>)> {
    let mut whole = whole.to_vec();
    whole[18..20].fill(if log { 2 } else { 1 });
    let mut zeroed = whole.clone();
    zeroed[..100].fill(0);
    let mut cases = vec![
        ("zeroed header".to_owned(), zeroed),
        ("text".to_owned(), b"title,start_time\n".repeat(300)),
        ("0 bytes".to_owned(), Vec::new()),
        ("1 byte".to_owned(), vec![b'S']),
    ];
    for n in 1..=50 {
        let length = whole.len() * n / 51;
        cases.push((format!("cut to {length} bytes"), whole[..length].to_vec()));
    }
    for n in 0..200 {
        let at = dice.random_range(0..if n % 2 == 0 { 4096 } else { whole.len() });
        let bit = dice.random_range(0..8);
        let mut flipped = whole.clone();
        flipped[at] ^= 1 << bit;
        cases.push((format!("bit {bit} of byte {at} flipped"), flipped));
    }
    cases
}

fn is_complete(file: &std::path::Path) -> bool {
    let check = || {
        let connection = Connection::open(file)?;
        connection.query_row("PRAGMA integrity_check", [], |row| row.get::<_, String>(0))
    };
    check().is_ok_and(|said| said == "ok")
}

#[test]
fn a_backup_of_a_damaged_database_is_refused_or_complete() {
    let (t, whole) = complete();
    let seed = seed();
    let mut dice = StdRng::seed_from_u64(seed);
    let (copy, mut refused, mut copied) = (t.directory().join("copy.db"), 0, 0);
    for log in [false, true] {
        for (what, bytes) in damages(&whole, log, &mut dice) {
            fs::write(t.file(), &bytes).unwrap();
            let run = t.run(["backup", "copy.db", "--json"]);
            let what = format!("{what}, log {log}, seed {seed}: {run}");
            assert!(!run.stderr.contains("panicked"), "{what}");
            assert!(fs::read(t.file()).unwrap() == bytes, "written: {what}");
            for side in ["-wal", "-shm", "-journal"] {
                let _ = fs::remove_file(format!("{}{side}", t.file().display()));
            }
            if run.exit == 0 {
                assert!(is_complete(&copy), "{what}");
                fs::remove_file(&copy).unwrap();
                copied += 1;
            } else {
                assert!([9, 10].contains(&run.exit), "{what}");
                assert!(run.stderr.contains("{\"error\""), "{what}");
                refused += 1;
            }
            assert_eq!(fs::read_dir(t.directory()).unwrap().count(), 1, "{what}");
        }
    }
    assert!(refused > 150, "{refused}");
    say(format_args!(
        "backup of damaged files, seed {seed}: {refused} refused, {copied} copied whole"
    ));
}

#[test]
fn a_damaged_backup_is_not_restored() {
    let (t, whole) = complete();
    let seed = seed();
    let mut dice = StdRng::seed_from_u64(seed);
    t.sql("DELETE FROM meeting_participants; DELETE FROM meetings WHERE id > 7");
    t.rows("PRAGMA wal_checkpoint(TRUNCATE)");
    let database = fs::read(t.file()).unwrap();
    let (file, mut refused, mut restored) = (t.directory().join("b.db"), 0, 0);
    for log in [false, true] {
        for (what, bytes) in damages(&whole, log, &mut dice) {
            fs::write(&file, &bytes).unwrap();
            let run = t.run(["restore", "b.db", "--yes", "--no-backup", "--json"]);
            let what = format!("{what}, log {log}, seed {seed}: {run}");
            assert!(!run.stderr.contains("panicked"), "{what}");
            assert!(fs::read(&file).unwrap() == bytes, "written: {what}");
            if run.exit == 0 {
                assert!(is_complete(t.file()), "{what}");
                for side in ["-wal", "-shm"] {
                    let _ = fs::remove_file(format!("{}{side}", t.file().display()));
                }
                fs::write(t.file(), &database).unwrap();
                restored += 1;
            } else {
                assert!([9, 10].contains(&run.exit), "{what}");
                assert!(run.stderr.contains("b.db"), "{what}");
                assert!(fs::read(t.file()).unwrap() == database, "{what}");
                refused += 1;
            }
            assert_eq!(fs::read_dir(t.directory()).unwrap().count(), 1, "{what}");
        }
    }
    assert!(refused > 150, "{refused}");
    say(format_args!(
        "restore of damaged files, seed {seed}: {refused} refused, {restored} restored whole"
    ));
}
