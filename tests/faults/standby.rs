//! A PostgreSQL standby: skipped in a list, refused alone.
//!
//! `MEETCTL_TEST_STANDBY` holds the URL of a primary and that of its standby, separated by a
//! blank; their user may create databases. `.ci/clusters` sets it.

use std::env;

use crate::processes::{Job, alone, say, words};
use harness::{Engine, Meetctl, database, skip, wait_for};

const BOOK: &str = "meeting create --title New --start 2026-06-01 --duration 1h --creator 1";

#[test]
fn a_standby_is_skipped() {
    let Ok(urls) = env::var("MEETCTL_TEST_STANDBY") else {
        skip("no PostgreSQL standby: MEETCTL_TEST_STANDBY");
        return;
    };
    let _alone = alone();
    let (primary, standby) = urls.trim().split_once(' ').unwrap();
    let name = "meetctl_faults";
    database::execute(primary, &format!("DROP DATABASE IF EXISTS {name}")).unwrap();
    database::execute(primary, &format!("CREATE DATABASE {name}")).unwrap();
    let of = |url: &str| format!("{}/{name}", url.rsplit_once('/').unwrap().0);
    let (primary, standby) = (of(primary), of(standby));
    let t = Meetctl::empty(Engine::Sqlite);
    let run = |url: &str, line: &str| {
        let url = Some(url.to_owned());
        Job { t: &t, url, args: words(line) }.run().0
    };
    run(&primary, "migrate up").success();
    run(&primary, "user create --name Ada --email ada@example.org").success();

    let both = format!("{standby};{primary}");
    let booked = run(&both, BOOK).success();
    assert!(booked.stderr.contains("the server is a standby and read-only"), "{booked}");
    // The standby follows in its own time, and is good for reading meanwhile.
    let listed = || run(&standby, "meeting list --format count --read-only");
    wait_for(|| listed().stdout == "1\n");
    let alone = run(&standby, BOOK);
    assert_eq!(alone.exit, 4, "{alone}");
    assert!(alone.stderr.contains("the database refuses writes"), "{alone}");
    assert_eq!(run(&both, "meeting list --format count").success().stdout, "1\n");
    say("standby: skipped in a list, good for reading, refused for writing");
}

/// A database that is set read-only on a server that is none.
#[test]
fn a_read_only_database_is_skipped() {
    if !Engine::Postgres.is_available() {
        return;
    }
    let (first, second) =
        (Meetctl::migrated(Engine::Postgres), Meetctl::migrated(Engine::Postgres));
    first.seed_sql(1, 0);
    second.seed_sql(1, 0);
    let read_only =
        format!("ALTER DATABASE {} SET default_transaction_read_only = on", first.database());
    first.superuser_sql(&read_only);
    let url = Some(format!("{};{}", first.url(), second.url()));
    let passed = Job { t: &second, url, args: words(BOOK) }.run().0.success();
    assert!(passed.stderr.contains("the server is read-only"), "{passed}");
    let alone = Job { t: &first, url: None, args: words(BOOK) }.run().0;
    assert_eq!(alone.exit, 4, "{alone}");
}
