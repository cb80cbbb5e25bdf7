//! Values that are in the configuration or the database.
//!
//! Whatever takes longer than [`LIMIT`] is given up: a server that does not answer, a file on a disk that
//! is gone. What fails offers nothing.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use sea_orm::DatabaseConnection;

use super::Candidate;
use crate::context;
use crate::error::Failure;
use crate::global_args::GlobalArgs;
use crate::settings::{self, Settings};
use crate::store::connect::{self, Missing, Options};
use crate::store::offers;
use crate::time::{Local, UtcTime, Zone, local};

/// How long a look-up may take. A person waits for it after each press of the key.
const LIMIT: Duration = Duration::from_millis(300);
/// How many candidates are offered at most.
const MAX_CANDIDATES: u64 = 100;

/// Finds what begins with what is typed.
pub(super) type Find = fn(&GlobalArgs, &str) -> Result<Vec<Candidate>, Failure>;

/// The configuration and the database of a line.
#[derive(Debug)]
pub(super) struct Lookup {
    /// The options of the line that say which; `None` if they are wrong.
    options: Option<GlobalArgs>,
}

impl Lookup {
    pub(super) fn new(options: Option<GlobalArgs>) -> Self {
        Self { options }
    }

    /// What `find` finds, if it does so in time.
    pub(super) fn find(&self, find: Find, typed: &str) -> Vec<Candidate> {
        let Some(options) = self.options.clone() else {
            return Vec::new();
        };
        let (sender, receiver) = mpsc::channel();
        let typed = typed.to_owned();
        // Ends with the process, whatever it waits for.
        thread::spawn(move || sender.send(find(&options, &typed)));
        receiver.recv_timeout(LIMIT).ok().and_then(Result::ok).unwrap_or_default()
    }
}

/// The profiles of the configuration file, each with its database; no password is shown.
pub(super) fn profiles(options: &GlobalArgs, typed: &str) -> Result<Vec<Candidate>, Failure> {
    let named = settings::profiles(options)?.into_iter();
    let named = named.filter(|(name, _)| name.starts_with(typed));
    Ok(named.filter_map(|(name, about)| Candidate::new(&name, about.as_deref())).collect())
}

/// Users by address, and their names.
pub(super) fn users(options: &GlobalArgs, typed: &str) -> Result<Vec<Candidate>, Failure> {
    let found = with_database(options, async |db, _| {
        Ok(offers::users_starting_with(db, typed, MAX_CANDIDATES).await?)
    })?;
    let mut found: Vec<_> = found
        .iter()
        .filter_map(|user| Candidate::new(&user.email, Some(&user.name)))
        // A shell would read it as an option.
        .filter(|user| !user.value.starts_with('-'))
        .collect();
    found.sort_by(|a, b| a.value.cmp(&b.value));
    Ok(found)
}

/// The meetings that are on or come next, by id, and what they are.
pub(super) fn meetings(options: &GlobalArgs, typed: &str) -> Result<Vec<Candidate>, Failure> {
    if !typed.bytes().all(|byte| byte.is_ascii_digit()) {
        return Ok(Vec::new());
    }
    let (found, zone) = with_database(options, async |db, zone| {
        let now = context::now()?;
        Ok((offers::upcoming_meetings(db, now, MAX_CANDIDATES).await?, zone))
    })?;
    let found = found.into_iter().filter_map(|meeting| {
        let about = format!("{} {}", at(meeting.start_time, &zone), meeting.title);
        Candidate::new(&meeting.id.to_string(), Some(&about))
    });
    Ok(found.filter(|meeting| meeting.value.starts_with(typed)).collect())
}

/// The newest runs of the history, and what they did.
pub(super) fn runs(options: &GlobalArgs, typed: &str) -> Result<Vec<Candidate>, Failure> {
    let (found, zone) = with_database(options, async |db, zone| {
        Ok((offers::newest_runs(db, MAX_CANDIDATES).await?, zone))
    })?;
    let found = found.into_iter().filter_map(|run| {
        let about = format!("{} {} by {}", at(run.at, &zone), run.command, run.actor);
        Candidate::new(&run.text, Some(&about))
    });
    Ok(found.filter(|run| run.value.starts_with(&typed.to_lowercase())).collect())
}

/// A time for people.
fn at(time: UtcTime, zone: &Zone) -> String {
    let Local { date, time, .. } = local(time, zone);
    format!("{date} {time}")
}

/// Runs `query` on the database of the line, and writes nothing.
fn with_database<T>(
    options: &GlobalArgs,
    query: impl AsyncFnOnce(&DatabaseConnection, Zone) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let settings = Settings::gather(options)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let options = Options {
        read_only: true,
        leave_no_trace: true,
        timeout: Some(LIMIT),
        ..Options::default()
    };
    runtime.block_on(async {
        let locations = &settings.database.value;
        let db = connect::connect(locations, Missing::Refuse, &options).await?;
        query(&db, settings.zone.value).await
    })
}
