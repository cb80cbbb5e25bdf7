use clap::Args;
use migration::runner::{self, MigrationState, RepairStep, Task};
use serde_json::json;

use super::run::{self, RunArgs};
use super::{failure, finish, print_json};
use crate::commands::args::counted;
use crate::context::{Access, Context};
use crate::error::{Exit, Failure};
use crate::prompt::Question;

/// Make the migration records and the schema agree again
///
/// Compares both, and repairs what `migrate status` shows as dirty (applied to the end, or rolled back
/// if a roll back was interrupted), edited (the new checksum is written if the schema has what the
/// migration creates), `out_of_order` (recorded if the schema has it, else applied) and missing (its
/// record is deleted). Prints the plan and asks first; without a terminal it needs --yes.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
    meetctl migrate repair --dry-run
    meetctl migrate repair --yes")]
pub struct RepairArgs {
    /// Print what would be done without changing anything
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    run: RunArgs,
}

impl RepairArgs {
    pub(super) async fn run(self, ctx: &Context) -> Result<Exit, Failure> {
        let db = ctx.open(Access::read_if(self.dry_run)).await?.db();
        let steps = self.run.in_short_tries(ctx, &db, async || {
            let state = MigrationState::read_own(&db).await?;
            runner::repair_steps(&db, &state).await
        });
        let steps = steps.await.map_err(failure)?;
        if self.dry_run || steps.is_empty() {
            for step in &steps {
                ctx.out.notice(step.to_string());
            }
            print(ctx, &steps, false)?;
            ctx.out.status(if steps.is_empty() {
                "Nothing to repair."
            } else {
                "Nothing was changed (dry run)."
            });
            return Ok(Exit::Ok);
        }
        let migrations = counted(steps.len() as u64, "migration");
        let plan = steps.iter().map(ToString::to_string);
        ctx.confirm(&Question::new(format!("repair {migrations}?")).details(plan)).await?;
        let task = Task::Repair(steps.clone());
        let names = run::run(ctx, &db, &self.run, &task, "Repaired").await?;
        let done: Vec<RepairStep> =
            steps.into_iter().filter(|step| names.contains(&step.name)).collect();
        print(ctx, &done, true)?;
        let nothing = "Nothing to repair.";
        Ok(finish(ctx, done.len(), "Repaired", nothing, "repair"))
    }
}

fn print(ctx: &Context, steps: &[RepairStep], done: bool) -> Result<(), Failure> {
    let object =
        |step: &RepairStep| json!({"name": step.name, "action": step.action.word(), "done": done});
    print_json(ctx, steps.iter().map(object).collect()).map(drop)
}
