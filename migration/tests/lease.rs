//! Leases: one holder at a time, a successor when the time is over, and the fence.

#![expect(clippy::unwrap_used, reason = "a test that cannot continue has failed")]

mod support;

use std::time::Duration;

use migration::runner::lease::{Lease, LeaseError, holder};
use sea_orm::{DatabaseConnection, TransactionTrait};
use support::servers::{again, fresh, urls};
use support::{rows, run};

const NO_WAIT: Duration = Duration::ZERO;

/// Two connections to an empty database of every engine.
async fn pairs(name: &str) -> Vec<(DatabaseConnection, DatabaseConnection)> {
    let directory = tempfile::tempdir().unwrap().keep();
    let file = format!("sqlite://{}/{name}.db?mode=rwc", directory.display());
    let mut pairs = vec![(support::sqlite(&file).await, support::sqlite(&file).await)];
    for url in urls() {
        pairs.push((fresh(&url, name).await, again(&url, name).await));
    }
    pairs
}

async fn take(db: &DatabaseConnection, owner: &str) -> Result<Lease, LeaseError> {
    Lease::take(db, "work", owner, NO_WAIT).await
}

#[tokio::test]
async fn one_holds_and_the_other_learns_who() {
    for (one, other) in pairs("lease_held").await {
        assert_eq!(holder(&one, "work").await.unwrap(), None);
        let lease = take(&one, "pid 1 on here").await.unwrap();
        let Err(LeaseError::Held(who)) = take(&other, "pid 2 on there").await else {
            panic!("both hold it");
        };
        assert_eq!((who.owner.as_str(), who.expired), ("pid 1 on here", false));
        assert!(who.held_for < Duration::from_secs(5), "{who:?}");
        let another = Lease::take(&other, "play", "pid 2", NO_WAIT).await;
        assert!(another.is_ok(), "leases of other names are free");
        lease.release(&one).await;
        assert!(take(&other, "pid 2").await.unwrap().replaced().is_none());
    }
}

#[tokio::test]
async fn who_waits_gets_it_when_it_is_released() {
    for (one, other) in pairs("lease_wait").await {
        let lease = take(&one, "first").await.unwrap();
        let (second, ()) =
            tokio::join!(Lease::take(&other, "work", "second", Duration::from_secs(20)), async {
                tokio::time::sleep(Duration::from_millis(700)).await;
                lease.release(&one).await;
            });
        assert!(second.is_ok(), "{second:?}");
    }
}

#[tokio::test]
async fn an_expired_holder_is_replaced_and_cannot_commit() {
    for (one, other) in pairs("lease_fence").await {
        run(&one, "CREATE TABLE work (id integer NOT NULL PRIMARY KEY)").await;
        let asleep = take(&one, "asleep").await.unwrap();
        run(&one, "UPDATE meetctl_lock SET expires_at = 1").await;
        let awake = take(&other, "awake").await.unwrap();
        assert_eq!(awake.replaced().unwrap().owner, "asleep");

        let tx = one.begin().await.unwrap();
        sea_orm::ConnectionTrait::execute_unprepared(&tx, "INSERT INTO work VALUES (1)")
            .await
            .unwrap();
        assert!(matches!(asleep.renew(&tx).await, Err(LeaseError::Lost)));
        tx.rollback().await.unwrap();
        assert_eq!(rows(&one, "SELECT 'x' FROM work").await, Vec::<String>::new());

        awake.renew(&other).await.unwrap();
        // It releases only its own lease.
        asleep.release(&one).await;
        awake.renew(&other).await.unwrap();
    }
}

#[tokio::test]
async fn of_many_at_once_one_gets_it() {
    for (one, other) in pairs("lease_crowd").await {
        for _ in 0..10 {
            let (a, b) = tokio::join!(take(&one, "a"), take(&other, "b"));
            assert_eq!(u8::from(a.is_ok()) + u8::from(b.is_ok()), 1, "{a:?} {b:?}");
            for lease in [a, b].into_iter().flatten() {
                lease.release(&one).await;
            }
        }
    }
}

#[tokio::test]
async fn a_heartbeat_renews_it() {
    for (one, other) in pairs("lease_heartbeat").await.into_iter().skip(1) {
        let lease = take(&one, "kept").await.unwrap();
        run(&one, "UPDATE meetctl_lock SET heartbeat_at = 1").await;
        let heartbeat = lease.heartbeat(other);
        tokio::time::sleep(lease.renew_interval() + Duration::from_millis(500)).await;
        let age = holder(&one, "work").await.unwrap().unwrap().heartbeat_age;
        assert!(age < Duration::from_secs(3), "{age:?}");
        drop(heartbeat);
    }
}
