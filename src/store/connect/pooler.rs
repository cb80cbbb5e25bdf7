//! Whether a session of PostgreSQL is our own.
//!
//! A pooler that gives every transaction another session of the server would lose the settings of
//! ours, and leave them to the next client: a session that became read-only would refuse the writes of
//! an application. So a session shows first that it is our own: it has what was requested at its
//! start, which poolers do not pass on.

use std::time::Duration;

use sea_orm::sqlx::postgres::{PgConnectOptions, PgConnection};
use sea_orm::sqlx::{self, ConnectOptions as _, Connection as _, Row as _};
use tokio::time::timeout;

use super::place::Place;
use crate::error::{Failure, Kind};
use crate::store::dialect::Setup;
use crate::store::session_setup::Refused;

/// A setting without a meaning to any server.
const MARK: &str = "meetctl.session";
/// What PostgreSQL says where it is missing.
const UNDEFINED: &str = "42704";
/// How long a pooler may take to answer a second client: the first may have its only session.
const PATIENCE: Duration = Duration::from_secs(1);
/// How often two clients compare their sessions. A pooler gives out the session that was used last,
/// unless a third client takes it in between.
const ROUNDS: usize = 5;

/// The options of a session that has the mark.
pub(super) fn marked(connect: &PgConnectOptions) -> PgConnectOptions {
    connect.clone().options([(MARK, "own")])
}

/// `setup`, after the check for the mark.
pub(super) fn checked(setup: &[Setup]) -> Vec<Setup> {
    let check = Setup::Statement(format!("SELECT current_setting('{MARK}')"));
    [&[check], setup].concat()
}

/// Whether something between us and the server did not take the mark, or not to the server.
pub(super) fn is_suspected(Refused { sql, error }: &Refused) -> bool {
    let Some(error) = error.as_database_error() else { return false };
    let about = |words: &str| error.message().contains(words);
    match sql {
        Some(sql) => sql.contains(MARK) && error.code().is_some_and(|code| code == UNDEFINED),
        None => about("startup parameter") || about("options") || about(MARK),
    }
}

/// Whether clients share sessions: then two of them get the same one in turn.
///
/// # Errors
/// No connection can be made, or within `limit`.
pub(super) async fn shares_sessions(
    connect: &PgConnectOptions,
    limit: Duration,
) -> Result<bool, sqlx::Error> {
    let asked = timeout(limit, ask(connect)).await;
    asked.unwrap_or(Err(sqlx::Error::PoolTimedOut))
}

async fn ask(connect: &PgConnectOptions) -> Result<bool, sqlx::Error> {
    let mut first = connect.connect().await?;
    let own = session_of(&mut first).await?;
    let second = timeout(PATIENCE, connect.connect()).await;
    let shared = match second {
        Ok(Ok(mut second)) => compare(&mut first, own, &mut second).await?,
        _ => session_of(&mut first).await? != own,
    };
    first.close().await?;
    Ok(shared)
}

async fn compare(
    first: &mut PgConnection,
    own: i32,
    second: &mut PgConnection,
) -> Result<bool, sqlx::Error> {
    for _ in 0..ROUNDS {
        let other = timeout(PATIENCE, session_of(second)).await;
        if matches!(other, Ok(Ok(other)) if other == own) || session_of(first).await? != own {
            return Ok(true);
        }
        if !matches!(other, Ok(Ok(_))) {
            break;
        }
    }
    Ok(false)
}

/// The process of the server that answers.
async fn session_of(connection: &mut PgConnection) -> Result<i32, sqlx::Error> {
    sqlx::raw_sql("SELECT pg_backend_pid()").fetch_one(connection).await?.try_get(0)
}

/// The failure for a pooler whose clients share sessions.
pub(super) fn shared(place: &Place) -> Failure {
    Failure::new(
        Kind::SessionSetup,
        format!("the pooler at {place} lets its clients share sessions, and meetctl needs its own"),
    )
    .hint("connect to the server itself, or to a database of the pooler with `pool_mode=session`")
}
