//! What is run again, how often, and on which database.

use tempfile::TempDir;

use super::*;
use crate::store::testing::{run, runtime};

/// A session on the first of two SQLite files; a lost connection leads to the second.
struct Fixture {
    session: Session,
    second: String,
    _directory: TempDir,
}

async fn fixture() -> Fixture {
    let directory = tempfile::tempdir().unwrap();
    let location = |name: &str| Location::sqlite_file(directory.path().join(name));
    let options = Options::default();
    let open = async |name| {
        let only = [location(name)];
        connect::connect(&only, Missing::Create, &options).await.unwrap()
    };
    open("second.db").await.close().await.unwrap();
    let db = open("first.db").await;
    let session = Session::new(vec![location("second.db")], options, db, run());
    Fixture { session, second: location("second.db").to_string(), _directory: directory }
}

/// The file that a connection is on.
async fn file_of(db: &DatabaseConnection) -> String {
    dialect::texts(db, "SELECT file FROM pragma_database_list").await.unwrap().remove(0)
}

fn lost() -> DbErr {
    dialect::silent(Duration::from_secs(1))
}

fn other() -> DbErr {
    DbErr::Custom("of no class".into())
}

/// How often work ran, how it ended, and whether the session is on the second database.
type Tried = (u32, Result<u32, Kind>, bool);

/// Runs work that fails so, try by try, and then succeeds.
fn tried<E>(
    errors: Vec<E>,
    run: impl AsyncFnOnce(&Session, &mut dyn FnMut() -> Result<u32, E>) -> Result<u32, Failure>,
) -> Tried {
    runtime().block_on(async {
        let fixture = fixture().await;
        let (mut tries, mut errors) = (0, errors.into_iter());
        let mut attempt = || {
            tries += 1;
            errors.next().map_or(Ok(7), Err)
        };
        let done = run(&fixture.session, &mut attempt).await;
        let moved = file_of(&fixture.session.db()).await == fixture.second;
        (tries, done.map_err(|failure| failure.kind()), moved)
    })
}

fn retried(errors: Vec<TxError>) -> Tried {
    tried(errors, async |session, attempt| session.retrying(async |_| attempt()).await)
}

fn read_again(errors: Vec<Failure>) -> Tried {
    tried(errors, async |session, attempt| session.reading(async |_| attempt()).await)
}

#[test]
fn a_transaction_is_run_again_for_what_may_pass() {
    let busy = || TxError::Database(dialect::conflict());
    let refused = || TxError::from(Failure::new(Kind::DoubleBooking, "no"));
    for (errors, expected) in [
        (vec![], (1, Ok(7), false)),
        (vec![busy()], (2, Ok(7), false)),
        (vec![busy(), busy()], (3, Ok(7), false)),
        (vec![TxError::Database(lost())], (2, Ok(7), true)),
        (vec![TxError::Database(lost()), busy()], (3, Ok(7), true)),
        (vec![refused()], (1, Err(Kind::DoubleBooking), false)),
        (vec![busy(), refused()], (2, Err(Kind::DoubleBooking), false)),
        (vec![TxError::Database(other())], (1, Err(Kind::Database), false)),
    ] {
        let case = format!("{errors:?}");
        assert_eq!(retried(errors), expected, "{case}");
    }
}

#[test]
fn a_transaction_is_tried_ten_times_at_the_most() {
    let busy = |_| TxError::Database(dialect::conflict());
    let (tries, done, _) = retried((0..99).map(busy).collect());
    assert_eq!((tries, done), (retry::TRIES, Err(Kind::Busy)));
}

#[test]
fn reading_is_repeated_for_a_lost_connection_alone() {
    let not_found = || Failure::not_found("user 9 not found");
    for (errors, expected) in [
        (vec![], (1, Ok(7), false)),
        (vec![lost().into()], (2, Ok(7), true)),
        (vec![lost().into(), lost().into()], (3, Ok(7), true)),
        (vec![dialect::conflict().into()], (1, Err(Kind::Busy), false)),
        (vec![other().into()], (1, Err(Kind::Database), false)),
        (vec![lost().into(), not_found()], (2, Err(Kind::NotFound), true)),
    ] {
        let case = format!("{errors:?}");
        assert_eq!(read_again(errors), expected, "{case}");
    }
    let (tries, done, _) = read_again((0..99).map(|_| lost().into()).collect());
    assert_eq!((tries, done), (retry::TRIES, Err(Kind::ConnectionLost)));
}

#[test]
fn the_time_of_a_transaction_grows_with_its_locks() {
    let session = runtime().block_on(fixture()).session;
    for (statements, shares) in [(0, 1), (1, 1), (10, 1), (11, 2), (25, 3)] {
        let limit = session.for_locks(statements).limit;
        assert_eq!(limit, TRANSACTION_TIMEOUT * shares, "{statements}");
    }
}
