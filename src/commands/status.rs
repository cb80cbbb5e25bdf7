//! `meetctl status`

use std::path::PathBuf;

use clap::Args;
use migration::runner::{self, Identity, lease};
use sea_orm::DatabaseConnection;
use serde_json::json;

use super::auto_backup;
use super::backup::first;
use super::stats::{by_status, double_bookings_ahead};
use super::status_metrics;
use crate::context::{Access, Context, wrong_schema};
use crate::error::{Exit, Failure};
use crate::output::Format;
use crate::records::{LastBackup, LeaseRecord, StatusRecord};
use crate::store::{dialect, doctor, users};
use crate::time::{UtcTime, rfc3339};

/// Show the state of the database on one screen
///
/// Which database it is, whether its schema is this program's, how many users and meetings it holds,
/// how many statuses a backfill would change, the double bookings ahead, the newest automatic backup,
/// and which runs of migrations and backfills are in progress. Only reads. A database that other
/// commands refuse is shown too, with the reason.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
    meetctl status
    meetctl status --json --fields schema,statuses_behind
    meetctl status --metrics /var/lib/meetctl-metrics/meetctl.prom")]
pub struct StatusArgs {
    /// Write the state to FILE in the text format of Prometheus; - is standard output
    ///
    /// For the textfile collector of the node exporter, which reads files whose names end in `.prom`. The
    /// file is replaced when the new one is complete, and every user can read it (mode 0644). If the
    /// database cannot be read, `meetctl_up` is 0, and the exit code is that of the error.
    #[arg(long, value_name = "FILE")]
    metrics: Option<PathBuf>,
}

impl StatusArgs {
    /// Runs the command.
    pub async fn run(self, ctx: &Context) -> Result<Exit, Failure> {
        if let Some(file) = &self.metrics {
            return status_metrics::run(ctx, file).await.map(|()| Exit::Ok);
        }
        let State { record, problem, .. } = read(ctx).await?;
        ctx.out.one(&record)?;
        if let Some(problem) = problem
            && ctx.out.format() == Format::Table
        {
            ctx.out.report(&problem);
        }
        Ok(Exit::Ok)
    }
}

/// The state of the database.
pub(super) struct State {
    /// What is shown.
    pub(super) record: StatusRecord,
    /// Why other commands refuse the database.
    problem: Option<Failure>,
    /// When the newest automatic backup was taken.
    pub(super) backup_time: Option<UtcTime>,
}

/// Reads the state of the database.
///
/// # Errors
/// Those of every command that reads, but for the schema.
pub(super) async fn read(ctx: &Context) -> Result<State, Failure> {
    let db = ctx.open(Access::Read).await?.db();
    let identity = runner::identify(&db).await?;
    let problem = problem(&db, &identity).await?;
    let backup = auto_backup::newest(ctx);
    let mut record = StatusRecord {
        database: first(ctx).to_string(),
        engine: dialect::engine_name(db.get_database_backend()).to_owned(),
        engine_version: dialect::engine_version(&db).await?,
        schema: problem.as_ref().map_or_else(|| "current".to_owned(), code),
        newest_migration: identity.newest(),
        pending_migrations: pending(&identity),
        users: None,
        meetings: None,
        statuses_behind: None,
        double_bookings_ahead: None,
        last_backup: backup.as_ref().map(|(time, file)| LastBackup {
            file: file.display().to_string(),
            taken_at: rfc3339(*time, &ctx.record_zone()),
        }),
        leases: leases(&db).await?,
    };
    if problem.is_none() {
        record.users = Some(users::count(&db).await?);
        record.meetings = Some(by_status(&db).await?);
        record.statuses_behind = Some(doctor::status_behind(&db, ctx.now()).await?);
        record.double_bookings_ahead = Some(double_bookings_ahead(ctx, &db).await?);
    }
    Ok(State { record, problem, backup_time: backup.map(|(time, _)| time) })
}

/// Why other commands refuse the database.
async fn problem(db: &DatabaseConnection, identity: &Identity) -> Result<Option<Failure>, Failure> {
    let usable = match identity {
        Identity::Ours { pending, unknown, dirty } => {
            pending.is_empty() && unknown.is_empty() && runner::none_begun(db, dirty).await?
        }
        _ => false,
    };
    Ok((!usable).then(|| wrong_schema(identity)))
}

/// The code of a failure, as its JSON has it.
fn code(failure: &Failure) -> String {
    json!(failure.kind()).as_str().unwrap_or_default().to_owned()
}

fn pending(identity: &Identity) -> u64 {
    match identity {
        Identity::Ours { pending, .. } => pending.len() as u64,
        _ => 0,
    }
}

async fn leases(db: &DatabaseConnection) -> Result<Vec<LeaseRecord>, Failure> {
    let all = lease::all(db).await?.into_iter();
    let record = |(name, holder): (String, lease::Holder)| LeaseRecord {
        name,
        owner: holder.owner,
        heartbeat_age_seconds: holder.heartbeat_age.as_secs(),
        expired: holder.expired,
    };
    Ok(all.map(record).collect())
}
