//! What the commands that change the schema have in common: the lease, signals, and what is told.

use std::time::Duration;

use clap::Args;
use migration::runner::lease::Holder;
use migration::runner::{Event, PATIENCE, Run};
use sea_orm::DatabaseConnection;

use crate::context::Context;
use crate::error::Failure;
use crate::interrupt::Manner;
use crate::output::Output;

/// How to deal with another run that is at work.
#[derive(Debug, Args)]
pub(super) struct LockArgs {
    /// Wait this long for another run of migrations to end [default: 30s]
    #[arg(long, value_name = "DURATION", value_parser = crate::time::parse_timeout)]
    lock_timeout: Option<Duration>,
}

/// A run that changes the schema.
pub(super) struct Turn {
    observe: Box<dyn FnMut(Event<'_>) + Send>,
    manner: Manner,
    patience: Duration,
    owner: String,
    heart: Option<DatabaseConnection>,
}

impl Turn {
    /// Prepares a run; `verb` tells what was done with a step. From now on a signal lets it finish
    /// the step in hand.
    ///
    /// # Errors
    /// What keeps a server from being connected to once more.
    pub async fn new(ctx: &Context, lock: &LockArgs, verb: &'static str) -> Result<Self, Failure> {
        let manner = ctx.manner();
        manner.work_in_batches();
        Ok(Self {
            observe: Box::new(tell(ctx.out.clone(), verb)),
            manner,
            patience: lock.lock_timeout.unwrap_or(PATIENCE),
            owner: ctx.owner(),
            heart: ctx.another_connection().await?,
        })
    }

    /// Lets `work` do it.
    pub async fn run<T>(&mut self, ctx: &Context, work: impl AsyncFnOnce(&mut Run<'_>) -> T) -> T {
        let manner = self.manner.clone();
        let stop = move || manner.asked().is_some();
        let mut run = Run {
            patience: self.patience,
            owner: self.owner.clone(),
            heart: self.heart.clone(),
            stop: &stop,
            ..Run::new(ctx.now(), &mut self.observe)
        };
        work(&mut run).await
    }
}

/// Tells what happens, on standard error.
fn tell(out: Output, verb: &'static str) -> impl FnMut(Event<'_>) + Send {
    move |event| match event {
        Event::Waiting(holder) => out.notice(format!(
            "waiting for another run of migrations: {}",
            told(holder)
        )),
        Event::TookOver(holder) => out.notice(format!(
            "took over from a run that was not heard of for {} s: {}",
            holder.silent.as_secs(),
            holder.owner
        )),
        Event::Started(_) => {}
        Event::Done(name, elapsed) => {
            out.status(format!("{verb} {name} ({} ms)", elapsed.as_millis()));
        }
    }
}

/// A holder of the lease in words.
pub(super) fn told(holder: &Holder) -> String {
    format!("{}, since {} s", holder.owner, holder.held.as_secs())
}
