//! What other programs made that a change of the schema would stop at, or destroy.

mod mysql;
mod postgres;
mod sqlite;

use std::collections::BTreeSet;

use sea_orm::{ConnectionTrait, DbBackend, DbErr};

use crate::script::{Rebuild, SchemaObject};

/// What is to be changed.
#[derive(Clone, Debug, Default)]
pub(crate) struct Changed {
    /// What is dropped.
    pub dropped: Vec<SchemaObject>,
    /// Columns that get another type: table, name.
    pub retyped: Vec<(String, String)>,
    /// SQLite tables that are rebuilt.
    pub rebuilt: Vec<Rebuild>,
}

impl Changed {
    fn drops_table(&self, name: &str) -> bool {
        self.tables().any(|table| table.eq_ignore_ascii_case(name))
    }

    fn tables(&self) -> impl Iterator<Item = &'static str> {
        self.dropped.iter().filter_map(|object| match object {
            SchemaObject::Table(table) => Some(*table),
            _ => None,
        })
    }

    fn columns(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.dropped.iter().filter_map(|object| match object {
            SchemaObject::Column(table, column) => Some((*table, *column)),
            _ => None,
        })
    }

    /// Whether an index or constraint is dropped by its own statement, before its column.
    fn drops_by_name(&self, name: &str) -> bool {
        self.dropped.iter().any(|object| match object {
            SchemaObject::Index(_, own) | SchemaObject::Constraint(_, own) => *own == name,
            SchemaObject::Table(_) | SchemaObject::Column(..) => false,
        })
    }
}

/// A sentence for each object of others that depends on what is changed, such as `view upcoming
/// depends on column uid of table meetings`. Only reads.
pub(crate) async fn dependents<C: ConnectionTrait>(
    db: &C,
    changed: &Changed,
) -> Result<Vec<String>, DbErr> {
    let drops = changed.tables().next().is_some() || changed.columns().next().is_some();
    if !drops && changed.retyped.is_empty() && changed.rebuilt.is_empty() {
        return Ok(Vec::new());
    }
    match db.get_database_backend() {
        DbBackend::Postgres => postgres::dependents(db, changed).await,
        DbBackend::Sqlite => sqlite::dependents(db, changed).await,
        _ => mysql::dependents(db, changed).await,
    }
}

/// The sentences, each object once.
#[derive(Default)]
struct Found(Vec<String>, BTreeSet<String>);

impl Found {
    fn add(&mut self, object: &str, depends_on: &str) {
        if self.1.insert(object.to_owned()) {
            self.0.push(format!("{object} depends on {depends_on}"));
        }
    }

    fn column(&mut self, object: &str, table: &str, column: &str) {
        self.add(object, &format!("column {column} of table {table}"));
    }

    fn table(&mut self, object: &str, table: &str) {
        self.add(object, &format!("table {table}"));
    }
}

/// Whether SQL has `name` as a word: not as a part of a longer one.
fn has_word(sql: &str, name: &str) -> bool {
    words(sql, name) > 0
}

/// How often SQL has `name` as a word, in any case.
pub(super) fn words(sql: &str, name: &str) -> usize {
    let is_part = |c: char| c.is_alphanumeric() || c == '_' || c == '$';
    sql.split(|c| !is_part(c)).filter(|word| word.eq_ignore_ascii_case(name)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_not_a_part_of_a_longer_one() {
        let sql = "CREATE VIEW v AS SELECT m.\"UID\", `uids` FROM old_meetings, meetings m";
        assert_eq!((words(sql, "uid"), words(sql, "meetings")), (1, 1));
        assert!(!has_word(sql, "uids2") && !has_word("", "uid") && !has_word("x.fluid", "uid"));
    }
}
