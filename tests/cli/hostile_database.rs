//! Databases that others have written: triggers, views and functions in the schema.

use harness::{Engine, Meetctl, on_every_engine, on_every_engine_empty};

/// A trigger on `users` that runs what the engine is given, and a view of them.
fn add_trigger_and_view(t: &Meetctl) {
    let name = "odd\u{1b}[31mname";
    let trigger = match t.engine() {
        Engine::Sqlite => format!(
            "CREATE TRIGGER \"{name}\" AFTER INSERT ON users BEGIN \
             UPDATE users SET name = 'Eve' WHERE id = new.id; END"
        ),
        Engine::Postgres => format!(
            "CREATE FUNCTION f() RETURNS trigger LANGUAGE sql AS $$ SELECT NULL $$; \
             CREATE TRIGGER \"{name}\" AFTER INSERT ON users EXECUTE FUNCTION f(); \
             CREATE RULE silent AS ON DELETE TO meetings DO INSTEAD NOTHING; \
             CREATE POLICY half ON users USING (true)"
        )
        .replace(
            "LANGUAGE sql AS $$ SELECT NULL $$",
            "LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
        ),
        Engine::Mariadb => format!(
            "CREATE TRIGGER `{name}` BEFORE INSERT ON users FOR EACH ROW SET NEW.name = 'Eve'"
        ),
    };
    t.sql(&trigger);
    t.sql("CREATE VIEW people AS SELECT id FROM users");
}

on_every_engine! {
    fn doctor_names_triggers_and_views_of_others(t: &Meetctl) {
        assert_eq!(t.run(["doctor", "--check", "--quiet", "--json"]).success().stderr, "");
        add_trigger_and_view(t);
        let found = t.run(["doctor", "--check", "--json"]).exits(3);
        let list = found.json();
        let check = list.as_array().unwrap().iter().find(|check| check["check"] == "foreign_triggers");
        let mut expected = vec!["trigger odd\u{1b}[31mname on users"];
        if t.engine() == Engine::Postgres {
            expected.insert(0, "policy half on users");
            expected.insert(1, "rule silent on meetings");
        }
        assert_eq!(check.unwrap()["sample"], serde_json::json!(expected), "{found}");
        assert!(found.stderr.contains("view people"), "{found}");
        let shown = t.run(["doctor"]).success();
        assert!(shown.stdout.contains(r"trigger odd\x1b[31mname on users"), "{shown}");
    }
}

on_every_engine_empty! {
    fn baseline_names_the_triggers_of_others(t: &Meetctl) {
        t.create_flask_tables(true);
        add_trigger_and_view(t);
        t.sql("DROP VIEW people");
        for args in [&["migrate", "baseline", "--dry-run"][..], &["migrate", "baseline"]] {
            let ended = t.run(args).success();
            assert!(ended.stderr.contains(r"trigger odd\x1b[31mname on users"), "{ended}");
        }
    }
}

#[test]
fn a_backup_with_a_trigger_is_restored_only_if_that_is_confirmed() {
    if !Engine::Sqlite.is_available() {
        return;
    }
    let t = &Meetctl::migrated(Engine::Sqlite);
    add_trigger_and_view(t);
    t.run(["backup", "hostile.db"]).success();
    let named = r"hostile.db: meetctl did not create trigger odd\x1b[31mname on users, view people";
    let restore = |more: &[&str]| {
        let into = ["restore", "hostile.db", "--database-url", "sqlite://new.db"];
        t.run(into.iter().chain(more))
    };
    let planned = restore(&["--dry-run"]).success();
    assert!(planned.stderr.contains(named), "{planned}");
    let refused = restore(&[]).exits(4);
    assert!(refused.stderr.contains(named), "{refused}");
    assert!(!t.directory().join("new.db").exists());
    restore(&["--yes"]).success();
}

#[test]
fn what_a_schema_computes_is_limited_to_harmless_functions() {
    if !Engine::Sqlite.is_available() {
        return;
    }
    let t = &Meetctl::migrated(Engine::Sqlite);
    t.sql(
        "CREATE TRIGGER spy AFTER INSERT ON users BEGIN \
           UPDATE users SET name = (SELECT count(*) FROM pragma_database_list) WHERE id = new.id; END",
    );
    let refused = t.run(["user", "create", "--name", "A", "--email", "a@example.org"]).exits(1);
    assert!(refused.stderr.contains("unsafe use of virtual table"), "{refused}");
    assert_eq!(t.run(["user", "list", "--format", "count"]).success().stdout, "0\n");
}
