//! Finds the users that a file names.

use std::collections::{BTreeSet, HashMap};

use sea_orm::sea_query::SimpleExpr;
use sea_orm::{ColumnTrait, DatabaseConnection, DbErr, EntityTrait, QueryFilter, QuerySelect};

use crate::entity::user;
use crate::error::Failure;
use crate::fields;
use crate::interchange::Person;
use crate::store::session::Session;

/// How many addresses are cached; beyond that they are queried again.
const CACHE_CAPACITY: usize = 100_000;
/// How many one statement names.
const IDS_PER_STATEMENT: usize = 1000;

/// A user to be created.
#[derive(Debug, Clone)]
pub(super) struct NewUser {
    pub email: String,
    pub name: String,
}

/// The users of a file by address, and the `booking_seq` of each as first read.
///
/// Grows by some bytes per user of the file, and not with its records.
#[derive(Debug, Default)]
pub(super) struct UserIndex {
    create: bool,
    by_email: HashMap<String, i64>,
    seqs: HashMap<i64, i64>,
    new_users: Vec<NewUser>,
    new_users_by_email: HashMap<String, i64>,
}

impl UserIndex {
    /// Unknown addresses become new users if `create`.
    pub fn new(create: bool) -> Self {
        Self { create, ..Self::default() }
    }

    /// Finds those of `people` that are not known yet.
    pub async fn learn<'a>(
        &mut self,
        session: &Session,
        people: impl Iterator<Item = &'a Person>,
    ) -> Result<(), Failure> {
        if self.by_email.len() > CACHE_CAPACITY {
            self.by_email.clear();
        }
        let (mut ids, mut emails) = (BTreeSet::new(), BTreeSet::new());
        for person in people {
            match person {
                Person::Id(id) if !self.seqs.contains_key(id) => {
                    ids.insert(*id);
                }
                Person::Email { email, .. } if !self.knows(email) => {
                    emails.insert(email.as_str());
                }
                _ => {}
            }
        }
        if ids.is_empty() && emails.is_empty() {
            return Ok(());
        }
        let found = session.reading(async |db| Ok(find_people(&db, &ids, &emails).await?));
        for (id, email, seq) in found.await? {
            self.seqs.entry(id).or_insert(seq);
            self.by_email.insert(email, id);
        }
        Ok(())
    }

    fn knows(&self, email: &str) -> bool {
        self.by_email.contains_key(email) || self.new_users_by_email.contains_key(email)
    }

    /// Notes the `booking_seq` of users found in the database.
    pub async fn learn_ids(&mut self, session: &Session, ids: &[i64]) -> Result<(), Failure> {
        let people: Vec<Person> = ids.iter().map(|id| Person::Id(*id)).collect();
        self.learn(session, people.iter()).await
    }

    /// The id of a person that was found.
    ///
    /// # Errors
    /// The message why none was found.
    pub fn number(&mut self, person: &Person) -> Result<i64, String> {
        match person {
            Person::Id(id) if self.seqs.contains_key(id) => Ok(*id),
            Person::Id(id) => Err(format!("user {id} not found")),
            Person::Email { email, name } => match self.by_email.get(email) {
                Some(id) => Ok(*id),
                None => self.new_user(email, name.as_deref()),
            },
        }
    }

    fn new_user(&mut self, email: &str, name: Option<&str>) -> Result<i64, String> {
        if let Some(number) = self.new_users_by_email.get(email) {
            return Ok(*number);
        }
        if !self.create {
            return Err(format!("user {email} not found; --create-users would create it"));
        }
        let email = fields::email(email)?;
        let local = email.split('@').next().unwrap_or_default();
        let name = name.and_then(|name| fields::name(name).ok());
        let name = name.unwrap_or_else(|| local.chars().take(100).collect());
        self.new_users.push(NewUser { email: email.clone(), name });
        let number = -i64::try_from(self.new_users.len()).unwrap_or(i64::MAX);
        self.new_users_by_email.insert(email, number);
        Ok(number)
    }

    /// The new user with this number, which is below zero.
    pub fn new_user_at(&self, number: i64) -> Option<&NewUser> {
        let index = usize::try_from(number.checked_neg()?.checked_sub(1)?).ok()?;
        self.new_users.get(index)
    }

    /// Takes the `booking_seq` of all users, as first read.
    pub fn take_seqs(&mut self) -> HashMap<i64, i64> {
        std::mem::take(&mut self.seqs)
    }

    /// The users of the file that exist.
    pub fn ids(&self) -> impl ExactSizeIterator<Item = i64> {
        self.seqs.keys().copied()
    }
}

async fn find_people(
    db: &DatabaseConnection,
    ids: &BTreeSet<i64>,
    emails: &BTreeSet<&str>,
) -> Result<Vec<(i64, String, i64)>, DbErr> {
    let mut found = Vec::new();
    let ids: Vec<i64> = ids.iter().copied().collect();
    for ids in ids.chunks(IDS_PER_STATEMENT) {
        found.extend(rows(db, user::Column::Id.is_in(ids.iter().copied())).await?);
    }
    let emails: Vec<&str> = emails.iter().copied().collect();
    for emails in emails.chunks(IDS_PER_STATEMENT) {
        found.extend(rows(db, user::Column::Email.is_in(emails.iter().copied())).await?);
    }
    Ok(found)
}

async fn rows(
    db: &DatabaseConnection,
    condition: SimpleExpr,
) -> Result<Vec<(i64, String, i64)>, DbErr> {
    user::Entity::find()
        .select_only()
        .columns([user::Column::Id, user::Column::Email, user::Column::BookingSeq])
        .filter(condition)
        .into_tuple()
        .all(db)
        .await
}
