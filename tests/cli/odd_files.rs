//! Names that are no regular file: pipes, devices, sockets, directories, links; and standard output
//! that takes nothing. Each is called what it is, and nothing is created or replaced.

use std::fs;
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};

use harness::{Engine, Meetctl, on_every_engine};

/// One name for each kind of file, with the words for it.
fn kinds(t: &Meetctl) -> Vec<(PathBuf, &'static str)> {
    let at = |name: &str| t.directory().join(name);
    t.shell("mkfifo fifo && mkdir directory").run().success();
    // Its file remains.
    drop(UnixListener::bind(at("socket")).unwrap());
    symlink("nowhere.db", at("dangling")).unwrap();
    symlink("loop", at("loop")).unwrap();
    vec![
        (at("fifo"), "a named pipe"),
        (at("directory"), "a directory"),
        (at("socket"), "a socket"),
        ("/dev/null".into(), "a device"),
        (at("dangling"), "a symbolic link"),
        (at("loop"), "symbolic link"),
    ]
}

/// The names in the working directory and below.
fn names(t: &Meetctl) -> Vec<String> {
    let mut names: Vec<String> =
        [t.directory(), t.directory().join("directory"), t.tmp().join("tmp")]
            .iter()
            .filter_map(|directory| fs::read_dir(directory).ok())
            .flatten()
            .map(|entry| entry.unwrap().path().display().to_string())
            .collect();
    names.sort();
    names
}

#[test]
fn as_a_database() {
    let t = Meetctl::empty(Engine::Sqlite);
    let kinds = kinds(&t);
    let before = names(&t);
    for (path, words) in kinds {
        let url = path.display().to_string();
        for line in ["user list", "migrate up", "migrate status", "backup b.db", "doctor"] {
            let args = ["--database-url", &url].into_iter().chain(line.split(' '));
            let refused = t.run(args).exits(6);
            let said = refused.stderr.to_lowercase();
            assert!(said.contains(words), "{words}: {refused}");
            assert!(refused.stderr.contains(&url), "{refused}");
        }
    }
    assert_eq!(names(&t), before);
}

#[test]
fn as_the_target_of_a_command() {
    let t = Meetctl::migrated(Engine::Sqlite);
    t.seed_people(2);
    t.write(
        "m.csv",
        "title,start_time,end_time,creator\n,2030-01-01T10:00:00Z,2030-01-01T11:00:00Z,1\n",
    );
    let kinds = kinds(&t);
    let before = names(&t);
    for (path, words) in kinds {
        let name = path.display().to_string();
        for line in [
            "backup NAME --force",
            "meeting export --output NAME --force",
            "user export --output NAME --force",
            "meeting import m.csv --on-error skip --rejects NAME --force",
        ] {
            let args: Vec<&str> =
                line.split(' ').map(|w| if w == "NAME" { &name } else { w }).collect();
            let refused = t.run(args).exits(4);
            assert!(refused.stderr.contains(words), "{words}: {refused}");
        }
    }
    assert_eq!(names(&t), before);
}

#[test]
fn as_the_file_of_a_command() {
    let t = Meetctl::migrated(Engine::Sqlite);
    let kinds = kinds(&t);
    for (path, words) in kinds {
        if words == "a named pipe" {
            continue;
        }
        let name = path.display().to_string();
        let import = ["meeting", "import", &name, "--input-format", "csv"];
        let refused = t.run(import);
        assert!(matches!(refused.exit, 1 | 2 | 5), "{refused}");
        let restore = t.run(["restore", &name, "--yes"]);
        assert!(matches!(restore.exit, 1 | 4 | 5), "{restore}");
        if words == "a directory" {
            t.run(["--config", &name, "user", "list"]).exits(2);
        }
    }
}

/// A pipe is read as one.
#[test]
fn a_pipe_is_imported() {
    let t = Meetctl::migrated(Engine::Sqlite);
    let script = "mkfifo p.csv; printf 'name,email\\nAda,ada@example.org\\n' >p.csv & meetctl user import p.csv";
    t.shell(script).run().success();
    assert_eq!(t.run(["user", "list", "--format", "count"]).success().stdout, "1\n");
}

#[test]
fn the_database_and_the_input_are_not_written_over() {
    let t = Meetctl::migrated(Engine::Sqlite);
    t.seed_people(1);
    let database = t.file().display().to_string();
    fs::hard_link(t.file(), t.directory().join("other-name")).unwrap();
    t.write("m.csv", "title,start_time,end_time,creator\n");
    let bytes = fs::read(t.file()).unwrap();
    for name in [&database, "other-name", &format!("{database}-wal")] {
        for args in [
            &["meeting", "export", "--format", "csv", "--output", name, "--force"][..],
            &["user", "export", "--format", "csv", "--output", name, "--force"],
            &["meeting", "import", "m.csv", "--on-error", "skip", "--rejects", name, "--force"],
            &["backup", name, "--force"],
        ] {
            let refused = t.run(args).exits(2);
            // An export in a file named as a database is refused before that.
            let export = args.contains(&"export") && name == database;
            let why = ["is the database or a part of it", "contradicts the extension"];
            assert!(refused.stderr.contains(why[usize::from(export)]), "{refused}");
        }
    }
    let same =
        ["meeting", "import", "m.csv", "--on-error", "skip", "--rejects", "./m.csv", "--force"];
    let refused = t.run(same).exits(2);
    assert!(refused.stderr.contains("--rejects names the file that is imported"), "{refused}");
    assert!(fs::read(t.file()).unwrap() == bytes);
}

on_every_engine! {
    fn full_standard_output_is_named(t: &Meetctl) {
        if !Path::new("/dev/full").exists() {
            return;
        }
        t.seed_sql(2, 4);
        t.write("bad.csv", "title,start_time,end_time,creator\n,2030-01-01T10:00:00Z,2030-01-01T11:00:00Z,1\n");
        let mut lines = vec![
            "user list".to_owned(), "meeting show 1".to_owned(), "stats".to_owned(), "stats heatmap".to_owned(),
            "meeting export --output -".to_owned(), "meeting export --format ics".to_owned(), "user export".to_owned(),
            "config show".to_owned(), "doctor".to_owned(), "migrate status".to_owned(), "--help".to_owned(),
            "meeting --help".to_owned(), "--version".to_owned(), "completions bash".to_owned(),
            "migrate down --dry-run".to_owned(), "meeting import bad.csv --on-error skip --rejects -".to_owned(),
        ];
        for format in ["json", "jsonl", "csv", "tsv", "ids", "count"] {
            lines.push(format!("meeting list --all --format {format}"));
        }
        if t.engine() == Engine::Sqlite {
            lines.push("backup -".to_owned());
        }
        for line in lines {
            let full = t.shell(&format!("meetctl {line} >/dev/full")).run();
            assert_eq!(full.exit, 10, "{line}: {full}");
            assert!(full.stderr.contains("cannot write to standard output"), "{line}: {full}");
            assert!(!full.stderr.contains("database:"), "{line}: {full}");
            assert_eq!(full.stderr.matches("No space left on device").count(), 1, "{line}: {full}");
        }
        let full = t.shell("meetctl user list --json >/dev/full").run().exits(10);
        assert_eq!(full.error_json()["code"], "storage_full", "{full}");
    }

    fn rejects_go_to_standard_output(t: &Meetctl) {
        t.seed_people(1);
        let rows = "A,2030-01-01T10:00:00Z,2030-01-01T11:00:00Z,1\n,2030-01-02T10:00:00Z,2030-01-02T11:00:00Z,1\n";
        t.write("m.csv", format!("title,start_time,end_time,creator\n{rows}"));
        let args = ["meeting", "import", "m.csv", "--on-error", "skip", "--rejects", "-"];
        let done = t.run(args).exits(8);
        assert_eq!(done.lines().len(), 2, "{done}");
        assert!(done.lines()[0].ends_with(",error") && done.lines()[1].contains("2030-01-02"), "{done}");
        assert!(done.stderr.contains("1 meeting created") && done.stderr.contains("on standard output"), "{done}");
        for format in ["json", "csv"] {
            let refused = t.cmd(args.into_iter().chain(["--format", format])).run().exits(2);
            assert!(refused.stderr.contains("standard output"), "{refused}");
            assert_eq!(refused.stdout, "");
        }
        t.write("u.jsonl", "{\"name\":\"\",\"email\":\"x\"}\n");
        let done = t.run(["user", "import", "u.jsonl", "--on-error", "skip", "--rejects", "-"]).exits(8);
        assert!(done.stdout.contains("\"error\":"), "{done}");
    }
}

/// The header of a file says what a program has to know to read it, and what to write it.
#[test]
fn a_file_of_a_newer_sqlite_is_refused() {
    let t = Meetctl::migrated(Engine::Sqlite);
    t.rows("PRAGMA wal_checkpoint(TRUNCATE)");
    let good = fs::read(t.file()).unwrap();
    for (at, value, reason) in [
        (18, 3, "its format has version 3, and this program knows up to 2"),
        (19, 3, "its format has version 3, and this program knows up to 2"),
        (47, 5, "its schema has format 5, and this program knows up to 4"),
        (44, 1, "its schema has format 16777220, and this program knows up to 4"),
    ] {
        let mut bytes = good.clone();
        bytes[at] = value;
        fs::write(t.file(), &bytes).unwrap();
        for line in [
            "user list",
            "user create --name A --email a@x.org",
            "migrate up",
            "doctor",
            "backup b.db",
        ] {
            let refused = t.run(line.split(' ').chain(["--json"])).exits(9);
            let error = refused.error_json();
            assert_eq!(error["code"], "format_too_new", "{line}: {error}");
            assert!(refused.stderr.contains(reason), "{refused}");
        }
        assert!(fs::read(t.file()).unwrap() == bytes, "{at}");
    }
    fs::write(t.file(), &good).unwrap();
    t.run(["user", "list"]).success();
}
