//! `meetctl status`

use harness::{Engine, Meetctl, on_every_engine, on_every_engine_empty};

on_every_engine! {
    fn everything_is_on_one_screen(t: &Meetctl) {
        t.seed_sql(3, 5);
        t.sql("UPDATE meetings SET status = 'cancelled' WHERE id = 2");
        let shown = t.run(["status"]).success();
        for label in
            ["Database", "Engine", "Schema", "Users", "Meetings", "Status behind", "Double bookings", "Last backup", "Leases"]
        {
            assert!(shown.stdout.contains(label), "{shown}");
        }
        assert_eq!(shown.stderr, "");
        let json = t.run(["status", "--json", "--read-only"]).success().json();
        assert_eq!(json["schema"], "current");
        assert_eq!(json["newest_migration"], *t.applied().last().unwrap());
        assert_eq!(json["pending_migrations"], 0);
        assert_eq!(json["users"], 3);
        assert_eq!(json["meetings"]["total"], 5);
        assert_eq!(json["meetings"]["cancelled"], 1);
        assert!(!json["engine_version"].as_str().unwrap().is_empty());
        let behind = json["statuses_behind"].as_u64().unwrap();
        let backfill = t.run(["backfill-status", "--dry-run", "--json"]).success().json();
        assert_eq!(backfill["updated"].as_u64().unwrap_or(behind), behind);
        assert!(json["last_backup"].is_null());
        assert_eq!(json["leases"], serde_json::json!([]));
        let secret = &Meetctl::secrets()[0];
        assert!(!shown.stdout.contains(secret) && !json.to_string().contains(secret));
    }

    fn the_newest_backup_and_leases_are_named(t: &Meetctl) {
        t.seed_sql(1, 1);
        t.run(["migrate", "down", "--yes", "--backup-dir", "b"]).success();
        t.run(["migrate", "up", "--no-backup"]).success();
        t.sql("INSERT INTO meetctl_lock (name, owner, token, taken_at, heartbeat_at, expires_at) \
               VALUES ('migrate', 'pid 1 on h', 'x', 1000, 1000, 2000)");
        let json = t.cmd(["status", "--json"]).env("MEETCTL_BACKUP_DIR", "b").run().success().json();
        assert_eq!(json["last_backup"]["taken_at"], "2026-06-01T08:00:00Z");
        assert!(json["last_backup"]["file"].as_str().unwrap().starts_with("b/"), "{json}");
        assert_eq!(json["leases"][0]["owner"], "pid 1 on h");
        assert_eq!(json["leases"][0]["expired"], true);
    }

    fn what_other_commands_refuse_is_shown_with_the_reason(t: &Meetctl) {
        t.run(["migrate", "down", "--yes"]).success();
        let shown = t.run(["status"]).success();
        assert!(shown.stdout.contains("schema too old"), "{shown}");
        assert!(shown.stderr.contains("run `meetctl migrate up`"), "{shown}");
        let json = t.run(["status", "--json"]).success().json();
        assert_eq!((&json["schema"], &json["pending_migrations"]), (&"schema_too_old".into(), &1.into()));
        assert!(json["users"].is_null());
        t.run(["migrate", "up"]).success();
        t.sql("INSERT INTO seaql_migrations (version, applied_at) VALUES ('m20990101_000001_later', 1)");
        assert_eq!(t.run(["status", "--json"]).success().json()["schema"], "schema_too_new");
    }
}

on_every_engine_empty! {
    fn databases_that_are_not_ours_yet_are_named(t: &Meetctl) {
        if t.engine() == Engine::Sqlite {
            t.run(["status"]).exits(6);
            t.sql("VACUUM");
        }
        assert_eq!(t.run(["status", "--json"]).success().json()["schema"], "no_schema");
        t.create_flask_tables(true);
        assert_eq!(t.run(["status", "--json"]).success().json()["schema"], "not_adopted");
    }
}
