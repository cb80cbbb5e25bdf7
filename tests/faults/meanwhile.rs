//! Another session changes a meeting between the moment an update has read it and that in which it
//! writes.

use harness::{Engine, Meetctl};

/// Cancels the meeting, and holds its lock until the update waits for it.
fn a_cancellation_meanwhile_is_kept(engine: Engine, begin: &str) {
    if !engine.is_available() {
        return;
    }
    let t = Meetctl::migrated(engine);
    t.seed_sql(2, 1);
    let lock = t.hold(&format!("{begin}; UPDATE meetings SET status = 'cancelled'"));
    let update = t.cmd(["meeting", "update", "1", "--title", "Renamed"]);
    let update = update.start();
    update.wait_until_blocked();
    lock.commit();
    update.wait().success();
    let row = t.rows("SELECT title, status FROM meetings");
    assert_eq!(row, [["Renamed", "cancelled"]]);
}

#[test]
fn a_cancellation_meanwhile_is_kept_postgres() {
    a_cancellation_meanwhile_is_kept(Engine::Postgres, "BEGIN");
}

#[test]
fn a_cancellation_meanwhile_is_kept_mariadb() {
    a_cancellation_meanwhile_is_kept(Engine::Mariadb, "START TRANSACTION");
}
