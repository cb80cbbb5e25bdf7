//! Rows fetched plain, or packed by the engine into one JSON text where that is faster.

use std::borrow::Cow;

use chrono::NaiveDateTime;
use sea_orm::sea_query::{SelectStatement, SqliteQueryBuilder};
use sea_orm::{ConnectionTrait, DbErr, EntityTrait, FromQueryResult, Statement};
use serde::Deserialize;

use super::dialect::packs_pages;
use crate::entity::{meeting, user};
use crate::time::read_fixed;

/// Columns of [`meeting::Model`] in the order of [`Packed`].
const MEETING_COLUMNS: &str =
    "id, uid, title, description, start_time, end_time, status, created_by, created_at, updated_at";

#[derive(Deserialize)]
struct Packed<'a>(
    i64,
    Option<String>,
    String,
    Option<String>,
    #[serde(borrow)] Cow<'a, str>,
    #[serde(borrow)] Cow<'a, str>,
    String,
    i64,
    #[serde(borrow)] Option<Cow<'a, str>>,
    #[serde(borrow)] Option<Cow<'a, str>>,
);

impl Packed<'_> {
    fn unpack(self) -> Result<meeting::Model, DbErr> {
        Ok(meeting::Model {
            id: self.0,
            uid: self.1,
            title: self.2,
            description: self.3,
            start_time: read_time(&self.4)?,
            end_time: read_time(&self.5)?,
            status: self.6,
            created_by: self.7,
            created_at: optional_time(self.8)?,
            updated_at: optional_time(self.9)?,
        })
    }
}

/// Fetches the meetings that `select`, a query of all columns of `meetings`, yields.
pub async fn meetings<C: ConnectionTrait>(
    db: &C,
    select: &SelectStatement,
) -> Result<Vec<meeting::Model>, DbErr> {
    let backend = db.get_database_backend();
    if !packs_pages(backend) {
        let rows = meeting::Model::find_by_statement(backend.build(select)).all(db).await?;
        return Ok(rows.into_iter().map(whole_seconds).collect());
    }
    let Some(text) = pack(db, select, MEETING_COLUMNS).await? else {
        return Ok(Vec::new());
    };
    let rows: Vec<Packed<'_>> = serde_json::from_str(&text).map_err(unreadable)?;
    rows.into_iter().map(Packed::unpack).collect()
}

/// Columns of [`user::Model`] in the order of [`PackedUser`].
const USER_COLUMNS: &str = "id, name, email, booking_seq, created_at, updated_at";

#[derive(Deserialize)]
struct PackedUser<'a>(
    i64,
    String,
    String,
    i64,
    #[serde(borrow)] Option<Cow<'a, str>>,
    #[serde(borrow)] Option<Cow<'a, str>>,
);

impl PackedUser<'_> {
    fn unpack(self) -> Result<user::Model, DbErr> {
        Ok(user::Model {
            id: self.0,
            name: self.1,
            email: self.2,
            booking_seq: self.3,
            created_at: optional_time(self.4)?,
            updated_at: optional_time(self.5)?,
        })
    }
}

/// Fetches the users that `select`, a query of all columns of `users`, yields.
pub async fn users<C: ConnectionTrait>(
    db: &C,
    select: &SelectStatement,
) -> Result<Vec<user::Model>, DbErr> {
    let backend = db.get_database_backend();
    if !packs_pages(backend) {
        return user::Model::find_by_statement(backend.build(select)).all(db).await;
    }
    let Some(text) = pack(db, select, USER_COLUMNS).await? else {
        return Ok(Vec::new());
    };
    let rows: Vec<PackedUser<'_>> = serde_json::from_str(&text).map_err(unreadable)?;
    rows.into_iter().map(PackedUser::unpack).collect()
}

/// Fetches pairs of numbers, such as (meeting, user); `columns` names the two.
pub async fn pairs<C: ConnectionTrait>(
    db: &C,
    select: &SelectStatement,
    columns: &'static str,
) -> Result<Vec<(i64, i64)>, DbErr> {
    let backend = db.get_database_backend();
    if packs_pages(backend) {
        let text = pack(db, select, columns).await?;
        return text.map_or(Ok(Vec::new()), |t| serde_json::from_str(&t).map_err(unreadable));
    }
    let rows = db.query_all_raw(backend.build(select)).await?;
    rows.iter().map(|row| Ok((row.try_get_by_index(0)?, row.try_get_by_index(1)?))).collect()
}

/// The select of all columns of `meetings`, the base of every query of whole meetings.
pub fn all_columns() -> SelectStatement {
    use sea_orm::QueryTrait;
    meeting::Entity::find().into_query()
}

async fn pack<C: ConnectionTrait>(
    db: &C,
    select: &SelectStatement,
    columns: &'static str,
) -> Result<Option<String>, DbErr> {
    let (inner, values) = select.build(SqliteQueryBuilder);
    let sql = format!("SELECT json_group_array(json_array({columns})) FROM ({inner})");
    let row = db
        .query_one_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values))
        .await?;
    row.map(|row| row.try_get_by_index(0)).transpose()
}

fn whole_seconds(mut row: meeting::Model) -> meeting::Model {
    use chrono::Timelike;
    let whole = |time: NaiveDateTime| time.with_nanosecond(0).unwrap_or(time);
    row.start_time = whole(row.start_time);
    row.end_time = whole(row.end_time);
    row.created_at = row.created_at.map(whole);
    row.updated_at = row.updated_at.map(whole);
    row
}

#[expect(clippy::needless_pass_by_value, reason = "a function for map_err")]
fn unreadable(error: serde_json::Error) -> DbErr {
    DbErr::Type(format!("a row holds what meetctl cannot read: {error}"))
}

fn optional_time(text: Option<Cow<'_, str>>) -> Result<Option<NaiveDateTime>, DbErr> {
    text.map(|t| read_time(&t)).transpose()
}

/// Reads `YYYY-MM-DD HH:MM:SS`, also with a fraction, which is cut.
fn read_time(text: &str) -> Result<NaiveDateTime, DbErr> {
    match read_fixed(text) {
        // SQL compares the text: with a `T` it would sort after every space of the same day.
        Some((time, b' ', rest)) if !rest.contains(['+', '-']) => Ok(time),
        _ => Err(DbErr::Type(format!(
            "a time in the database is not of the form YYYY-MM-DD HH:MM:SS: {text}"
        ))),
    }
}
