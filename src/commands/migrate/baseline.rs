use clap::Args;
use migration::runner::{self, BaselineReport, Run};
use serde_json::json;

use super::{GuardArgs, Turn, failure};
use crate::context::Context;
use crate::error::{Exit, Failure};
use crate::output::Format;
use crate::store::connect::Missing;
use crate::store::dialect::engine_name;

/// Adopt a database that the Flask application made
///
/// Checks its tables and every row first; rows that the schema would refuse (an end not after
/// the start, a participant who does not exist, ...) are listed and nothing is done. Then brings
/// the tables to this schema, keeping every row, and records all migrations as applied. The
/// Flask application keeps working on it.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
    meetctl migrate baseline --dry-run --database-url sqlite:app.db
    meetctl migrate baseline --database-url sqlite:app.db")]
pub struct BaselineArgs {
    /// Check everything and print the SQL, change nothing: the engine itself refuses writes
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    guard: GuardArgs,
}

impl BaselineArgs {
    pub(super) async fn run(self, ctx: &Context) -> Result<Exit, Failure> {
        if self.dry_run {
            ctx.use_read_only();
        }
        let db = ctx.unchecked_database(Missing::Refuse).await?;
        let report = if self.dry_run {
            let planned = runner::plan_baseline(&db, ctx.now()).await;
            planned.map_err(failure)?
        } else {
            let turn = Turn::new(ctx, &self.guard, "Done:");
            let work = async |run: &mut Run<'_>| runner::baseline(&db, run).await;
            turn.run(work).await?
        };
        if matches!(ctx.out.format(), Format::Json | Format::Jsonl) {
            ctx.out.json_value(&as_json(&report, self.dry_run))?;
            return Ok(Exit::Ok);
        }
        if self.dry_run {
            for statement in &report.statements {
                ctx.out.raw(&format!("{statement};\n"))?;
            }
            ctx.out
                .status("The database can be adopted; nothing was changed (dry run).");
        } else {
            summary(ctx, &report, engine_name(db.get_database_backend()));
        }
        Ok(Exit::Ok)
    }
}

fn summary(ctx: &Context, report: &BaselineReport, engine: &str) {
    ctx.out.status(format!(
        "Adopted the {engine} database: {} users, {} meetings, {} participations, none lost.",
        report.users, report.meetings, report.participants
    ));
    if report.trimmed > 0 {
        ctx.out.status(format!(
            "{} times were brought to the form of this schema.",
            report.trimmed
        ));
    }
    if let Some(filled) = &report.filled {
        ctx.out.status(format!(
            "Their status was filled from the clock: {} completed, {} in_progress, {} scheduled.",
            filled.completed, filled.in_progress, filled.scheduled
        ));
    }
    for kept in &report.kept {
        ctx.out.status(format!("AutoBackup as it was: {kept}."));
    }
}

fn as_json(report: &BaselineReport, dry_run: bool) -> serde_json::Value {
    json!({
        "users": report.users,
        "meetings": report.meetings,
        "participants": report.participants,
        "trimmed": report.trimmed,
        "filled": report.filled.as_ref().map(|f| json!({
            "completed": f.completed, "in_progress": f.in_progress, "scheduled": f.scheduled,
        })),
        "kept": report.kept,
        "dry_run": dry_run,
        "statements": if dry_run { json!(report.statements) } else { json!([]) },
    })
}
