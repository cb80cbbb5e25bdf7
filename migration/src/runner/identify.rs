//! What kind of database this is.

use std::collections::HashSet;

use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, DbErr};

use super::ledger::RECORDS;
use super::record;
use crate::dialect::{self, APPLICATION_ID};

/// What kind of database this is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Identity {
    /// No tables yet.
    Empty,
    /// meetctl's, with the steps that are not applied and those it does not know.
    Ours {
        /// Known steps that are not applied, in order.
        pending: Vec<String>,
        /// Applied steps that this program does not know.
        unknown: Vec<String>,
        /// Steps that a run is at, or was when it was cut short (MySQL alone).
        dirty: Vec<String>,
    },
    /// Made by the Flask application, or by an adoption of it that was cut short.
    Flask {
        /// Whether the meetings have a status.
        has_status: bool,
    },
    /// Something else's.
    Foreign {
        /// Its tables.
        tables: Vec<String>,
    },
}

/// The columns by which the Flask application's tables are known, status aside.
const FLASK: [(&str, &[&str]); 3] = [
    (
        "users",
        &["id", "name", "email", "created_at", "updated_at"],
    ),
    (
        "meetings",
        &[
            "id",
            "title",
            "description",
            "start_time",
            "end_time",
            "created_by",
            "created_at",
            "updated_at",
        ],
    ),
    ("meeting_participants", &["meeting_id", "user_id"]),
];

/// What is left of the Flask application when all of its tables are gone.
const ALEMBIC: &str = "alembic_version";

/// Says what kind of database this is. Only reads; a database that is ours costs one
/// short query.
pub async fn identify(db: &DatabaseConnection) -> Result<Identity, DbErr> {
    identify_on(db).await
}

/// The longer look takes several queries: what it says is believed when it says it twice, since
/// another run may have made the tables in between.
pub(crate) async fn identify_on<C: ConnectionTrait>(db: &C) -> Result<Identity, DbErr> {
    const LOOKS: usize = 4;
    let mut last = look(db).await;
    for _ in 1..LOOKS {
        if let Ok(Identity::Ours { .. }) = last {
            break;
        }
        let next = look(db).await;
        let agreed = matches!((&last, &next), (Ok(a), Ok(b)) if a == b);
        last = next;
        if agreed {
            break;
        }
    }
    last
}

async fn look<C: ConnectionTrait>(db: &C) -> Result<Identity, DbErr> {
    match record::versions(db).await {
        Ok(versions) => match ours(db, &versions).await {
            Some(identity) => Ok(identity),
            None => by_tables(db, !versions.is_empty()).await,
        },
        Err(error) => {
            // No such table, most likely. Anything else comes up again, or leaves
            // the table in sight.
            if dialect::tables(db)
                .await?
                .iter()
                .any(|table| table == record::TABLE)
            {
                return Err(error);
            }
            by_tables(db, false).await
        }
    }
}

async fn ours<C: ConnectionTrait>(db: &C, versions: &HashSet<String>) -> Option<Identity> {
    let names = crate::names();
    if !names.iter().any(|name| versions.contains(name)) {
        return None;
    }
    let mut unknown: Vec<String> = versions
        .iter()
        .filter(|version| !names.contains(version))
        .cloned()
        .collect();
    unknown.sort();
    let pending = names
        .into_iter()
        .filter(|name| !versions.contains(name))
        .collect();
    Some(Identity::Ours {
        pending,
        unknown,
        dirty: unfinished(db).await,
    })
}

/// The steps that bear the mark of a run. A database without marks has no such table.
async fn unfinished<C: ConnectionTrait>(db: &C) -> Vec<String> {
    if dialect::transactional(db.get_database_backend()) {
        return Vec::new();
    }
    let sql = "SELECT version FROM meetctl_migrations WHERE finished_at IS NULL ORDER BY version";
    let rows = dialect::query(db, sql, []).await.unwrap_or_default();
    rows.iter()
        .filter_map(|row| dialect::text(row, 0).ok())
        .collect()
}

/// The longer look, where the records say nothing of ours.
async fn by_tables<C: ConnectionTrait>(db: &C, others: bool) -> Result<Identity, DbErr> {
    let all = dialect::tables(db).await?;
    let installed = all.iter().any(|table| table == record::TABLE);
    let tables: Vec<String> = all
        .into_iter()
        .filter(|table| !RECORDS.contains(&table.as_str()))
        .collect();
    if others {
        return Ok(Identity::Foreign { tables });
    }
    if tables.iter().all(|table| table == ALEMBIC) {
        return if marked_by_another(db).await? {
            Ok(Identity::Foreign { tables })
        } else {
            Ok(Identity::Empty)
        };
    }
    if let Some(has_status) = flask(db, &tables).await? {
        return Ok(Identity::Flask { has_status });
    }
    if installed && only_first_table(db, &tables).await? {
        return Ok(Identity::Ours {
            pending: crate::names(),
            unknown: Vec::new(),
            dirty: unfinished(db).await,
        });
    }
    Ok(Identity::Foreign { tables })
}

/// On MySQL the very first step may have been cut short between table and record.
async fn only_first_table<C: ConnectionTrait>(db: &C, tables: &[String]) -> Result<bool, DbErr> {
    let (first, expected) = FLASK[0];
    if dialect::transactional(db.get_database_backend()) || tables != [first] {
        return Ok(false);
    }
    let columns = dialect::columns(db, first).await?;
    Ok(columns.len() == expected.len()
        && columns
            .iter()
            .all(|column| expected.contains(&column.name.as_str())))
}

/// Whether the tables are the Flask application's, and then whether they have a status.
async fn flask<C: ConnectionTrait>(db: &C, tables: &[String]) -> Result<Option<bool>, DbErr> {
    let mut has_status = false;
    for (table, expected) in FLASK {
        if !tables.iter().any(|name| name == table) {
            return Ok(None);
        }
        let columns = dialect::columns(db, table).await?;
        let has = |name: &str| columns.iter().any(|column| column.name == name);
        if !expected.iter().all(|name| has(name)) {
            return Ok(None);
        }
        has_status |= table == "meetings" && has("status");
    }
    Ok(Some(has_status))
}

/// Whether the header of a SQLite file names another program.
async fn marked_by_another<C: ConnectionTrait>(db: &C) -> Result<bool, DbErr> {
    if db.get_database_backend() != DbBackend::Sqlite {
        return Ok(false);
    }
    let rows = dialect::query(db, "PRAGMA application_id", []).await?;
    let id: i64 = rows.first().map_or(Ok(0), |row| row.try_get_by_index(0))?;
    Ok(id != 0 && id != APPLICATION_ID)
}
