//! Constraints and indexes of the migrations that do not exist or are not enforced.

use migration::dialect::{CONSTRAINTS, ConstraintState};
use migration::runner::lease::Lease;
use migration::runner::{LEASE, LockWait, MAX_WAIT, MissingIndex, RunError, missing_indexes};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbErr};

use super::{CheckResult, Fixed, Fixer, LONG_TIMEOUT};
use crate::error::{Failure, Kind};
use crate::store::dialect::{self, ErrorClass, classify};
use crate::store::failure::held_by;
use crate::store::retry::{self, TxError};
use crate::store::session::Session;

/// SQLite cannot add a constraint to an existing table.
const MOVE: &str = "export users and meetings, and import them into a new database \
                    (`meetctl user export`, `meetctl meeting export`)";

/// Constraints that are not enforced, as `name`, or `name (not validated)`.
pub async fn constraints(
    db: &DatabaseConnection,
    pending: &[String],
) -> Result<CheckResult, DbErr> {
    let mut found = dialect::disabled_rules(db).await?;
    let mut advice: Vec<String> =
        found.iter().map(|setting| format!("enable what is off: {setting}")).collect();
    let keys = dialect::foreign_keys(db).await?;
    for constraint in CONSTRAINTS {
        let mut pending = pending.iter();
        if pending.any(|name| name.ends_with(constraint.migration)) {
            continue;
        }
        let state = dialect::constraint_state(db, &constraint, &keys).await?;
        let name = constraint.name;
        match state {
            ConstraintState::Enforced => continue,
            ConstraintState::Missing => found.push(name.to_owned()),
            ConstraintState::NotValidated => found.push(format!("{name} (not validated)")),
            ConstraintState::Disabled => found.push(format!("{name} (disabled)")),
        }
        let sql = constraint.restoring_sql(db.get_database_backend(), state);
        advice.push(sql.unwrap_or_else(|| MOVE.to_owned()));
    }
    advice.dedup();
    Ok(CheckResult {
        advice: (!advice.is_empty()).then(|| advice.join("; ")),
        ..CheckResult::new(found)
    })
}

/// Indexes of applied migrations that do not exist or are invalid.
pub async fn indexes(db: &DatabaseConnection) -> Result<CheckResult, DbErr> {
    let missing = missing_indexes(db).await?;
    Ok(CheckResult::new(missing.into_iter().map(|index| index.name).collect()))
}

/// Creates the missing indexes, one after the other, while others write; for the holder of the lease of
/// the migrations, because two at once would wait for each other.
pub async fn fix(fixer: &Fixer<'_>) -> Result<Fixed, Failure> {
    let session = fixer.session.with_limit(LONG_TIMEOUT);
    let missing = session.retrying(async |db| Ok(missing_indexes(&db).await?)).await?;
    if missing.is_empty() {
        return Ok(Fixed::default());
    }
    let take = async |db| Ok(Lease::take(&db, LEASE, fixer.owner, MAX_WAIT).await?);
    let lease = session.retrying(take).await?;
    // An index may take longer than the lease.
    let second = session.another_connection().await.ok().flatten();
    let heartbeat = second.map(|db| lease.heartbeat(db));
    let fixed = create_all(fixer, &session, missing).await;
    drop(heartbeat);
    lease.release(&session.db()).await;
    fixed
}

async fn create_all(
    fixer: &Fixer<'_>,
    session: &Session,
    missing: Vec<MissingIndex>,
) -> Result<Fixed, Failure> {
    let mut fixed = Fixed::default();
    for index in missing {
        if !fixer.continues().await {
            break;
        }
        match session.retrying(async |db| in_short_tries(&db, &index.name).await).await? {
            Created::ByUs => fixed.count += fixer.note(1),
            Created::ByOthers => {}
            Created::Refused => fixed.left.push(format!(
                "cannot create the index {}: rows have the same value (see duplicate_keys)",
                index.name
            )),
        }
    }
    Ok(fixed)
}

/// Creates an index in short tries, with pauses for others.
async fn in_short_tries(db: &DatabaseConnection, name: &str) -> Result<Created, TxError> {
    let wait = LockWait::of(retry::max_wait());
    match wait.run(db, async || Ok(create(db, name).await?)).await {
        Err(RunError::Db(error)) => Err(error.into()),
        Err(RunError::Busy { error, holders }) => Err(held_by(error.into(), &holders).into()),
        Err(other) => Err(Failure::new(Kind::Failed, other.to_string()).into()),
        Ok(created) => Ok(created),
    }
}

/// What became of an index.
enum Created {
    ByUs,
    ByOthers,
    /// Rows conflict with it.
    Refused,
}

/// Creates an index if it is still missing.
async fn create(db: &DatabaseConnection, name: &str) -> Result<Created, DbErr> {
    let Some(index) = still_missing(db, name).await? else {
        return Ok(Created::ByOthers);
    };
    let backend = db.get_database_backend();
    for sql in index.create(backend, retry::max_wait()) {
        let Err(error) = db.execute_unprepared(&sql).await else {
            continue;
        };
        if classify(&error) == ErrorClass::Unique {
            if let Some(sql) = index.drop_remains(backend) {
                db.execute_unprepared(&sql).await?;
            }
            return Ok(Created::Refused);
        }
        return match still_missing(db, name).await? {
            None => Ok(Created::ByOthers),
            Some(_) => Err(error),
        };
    }
    Ok(Created::ByUs)
}

async fn still_missing(db: &DatabaseConnection, name: &str) -> Result<Option<MissingIndex>, DbErr> {
    let mut missing = missing_indexes(db).await?.into_iter();
    Ok(missing.find(|index| index.name == name))
}
