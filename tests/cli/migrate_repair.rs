//! `meetctl migrate repair`, and the states of `migrate status` that it repairs

use harness::{Engine, Meetctl, on_every_engine, snapshot};

const STATUS: &str = "m20240201_000001_add_meeting_status";
const INDEX: &str = "m20240301_000002_index_participants";
const UID: &str = "m20240401_000001_add_meeting_uid";
/// The newest.
const NEWEST: &str = "m20240801_000001_create_meetctl_history";
const IMPORTED: &str = "m20240601_000001_create_meetctl_imported";

fn state(t: &Meetctl, name: &str) -> String {
    let all = t.run(["migrate", "status", "--json"]).success().json();
    let all = all.as_array().unwrap().clone();
    let one = all.iter().find(|m| m["name"] == name);
    one.map_or("absent", |m| m["state"].as_str().unwrap()).to_owned()
}

/// Up and down refuse with exit 9 and this code, and change nothing.
fn is_refused(t: &Meetctl, code: &str) {
    let before = (t.schema(), t.applied());
    for words in ["migrate up --json", "migrate down --yes --json"] {
        let refused = t.run(words.split(' ')).exits(9);
        assert_eq!(refused.error_json()["code"], code, "{refused}");
        let error = refused.error_json();
        let hint = error["hint"].as_str().unwrap();
        assert!(hint.contains("migrate repair"), "{hint}");
    }
    t.run(["migrate", "status", "--check"]).exits(3);
    assert_eq!((t.schema(), t.applied()), before);
}

fn repaired(t: &Meetctl, name: &str, action: &str) {
    let plan = t.run(["migrate", "repair", "--dry-run", "--read-only", "--json"]).success().json();
    assert_eq!((&plan[0]["name"], &plan[0]["action"]), (&name.into(), &action.into()));
    let refused = t.run(["migrate", "repair"]).exits(4);
    assert!(refused.stderr.contains(name), "{refused}");
    let done = t.run(["migrate", "repair", "--yes", "--json"]).success().json();
    assert_eq!(done.as_array().unwrap().len(), 1);
    assert_eq!(done[0]["done"], true);
    t.run(["migrate", "up"]).success();
    t.run(["migrate", "status", "--check"]).success();
    assert_eq!(t.schema(), Meetctl::migrated(t.engine()).schema());
    let again = t.run(["migrate", "repair"]).success();
    assert_eq!(again.stderr, "Nothing to repair.\n");
}

on_every_engine! {
    fn an_edited_migration_is_accepted_if_the_schema_has_it(t: &Meetctl) {
        t.sql(&format!("UPDATE meetctl_migrations SET checksum = 'other' WHERE version = '{UID}'"));
        assert_eq!(state(t, UID), "edited");
        snapshot!(t.run(["migrate", "up"]).exits(9), @r#"
        $ meetctl migrate up
        exit: 9
        --- stdout
        --- stderr
        error: migrations were edited after they were applied: m20240401_000001_add_meeting_uid
        hint: use the meetctl that applied them; `meetctl migrate repair` writes the new checksums if the schema has what the migrations create
        "#);
        is_refused(t, "edited_migration");
        // The data remains available.
        t.run(["user", "list"]).success();
        repaired(t, UID, "accept");
    }

    fn an_edited_migration_that_the_schema_lacks_is_not_accepted(t: &Meetctl) {
        t.sql(&format!("UPDATE meetctl_migrations SET checksum = 'other' WHERE version = '{INDEX}'"));
        let on = if t.engine() == Engine::Mariadb { " ON meeting_participants" } else { "" };
        if t.engine() == Engine::Mariadb {
            t.sql("ALTER TABLE meeting_participants ADD INDEX other (user_id)");
        }
        t.sql(&format!("DROP INDEX meeting_participants_by_user{on}"));
        let refused = t.run(["migrate", "repair", "--yes", "--json"]).exits(9);
        assert_eq!(refused.error_json()["code"], "edited_migration");
    }

    fn a_migration_out_of_order_is_recorded_if_the_schema_has_it(t: &Meetctl) {
        t.sql(&format!("DELETE FROM seaql_migrations WHERE version = '{UID}'"));
        assert_eq!(state(t, UID), "out_of_order");
        is_refused(t, "out_of_order");
        repaired(t, UID, "record");
    }

    fn a_migration_out_of_order_is_applied_if_the_schema_lacks_it(t: &Meetctl) {
        t.sql(&format!("DELETE FROM seaql_migrations WHERE version = '{INDEX}'"));
        if t.engine() == Engine::Mariadb {
            // The foreign key needs an index.
            t.sql("ALTER TABLE meeting_participants ADD INDEX other (user_id), DROP INDEX meeting_participants_by_user");
        } else {
            t.sql("DROP INDEX meeting_participants_by_user");
        }
        t.run(["migrate", "repair", "--yes"]).success();
        if t.engine() == Engine::Mariadb {
            t.sql("ALTER TABLE meeting_participants DROP INDEX other");
        }
        t.run(["migrate", "status", "--check"]).success();
        let indexes = format!("{:?}", t.schema());
        assert!(indexes.contains("meeting_participants_by_user"), "{indexes}");
    }

    fn an_unknown_record_is_deleted(t: &Meetctl) {
        let gone = "m20240115_000001_gone";
        t.sql(&format!("INSERT INTO seaql_migrations (version, applied_at) VALUES ('{gone}', 1)"));
        assert_eq!(state(t, gone), "missing");
        is_refused(t, "missing_migration");
        t.run(["user", "list"]).exits(9);
        repaired(t, gone, "forget");
        assert_eq!(state(t, gone), "absent");
    }

    fn a_newer_schema_is_not_repaired(t: &Meetctl) {
        t.sql("INSERT INTO seaql_migrations (version, applied_at) VALUES ('m20990101_000001_later', 1)");
        assert_eq!(state(t, "m20990101_000001_later"), "unknown");
        for command in ["up", "repair"] {
            let refused = t.run(["migrate", command, "--yes", "--json"]).exits(9);
            assert_eq!(refused.error_json()["code"], "schema_too_new");
        }
    }

    fn checksums_are_written_for_a_database_that_has_none(t: &Meetctl) {
        t.sql("DROP TABLE meetctl_migrations; DROP TABLE meetctl_lock");
        t.run(["migrate", "status", "--check"]).success();
        t.run(["user", "list"]).success();
        t.run(["migrate", "up"]).success();
        assert_eq!(t.schema(), Meetctl::migrated(t.engine()).schema());
        assert_eq!(t.rows("SELECT COUNT(*) FROM meetctl_migrations"), [[crate::MIGRATIONS.to_string()]]);
        assert!(t.rows("SELECT owner FROM meetctl_lock").is_empty());
    }

    fn a_half_done_migration_is_reported_and_repaired(t: &Meetctl) {
        if t.engine() != Engine::Mariadb {
            // There a migration and its record are one transaction: tests/faults kills them.
            return;
        }
        // An `up` killed in its last migration, and a `down` killed in the same.
        for (name, direction, action) in [(IMPORTED, "up", "finish"), (NEWEST, "down", "undo")] {
            t.run(["migrate", "down", "--to", name, "--yes"]).success();
            t.sql(&format!(
                "UPDATE meetctl_migrations SET direction = '{direction}', finished_at = NULL \
                 WHERE version = '{name}'"
            ));
            if direction == "up" {
                t.sql(&format!("DELETE FROM seaql_migrations WHERE version = '{name}'"));
            }
            assert_eq!(state(t, name), "dirty");
            let listed = t.run(["user", "list", "--json"]);
            if direction == "up" {
                assert_eq!(listed.exits(9).error_json()["code"], "schema_dirty");
            } else {
                // The schema is still complete: such a run may wait for a lock.
                listed.success();
            }
            repaired(t, name, action);
        }
        t.sql(&format!("UPDATE meetctl_migrations SET finished_at = NULL WHERE version = '{STATUS}'"));
        assert_eq!(state(t, STATUS), "dirty");
        t.run(["migrate", "up"]).success();
        t.run(["migrate", "status", "--check"]).success();
    }
}
