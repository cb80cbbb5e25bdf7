use clap::Args;
use migration::runner::{self, MigrationState, RunTarget, Task};

use super::run::{self, RunArgs};
use super::{Dialect, failure, finish, print_names, print_plan, target};
use crate::commands::args::{counted, first_few};
use crate::commands::backup::first;
use crate::context::{Access, Context};
use crate::error::{Exit, Failure};
use crate::output::Warning;
use crate::prompt::Question;

/// Roll back migrations
///
/// Rolls back one, unless --steps, --to or --all is given. Shows the data that is deleted and asks
/// first, with --all for the name of the database; without a terminal it needs --yes. A SQLite database with data is backed up first, and
/// restored if a migration fails.
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
    /// Print the SQL without changing anything, on a read-only connection
    #[arg(long)]
    dry_run: bool,
    /// Print the SQL that rolls back the complete schema on this engine, without a database
    #[arg(long, value_name = "ENGINE", value_enum, requires = "dry_run")]
    dialect: Option<Dialect>,
    #[command(flatten)]
    run: RunArgs,
}

impl DownArgs {
    pub(super) async fn run(self, ctx: &Context) -> Result<Exit, Failure> {
        let default = if self.all { RunTarget::All } else { RunTarget::Steps(1) };
        let target = target(self.steps, self.to.clone(), default);
        if let Some(dialect) = self.dialect {
            let state = MigrationState::assumed(dialect.into(), true);
            let plan = runner::plan_down(&state, &target, ctx.now());
            return print_plan(ctx, dialect.into(), &plan.map_err(failure)?);
        }
        let db = ctx.open(Access::read_if(self.dry_run)).await?.db();
        let plan = run::plan(ctx, &db, &self.run, &Task::Down(target)).await?;
        let names = runner::requested(&plan);
        let losses = async || Ok(runner::losses(&db, &names).await?);
        for loss in self.run.in_short_tries(ctx, &db, losses).await.map_err(failure)? {
            ctx.out.warning(Warning::new("data_loss", loss));
        }
        if self.dry_run {
            return print_plan(ctx, db.get_database_backend(), &plan);
        }
        if !names.is_empty() {
            ctx.confirm(&self.question(ctx, &names)).await?;
        }
        let task = Task::Down(RunTarget::These(names));
        let undone = run::run(ctx, &db, &self.run, &task, "Rolled back").await?;
        print_names(ctx, &undone, "pending")?;
        let nothing = "Nothing to roll back.";
        Ok(finish(ctx, undone.len(), "Rolled back", nothing, "down"))
    }

    fn question(&self, ctx: &Context, names: &[String]) -> Question {
        let migrations = counted(names.len() as u64, "migration");
        let question = Question::new(format!("roll back {migrations}?"))
            .details(first_few(names.iter().cloned()));
        if self.all { question.by_name(first(ctx).name()) } else { question }
    }
}
