//! How a database stores texts and tables: its encoding, and InnoDB's pages and rows.

use std::fmt;

use sea_orm::{ConnectionTrait, DbBackend, DbErr};

use super::{query, text, texts};

/// Why a database cannot hold the texts or the indexes of meetctl.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unsuitable {
    /// The encoding of a PostgreSQL database or of a SQLite file.
    Encoding(String),
    /// The size of InnoDB's pages, in bytes.
    PageSize(u64),
}

/// The smallest pages of InnoDB in which an index on an e-mail address fits, in bytes.
const MIN_PAGE_SIZE: u64 = 8192;

impl fmt::Display for Unsuitable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Encoding(encoding) => {
                write!(f, "the encoding of the database is {encoding}, not UTF-8")
            }
            Self::PageSize(bytes) => write!(
                f,
                "the server has InnoDB pages of {bytes} bytes, and the indexes need {MIN_PAGE_SIZE}"
            ),
        }
    }
}

/// Why the tables cannot be made in this database; `None` if they can. Only reads.
pub async fn unsuitable<C: ConnectionTrait>(db: &C) -> Result<Option<Unsuitable>, DbErr> {
    let encoding = match db.get_database_backend() {
        DbBackend::Sqlite => texts(db, "PRAGMA encoding").await?,
        DbBackend::Postgres => {
            texts(db, "SELECT CAST(current_setting('server_encoding') AS TEXT)").await?
        }
        _ => {
            // What speaks MySQL's protocol and has no InnoDB has no such setting.
            let size = setting(db, "innodb_page_size").await?.and_then(|size| size.parse().ok());
            return Ok(size.filter(|size| *size < MIN_PAGE_SIZE).map(Unsuitable::PageSize));
        }
    };
    let other = encoding.into_iter().find(|name| !matches!(name.as_str(), "UTF8" | "UTF-8"));
    Ok(other.map(Unsuitable::Encoding))
}

/// Tables and columns whose texts are compared or stored otherwise than the migrations make them,
/// each with how. Only on MySQL can these differ from the database.
pub async fn other_storage<C: ConnectionTrait>(db: &C) -> Result<Vec<String>, DbErr> {
    if db.get_database_backend() != DbBackend::MySql {
        return Ok(Vec::new());
    }
    let columns = "SELECT CAST(CONCAT(table_name, '.', column_name, ' (', collation_name, ')') AS CHAR) \
                   FROM information_schema.columns WHERE table_schema = DATABASE() \
                   AND collation_name <> 'utf8mb4_bin' \
                   AND ((table_name = 'users' AND column_name IN ('name', 'email')) \
                   OR (table_name = 'meetings' AND column_name IN ('title', 'status', 'uid')) \
                   OR (table_name = 'meetctl_imported' AND column_name = 'event_uid') \
                   OR (table_name = 'meetctl_history' AND column_name IN ('actor', 'command', 'kind'))) \
                   ORDER BY 1";
    // A description is only shown.
    let description = "SELECT CAST(CONCAT(table_name, '.', column_name, ' (', character_set_name, ')') AS CHAR) \
                       FROM information_schema.columns WHERE table_schema = DATABASE() \
                       AND character_set_name <> 'utf8mb4' \
                       AND table_name = 'meetings' AND column_name = 'description'";
    let engines = format!(
        "SELECT CAST(CONCAT(table_name, ' (', engine, ')') AS CHAR) FROM information_schema.tables \
         WHERE table_schema = DATABASE() AND engine <> 'InnoDB' AND {OURS} ORDER BY 1"
    );
    let mut found = texts(db, &engines).await?;
    found.extend(texts(db, columns).await?);
    found.extend(texts(db, description).await?);
    Ok(found)
}

/// The tables of meetctl that have rows of people.
const OURS: &str = "table_name IN ('users', 'meetings', 'meeting_participants', 'meetctl_imported', 'meetctl_history')";

/// How a MySQL server stores a table that does not say how.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct RowFormats {
    /// Whether a new table gets rows in which an index on an e-mail address does not fit.
    pub new_is_narrow: bool,
    /// The tables of meetctl that have such rows, or will have them once the server writes them
    /// again, as it does for many an ALTER TABLE.
    pub narrow: Vec<String>,
}

/// What follows a table on MySQL that is to have rows with long index entries.
pub(crate) const WIDE_ROWS: &str = "ROW_FORMAT=DYNAMIC";

/// How the server stores the tables. Only reads.
pub(crate) async fn row_formats<C: ConnectionTrait>(db: &C) -> Result<RowFormats, DbErr> {
    if db.get_database_backend() != DbBackend::MySql {
        return Ok(RowFormats::default());
    }
    let default = setting(db, "innodb_default_row_format").await?;
    let new_is_narrow = default.is_some_and(|format| !format.eq_ignore_ascii_case("dynamic"));
    let unnamed = if new_is_narrow { "create_options NOT LIKE '%row_format=%'" } else { "1 = 0" };
    let narrow = format!(
        "SELECT CAST(table_name AS CHAR) FROM information_schema.tables \
         WHERE table_schema = DATABASE() AND engine = 'InnoDB' AND {OURS} \
         AND (row_format IN ('Compact', 'Redundant') OR {unnamed}) ORDER BY 1"
    );
    Ok(RowFormats { new_is_narrow, narrow: texts(db, &narrow).await? })
}

/// Whether the server changes no column that a CHECK names: seekdb. Its times remain without fractions
/// of seconds.
pub(crate) async fn keeps_checked_columns<C: ConnectionTrait>(db: &C) -> Result<bool, DbErr> {
    if db.get_database_backend() != DbBackend::MySql {
        return Ok(false);
    }
    let version = texts(db, "SELECT CAST(VERSION() AS CHAR)").await?.concat().to_lowercase();
    Ok(["oceanbase", "seekdb"].iter().any(|product| version.contains(product)))
}

/// A setting of a MySQL server; `None` if it does not know it.
async fn setting<C: ConnectionTrait>(db: &C, name: &str) -> Result<Option<String>, DbErr> {
    let rows = query(db, &format!("SHOW GLOBAL VARIABLES LIKE '{name}'"), []).await?;
    rows.first().map(|row| text(row, 1)).transpose()
}
