//! The rebuild of a SQLite table: how a CHECK comes and goes there.
//!
//! <https://www.sqlite.org/lang_altertable.html#otheralter> gives the order: new
//! table, copy, drop the old one, rename, with foreign keys off, since dropping the
//! old table would otherwise delete what refers to it.

use crate::step::{Change, Script};

/// A table that is made anew with the same rows.
#[derive(Clone, Copy, Debug)]
pub struct Rebuild {
    /// Its name.
    pub table: &'static str,
    /// Columns and constraints of the new form.
    pub lines: &'static [&'static str],
    /// The columns whose values are copied, separated by commas.
    pub copied: &'static str,
    /// The columns that are left behind on purpose, separated by commas.
    pub dropped: &'static str,
    /// The statements that make its indexes.
    pub indexes: &'static [&'static str],
}

impl Rebuild {
    /// The statements, in order.
    pub fn script(self) -> Script {
        let Self { table, copied, .. } = self;
        let body = self.lines.join(",\n  ");
        let mut changes: Vec<Change> = [
            format!("CREATE TABLE {table}_rebuilt (\n  {body}\n)"),
            format!("INSERT INTO {table}_rebuilt ({copied}) SELECT {copied} FROM {table}"),
            // The copy alone would set the sequence to the largest id still there,
            // and the ids of deleted rows would be given out again.
            format!("DELETE FROM sqlite_sequence WHERE name = '{table}_rebuilt'"),
            format!(
                "INSERT INTO sqlite_sequence (name, seq) \
                 SELECT '{table}_rebuilt', seq FROM sqlite_sequence WHERE name = '{table}'"
            ),
            format!("DROP TABLE {table}"),
            format!("ALTER TABLE {table}_rebuilt RENAME TO {table}"),
        ]
        .into_iter()
        .map(Change::new)
        .collect();
        changes.extend(self.indexes.iter().map(|sql| Change::new(*sql)));
        Script {
            changes,
            rebuild: Some(self),
        }
    }

    /// Whether the rebuild knows what to do with a column.
    pub fn knows(&self, column: &str) -> bool {
        [self.copied, self.dropped]
            .iter()
            .any(|list| list.split(", ").any(|name| name == column))
    }
}
