//! SQLite knows foreign keys and indexes; of everything else it keeps the text. A column is dropped only
//! if nothing names it, and a table that is rebuilt loses what the new one is not declared with.

use sea_orm::{ConnectionTrait, DbErr};

use super::super::foreign::{has_check_of_others, keys_of_others, table_sql};
use super::super::{columns, query, text, texts};
use super::{Changed, Found, has_word, words};
use crate::script::Rebuild;

pub(super) async fn dependents<C: ConnectionTrait>(
    db: &C,
    changed: &Changed,
) -> Result<Vec<String>, DbErr> {
    let mut found = Found::default();
    foreign_keys(db, changed, &mut found).await?;
    views_and_triggers(db, changed, &mut found).await?;
    for (table, column) in changed.columns() {
        indexes(db, changed, table, column, &mut found).await?;
        let mentions = words(&table_sql(db, table).await?, column);
        // Its own definition, and the check of the status.
        if mentions > if column == "status" { 2 } else { 1 } && !changed.drops_table(table) {
            let part = format!("another column or a constraint of table {table}");
            found.column(&part, table, column);
        }
    }
    for rebuild in &changed.rebuilt {
        lost_by(db, changed, rebuild, &mut found).await?;
    }
    Ok(found.0)
}

async fn foreign_keys<C: ConnectionTrait>(
    db: &C,
    changed: &Changed,
    found: &mut Found,
) -> Result<(), DbErr> {
    let sql = "SELECT child.name, fk.\"from\", fk.\"table\", COALESCE(fk.\"to\", 'id') \
               FROM sqlite_master child, pragma_foreign_key_list(child.name) fk \
               WHERE child.type = 'table' ORDER BY 1, 2";
    for row in query(db, sql, []).await? {
        let (child, parent) = (text(&row, 0)?, text(&row, 2)?);
        let (from, to) = (text(&row, 1)?, text(&row, 3)?);
        let key = format!("the foreign key of {child}.{from}");
        if changed.drops_table(&child) {
            continue;
        }
        if changed.drops_table(&parent) {
            found.table(&key, &parent);
        }
        for (table, column) in changed.columns() {
            if parent.eq_ignore_ascii_case(table) && to.eq_ignore_ascii_case(column) {
                found.column(&key, table, column);
            }
        }
    }
    Ok(())
}

async fn views_and_triggers<C: ConnectionTrait>(
    db: &C,
    changed: &Changed,
    found: &mut Found,
) -> Result<(), DbErr> {
    let sql = "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE type IN ('view', 'trigger') \
               AND sql IS NOT NULL ORDER BY 1 DESC, 2";
    for row in query(db, sql, []).await? {
        let (kind, name, on, sql) =
            (text(&row, 0)?, text(&row, 1)?, text(&row, 2)?, text(&row, 3)?);
        let object = if kind == "view" {
            format!("view {name}")
        } else {
            format!("trigger {name} on table {on}")
        };
        for table in changed.tables().filter(|table| has_word(&sql, table)) {
            found.table(&object, table);
        }
        for (table, column) in changed.columns() {
            if has_word(&sql, table) && has_word(&sql, column) {
                found.column(&object, table, column);
            }
        }
    }
    Ok(())
}

async fn indexes<C: ConnectionTrait>(
    db: &C,
    changed: &Changed,
    table: &str,
    column: &str,
    found: &mut Found,
) -> Result<(), DbErr> {
    let sql = "SELECT l.name, COALESCE(m.sql, ''), COALESCE((SELECT group_concat(i.name, ' ') \
               FROM pragma_index_info(l.name) i), '') FROM pragma_index_list(?) l \
               LEFT JOIN sqlite_master m ON m.type = 'index' AND m.name = l.name ORDER BY 1";
    for row in query(db, sql, [table.into()]).await? {
        let (name, sql, names) = (text(&row, 0)?, text(&row, 1)?, text(&row, 2)?);
        // The first bracket ends the names of the index and its table.
        let expressions = sql.split_once('(').map_or("", |(_, rest)| rest);
        if !changed.drops_by_name(&name)
            && (has_word(&names, column) || has_word(expressions, column))
        {
            found.column(&format!("index {name} of table {table}"), table, column);
        }
    }
    Ok(())
}

/// What a table has that the new one is declared without.
async fn lost_by<C: ConnectionTrait>(
    db: &C,
    changed: &Changed,
    rebuild: &Rebuild,
    found: &mut Found,
) -> Result<(), DbErr> {
    let table = rebuild.table;
    let mut lost = |what: &str| {
        found.add(what, &format!("table {table}, which is created again without it"));
    };
    for column in columns(db, table).await? {
        let dropped = changed.columns().any(|dropped| dropped == (table, &column.name));
        if !dropped && !rebuild.knows(&column.name) {
            lost(&format!("column {} of table {table}", column.name));
        }
    }
    if has_check_of_others(&table_sql(db, table).await?) {
        lost(&format!("a CHECK of table {table}"));
    }
    let unique = "SELECT name FROM pragma_index_list('meetings') WHERE origin = 'u'";
    if table == "meetings" && !texts(db, unique).await?.is_empty() {
        lost(&format!("a UNIQUE of table {table}"));
    }
    for column in keys_of_others(db, table).await? {
        lost(&format!("the foreign key of {table}.{column}"));
    }
    Ok(())
}
