//! `meetctl doctor --fix`: what it mends, and what it leaves to a person.

use std::thread;

use crate::doctor::{DEFECTS, found, look, seed, unguarded};
use crate::support::{Engine, Meetctl, on_every_engine, snapshot};

/// What a mend does not touch of [`DEFECTS`].
const LEFT: [&str; 6] = [
    "orphan_meetings: 1 [4]",
    "end_not_after_start: 1 [5]",
    "unknown_status: 1 [6]",
    "double_bookings: 1 [9/8]",
    "bad_titles: 1 [10]",
    "bad_names: 1 [3]",
];

fn drop_index(t: &Meetctl, name: &str) {
    let on = if t.engine() == Engine::Mariadb {
        " ON meetings"
    } else {
        ""
    };
    t.sql(&format!("DROP INDEX {name}{on}"));
}

on_every_engine! {
    fn what_is_safe_is_mended_and_the_rest_is_left(t: &Meetctl) {
        seed(t);
        let schema = t.schema();
        for (sql, _) in DEFECTS {
            unguarded(t, sql);
        }
        drop_index(t, "meetings_by_start");
        let before = t.tables();
        let run = t.run(["doctor", "--fix", "--yes", "--json"]).success();
        assert_eq!(found(&run), LEFT);
        let fixed: Vec<(String, u64)> = run.json().as_array().unwrap().iter()
            .filter(|r| r["fixed"] != 0)
            .map(|r| (r["check"].as_str().unwrap().to_owned(), r["fixed"].as_u64().unwrap()))
            .collect();
        let expected = ["missing_indexes", "orphan_participants", "stale_status"].map(|name| (name.to_owned(), 1));
        assert_eq!(fixed, expected);
        assert!(run.stderr.ends_with("Mended 3 things; 6 findings left.\n"), "{run}");
        assert_eq!(t.schema(), schema);

        // One row is gone, one status with its time of change has changed.
        let after = t.tables();
        assert_eq!(before.len(), after.len() + 1);
        let changed: Vec<&Vec<String>> = after.iter().filter(|row| !before.contains(row)).collect();
        assert_eq!(changed.len(), 1, "{changed:?}");
        assert_eq!((changed[0][0].as_str(), changed[0][6].as_str()), ("7", "scheduled"));

        let again = t.run(["doctor", "--fix", "--json"]).success();
        assert_eq!(found(&again), LEFT);
        assert!(again.stderr.contains("There is nothing that --fix mends."), "{again}");
        assert_eq!(t.tables(), after);
        t.run(["doctor", "--fix", "--check"]).exits(3);
    }

    fn without_a_yes_nothing_is_mended(t: &Meetctl) {
        seed(t);
        unguarded(t, DEFECTS[0].0);
        drop_index(t, "meetings_by_start");
        let (schema, tables) = (t.schema(), t.tables());
        snapshot!(t.run(["doctor", "--fix"]), @"");
        snapshot!(t.run(["doctor", "--fix", "--dry-run", "--format", "count"]).success().stderr, @"");
        t.run(["doctor", "--fix", "--dry-run", "--check"]).exits(3);
        let asked = t.cmd(["doctor", "--fix"]).answer("is gone", "n").on_terminal(100);
        assert_eq!(asked.exit, 4, "{asked}");
        assert_eq!((t.schema(), t.tables()), (schema, tables));
        let asked = t.cmd(["doctor", "--fix"]).answer("is gone", "y").on_terminal(100);
        assert_eq!(asked.exit, 0, "{asked}");
        assert_eq!(look(t), [""; 0]);
    }

    fn many_orphans_go_in_batches(t: &Meetctl) {
        t.seed_sql(40, 30);
        let rows: Vec<String> = (0..900).map(|n| format!("({}, {})", n % 30 + 1, 1000 + n)).collect();
        let gone: Vec<String> = (0..41).map(|n| format!("({}, {})", 5000 + n, n % 40 + 1)).collect();
        unguarded(t, &format!(
            "INSERT INTO meeting_participants (meeting_id, user_id) VALUES {}, {}", rows.join(", "), gone.join(", ")
        ));
        let run = t.run(["doctor", "--fix", "--yes", "--json"]).success();
        assert_eq!(found(&run), [""; 0]);
        assert!(run.stderr.contains("Mended 941 things"), "{run}");
        assert_eq!(t.rows("SELECT COUNT(*) FROM meeting_participants"), [["30"]]);
    }

    fn two_doctors_at_once_do_no_harm(t: &Meetctl) {
        seed(t);
        let schema = t.schema();
        for _ in 0..3 {
            unguarded(t, DEFECTS[0].0);
            unguarded(t, "UPDATE meetings SET status = 'completed'");
            drop_index(t, "meetings_by_start");
            drop_index(t, "meetings_by_status_start");
            thread::scope(|scope| {
                let doctors = [0; 3].map(|_| scope.spawn(|| t.run(["doctor", "--fix", "--yes"])));
                for doctor in doctors {
                    let run = doctor.join().unwrap();
                    assert!(matches!(run.exit, 0 | 7), "{run}");
                }
            });
            t.run(["doctor", "--fix", "--yes"]).success();
            assert_eq!(look(t), [""; 0]);
            assert_eq!(t.schema(), schema);
        }
    }

    fn a_unique_index_that_rows_refuse_is_left(t: &Meetctl) {
        seed(t);
        drop_index(t, "meetings_uid_key");
        t.sql("UPDATE meetings SET uid = 'same' WHERE id IN (2, 9)");
        let run = t.run(["doctor", "--fix", "--yes", "--json"]).success();
        assert!(run.stderr.contains("warning: the index meetings_uid_key cannot be made"), "{run}");
        assert_eq!(found(&run), ["missing_indexes: 1 [meetings_uid_key]", "duplicate_keys: 1 [meetings/9]"]);
        t.sql("UPDATE meetings SET uid = 'another' WHERE id = 9");
        let run = t.run(["doctor", "--fix", "--yes", "--json"]).success();
        assert_eq!(found(&run), [""; 0]);
    }
}

/// SQLite holds whatever was written.
#[test]
fn times_in_another_form_are_written_anew_where_they_can_be_read() {
    let t = Meetctl::migrated(Engine::Sqlite);
    seed(&t);
    t.sql("DELETE FROM meetings WHERE id > 8");
    let good = "SELECT id, start_time, end_time, updated_at FROM meetings ORDER BY id";
    for (id, start, end) in [
        (
            1,
            "'2026-07-01 10:00:00.000000'",
            "'2026-07-01 11:00:00.999999'",
        ),
        (2, "'2026-07-02T10:00:00'", "'2026-07-02T11:00:00Z'"),
        (3, "'2026-07-03T12:00:00+02:00'", "'2026-07-03 11:00:00'"),
        (4, "'next week'", "'the week after'"),
        (5, "1783000000", "1783003600"),
        (
            6,
            "x'323032362d30372d30362031303a30303a3030'",
            "'2026-07-06 11:00:00'",
        ),
        (7, "'2026-07-07T12:00:00Z'", "'2026-07-07T12:00:00+02:00'"),
    ] {
        unguarded(
            &t,
            &format!("UPDATE meetings SET start_time = {start}, end_time = {end} WHERE id = {id}"),
        );
    }
    unguarded(
        &t,
        "UPDATE meetings SET updated_at = '2026-05-01T09:00:00' WHERE id = 8; \
        UPDATE users SET created_at = '2026-05-01 09:00:00.123456' WHERE id = 2",
    );
    let run = t.run(["doctor", "--json"]).success();
    assert_eq!(
        found(&run)[..2],
        [
            "date_form: 9 [meetings/1 meetings/2 meetings/3 meetings/4 meetings/5]",
            "end_not_after_start: 1 [7]"
        ]
    );
    assert!(
        run.stderr.contains("double_bookings was not looked for"),
        "{run}"
    );

    let run = t.run(["doctor", "--fix", "--yes", "--json"]).success();
    let records = run.json();
    let record = records
        .as_array()
        .unwrap()
        .iter()
        .find(|r| r["check"] == "date_form")
        .unwrap();
    assert_eq!(
        (&record["count"], &record["fixed"], &record["fixable"]),
        (&4.into(), &5.into(), &false.into())
    );
    let expected = [
        ["1", "2026-07-01 10:00:00", "2026-07-01 11:00:00"],
        ["2", "2026-07-02 10:00:00", "2026-07-02 11:00:00"],
        ["3", "2026-07-03 10:00:00", "2026-07-03 11:00:00"],
    ];
    for (row, expected) in t.rows(good).iter().zip(expected) {
        assert_eq!(row[..3], expected);
    }
    assert_eq!(
        t.rows("SELECT updated_at FROM meetings WHERE id = 8"),
        [["2026-05-01 09:00:00"]]
    );
    assert_eq!(
        t.rows("SELECT created_at FROM users WHERE id = 2"),
        [["2026-05-01 09:00:00"]]
    );
    // What nobody can read stays as it was.
    assert_eq!(
        t.rows("SELECT start_time FROM meetings WHERE id = 4"),
        [["next week"]]
    );
    assert_eq!(
        t.rows("SELECT typeof(start_time) FROM meetings WHERE id IN (5, 6) ORDER BY id"),
        [["integer"], ["blob"]]
    );
}

/// As the Flask application leaves a large table: every time has a fraction.
#[test]
fn thousands_of_times_are_written_in_batches() {
    let t = Meetctl::migrated(Engine::Sqlite);
    t.seed_sql(5, 1203);
    let expected = t.tables();
    t.sql("UPDATE meetings SET start_time = start_time || '.000000', end_time = end_time || '.000000', \
           created_at = created_at || '.000000'");
    let run = t.run(["doctor", "--fix", "--yes", "--json"]).success();
    // A status that the clock has passed by is brought up to date as well.
    let records = run.json();
    let fixed = |check: &str| {
        records
            .as_array()
            .unwrap()
            .iter()
            .find(|r| r["check"] == check)
            .unwrap()["fixed"]
            .clone()
    };
    assert_eq!(fixed("date_form"), 1203);
    assert_eq!(look(&t), [""; 0]);
    assert_eq!(expected.len(), t.tables().len());
    assert_eq!(t.rows("SELECT COUNT(*) FROM meetings WHERE length(start_time) + length(end_time) + length(created_at) <> 57"), [["0"]]);
}

#[test]
fn a_file_is_marked_unless_another_program_did() {
    let t = Meetctl::migrated(Engine::Sqlite);
    let ours = t.rows("PRAGMA application_id");
    t.sql("PRAGMA application_id = 0");
    assert_eq!(look(&t), ["application_id: 1 [0]"]);
    t.run(["doctor", "--fix", "--yes"]).success();
    assert_eq!(t.rows("PRAGMA application_id"), ours);
    t.sql("PRAGMA application_id = 4711");
    let run = t.run(["doctor", "--fix", "--yes", "--json"]).success();
    assert_eq!(found(&run), ["application_id: 1 [4711]"]);
    assert_eq!(t.rows("PRAGMA application_id"), [["4711"]]);
}
