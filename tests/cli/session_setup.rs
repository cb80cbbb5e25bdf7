//! What a server refuses when a session is set up is told at once, in its own words.

use std::time::{Duration, Instant};

use harness::Break::{CutOn, Garble};
use harness::{Engine, Fault, Meetctl, Proxy, Transcript, on_every_engine};

/// Runs a command through a proxy that changes or cuts off a part of the setup, and demands that it
/// does not take the time of a time-out.
fn through(t: &Meetctl, fault: Fault, args: &[&str]) -> Transcript {
    let proxy = Proxy::start(t.url(), fault);
    let started = Instant::now();
    let run = t.cmd(args).env("MEETCTL_DATABASE_URL", &proxy.url).run();
    assert!(started.elapsed() < Duration::from_secs(5), "{:?}: {run}", started.elapsed());
    run
}

/// The setting that is set in any case, and what sets a session read-only.
fn settings(engine: Engine) -> Option<[&'static str; 2]> {
    match engine {
        // It has none that could be refused.
        Engine::Sqlite => None,
        Engine::Postgres => Some(["pg_settings", "default_transaction_read_only"]),
        Engine::Mariadb => Some(["autocommit", "TRANSACTION READ ONLY"]),
    }
}

on_every_engine! {
    fn a_refused_setting_is_told_at_once(t: &Meetctl) {
        let Some(settings) = settings(t.engine()) else { return };
        for (setting, options) in settings.into_iter().zip([&["user", "list", "--json"] as &[_], &["user", "list", "--json", "--read-only"]]) {
            let fault = Fault::always(Garble(setting));
            let error = through(t, fault, options).exits(6).error_json();
            assert_eq!(error["code"], "session_setup", "{error}");
            assert_eq!(error["message"], "the database refuses a setting of the session");
            let words = error["causes"][0].as_str().unwrap();
            assert!(!words.is_empty() && !words.contains("in time"), "{error}");
        }
        let [setting, _] = settings;
        let run = through(t, Fault::always(Garble(setting)), &["user", "list"]).exits(6);
        assert!(run.stderr.contains("statement: SE") && run.stderr.contains("hint: "), "{run}");
    }

    fn the_next_of_several_servers_is_used(t: &Meetctl) {
        let Some([setting, _]) = settings(t.engine()) else { return };
        let proxy = Proxy::start(t.url(), Fault::always(Garble(setting)));
        let both = format!("{};{}", proxy.url, t.url());
        let run = t.cmd(["user", "list"]).env("MEETCTL_DATABASE_URL", both).run();
        run.success();
    }

    fn a_connection_lost_in_the_setup_is_made_again(t: &Meetctl) {
        let Some([setting, _]) = settings(t.engine()) else { return };
        through(t, Fault::times(1, CutOn(setting)), &["user", "list"]).success();
    }
}

/// The server itself refuses, to a user that lacks a right.
#[test]
fn a_right_that_the_setup_needs_is_missed_at_once() {
    if Engine::Postgres.is_available() {
        let t = Meetctl::migrated(Engine::Postgres);
        t.superuser_sql("REVOKE SELECT ON pg_settings FROM PUBLIC");
        let started = Instant::now();
        let error = t.run(["user", "list", "--json"]).exits(4).error_json();
        assert!(started.elapsed() < Duration::from_secs(5));
        assert_eq!(error["code"], "denied");
        assert_eq!(error["causes"][0], "permission denied for view pg_settings");
    }
}
