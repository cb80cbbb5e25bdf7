use clap::Args;
use serde_json::json;

use crate::context::{Access, Context};
use crate::error::{Exit, Failure};
use crate::output::{Format, Unit};
use crate::prompt::Question;
use crate::store::history;
use crate::time::TypedTime;

/// Entries of one transaction.
const BATCH: u64 = 1000;

/// Delete old entries of the history
///
/// What was deleted cannot be undone with `meetctl undo` any more. Requires confirmation; without a
/// terminal, --yes is required. Deletes in short transactions: a run that was interrupted is continued by
/// the next one.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n    meetctl history prune --before \"1 year ago\" --yes")]
pub struct PruneArgs {
    /// Delete entries of runs that began before this time
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    before: TypedTime,
    /// Count the entries, delete nothing
    #[arg(long)]
    dry_run: bool,
}

impl PruneArgs {
    pub(super) async fn run(self, ctx: &Context) -> Result<Exit, Failure> {
        let before = ctx.time("--before", &self.before, TypedTime::start)?;
        let session = ctx.database_for(Access::read_if(self.dry_run)).await?;
        let total = session.reading(async |db| Ok(history::count_before(&db, before).await?));
        let total = total.await?;
        let entries = |count| match count {
            1 => "1 entry".to_owned(),
            count => format!("{count} entries"),
        };
        let mut deleted = 0;
        if self.dry_run {
            ctx.print_dry_run(&format!("delete {}", entries(total)));
        } else if total > 0 {
            let question = format!("delete {} of the history?", entries(total));
            ctx.confirm(&Question::new(question)).await?;
            ctx.shutdown().finish_batch_on_signal();
            ctx.written.set([("deleted", 0)]);
            let progress = ctx.out.progress("Deleting", Some(total), Unit::Records);
            while ctx.shutdown().requested().is_none() {
                let more = history::prune(&session, before, BATCH, deleted).await?;
                if more == 0 {
                    break;
                }
                deleted += more;
                ctx.written.set([("deleted", deleted)]);
                progress.at(deleted);
            }
        }
        if ctx.out.format() != Format::Table {
            let count = if self.dry_run { total } else { deleted };
            ctx.out.raw(&format!("{}\n", json!({"deleted": count, "dry_run": self.dry_run})))?;
        } else if !self.dry_run {
            ctx.out.status(format!("Deleted {} of the history.", entries(deleted)));
        }
        Ok(ctx.shutdown().requested().unwrap_or(Exit::Ok))
    }
}
