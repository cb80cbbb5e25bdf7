//! The one paged reader of meetings: list, overlaps and everything that streams.
//!
//! A page of meetings with ids only, then the page's participants, then the users not known
//! yet: three statements a page, whatever the size of the database.

mod ahead;
mod order;

use sea_orm::sea_query::{Alias, Expr, ExprTrait, Query, SelectStatement};
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseConnection, DbErr};

use ahead::Ahead;
pub use order::{Cursor, Order};

use super::filter::Filter;
use super::long_texts::{self, BUDGET, LongRows};
use super::odd_values::quoted;
use super::people::{Meetings, Participations, People, with_people_of_some};
use super::{compare, dialect, json_rows};
use crate::entity::meeting;

/// Reads the meetings of a filter in order, page by page.
#[derive(Debug, Clone)]
pub struct Pages {
    filter: Filter,
    order: Order,
    after: Option<Cursor>,
    /// Meetings to drop before the first one that counts.
    skip: u64,
    people: People,
    done: bool,
    /// Columns that are not needed: descriptions may be long, and all of it costs time.
    unread: &'static [meeting::Column],
    /// How many rows are read at once: fewer after a page that was cut.
    at_once: u64,
    /// How many times rows were fetched.
    fetched: u64,
    ahead: Ahead,
}

/// Rows that are read at once at most.
const AT_ONCE: u64 = 10_000;

impl Pages {
    /// Starts before the first meeting, or after `after`.
    pub fn new(filter: Filter, order: Order, after: Option<Cursor>) -> Self {
        Self {
            filter,
            order,
            after,
            skip: 0,
            people: People::default(),
            done: false,
            unread: &[],
            at_once: AT_ONCE,
            fetched: 0,
            ahead: Ahead::default(),
        }
    }

    /// Reads the meetings without their descriptions, for what needs none.
    #[must_use]
    pub fn without_descriptions(self) -> Self {
        Self { unread: &[meeting::Column::Description], ..self }
    }

    /// Reads the meetings without the times at which their rows were written.
    #[must_use]
    pub fn without_write_times(self) -> Self {
        Self { unread: &[meeting::Column::CreatedAt, meeting::Column::UpdatedAt], ..self }
    }

    /// Moves `offset` meetings ahead.
    pub async fn skip(&mut self, db: &DatabaseConnection, offset: u64) -> Result<(), DbErr> {
        // No engine takes a larger number, and no table is larger.
        let offset = Ord::min(offset, i64::MAX.unsigned_abs());
        if offset == 0 || self.filter.search.is_some() {
            self.skip = offset;
            return Ok(());
        }
        let mut probe = self.ordered(self.select());
        probe.limit(1).offset(offset);
        let snapshot = dialect::begin_snapshot(db).await?;
        let Some(first) = json_rows::meetings(&snapshot, &probe).await?.pop() else {
            self.done = true;
            return snapshot.commit().await;
        };
        if !self.order.by_start() {
            // Nothing is before the lowest id or after the highest one.
            let before = if self.order == Order::Id {
                first.id.checked_sub(1)
            } else {
                first.id.checked_add(1)
            };
            self.after = before.map(|id| Cursor { start: first.start_time, id });
            return snapshot.commit().await;
        }
        require_order(&first)?;
        // Of the meetings that start at one moment the first may have any id: step to the moment,
        // count what is before it, and drop the rest one by one.
        let (earliest, latest) = dialect::calendar();
        let (border, before) = match self.order {
            Order::Start => (
                (first.start_time > earliest)
                    .then(|| (first.start_time - compare::LEAST, i64::MAX)),
                compare::before(meeting::Column::StartTime, first.start_time),
            ),
            _ => (
                (first.start_time < latest).then(|| (first.start_time + compare::LEAST, i64::MIN)),
                compare::after(meeting::Column::StartTime, first.start_time),
            ),
        };
        let mut earlier = self.filter.select();
        earlier.and_where(before);
        self.skip = offset.saturating_sub(count(&snapshot, earlier).await?);
        self.after = border.map(|(start, id)| Cursor { start, id });
        snapshot.commit().await
    }

    /// Whether nothing follows.
    pub fn is_done(&self) -> bool {
        self.done
    }

    /// The next at most `size` meetings with their people; empty at the end. Fewer also where a page
    /// would take much memory.
    ///
    /// Each page is read in one transaction, so its people fit its meetings and no
    /// lock outlives it.
    pub async fn next(&mut self, db: &DatabaseConnection, size: u64) -> Result<Meetings, DbErr> {
        let snapshot = dialect::begin_snapshot(db).await?;
        let meetings = self.meetings(&snapshot, size).await?;
        snapshot.commit().await?;
        Ok(meetings)
    }

    /// The next page, and how many meetings follow it, counted up to `limit`.
    pub async fn next_and_rest(
        &mut self,
        db: &DatabaseConnection,
        size: u64,
        limit: u64,
    ) -> Result<(Meetings, u64), DbErr> {
        let snapshot = dialect::begin_snapshot(db).await?;
        let meetings = self.meetings(&snapshot, size).await?;
        let full = meetings.len() as u64 == size;
        let rest = if full && limit > 0 { self.count_rest(&snapshot, limit).await? } else { 0 };
        snapshot.commit().await?;
        Ok((meetings, rest))
    }

    /// The next at most `size` meetings without their people; empty at the end.
    pub async fn next_rows(
        &mut self,
        db: &DatabaseConnection,
        size: u64,
    ) -> Result<Vec<meeting::Model>, DbErr> {
        let snapshot = dialect::begin_snapshot(db).await?;
        let rows = self.rows(&snapshot, size).await?;
        snapshot.commit().await?;
        Ok(rows)
    }

    async fn meetings<C: ConnectionTrait>(&mut self, db: &C, size: u64) -> Result<Meetings, DbErr> {
        let mut known = Participations::default();
        let rows = self.read(db, size, Some(&mut known)).await?;
        let wanted = rows.len();
        let meetings = with_people_of_some(db, rows, known, &mut self.people).await?;
        if let Some(last) = meetings.last_row().filter(|_| meetings.len() < wanted) {
            self.after = Some(Cursor::of(last));
            self.cut(meetings.len());
        }
        Ok(meetings)
    }

    /// As [`Self::next_rows`], in a transaction of the caller.
    pub(super) async fn rows<C: ConnectionTrait>(
        &mut self,
        db: &C,
        size: u64,
    ) -> Result<Vec<meeting::Model>, DbErr> {
        self.read(db, size, None).await
    }

    /// The next at most `size` rows, and into `known` who takes part in them, as far as that is known
    /// before they are decoded.
    async fn read<C: ConnectionTrait>(
        &mut self,
        db: &C,
        size: u64,
        mut known: Option<&mut Participations>,
    ) -> Result<Vec<meeting::Model>, DbErr> {
        let mut found = Vec::new();
        let mut bytes = 0;
        while !self.done && (found.len() as u64) < size {
            let wanted = size - found.len() as u64 + self.skip;
            let wanted = if self.filter.search.is_some() { Ord::max(wanted, 1000) } else { wanted };
            // Of the rows to drop nobody wants to know the people.
            let all_count = self.filter.search.is_none() && self.skip == 0;
            let known = known.as_deref_mut().filter(|_| all_count);
            let (rows, more) = self.fetch(db, Ord::min(wanted, self.at_once), known).await?;
            self.done = !more;
            self.at_once = Ord::min(self.at_once + self.at_once / 4 + 1, AT_ONCE);
            let mut rows = LongRows::new(rows);
            while !rows.is_empty() {
                if found.len() as u64 == size {
                    self.done = false;
                    self.ahead.clear();
                    break;
                }
                let next = rows.next_bytes();
                if bytes > 0 && bytes + next > BUDGET {
                    self.cut(found.len());
                    return Ok(found);
                }
                let Some(row) = rows.next(db).await? else { break };
                self.after = Some(Cursor::of(&row));
                if !self.filter.matches_search(&row) {
                    continue;
                }
                if self.skip > 0 {
                    self.skip -= 1;
                    continue;
                }
                bytes += next;
                found.push(row);
            }
        }
        Ok(found)
    }

    /// Notes that more follows the `count` rows of a page.
    fn cut(&mut self, count: usize) {
        self.done = false;
        self.ahead.clear();
        self.at_once = (count as u64).clamp(1, AT_ONCE);
    }

    async fn count_rest<C: ConnectionTrait>(&self, db: &C, limit: u64) -> Result<u64, DbErr> {
        if self.done {
            return Ok(0);
        }
        let mut select = self.filter.select();
        self.after_cursor(&mut select);
        select.limit(limit);
        count(db, select).await
    }

    fn ordered(&self, mut select: SelectStatement) -> SelectStatement {
        self.after_cursor(&mut select);
        self.order_by(&mut select);
        select
    }

    fn select(&self) -> SelectStatement {
        let mut select = self.filter.select();
        long_texts::select(&mut select, self.unread);
        select
    }

    /// The select of nothing but start, end and id.
    fn select_keys(&self) -> SelectStatement {
        let mut select = self.filter.select();
        json_rows::select_times(&mut select);
        select
    }

    fn order_by(&self, select: &mut SelectStatement) {
        let direction = self.order.direction();
        if self.order.by_start() {
            select.order_by((meeting::Entity, meeting::Column::StartTime), direction.clone());
        }
        select.order_by((meeting::Entity, meeting::Column::Id), direction);
    }

    fn after_cursor(&self, select: &mut SelectStatement) {
        use meeting::Column::{Id, StartTime};
        let Some(Cursor { start, id }) = self.after else {
            return;
        };
        // Never a tuple comparison: MariaDB reads the whole index for one.
        match self.order {
            Order::Id => select.and_where(Id.gt(id)),
            Order::IdDescending => select.and_where(Id.lt(id)),
            Order::Start => select
                .and_where(compare::since(StartTime, start))
                .and_where(compare::after(StartTime, start).or(Id.gt(id))),
            Order::StartDescending => select
                .and_where(compare::until(StartTime, start))
                .and_where(compare::before(StartTime, start).or(Id.lt(id))),
        };
    }

    /// The next `size` rows, and whether there may be more.
    async fn fetch<C: ConnectionTrait>(
        &mut self,
        db: &C,
        size: u64,
        known: Option<&mut Participations>,
    ) -> Result<(Vec<meeting::Model>, bool), DbErr> {
        self.fetched += 1;
        if self.fetched == 2 {
            dialect::prepare_for_pages(db).await?;
        }
        if self.fetched == 1 || !self.filter.is_joined() {
            return self.fetch_in_order(db, size, Self::select, known).await;
        }
        self.fetch_by_keys(db, size, known).await
    }

    /// The next `size` rows of a select.
    async fn fetch_in_order<C: ConnectionTrait>(
        &self,
        db: &C,
        size: u64,
        of: impl Fn(&Self) -> SelectStatement,
        known: Option<&mut Participations>,
    ) -> Result<(Vec<meeting::Model>, bool), DbErr> {
        let mut select = self.ordered(of(self));
        select.limit(size);
        let mut rows = rows_of(db, &select, known).await?;
        let full = rows.len() as u64 == size;
        if self.order.by_start()
            && full
            && dialect::compares_times_as_text(db.get_database_backend())
        {
            self.complete_last_start(db, &mut rows, size, of(self)).await?;
        }
        if self.order.by_start() {
            rows.iter().try_for_each(require_order)?;
        }
        self.sort(&mut rows);
        Ok((rows, full))
    }

    /// SQLite orders the text `…:00.000000` after `…:00`, which is the same moment; we order by id.
    /// So the last start of a full page is read again whole, for the ids that the limit cut off in the
    /// wrong place.
    async fn complete_last_start<C: ConnectionTrait>(
        &self,
        db: &C,
        rows: &mut Vec<meeting::Model>,
        size: u64,
        mut select: SelectStatement,
    ) -> Result<(), DbErr> {
        let Some(last) = rows.last().map(|row| row.start_time) else {
            return Ok(());
        };
        rows.iter().try_for_each(require_order)?;
        rows.retain(|row| row.start_time != last);
        // Beside the bounds below, another one leads SQLite from the cursor through the entire page.
        if self.after.is_some_and(|after| after.start == last) {
            self.after_cursor(&mut select);
        }
        select
            .and_where(compare::since(meeting::Column::StartTime, last))
            .and_where(compare::until(meeting::Column::StartTime, last))
            .order_by((meeting::Entity, meeting::Column::Id), self.order.direction())
            .limit(size - rows.len() as u64);
        rows.extend(json_rows::meetings(db, &select).await?);
        Ok(())
    }

    fn sort(&self, rows: &mut [meeting::Model]) {
        match self.order {
            Order::Start => rows.sort_by_key(|row| (row.start_time, row.id)),
            Order::StartDescending => {
                rows.sort_by_key(|row| std::cmp::Reverse((row.start_time, row.id)));
            }
            Order::Id | Order::IdDescending => {}
        }
    }
}

/// The rows of a select, and into `known` who takes part in them.
async fn rows_of<C: ConnectionTrait>(
    db: &C,
    select: &SelectStatement,
    known: Option<&mut Participations>,
) -> Result<Vec<meeting::Model>, DbErr> {
    let Some(known) = known else {
        return json_rows::meetings(db, select).await;
    };
    let ask = async |ids| known.add(db, ids).await;
    let (rows, ()) = json_rows::meetings_and(db, select, ask).await?;
    Ok(rows)
}

/// Refuses a meeting whose start or end the engine orders otherwise than time: a page that begins
/// or ends with it would leave others out, or repeat them for ever.
pub(super) fn require_order(row: &meeting::Model) -> Result<(), DbErr> {
    for column in ["start_time", "end_time"] {
        if let Some(odd) = row.odd.get(column).filter(|odd| !odd.in_order) {
            let id = row.id.to_string();
            return Err(dialect::unreadable("meetings", &id, column, &quoted(&odd.text)));
        }
    }
    Ok(())
}

/// Counts the rows of a select.
pub(super) async fn count<C: ConnectionTrait>(
    db: &C,
    mut select: SelectStatement,
) -> Result<u64, DbErr> {
    select.clear_selects().expr_as(Expr::val(1), Alias::new("one"));
    let mut counting = Query::select();
    counting.expr(Expr::cust("COUNT(*)")).from_subquery(select, Alias::new("counted"));
    let row = db.query_one_raw(db.get_database_backend().build(&counting)).await?;
    let n: i64 = row.map_or(Ok(0), |row| row.try_get_by_index(0))?;
    Ok(n.unsigned_abs())
}

/// Counts the meetings of a filter.
pub async fn count_all(db: &DatabaseConnection, filter: &Filter) -> Result<u64, DbErr> {
    if filter.search.is_none() {
        return count(db, filter.select()).await;
    }
    let mut pages = Pages::new(filter.clone(), Order::Id, None);
    let mut total = 0;
    loop {
        let page = pages.next_rows(db, 1000).await?;
        if page.is_empty() {
            return Ok(total);
        }
        total += page.len() as u64;
    }
}

#[cfg(test)]
mod tests;
