use clap::Args;
use migration::runner::{self, Identity, Run, Target};
use sea_orm::DbBackend;

use super::{Dialect, GuardArgs, Turn, failure, print_plan, print_run, stopped, target};
use crate::commands::args::counted;
use crate::context::{Context, wrong_schema};
use crate::error::{Exit, Failure};
use crate::store::connect::Missing;
use crate::store::dialect::FILE_ENGINE;
use crate::store::url::Location;

/// Apply pending migrations
///
/// All of them, unless --steps or --to says otherwise. Each is done in one transaction with its
/// record on SQLite and PostgreSQL; on MySQL step by step, so that a run that was cut short is
/// finished by the next. Of two runs at once one waits for the other, and then finds nothing to do.
/// A SQLite file that does not exist is created, readable by you alone; of one with data a backup
/// is taken first, and put back if a migration fails.
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
    /// Apply up to and with this migration
    #[arg(long, value_name = "NAME")]
    to: Option<String>,
    /// Print the SQL, change nothing: the engine itself refuses writes meanwhile
    #[arg(long)]
    dry_run: bool,
    /// Print the SQL that makes the whole schema on this engine, without a database
    #[arg(long, value_name = "ENGINE", value_enum, requires = "dry_run")]
    dialect: Option<Dialect>,
    #[command(flatten)]
    guard: GuardArgs,
}

impl UpArgs {
    pub(super) async fn run(self, ctx: &Context) -> Result<Exit, Failure> {
        let target = target(self.steps, self.to, Target::All);
        if self.dry_run {
            let (backend, pending) = match self.dialect {
                Some(dialect) => (dialect.into(), migration::names()),
                None => pending(ctx).await?,
            };
            return print_plan(
                ctx,
                &runner::plan_up(backend, &pending, &target, ctx.now()).map_err(failure)?,
            );
        }
        let missing = if ctx.settings.read_only.value {
            Missing::Refuse
        } else {
            Missing::Create
        };
        let db = ctx.unchecked_database(missing).await?;
        let turn = Turn::new(ctx, &self.guard, "Applied");
        let work = async |run: &mut Run<'_>| runner::up(&db, target, run).await;
        let applied = turn.run(work).await?;
        print_run(ctx, &applied, "applied")?;
        ctx.out.status(match applied.len() {
            0 => "Nothing to apply: the schema is up to date.".to_owned(),
            n => format!("Applied {}.", counted(n as u64, "migration")),
        });
        Ok(stopped(ctx, "meetctl migrate up"))
    }
}

/// The engine, and what is pending there; of a SQLite file that does not exist yet, everything.
async fn pending(ctx: &Context) -> Result<(DbBackend, Vec<String>), Failure> {
    if let [Location::Sqlite { path, .. }] = ctx.settings.database.value.as_slice()
        && !path.exists()
    {
        return Ok((FILE_ENGINE, migration::names()));
    }
    ctx.use_read_only();
    let db = ctx.unchecked_database(Missing::Refuse).await?;
    let backend = db.get_database_backend();
    match runner::identify(&db).await? {
        Identity::Empty => Ok((backend, migration::names())),
        Identity::Ours { pending, .. } => {
            runner::check(&db).await.map_err(failure)?;
            Ok((backend, pending))
        }
        identity => Err(wrong_schema(&identity)),
    }
}
