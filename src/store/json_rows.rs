//! Rows fetched plain, or packed by the engine into one JSON text where that is faster.
//!
//! A page with a value that JSON or the type of its field cannot hold is fetched again plain, which
//! reads any value ([`cells`]).

use sea_orm::sea_query::{
    Alias, Expr, PostgresQueryBuilder, SelectStatement, SimpleExpr, SqliteQueryBuilder,
};
use sea_orm::{ConnectionTrait, DbErr, EntityTrait, IdenStatic, Iterable, QueryTrait, Statement};
use serde::de::DeserializeOwned;

use super::cells::{self, TableRow};
use super::dialect::{self, ErrorClass, classify, packs_pages};
use crate::entity::{meeting, user};

/// Fetches the meetings that `select`, a query of all columns of `meetings`, yields.
pub async fn meetings<C: ConnectionTrait>(
    db: &C,
    select: &SelectStatement,
) -> Result<Vec<meeting::Model>, DbErr> {
    models::<meeting::Entity>(db, select).await
}

/// Fetches the users that `select`, a query of all columns of `users`, yields.
pub async fn users<C: ConnectionTrait>(
    db: &C,
    select: &SelectStatement,
) -> Result<Vec<user::Model>, DbErr> {
    models::<user::Entity>(db, select).await
}

/// The same, and what `ask` makes of their ids: while it waits for the engine, the rows are decoded.
pub(super) async fn meetings_and<C: ConnectionTrait, T>(
    db: &C,
    select: &SelectStatement,
    ask: impl AsyncFnOnce(Vec<i64>) -> Result<T, DbErr>,
) -> Result<(Vec<meeting::Model>, T), DbErr> {
    let items = [&format!("json_array({})", columns::<meeting::Entity>()), "id"];
    if let Some([rows, ids]) = packed_texts(db, select, items).await?
        && let Ok(ids) = serde_json::from_str(&ids)
    {
        let decode = async { serde_json::from_str(&rows).ok() };
        let (answer, rows) = tokio::join!(ask(ids), decode);
        return Ok(match rows {
            Some(rows) => (rows, answer?),
            None => (plain(db, select).await?, answer?),
        });
    }
    let rows = db.query_all_raw(db.get_database_backend().build(select)).await?;
    let ids = rows.iter().filter_map(|row| cells::integer(row, 0).transpose());
    let ids = ids.collect::<Result<_, _>>()?;
    let decode = async { rows.iter().map(cells::read).collect() };
    let (answer, rows): (_, Result<_, _>) = tokio::join!(ask(ids), decode);
    Ok((rows?, answer?))
}

async fn models<E: EntityTrait<Model: DeserializeOwned + TableRow>>(
    db: &impl ConnectionTrait,
    select: &SelectStatement,
) -> Result<Vec<E::Model>, DbErr> {
    if let Some(rows) = packed(db, select, &columns::<E>()).await? {
        return Ok(rows);
    }
    plain(db, select).await
}

/// The names of the columns of a table, in order.
fn columns<E: EntityTrait>() -> String {
    let columns: Vec<&str> = E::Column::iter().map(|column| column.as_str()).collect();
    columns.join(", ")
}

/// Fetches rows one by one.
pub async fn plain<T: TableRow>(
    db: &impl ConnectionTrait,
    select: &SelectStatement,
) -> Result<Vec<T>, DbErr> {
    let rows = db.query_all_raw(db.get_database_backend().build(select)).await?;
    rows.iter().map(cells::read).collect()
}

/// Fetches pairs of numbers, such as (meeting, user), from these columns. One that is not a number refers
/// to nothing: its pair is left out.
pub async fn pairs<C: ConnectionTrait>(
    db: &C,
    select: &SelectStatement,
    columns: [&str; 2],
) -> Result<Vec<(i64, i64)>, DbErr> {
    let pairs = some_pairs(db, select, columns).await?;
    Ok(pairs.into_iter().filter_map(|(first, second)| Some((first, second?))).collect())
}

/// Fetches pairs of numbers, the second of which another program may have made something else.
pub async fn some_pairs<C: ConnectionTrait>(
    db: &C,
    select: &SelectStatement,
    columns: [&str; 2],
) -> Result<Vec<(i64, Option<i64>)>, DbErr> {
    if let Some([first, second]) = in_arrays(db, select, columns).await? {
        let pairs = first.into_iter().zip(second);
        return Ok(pairs.filter_map(|(first, second)| Some((first?, second))).collect());
    }
    let rows = db.query_all_raw(db.get_database_backend().build(select)).await?;
    let mut pairs = Vec::with_capacity(rows.len());
    for row in &rows {
        let (first, second) = cells::pair(row)?;
        pairs.extend(first.map(|first| (first, second)));
    }
    Ok(pairs)
}

/// Columns of numbers, each as one value, which SQLite and PostgreSQL pass on in less time than rows of
/// them; `None` as for [`packed`].
async fn in_arrays(
    db: &impl ConnectionTrait,
    select: &SelectStatement,
    columns: [&str; 2],
) -> Result<Option<[Vec<Option<i64>>; 2]>, DbErr> {
    let backend = db.get_database_backend();
    if !dialect::has_arrays(backend) {
        let texts = packed_texts(db, select, columns).await?;
        let read = |text: &String| serde_json::from_str(text).ok();
        return Ok(texts.and_then(|[first, second]| Some([read(&first)?, read(&second)?])));
    }
    let (inner, values) = select.build(PostgresQueryBuilder);
    let arrays = columns.map(|column| format!("array_agg({column})")).join(", ");
    let sql = format!("SELECT {arrays} FROM ({inner}) AS numbers");
    let row = db.query_one_raw(Statement::from_sql_and_values(backend, sql, values)).await?;
    let read = |index| dialect::postgres_integers(row.as_ref()?, index);
    Ok(read(0).zip(read(1)).map(<[_; 2]>::from))
}

/// The select of all columns of `meetings`, the base of every query of whole meetings.
pub fn all_columns() -> SelectStatement {
    meeting::Entity::find().into_query()
}

/// Makes a select of all columns of `meetings` yield start, end and id, and in place of the rest what
/// takes no room.
pub(super) fn select_times(select: &mut SelectStatement) {
    use meeting::Column::{CreatedAt, CreatedBy, Description, EndTime, Id, StartTime, Status};
    use meeting::Column::{Title, Uid, UpdatedAt};
    select.clear_selects();
    for column in meeting::Column::iter() {
        let name = Alias::new(column.as_str());
        match column {
            Id | StartTime | EndTime => select.column((meeting::Entity, column)),
            CreatedBy => select.expr_as(Expr::col((meeting::Entity, Id)), name),
            CreatedAt | UpdatedAt => select.expr_as(Expr::col((meeting::Entity, StartTime)), name),
            Uid | Description => select.expr_as(Expr::cust("NULL"), name),
            Title | Status => select.expr_as(Expr::cust("''"), name),
        };
    }
}

/// Makes a select of all columns of `meetings` yield what `instead` gives in place of some.
pub(super) fn select_instead(
    select: &mut SelectStatement,
    instead: impl Fn(&meeting::Column) -> Option<SimpleExpr>,
) {
    select.clear_selects();
    for column in meeting::Column::iter() {
        match instead(&column) {
            Some(value) => select.expr_as(value, Alias::new(column.as_str())),
            None => select.column((meeting::Entity, column)),
        };
    }
}

/// The rows of `select`, each read from an array of these columns; `None` where the engine does not
/// pack them, or one holds what cannot be packed.
pub(super) async fn packed<T: DeserializeOwned>(
    db: &impl ConnectionTrait,
    select: &SelectStatement,
    columns: &str,
) -> Result<Option<Vec<T>>, DbErr> {
    let texts = packed_texts(db, select, [&format!("json_array({columns})")]).await?;
    Ok(texts.and_then(|[rows]| serde_json::from_str(&rows).ok()))
}

/// For each of `items` an array of its values in the rows of `select`; `None` as for [`packed`].
async fn packed_texts<const N: usize>(
    db: &impl ConnectionTrait,
    select: &SelectStatement,
    items: [&str; N],
) -> Result<Option<[String; N]>, DbErr> {
    let backend = db.get_database_backend();
    if !packs_pages(backend) {
        return Ok(None);
    }
    let (inner, values) = select.build(SqliteQueryBuilder);
    let arrays = items.map(|item| format!("json_group_array({item})")).join(", ");
    let sql = format!("SELECT {arrays} FROM ({inner})");
    let texts = async {
        let row = db.query_one_raw(Statement::from_sql_and_values(backend, sql, values)).await?;
        let mut texts = [const { String::new() }; N];
        for (index, text) in texts.iter_mut().enumerate() {
            let stored: Option<Option<String>> =
                row.as_ref().map(|row| row.try_get_by_index(index)).transpose()?;
            *text = stored.flatten().unwrap_or_else(|| "[]".to_owned());
        }
        Ok(texts)
    };
    match texts.await {
        // A value makes the rest of the page no text, or no JSON: the error says no more.
        Err(error) if [ErrorClass::Other, ErrorClass::Unreadable].contains(&classify(&error)) => {
            Ok(None)
        }
        texts => texts.map(Some),
    }
}
