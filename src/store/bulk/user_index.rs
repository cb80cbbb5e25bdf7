//! Finds the users that a file names.

use std::collections::{BTreeSet, HashMap};

use sea_orm::{ColumnTrait, DatabaseConnection, DbErr};

use crate::entity::user;
use crate::error::Failure;
use crate::fields;
use crate::interchange::Person;
use crate::store::addresses::{Addressed, ByAddress, OtherCase, find_other_case};
use crate::store::cells::KnownUser;
use crate::store::session::Session;
use crate::store::{IDS_PER_STATEMENT, json_rows};

/// How many addresses are cached; beyond that they are queried again.
const CACHE_CAPACITY: usize = 100_000;
/// How many users one import of meetings creates: they are kept in memory.
const MAX_NEW_USERS: usize = 100_000;

/// A user to be created.
#[derive(Debug, Clone)]
pub(super) struct NewUser {
    /// In lower case.
    pub email: String,
    pub name: String,
}

/// The users of a file by address, and the `booking_seq` of each as first read.
///
/// Grows by some bytes per user of the file, and not with its records.
#[derive(Debug, Default)]
pub(super) struct UserIndex {
    create: bool,
    other_case: Option<OtherCase>,
    /// The id of each address as the file has it, or why there is not only one.
    by_email: HashMap<String, Result<i64, String>>,
    seqs: HashMap<i64, i64>,
    new_users: Vec<NewUser>,
    /// By address in lower case.
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
        let other_case = self.other_case(session).await?;
        let found = session.reading(async |db| {
            let by_id = find_by_id(&db, &ids).await?;
            Ok((by_id, ByAddress::find(&db, emails.iter().copied(), other_case).await?))
        });
        let (by_id, by_address) = found.await?;
        self.note(&by_id);
        for email in emails {
            let id = match by_address.get(email) {
                Ok(None) => continue,
                Ok(Some(user)) => {
                    self.note([user]);
                    Ok(user.id)
                }
                Err(several) => Err(several.message()),
            };
            self.by_email.insert(email.to_owned(), id);
        }
        Ok(())
    }

    fn note<'a>(&mut self, users: impl IntoIterator<Item = &'a KnownUser>) {
        for user in users {
            self.seqs.entry(user.id).or_insert(user.booking_seq);
        }
    }

    /// Looked up once for a file.
    async fn other_case(&mut self, session: &Session) -> Result<OtherCase, Failure> {
        if let Some(known) = self.other_case {
            return Ok(known);
        }
        let found = session.reading(async |db| Ok(find_other_case(&db).await?)).await?;
        self.other_case = Some(found);
        Ok(found)
    }

    fn knows(&self, email: &str) -> bool {
        self.by_email.contains_key(email)
            || self.new_users_by_email.contains_key(&fields::lower_case(email))
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
                Some(id) => id.clone(),
                None => self.new_user(email, name.as_deref()),
            },
        }
    }

    fn new_user(&mut self, email: &str, name: Option<&str>) -> Result<i64, String> {
        if !self.create {
            return Err(format!("user {email} not found; --create-users would create it"));
        }
        let local = email.split('@').next().unwrap_or_default();
        let email = fields::email(email)?;
        if let Some(number) = self.new_users_by_email.get(&email) {
            return Ok(*number);
        }
        if self.new_users.len() == MAX_NEW_USERS {
            return Err(format!(
                "more than {MAX_NEW_USERS} users of the file do not exist; `meetctl user import` \
                 creates any number"
            ));
        }
        let name = name.and_then(|name| fields::name(name).ok());
        let name = name.unwrap_or_else(|| local.chars().take(100).collect());
        self.new_users.push(NewUser { email: email.clone(), name });
        let number = -i64::try_from(self.new_users.len()).unwrap_or(i64::MAX);
        self.new_users_by_email.insert(email, number);
        Ok(number)
    }

    /// Whether stored addresses that are not in lower case must be looked for.
    pub fn finds_other_case(&self) -> OtherCase {
        self.other_case.unwrap_or(OtherCase::Find)
    }

    /// The new user with this number, which is below zero.
    pub fn new_user_at(&self, number: i64) -> Option<&NewUser> {
        let index = usize::try_from(number.checked_neg()?.checked_sub(1)?).ok()?;
        self.new_users.get(index)
    }

    /// All new users with their numbers, in the order of the file.
    pub fn new_users(&self) -> impl Iterator<Item = (i64, &NewUser)> {
        (1..).map(|place: i64| -place).zip(&self.new_users)
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

async fn find_by_id(db: &DatabaseConnection, ids: &BTreeSet<i64>) -> Result<Vec<KnownUser>, DbErr> {
    let mut found = Vec::new();
    let ids: Vec<i64> = ids.iter().copied().collect();
    for ids in ids.chunks(IDS_PER_STATEMENT) {
        let mut select = KnownUser::select();
        select.and_where(user::Column::Id.is_in(ids.iter().copied()));
        found.extend(json_rows::plain::<KnownUser>(db, &select).await?);
    }
    Ok(found)
}
