//! Backups and restores that run out of room.

use std::fs;

use harness::{Engine, Meetctl};

/// A database of some 400 kB, and its backup.
fn filled() -> Meetctl {
    let t = Meetctl::migrated(Engine::Sqlite);
    t.seed_sql(4, 200);
    t.sql("UPDATE meetings SET description = hex(randomblob(800))");
    t.run(["backup", "whole.db"]).success();
    t
}

#[test]
fn a_full_disk_under_the_backup() {
    let t = filled();
    let Some(run) = t.on_small_disk(
        "128k",
        "
        meetctl backup \"$DISK/b.db\" --json; echo \"exit $?\"
        ls -A \"$DISK\"
        TMPDIR=\"$DISK\" meetctl backup - >/dev/null; echo \"exit $?\"
        ls -A \"$DISK\"
        mount -o remount,size=64m \"$DISK\"
        meetctl backup \"$DISK/b.db\"; echo \"exit $?\"
        ls -A \"$DISK\"",
    ) else {
        return;
    };
    assert_eq!(run.stdout, "exit 10\nexit 10\nexit 0\nb.db\n", "{run}");
    let first = run.stderr.lines().next().unwrap();
    assert!(first.contains("storage_full") && first.contains("b.db"), "{run}");
}

#[test]
fn a_full_disk_under_the_database() {
    for journal in ["wal", "delete"] {
        let t = filled();
        let script = format!(
            "
            export MEETCTL_DATABASE_URL=\"$DISK/m.db\"
            meetctl -q migrate up || exit 71
            meetctl -q user create --name Ada --email ada@example.org >/dev/null || exit 72
            [ {journal} = wal ] || printf '\\001\\001' | dd of=\"$DISK/m.db\" bs=1 seek=18 conv=notrunc 2>/dev/null
            dd if=/dev/zero of=\"$DISK/filler\" bs=1k 2>/dev/null
            truncate -s -100k \"$DISK/filler\"
            meetctl restore whole.db --yes; echo \"exit $?\"
            meetctl restore whole.db --yes --no-backup --json; echo \"exit $?\"
            meetctl user list --format count; meetctl -q user list --format csv --fields email --no-header
            ls -A \"$DISK\"
            size=$(stat -c %s whole.db)
            rm \"$DISK/filler\"; dd if=/dev/zero of=\"$DISK/filler\" bs=1k 2>/dev/null
            truncate -s -$((size * 3 / 2)) \"$DISK/filler\"
            meetctl restore whole.db --yes --no-backup; echo \"exit $?\"
            ls -A \"$DISK\"
            rm \"$DISK/filler\"; mount -o remount,size=64m \"$DISK\"
            meetctl restore whole.db --yes; echo \"exit $?\"
            meetctl user list --format count
            ls -A \"$DISK\" | sed 's/2.*//'"
        );
        let Some(run) = t.on_small_disk("2m", &script) else {
            return;
        };
        let full = "exit 10\nexit 10\n1\nada@example.org\nfiller\nm.db\nexit 10\nfiller\nm.db\n";
        assert_eq!(
            run.stdout,
            format!("{full}exit 0\n4\nm.db\nm.db.backup-\n"),
            "{journal}: {run}"
        );
        assert!(run.stderr.contains("\"storage_full\""), "{journal}: {run}");
        // The copy beside the database found room; its way into the database did not.
        let inside = "error: the database has no space left to write";
        assert!(run.stderr.contains(inside), "{journal}: {run}");
    }
}

#[test]
fn a_full_disk_under_the_automatic_backup() {
    let (t, small) = (filled(), Meetctl::migrated(Engine::Sqlite));
    small.seed_sql(1, 1);
    small.run(["backup", "small.db"]).success();
    fs::copy(small.directory().join("small.db"), t.directory().join("small.db")).unwrap();
    let Some(run) = t.on_small_disk(
        "2m",
        "
        export MEETCTL_DATABASE_URL=\"$DISK/m.db\"
        meetctl -q restore whole.db || exit 71
        dd if=/dev/zero of=\"$DISK/filler\" bs=1k 2>/dev/null
        truncate -s -300k \"$DISK/filler\"
        meetctl restore small.db --yes; echo \"exit $?\"
        meetctl migrate down --yes; echo \"exit $?\"
        meetctl meeting list --all --format count
        ls -A \"$DISK\"
        meetctl restore small.db --yes --no-backup -q; echo \"exit $?\"
        meetctl meeting list --all --format count
        ls -A \"$DISK\"",
    ) else {
        return;
    };
    let kept = "exit 10\nexit 10\n200\nfiller\nm.db\n";
    assert_eq!(run.stdout, format!("{kept}exit 0\n1\nfiller\nm.db\n"), "{run}");
    assert!(run.stderr.contains("m.db.backup-") && run.stderr.contains("--no-backup"), "{run}");
}

#[test]
fn a_full_disk_without_a_database() {
    let t = filled();
    let Some(run) = t.on_small_disk(
        "128k",
        "
        export MEETCTL_DATABASE_URL=\"$DISK/m.db\"
        meetctl restore whole.db; echo \"exit $?\"
        ls -A \"$DISK\"
        mount -o remount,size=64m \"$DISK\"
        meetctl restore whole.db; echo \"exit $?\"
        ls -A \"$DISK\"",
    ) else {
        return;
    };
    assert_eq!(run.stdout, "exit 10\nexit 0\nm.db\n", "{run}");
}

/// Limits on the size of files, from nothing to enough.
#[test]
fn a_limit_on_the_size_of_files_is_a_full_disk() {
    let t = filled();
    let (list, mut full) = (t.run(["meeting", "list", "--all", "--json"]).success().stdout, 0);
    let blocks = fs::metadata(t.directory().join("whole.db")).unwrap().len() / 512;
    for part in 1..=10 {
        let blocks = blocks * part / 9;
        let limited =
            |line: &str| t.shell(&format!("ulimit -f {blocks}; exec meetctl {line}")).run();
        let run = limited("backup b.db");
        assert!([0, 10].contains(&run.exit), "{blocks} blocks: {run}");
        full += usize::from(run.exit == 10);
        assert_eq!(t.directory().join("b.db").exists(), run.exit == 0, "{blocks} blocks: {run}");
        let _ = fs::remove_file(t.directory().join("b.db"));
        let run = limited("restore whole.db --yes --no-backup");
        assert!([0, 10].contains(&run.exit), "{blocks} blocks: {run}");
        assert_eq!(fs::read_dir(t.directory()).unwrap().count(), 1, "{blocks} blocks: {run}");
        assert_eq!(t.rows("PRAGMA integrity_check"), [["ok"]]);
        assert_eq!(t.run(["meeting", "list", "--all", "--json"]).success().stdout, list);
    }
    assert!(full >= 7, "only {full} limits were felt");
}
