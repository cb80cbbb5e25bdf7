//! `meetctl backup`

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::Path;

use harness::{Engine, Meetctl, on_every_engine};

/// A database with two users and three meetings.
fn filled() -> Meetctl {
    let t = Meetctl::migrated(Engine::Sqlite);
    t.seed_sql(2, 3);
    t
}

/// The names in the working directory.
fn names(t: &Meetctl) -> Vec<String> {
    let entries = fs::read_dir(t.directory()).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn none() -> [String; 0] {
    []
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[test]
fn a_backup_is_one_file_that_holds_everything() {
    for journal in ["wal", "delete"] {
        let t = filled();
        t.rows(&format!("PRAGMA journal_mode = {journal}"));
        let run = t.run(["backup", "b.db"]).success();
        assert_eq!(run.stdout, "");
        assert!(run.stderr.starts_with("Backed up 2 users, 3 meetings to b.db ("), "{run}");
        assert_eq!(names(&t), ["b.db"]);
        let copy = t.directory().join("b.db");
        assert_eq!(mode(&copy), 0o600);

        let list = |url: &str| {
            let args = ["--database-url", url, "meeting", "list", "--all", "--json"];
            t.run(args).success().stdout
        };
        let read_only = "sqlite:b.db?mode=ro";
        assert_eq!(list(t.url()), list(read_only));
        assert_eq!(names(&t), ["b.db"], "a reader needs no files beside it");
        let rows = t.rows("PRAGMA integrity_check");
        assert_eq!(rows, [["ok"]]);
    }
}

#[test]
fn the_json_describes_the_backup() {
    let t = filled();
    let reported = t.run(["backup", "b.db", "--json"]).success().json();
    let bytes = reported["bytes"].as_u64().unwrap();
    assert_eq!(bytes, fs::metadata(t.directory().join("b.db")).unwrap().len());
    let newest = t.applied().pop().unwrap();
    let expected = serde_json::json!({
        "file": "b.db", "bytes": bytes, "users": 2, "meetings": 3, "schema": newest, "verified": true,
    });
    assert_eq!(reported, expected);
    assert_eq!(t.run(["-q", "backup", "c.db"]).success().stderr, "");
}

#[test]
fn what_exists_is_not_replaced_unless_asked_for() {
    let t = filled();
    t.write("b.db", "mine");
    let refused = t.run(["backup", "b.db", "--json"]).exits(4);
    assert_eq!(refused.error_json()["code"], "file_exists");
    assert_eq!(t.read("b.db"), "mine");
    t.run(["backup", "b.db", "--force"]).success();
    assert!(fs::read(t.directory().join("b.db")).unwrap().starts_with(b"SQLite format 3\0"));

    let kept = t.write("kept", "kept");
    symlink(&kept, t.directory().join("link")).unwrap();
    symlink(t.directory().join("nothing"), t.directory().join("dangling")).unwrap();
    fs::create_dir(t.directory().join("directory")).unwrap();
    for file in ["link", "dangling", "directory"] {
        let refused = t.run(["backup", file, "--force", "--json"]).exits(4);
        assert_eq!(refused.error_json()["code"], "not_a_file", "{refused}");
    }
    assert_eq!(t.read("kept"), "kept");
    t.run(["backup", "no/b.db"]).exits(5);
    assert_eq!(names(&t), ["b.db", "dangling", "directory", "kept", "link"]);
}

#[test]
fn a_database_is_not_its_own_backup() {
    let t = filled();
    let file = t.file().display().to_string();
    let (link, hard) = (t.directory().join("link"), t.directory().join("hard"));
    symlink(t.file(), &link).unwrap();
    fs::hard_link(t.file(), &hard).unwrap();
    let bytes = fs::read(t.file()).unwrap();
    let dotted = format!("{}/../work/../{}.db", t.directory().display(), t.database());
    for target in [
        file.clone(),
        format!("{file}-wal"),
        format!("{file}-shm"),
        format!("{file}-journal"),
        link.display().to_string(),
        hard.display().to_string(),
        dotted,
    ] {
        let refused = t.run(["backup", &target, "--force", "--json"]).exits(2);
        assert_eq!(refused.error_json()["code"], "usage", "{refused}");
    }
    assert!(bytes == fs::read(t.file()).unwrap());
}

#[test]
fn what_is_not_a_database_of_ours_is_refused() {
    let t = Meetctl::empty(Engine::Sqlite);
    t.run(["backup", "b.db"]).exits(6);
    assert!(!t.file().exists());
    // A file of 0 bytes is a database without tables.
    fs::write(t.file(), "").unwrap();
    let empty = t.run(["backup", "b.db", "--json"]).exits(9);
    assert_eq!(empty.error_json()["code"], "no_schema");
    t.sql("CREATE TABLE notes (id INTEGER)");
    let foreign = t.run(["backup", "b.db", "--json"]).exits(9);
    assert_eq!(foreign.error_json()["code"], "not_ours");

    let flask = Meetctl::empty(Engine::Sqlite);
    flask.create_flask_tables(true);
    let refused = flask.run(["backup", "b.db", "--json"]).exits(9);
    assert_eq!(refused.error_json()["code"], "not_adopted");

    // Where nothing is recorded, the mark of another program decides.
    flask.sql("PRAGMA application_id = 7");
    let refused = flask.run(["backup", "b.db", "--json"]).exits(9);
    assert_eq!(refused.error_json()["code"], "not_ours");
    let empty = Meetctl::empty(Engine::Sqlite);
    empty.sql("PRAGMA application_id = 7");
    let refused = empty.run(["backup", "b.db", "--json"]).exits(9);
    assert_eq!(refused.error_json()["code"], "not_ours");
    for t in [&t, &flask, &empty] {
        assert_eq!(names(t), none());
    }
}

#[test]
fn a_database_with_our_records_is_ours_whatever_its_application_id() {
    let t = filled();
    t.sql("PRAGMA application_id = 7");
    t.run(["backup", "b.db"]).success();
    t.run(["restore", "b.db", "--yes"]).success();
    t.run(["user", "list"]).success();
}

#[test]
fn an_older_schema_is_backed_up_too() {
    let t = filled();
    let newest = t.applied().pop().unwrap();
    t.sql(&format!("DELETE FROM seaql_migrations WHERE version = '{newest}'"));
    let reported = t.run(["backup", "b.db", "--json"]).success().json();
    assert_eq!(reported["schema"], *t.applied().last().unwrap());
}

#[test]
fn rows_that_refer_to_nothing_are_reported_and_kept() {
    let t = filled();
    t.sql("PRAGMA foreign_keys = OFF; DELETE FROM users WHERE id = 2");
    let run = t.run(["-q", "backup", "b.db"]).success();
    assert!(run.stderr.starts_with("warning: "), "{run}");
    assert_eq!(names(&t), ["b.db"]);
}

#[test]
fn damage_inside_is_found_and_leaves_no_file() {
    let t = Meetctl::migrated(Engine::Sqlite);
    t.seed_sql(20, 500);
    t.rows("PRAGMA wal_checkpoint(TRUNCATE)");
    let mut bytes = fs::read(t.file()).unwrap();
    // Pages in the middle: the schema and the first rows can be read.
    let middle = bytes.len() / 2;
    bytes[middle..middle + 8192].fill(0x5a);
    fs::write(t.file(), &bytes).unwrap();
    let refused = t.run(["backup", "b.db", "--json"]).exits(10);
    let error = refused.error_json();
    assert_eq!(error["code"], "corrupt", "{refused}");
    assert!(error["causes"].as_array().is_some_and(|causes| !causes.is_empty()));
    assert_eq!(names(&t), none());
    assert!(bytes == fs::read(t.file()).unwrap());
}

#[test]
fn standard_output_takes_the_bytes_alone() {
    let t = filled();
    t.run(["backup", "b.db"]).success();
    let piped = t
        .shell("meetctl backup - > piped.db && cmp b.db piped.db && meetctl backup - | head -c 10 >/dev/null")
        .run()
        .success();
    assert!(piped.stderr.contains("3 meetings to standard output ("), "{piped}");
    t.run(["backup", "-", "--json"]).exits(2);
    assert_eq!(t.terminal(80, ["backup", "-"]).exit, 2);
    let left = fs::read_dir(t.tmp().join("tmp")).unwrap().count();
    assert_eq!(left, 0);
    assert_eq!(names(&t), ["b.db", "piped.db"]);
}

#[test]
fn to_read_is_all_it_takes() {
    let t = filled();
    t.run(["--read-only", "backup", "a.db"]).success();
    let ro = format!("{}?mode=ro", t.url());
    t.run(["--database-url", &ro, "backup", "b.db"]).success();
    let same = fs::read(t.directory().join("a.db")).unwrap()
        == fs::read(t.directory().join("b.db")).unwrap();
    assert!(same);
}

/// The system's own refusals, as an ordinary user.
#[test]
fn a_locked_file_in_a_locked_directory_is_backed_up() {
    if !fs::metadata("/proc/self").is_ok_and(|own| std::os::unix::fs::MetadataExt::uid(&own) == 0) {
        harness::skip("needs root, to become another user");
        return;
    }
    let set_mode =
        |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    for journal in ["wal", "delete"] {
        let t = filled();
        t.rows(&format!("PRAGMA journal_mode = {journal}"));
        let (locked, open) = (t.tmp().join("locked"), t.tmp().join("open"));
        fs::create_dir(&locked).unwrap();
        fs::create_dir(&open).unwrap();
        let file = locked.join("m.db");
        fs::copy(t.file(), &file).unwrap();
        let program = t.tmp().join("meetctl");
        harness::copy_program(&program);
        for (path, mode) in [
            (t.tmp(), 0o755),
            (t.directory().as_path(), 0o755),
            (&program, 0o755),
            (&open, 0o777),
            (&file, 0o444),
            (&locked, 0o555),
        ] {
            set_mode(path, mode);
        }
        let bytes = fs::read(&file).unwrap();
        t.shell("exec setpriv --reuid nobody --regid nogroup --clear-groups -- \"$MEETCTL\" backup \"$TO\" --database-url \"$DB\"")
            .env("MEETCTL", &program)
            .env("DB", &file)
            .env("TO", open.join("b.db"))
            .run()
            .success();
        assert_eq!(mode(&open.join("b.db")), 0o600, "{journal}");
        assert!(bytes == fs::read(&file).unwrap(), "{journal}");
        assert_eq!(fs::read_dir(&locked).unwrap().count(), 1, "{journal}");
    }
}

#[test]
fn it_is_for_its_owner_alone_whatever_the_umask() {
    for umask in ["000", "022", "077"] {
        let t = filled();
        let script = format!(
            "umask {umask}; meetctl backup b.db && meetctl restore b.db --yes && \
                              meetctl --database-url new/m.db restore b.db"
        );
        t.shell(&script).run().success();
        assert_eq!(mode(&t.directory().join("b.db")), 0o600, "umask {umask}");
        assert_eq!(mode(&t.directory().join("new")), 0o700, "umask {umask}");
        assert_eq!(mode(&t.directory().join("new/m.db")), 0o600, "umask {umask}");
        assert_eq!(mode(t.file()), 0o600, "umask {umask}");
        let kept = fs::read_dir(t.tmp()).unwrap().map(|entry| entry.unwrap().path());
        let kept: Vec<_> =
            kept.filter(|path| path.to_string_lossy().contains(".backup-")).collect();
        assert_eq!(kept.len(), 1);
        assert_eq!(mode(&kept[0]), 0o600, "umask {umask}");
    }
}

on_every_engine! {
    fn the_command_that_is_printed_for_a_server_works(t: &Meetctl) {
        if t.engine() == Engine::Sqlite {
            return;
        }
        let (tool, password) = match t.engine() {
            Engine::Postgres => ("pg_dump", "PGPASSWORD"),
            _ => ("mariadb-dump", "MYSQL_PWD"),
        };
        t.seed_sql(3, 5);
        t.sql("UPDATE meetings SET title = '会議 \\ ''quoted'' 👩' WHERE id = 2");
        let file = "it's a dump";
        let print = ["--native", "--print"];
        let dump = t.cmd(["backup", file].into_iter().chain(print)).run().success();
        let load = t.run(["restore", file, "--native", "--print", "--json"]).success().json();
        assert!(dump.stdout.contains(tool) && dump.stderr.contains(password), "{dump}");
        assert_eq!(t.run(["backup", file, "--native", "--print", "--format", "jsonl"]).success().json()["command"], dump.stdout.trim_end());
        if t.shell(&format!("command -v {tool}")).run().exit != 0 {
            harness::skip(format_args!("no {tool}"));
            return;
        }
        let secret = &Meetctl::secrets()[0];
        let before = (t.all_rows(), t.applied());
        t.shell(&dump.stdout).env(password, secret).run().success();
        let about = t.directory().join(file).metadata().unwrap();
        assert_eq!(about.permissions().mode() & 0o777, 0o600);
        t.sql("DROP TABLE meeting_participants; DROP TABLE meetings; DELETE FROM users; DELETE FROM seaql_migrations");
        t.shell(load["command"].as_str().unwrap()).env(password, secret).run().success();
        assert_eq!((t.all_rows(), t.applied()), before);
        t.run(["migrate", "status", "--check"]).success();
    }
}

on_every_engine! {
    /// Neither an existing file nor a link is written to, and a dump runs no command of the shell.
    fn the_printed_commands_do_no_more_than_they_say(t: &Meetctl) {
        let password = match t.engine() {
            Engine::Sqlite => return,
            Engine::Postgres => "PGPASSWORD",
            Engine::Mariadb => "MYSQL_PWD",
        };
        let secret = &Meetctl::secrets()[0];
        t.write("victim", "precious");
        for name in ["link", "dangling"] {
            let target = if name == "link" { "victim" } else { "created" };
            std::os::unix::fs::symlink(target, t.directory().join(name)).unwrap();
            let line = t.run(["backup", name, "--native", "--print"]).success().stdout;
            let ran = t.shell(&line).env(password, secret).run();
            assert!(ran.exit != 0, "{ran}");
            assert_eq!(t.read("victim"), "precious");
            assert!(!t.directory().join("created").exists());
            let line = t.run(["backup", name, "--force", "--native", "--print"]).success().stdout;
            t.shell(&line).env(password, secret).run().success();
            assert!(!t.directory().join(name).is_symlink(), "{line}");
            assert_eq!(t.read("victim"), "precious");
            assert!(!t.directory().join("created").exists());
        }
        for hostile in ["\\! touch pwned\n", "system touch pwned\n", "tee pwned\nSELECT 1;\n"] {
            t.write("hostile", hostile);
            let line = t.run(["restore", "hostile", "--native", "--print"]).success().stdout;
            let ran = t.shell(&line).env(password, secret).run();
            assert!(!t.directory().join("pwned").exists(), "{ran}");
        }
    }
}
