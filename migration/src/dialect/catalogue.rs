//! What the engines' catalogues hold: tables, columns, indexes.

use std::collections::HashSet;

use sea_orm::{ConnectionTrait, DbBackend, DbErr, Value};

use super::{as_text, placeholder, query, text, texts};
use crate::script::SchemaObject;

/// The name of the schema that meetctl works in.
pub(super) fn here(backend: DbBackend) -> &'static str {
    if backend == DbBackend::MySql { "DATABASE()" } else { "current_schema()" }
}

/// Whether the session has a schema: of a search path that names none, no table is found.
pub(crate) async fn has_schema<C: ConnectionTrait>(db: &C) -> Result<bool, DbErr> {
    if db.get_database_backend() != DbBackend::Postgres {
        return Ok(true);
    }
    let sql = "SELECT CAST(current_schema() AS TEXT) WHERE current_schema() IS NOT NULL";
    Ok(!texts(db, sql).await?.is_empty())
}

/// The query for the names of all tables, without the engine's own.
pub(crate) fn tables_sql(backend: DbBackend) -> String {
    if backend == DbBackend::Sqlite {
        return "SELECT name FROM sqlite_master WHERE type = 'table' \
                AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name"
            .to_owned();
    }
    format!(
        "SELECT {} FROM information_schema.tables \
         WHERE table_schema = {} AND table_type LIKE 'BASE%' ORDER BY table_name",
        as_text(backend, "table_name"),
        here(backend)
    )
}

/// The query for those of the tables called `names` that are none: a view computes its rows, as long
/// as it likes, and so may a virtual or a foreign table.
pub(crate) fn not_tables_sql(backend: DbBackend, names: &[&str]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("'{name}'")).collect();
    let names = names.join(", ");
    match backend {
        DbBackend::Sqlite => format!(
            "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND rootpage IS 0 \
             AND lower(name) IN ({names}) ORDER BY name"
        ),
        DbBackend::Postgres => format!(
            "SELECT CAST(relname AS TEXT) FROM pg_class c \
             JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = current_schema() \
             AND relname IN ({names}) AND relkind NOT IN ('r', 'p') ORDER BY relname"
        ),
        _ => format!(
            "SELECT {} FROM information_schema.tables WHERE table_schema = DATABASE() \
             AND table_name IN ({names}) AND table_type NOT IN ('BASE TABLE', 'SYSTEM VERSIONED') ORDER BY table_name",
            as_text(backend, "table_name")
        ),
    }
}

/// The query for the names of the columns of a table, in lower case.
pub fn column_names_sql(backend: DbBackend, table: &str) -> String {
    if backend == DbBackend::Sqlite {
        return format!("SELECT lower(name) FROM pragma_table_info('{table}')");
    }
    format!(
        "SELECT lower({}) FROM information_schema.columns \
         WHERE table_schema = {} AND table_name = '{table}'",
        as_text(backend, "column_name"),
        here(backend)
    )
}

/// A column as the engine describes it.
#[derive(Clone, Debug)]
pub(crate) struct Column {
    /// Its name, in lower case.
    pub name: String,
    /// Its type, in lower case, with length where the engine has one.
    pub kind: String,
    /// Whether it may be empty.
    pub nullable: bool,
    /// Whether the engine fills it when a statement does not.
    pub has_default: bool,
}

/// The columns of a table, in order; none if the table does not exist.
pub(crate) async fn columns<C: ConnectionTrait>(db: &C, table: &str) -> Result<Vec<Column>, DbErr> {
    let backend = db.get_database_backend();
    let sql = match backend {
        DbBackend::Sqlite => {
            "SELECT name, type, CASE WHEN \"notnull\" = 1 THEN 'NO' ELSE 'YES' END, \
             CASE WHEN dflt_value IS NOT NULL OR pk > 0 THEN 'YES' ELSE 'NO' END \
             FROM pragma_table_xinfo(?) ORDER BY cid"
        }
        DbBackend::Postgres => {
            "SELECT CAST(column_name AS TEXT), \
             CAST(data_type AS TEXT) || COALESCE('(' || character_maximum_length || ')', ''), \
             CAST(is_nullable AS TEXT), \
             CASE WHEN column_default IS NOT NULL OR is_identity = 'YES' \
             OR is_generated <> 'NEVER' THEN 'YES' ELSE 'NO' END \
             FROM information_schema.columns \
             WHERE table_schema = current_schema() AND table_name = $1 ORDER BY ordinal_position"
        }
        _ => {
            "SELECT CAST(column_name AS CHAR(64)), CAST(column_type AS CHAR(255)), \
             CAST(is_nullable AS CHAR(3)), \
             CASE WHEN column_default IS NOT NULL OR extra <> '' THEN 'YES' ELSE 'NO' END \
             FROM information_schema.columns \
             WHERE table_schema = DATABASE() AND table_name = ? ORDER BY ordinal_position"
        }
    };
    let rows = query(db, sql, [table.into()]).await?;
    rows.iter()
        .map(|row| {
            Ok(Column {
                name: text(row, 0)?.to_lowercase(),
                kind: text(row, 1)?.to_lowercase(),
                nullable: text(row, 2)? == "YES",
                has_default: text(row, 3)? == "YES",
            })
        })
        .collect()
}

/// Whether the schema has `object`.
pub(crate) async fn exists<C: ConnectionTrait>(
    db: &C,
    object: SchemaObject,
) -> Result<bool, DbErr> {
    let backend = db.get_database_backend();
    let sql = object_sql(backend, object);
    let values = match object {
        SchemaObject::Table(table) => vec![table],
        SchemaObject::Column(table, name)
        | SchemaObject::Index(table, name)
        | SchemaObject::Constraint(table, name) => vec![table, name],
    };
    let values: Vec<Value> = values.into_iter().map(Value::from).collect();
    Ok(!query(db, &sql, values).await?.is_empty())
}

fn object_sql(backend: DbBackend, object: SchemaObject) -> String {
    if backend == DbBackend::Sqlite {
        let sql = match object {
            SchemaObject::Table(_) => "FROM sqlite_master WHERE type = 'table' AND name = ?",
            SchemaObject::Column(..) => "FROM pragma_table_info(?) WHERE name = ?",
            SchemaObject::Index(..) => {
                "FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND name = ?"
            }
            SchemaObject::Constraint(..) => {
                "FROM sqlite_master WHERE type = 'table' AND name = ? AND instr(sql, ?) > 0"
            }
        };
        return format!("SELECT 1 {sql}");
    }
    if backend == DbBackend::Postgres && matches!(object, SchemaObject::Index(..)) {
        return "SELECT 1 FROM pg_indexes WHERE schemaname = current_schema() \
                AND tablename = $1 AND indexname = $2"
            .to_owned();
    }
    let (view, name) = match object {
        SchemaObject::Table(_) => ("tables", ""),
        SchemaObject::Column(..) => ("columns", "column_name"),
        SchemaObject::Index(..) => ("statistics", "seq_in_index = 1 AND index_name"),
        SchemaObject::Constraint(..) => ("table_constraints", "constraint_name"),
    };
    let [table_mark, name_mark] = [1, 2].map(|n| placeholder(backend, n));
    let and_name =
        if name.is_empty() { String::new() } else { format!(" AND {name} = {name_mark}") };
    format!(
        "SELECT 1 FROM information_schema.{view} WHERE table_schema = {} \
         AND table_name = {table_mark}{and_name}",
        here(backend)
    )
}

/// The query for a column of every row of a table, to be split by [`lines`].
///
/// Every command runs this query first. The SQLite driver passes each row from one thread to another,
/// so there all of them come in one.
pub(crate) fn column_sql(backend: DbBackend, column: &str, table: &str) -> String {
    if backend == DbBackend::Sqlite {
        // Without rows the text is NULL.
        format!("SELECT coalesce(group_concat({column}, char(10)), '') FROM {table}")
    } else {
        format!("SELECT {column} FROM {table}")
    }
}

/// The result of [`column_sql`]; no text of the column may hold a line feed.
pub(crate) fn lines(texts: &[String]) -> HashSet<String> {
    let lines = texts.iter().flat_map(|text| text.lines());
    lines.map(ToOwned::to_owned).collect()
}

/// The columns of the primary key of a table, in order.
pub(crate) async fn primary_key<C: ConnectionTrait>(
    db: &C,
    table: &str,
) -> Result<Vec<String>, DbErr> {
    let backend = db.get_database_backend();
    let sql = if backend == DbBackend::Sqlite {
        "SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk".to_owned()
    } else {
        format!(
            "SELECT {} FROM information_schema.table_constraints c \
             JOIN information_schema.key_column_usage k \
             ON k.constraint_schema = c.constraint_schema \
             AND k.constraint_name = c.constraint_name AND k.table_name = c.table_name \
             WHERE c.constraint_type = 'PRIMARY KEY' AND c.table_schema = {} \
             AND c.table_name = {} ORDER BY k.ordinal_position",
            as_text(backend, "k.column_name"),
            here(backend),
            placeholder(backend, 1)
        )
    };
    let rows = query(db, &sql, [table.into()]).await?;
    rows.iter().map(|row| text(row, 0)).collect()
}

/// The names of indexes that PostgreSQL does not use: what is left of a failed attempt to create
/// one concurrently. One that is being created now is not among them.
pub async fn invalid_indexes<C: ConnectionTrait>(db: &C) -> Result<Vec<String>, DbErr> {
    if db.get_database_backend() != DbBackend::Postgres {
        return Ok(Vec::new());
    }
    let sql = "SELECT CAST(i.relname AS TEXT) FROM pg_index x \
               JOIN pg_class i ON i.oid = x.indexrelid \
               WHERE NOT x.indisvalid AND i.relnamespace = \
               (SELECT oid FROM pg_namespace WHERE nspname = current_schema()) \
               AND NOT EXISTS (SELECT 1 FROM pg_stat_progress_create_index p \
               WHERE p.relid = x.indrelid)";
    texts(db, sql).await
}

/// Settings of the server under which constraints are not enforced, such as
/// `foreign_key_checks = OFF`.
pub async fn disabled_rules<C: ConnectionTrait>(db: &C) -> Result<Vec<String>, DbErr> {
    let sql = match db.get_database_backend() {
        DbBackend::Postgres => {
            "SELECT CAST(name AS TEXT), CAST(setting AS TEXT) FROM pg_settings \
             WHERE name = 'session_replication_role' AND setting = 'replica'"
        }
        DbBackend::Sqlite => return Ok(Vec::new()),
        _ => {
            "SHOW GLOBAL VARIABLES WHERE Value = 'OFF' \
             AND Variable_name IN ('foreign_key_checks', 'check_constraint_checks')"
        }
    };
    let rows = query(db, sql, []).await?;
    rows.iter().map(|row| Ok(format!("{} = {}", text(row, 0)?, text(row, 1)?))).collect()
}
