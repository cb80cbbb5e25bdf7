//! Rows fetched plain, or packed by the engine into one JSON text where that is faster.
//!
//! A page with a value that JSON or the type of its field cannot hold is fetched again plain, which
//! reads any value ([`cells`]).

use sea_orm::sea_query::{Alias, Expr, SelectStatement, SimpleExpr, SqliteQueryBuilder};
use sea_orm::{ConnectionTrait, DbErr, EntityTrait, IdenStatic, Iterable, QueryTrait, Statement};
use serde::de::DeserializeOwned;

use super::cells::{self, TableRow};
use super::dialect::{ErrorClass, classify, packs_pages};
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

async fn models<E: EntityTrait<Model: DeserializeOwned + TableRow>>(
    db: &impl ConnectionTrait,
    select: &SelectStatement,
) -> Result<Vec<E::Model>, DbErr> {
    let columns: Vec<&str> = E::Column::iter().map(|column| column.as_str()).collect();
    if let Some(rows) = packed(db, select, &columns.join(", ")).await? {
        return Ok(rows);
    }
    plain(db, select).await
}

/// Fetches rows one by one.
pub async fn plain<T: TableRow>(
    db: &impl ConnectionTrait,
    select: &SelectStatement,
) -> Result<Vec<T>, DbErr> {
    let rows = db.query_all_raw(db.get_database_backend().build(select)).await?;
    rows.iter().map(cells::read).collect()
}

/// Fetches pairs of numbers, such as (meeting, user); `columns` names the two. One that is not a
/// number refers to nothing: its pair is left out.
pub async fn pairs<C: ConnectionTrait>(
    db: &C,
    select: &SelectStatement,
    columns: &str,
) -> Result<Vec<(i64, i64)>, DbErr> {
    let pairs = some_pairs(db, select, columns).await?;
    Ok(pairs.into_iter().filter_map(|(first, second)| Some((first, second?))).collect())
}

/// Fetches pairs of numbers, the second of which another program may have made something else.
pub async fn some_pairs<C: ConnectionTrait>(
    db: &C,
    select: &SelectStatement,
    columns: &str,
) -> Result<Vec<(i64, Option<i64>)>, DbErr> {
    if let Some(pairs) = packed(db, select, columns).await? {
        return Ok(pairs);
    }
    let rows = db.query_all_raw(db.get_database_backend().build(select)).await?;
    let mut pairs = Vec::with_capacity(rows.len());
    for row in &rows {
        let (first, second) = cells::pair(row)?;
        pairs.extend(first.map(|first| (first, second)));
    }
    Ok(pairs)
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
    let backend = db.get_database_backend();
    if !packs_pages(backend) {
        return Ok(None);
    }
    let (inner, values) = select.build(SqliteQueryBuilder);
    let sql = format!("SELECT json_group_array(json_array({columns})) FROM ({inner})");
    let text = async {
        let row = db.query_one_raw(Statement::from_sql_and_values(backend, sql, values)).await?;
        row.map(|row| row.try_get_by_index::<Option<String>>(0)).transpose()
    };
    match text.await {
        // A value makes the rest of the page no text, or no JSON: the error says no more.
        Err(error) if [ErrorClass::Other, ErrorClass::Unreadable].contains(&classify(&error)) => {
            Ok(None)
        }
        Err(error) => Err(error),
        Ok(text) => Ok(serde_json::from_str(text.flatten().as_deref().unwrap_or("[]")).ok()),
    }
}
