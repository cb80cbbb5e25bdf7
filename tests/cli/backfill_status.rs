//! `meetctl backfill-status`

use serde_json::{Value, json};

use harness::{Meetctl, Row, Transcript, on_every_engine, snapshot};

const STATUSES: [&str; 4] = ["scheduled", "in_progress", "completed", "cancelled"];

/// Around the clock of the tests, 08:00:00: the status of a meeting and what it should be.
const TIMES: [(&str, &str, &str); 6] = [
    ("06:00:00", "07:00:00", "completed"),
    ("07:00:00", "07:59:59", "completed"),
    ("07:00:00", "08:00:00", "in_progress"),
    ("08:00:00", "09:00:00", "in_progress"),
    ("08:00:01", "09:00:00", "scheduled"),
    ("12:00:00", "13:00:00", "scheduled"),
];

/// Every status at every time: 24 meetings, of which 12 have a status that does not fit.
fn seed(t: &Meetctl, fraction: &str) -> Vec<[String; 2]> {
    t.seed_sql(1, 0);
    let mut rows = Vec::new();
    let mut expected = Vec::new();
    for (start, end, fits) in TIMES {
        for status in STATUSES {
            let (start, end) =
                (format!("2026-06-01 {start}{fraction}"), format!("2026-06-01 {end}{fraction}"));
            rows.push(Row::new("Meeting", &start, &end).status(status).verbatim());
            let unchanged = status == fits || status == "cancelled";
            let written = if unchanged { "2026-05-01 09:00:00" } else { "2026-06-01 08:00:00" };
            expected.push([if unchanged { status } else { fits }.to_owned(), written.to_owned()]);
        }
    }
    t.insert_meetings(&rows);
    expected
}

fn stored(t: &Meetctl) -> Vec<Vec<String>> {
    t.rows("SELECT status, updated_at FROM meetings ORDER BY id")
}

fn backfill(t: &Meetctl, args: &[&str]) -> Transcript {
    t.run(["backfill-status", "--json"].iter().chain(args))
}

fn updated(in_progress: u64, completed: u64, scheduled: u64) -> Value {
    json!({"in_progress": in_progress, "completed": completed, "scheduled": scheduled})
}

on_every_engine! {
    fn every_status_is_updated(t: &Meetctl) {
        let expected = seed(t, "");
        let before = t.tables();
        // The dry run prints what would change, and changes nothing.
        let plan = backfill(t, &["--dry-run"]).success().json();
        assert_eq!((&plan["updated"], &plan["dry_run"]), (&updated(4, 4, 4), &true.into()));
        backfill(t, &["--check"]).exits(3);
        snapshot!(t.run(["backfill-status", "--check"]), @r#"
        $ meetctl backfill-status --check
        exit: 3
        --- stdout
        --- stderr
        4 meetings would become completed, 4 in_progress, 4 scheduled.
        "#);
        assert_eq!(t.tables(), before);

        let done = backfill(t, &[]).success().json();
        let keys: Vec<&String> = done.as_object().unwrap().keys().collect();
        assert_eq!(keys, ["now", "examined", "updated", "batches", "dry_run", "complete"]);
        assert_eq!(done["now"], "2026-06-01T08:00:00Z");
        assert_eq!((&done["examined"], &done["updated"]), (&12.into(), &updated(4, 4, 4)));
        assert_eq!((&done["dry_run"], &done["complete"]), (&false.into(), &true.into()));
        assert_eq!(stored(t), expected);
        let unstamped = "SELECT COUNT(*) FROM meetings \
             WHERE created_at NOT BETWEEN '2026-05-01 09:00:00' AND '2026-05-01 09:00:00.9'";
        assert_eq!(t.rows(unstamped), [["0"]]);

        // A second run has nothing to do, and a later one only what is due since.
        let updated_tables = t.tables();
        let again = backfill(t, &[]).success().json();
        assert_eq!((&again["updated"], &again["batches"]), (&updated(0, 0, 0), &0.into()));
        snapshot!(t.run(["backfill-status", "--check"]), @r#"
        $ meetctl backfill-status --check
        exit: 0
        --- stdout
        --- stderr
        All statuses are up to date.
        "#);
        assert_eq!(t.tables(), updated_tables);
        let later = backfill(t, &["--now", "2026-06-01T08:00:01Z"]).success().json();
        assert_eq!(later["updated"], updated(3, 3, 0));
        let silent = t.run(["-q", "backfill-status"]).success();
        assert_eq!((silent.stdout.as_str(), silent.stderr.as_str()), ("", ""));
    }

    fn batches_of_one_do_the_same(t: &Meetctl) {
        let expected = seed(t, "");
        let done = backfill(t, &["--batch-size", "1"]).success().json();
        assert_eq!((&done["examined"], &done["batches"]), (&12.into(), &12.into()));
        assert_eq!(done["updated"], updated(4, 4, 4));
        assert_eq!(stored(t), expected);
    }

    fn a_run_out_of_time_is_finished_by_the_next(t: &Meetctl) {
        let expected = seed(t, "");
        let limits = ["--batch-size", "1", "--pause", "600ms", "--max-runtime", "1s"];
        let stopped = t.run(["backfill-status"].iter().chain(&limits)).success();
        assert!(stopped.stderr.contains("run it again to continue"), "{stopped}");
        assert_ne!(stored(t), expected);
        assert_eq!(backfill(t, &[]).success().json()["complete"], true);
        assert_eq!(stored(t), expected);
    }
}

#[test]
fn what_cannot_be_read_is_refused() {
    let t = Meetctl::migrated(harness::Engine::Sqlite);
    for args in [
        ["--batch-size", "0"],
        ["--batch-size", "10001"],
        ["--now", "someday"],
        ["--pause", "long"],
        ["--max-runtime", "-1s"],
    ] {
        t.run(["backfill-status"].iter().chain(&args)).exits(2);
    }
    t.run(["--read-only", "backfill-status"]).exits(4);
    t.run(["--read-only", "backfill-status", "--check"]).success();
}

/// `SQLAlchemy` and meetctl write a fraction after every time on SQLite, other programs none.
#[test]
fn the_form_of_a_text_moves_no_border() {
    for fraction in ["", ".0", ".000000"] {
        let t = Meetctl::migrated(harness::Engine::Sqlite);
        let expected = seed(&t, fraction);
        assert_eq!(backfill(&t, &[]).success().json()["updated"], updated(4, 4, 4), "{fraction}");
        assert_eq!(stored(&t), expected, "{fraction}");
        backfill(&t, &["--check"]).success();
    }
}

/// A row that is refused in the middle of a batch undoes the batch: nothing of it is left.
#[test]
fn a_refused_row_undoes_the_batch() {
    let t = Meetctl::migrated(harness::Engine::Sqlite);
    seed(&t, "");
    t.sql("CREATE UNIQUE INDEX once ON meetings (updated_at) WHERE updated_at > '2026-06'");
    let before = t.tables();
    let refused = backfill(&t, &["-vv"]).exits(1);
    assert!(refused.stderr.contains("UPDATE OR FAIL"), "{refused}");
    assert_eq!(t.tables(), before);
}

/// A trigger chooses what a conflict of its own statement does; the statement that fires it must not.
#[test]
fn a_trigger_of_others_runs_as_it_is_written() {
    let t = Meetctl::migrated(harness::Engine::Sqlite);
    seed(&t, "");
    t.sql(
        "CREATE TABLE seen (creator INTEGER PRIMARY KEY); \
         CREATE TRIGGER note AFTER UPDATE ON meetings BEGIN \
           INSERT OR IGNORE INTO seen VALUES (new.created_by); END",
    );
    let run = backfill(&t, &["-vv"]).success();
    assert!(!run.stderr.contains("OR FAIL"), "{run}");
    assert_eq!(run.json()["updated"], updated(4, 4, 4));
    assert_eq!(t.rows("SELECT creator FROM seen"), [["1"]]);
}
