//! What constraints cannot hold, or did not hold while other programs wrote: found, and mended
//! where that is safe.
//!
//! A check is a query that counts on the engine and names a few rows. It only reads. A mend
//! repeats the condition of its check in every statement, in short transactions, so that it does
//! no harm beside writers or a second doctor, and a part of it that runs twice changes nothing
//! the second time.

mod bookings;
mod check;
mod file;
mod forms;
mod references;
mod schema;
mod statistics;
mod status;
mod times;
mod values;

use std::time::Duration;

use sea_orm::{DatabaseConnection, DbErr};

pub use check::Check;

use super::dialect::inspect::rows;
use super::session::Session;
use crate::error::Failure;
use crate::time::UtcTime;

/// How many rows a sample names.
const SAMPLE: usize = 5;

/// The time limit of one transaction: to count a large table or to create an index takes long, and
/// a server that works on it is not lost.
const LONG_TIMEOUT: Duration = Duration::from_secs(4 * 3600);

/// What a check found.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// How many rows, or things of the schema.
    pub count: u64,
    /// Up to five of them: ids, ids with their table, or names.
    pub sample: Vec<String>,
    /// What a mend would do, or a person has to, where it depends on what was found.
    pub mend: Option<String>,
    /// A mend can do nothing about it, although it can about others of its kind.
    pub beyond_mending: bool,
}

impl Found {
    /// Things that were found one by one.
    fn of(all: Vec<String>) -> Self {
        Self {
            count: all.len() as u64,
            sample: all.into_iter().take(SAMPLE).collect(),
            ..Self::default()
        }
    }
}

/// A check and what it found.
#[derive(Debug, Clone)]
pub struct Finding {
    /// The check.
    pub check: Check,
    /// What it found.
    pub found: Found,
}

impl Finding {
    /// Whether a mend would change anything.
    pub fn is_mendable(&self) -> bool {
        self.found.count > 0 && self.check.has_mend() && !self.found.beyond_mending
    }

    /// What a person is to do about it.
    pub fn advice(&self) -> &str {
        match &self.found.mend {
            Some(mend) => mend,
            None => self.check.advice(self.found.beyond_mending),
        }
    }

    /// What a mend would do, such as `delete 2 participations …`.
    pub fn plan(&self) -> String {
        self.check.plan(self.found.count, &self.found.sample)
    }
}

/// Everything that was looked at.
#[derive(Debug, Clone, Default)]
pub struct Examination {
    /// Each check that could be made, in order, also where it found nothing.
    pub findings: Vec<Finding>,
    /// Checks that could not be made, each with the reason.
    pub left_out: Vec<(Check, &'static str)>,
    /// What is wrong with the pages of the file. No other check was made then.
    pub damage: Vec<String>,
}

impl Examination {
    /// How many rows or things a check found.
    pub fn count(&self, check: Check) -> u64 {
        let of = |finding: &&Finding| finding.check == check;
        self.findings.iter().find(of).map_or(0, |f| f.found.count)
    }
}

/// Makes every check that this engine and this schema allow. Only reads.
///
/// `pending` are the migrations that are not applied: a check that needs one of them is left out.
///
/// # Errors
/// The database cannot be asked.
pub async fn examine(
    session: &Session,
    now: UtcTime,
    pending: &[String],
) -> Result<Examination, Failure> {
    let mut examination = Examination::default();
    let backend = session.db().get_database_backend();
    for check in Check::ALL
        .into_iter()
        .filter(|check| check.concerns(backend))
    {
        if check.lacks(pending) {
            examination
                .left_out
                .push((check, "a migration that it needs is pending"));
            continue;
        }
        if check == Check::DoubleBookings && bookings::cannot_be_read(backend, &examination) {
            examination.left_out.push((check, UNREADABLE));
            continue;
        }
        let look = async |db: DatabaseConnection| Ok(look(&db, check, now, pending).await?);
        match session.with_limit(LONG_TIMEOUT).retrying(look).await {
            Ok(found) => examination.findings.push(Finding { check, found }),
            Err(failure) if bookings::may_stumble(check, &failure, &examination) => {
                examination.left_out.push((check, UNREADABLE));
            }
            Err(failure) => return Err(failure),
        }
        if check == Check::Integrity && examination.count(check) > 0 {
            examination.damage = file::damage(&session.db()).await?;
            break;
        }
    }
    Ok(examination)
}

const UNREADABLE: &str = "a time cannot be read (see date_form)";

async fn look(
    db: &DatabaseConnection,
    check: Check,
    now: UtcTime,
    pending: &[String],
) -> Result<Found, DbErr> {
    match check {
        Check::Integrity => Ok(Found::of(file::damage(db).await?)),
        Check::ApplicationId => file::application_id(db).await,
        Check::PendingMigrations => Ok(Found::of(pending.to_vec())),
        Check::MissingConstraints => schema::constraints(db, pending).await,
        Check::MissingIndexes => schema::indexes(db).await,
        Check::StaleStatistics => statistics::look(db).await,
        Check::OrphanParticipants => references::participants(db).await,
        Check::OrphanMeetings => references::meetings(db).await,
        Check::DuplicateKeys => values::duplicates(db, pending).await,
        Check::DateForm => times::look(db).await,
        Check::EndNotAfterStart => values::backwards(db).await,
        Check::UnknownStatus => values::unknown_status(db).await,
        Check::StaleStatus => status::look(db, now).await,
        Check::DoubleBookings => bookings::look(db).await,
        Check::BadTitles => values::texts(db, "meetings", "title").await,
        Check::BadNames => values::texts(db, "users", "name").await,
    }
}

/// A mend at work.
#[derive(Clone, Copy)]
pub struct Mending<'a> {
    /// The database.
    pub session: &'a Session,
    /// The clock.
    pub now: UtcTime,
    /// How this run calls itself to others that wait for it.
    pub owner: &'a str,
    /// Asked between two transactions.
    pub go_on: &'a dyn Fn() -> bool,
}

/// What a mend did.
#[derive(Debug, Clone, Default)]
pub struct Mended {
    /// How many rows or things.
    pub count: u64,
    /// Why some were left as they are.
    pub left: Vec<String>,
}

impl Mending<'_> {
    /// Mends what `check` finds, if that is safe.
    ///
    /// # Errors
    /// The database does not take it. What was committed before stays.
    pub async fn mend(&self, check: Check) -> Result<Mended, Failure> {
        let count = match check {
            Check::ApplicationId => file::mark(self.session).await?,
            Check::OrphanParticipants => references::mend(self).await?,
            Check::DateForm => times::mend(self).await?,
            Check::MissingIndexes => return schema::mend(self).await,
            Check::StaleStatus => status::mend(self).await?,
            Check::StaleStatistics => statistics::mend(self).await?,
            _ => 0,
        };
        Ok(Mended {
            count,
            left: Vec::new(),
        })
    }

    /// Lets a signal be heard, then says whether to go on: the local engine answers without ever
    /// waiting.
    async fn goes_on(&self) -> bool {
        tokio::task::yield_now().await;
        (self.go_on)()
    }
}

/// Counts the rows of `from` (a table, joins, a condition), and names the first of them by `key`.
async fn count_rows(
    db: &DatabaseConnection,
    from: &str,
    key: &str,
    order: &str,
    values: &[sea_orm::Value],
) -> Result<Found, DbErr> {
    let sql = format!("SELECT COUNT(*) FROM {from}");
    let counted = rows(db, &sql, values.iter().cloned()).await?;
    let count: i64 = counted
        .first()
        .map_or(Ok(0), |row| row.try_get_by_index(0))?;
    if count == 0 {
        return Ok(Found::default());
    }
    let sql = format!("SELECT {key} FROM {from} ORDER BY {order} LIMIT {SAMPLE}");
    let named = rows(db, &sql, values.iter().cloned()).await?;
    let sample: Result<_, DbErr> = named.iter().map(|row| row.try_get_by_index(0)).collect();
    Ok(Found {
        count: u64::try_from(count).unwrap_or(0),
        sample: sample?,
        ..Found::default()
    })
}
