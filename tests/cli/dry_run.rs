//! A dry run checks what the command checks and writes nothing at all: it works where the engine
//! refuses every write.

use harness::{Engine, Meetctl, on_every_engine};

use crate::commands::{every_command, long_options};

/// Commands that write nothing to the database, or nothing at all.
const READING: [&str; 23] = [
    "user list",
    "user show",
    "user export",
    "user data",
    "meeting show",
    "meeting list",
    "meeting overlaps",
    "meeting conflicts",
    "meeting free",
    "meeting export",
    "agenda",
    "week",
    "stats user",
    "stats monthly",
    "stats active",
    "stats heatmap",
    "report",
    "migrate status",
    "schema",
    "status",
    "config show",
    "completions",
    "man",
];

/// A new command is either in [`READING`] or has `--dry-run`. `demo` has its own database.
#[test]
fn every_command_that_writes_has_a_dry_run() {
    for (words, command) in every_command() {
        let name = words.join(" ");
        // What is typed into a shell is another program's; --read-only refuses its writes.
        if command.has_subcommands() || ["demo", "shell"].contains(&name.as_str()) {
            continue;
        }
        let dry = long_options(&command).contains(&"--dry-run".to_owned());
        assert_eq!(dry, !READING.contains(&name.as_str()), "{name}");
    }
}

/// Every command that writes, with what it prints in a dry run.
const WRITING: &[(&str, &str)] = &[
    (
        "user create --name Zoe --email zoe@example.org",
        "Would create the user; nothing was changed (dry run).",
    ),
    ("user update 1 --name Zoe", "Would update user 1; nothing was changed (dry run)."),
    ("user update 1 --name Ada", "User 1 is already up to date."),
    (
        "user delete 1 --reassign-to 2 --allow-overlap",
        "Would delete user 1; nothing was changed (dry run).",
    ),
    (
        "user offboard 2 --to 1 --from 2026-06-01T00:00:00Z --allow-overlap",
        "Would hand over 1 meeting to Ada and leave 2 meetings; nothing was changed (dry run).",
    ),
    ("user offboard 1 --cancel --from 2030-01-01", "Nothing to do for user 1."),
    ("user merge 2 1", "Would merge user 2 into user 1; nothing was changed (dry run)."),
    ("user anonymize 2", "Would anonymize user 2; nothing was changed (dry run)."),
    ("user import people.csv", "1 user created"),
    (
        "meeting create --title New --start +30d --duration 1h --creator 1 --participant 2",
        "nothing was written (dry run).",
    ),
    (
        "meeting update 1 --title New --add-participant 2",
        "Would update meeting 1; nothing was changed (dry run).",
    ),
    ("meeting cancel 1 2", "Would cancel 2 meetings; nothing was changed (dry run)."),
    ("meeting delete 1 2", "Would delete 2 meetings; nothing was changed (dry run)."),
    ("meeting import new.csv --create-users", "1 user created. Dry run: nothing was written."),
    ("backfill-status --now 2027-01-01", "would become completed"),
    ("migrate up", "Nothing would be done."),
    ("migrate down --all", "Nothing was changed (dry run)."),
    ("migrate repair", "Nothing to repair."),
    ("doctor --fix", "checks"),
];

const PEOPLE: &str = "name,email\nZoe,zoe@example.org\n";
const MEETINGS: &str = "title,start_time,end_time,creator\nNew,2027-03-01T10:00:00Z,2027-03-01T11:00:00Z,zoe@example.org\n";

/// Runs every line of [`WRITING`] as a dry run.
fn rehearse(t: &Meetctl, more: &[&str]) {
    t.write("people.csv", PEOPLE);
    t.write("new.csv", MEETINGS);
    for (line, expected) in WRITING {
        let run = t.cmd(line.split(' ').chain(["--dry-run"]).chain(more.iter().copied())).run();
        let run = run.success();
        assert!(run.stderr.contains(expected), "{run}");
    }
}

/// Commands that promise to change nothing, on a database at the newest schema.
const READ_ONLY: [&str; 5] = [
    "migrate up --dry-run",
    "migrate down --dry-run",
    "migrate repair --dry-run",
    "doctor",
    "doctor --fix --dry-run",
];

on_every_engine! {
    fn nothing_is_written_and_no_right_is_needed(t: &Meetctl) {
        t.seed_sql(2, 3);
        let (schema, rows) = (t.schema(), t.tables());
        rehearse(t, &["--read-only"]);
        if t.engine() == Engine::Postgres {
            t.superuser_sql(
                "REVOKE INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public FROM meetctl; \
                 REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM meetctl",
            );
            rehearse(t, &[]);
            t.superuser_sql(
                "GRANT ALL ON ALL TABLES IN SCHEMA public TO meetctl; \
                 GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO meetctl",
            );
        }
        rehearse(t, &[]);
        assert_eq!((t.schema(), t.tables()), (schema, rows));
        // No id was used up.
        let create = "meeting create --title New --start +30d --duration 1h --creator 1 --format ids";
        assert_eq!(t.cmd(create.split(' ')).run().success().ids(), [4]);
        let create = "user create --name Zoe --email zoe@example.org --format ids";
        assert_eq!(t.cmd(create.split(' ')).run().success().ids(), [3]);
    }

    fn what_would_be_refused_is_refused(t: &Meetctl) {
        t.seed_sql(2, 3);
        for (line, exit) in [
            ("user create --name Twin --email ADA@example.org", 4),
            ("user update 1 --email ben@example.org", 4),
            ("user update 9 --name Nobody", 5),
            ("user delete 1", 4),
            ("user delete 9", 5),
            ("user offboard 9 --cancel", 5),
            ("user offboard 1 --to 9", 5),
            ("user merge 9 1", 5),
            ("user merge 1 1", 2),
            ("user anonymize 9", 5),
            ("meeting create --title New --start 2026-06-01T00:00:00Z --duration 1h --creator 1", 4),
            ("meeting create --title New --start +30d --duration 1h --creator 9", 5),
            ("meeting update 2 --start 2026-06-01T00:00:00Z --add-participant 1", 4),
            ("meeting update 9 --title New", 5),
            ("meeting cancel 1 9", 5),
            ("meeting delete 1 9", 5),
        ] {
            t.cmd(line.split(' ').chain(["--dry-run", "--read-only"])).run().exits(exit);
        }
    }

    fn no_id_and_no_time_is_invented(t: &Meetctl) {
        t.seed_sql(2, 0);
        let line = "meeting create --title New --start today --duration 1h --creator 1 --dry-run";
        let record = t.cmd(line.split(' ').chain(["--json"])).run().success().json();
        assert_eq!((&record["id"], &record["created_at"]), (&serde_json::Value::Null, &serde_json::Value::Null));
        assert_eq!((&record["title"], &record["creator"]["id"]), (&"New".into(), &1.into()));
        let ids = t.cmd(line.split(' ').chain(["--format", "ids"])).run().success();
        assert_eq!(ids.stdout, "");
        let line = "user create --name Zoe --email zoe@example.org --dry-run --json";
        let record = t.cmd(line.split(' ')).run().success().json();
        assert_eq!((&record["id"], &record["email"]), (&serde_json::Value::Null, &"zoe@example.org".into()));
    }

    fn the_meeting_is_shown_as_it_would_be(t: &Meetctl) {
        t.seed_sql(3, 3);
        let line = ["meeting", "update", "1", "--title", "New", "--start", "+3d", "--add-participant", "3", "--json"];
        let dry = t.cmd(line.iter().chain(&["--dry-run"])).run().success().json();
        assert_eq!(dry, t.run(line).success().json());
        let line = ["meeting", "cancel", "1", "2", "--json"];
        let dry = t.cmd(line.iter().chain(&["--dry-run"])).run().success().json();
        assert_eq!(dry, t.run(line).success().json());
    }

    fn the_session_is_read_only(t: &Meetctl) {
        let setting = match t.engine() {
            Engine::Sqlite => "PRAGMA query_only = ON",
            Engine::Postgres => "SET default_transaction_read_only = on",
            Engine::Mariadb => "SET SESSION TRANSACTION READ ONLY",
        };
        for line in READ_ONLY {
            let run = t.cmd(line.split(' ').chain(["-vv"])).run().success();
            assert!(run.stderr.contains(setting), "{run}");
        }
        let written = t.run(["migrate", "up", "-vv"]).success();
        assert!(!written.stderr.contains(setting), "{written}");
    }

    fn and_a_plan_holds_the_data_too(t: &Meetctl) {
        t.seed_sql(1, 2);
        t.run(["migrate", "down", "--to", "m20240201_000001", "--yes", "--no-backup"]).success();
        let plan = t.run(["migrate", "up", "--steps", "1", "--dry-run"]).success();
        assert!(plan.stdout.contains("UPDATE meetings SET status = CASE WHEN"), "{plan}");
        assert!(plan.stdout.contains("2026-06-01 08:00:00"), "{plan}");
        assert_eq!(t.applied().len(), 4);
    }
}
