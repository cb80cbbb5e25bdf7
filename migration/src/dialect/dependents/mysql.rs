//! MySQL and MariaDB know foreign keys; of views, triggers, checks and generated columns they keep the
//! text, with every name in backquotes.

use sea_orm::{ConnectionTrait, DbErr, QueryResult};

use super::super::{CONSTRAINTS, query, text};
use super::{Changed, Found, has_word};

pub(super) async fn dependents<C: ConnectionTrait>(
    db: &C,
    changed: &Changed,
) -> Result<Vec<String>, DbErr> {
    let mut found = Found::default();
    foreign_keys(db, changed, &mut found).await?;
    views_and_triggers(db, changed, &mut found).await?;
    for (table, column) in changed.columns() {
        parts_of_table(db, changed, table, column, &mut found).await?;
    }
    Ok(found.0)
}

async fn foreign_keys<C: ConnectionTrait>(
    db: &C,
    changed: &Changed,
    found: &mut Found,
) -> Result<(), DbErr> {
    let sql = format!(
        "SELECT {}, CAST(constraint_name AS CHAR), CAST(table_name AS CHAR), \
         CAST(column_name AS CHAR), CAST(referenced_table_name AS CHAR), \
         CAST(referenced_column_name AS CHAR) FROM information_schema.key_column_usage \
         WHERE referenced_table_schema = DATABASE() \
         OR (referenced_table_schema IS NOT NULL AND table_schema = DATABASE()) ORDER BY 2",
        elsewhere("table_schema", "table_name")
    );
    for row in query(db, &sql, []).await? {
        let [place, name, table, column, parent, to] = texts(&row)?;
        let key = format!("foreign key {name} on table {place}");
        if changed.drops_table(&parent) && !changed.drops_table(&place) {
            found.table(&key, &parent);
        }
        for (of, dropped) in changed.columns() {
            if parent == of && to == dropped {
                found.column(&key, of, dropped);
            }
            if table == of && place == of && column == dropped {
                found.column(&key, of, dropped);
            }
        }
    }
    Ok(())
}

/// A table by its name alone, or with its database if that is another one.
fn elsewhere(schema: &str, table: &str) -> String {
    format!(
        "CAST(CASE WHEN {schema} = DATABASE() THEN {table} \
         ELSE CONCAT({schema}, '.', {table}) END AS CHAR)"
    )
}

async fn views_and_triggers<C: ConnectionTrait>(
    db: &C,
    changed: &Changed,
    found: &mut Found,
) -> Result<(), DbErr> {
    let sql = format!(
        "SELECT 'view', {}, CAST(table_schema AS CHAR), '', COALESCE(view_definition, ''), \
         CAST(DATABASE() AS CHAR) FROM information_schema.views \
         UNION ALL SELECT 'trigger', {}, CAST(trigger_schema AS CHAR), \
         {}, action_statement, CAST(DATABASE() AS CHAR) FROM information_schema.triggers \
         ORDER BY 1, 2",
        elsewhere("table_schema", "table_name"),
        elsewhere("trigger_schema", "trigger_name"),
        elsewhere("event_object_schema", "event_object_table"),
    );
    for row in query(db, &sql, []).await? {
        let [kind, name, schema, on, definition, here] = texts(&row)?;
        let names = |table: &str| match kind.as_str() {
            // The server adds the database to every name.
            "view" => definition.contains(&format!("`{here}`.`{table}`")),
            _ => on == table || (schema == here && has_word(&definition, table)),
        };
        let object = if on.is_empty() {
            format!("{kind} {name}")
        } else {
            format!("{kind} {name} on table {on}")
        };
        for table in changed.tables().filter(|table| names(table)) {
            found.table(&object, table);
        }
        for (table, column) in changed.columns() {
            if names(table) && has_word(&definition, column) {
                found.column(&object, table, column);
            }
        }
    }
    Ok(())
}

/// Generated columns, checks and indexes of others on a column of a table.
async fn parts_of_table<C: ConnectionTrait>(
    db: &C,
    changed: &Changed,
    table: &'static str,
    column: &'static str,
    found: &mut Found,
) -> Result<(), DbErr> {
    let sql = "SELECT 'column', CAST(column_name AS CHAR), COALESCE(generation_expression, '') \
               FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = ? \
               UNION ALL SELECT 'constraint', CAST(c.constraint_name AS CHAR), k.check_clause \
               FROM information_schema.table_constraints c \
               JOIN information_schema.check_constraints k \
               ON k.constraint_schema = c.constraint_schema AND k.constraint_name = c.constraint_name \
               WHERE c.table_schema = DATABASE() AND c.table_name = ? AND c.constraint_type = 'CHECK' \
               UNION ALL SELECT 'index', CAST(index_name AS CHAR), CAST(column_name AS CHAR) \
               FROM information_schema.statistics WHERE table_schema = DATABASE() AND table_name = ? \
               AND column_name IS NOT NULL ORDER BY 1, 2";
    for row in query(db, sql, [table.into(), table.into(), table.into()]).await? {
        let [kind, name, expression] = texts(&row)?;
        let ours = changed.drops_by_name(&name)
            || CONSTRAINTS.iter().any(|constraint| constraint.name == name);
        if !ours && has_word(&expression, column) {
            found.column(&format!("{kind} {name} of table {table}"), table, column);
        }
    }
    Ok(())
}

/// The columns of a row as texts.
fn texts<const N: usize>(row: &QueryResult) -> Result<[String; N], DbErr> {
    let mut texts = [const { String::new() }; N];
    for (index, place) in texts.iter_mut().enumerate() {
        *place = text(row, index)?;
    }
    Ok(texts)
}
