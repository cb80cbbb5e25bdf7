//! What others added to the schema that changes what a statement does: triggers, rules, policies,
//! constraints. No migration creates any of them.

use sea_orm::{ConnectionTrait, DbBackend, DbErr};

use super::catalogue::here;
use super::dependents::words;
use super::{CONSTRAINTS, Rule, query, text, texts};

/// The tables of meetctl as a condition on `column`.
fn is_ours(column: &str) -> String {
    format!(
        "({column} IN ('users', 'meetings', 'meeting_participants', 'seaql_migrations') \
         OR {column} LIKE 'meetctl!_%' ESCAPE '!')"
    )
}

/// The query for what runs when others or meetctl write: `trigger NAME on TABLE`, one per row.
///
/// On SQLite all triggers of the file, on PostgreSQL also rules, policies and row security of the
/// tables, on MySQL also the events of the database.
pub fn foreign_triggers_sql(backend: DbBackend) -> String {
    match backend {
        // Names may be of any length, and of any type in a file that was not made by a program.
        DbBackend::Sqlite => {
            "SELECT 'trigger ' || substr(CAST(name AS TEXT), 1, 100) || ' on ' || \
             substr(CAST(tbl_name AS TEXT), 1, 100) FROM sqlite_schema WHERE type = 'trigger' \
             ORDER BY 1"
                .to_owned()
        }
        DbBackend::Postgres => {
            let table = "JOIN pg_class c ON c.oid = x.TABLE JOIN pg_namespace n \
                         ON n.oid = c.relnamespace WHERE n.nspname = current_schema() AND ";
            let on = |table_id: &str| {
                format!("{}{}", table.replace("TABLE", table_id), is_ours("c.relname"))
            };
            format!(
                "SELECT what FROM (\
                 SELECT 'trigger ' || x.tgname || ' on ' || c.relname AS what \
                 FROM pg_trigger x {} AND NOT x.tgisinternal \
                 UNION ALL SELECT 'rule ' || x.rulename || ' on ' || c.relname \
                 FROM pg_rewrite x {} AND x.rulename <> '_RETURN' \
                 UNION ALL SELECT 'policy ' || x.polname || ' on ' || c.relname \
                 FROM pg_policy x {} \
                 UNION ALL SELECT 'row security on ' || c.relname \
                 FROM pg_class x {} AND c.relrowsecurity) found ORDER BY what",
                on("tgrelid"),
                on("ev_class"),
                on("polrelid"),
                on("oid")
            )
        }
        _ => format!(
            "SELECT CAST(CONCAT('trigger ', trigger_name, ' on ', event_object_table) AS CHAR) \
             FROM information_schema.triggers WHERE event_object_schema = {0} AND {1} \
             UNION ALL SELECT CAST(CONCAT('event ', event_name) AS CHAR) \
             FROM information_schema.events WHERE event_schema = {0} ORDER BY 1",
            here(backend),
            is_ours("event_object_table")
        ),
    }
}

/// The query for the views that others made, of the database or, on PostgreSQL, of its tables:
/// `view NAME`, one per row.
pub fn foreign_views_sql(backend: DbBackend) -> String {
    match backend {
        DbBackend::Sqlite => "SELECT 'view ' || substr(CAST(name AS TEXT), 1, 100) \
             FROM sqlite_schema WHERE type = 'view' ORDER BY 1"
            .to_owned(),
        DbBackend::Postgres => format!(
            "SELECT DISTINCT 'view ' || v.relname AS what FROM pg_depend d \
             JOIN pg_rewrite r ON r.oid = d.objid JOIN pg_class v ON v.oid = r.ev_class \
             JOIN pg_class c ON c.oid = d.refobjid JOIN pg_namespace n ON n.oid = c.relnamespace \
             WHERE d.classid = 'pg_rewrite'::regclass AND d.refclassid = 'pg_class'::regclass \
             AND v.relkind IN ('v', 'm') AND n.nspname = current_schema() AND {} ORDER BY what",
            is_ours("c.relname")
        ),
        _ => format!(
            "SELECT CAST(CONCAT('view ', table_name) AS CHAR) FROM information_schema.views \
             WHERE table_schema = {} ORDER BY 1",
            here(backend)
        ),
    }
}

/// Whether users, meetings and participations must be what the schema demands, and no more: others added no
/// trigger and no foreign key, and on SQLite, where the text of a table shows it, no CHECK. Not on PostgreSQL.
///
/// # Errors
/// As the engine reports them.
pub async fn demands_the_schema_only<C: ConnectionTrait>(db: &C) -> Result<bool, DbErr> {
    let backend = db.get_database_backend();
    let others = texts(db, &foreign_triggers_sql(backend)).await?;
    if others.iter().any(|what| !what.starts_with("event ")) {
        return Ok(false);
    }
    for table in ["users", "meetings", "meeting_participants"] {
        let has_check =
            backend == DbBackend::Sqlite && has_check_of_others(&table_sql(db, table).await?);
        if has_check || !keys_of_others(db, table).await?.is_empty() {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The declaration of a table of a SQLite file; empty if there is none.
pub(super) async fn table_sql<C: ConnectionTrait>(db: &C, table: &str) -> Result<String, DbErr> {
    let sql = "SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?";
    let rows = query(db, sql, [table.into()]).await?;
    rows.first().map_or(Ok(String::new()), |row| text(row, 0))
}

/// The CHECKs of the schema in a SQLite file, as the migrations declare them.
const CHECKS: [&str; 2] = [
    "CONSTRAINT meeting_status_check \
     CHECK (status IN ('scheduled', 'in_progress', 'completed', 'cancelled'))",
    "CONSTRAINT meeting_time_check CHECK (substr(end_time, 1, 19) > substr(start_time, 1, 19))",
];

/// Whether a table of a SQLite file, declared so, has a CHECK that the schema does not have.
pub(super) fn has_check_of_others(sql: &str) -> bool {
    words(sql, "check") > CHECKS.iter().filter(|check| sql.contains(**check)).count()
}

/// The columns with foreign keys of a table that the schema does not have; not on PostgreSQL.
pub(super) async fn keys_of_others<C: ConnectionTrait>(
    db: &C,
    table: &str,
) -> Result<Vec<String>, DbErr> {
    let sql = match db.get_database_backend() {
        DbBackend::Sqlite => "SELECT \"from\", \"table\" FROM pragma_foreign_key_list(?)",
        _ => {
            "SELECT CAST(column_name AS CHAR), CAST(CASE WHEN referenced_table_schema = DATABASE() \
             THEN referenced_table_name ELSE referenced_table_schema END AS CHAR) \
             FROM information_schema.key_column_usage WHERE table_schema = DATABASE() \
             AND table_name = ? AND referenced_table_name IS NOT NULL"
        }
    };
    let is_ours = |from: &str, to: &str| {
        CONSTRAINTS.iter().any(|c| match c.rule {
            Rule::Reference { column, parent } => (c.table, column, parent) == (table, from, to),
            Rule::Check | Rule::Unique(_) => false,
        })
    };
    let mut others = Vec::new();
    for row in query(db, sql, [table.into()]).await? {
        let (from, to) = (text(&row, 0)?, text(&row, 1)?);
        if !is_ours(&from, &to) {
            others.push(from);
        }
    }
    Ok(others)
}
