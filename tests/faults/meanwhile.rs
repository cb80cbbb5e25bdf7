//! Somebody else changes a meeting between the moment an update has read it and that in which it
//! writes.

use harness::{Engine, Meetctl, wait_for};

/// Cancels the meeting, and holds its lock until the update waits for it.
fn a_cancellation_meanwhile_is_kept(engine: Engine, begin: &str, waiting: &str) {
    if !engine.is_available() {
        return;
    }
    let t = Meetctl::migrated(engine);
    t.seed_sql(2, 1);
    let lock = t.hold(&format!(
        "{begin}; UPDATE meetings SET status = 'cancelled'"
    ));
    let update = t.cmd(["meeting", "update", "1", "--title", "Renamed"]);
    let update = update.start();
    wait_for(|| t.superuser_rows(waiting) != [["0"]]);
    lock.commit();
    update.wait().success();
    let row = t.rows("SELECT title, status FROM meetings");
    assert_eq!(row, [["Renamed", "cancelled"]]);
}

#[test]
fn a_cancellation_meanwhile_is_kept_postgres() {
    a_cancellation_meanwhile_is_kept(
        Engine::Postgres,
        "BEGIN",
        "SELECT COUNT(*) FROM pg_stat_activity \
         WHERE datname = current_database() AND wait_event_type = 'Lock'",
    );
}

#[test]
fn a_cancellation_meanwhile_is_kept_mariadb() {
    a_cancellation_meanwhile_is_kept(
        Engine::Mariadb,
        "START TRANSACTION",
        "SELECT COUNT(*) FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT' \
         AND trx_mysql_thread_id IN \
         (SELECT id FROM information_schema.processlist WHERE db = DATABASE())",
    );
}
