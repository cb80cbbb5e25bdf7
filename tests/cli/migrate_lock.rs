//! The lease of `meetctl migrate`: one run at a time, and what the others print

use std::time::{Duration, Instant};

use harness::{Meetctl, on_every_engine, on_every_engine_empty};

/// Writes a lease as another run would; it expires in `seconds` from now.
pub fn hold(t: &Meetctl, name: &str, seconds: i64) {
    let now = std::time::SystemTime::now();
    let now = now.duration_since(std::time::UNIX_EPOCH).unwrap().as_millis();
    let now = i64::try_from(now).unwrap();
    t.sql(&format!(
        "INSERT INTO meetctl_lock (name, owner, token, taken_at, heartbeat_at, expires_at) \
         VALUES ('{name}', 'pid 1 on elsewhere', 't', {}, {}, {})",
        now - 30_000,
        now - 20_000,
        now + seconds * 1000
    ));
}

on_every_engine! {
    fn a_run_in_progress_is_named_and_nothing_is_changed(t: &Meetctl) {
        hold(t, "migrate", 50);
        let schema = t.schema();
        for words in ["migrate down --yes", "migrate down --all --yes"] {
            let words: Vec<&str> = words.split(' ').chain(["--lock-timeout", "300ms", "--json"]).collect();
            let refused = t.run(words).exits(7);
            assert_eq!(refused.error_json()["code"], "locked");
            assert_eq!(refused.error_json()["holder"]["owner"], "pid 1 on elsewhere");
        }
        let reported = t.run(["migrate", "down", "--yes", "--lock-timeout", "300ms"]).exits(7);
        assert!(reported.stderr.contains("note: waiting for another run of migrations: pid 1 on elsewhere (started 3"), "{reported}");
        assert!(reported.stderr.contains("--lock-timeout"), "{reported}");
        assert_eq!(t.schema(), schema);
        let status = t.run(["migrate", "status"]).success();
        assert!(status.stderr.contains("a run of migrations is in progress: pid 1 on elsewhere"), "{status}");
        // With nothing to do, no run waits.
        t.run(["migrate", "up"]).success();
        t.run(["user", "list"]).success();
    }

    fn a_killed_run_is_replaced(t: &Meetctl) {
        hold(t, "migrate", -1);
        let status = t.run(["migrate", "status"]).success();
        assert!(status.stderr.contains("a run of migrations ended without a release: pid 1 on elsewhere"), "{status}");
        let down = t.run(["migrate", "down", "--yes"]).success();
        assert!(down.stderr.contains("note: took over from a run that sent no heartbeat for 2"), "{down}");
        assert!(t.rows("SELECT owner FROM meetctl_lock").is_empty());
        t.run(["migrate", "up"]).success();
    }

    fn a_lease_far_in_the_future_keeps_nobody_out(t: &Meetctl) {
        t.seed_sql(1, 1);
        // As a run leaves it that was killed while the clock was wrong, and as nobody does.
        for seconds in [90, 86_400 * 365, i64::MAX / 1000 - 3_000_000_000] {
            hold(t, "migrate", seconds);
            hold(t, "backfill", seconds);
            let status = t.run(["migrate", "status"]).success();
            assert!(status.stderr.contains("a time in the future, by a wrong clock: pid 1 on elsewhere"), "{status}");
            let down = t.run(["migrate", "down", "--yes", "--lock-timeout", "300ms"]).success();
            assert!(down.stderr.contains("note: took over from a run whose lease has a time in the future"), "{down}");
            t.run(["migrate", "up"]).success();
            t.sql("UPDATE meetings SET status = 'scheduled'");
            t.run(["backfill-status"]).success();
            assert!(t.rows("SELECT owner FROM meetctl_lock").is_empty());
        }
    }

    fn who_waits_continues_when_the_lease_of_a_dead_run_expires(t: &Meetctl) {
        hold(t, "migrate", 2);
        let started = Instant::now();
        t.run(["migrate", "down", "--yes"]).success();
        assert!(started.elapsed() > Duration::from_secs(1));
        t.run(["migrate", "up"]).success();
    }

    fn a_lease_of_another_kind_has_no_effect(t: &Meetctl) {
        hold(t, "backfill", 50);
        t.run(["migrate", "down", "--yes"]).success();
        t.run(["migrate", "up"]).success();
    }
}

on_every_engine_empty! {
    fn of_eight_at_once_one_applies_and_the_others_have_nothing_to_do(t: &Meetctl) {
        let runs: Vec<_> = (0..8).map(|_| t.cmd(["migrate", "up", "--json"]).start()).collect();
        let applied: Vec<usize> = runs
            .into_iter()
            .map(|run| run.wait().success().json().as_array().unwrap().len())
            .collect();
        assert_eq!(applied.iter().sum::<usize>(), crate::MIGRATIONS, "{applied:?}");
        assert_eq!(applied.iter().filter(|n| **n > 0).count(), 1, "{applied:?}");
        assert_eq!(t.schema(), Meetctl::migrated(t.engine()).schema());
        assert!(t.rows("SELECT owner FROM meetctl_lock").is_empty());
    }

    fn the_plan_of_another_engine_needs_no_database(t: &Meetctl) {
        for dialect in ["postgres", "mysql", "sqlite"] {
            let up = t.run(["migrate", "up", "--dry-run", "--dialect", dialect]).success();
            let marks = [
                ("BIGSERIAL", dialect == "postgres"),
                ("ENGINE=InnoDB", dialect == "mysql"),
                ("AUTOINCREMENT", dialect == "sqlite"),
            ];
            for (mark, there) in marks {
                assert_eq!(up.stdout.contains(mark), there, "{dialect} {mark}");
            }
            let down = t.run(["migrate", "down", "--all", "--dry-run", "--dialect", dialect]).success();
            assert!(down.stdout.contains("DROP TABLE users"), "{down}");
        }
        t.run(["migrate", "up", "--dialect", "mysql"]).exits(2);
        t.run(["migrate", "up", "--dry-run", "--dialect", "oracle"]).exits(2);
        if t.engine() == harness::Engine::Sqlite {
            assert!(!t.file().exists());
        }
    }
}
