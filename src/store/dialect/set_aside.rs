//! Indexes and foreign keys that are dropped while a table is filled, and made again from all of its
//! rows, which takes less time than an entry and a check for each.

use migration::dialect::{number, texts};
use migration::runner;
use sea_orm::{ConnectionTrait, DbBackend, DbErr};

use super::role::in_cluster;
use super::{BULK_CACHE, ErrorClass, WriteTransaction, classify};

/// The queries for what is set aside of a table: the statements that drop it, and those that make it
/// again. None where an engine commits with each such statement.
///
/// Of the indexes those that the migrations create, as they are now.
pub fn set_aside_sql(backend: DbBackend, table: &str) -> Option<[String; 2]> {
    let names = runner::index_statements(backend);
    let names: Vec<String> = names.iter().map(|(name, _)| format!("'{name}'")).collect();
    let names = names.join(", ");
    match backend {
        DbBackend::Postgres => {
            let of = |index: &str, key: &str| {
                format!(
                    "SELECT {index} FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid \
                     WHERE indrelid = '{table}'::regclass AND relname IN ({names}) AND indisvalid \
                     AND reltablespace = 0 AND NOT indisclustered AND NOT indisreplident \
                     UNION ALL SELECT {key} FROM pg_constraint \
                     WHERE contype = 'f' AND conrelid = '{table}'::regclass"
                )
            };
            let drop = of(
                "format('DROP INDEX %s', indexrelid::regclass)",
                "format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname)",
            );
            let create = of(
                "pg_get_indexdef(indexrelid)",
                "format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, \
                 pg_get_constraintdef(oid))",
            );
            let comments = of(&comment_on_index("indexrelid"), &comment_on_constraint("oid"));
            Some([drop, with_comments(&create, &comments)])
        }
        DbBackend::Sqlite => {
            let of = |what: &str| {
                format!(
                    "SELECT {what} FROM sqlite_master WHERE type = 'index' \
                     AND tbl_name = '{table}' AND name IN ({names})"
                )
            };
            Some([of("'DROP INDEX ' || name"), of("sql")])
        }
        _ => None,
    }
}

/// The same for the primary keys and unique constraints of a table of PostgreSQL, to which nothing may
/// refer any more: their indexes, too, are made faster from all rows. A key that a view depends on
/// stays.
pub fn keys_set_aside_sql(table: &str) -> [String; 2] {
    let of = |what: &str| {
        format!(
            "SELECT {what} FROM pg_constraint key \
             JOIN pg_class ON pg_class.oid = conindid JOIN pg_index ON indexrelid = conindid \
             WHERE contype IN ('p', 'u') AND conrelid = '{table}'::regclass AND reltablespace = 0 \
             AND reloptions IS NULL AND NOT indisclustered AND NOT indisreplident AND NOT EXISTS \
             (SELECT 1 FROM pg_depend WHERE refclassid = 'pg_constraint'::regclass \
             AND refobjid = key.oid AND deptype = 'n')"
        )
    };
    let drop = of("format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname)");
    let create = of("format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, \
                     pg_get_constraintdef(key.oid))");
    let [index, key] = [comment_on_index("conindid"), comment_on_constraint("key.oid")];
    let comments = [index, key].map(|comment| of(&comment)).join(" UNION ALL ");
    [drop, with_comments(&create, &comments)]
}

/// The statement that makes the comment of an index again; null if it has none.
fn comment_on_index(oid: &str) -> String {
    let text = format!("quote_literal(obj_description({oid}, 'pg_class'))");
    format!("'COMMENT ON INDEX ' || {oid}::regclass || ' IS ' || {text}")
}

/// The same for a constraint.
fn comment_on_constraint(oid: &str) -> String {
    let text = format!("quote_literal(obj_description({oid}, 'pg_constraint'))");
    format!("format('COMMENT ON CONSTRAINT %I ON %s IS ', conname, conrelid::regclass) || {text}")
}

/// A query for statements, and after them those for comments that there are.
fn with_comments(create: &str, comments: &str) -> String {
    format!(
        "SELECT text FROM (SELECT 1 AS part, made.* FROM ({create}) AS made (text) UNION ALL \
         SELECT 2, made.* FROM ({comments}) AS made (text)) AS parts \
         WHERE text IS NOT NULL ORDER BY part"
    )
}

/// What was dropped in a transaction, to be made again before its end.
#[derive(Debug)]
pub struct SetAside(Vec<String>);

impl SetAside {
    /// Takes the tables of meetings for this transaction alone, and drops what slows down the writing
    /// of many rows: nothing on MySQL, where that would end the transaction. `None` where it cannot be
    /// had: without the rights, while others use the tables, or in a cluster that limits what one
    /// transaction writes.
    ///
    /// # Errors
    /// As the engine reports them.
    pub async fn begin(tx: &WriteTransaction) -> Result<Option<Self>, DbErr> {
        let backend = tx.get_database_backend();
        match backend {
            DbBackend::Postgres if !lock_alone(tx).await? => return Ok(None),
            DbBackend::MySql if in_cluster(tx).await? => return Ok(None),
            DbBackend::Sqlite => set_cache(tx, SORTING_CACHE).await?,
            _ => {}
        }
        let mut creations = Vec::new();
        for table in ["meetings", "meeting_participants"] {
            let Some([drop, create]) = set_aside_sql(backend, table) else { continue };
            creations.extend(texts(tx, &create).await?);
            for drop in texts(tx, &drop).await? {
                tx.execute_unprepared(&drop).await?;
            }
        }
        Ok(Some(Self(creations)))
    }

    /// Makes again what was dropped.
    ///
    /// # Errors
    /// As the engine reports them.
    pub async fn end(self, tx: &WriteTransaction) -> Result<(), DbErr> {
        for create in self.0 {
            tx.execute_unprepared(&create).await?;
        }
        if tx.get_database_backend() == DbBackend::Sqlite {
            set_cache(tx, BULK_CACHE).await?;
        }
        Ok(())
    }
}

/// Bytes of pages that SQLite keeps while rows are only appended. It sorts the entries of a new index in as
/// much memory again.
const SORTING_CACHE: usize = 16 * 1024 * 1024;

async fn set_cache(tx: &WriteTransaction, bytes: usize) -> Result<(), DbErr> {
    tx.execute_unprepared(&format!("PRAGMA cache_size = -{}", bytes / 1024)).await.map(drop)
}

/// Locks the tables of PostgreSQL, if this session may change them and nobody else uses them. The
/// statement that drops a foreign key locks both of its tables.
async fn lock_alone(tx: &WriteTransaction) -> Result<bool, DbErr> {
    let may_not = "SELECT COUNT(*) FROM pg_class WHERE oid IN ('users'::regclass, \
                   'meetings'::regclass, 'meeting_participants'::regclass) AND (relkind <> 'r' \
                   OR NOT pg_has_role(relowner, 'USAGE') \
                   OR NOT has_table_privilege(oid, 'REFERENCES') \
                   OR NOT has_schema_privilege(relnamespace, 'CREATE'))";
    if number(tx, may_not).await? > 0 {
        return Ok(false);
    }
    tx.execute_unprepared("SAVEPOINT before_lock").await?;
    let lock = "LOCK TABLE users, meetings, meeting_participants IN ACCESS EXCLUSIVE MODE NOWAIT";
    match tx.execute_unprepared(lock).await {
        Ok(_) => Ok(true),
        Err(error) if classify(&error) == ErrorClass::Busy => {
            tx.execute_unprepared("ROLLBACK TO SAVEPOINT before_lock").await?;
            Ok(false)
        }
        Err(error) => Err(error),
    }
}
