//! Commands that only read or only plan work where the engine refuses every write.

use harness::{Engine, on_every_engine};

/// Commands that promise to change nothing, on a database at the newest schema.
const READ_ONLY: [&str; 5] = [
    "migrate up --dry-run",
    "migrate down --dry-run",
    "migrate repair --dry-run",
    "doctor",
    "doctor --fix --dry-run",
];

on_every_engine! {
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
