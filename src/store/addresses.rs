//! Users by e-mail address, in whatever case it is written or stored.
//!
//! meetctl stores addresses in lower case ([`fields::lower_case`]); other programs store them as
//! typed. A user is found by the address as typed, else by its lower case, else by the only stored
//! address that differs by case alone. The first two use the index. The third reads the table, so it
//! is only tried for what the index does not find.
//!
//! The engine only preselects: which letters have a case differs between the engines.

use std::collections::{HashMap, HashSet};

use sea_orm::sea_query::{Expr, ExprTrait, Order, SelectStatement};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QuerySelect, QueryTrait,
};

use super::cells::{KnownUser, TableRow};
use super::{dialect, json_rows};
use crate::entity::user;
use crate::error::{Failure, Kind};
use crate::fields;

/// How many addresses one statement names.
const ADDRESSES_PER_STATEMENT: usize = 500;

/// A row of `users`, or a part of it.
pub trait Addressed: TableRow + Clone {
    /// The query of its columns.
    fn select() -> SelectStatement;
    /// The primary key.
    fn id(&self) -> i64;
    /// The address as it is stored.
    fn email(&self) -> &str;
}

impl Addressed for KnownUser {
    fn select() -> SelectStatement {
        use user::Column::{BookingSeq, Email, Id};
        user::Entity::find().select_only().columns([Id, Email, BookingSeq]).into_query()
    }

    fn id(&self) -> i64 {
        self.id
    }

    fn email(&self) -> &str {
        &self.email
    }
}

impl Addressed for user::Model {
    fn select() -> SelectStatement {
        user::Entity::find().into_query()
    }

    fn id(&self) -> i64 {
        self.id
    }

    fn email(&self) -> &str {
        &self.email
    }
}

/// Whether stored addresses that are not in lower case are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OtherCase {
    /// They are.
    Find,
    /// None is stored.
    Skip,
}

/// Users found by address.
#[derive(Debug)]
pub struct ByAddress<U> {
    exact: HashMap<String, U>,
    /// Those found without regard to case, by their address in lower case.
    other_case: HashMap<String, Vec<U>>,
}

impl<U: Addressed> ByAddress<U> {
    /// Finds the users with these addresses.
    pub async fn find<'a, C: ConnectionTrait>(
        db: &C,
        addresses: impl IntoIterator<Item = &'a str>,
        other_case: OtherCase,
    ) -> Result<Self, DbErr> {
        let lower: HashMap<&str, String> =
            addresses.into_iter().map(|address| (address, fields::lower_case(address))).collect();
        let keys: HashSet<&str> =
            lower.iter().flat_map(|(address, lower)| [*address, lower.as_str()]).collect();
        let keys: Vec<&str> = keys.into_iter().collect();
        let mut found = Self { exact: HashMap::new(), other_case: HashMap::new() };
        for keys in keys.chunks(ADDRESSES_PER_STATEMENT) {
            let condition = user::Column::Email.is_in(keys.iter().copied());
            for user in rows::<U, C>(db, condition.into()).await? {
                found.exact.insert(user.email().to_owned(), user);
            }
        }
        if other_case == OtherCase::Find {
            let known = |key: &str| found.exact.contains_key(key);
            let missing = lower.iter().filter(|(address, lower)| !known(address) && !known(lower));
            let missing: HashSet<&str> = missing.map(|(_, lower)| lower.as_str()).collect();
            found.add_other_case(db, missing.into_iter().collect()).await?;
        }
        Ok(found)
    }

    async fn add_other_case<C: ConnectionTrait>(
        &mut self,
        db: &C,
        missing: Vec<&str>,
    ) -> Result<(), DbErr> {
        let backend = db.get_database_backend();
        for keys in missing.chunks(ADDRESSES_PER_STATEMENT) {
            let lower = Expr::cust(dialect::ascii_lower(backend, "email"));
            let condition = Condition::any()
                .add(lower.is_in(keys.iter().copied()))
                .add(Expr::cust(dialect::has_non_ascii(backend, "email")));
            let keys: HashSet<&str> = keys.iter().copied().collect();
            for user in rows::<U, C>(db, condition).await? {
                let key = fields::lower_case(user.email());
                if keys.contains(key.as_str()) {
                    self.other_case.entry(key).or_default().push(user);
                }
            }
        }
        Ok(())
    }

    /// The user with an address.
    ///
    /// # Errors
    /// Several users have it but for the case, and none exactly: code `ambiguous_user`.
    pub fn get(&self, address: &str) -> Result<Option<&U>, Failure> {
        let lower = fields::lower_case(address);
        if let Some(user) = self.exact.get(address).or_else(|| self.exact.get(&lower)) {
            return Ok(Some(user));
        }
        match self.other_case.get(&lower).map(Vec::as_slice) {
            None | Some([]) => Ok(None),
            Some([only]) => Ok(Some(only)),
            Some(several) => Err(ambiguous(address, several)),
        }
    }

    /// All users found for an address, by id.
    pub fn all(&self, address: &str) -> Vec<&U> {
        let lower = fields::lower_case(address);
        let mut exact: Vec<&U> =
            [address, &lower].iter().filter_map(|a| self.exact.get(*a)).collect();
        exact.dedup_by_key(|user| user.id());
        exact.extend(self.other_case.get(&lower).into_iter().flatten());
        exact
    }
}

fn ambiguous<U: Addressed>(address: &str, users: &[U]) -> Failure {
    let named: Vec<String> =
        users.iter().map(|user| format!("{} ({})", user.id(), user.email())).collect();
    let message =
        format!("several users have the address {address} in different case: {}", named.join(", "));
    Failure::new(Kind::AmbiguousUser, message).hint("name the user by id")
}

/// Whether any stored address is not in lower case, and must be looked for.
///
/// An import asks once, because the answer takes as long as reading the table.
pub async fn find_other_case<C: ConnectionTrait>(db: &C) -> Result<OtherCase, DbErr> {
    let backend = db.get_database_backend();
    let sql = format!(
        "SELECT 1 FROM users WHERE email <> {} OR {} LIMIT 1",
        dialect::ascii_lower(backend, "email"),
        dialect::has_non_ascii(backend, "email")
    );
    let none = dialect::query(db, &sql, []).await?.is_empty();
    Ok(if none { OtherCase::Skip } else { OtherCase::Find })
}

async fn rows<U: Addressed, C: ConnectionTrait>(
    db: &C,
    condition: Condition,
) -> Result<Vec<U>, DbErr> {
    let mut select = U::select();
    select.cond_where(condition).order_by((user::Entity, user::Column::Id), Order::Asc);
    json_rows::plain(db, &select).await
}
