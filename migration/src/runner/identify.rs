//! What kind of database this is.

use std::collections::HashSet;

use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, DbErr};

use super::baseline::{TABLES, flask_columns};
use super::records::{self, RECORD_TABLES};
use crate::dialect::{self, APPLICATION_ID, ErrorClass};
use crate::m20240601_000001_create_meetctl_imported::NAME as IMPORTED;
use crate::m20240801_000001_create_meetctl_history::NAME as HISTORY;

/// The kind of a database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Identity {
    /// No tables yet.
    Empty,
    /// meetctl's, with the migrations that are not applied and those that are unknown.
    Ours {
        /// Known steps that are not applied, in order.
        pending: Vec<String>,
        /// Applied migrations that are unknown to this program.
        unknown: Vec<String>,
        /// Steps that a run is at, or was at when it was interrupted (MySQL alone).
        dirty: Vec<String>,
    },
    /// Made by the Flask application, or by an adoption of it that was interrupted.
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

/// The table that remains of the Flask application when all its other tables are dropped.
const ALEMBIC: &str = "alembic_version";

impl Identity {
    /// The known migrations that are applied, in order, in a database that is meetctl's.
    pub fn applied(&self) -> Vec<String> {
        let Self::Ours { pending, .. } = self else {
            return Vec::new();
        };
        crate::names().into_iter().filter(|name| !pending.contains(name)).collect()
    }

    /// The migrations after which a database has the tables that this one has: those that are applied,
    /// or that the Flask application's tables correspond to.
    pub fn schema(&self) -> Vec<String> {
        let Self::Flask { has_status } = self else {
            return self.applied();
        };
        let count = TABLES.len() + usize::from(*has_status);
        crate::names().into_iter().take(count).collect()
    }

    /// The newest migration that is applied, in a database that is meetctl's.
    pub fn newest(&self) -> Option<String> {
        let Self::Ours { pending, unknown, .. } = self else {
            return None;
        };
        let known = crate::names();
        let applied = known.iter().filter(|name| !pending.contains(name));
        applied.chain(unknown).max().cloned()
    }
}

/// Identifies the kind of database. Only reads; a database that is ours costs two
/// short queries.
pub async fn identify(db: &DatabaseConnection) -> Result<Identity, DbErr> {
    identify_on(db).await
}

pub(crate) async fn identify_on<C: ConnectionTrait>(db: &C) -> Result<Identity, DbErr> {
    let ask = async |sql: &str| dialect::texts(db, sql).await;
    let identity = identify_by(db.get_database_backend(), &ask).await?;
    if identity == Identity::Empty && !dialect::has_schema(db).await? {
        return Err(dialect::no_schema());
    }
    // The catalogues hide a table from a user without a right on it.
    // Of one that is a view no row is computed.
    if !matches!(identity, Identity::Ours { .. })
        && let Err(error) =
            ask(&format!("SELECT version FROM {} WHERE 1 = 0", records::TABLE)).await
        && dialect::classify(&error) == ErrorClass::Denied
    {
        return Err(error);
    }
    Ok(identity)
}

/// Identifies the database that answers the queries of `ask`, which yields the one text of each
/// row. For a SQLite file that is open through another library than SeaORM's.
///
/// The migration records decide; without our records, the mark in the header of a
/// SQLite file, and then the tables.
///
/// That takes several queries: the answer is accepted when it is the same twice, since another run may
/// have made the tables in between.
pub async fn identify_by<E>(
    backend: DbBackend,
    ask: impl AsyncFn(&str) -> Result<Vec<String>, E>,
) -> Result<Identity, E> {
    const TRIES: usize = 4;
    let mut last = identify_once(backend, &ask).await;
    for _ in 1..TRIES {
        if let Ok(Identity::Ours { .. }) = last {
            break;
        }
        let next = identify_once(backend, &ask).await;
        let agreed = matches!((&last, &next), (Ok(a), Ok(b)) if a == b);
        last = next;
        if agreed {
            break;
        }
    }
    last
}

async fn identify_once<E>(
    backend: DbBackend,
    ask: &impl AsyncFn(&str) -> Result<Vec<String>, E>,
) -> Result<Identity, E> {
    let tables: Vec<&str> =
        TABLES.iter().chain(&RECORD_TABLES).chain([&IMPORTED, &HISTORY]).copied().collect();
    let views = ask(&dialect::not_tables_sql(backend, &tables)).await?;
    if !views.is_empty() {
        let tables = views.iter().map(|name| format!("{name}, which is a view")).collect();
        return Ok(Identity::Foreign { tables });
    }
    let versions = ask(&dialect::column_sql(backend, "version", records::TABLE)).await;
    let recorded = match &versions {
        Ok(texts) => dialect::lines(texts),
        Err(_) => HashSet::new(),
    };
    if let Some(identity) = ours(backend, ask, &recorded).await {
        return Ok(identity);
    }
    let all = ask(&dialect::tables_sql(backend)).await?;
    let installed = all.iter().any(|table| table == records::TABLE);
    if installed && versions.is_err() {
        let columns = ask(&dialect::column_names_sql(backend, records::TABLE)).await?;
        if columns.iter().any(|name| name == "version") {
            versions?;
        }
        // Another program's table of that name.
        return Ok(Identity::Foreign { tables: all });
    }
    let tables: Vec<String> =
        all.into_iter().filter(|table| !RECORD_TABLES.contains(&table.as_str())).collect();
    if !recorded.is_empty() || marked_by_another(backend, ask).await? {
        return Ok(Identity::Foreign { tables });
    }
    if tables.iter().all(|table| table == ALEMBIC) {
        return Ok(Identity::Empty);
    }
    if let Some(has_status) = flask(backend, ask, &tables).await? {
        return Ok(Identity::Flask { has_status });
    }
    if installed && only_first_table(backend, ask, &tables).await? {
        return Ok(Identity::Ours {
            pending: crate::names(),
            unknown: Vec::new(),
            dirty: unfinished(backend, ask).await,
        });
    }
    Ok(Identity::Foreign { tables })
}

async fn ours<E>(
    backend: DbBackend,
    ask: &impl AsyncFn(&str) -> Result<Vec<String>, E>,
    versions: &HashSet<String>,
) -> Option<Identity> {
    let names = crate::names();
    if !names.iter().any(|name| versions.contains(name)) {
        return None;
    }
    let mut unknown: Vec<String> =
        versions.iter().filter(|version| !names.contains(version)).cloned().collect();
    unknown.sort();
    let pending = names.into_iter().filter(|name| !versions.contains(name)).collect();
    Some(Identity::Ours { pending, unknown, dirty: unfinished(backend, ask).await })
}

/// The migrations that a run started and did not finish. Where each is one transaction, there
/// are none; a database without such records has no such table.
async fn unfinished<E>(
    backend: DbBackend,
    ask: &impl AsyncFn(&str) -> Result<Vec<String>, E>,
) -> Vec<String> {
    if dialect::transactional(backend) {
        return Vec::new();
    }
    let sql = "SELECT version FROM meetctl_migrations WHERE finished_at IS NULL ORDER BY version";
    ask(sql).await.unwrap_or_default()
}

/// On MySQL the very first migration may have been interrupted between table and record.
async fn only_first_table<E>(
    backend: DbBackend,
    ask: &impl AsyncFn(&str) -> Result<Vec<String>, E>,
    tables: &[String],
) -> Result<bool, E> {
    let first = TABLES[0];
    if dialect::transactional(backend) || tables != [first] {
        return Ok(false);
    }
    let mut columns = ask(&dialect::column_names_sql(backend, first)).await?;
    let known = flask_columns(first).all(|name| columns.iter().any(|column| column == name));
    columns.retain(|column| !flask_columns(first).any(|name| name == column));
    Ok(known && columns.is_empty())
}

/// Whether the tables are the Flask application's, and then whether they have a status.
async fn flask<E>(
    backend: DbBackend,
    ask: &impl AsyncFn(&str) -> Result<Vec<String>, E>,
    tables: &[String],
) -> Result<Option<bool>, E> {
    let mut has_status = false;
    for table in TABLES {
        if !tables.iter().any(|name| name == table) {
            return Ok(None);
        }
        let columns = ask(&dialect::column_names_sql(backend, table)).await?;
        let has = |name: &str| columns.iter().any(|column| column == name);
        if !flask_columns(table).all(has) {
            return Ok(None);
        }
        has_status |= table == "meetings" && has("status");
    }
    Ok(Some(has_status))
}

/// Whether the header of a SQLite file names another program.
async fn marked_by_another<E>(
    backend: DbBackend,
    ask: &impl AsyncFn(&str) -> Result<Vec<String>, E>,
) -> Result<bool, E> {
    if backend != DbBackend::Sqlite {
        return Ok(false);
    }
    let sql = "SELECT CAST(application_id AS TEXT) FROM pragma_application_id";
    let unmarked = ["0".to_owned(), APPLICATION_ID.to_string()];
    Ok(!ask(sql).await?.iter().all(|id| unmarked.contains(id)))
}
