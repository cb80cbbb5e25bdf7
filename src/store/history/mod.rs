//! The history: each change that meetctl makes, written in the transaction that makes it.

mod list;

use std::cell::Cell;

use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, Value,
};
use serde_json::Map;

pub use list::{Entry, HistoryFilter, count_before, of_run, of_user, page, prune, runs_in};

use super::commit::commit;
use super::dialect::{self, Parents, WriteTransaction};
use super::session::Session;
pub use crate::entity::history::ItemKind;
use crate::entity::history::{self, RUN_BITS, run_text};
use crate::entity::odd::OddValues;
use crate::entity::user;
use crate::error::Failure;
use crate::time::UtcTime;

/// Values by the name of their field.
pub type Values = Map<String, serde_json::Value>;

/// Rows of one INSERT, and bytes of their values: a server refuses longer statements.
const ROWS_PER_STATEMENT: usize = 500;
const BYTES_PER_STATEMENT: usize = 1024 * 1024;

/// One run of a command, as the history knows it.
#[derive(Debug)]
pub struct Run {
    /// A random number.
    id: i64,
    /// When it began.
    at: UtcTime,
    /// Who ran it.
    actor: String,
    /// The command, such as `meeting cancel`.
    command: String,
    /// The first entry: that of a bulk run, which has one row.
    pub(in crate::store) first: i64,
    /// The next entry.
    next: Cell<i64>,
}

impl Run {
    /// A run of `command` by `actor`, which begins `at`.
    ///
    /// Its entries are counted from `first`, which is higher for a later run: entries of one moment are
    /// ordered by it, also where the clock is fixed.
    pub fn new(at: UtcTime, first: i64, actor: String, command: String) -> Self {
        let id = rand::random_range(0..1_i64 << RUN_BITS);
        Self { id, at, actor, command, first, next: Cell::new(first + 1) }
    }

    /// Its number.
    pub fn id(&self) -> i64 {
        self.id
    }

    /// Its number as text: see [`run_text`].
    pub fn text(&self) -> String {
        run_text(self.id)
    }
}

/// One change.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// What was changed.
    pub kind: ItemKind,
    /// Which.
    pub id: Option<i64>,
    /// The fields that changed, as they were; `None` if it was created.
    pub old: Option<Values>,
    /// The same fields as they are now; `None` if it was deleted.
    pub new: Option<Values>,
}

impl Change {
    /// A meeting or user that changed from `old` to `new`, whole values: only the fields that differ
    /// are kept. `None` if none does.
    pub fn of(kind: ItemKind, id: i64, old: Option<Values>, new: Option<Values>) -> Option<Self> {
        let (old, new) = match (old, new) {
            (Some(mut old), Some(mut new)) => {
                let same: Vec<String> = old
                    .iter()
                    .filter(|(name, value)| new.get(*name) == Some(value))
                    .map(|(name, _)| name.clone())
                    .collect();
                for name in same {
                    old.remove(&name);
                    new.remove(&name);
                }
                if old.is_empty() && new.is_empty() {
                    return None;
                }
                (Some(old), Some(new))
            }
            sides => sides,
        };
        Some(Self { kind, id: Some(id), old, new })
    }
}

/// The fields of a user.
pub fn user_values(user: &user::Model) -> Values {
    let created_at = user.created_at.map(|time| time.format("%Y-%m-%dT%H:%M:%S%.fZ").to_string());
    let mut values = Values::new();
    values.insert("name".to_owned(), user.name.clone().into());
    values.insert("email".to_owned(), user.email.clone().into());
    values.insert("created_at".to_owned(), created_at.into());
    for odd in user.odd.iter().filter(|odd| odd.column == "created_at") {
        values.insert(odd.column.to_owned(), odd.text.clone().into());
    }
    values
}

/// Writes the rows of `changes` in the transaction that makes them. Returns the number of the first
/// entry: it exists if and only if the transaction was committed.
pub async fn write<'a>(
    tx: &WriteTransaction,
    run: &Run,
    changes: impl IntoIterator<Item = &'a Change>,
) -> Result<i64, DbErr> {
    let first = run.next.get();
    let mut values = Vec::new();
    let mut bytes = 0;
    for change in changes {
        bytes += push(&mut values, run, run.next.get(), change);
        run.next.set(run.next.get() + 1);
        if values.len() >= ROWS_PER_STATEMENT * WIDTH || bytes >= BYTES_PER_STATEMENT {
            insert(tx, std::mem::take(&mut values)).await?;
            bytes = 0;
        }
    }
    if !values.is_empty() {
        insert(tx, values).await?;
    }
    Ok(first)
}

/// Writes the one row of a bulk run, or brings its counts up to date.
pub async fn write_run<const N: usize>(
    tx: &WriteTransaction,
    run: &Run,
    counts: [(&str, u64); N],
) -> Result<(), DbErr> {
    let counts = counts.into_iter().map(|(name, count)| (name.to_owned(), count.into())).collect();
    write_run_values(tx, run, counts).await
}

/// The same, with any values.
pub async fn write_run_values(
    tx: &WriteTransaction,
    run: &Run,
    counts: Values,
) -> Result<(), DbErr> {
    let change = Change { kind: ItemKind::Run, id: None, old: None, new: Some(counts) };
    let updated = history::Entity::update_many()
        .col_expr(history::Column::NewValues, Expr::value(text(change.new.as_ref())))
        .filter(history::Column::RunId.eq(run.id))
        .filter(history::Column::Entry.eq(run.first))
        .exec(tx)
        .await?;
    if updated.rows_affected == 0 {
        let mut values = Vec::new();
        push(&mut values, run, run.first, &change);
        insert(tx, values).await?;
    }
    Ok(())
}

/// Writes the row of a bulk run that ends with these values, in its own transaction; nothing where the
/// schema has no history.
///
/// # Errors
/// A database error that retries do not fix.
pub async fn note_run(session: &Session, values: Values) -> Result<(), Failure> {
    let noted = session.retrying(async |db| {
        let columns = dialect::column_names_sql(db.get_database_backend(), "meetctl_history");
        if dialect::texts(&db, &columns).await?.is_empty() {
            return Ok(());
        }
        let tx = dialect::begin_write(&db).await?;
        write_run_values(&tx, session.run(), values.clone()).await?;
        commit(&db, tx, exists(&db, session.run(), session.run().first)).await
    });
    noted.await
}

/// Changes as the entries that [`write`] makes of them.
pub fn entries(run: &Run, changes: &[Change]) -> Vec<Entry> {
    let entry = |(entry, change): (i64, &Change)| Entry {
        row: history::Model {
            run_id: run.id,
            entry,
            changed_at: run.at,
            actor: run.actor.clone(),
            command: run.command.clone(),
            kind: change.kind.as_str().to_owned(),
            item_id: change.id,
            old_values: text(change.old.as_ref()),
            new_values: text(change.new.as_ref()),
        },
        odd: OddValues::default(),
    };
    (1..).zip(changes).map(entry).collect()
}

/// Whether an entry of a run is stored.
pub async fn exists<C: ConnectionTrait>(db: &C, run: &Run, entry: i64) -> Result<bool, DbErr> {
    Ok(history::Entity::find_by_id((run.id, entry)).count(db).await? > 0)
}

const INTO: &str = "meetctl_history (run_id, entry, changed_at, actor, command, kind, item_id, \
                    old_values, new_values)";
const WIDTH: usize = 9;

/// Adds a row; returns how many bytes its values have.
fn push(values: &mut Vec<Value>, run: &Run, entry: i64, change: &Change) -> usize {
    let (old, new) = (text(change.old.as_ref()), text(change.new.as_ref()));
    let bytes = old.as_ref().map_or(0, String::len) + new.as_ref().map_or(0, String::len);
    values.extend([
        run.id.into(),
        entry.into(),
        run.at.into(),
        run.actor.clone().into(),
        run.command.clone().into(),
        change.kind.as_str().into(),
        change.id.into(),
        old.into(),
        new.into(),
    ]);
    bytes
}

/// JSON text without NUL, which PostgreSQL does not store: JSON escapes it.
fn text(values: Option<&Values>) -> Option<String> {
    values.map(|values| serde_json::Value::Object(values.clone()).to_string())
}

async fn insert(tx: &WriteTransaction, values: Vec<Value>) -> Result<(), DbErr> {
    dialect::insert_values(tx, INTO, Parents::Unknown, WIDTH, values).await.map(|_| ())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(text: &str) -> Option<Values> {
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn only_the_fields_that_differ_are_kept() {
        let change = |old: &str, new: &str| Change::of(ItemKind::User, 7, values(old), values(new));
        assert_eq!(change(r#"{"a":1,"b":null}"#, r#"{"b":null,"a":1}"#), None);
        let changed = change(r#"{"a":1,"b":2}"#, r#"{"a":1,"b":3}"#).unwrap();
        assert_eq!((changed.old, changed.new), (values(r#"{"b":2}"#), values(r#"{"b":3}"#)));
        let created = change("null", r#"{"a":1}"#).unwrap();
        assert_eq!((created.old, created.new), (None, values(r#"{"a":1}"#)));
    }
}
