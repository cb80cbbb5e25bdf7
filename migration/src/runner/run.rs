//! What a run that writes is given: clock, lease, and whom to tell.

use std::convert::Infallible;
use std::pin::Pin;
use std::time::Duration;

use chrono::NaiveDateTime;
use sea_orm::DatabaseConnection;

use super::RunError;
use super::lease::{Holder, Lease, LeaseError};

/// The name of the lease of everything that changes the schema.
pub const LEASE: &str = "migrate";

/// How long a run waits for another by default: longer than one that died is waited for.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// What a run tells whoever watches it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event<'a> {
    /// Another run is at work and is waited for.
    Waiting(&'a Holder),
    /// The lease of a run that went silent was taken over.
    TookOver(&'a Holder),
    /// A step begins.
    Started(&'a str),
    /// A step is done, after this long.
    Done(&'a str, Duration),
}

/// How another connection to a server is made; `None` where there can be none.
pub type Pulse<'a> = Pin<Box<dyn Future<Output = Option<DatabaseConnection>> + 'a>>;

/// What is done before the first step.
pub type Before<'a> =
    Box<dyn FnOnce() -> Pin<Box<dyn Future<Output = Result<(), RunError>> + 'a>> + 'a>;

/// The surroundings of a run that writes.
pub struct Run<'a> {
    /// What steps that depend on the time go by, and when they are recorded as applied; UTC.
    pub now: NaiveDateTime,
    /// What this run calls itself to those that wait for it.
    pub owner: String,
    /// How long to wait for another run.
    pub patience: Duration,
    /// Makes a connection of its own that keeps the lease alive while a statement takes long, and
    /// notices a server that went silent; asked once the lease is had. SQLite needs none, since
    /// nobody can take the lease while a transaction writes.
    pub pulse: Option<Pulse<'a>>,
    /// Done once, with the lease in hand, before anything of the schema is changed: a backup is
    /// taken then. Where it fails, with [`RunError::NotPrepared`], nothing is changed.
    pub before: Option<Before<'a>>,
    /// Asked between two steps: whether to stop there.
    pub stop: &'a dyn Fn() -> bool,
    /// Told what happens.
    pub observe: &'a mut (dyn FnMut(Event<'_>) + Send),
}

impl<'a> Run<'a> {
    /// A run at the time `now` (UTC) with the patience of [`PATIENCE`], which nothing stops.
    pub fn new(now: NaiveDateTime, observe: &'a mut (dyn FnMut(Event<'_>) + Send)) -> Self {
        Self {
            now,
            owner: format!("pid {}", std::process::id()),
            patience: PATIENCE,
            pulse: None,
            before: None,
            stop: &|| false,
            observe,
        }
    }

    /// Does what is to be done before the first step, with a lease that stays alive meanwhile.
    pub(crate) async fn prepare(
        &mut self,
        db: &DatabaseConnection,
        lease: &Lease,
    ) -> Result<(), RunError> {
        let Some(before) = self.before.take() else {
            return Ok(());
        };
        tokio::select! {
            done = before() => done,
            never = stay(db, lease) => match never {},
        }
    }

    /// Takes the lease.
    pub(crate) async fn begin(&mut self, db: &DatabaseConnection) -> Result<Held<'a>, RunError> {
        let observe = &mut self.observe;
        let mut waiting = |holder: &Holder| observe(Event::Waiting(holder));
        let lease = Lease::take(db, LEASE, &self.owner, self.patience, &mut waiting).await?;
        if let Some(holder) = lease.replaced() {
            (self.observe)(Event::TookOver(holder));
        }
        let pulse = self.pulse.take();
        Ok(Held { lease, pulse })
    }
}

/// Puts the end of a lease off again and again. One that is lost is noticed at the fence.
async fn stay(db: &DatabaseConnection, lease: &Lease) -> Infallible {
    loop {
        tokio::time::sleep(lease.beat()).await;
        let _ = lease.hold(db).await;
    }
}

/// A lease and what keeps it alive.
pub(crate) struct Held<'a> {
    lease: Lease,
    pulse: Option<Pulse<'a>>,
}

impl Held<'_> {
    /// Does `work` with the lease, unless the server goes silent, and gives the lease back.
    pub async fn during<T>(
        self,
        db: &DatabaseConnection,
        work: impl AsyncFnOnce(&Lease) -> Result<T, RunError>,
    ) -> Result<T, RunError> {
        let Self { lease, pulse } = self;
        let done = tokio::select! {
            done = work(&lease) => done,
            // The lease ends by itself.
            silent = beating(&lease, pulse) => return Err(silent.into()),
        };
        lease.release(db).await;
        done
    }
}

/// Keeps a lease alive on a connection of its own, until the server goes silent.
async fn beating(lease: &Lease, pulse: Option<Pulse<'_>>) -> LeaseError {
    let connection = match pulse {
        Some(pulse) => pulse.await,
        None => None,
    };
    match connection {
        Some(db) => lease.keep(db).stopped().await,
        None => std::future::pending().await,
    }
}
