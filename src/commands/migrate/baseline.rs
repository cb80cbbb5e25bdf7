use std::time::Instant;

use clap::Args;
use migration::runner::lease::Lease;
use migration::runner::{self, BaselineReport};
use sea_orm::DatabaseConnection;
use serde_json::json;

use super::failure;
use super::run::{RunArgs, hold_lease, print_done, restore, take_backup, take_lease};
use crate::commands::args::{counted, first_few};
use crate::commands::history_note::note_run;
use crate::context::{Access, Context};
use crate::error::{Exit, Failure, Kind};
use crate::output::{Format, Warning};
use crate::store::dialect::{self, engine_name};

/// Adopt a database that the Flask application created
///
/// Checks its tables and every row first; if the schema would refuse rows (an end not after the
/// start, a participant who does not exist, ...), they are listed and nothing is changed. Then
/// converts the tables to the current schema, keeping every row, and records all migrations as
/// applied. The Flask application continues to work with the database. A SQLite database is backed up
/// first, and restored if the conversion fails.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
    meetctl migrate baseline --dry-run --database-url sqlite:app.db
    meetctl migrate baseline --database-url sqlite:app.db")]
pub struct BaselineArgs {
    /// Check everything and print the SQL without changing anything, on a read-only connection
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    run: RunArgs,
}

impl BaselineArgs {
    pub(super) async fn run(self, ctx: &Context) -> Result<Exit, Failure> {
        let db = ctx.open(Access::read_if(self.dry_run)).await?.db();
        warn_of_triggers(ctx, &db).await?;
        let started = Instant::now();
        let plan = async || runner::plan_baseline(&db, ctx.now()).await;
        let mut report = self.run.in_short_tries(ctx, &db, plan).await.map_err(failure)?;
        if !self.dry_run {
            print_done(ctx, "Checked tables and rows", started);
            let Some(lease) = take_lease(ctx, &db, &self.run).await? else {
                return Ok(ctx.shutdown().requested().unwrap_or(Exit::Interrupted));
            };
            let work = Box::pin(adopt(ctx, &db, &self.run, &lease));
            report = match (hold_lease(ctx, &db, &lease, work).await, ctx.shutdown().requested()) {
                // The signal has ended the wait for a lock.
                (Err(busy), Some(exit)) if busy.kind() == Kind::Busy => return Ok(exit),
                (done, _) => done?,
            };
        }
        if matches!(ctx.out.format(), Format::Json | Format::Jsonl) {
            ctx.out.json_value(&as_json(&report, self.dry_run))?;
            return Ok(Exit::Ok);
        }
        if self.dry_run {
            for statement in &report.statements {
                ctx.out.script(&format!("{statement};\n"))?;
            }
            ctx.out.status("The database can be adopted; nothing was changed (dry run).");
        } else {
            summary(ctx, &report, engine_name(db.get_database_backend()));
        }
        Ok(Exit::Ok)
    }
}

/// Names what will act on the writes of meetctl, and is preserved.
async fn warn_of_triggers(ctx: &Context, db: &DatabaseConnection) -> Result<(), Failure> {
    let backend = db.get_database_backend();
    let found = dialect::texts(db, &dialect::foreign_triggers_sql(backend)).await?;
    if !found.is_empty() {
        let named = first_few(found.into_iter()).join(", ");
        let message = format!("meetctl did not create {named}; look at what it does");
        ctx.out.warning(Warning::new("foreign_triggers", message));
    }
    Ok(())
}

/// Adopts the database after a backup.
async fn adopt(
    ctx: &Context,
    db: &DatabaseConnection,
    args: &RunArgs,
    lease: &Lease,
) -> Result<BaselineReport, Failure> {
    // Another run may have adopted it before this one had the lease.
    let check = async || runner::check_adoptable(db).await;
    args.in_short_tries(ctx, db, check).await.map_err(failure)?;
    let backup = take_backup(ctx, db, args, lease).await?;
    let started = Instant::now();
    let work = async || runner::baseline(db, ctx.now(), lease).await;
    match args.in_short_tries(ctx, db, work).await {
        Ok(report) => {
            print_done(ctx, "Converted to the current schema", started);
            note_run(ctx, "adopted_meetings", report.meetings).await;
            Ok(report)
        }

        Err(error) => Err(restore(ctx, backup, error).await),
    }
}

fn summary(ctx: &Context, report: &BaselineReport, engine: &str) {
    ctx.out.status(format!(
        "Adopted the {engine} database: {}, {}, {}, none lost.",
        counted(report.users, "user"),
        counted(report.meetings, "meeting"),
        counted(report.participants, "participation")
    ));
    if report.converted_times > 0 {
        ctx.out
            .status(format!("Converted the times of {}.", counted(report.converted_times, "row")));
    }
    if let Some(filled) = &report.status_counts {
        ctx.out.status(format!(
            "Set their status from the current time: {} completed, {} in_progress, {} scheduled.",
            filled.completed, filled.in_progress, filled.scheduled
        ));
    }
    for kept in &report.preserved {
        ctx.out.status(format!("Preserved {kept}."));
    }
}

fn as_json(report: &BaselineReport, dry_run: bool) -> serde_json::Value {
    json!({
        "users": report.users,
        "meetings": report.meetings,
        "participants": report.participants,
        "converted_times": report.converted_times,
        "status_counts": report.status_counts.as_ref().map(|f| json!({
            "completed": f.completed, "in_progress": f.in_progress, "scheduled": f.scheduled,
        })),
        "preserved": report.preserved,
        "dry_run": dry_run,
        "statements": if dry_run { json!(report.statements) } else { json!([]) },
    })
}
