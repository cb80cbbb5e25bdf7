//! Reads the history, newest first, and deletes what is old.

use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DatabaseConnection, DbBackend, DbErr, EntityTrait,
    QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};

use super::ItemKind;
use crate::entity::history::{self, Column};
use crate::entity::odd::OddValues;
use crate::error::Failure;
use crate::store::cells::{Cells, TableRow};
use crate::store::commit::commit;
use crate::store::session::Session;
use crate::store::{compare, dialect, json_rows};
use crate::time::UtcTime;

/// Which entries.
#[derive(Debug, Clone, Default)]
pub struct HistoryFilter {
    /// Those about this.
    pub item: Option<(ItemKind, i64)>,
    /// Those of this actor.
    pub actor: Option<String>,
    /// Those of runs that began at this moment or later.
    pub from: Option<UtcTime>,
    /// Those of runs that began before this moment.
    pub to: Option<UtcTime>,
    /// Those of runs in this range of numbers.
    pub runs: Option<(i64, i64)>,
    /// Those about this user, and those of the actor with this address in lower case.
    pub person: Option<(i64, String)>,
}

impl HistoryFilter {
    fn condition(&self, backend: DbBackend) -> Condition {
        let person = self.person.as_ref().map(|(id, address)| {
            let actor = Expr::cust(dialect::ascii_lower(backend, "actor"));
            Condition::any().add(about_user(*id)).add(actor.eq(address.as_str()))
        });
        let kind = self.item.map(|(kind, _)| Column::Kind.eq(kind.as_str()));
        Condition::all()
            .add_option(kind)
            .add_option(self.item.map(|(_, id)| Column::ItemId.eq(id)))
            .add_option(self.actor.as_ref().map(|actor| Column::Actor.eq(actor)))
            .add_option(self.from.map(|from| compare::since(Column::ChangedAt, from)))
            .add_option(self.to.map(|to| compare::before(Column::ChangedAt, to)))
            .add_option(self.runs.map(|(first, last)| Column::RunId.between(first, last)))
            .add_option(person)
    }
}

/// An entry.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The row.
    pub row: history::Model,
    /// What could not be read as it is stored.
    pub odd: OddValues,
}

impl TableRow for Entry {
    const TABLE: &'static str = "meetctl_history";

    fn read(cells: &mut Cells<'_>) -> Result<Self, DbErr> {
        Ok(Self {
            row: history::Model {
                run_id: cells.id("run_id")?,
                entry: cells.integer("entry")?,
                changed_at: cells.time("changed_at")?,
                actor: cells.text("actor")?,
                command: cells.text("command")?,
                kind: cells.text("kind")?,
                item_id: cells.optional_integer("item_id")?,
                old_values: cells.optional_text("old_values")?,
                new_values: cells.optional_text("new_values")?,
            },
            odd: cells.odd(),
        })
    }
}

/// The next at most `size` entries before `last`, or the newest: the newest first.
pub async fn page(
    db: &DatabaseConnection,
    filter: &HistoryFilter,
    last: Option<&Entry>,
    size: u64,
) -> Result<Vec<Entry>, DbErr> {
    let mut condition = filter.condition(db.get_database_backend());
    if let Some(Entry { row, .. }) = last {
        let same_entry = Column::Entry.eq(row.entry).and(Column::RunId.lt(row.run_id));
        let same_time = Column::Entry.lt(row.entry).or(same_entry);
        condition = condition
            .add(compare::until(Column::ChangedAt, row.changed_at))
            .add(compare::before(Column::ChangedAt, row.changed_at).or(same_time));
    }
    let select = history::Entity::find()
        .filter(condition)
        .order_by_desc(Column::ChangedAt)
        .order_by_desc(Column::Entry)
        .order_by_desc(Column::RunId)
        .limit(size)
        .into_query();
    json_rows::plain(db, &select).await
}

fn about_user(id: i64) -> Condition {
    Condition::all().add(Column::Kind.eq(ItemKind::User.as_str())).add(Column::ItemId.eq(id))
}

/// The next at most `size` entries about a user after a run and an entry of it, or the first, by run
/// and entry.
pub async fn of_user<C: ConnectionTrait>(
    db: &C,
    id: i64,
    after: Option<(i64, i64)>,
    size: u64,
) -> Result<Vec<Entry>, DbErr> {
    let after = after.map(|(run, entry)| {
        let same_run = Column::RunId.eq(run).and(Column::Entry.gt(entry));
        Condition::any().add(Column::RunId.gt(run)).add(same_run)
    });
    let select = history::Entity::find()
        .filter(about_user(id).add_option(after))
        .order_by_asc(Column::RunId)
        .order_by_asc(Column::Entry)
        .limit(size)
        .into_query();
    json_rows::plain(db, &select).await
}

/// All entries of a run, in their order.
pub async fn of_run<C: ConnectionTrait>(db: &C, run: i64) -> Result<Vec<Entry>, DbErr> {
    let select = history::Entity::find()
        .filter(Column::RunId.eq(run))
        .order_by_asc(Column::Entry)
        .into_query();
    json_rows::plain(db, &select).await
}

/// The numbers of the runs in a range, at most `limit`.
pub async fn runs_in<C: ConnectionTrait>(
    db: &C,
    (first, last): (i64, i64),
    limit: u64,
) -> Result<Vec<i64>, DbErr> {
    let mut select = Query::select();
    select
        .column(Column::RunId)
        .distinct()
        .from(history::Entity)
        .and_where(Column::RunId.between(first, last))
        .order_by(Column::RunId, sea_orm::sea_query::Order::Asc)
        .limit(limit);
    let rows = db.query_all_raw(db.get_database_backend().build(&select)).await?;
    rows.iter().map(|row| row.try_get_by_index(0)).collect()
}

/// How many entries are older than `before`.
pub async fn count_before(db: &DatabaseConnection, before: UtcTime) -> Result<u64, DbErr> {
    use sea_orm::PaginatorTrait as _;
    let filter = HistoryFilter { to: Some(before), ..HistoryFilter::default() };
    history::Entity::find().filter(filter.condition(db.get_database_backend())).count(db).await
}

/// Deletes at most `most` entries that are older than `before`, in a transaction; returns how many.
/// `so_far` were deleted before, which the entry of this run counts too. A commit whose outcome is
/// unknown is repeated.
///
/// # Errors
/// A database error that retries do not fix.
pub async fn prune(
    session: &Session,
    before: UtcTime,
    most: u64,
    so_far: u64,
) -> Result<u64, Failure> {
    let filter = HistoryFilter { to: Some(before), ..HistoryFilter::default() };
    let pruned = session.retrying(async |db| {
        let mut select = Query::select();
        select
            .columns([Column::RunId, Column::Entry])
            .from(history::Entity)
            .cond_where(filter.condition(db.get_database_backend()))
            // Its own entry, where the time is in the future.
            .and_where(Column::RunId.ne(session.run().id()))
            .order_by(Column::ChangedAt, sea_orm::sea_query::Order::Asc)
            .limit(most);
        let keys = json_rows::pairs(&db, &select, ["run_id", "entry"]).await?;
        if keys.is_empty() {
            return Ok(0);
        }
        let tx = dialect::begin_write(&db).await?;
        let mut deleted = 0;
        for keys in keys.chunk_by(|(a, _), (b, _)| a == b) {
            let entries = keys.iter().map(|(_, entry)| *entry);
            let done = history::Entity::delete_many()
                .filter(Column::RunId.eq(keys[0].0))
                .filter(Column::Entry.is_in(entries))
                .exec(&tx)
                .await?;
            deleted += done.rows_affected;
        }
        super::write_run(&tx, session.run(), [("deleted", so_far + deleted)]).await?;
        commit(&db, tx, async { Ok(true) }).await?;
        Ok(deleted)
    });
    pruned.await
}
