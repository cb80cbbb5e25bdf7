//! `meetctl status`

use clap::Args;
use migration::runner::{self, Identity, lease};
use sea_orm::DatabaseConnection;
use serde_json::json;

use super::auto_backup;
use super::backup::first;
use super::stats::{by_status, double_bookings_ahead};
use crate::context::{Access, Context, wrong_schema};
use crate::error::{Exit, Failure};
use crate::output::Format;
use crate::records::{LastBackup, LeaseRecord, StatusRecord};
use crate::store::{dialect, doctor, users};
use crate::time::rfc3339;

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
    meetctl status --json --fields schema,statuses_behind")]
pub struct StatusArgs {}

impl StatusArgs {
    /// Runs the command.
    pub async fn run(self, ctx: &Context) -> Result<Exit, Failure> {
        let db = ctx.open(Access::Read).await?.db();
        let identity = runner::identify(&db).await?;
        let problem = problem(&db, &identity).await?;
        let backup = auto_backup::newest(ctx).map(|(time, file)| LastBackup {
            file: file.display().to_string(),
            taken_at: rfc3339(time, &ctx.record_zone()),
        });
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
            last_backup: backup,
            leases: leases(&db).await?,
        };
        if problem.is_none() {
            record.users = Some(users::count(&db).await?);
            record.meetings = Some(by_status(&db).await?);
            record.statuses_behind = Some(doctor::status_behind(&db, ctx.now()).await?);
            record.double_bookings_ahead = Some(double_bookings_ahead(ctx, &db).await?);
        }
        ctx.out.one(&record)?;
        if let Some(problem) = problem
            && ctx.out.format() == Format::Table
        {
            ctx.out.report(&problem);
        }
        Ok(Exit::Ok)
    }
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
