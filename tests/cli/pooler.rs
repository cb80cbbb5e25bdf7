//! Through a pooler: a session of one's own is used, a shared one is refused before it is changed.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use harness::{Engine, LockHolder, Meetctl, Pgbouncer, Transcript, database};

/// Runs a command through a pooler, and demands that it takes no longer than three seconds.
fn run(t: &Meetctl, url: &str, line: &str) -> Transcript {
    let started = Instant::now();
    let run = t.cmd(line.split(' ')).env("MEETCTL_DATABASE_URL", url).run();
    assert!(started.elapsed() < Duration::from_secs(3), "{:?} {run}", started.elapsed());
    assert!(!run.stderr.contains("was lost"), "{run}");
    run
}

#[test]
fn a_pooler_in_session_mode_is_as_good_as_the_server() {
    // A migration takes two.
    let Some(pooler) = Pgbouncer::start("session", "default_pool_size = 2") else { return };
    let t = Meetctl::empty(Engine::Postgres);
    let url = pooler.url(&t);
    for line in [
        "migrate up",
        "user create --name Ada --email ada@example.org",
        "user list --read-only",
        "meeting create --title A --start 2027-01-01T10:00Z --duration 1h --creator 1",
        "doctor",
        "backfill-status --now 2027-01-02T00:00Z",
        "meeting list --timeout 2s",
        "migrate down --yes",
        "migrate up",
    ] {
        run(&t, &url, line).success();
    }
    // The next client has no setting of ours.
    database::execute(&url, "CREATE TABLE neighbour (n INT)").unwrap();
}

#[test]
fn a_shared_session_is_refused_and_left_as_it_is() {
    for mode in ["transaction", "statement"] {
        let Some(pooler) = Pgbouncer::start(mode, "default_pool_size = 3") else { return };
        let t = Meetctl::migrated(Engine::Postgres);
        let url = pooler.url(&t);
        for line in [
            "user list --read-only --json",
            "user create --name A --email a@b.c --json",
            "doctor --json",
            "migrate up --json",
        ] {
            let error = run(&t, &url, line).exits(6).error_json();
            assert_eq!(error["code"], "session_setup", "{mode}: {error}");
            assert!(error["message"].as_str().unwrap().contains("share sessions"), "{error}");
            assert!(error["hint"].as_str().unwrap().contains("pool_mode=session"), "{error}");
        }
        // An application can still write.
        database::execute(&url, "CREATE TABLE neighbour (n INT)").unwrap();

        // Beside others that take and return sessions all the time.
        let over = AtomicBool::new(false);
        thread::scope(|scope| {
            for _ in 0..2 {
                scope.spawn(|| {
                    while !over.load(Ordering::Relaxed) {
                        database::execute(&url, "SELECT pg_sleep(0.001)").unwrap();
                    }
                });
            }
            let runs: Vec<_> = (0..5).map(|_| run(&t, &url, "user list --read-only")).collect();
            over.store(true, Ordering::Relaxed);
            for run in runs {
                run.exits(6);
            }
        });
    }
}

#[test]
fn what_the_pooler_refuses_is_told_apart() {
    let settings = "default_pool_size = 1\nquery_wait_timeout = 1";
    let Some(pooler) = Pgbouncer::start("session", settings) else { return };
    let t = Meetctl::migrated(Engine::Postgres);
    let url = pooler.url(&t);
    let [_, password] = Meetctl::secrets();
    for (url, exit, code, words) in [
        (format!("{url}_none"), 6, "no_database", "does not exist"),
        (url.replace(&password, "wrong"), 6, "login_refused", "authentication failed"),
        (url.replace("meetctl:", "nobody:"), 6, "login_refused", ""),
        (format!("{url}?options=-c%20work_mem%3D1MB"), 2, "usage", "unsupported startup parameter"),
        (format!("{url}?sslmode=require"), 6, "tls_failed", "does not support TLS"),
    ] {
        let refused = run(&t, &url, "user list --json").exits(exit);
        assert_eq!(refused.error_json()["code"], code, "{refused}");
        assert!(refused.stderr.contains(words), "{refused}");
    }
    // There is only one session: the check for shared ones does not wait for a second.
    run(&t, &url, "user list").success();
    let narrow = Pgbouncer::start("session", "max_client_conn = 1").unwrap();
    for (url, words) in [(url, "query_wait_timeout"), (narrow.url(&t), "max_client_conn")] {
        let holder = LockHolder::on(&url, "BEGIN");
        let refused = run(&t, &url, "user list --json").exits(7);
        assert_eq!(refused.error_json()["code"], "not_ready", "{refused}");
        assert!(refused.stderr.contains(words), "{refused}");
        drop(holder);
    }
}
