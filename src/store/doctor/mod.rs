//! Finds problems that constraints cannot prevent, or did not prevent while other programs wrote,
//! and fixes those that are safe to fix.
//!
//! A check is a query that counts on the engine and names a few rows. It only reads. A fix repeats
//! the condition of its check in every statement, in short transactions: it can run beside writers
//! or a second doctor, and run again it changes nothing.

mod check;
mod double_bookings;
mod email_case;
mod encoding;
mod leases;
mod orphans;
mod schema;
mod severity;
mod statistics;
mod status;
mod timestamp_format;
mod unreadable;

use std::time::Duration;

use clap::ValueEnum as _;
use migration::APPLICATION_ID;
use migration::rows::{self, FoundRows};
use sea_orm::{DatabaseConnection, DbErr};
use serde_json::json;

pub use check::Check;
pub use severity::Severity;
pub use status::behind as status_behind;

use super::dialect::{self, ErrorClass, classify, message};
use super::failure;
use super::session::Session;
use crate::error::{Failure, Kind};
use crate::fields::MAX_LENGTH;
use crate::time::UtcTime;

/// How many rows a sample names.
const SAMPLE: usize = 5;

/// How many problems of a damaged file are reported.
const MAX_DAMAGE: u64 = 20;

/// The time limit of one transaction: counting a large table or creating an index takes long, and
/// a server that works on it is not lost.
const LONG_TIMEOUT: Duration = Duration::from_hours(4);

/// What a check found.
#[derive(Debug, Clone, Default)]
pub struct CheckResult {
    /// How many rows, or objects of the schema.
    pub count: u64,
    /// Up to five of them: ids, ids with their table, or names.
    pub sample: Vec<String>,
    /// What to do, where that depends on what was found.
    pub advice: Option<String>,
    /// Whether these cannot be fixed, although others of the check can.
    pub unfixable: bool,
    /// How bad these are, where that depends on what was found.
    pub severity: Option<Severity>,
}

impl CheckResult {
    fn new(all: Vec<String>) -> Self {
        Self {
            count: all.len() as u64,
            sample: all.into_iter().take(SAMPLE).collect(),
            ..Self::default()
        }
    }

    /// Adds rows of a table, each named `table/id`.
    fn add(&mut self, table: &str, rows: FoundRows) {
        self.count += rows.count;
        let named = rows.sample.into_iter().map(|id| format!("{table}/{id}"));
        self.sample.extend(named);
        self.sample.truncate(SAMPLE);
    }
}

impl From<FoundRows> for CheckResult {
    fn from(rows: FoundRows) -> Self {
        Self { count: rows.count, sample: rows.sample, ..Self::default() }
    }
}

/// A check and what it found.
#[derive(Debug, Clone)]
pub struct Finding {
    /// The check.
    pub check: Check,
    /// What it found.
    pub found: CheckResult,
}

impl Finding {
    /// Whether a fix would change anything.
    pub fn can_fix(&self) -> bool {
        self.found.count > 0 && self.is_fixable()
    }

    /// Whether findings of the check can be fixed.
    pub fn is_fixable(&self) -> bool {
        self.check.is_fixable() && !self.found.unfixable
    }

    /// How bad it is.
    pub fn severity(&self) -> Severity {
        self.found.severity.unwrap_or_else(|| self.check.severity())
    }

    /// What to do about it.
    pub fn advice(&self) -> &str {
        match &self.found.advice {
            Some(advice) => advice,
            None => self.check.advice(self.found.unfixable),
        }
    }

    /// What a fix would do, such as `delete 2 participations …`.
    pub fn plan(&self) -> String {
        self.check.plan(self.found.count, &self.found.sample)
    }
}

/// The results of all checks.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// Each check that ran, in order, also if it found nothing.
    pub findings: Vec<Finding>,
    /// Checks that could not run, each with the reason.
    pub skipped: Vec<(Check, &'static str)>,
    /// The views of others, each as `view NAME`: meetctl reads none.
    pub views: Vec<String>,
    /// What is wrong with the pages of the file. No other check ran then.
    pub damage: Vec<String>,
}

impl Report {
    /// How many rows or objects a check found.
    pub fn count(&self, check: Check) -> u64 {
        let of = |finding: &&Finding| finding.check == check;
        self.findings.iter().find(of).map_or(0, |f| f.found.count)
    }

    /// The failure that a damaged file is.
    pub fn damaged(&self) -> Option<Failure> {
        if self.damage.is_empty() {
            return None;
        }
        let lines = self.damage.iter().flat_map(|problem| problem.lines()).take(5);
        let failure = failure::describe(ErrorClass::Corrupt).detail("damage", json!(self.damage));
        Some(failure.with_causes(lines))
    }
}

/// Runs every check that this engine and this schema allow. Only reads.
///
/// `pending` are the migrations that are not applied: a check that needs one of them is skipped.
/// Double bookings that were over at `since` are only a note.
///
/// # Errors
/// The database cannot be queried.
pub async fn examine(
    session: &Session,
    now: UtcTime,
    since: UtcTime,
    pending: &[String],
) -> Result<Report, Failure> {
    const UNREADABLE: &str = "a time cannot be read (see unreadable_values)";
    let mut report = Report::default();
    let backend = session.db().get_database_backend();
    let checks = Check::value_variants().iter().copied();
    for check in checks.filter(|check| check.applies_to(backend)) {
        if check.needs(pending) {
            report.skipped.push((check, "it needs a migration that is pending"));
            continue;
        }
        let run = async |db: DatabaseConnection| Ok(run(&db, check, [now, since], pending).await?);
        match session.with_limit(LONG_TIMEOUT).retrying(run).await {
            Ok(found) => report.findings.push(Finding { check, found }),
            Err(failure)
                if check == Check::DoubleBookings && failure.kind() == Kind::UnreadableValue =>
            {
                report.skipped.push((check, UNREADABLE));
            }
            Err(failure) => return Err(failure),
        }
        if check == Check::Integrity && report.count(check) > 0 {
            report.damage = damage(&session.db()).await?;
            return Ok(report);
        }
    }
    let views = async |db| Ok(dialect::texts(&db, &dialect::foreign_views_sql(backend)).await?);
    report.views = session.retrying(views).await?;
    Ok(report)
}

async fn run(
    db: &DatabaseConnection,
    check: Check,
    [now, since]: [UtcTime; 2],
    pending: &[String],
) -> Result<CheckResult, DbErr> {
    let backend = db.get_database_backend();
    let query = match check {
        Check::Integrity => return Ok(CheckResult::new(damage(db).await?)),
        Check::ApplicationId => return application_id(db).await,
        Check::Encoding => return encoding::check(db).await,
        Check::Leases => return leases::check(db).await,
        Check::PendingMigrations => return Ok(CheckResult::new(pending.to_vec())),
        Check::MissingConstraints => return schema::constraints(db, pending).await,
        Check::MissingIndexes => return schema::indexes(db).await,
        Check::ForeignTriggers => {
            let found = dialect::texts(db, &dialect::foreign_triggers_sql(backend)).await?;
            return Ok(CheckResult::new(found));
        }
        Check::StaleStatistics => return statistics::check(db).await,
        Check::DuplicateKeys => return duplicates(db, pending).await,
        Check::EmailCase => return email_case::check(db).await,
        Check::UnreadableValues => return unreadable::check(db, pending).await,
        Check::TimestampFormat => return timestamp_format::check(db).await,
        Check::StaleStatus => return status::check(db, now).await,
        Check::DoubleBookings => return double_bookings::check(db, [now, since]).await,
        Check::OrphanParticipants => orphans::participants(),
        Check::OrphanMeetings => rows::orphans("meetings", &[("created_by", "users")]),
        Check::EndNotAfterStart => rows::backwards(backend),
        Check::UnknownStatus => rows::unknown_status(backend),
        Check::BadTitles => rows::bad_text(backend, "meetings", "title", MAX_LENGTH),
        Check::BadNames => rows::bad_text(backend, "users", "name", MAX_LENGTH),
    };
    Ok(query.find(db, SAMPLE).await?.into())
}

/// What is wrong with the pages of a file. Damage that stops the check is damage found.
async fn damage(db: &DatabaseConnection) -> Result<Vec<String>, DbErr> {
    match dialect::damage(db, MAX_DAMAGE).await {
        Err(error) if classify(&error) == ErrorClass::Corrupt => Ok(vec![message(&error)]),
        found => found,
    }
}

/// Whether the header of the file has meetctl's application id. One of another program is kept.
async fn application_id(db: &DatabaseConnection) -> Result<CheckResult, DbErr> {
    let id = dialect::application_id(db).await?;
    let wrong = (id != APPLICATION_ID).then(|| id.to_string());
    Ok(CheckResult {
        unfixable: wrong.is_some() && id != 0,
        ..CheckResult::new(wrong.into_iter().collect())
    })
}

/// E-mail addresses and uids that several rows have, by the newest of these rows.
async fn duplicates(db: &DatabaseConnection, pending: &[String]) -> Result<CheckResult, DbErr> {
    let mut found = CheckResult::default();
    let has_uid = !pending.iter().any(|name| name.ends_with("add_meeting_uid"));
    let keys = [("users", "email"), ("meetings", "uid")];
    for (table, column) in keys.into_iter().take(1 + usize::from(has_uid)) {
        let rows = rows::duplicates(table, column).find(db, SAMPLE).await?;
        found.add(table, rows);
    }
    Ok(found)
}

/// Fixes what the checks found.
#[derive(Clone, Copy)]
pub struct Fixer<'a> {
    /// The database.
    pub session: &'a Session,
    /// The clock.
    pub now: UtcTime,
    /// The name of this run, for runs that wait for it.
    pub owner: &'a str,
    /// Called between two transactions: whether to continue.
    pub should_continue: &'a dyn Fn() -> bool,
    /// Called after each transaction with how many rows or objects it fixed.
    pub fixed: &'a dyn Fn(u64),
}

/// What a fix did.
#[derive(Debug, Clone, Default)]
pub struct Fixed {
    /// How many rows or objects.
    pub count: u64,
    /// Why some were left as they are.
    pub left: Vec<String>,
}

impl Fixer<'_> {
    /// Fixes what `check` finds, if that is safe.
    ///
    /// # Errors
    /// The database refuses it. What was committed before is kept.
    pub async fn fix(&self, check: Check) -> Result<Fixed, Failure> {
        let count = match check {
            Check::ApplicationId => self.note(set_application_id(self.session).await?),
            Check::Leases => leases::fix(self).await?,
            Check::OrphanParticipants => orphans::fix(self).await?,
            Check::TimestampFormat => timestamp_format::fix(self).await?,
            Check::MissingIndexes => return schema::fix(self).await,
            Check::StaleStatus => status::fix(self).await?,
            Check::StaleStatistics => statistics::fix(self).await?,
            _ => 0,
        };
        Ok(Fixed { count, left: Vec::new() })
    }

    /// Reports what a transaction fixed, and returns it.
    fn note(&self, fixed: u64) -> u64 {
        (self.fixed)(fixed);
        fixed
    }

    /// Lets a signal be handled, then returns whether to continue: SQLite answers without ever
    /// waiting.
    async fn continues(&self) -> bool {
        tokio::task::yield_now().await;
        (self.should_continue)()
    }
}

async fn set_application_id(session: &Session) -> Result<u64, Failure> {
    session
        .with_limit(LONG_TIMEOUT)
        .retrying(async |db| {
            if dialect::application_id(&db).await? != 0 {
                return Ok(0);
            }
            dialect::set_application_id(&db).await?;
            Ok(1)
        })
        .await
}
