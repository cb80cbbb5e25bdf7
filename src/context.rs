//! What a command receives: clock, settings, output, and the database, opened on request.

use std::cell::{Cell, OnceCell};
use std::rc::Rc;
use std::time::{Duration, Instant};

use chrono::Timelike;
use migration::runner::{self, Identity, RESTORE};
use sea_orm::DatabaseConnection;

use crate::error::{Exit, Failure, Kind};
use crate::global_args::GlobalArgs;
use crate::interrupt::Shutdown;
use crate::output::{Format, Output, Warning};
use crate::prompt::Question;
use crate::settings::{Settings, Source};
use crate::store::connect::{self, LOCK_TIMEOUT, Missing, Options};
use crate::store::history::Run;
use crate::store::limits::Limits;
use crate::store::session::Session;
use crate::store::url::Location;
use crate::time::{TimeError, TypedTime, UtcTime, Zone, parse_time};
use crate::written::Written;

/// How long closing the database may take.
const CLOSE_TIMEOUT: Duration = Duration::from_secs(5);

/// What a command does with its database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Read: the engine refuses every write.
    Read,
    /// Read and write.
    Write,
    /// Read and write, and create a missing SQLite file.
    Create,
}

impl Access {
    /// [`Access::Read`] if `only_reads`, else [`Access::Write`].
    pub fn read_if(only_reads: bool) -> Self {
        if only_reads { Self::Read } else { Self::Write }
    }
}

/// The surroundings of one run of a command.
pub struct Context {
    /// Where results and messages go.
    pub out: Output,
    /// What holds for this run.
    pub settings: Settings,
    /// What this run has committed so far, of work in several transactions.
    pub written: Written,
    /// Do not ask: yes to every question.
    yes: bool,
    /// Do not ask: no to every question.
    no_input: bool,
    log_statements: bool,
    started: Cell<Instant>,
    /// Whether a person is doing something, which takes as long as it takes.
    waiting: Cell<bool>,
    now: UtcTime,
    shutdown: Shutdown,
    session: OnceCell<Session>,
    run: Rc<Run>,
}

impl Context {
    /// Gathers the surroundings of `command`, such as `user create`. `MEETCTL_NOW` fixes the clock.
    ///
    /// # Errors
    /// Exit 2 for an invalid `MEETCTL_NOW`, and for options that contradict each other.
    pub fn new(
        args: &GlobalArgs,
        settings: Settings,
        out: Output,
        command: &str,
    ) -> Result<Self, Failure> {
        if args.envelope && out.format() != Format::Json {
            return Err(Failure::usage("--envelope needs --format json"));
        }
        let Clock { now, began, microseconds } = clock()?;
        let actor = settings.actor.value.clone();
        let run = Run::new(began, microseconds, actor, command.to_owned());
        Ok(Self {
            out,
            settings,
            written: Written::default(),
            yes: args.yes,
            no_input: args.no_input,
            log_statements: args.verbose >= 2,
            started: Cell::new(Instant::now()),
            waiting: Cell::new(false),
            now,
            shutdown: Shutdown::default(),
            session: OnceCell::new(),
            run: Rc::new(run),
        })
    }

    /// The same run on another database.
    #[must_use]
    pub fn on(&self, locations: Vec<Location>) -> Self {
        let mut settings = self.settings.clone();
        settings.database.value = locations;
        Self {
            out: self.out.clone(),
            settings,
            written: Written::default(),
            shutdown: self.shutdown(),
            session: OnceCell::new(),
            run: Rc::clone(&self.run),
            started: self.started.clone(),
            waiting: Cell::new(false),
            ..*self
        }
    }

    /// When the time of `--timeout` is up.
    pub fn deadline(&self) -> Option<Instant> {
        self.settings.timeout.value.and_then(|limit| self.started.get().checked_add(limit))
    }

    /// Whether a person is doing something: the time of `--timeout` does not run.
    pub fn is_waiting(&self) -> bool {
        self.waiting.get()
    }

    /// Waits for a person to do something, for which the time of `--timeout` does not run.
    pub async fn off_the_clock<T>(&self, work: impl Future<Output = T>) -> T {
        let began = Instant::now();
        self.waiting.set(true);
        let done = work.await;
        self.waiting.set(false);
        self.started.set(self.started.get() + began.elapsed());
        done
    }

    /// This run, as the history knows it.
    pub fn run(&self) -> Rc<Run> {
        Rc::clone(&self.run)
    }

    /// How long work on SQLite files may take.
    pub fn limits(&self) -> Limits {
        Limits {
            wait: self.settings.timeout.value.unwrap_or(LOCK_TIMEOUT),
            deadline: self.deadline(),
        }
    }

    /// The time of this run: one moment, however long it takes.
    pub fn now(&self) -> UtcTime {
        self.now
    }

    /// Reads the time that `option` got, in the zone of this run, as `read` does:
    /// [`TypedTime::start`] or one of its siblings.
    ///
    /// # Errors
    /// Exit 2, naming the option.
    pub fn time<T>(
        &self,
        option: &str,
        typed: &TypedTime,
        read: impl FnOnce(&TypedTime, UtcTime, &Zone) -> Result<T, TimeError>,
    ) -> Result<T, Failure> {
        Ok(read(typed, self.now, self.zone()).map_err(|error| error.of(option))?)
    }

    /// The zone of the times in tables.
    pub fn zone(&self) -> &Zone {
        &self.settings.zone.value
    }

    /// The zone of machine formats and of counts by month or hour: UTC unless `--tz` is on the
    /// command line, so that a command counts the same everywhere and in every format.
    pub fn stable_zone(&self) -> Zone {
        match self.settings.zone.source {
            Source::Flag(_) => self.settings.zone.value.clone(),
            _ => Zone::utc(),
        }
    }

    /// The zone of the times in records that are the same text in every format: that of people
    /// in tables, of scripts elsewhere.
    pub fn record_zone(&self) -> Zone {
        match self.out.format() {
            Format::Table => self.zone().clone(),
            _ => self.stable_zone(),
        }
    }

    /// How to end when a signal comes.
    pub fn shutdown(&self) -> Shutdown {
        self.shutdown.clone()
    }

    /// The database, connected and checked: meetctl's own and of this version's schema.
    ///
    /// # Errors
    /// Exit 6 where there is none or it cannot be reached, 9 where the schema is not this version's.
    pub async fn database(&self) -> Result<Session, Failure> {
        self.database_for(Access::Write).await
    }

    /// The same database, for a dry run with [`Access::Read`]: the engine refuses every write.
    pub async fn database_for(&self, access: Access) -> Result<Session, Failure> {
        let session = self.open(access).await?;
        let identity = session.reading(async |db| Ok(runner::identify(&db).await?));
        match identity.await? {
            Identity::Ours { pending, unknown, dirty }
                if pending.is_empty()
                    && unknown.is_empty()
                    && session
                        .reading(async |db| Ok(runner::none_begun(&db, &dirty).await?))
                        .await? =>
            {
                Ok(session)
            }
            identity => Err(wrong_schema(&identity)),
        }
    }

    /// The database as it is, whatever it holds. A run opens it once: later calls return the same
    /// session.
    pub async fn open(&self, access: Access) -> Result<Session, Failure> {
        if let Some(session) = self.session.get() {
            return Ok(session.clone());
        }
        let options = self.options(access);
        let missing = if access == Access::Create && !options.read_only {
            Missing::Create
        } else {
            Missing::Refuse
        };
        let locations = self.settings.database.value.clone();
        self.warn_of_unprotected_hosts(&locations)?;
        let db = connect::connect(&locations, missing, &options).await?;
        let session = Session::new(locations, options, db, Rc::clone(&self.run));
        Ok(self.session.get_or_init(|| session).clone())
    }

    /// The database that [`open`](Self::open) would use, and a connection to it, to find out more.
    pub async fn choose(&self, access: Access) -> Result<(&Location, DatabaseConnection), Failure> {
        let locations = &self.settings.database.value;
        self.warn_of_unprotected_hosts(locations)?;
        connect::choose(locations, Missing::Refuse, &self.options(access)).await
    }

    /// What is sent through a network is said to be protected, or that it need not be.
    fn warn_of_unprotected_hosts(&self, locations: &[Location]) -> Result<(), Failure> {
        let hosts = connect::unprotected_hosts(locations)?;
        if !hosts.is_empty() {
            let hosts = hosts.join(", ");
            let message = format!(
                "the connection to {hosts} may be readable by others, and the server is not verified: \
                 write sslmode=verify-full in the URL, or another sslmode to accept that"
            );
            self.out.warning(Warning::new("unprotected_connection", message));
        }
        Ok(())
    }

    /// Prints that a dry run would do `what` (`delete 2 meetings`), and did not.
    pub fn print_dry_run(&self, what: &str) {
        self.out.status(format!("Would {what}; nothing was changed (dry run)."));
    }

    /// How this run calls itself to others that wait for it.
    pub fn owner(&self) -> String {
        let host = rustix::system::uname();
        let host = host.nodename().to_string_lossy();
        format!("pid {} on {host}", std::process::id())
    }

    fn options(&self, access: Access) -> Options {
        Options {
            read_only: self.settings.read_only.value || access == Access::Read,
            timeout: self.settings.timeout.value,
            log_statements: self.log_statements,
            slow_query: self.settings.slow_query.value,
            ..Options::default()
        }
    }

    /// Closes the database: SQLite then moves its log into the database file.
    pub async fn close(&self) {
        if let Some(session) = self.session.get() {
            // The work is committed or rolled back: an error here changes nothing, and a server
            // that does not answer is not waited for.
            let _ = tokio::time::timeout(CLOSE_TIMEOUT, session.db().close()).await;
        }
    }

    /// Names the database in a failure that is about it and does not name it yet.
    pub fn locate(&self, failure: Failure) -> Failure {
        let about_it = matches!(failure.exit(), Exit::Storage | Exit::Unreachable);
        match self.settings.database.value.as_slice() {
            [only] if about_it && self.session.get().is_some() => failure.with_database(only),
            _ => failure,
        }
    }

    /// Whether the answer to every question is yes.
    pub fn is_confirmed(&self) -> bool {
        self.yes
    }

    /// Whether a question can be asked.
    pub fn can_ask(&self) -> bool {
        !self.no_input && Question::can_be_asked()
    }

    /// Asks before something is destroyed.
    ///
    /// # Errors
    /// Exit 4 if the answer is not yes, or without a terminal and without `--yes`; 130 or 143 after a
    /// signal.
    pub async fn confirm(&self, question: &Question) -> Result<(), Failure> {
        if self.yes {
            return Ok(());
        }
        if self.no_input {
            return Err(question.unconfirmed());
        }
        question.ask(&self.out).await?;
        // The question has changed what a signal does: from now on one ends the command.
        self.shutdown.cancel_on_signal();
        Ok(())
    }
}

/// The time of a run.
struct Clock {
    /// In whole seconds.
    now: UtcTime,
    /// As exactly as the machine knows it.
    began: UtcTime,
    /// What the machine counts, whatever `MEETCTL_NOW` says: higher for a later run.
    microseconds: i64,
}

#[expect(clippy::disallowed_methods, reason = "the one place where the clock is read")]
fn clock() -> Result<Clock, Failure> {
    let began = chrono::Utc::now().naive_utc();
    let microseconds = began.and_utc().timestamp_micros();
    let now = began.with_nanosecond(0).unwrap_or(began);
    match fixed_time() {
        Some(text) => {
            let fixed = parse_time(&text, now, &Zone::utc());
            let fixed = fixed.map_err(|error| error.of("MEETCTL_NOW"))?;
            Ok(Clock { now: fixed, began: fixed, microseconds })
        }
        None => Ok(Clock { now, began, microseconds }),
    }
}

/// The time of a run that begins now.
///
/// # Errors
/// Exit 2 for an invalid `MEETCTL_NOW`.
pub fn now() -> Result<UtcTime, Failure> {
    Ok(clock()?.now)
}

/// The time that is used instead of the clock, as `MEETCTL_NOW` has it.
pub fn fixed_time() -> Option<String> {
    std::env::var("MEETCTL_NOW").ok().filter(|text| !text.is_empty())
}

/// Why a database cannot be worked with, and what to run.
pub fn wrong_schema(identity: &Identity) -> Failure {
    match identity {
        Identity::Ours { unknown, .. } if !unknown.is_empty() => Failure::new(
            Kind::SchemaTooNew,
            format!(
                "the database is newer than this program: it has {} that this program does not know",
                migrations(unknown.len())
            ),
        )
        .line(unknown.join(", "))
        .hint(
            "use the newer meetctl (this one is `meetctl --version`); \
             `meetctl migrate status` lists the migrations",
        ),
        Identity::Ours { dirty, .. } if dirty.iter().any(|name| name == RESTORE) => {
            Failure::new(Kind::RestoreUnfinished, "a restore is running or was interrupted")
                .line("rows of the database are missing until it has finished")
                .hint("run the same `meetctl restore` or `meetctl transfer` again; it replaces what the database holds")
        }
        Identity::Ours { dirty, .. } if !dirty.is_empty() => {
            Failure::new(Kind::SchemaDirty, "a migration is running or was interrupted")
                .line(dirty.join(", "))
                .hint("`meetctl migrate status` shows which; `meetctl migrate up` finishes it")
        }
        Identity::Ours { pending, .. } => {
            let verb = if pending.len() == 1 { "is" } else { "are" };
            let message = format!("{} {verb} pending", migrations(pending.len()));
            Failure::new(Kind::SchemaTooOld, message)
                .hint("run `meetctl migrate up`; --dry-run shows what it would do")
        }
        Identity::Empty => Failure::new(Kind::NoSchema, "the database is empty")
            .hint("`meetctl migrate up` creates the tables"),
        Identity::Flask { .. } => Failure::new(
            Kind::NotAdopted,
            "the Flask application created the database, and it is not adopted yet",
        )
        .hint("`meetctl migrate baseline` adopts it without losing data; --dry-run shows how"),
        Identity::Foreign { tables } => {
            Failure::new(Kind::NotOurs, "the database is not meetctl's; refusing to write to it")
                .line(first_tables(tables))
                .hint("`meetctl config show` shows which database is used and where its name comes from")
        }
    }
}

/// `its tables: a, b, c, d, e, …`
pub fn first_tables(tables: &[String]) -> String {
    let named: Vec<&str> = tables.iter().take(5).map(String::as_str).collect();
    let more = if tables.len() > 5 { ", …" } else { "" };
    format!("its tables: {}{more}", named.join(", "))
}

fn migrations(count: usize) -> String {
    format!("{count} migration{}", if count == 1 { "" } else { "s" })
}
