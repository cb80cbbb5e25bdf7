use clap::Args;
use migration::runner::{self, Identity, Run, Target};
use sea_orm::DatabaseConnection;

use super::{Dialect, GuardArgs, Turn, failure, print_plan, print_run, stopped, target};
use crate::commands::args::counted;
use crate::context::Context;
use crate::error::{Exit, Failure};
use crate::store::connect::Missing;

/// Roll migrations back
///
/// One, unless --steps, --to or --all says otherwise. Tells what is lost by it and asks
/// first; without a terminal it needs --yes. Of a SQLite database with data a backup is taken
/// first, and put back if a migration fails.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
    meetctl migrate down --dry-run
    meetctl migrate down --steps 2 --yes")]
pub struct DownArgs {
    /// Roll back this many [default: 1]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..), conflicts_with_all = ["to", "all"])]
    steps: Option<u32>,
    /// Roll back until this migration is the newest applied
    #[arg(long, value_name = "NAME", conflicts_with = "all")]
    to: Option<String>,
    /// Roll back all of them
    #[arg(long)]
    all: bool,
    /// Print the SQL, change nothing: the engine itself refuses writes meanwhile
    #[arg(long)]
    dry_run: bool,
    /// Print the SQL that undoes it on this engine, from the whole schema, without a database
    #[arg(long, value_name = "ENGINE", value_enum, requires = "dry_run")]
    dialect: Option<Dialect>,
    #[command(flatten)]
    guard: GuardArgs,
}

impl DownArgs {
    pub(super) async fn run(self, ctx: &Context) -> Result<Exit, Failure> {
        let otherwise = if self.all {
            Target::All
        } else {
            Target::Steps(1)
        };
        let target = target(self.steps, self.to, otherwise);
        if let Some(dialect) = self.dialect {
            let all = migration::names();
            let plan = runner::plan_down(dialect.into(), &all, &target, ctx.now());
            return print_plan(ctx, &plan.map_err(failure)?);
        }
        if self.dry_run {
            ctx.use_read_only();
        }
        let db = ctx.unchecked_database(Missing::Refuse).await?;
        refuse_what_is_not_ours(&db).await?;
        let applied = applied(&db).await?;
        let plan = runner::plan_down(db.get_database_backend(), &applied, &target, ctx.now())
            .map_err(failure)?;
        let names: Vec<String> = plan.iter().map(|step| step.name.clone()).collect();
        for loss in runner::losses(&db, &names).await? {
            ctx.out.warning(loss);
        }
        if self.dry_run {
            return print_plan(ctx, &plan);
        }
        let nothing = names.is_empty();
        if !nothing {
            ctx.confirm(&format!(
                "roll back {} ({})?",
                counted(names.len() as u64, "migration"),
                names.join(", ")
            ))?;
        }
        let target = Target::These(names);
        // Where there is nothing to do it still clears away the lease of a run that died.
        let turn = Turn::new(ctx, &self.guard, "Rolled back");
        let work = async |run: &mut Run<'_>| runner::down(&db, target, run).await;
        let undone = turn.run(work).await?;
        if nothing && undone.is_empty() {
            ctx.out.status("Nothing to roll back.");
            return Ok(Exit::Ok);
        }
        print_run(ctx, &undone, "pending")?;
        ctx.out.status(format!(
            "Rolled back {}.",
            counted(undone.len() as u64, "migration")
        ));
        Ok(stopped(ctx, "meetctl migrate down"))
    }
}

async fn applied(db: &DatabaseConnection) -> Result<Vec<String>, Failure> {
    let status = runner::status(db).await?;
    Ok(status
        .into_iter()
        .filter(|s| s.applied_at.is_some())
        .map(|s| s.name)
        .collect())
}

async fn refuse_what_is_not_ours(db: &DatabaseConnection) -> Result<(), Failure> {
    match runner::identify(db).await? {
        Identity::Ours { .. } | Identity::Empty => runner::check(db).await.map_err(failure),
        identity => Err(crate::context::wrong_schema(&identity)),
    }
}
