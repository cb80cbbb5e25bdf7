//! What others added to the schema that changes what a statement does: triggers, rules, policies.
//! No migration creates any of them.

use sea_orm::DbBackend;

use super::catalogue::here;

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
