use clap::Args;
use migration::runner::{self, Identity, MigrationState, RunTarget, Task};
use sea_orm::{DatabaseConnection, DbBackend};

use super::run::{self, RunArgs};
use super::{Dialect, failure, finish, print_names, print_plan, target};
use crate::context::{Access, Context};
use crate::error::{Exit, Failure};
use crate::prompt::Question;
use crate::settings::Source;
use crate::store::dialect::FILE_ENGINE;
use crate::store::url::Location;

/// Apply pending migrations
///
/// Applies all of them, unless --steps or --to limits it. On SQLite and PostgreSQL each migration and
/// its record are one transaction; on MySQL each statement commits separately, and the next run
/// finishes an interrupted one. Of two concurrent runs one waits for the other, and then has nothing
/// to do. A SQLite file that does not exist is created, readable by you alone. An empty database that
/// `DATABASE_URL` names is only used after a question, or with --yes: other programs use this variable too. A SQLite database with
/// data is backed up first, and restored if a migration fails.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
    meetctl migrate up
    meetctl migrate up --dry-run      (prints the SQL for this engine)
    meetctl migrate up --dry-run --dialect postgres > schema.sql
    meetctl migrate up --database-url postgres://ada@db.example.org/meetings")]
pub struct UpArgs {
    /// Apply at most this many
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..), conflicts_with = "to")]
    steps: Option<u32>,
    /// Apply up to and including this migration
    #[arg(long, value_name = "NAME")]
    to: Option<String>,
    /// Print the SQL without changing anything, on a read-only connection
    #[arg(long)]
    dry_run: bool,
    /// Print the SQL that creates the complete schema on this engine, without a database
    #[arg(long, value_name = "ENGINE", value_enum, requires = "dry_run")]
    dialect: Option<Dialect>,
    #[command(flatten)]
    run: RunArgs,
}

impl UpArgs {
    pub(super) async fn run(self, ctx: &Context) -> Result<Exit, Failure> {
        let target = target(self.steps, self.to, RunTarget::All);
        if self.dry_run {
            return plan(ctx, &self.run, self.dialect, target).await;
        }
        let db = open_confirmed(ctx).await?;
        let applied = run::run(ctx, &db, &self.run, &Task::Up(target), "Applied").await?;
        print_names(ctx, &applied, "applied")?;
        let nothing = "Nothing to apply: the schema is up to date.";
        Ok(finish(ctx, applied.len(), "Applied", nothing, "up"))
    }
}

/// Opens the database, and creates a missing file. Where `DATABASE_URL` names an empty one, it asks
/// first: other programs use this variable too.
async fn open_confirmed(ctx: &Context) -> Result<DatabaseConnection, Failure> {
    let database = &ctx.settings.database;
    let Source::Environment(name @ "DATABASE_URL") = database.source else {
        return Ok(ctx.open(Access::Create).await?.db());
    };
    let names: Vec<String> = database.value.iter().map(ToString::to_string).collect();
    let text = format!(
        "create the tables of meetctl in {}, which {name} in the environment names?",
        names.join("; ")
    );
    let ask = async || {
        let confirmed = ctx.confirm(&Question::new(text)).await;
        confirmed.map_err(|failure| {
            failure.hint(format!(
                "{name} may be that of another program: set MEETCTL_DATABASE_URL, or add --yes"
            ))
        })
    };
    let is_missing =
        |location: &Location| matches!(location, Location::Sqlite { path, .. } if !path.exists());
    if database.value.iter().all(is_missing) {
        ask().await?;
        return Ok(ctx.open(Access::Create).await?.db());
    }
    let db = ctx.open(Access::Create).await?.db();
    if runner::identify(&db).await? == Identity::Empty {
        ask().await?;
    }
    Ok(db)
}

async fn plan(
    ctx: &Context,
    args: &RunArgs,
    dialect: Option<Dialect>,
    target: RunTarget,
) -> Result<Exit, Failure> {
    let empty = |backend: DbBackend| {
        let state = MigrationState::assumed(backend, false);
        runner::plan_up(&state, &target, ctx.now()).map_err(failure)
    };
    if let Some(dialect) = dialect {
        return print_plan(ctx, dialect.into(), &empty(dialect.into())?);
    }
    if let [Location::Sqlite { path, .. }] = ctx.settings.database.value.as_slice()
        && !path.exists()
    {
        return print_plan(ctx, FILE_ENGINE, &empty(FILE_ENGINE)?);
    }
    let db = ctx.open(Access::Read).await?.db();
    let plan = run::plan(ctx, &db, args, &Task::Up(target)).await?;
    print_plan(ctx, db.get_database_backend(), &plan)
}
