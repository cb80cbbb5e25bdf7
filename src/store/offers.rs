//! What is offered to who types the name of a user, a meeting or a run.

use chrono::TimeDelta;
use sea_orm::{
    Condition, ConnectionTrait, DatabaseConnection, DbErr, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait,
};

use super::cells::{Cells, TableRow};
use super::filter::Filter;
use super::pages::{Order, Pages};
use super::{dialect, json_rows};
use crate::entity::history::run_text;
use crate::entity::{history, meeting, user};
use crate::fields;
use crate::time::UtcTime;

/// A user that is offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UserOffer {
    /// The address.
    pub email: String,
    /// The name.
    pub name: String,
}

impl TableRow for UserOffer {
    const TABLE: &'static str = "users";

    fn read(cells: &mut Cells<'_>) -> Result<Self, DbErr> {
        Ok(Self { email: cells.text("email")?, name: cells.text("name")? })
    }
}

/// A run that is offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunOffer {
    /// Its number as users type it.
    pub text: String,
    /// When it began.
    pub at: UtcTime,
    /// Who ran it.
    pub actor: String,
    /// The command.
    pub command: String,
}

impl TableRow for RunOffer {
    const TABLE: &'static str = "meetctl_history";

    fn read(cells: &mut Cells<'_>) -> Result<Self, DbErr> {
        Ok(Self {
            text: run_text(cells.id("run_id")?),
            at: cells.time("changed_at")?,
            actor: cells.text("actor")?,
            command: cells.text("command")?,
        })
    }
}

/// At most about `limit` users whose address begins with `typed`, or with its lower case.
///
/// A shell inserts what all candidates have in common. Of more users than `limit` some are left out, so
/// one is added that differs where all others agree, if there is one.
pub async fn users_starting_with<C: ConnectionTrait>(
    db: &C,
    typed: &str,
    limit: u64,
) -> Result<Vec<UserOffer>, DbErr> {
    let typed = [typed.to_owned(), fields::lower_case(typed)];
    let any = typed.iter().map(|start| dialect::starts_with(db.get_database_backend(), start));
    let any = any.fold(Condition::any(), Condition::add);
    let mut found = users(db, any.clone(), limit).await?;
    while found.len() as u64 >= limit {
        let common = common_start(&found).to_owned();
        if typed.iter().any(|start| start.len() >= common.len()) {
            break;
        }
        let differs = dialect::starts_with(db.get_database_backend(), &common);
        let other = Condition::all().add(any.clone()).add(Condition::any().add(differs).not());
        match users(db, other, 1).await?.pop() {
            Some(user) => found.push(user),
            None => break,
        }
    }
    Ok(found)
}

/// What all addresses begin with.
fn common_start(users: &[UserOffer]) -> &str {
    let Some((first, rest)) = users.split_first() else {
        return "";
    };
    rest.iter().fold(first.email.as_str(), |common, user| {
        let same = common.char_indices().zip(user.email.chars());
        let end = same.take_while(|((_, a), b)| a == b).map(|((place, a), _)| place + a.len_utf8());
        &common[..end.last().unwrap_or(0)]
    })
}

async fn users<C: ConnectionTrait>(
    db: &C,
    condition: Condition,
    limit: u64,
) -> Result<Vec<UserOffer>, DbErr> {
    use user::Column::{Email, Name};
    let select = user::Entity::find().select_only().columns([Email, Name]);
    json_rows::plain(db, &select.filter(condition).limit(limit).into_query()).await
}

/// The meetings that began in the last hour or come next, or else the last ones.
pub async fn upcoming_meetings(
    db: &DatabaseConnection,
    now: UtcTime,
    limit: u64,
) -> Result<Vec<meeting::Model>, DbErr> {
    let next = Filter { starts_from: Some(now - TimeDelta::hours(1)), ..Filter::default() };
    let found = first(db, next, Order::Start, limit).await?;
    if found.is_empty() {
        return first(db, Filter::default(), Order::StartDescending, limit).await;
    }
    Ok(found)
}

async fn first(
    db: &DatabaseConnection,
    filter: Filter,
    order: Order,
    limit: u64,
) -> Result<Vec<meeting::Model>, DbErr> {
    Pages::new(filter, order, None).without_descriptions().next_rows(db, limit).await
}

/// The newest runs: those of the last `limit` changes.
pub async fn newest_runs<C: ConnectionTrait>(db: &C, limit: u64) -> Result<Vec<RunOffer>, DbErr> {
    use history::Column::{Actor, ChangedAt, Command, Entry, RunId};
    let select = history::Entity::find()
        .select_only()
        .columns([RunId, ChangedAt, Actor, Command])
        .order_by_desc(ChangedAt)
        .order_by_desc(Entry)
        .order_by_desc(RunId)
        .limit(limit)
        .into_query();
    let mut runs: Vec<RunOffer> = json_rows::plain(db, &select).await?;
    runs.dedup_by(|a, b| a.text == b.text);
    Ok(runs)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_common_start_is_whole_letters() {
        let users = |emails: &[&str]| -> Vec<UserOffer> {
            let user = |email: &&str| UserOffer { email: (*email).into(), name: String::new() };
            emails.iter().map(user).collect()
        };
        assert_eq!(common_start(&users(&["ada@x", "adam@x", "ad"])), "ad");
        assert_eq!(common_start(&users(&["é", "è"])), "");
        assert_eq!(common_start(&users(&["a"])), "a");
        assert_eq!(common_start(&[]), "");
    }
}
