use clap::Args;
use migration::runner::{self, Remedy, Run};
use serde_json::json;

use super::{GuardArgs, Turn, failure, print_json};
use crate::commands::args::counted;
use crate::context::Context;
use crate::error::{Exit, Failure};
use crate::store::connect::Missing;

/// Bring the records of migrations and the schema together again
///
/// Looks at the schema and settles what `migrate status` shows as dirty (finished, or undone if it
/// was being rolled back), edited (the new checksum is taken if the schema has what the migration
/// makes), `out_of_order` (recorded if the schema has it, else applied) and missing (its record is
/// removed). Tells what it will do and asks first; without a terminal it needs --yes.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
    meetctl migrate repair --dry-run
    meetctl migrate repair --yes")]
pub struct RepairArgs {
    /// Tell what would be done, change nothing
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    guard: GuardArgs,
}

impl RepairArgs {
    pub(super) async fn run(self, ctx: &Context) -> Result<Exit, Failure> {
        if self.dry_run {
            ctx.use_read_only();
        }
        let db = ctx.unchecked_database(Missing::Refuse).await?;
        let remedies = runner::plan_repair(&db).await.map_err(failure)?;
        for remedy in &remedies {
            ctx.out.notice(remedy.to_string());
        }
        if self.dry_run || remedies.is_empty() {
            print(ctx, &remedies, false)?;
            ctx.out.status(if remedies.is_empty() {
                "Nothing to repair."
            } else {
                "Nothing was changed (dry run)."
            });
            return Ok(Exit::Ok);
        }
        ctx.confirm(&format!(
            "repair {}?",
            counted(remedies.len() as u64, "migration")
        ))?;
        let turn = Turn::new(ctx, &self.guard, "Repaired");
        let work = async |run: &mut Run<'_>| runner::repair(&db, run).await;
        let done = turn.run(work).await?;
        print(ctx, &done, true)?;
        ctx.out.status(format!(
            "Repaired {}.",
            counted(done.len() as u64, "migration")
        ));
        Ok(Exit::Ok)
    }
}

fn print(ctx: &Context, remedies: &[Remedy], done: bool) -> Result<(), Failure> {
    let object =
        |remedy: &Remedy| json!({"name": remedy.name, "cure": remedy.cure.word(), "done": done});
    print_json(ctx, remedies.iter().map(object).collect()).map(drop)
}
