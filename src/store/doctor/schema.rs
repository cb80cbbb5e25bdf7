//! Constraints and indexes that the migrations made and that are gone.

use chrono::NaiveDateTime;
use migration::runner::{MissingIndex, missing_indexes};
use migration::script::SchemaObject;
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, DbErr};

use super::{Found, LONG_TIMEOUT, Mended, Mending};
use crate::error::Failure;
use crate::store::dialect::catalogue::{self, Rule};
use crate::store::dialect::{Class, FILE_ENGINE, classify};

/// A constraint of the schema.
struct Constraint {
    table: &'static str,
    name: &'static str,
    rule: Rule,
    /// What follows `ADD` to make it again.
    definition: &'static str,
    /// The end of the name of the migration that makes it.
    step: &'static str,
}

const CONSTRAINTS: [Constraint; 6] = [
    Constraint {
        table: "users",
        name: "users_email_key",
        rule: Rule::Unique("email"),
        definition: "UNIQUE (email)",
        step: "create_users",
    },
    Constraint {
        table: "meetings",
        name: "meetings_created_by_fkey",
        rule: Rule::Reference {
            column: "created_by",
            parent: "users",
        },
        definition: "FOREIGN KEY (created_by) REFERENCES users (id)",
        step: "create_meetings",
    },
    Constraint {
        table: "meeting_participants",
        name: "meeting_participants_meeting_id_fkey",
        rule: Rule::Reference {
            column: "meeting_id",
            parent: "meetings",
        },
        definition: "FOREIGN KEY (meeting_id) REFERENCES meetings (id) ON DELETE CASCADE",
        step: "create_meeting_participants",
    },
    Constraint {
        table: "meeting_participants",
        name: "meeting_participants_user_id_fkey",
        rule: Rule::Reference {
            column: "user_id",
            parent: "users",
        },
        definition: "FOREIGN KEY (user_id) REFERENCES users (id)",
        step: "create_meeting_participants",
    },
    Constraint {
        table: "meetings",
        name: "meeting_status_check",
        rule: Rule::Check("meeting_status_check"),
        definition: "CHECK (status IN ('scheduled', 'in_progress', 'completed', 'cancelled'))",
        step: "add_meeting_status",
    },
    Constraint {
        table: "meetings",
        name: "meeting_time_check",
        rule: Rule::Check("meeting_time_check"),
        definition: "CHECK (end_time > start_time)",
        step: "check_meeting_times",
    },
];

/// A file engine adds no constraint to a table that is there.
const MOVE: &str = "export users and meetings, and import them into a new database \
                    (`meetctl user export`, `meetctl meeting export`)";

/// Constraints that do not hold, as `name`, or `name (not validated)`.
pub async fn constraints(db: &DatabaseConnection, pending: &[String]) -> Result<Found, DbErr> {
    let mut broken = catalogue::switched_off(db).await?;
    let mut mends: Vec<String> = broken
        .iter()
        .map(|setting| format!("switch on what is off: {setting}"))
        .collect();
    let backend = db.get_database_backend();
    for constraint in CONSTRAINTS {
        let Constraint {
            table,
            name,
            rule,
            definition,
            step,
        } = constraint;
        if pending.iter().any(|name| name.ends_with(step)) {
            continue;
        }
        let standing = catalogue::standing_of(db, table, rule).await?;
        match standing.as_str() {
            "ok" => continue,
            "missing" => broken.push(name.to_owned()),
            why => broken.push(format!("{name} ({why})")),
        }
        mends.push(mend_of(backend, table, name, definition, &standing));
    }
    mends.dedup();
    Ok(Found {
        mend: (!mends.is_empty()).then(|| mends.join("; ")),
        ..Found::of(broken)
    })
}

fn mend_of(
    backend: DbBackend,
    table: &str,
    name: &str,
    definition: &str,
    standing: &str,
) -> String {
    match standing {
        _ if backend == FILE_ENGINE => MOVE.to_owned(),
        "not validated" => format!("ALTER TABLE {table} VALIDATE CONSTRAINT {name}"),
        "switched off" => format!("ALTER TABLE {table} ENABLE TRIGGER ALL"),
        _ => format!("ALTER TABLE {table} ADD CONSTRAINT {name} {definition}"),
    }
}

/// Indexes of applied migrations that are gone or of no use.
pub async fn indexes(db: &DatabaseConnection) -> Result<Found, DbErr> {
    let missing = to_make(db).await?;
    Ok(Found::of(
        missing.into_iter().map(|(index, _)| index.name).collect(),
    ))
}

/// The indexes to make, each with whether remains of it stand in the way.
async fn to_make(db: &DatabaseConnection) -> Result<Vec<(MissingIndex, bool)>, DbErr> {
    let useless = catalogue::useless_indexes(db).await?;
    let remains = all_indexes(db.get_database_backend())
        .into_iter()
        .filter(|index| useless.contains(&index.name))
        .map(|index| (index, true));
    let missing = missing_indexes(db).await?;
    let missing = missing.into_iter().map(|index| (index, false));
    Ok(missing.chain(remains).collect())
}

/// Every index that the migrations make by a statement of its own.
fn all_indexes(backend: DbBackend) -> Vec<MissingIndex> {
    let steps = &migration::MIGRATIONS;
    let changes = steps
        .iter()
        .flat_map(|step| step.up_script(backend, NaiveDateTime::default()).changes);
    changes
        .filter_map(|change| match change.probe?.object {
            SchemaObject::Index(table, name) if change.probe?.present => Some(MissingIndex {
                table: table.to_owned(),
                name: name.to_owned(),
                sql: change.sql,
            }),
            _ => None,
        })
        .collect()
}

/// Makes what is missing, one index after the other, while others write.
pub async fn mend(mending: &Mending<'_>) -> Result<Mended, Failure> {
    let session = mending.session;
    let missing = session
        .with_limit(LONG_TIMEOUT)
        .retrying(async |db| Ok(to_make(&db).await?))
        .await?;
    let mut mended = Mended::default();
    for (index, _) in missing {
        if !mending.goes_on().await {
            break;
        }
        let make = async |db: DatabaseConnection| Ok(make(&db, &index).await?);
        match session.with_limit(LONG_TIMEOUT).retrying(make).await? {
            Made::Now => mended.count += 1,
            Made::ByAnother => {}
            Made::Refused => mended.left.push(format!(
                "the index {} cannot be made: rows have the same value (see duplicate_keys)",
                index.name
            )),
        }
    }
    Ok(mended)
}

/// What became of an index.
enum Made {
    Now,
    ByAnother,
    /// Rows stand in its way.
    Refused,
}

/// Makes an index if it is still missing.
async fn make(db: &DatabaseConnection, index: &MissingIndex) -> Result<Made, DbErr> {
    let Some(useless) = still_missing(db, index).await? else {
        return Ok(Made::ByAnother);
    };
    for sql in catalogue::make_index(db.get_database_backend(), index, useless) {
        let Err(error) = db.execute_unprepared(&sql).await else {
            continue;
        };
        if classify(&error) == Class::Unique {
            // PostgreSQL keeps the remains of its attempt.
            for sql in catalogue::drop_remains(db.get_database_backend(), index) {
                db.execute_unprepared(&sql).await?;
            }
            return Ok(Made::Refused);
        }
        return match still_missing(db, index).await? {
            None => Ok(Made::ByAnother),
            Some(_) => Err(error),
        };
    }
    Ok(Made::Now)
}

/// Whether remains of an index are there; `None` if it is there itself.
async fn still_missing(
    db: &DatabaseConnection,
    index: &MissingIndex,
) -> Result<Option<bool>, DbErr> {
    let missing = to_make(db).await?;
    let here = |(other, _): &&(MissingIndex, bool)| other.name == index.name;
    Ok(missing.iter().find(here).map(|(_, useless)| *useless))
}
