//! Imports that run out of room for temporary files and for the rejects, and limits on file sizes.

use crate::import::{dump, is_sound};
use crate::processes::words;
use harness::{Engine, Meetctl};

pub const RECORDS: usize = 300;

/// Records of some kilobytes each; every third is bad if `bad`.
pub fn file(bad: bool) -> String {
    let text = "what was said ".repeat(300);
    let record = |n: usize| {
        let (hour, minute) = (n / 60 + 8, n % 60);
        let creator = if bad && n.is_multiple_of(3) { 77 } else { 1 };
        format!(
            "{{\"uid\":\"u{n}\",\"title\":\"M{n}\",\"description\":\"{text}\",\"start_time\":\
             \"2026-06-01T{hour:02}:{minute:02}:00Z\",\"duration_minutes\":1,\"creator\":{creator}}}\n"
        )
    };
    (0..RECORDS).map(record).collect()
}

#[test]
fn a_full_disk_under_the_temporary_files() {
    let t = Meetctl::migrated(Engine::Sqlite);
    t.seed_sql(1, 0);
    t.write("file.jsonl", file(false));
    let Some(run) = t.on_small_disk(
        "64k",
        "
        TMPDIR=\"$DISK\" meetctl meeting import file.jsonl --json; echo \"exit $?\"
        ls -A \"$DISK\"
        mount -o remount,size=64m \"$DISK\"
        TMPDIR=\"$DISK\" meetctl meeting import file.jsonl -q; echo \"exit $?\"
        ls -A \"$DISK\"",
    ) else {
        return;
    };
    assert_eq!(run.stdout, "exit 10\nexit 0\n", "{run}");
    let error = run.error_json();
    assert_eq!(error["code"], "storage_full");
    assert!(run.stderr.contains("temporary") && run.stderr.contains("/disk"), "{run}");
    assert_eq!(t.rows("SELECT COUNT(*) FROM meetings"), [["300"]]);
}

#[test]
fn a_full_disk_under_the_rejects() {
    let t = Meetctl::migrated(Engine::Sqlite);
    t.seed_sql(1, 0);
    t.write("file.jsonl", file(true));
    let Some(run) = t.on_small_disk("64k", "
        import() { meetctl meeting import file.jsonl --on-error skip --rejects \"$DISK/rejects.jsonl\" \"$@\"; echo \"exit $?\"; }
        import --batch-size 10 --json
        ls -A \"$DISK\"
        mount -o remount,size=64m \"$DISK\"
        import -q
        wc -l < \"$DISK/rejects.jsonl\"") else { return };
    assert_eq!(run.stdout, "exit 10\nexit 8\n100\n", "{run}");
    assert_eq!(run.error_json()["code"], "storage_full");
    assert!(run.stderr.contains("rejects.jsonl"), "{run}");
    assert_eq!(t.rows("SELECT COUNT(*) FROM meetings"), [["200"]]);
}

/// Limits on the size of files, from nothing to enough for some of an import.
#[test]
fn a_limit_on_file_sizes_is_survived() {
    let args = "meeting import file.jsonl --batch-size 10 --on-error skip --rejects rejects.jsonl --force -q";
    let mut expected = Vec::new();
    let mut full = 0;
    for blocks in [1_000_000, 0, 1, 40, 300, 900, 1500, 2300] {
        let t = Meetctl::migrated(Engine::Sqlite);
        t.seed_sql(1, 0);
        t.rows("PRAGMA wal_checkpoint(TRUNCATE)");
        t.write("file.jsonl", file(true));
        let ended = t.shell(&format!("ulimit -f {blocks}; exec meetctl {args}")).run();
        assert!([8, 10].contains(&ended.exit), "{blocks} blocks:\n{ended}");
        full += usize::from(ended.exit == 10);
        is_sound(&t);
        let written: usize = t.rows("SELECT COUNT(*) FROM meetings")[0][0].parse().unwrap();
        assert!(written.is_multiple_of(10), "{blocks} blocks: half a batch, {written} records");
        if ended.exit == 10 {
            let error = ended.stderr.lines().next().unwrap_or_default();
            assert!(error.starts_with("error: "), "{blocks} blocks:\n{ended}");
            assert!(!t.directory().join("rejects.jsonl").exists(), "{blocks} blocks");
            t.run(words(args)).exits(8);
        }
        if expected.is_empty() {
            expected = dump(&t);
        }
        assert!(dump(&t) == expected, "{blocks} blocks");
        assert_eq!(t.read("rejects.jsonl").lines().count(), 100);
    }
    assert!(full >= 4, "only {full} limits were felt");
}
