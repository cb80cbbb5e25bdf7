//! Values that other programs stored, and that no command can show as they should be.

use sea_orm::{
    ColumnTrait, DatabaseConnection, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait,
};

use super::{CheckResult, SAMPLE};
use crate::entity::imported;
use crate::entity::odd::OddValues;
use crate::store::cells::ImportedRow;
use crate::store::filter::Filter;
use crate::store::pages::{Order, Pages};
use crate::store::{json_rows, users};

/// Rows per page.
const PAGE: u64 = 2000;

/// Rows with such a value, as `meetings/7 (end_time)`. They are read as every command reads them.
pub async fn check(db: &DatabaseConnection, pending: &[String]) -> Result<CheckResult, DbErr> {
    let mut found = CheckResult::default();
    let mut pages = Pages::new(Filter::default(), Order::Id, None);
    loop {
        let page = pages.next_rows(db, PAGE).await?;
        if page.is_empty() {
            break;
        }
        for row in &page {
            note(&mut found, "meetings", row.id, &row.odd);
        }
    }
    let mut last = None;
    loop {
        let page = users::page(db, last, PAGE).await?;
        let Some(end) = page.last() else { break };
        last = Some(end.id);
        for row in &page {
            note(&mut found, "users", row.id, &row.odd);
        }
    }
    if pending.iter().any(|name| name.ends_with("create_meetctl_imported")) {
        return Ok(found);
    }
    let mut last = None;
    loop {
        let page = imported_page(db, last).await?;
        let Some(end) = page.last() else { break };
        last = Some(end.row.meeting_id);
        for it in &page {
            note(&mut found, "meetctl_imported", it.row.meeting_id, &it.odd);
        }
    }
    Ok(found)
}

async fn imported_page(
    db: &DatabaseConnection,
    after: Option<i64>,
) -> Result<Vec<ImportedRow>, DbErr> {
    let mut select = imported::Entity::find().order_by_asc(imported::Column::MeetingId).limit(PAGE);
    if let Some(after) = after {
        select = select.filter(imported::Column::MeetingId.gt(after));
    }
    json_rows::plain(db, &select.into_query()).await
}

fn note(found: &mut CheckResult, table: &str, id: i64, odd: &OddValues) {
    let columns: Vec<&str> = odd.iter().map(|odd| odd.column).collect();
    if columns.is_empty() {
        return;
    }
    found.count += 1;
    if found.sample.len() < SAMPLE {
        found.sample.push(format!("{table}/{id} ({})", columns.join(", ")));
    }
}
