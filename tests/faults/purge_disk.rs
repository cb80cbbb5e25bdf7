//! Purges whose archive runs out of room: what is not on the disk is not deleted.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::import::is_sound;
use crate::import_disk::{RECORDS, file};
use harness::{Engine, Meetctl, Transcript};

const LINE: &str = "meeting purge --before 2026-07-01 --batch-size 10 --yes --json";

/// Meetings of some kilobytes each.
fn full_database() -> Meetctl {
    let t = Meetctl::migrated(Engine::Sqlite);
    t.seed_sql(1, 0);
    t.write("file.jsonl", file(false));
    t.run(["meeting", "import", "file.jsonl", "-q"]).success();
    t
}

fn stored(t: &Meetctl) -> usize {
    t.rows("SELECT COUNT(*) FROM meetings")[0][0].parse().unwrap()
}

/// Each meeting is stored or archived; in both only where the run could not say that it is deleted.
fn is_complete(t: &Meetctl, archive: &str, ended: &Transcript) {
    is_sound(t);
    let id = |line| serde_json::from_str::<Value>(line).unwrap()["id"].to_string();
    let archived: BTreeSet<String> = archive.lines().map(id).collect();
    assert_eq!(archived.len(), archive.lines().count(), "{ended}");
    let stored = t.rows("SELECT id FROM meetings").concat();
    let both = stored.iter().filter(|id| archived.contains(*id)).count();
    assert_eq!(stored.len() + archived.len() - both, RECORDS, "{ended}");
    let in_doubt = !archive.is_empty() && !archive.ends_with('\n');
    assert_eq!(both, if in_doubt { 10 } else { 0 }, "{ended}");
    assert!(stored.len().is_multiple_of(10), "half a batch is deleted: {ended}");
}

#[test]
fn a_full_disk_under_the_archive() {
    let t = full_database();
    let script = format!(
        "export MEETCTL_NOW=2026-07-02
        purge() {{ meetctl {LINE} --archive \"$DISK/old.jsonl\" \"$@\"; echo \"exit $?\"; }}
        purge
        wc -l < \"$DISK/old.jsonl\"
        meetctl meeting list --format count
        mount -o remount,size=64m \"$DISK\"
        purge -q >/dev/null 2>&1; cp \"$DISK/old.jsonl\" old.jsonl"
    );
    let Some(run) = t.on_small_disk("300k", &script) else { return };
    let error = run.error_json();
    assert_eq!(error["code"], "storage_full", "{run}");
    assert!(error["message"].as_str().unwrap().contains("old.jsonl"), "{run}");
    let lines = run.lines();
    let [exit, archived, left] = lines[..] else { panic!("{run}") };
    assert_eq!(exit, "exit 10", "{run}");
    let (archived, left): (usize, usize) = (archived.parse().unwrap(), left.parse().unwrap());
    assert!(archived > 0 && archived + left == RECORDS, "{run}");
    assert_eq!(error["written"]["deleted"], archived, "{run}");
    assert_eq!(stored(&t), 0);
    is_complete(&t, &t.read("old.jsonl"), &run);
}

#[test]
fn a_limit_on_the_size_of_the_archive() {
    let t = full_database();
    let mut full = 0;
    for blocks in [0, 1, 300, 1000, 1_000_000] {
        t.rows("PRAGMA wal_checkpoint(TRUNCATE)");
        let line = format!("ulimit -f {blocks}; exec meetctl {LINE} --archive old.jsonl");
        let ended = t.shell(&line).env("MEETCTL_NOW", "2026-07-02").run();
        assert!([0, 10].contains(&ended.exit), "{blocks} blocks: {ended}");
        full += usize::from(ended.exit == 10);
        let archive = t.directory().join("old.jsonl");
        let archive = std::fs::read_to_string(archive).unwrap_or_default();
        is_complete(&t, &archive, &ended);
    }
    assert!(full >= 3, "only {full} limits were felt");
    assert_eq!(stored(&t), 0);
}
