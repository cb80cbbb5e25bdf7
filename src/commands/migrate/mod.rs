//! `meetctl migrate`

mod baseline;
mod down;
mod failure;
mod repair;
mod run;
mod status;
mod up;

use clap::{Subcommand, ValueEnum};
use migration::runner::{RunTarget, StepScript};
use sea_orm::DbBackend;
use serde_json::json;

pub(super) use failure::failure;
pub(super) use run::hold_lease;

use super::deferred::Deferred;
use crate::commands::args::counted;
use crate::context::Context;
use crate::error::{Exit, Failure};
use crate::output::Format;

/// The subcommands of `meetctl migrate`.
#[derive(Debug, Subcommand)]
#[expect(missing_docs, reason = "a doc comment here would hide that of the arguments from --help")]
pub enum Command {
    Up(Deferred<up::UpArgs>),
    Down(Deferred<down::DownArgs>),
    Status(Deferred<status::StatusArgs>),
    Repair(Deferred<repair::RepairArgs>),
    Baseline(Deferred<baseline::BaselineArgs>),
}

impl Command {
    /// Runs the subcommand.
    pub async fn run(self, ctx: &Context) -> Result<Exit, Failure> {
        match self {
            Self::Up(Deferred(args)) => args.run(ctx).await,
            Self::Down(Deferred(args)) => args.run(ctx).await,
            Self::Status(Deferred(args)) => args.run(ctx).await,
            Self::Repair(Deferred(args)) => args.run(ctx).await,
            Self::Baseline(Deferred(args)) => args.run(ctx).await,
        }
    }
}

/// How far to go, from the options of up and down.
fn target(steps: Option<u32>, to: Option<String>, default: RunTarget) -> RunTarget {
    match (steps, to) {
        (Some(steps), _) => RunTarget::Steps(steps),
        (None, Some(name)) => RunTarget::To(name),
        (None, None) => default,
    }
}

/// The engine that a plan is for, without a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Dialect {
    Postgres,
    Mysql,
    Sqlite,
}

impl From<Dialect> for DbBackend {
    fn from(dialect: Dialect) -> Self {
        match dialect {
            Dialect::Postgres => Self::Postgres,
            Dialect::Mysql => Self::MySql,
            Dialect::Sqlite => Self::Sqlite,
        }
    }
}

/// Reports how many migrations a run has done, or that there was `nothing` to do, and whether a signal
/// stopped it; `again` continues it then.
fn finish(ctx: &Context, done: usize, verb: &str, nothing: &str, again: &str) -> Exit {
    let stopped = ctx.shutdown().requested();
    if done > 0 {
        let migrations = counted(done as u64, "migration");
        ctx.out.status(format!("{verb} {migrations}."));
    } else if stopped.is_none() {
        ctx.out.status(nothing);
    }
    if stopped.is_some() {
        let notice = format!("stopped between two migrations; `meetctl migrate {again}` continues");
        ctx.out.notice(notice);
    }
    stopped.unwrap_or(Exit::Ok)
}

/// Prints a plan: SQL for people, one object per migration in JSON.
fn print_plan(ctx: &Context, backend: DbBackend, plan: &[StepScript]) -> Result<Exit, Failure> {
    let as_json = |s: &StepScript| json!({"name": s.name, "statements": s.statements(backend)});
    if print_json(ctx, plan.iter().map(as_json).collect())? {
        return Ok(Exit::Ok);
    }
    for step in plan {
        ctx.out.script(&format!("-- {}\n", step.name))?;
        for statement in step.statements(backend) {
            ctx.out.script(&format!("{statement};\n"))?;
        }
        ctx.out.raw("\n")?;
    }
    ctx.out.status(if plan.is_empty() {
        "Nothing would be done."
    } else {
        "Nothing was changed (dry run)."
    });
    Ok(Exit::Ok)
}

/// In JSON, prints a list of objects, or one per line; otherwise nothing.
fn print_json(ctx: &Context, objects: Vec<serde_json::Value>) -> Result<bool, Failure> {
    match ctx.out.format() {
        Format::Json => ctx.out.json_value(&objects.into()).map(|()| true),
        Format::Jsonl => {
            for object in &objects {
                ctx.out.json_value(object)?;
            }
            Ok(true)
        }
        _ => Ok(false),
    }
}

/// In JSON, prints the migrations that a run changed to `state`.
fn print_names(ctx: &Context, names: &[String], state: &str) -> Result<(), Failure> {
    let object = |name: &String| json!({"name": name, "state": state});
    print_json(ctx, names.iter().map(object).collect()).map(drop)
}
