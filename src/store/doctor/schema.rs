//! Constraints and indexes of the migrations that do not exist or are not enforced.

use migration::dialect::{CONSTRAINTS, ConstraintState};
use migration::runner::{MissingIndex, missing_indexes};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbErr};

use super::{CheckResult, Fixed, Fixer, LONG_TIMEOUT};
use crate::error::Failure;
use crate::store::dialect::{self, ErrorClass, LOCK_WAIT, classify};

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

/// Creates the missing indexes, one after the other, while others write.
pub async fn fix(fixer: &Fixer<'_>) -> Result<Fixed, Failure> {
    let session = fixer.session;
    let missing = session
        .with_limit(LONG_TIMEOUT)
        .retrying(async |db| Ok(missing_indexes(&db).await?))
        .await?;
    let mut fixed = Fixed::default();
    for index in missing {
        if !fixer.continues().await {
            break;
        }
        let create = async |db: DatabaseConnection| Ok(create(&db, &index.name).await?);
        match session.with_limit(LONG_TIMEOUT).retrying(create).await? {
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
    for sql in index.create(backend, LOCK_WAIT) {
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
