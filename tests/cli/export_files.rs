//! The files that exports write: complete or absent, readable by the owner only, never overwritten.

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::Path;

use crate::meeting_export::export;
use harness::{Engine, Meetctl, snapshot, wait_for};

const FORMS: [&str; 3] = ["csv", "jsonl", "ics"];

#[test]
fn the_file_extension_decides_the_format() {
    let t = Meetctl::migrated(Engine::Sqlite);
    t.seed_sql(2, 3);
    for (file, form) in [
        ("a.csv", "csv"),
        ("a.jsonl", "jsonl"),
        ("a.ndjson", "jsonl"),
        ("a.ICS", "ics"),
        ("a.txt", "csv"),
    ] {
        let shown = t.run(["meeting", "export", "--output", file]).success();
        assert_eq!(shown.stdout, "");
        assert_eq!(shown.stderr, format!("Exported 3 meetings to {file}.\n"));
        assert_eq!(read(&t, file), export(&t, &["--format", form]), "{file}");
    }
    for file in ["b.txt", "b.json", "b"] {
        t.run(["meeting", "export", "--format", "jsonl", "--output", file]).success();
        assert_eq!(read(&t, file), export(&t, &["--format", "jsonl"]), "{file}");
    }
    let stdout = export(&t, &["--output", "-"]);
    assert_eq!(stdout, export(&t, &[]));
    assert!(!t.directory().join("-").exists());
}

#[test]
fn an_extension_that_names_another_format_is_refused() {
    let t = Meetctl::migrated(Engine::Sqlite);
    for (args, message) in [
        (
            "--format csv --output x.ics",
            "--format csv contradicts the extension of x.ics, which is ics",
        ),
        (
            "--format jsonl --output x.csv",
            "--format jsonl contradicts the extension of x.csv, which is csv",
        ),
        (
            "--format ics --output X.NDJSON",
            "--format ics contradicts the extension of X.NDJSON, which is jsonl",
        ),
        ("--format csv --output x.json", "--format csv contradicts the extension of x.json"),
        ("--format csv --output x.tsv", "--format csv contradicts the extension of x.tsv"),
        ("--output x.json", "an export can be written as csv, jsonl or ics"),
        ("--output x.tsv", "an export can be written as csv, jsonl or ics"),
        ("--output x.xlsx", "an export can be written as csv, jsonl or ics"),
        ("--output x.csv.gz", "an export can be written as csv, jsonl or ics"),
        ("--format json", "an export can be written as csv, jsonl or ics"),
        ("--json --output x.csv", "an export can be written as csv, jsonl or ics"),
    ] {
        let refused =
            t.cmd(["meeting", "export"].into_iter().chain(args.split(' '))).run().exits(2);
        assert!(refused.stderr.contains(message), "{refused}");
    }
    for args in ["--output x.ics", "--output x.json", "--format csv --output x.jsonl"] {
        t.cmd(["user", "export"].into_iter().chain(args.split(' '))).run().exits(2);
    }
    assert_eq!(names(&t.directory()), [""; 0]);
}

#[test]
fn a_file_is_for_its_owner_whatever_the_umask() {
    for umask in ["000", "022", "077"] {
        let t = Meetctl::migrated(Engine::Sqlite);
        let script = format!("umask {umask}; meetctl meeting export --output a.csv");
        t.shell(&script).run().success();
        let mode = fs::metadata(t.directory().join("a.csv")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "umask {umask}");
        assert_eq!(names(&t.directory()), ["a.csv"]);
    }
}

#[test]
fn a_file_is_replaced_only_with_force() {
    let t = Meetctl::migrated(Engine::Sqlite);
    t.seed_sql(1, 1);
    t.write("a.csv", "kept");
    snapshot!(t.run(["meeting", "export", "--output", "a.csv"]), @r"
    $ meetctl meeting export --output a.csv
    exit: 4
    --- stdout
    --- stderr
    error: a.csv already exists
    hint: replace it with --force, or name another file
    ");
    t.write("a.jsonl", "kept");
    let json = t.run(["meeting", "export", "--output", "a.jsonl", "--format", "jsonl"]).exits(4);
    let error = json.error_json();
    assert_eq!((&error["code"], &error["file"]), (&"file_exists".into(), &"a.jsonl".into()));
    fs::remove_file(t.directory().join("a.jsonl")).unwrap();
    assert_eq!(read(&t, "a.csv"), "kept");
    t.run(["meeting", "export", "--output", "a.csv", "--force"]).success();
    assert_eq!(read(&t, "a.csv"), export(&t, &[]));
    assert_eq!(names(&t.directory()), ["a.csv"]);
    t.run(["meeting", "export", "--force"]).exits(2);
}

#[test]
fn only_a_regular_file_is_a_target() {
    let t = Meetctl::migrated(Engine::Sqlite);
    t.write("kept", "kept");
    symlink("kept", t.directory().join("link.csv")).unwrap();
    symlink("nowhere", t.directory().join("dangling.csv")).unwrap();
    fs::create_dir(t.directory().join("directory.csv")).unwrap();
    for target in ["link.csv", "dangling.csv", "directory.csv", "/dev/null"] {
        for force in [&[][..], &["--force"]] {
            let all = [&["meeting", "export", "--output", target], force].concat();
            let refused = t.run(all).exits(4);
            assert!(refused.stderr.contains(target), "{refused}");
        }
    }
    snapshot!(t.run(["meeting", "export", "--output", "link.csv", "--force"]).stderr, @r"
    error: link.csv is a symbolic link, which is not followed
    hint: name the file that it links to, or another file
    ");
    assert_eq!(read(&t, "kept"), "kept");
    assert_eq!(names(&t.directory()), ["dangling.csv", "directory.csv", "kept", "link.csv"]);
    snapshot!(t.run(["meeting", "export", "--output", "no/a.csv"]).exits(5).stderr, @"error: directory no not found");
}

#[test]
fn a_failure_leaves_no_file() {
    let t = Meetctl::migrated(Engine::Sqlite);
    t.run(["meeting", "export", "--output", "a.csv", "--user", "9"]).exits(5);
    t.run(["meeting", "export", "--output", "a.csv", "--fields", "nonsense"]).exits(2);
    t.run(["--database-url", "no.db", "meeting", "export", "--output", "a.csv"]).exits(6);
    assert_eq!(names(&t.directory()), [""; 0]);
}

#[test]
fn a_signal_leaves_no_file() {
    let t = Meetctl::migrated(Engine::Sqlite);
    t.seed_sql(50, 20_000);
    for signal in ["INT", "TERM"] {
        let running = t.cmd(["meeting", "export", "--output", "a.ics", "-vv"]).start();
        wait_for(|| !names(&t.directory()).is_empty());
        running.signal(signal);
        let ended = running.wait();
        // A fast machine may finish before the signal.
        if ended.exit == 0 {
            fs::remove_file(t.directory().join("a.ics")).unwrap();
        } else {
            assert!(matches!(ended.exit, 130 | 143), "{}", ended.exit);
        }
        assert_eq!(names(&t.directory()), [""; 0]);
    }
}

/// A limit on the size of files, where mounting a small disk is not allowed.
#[test]
fn a_file_that_may_not_grow_is_a_full_disk() {
    let t = Meetctl::migrated(Engine::Sqlite);
    t.seed_sql(20, 3000);
    for form in FORMS {
        let script = format!("ulimit -f 64; exec meetctl meeting export --json --output a.{form}");
        let shown = t.shell(&script.replace(" --json", "")).run().exits(10);
        let expected = format!("no space left to write a.{form}");
        assert!(shown.stderr.contains(&expected), "{shown}");
        assert!(!shown.stderr.contains("database"), "{shown}");
        assert_eq!(names(&t.directory()), [""; 0]);
    }
}

/// A real full disk, where mounting is allowed.
#[test]
fn a_full_disk_leaves_what_was_there() {
    let t = Meetctl::migrated(Engine::Sqlite);
    t.seed_sql(20, 3000);
    let script = "
        echo old > \"$DISK/a.csv\"
        meetctl meeting export --output \"$DISK/a.csv\" --force; echo \"exit $?\"
        cat \"$DISK/a.csv\"; ls -A \"$DISK\"";
    let Some(run) = t.on_small_disk("64k", script) else {
        return;
    };
    snapshot!(run.stable_stdout(), @r"
    exit 10
    old
    a.csv
    ");
}

fn read(t: &Meetctl, file: &str) -> String {
    fs::read_to_string(t.directory().join(file)).unwrap()
}

fn names(directory: &Path) -> Vec<String> {
    let entries = fs::read_dir(directory).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}
