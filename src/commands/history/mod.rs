//! `meetctl history`

mod prune;

use clap::{Args, Subcommand};

use super::args::LimitArgs;
use super::window::WindowArgs;
use crate::context::Context;
use crate::entity::history::ItemKind;
use crate::error::{Exit, Failure};
use crate::records::HistoryRecord;
use crate::store::history::{self, Entry, HistoryFilter};
use crate::store::users;

/// Entries read at once.
const PAGE_SIZE: u64 = 500;

/// Show who changed what, when
///
/// Every change that meetctl makes is in the history, newest first: the run, who ran it, the command,
/// and the values before and after. Imports, backfills, migrations and other bulk runs have one entry
/// with their counts. What other programs change, such as the Flask application, is not in it.
/// `meetctl undo RUN` restores what a run changed.
#[derive(Debug, Args)]
#[command(
    args_conflicts_with_subcommands = true,
    mut_args = for_history,
    after_help = "Examples:
    meetctl history --meeting 7
    meetctl history --by ada@laptop --from yesterday --format jsonl
    meetctl history prune --before \"1 year ago\""
)]
pub struct HistoryArgs {
    #[command(subcommand)]
    command: Option<Command>,
    /// Only changes of this meeting
    #[arg(long, value_name = "ID", value_parser = super::args::one_id)]
    meeting: Option<i64>,
    /// Only changes of this user's own data: id or e-mail address
    #[arg(long, value_name = "USER", conflicts_with = "meeting")]
    user: Option<String>,
    /// Only changes made by this actor
    #[arg(long, value_name = "ACTOR")]
    by: Option<String>,
    /// Only this run; the first characters are enough
    #[arg(long, value_name = "RUN")]
    run: Option<String>,
    #[command(flatten)]
    window: WindowArgs,
    #[command(flatten)]
    limit: LimitArgs,
}

#[derive(Debug, Subcommand)]
enum Command {
    Prune(prune::PruneArgs),
}

/// The help of the window.
fn for_history(arg: clap::Arg) -> clap::Arg {
    match arg.get_id().as_str() {
        "from" => arg.help("Only runs that began at or after this time"),
        "to" => arg.help("Only runs that began before this time; a day alone includes that day"),
        _ => arg,
    }
}

impl HistoryArgs {
    /// Runs the command.
    pub async fn run(self, ctx: &Context) -> Result<Exit, Failure> {
        if let Some(Command::Prune(args)) = self.command {
            return args.run(ctx).await;
        }
        let zone = ctx.record_zone();
        let mut listing = ctx.out.listing::<HistoryRecord>()?.limited_to(self.limit.get());
        let session = ctx.database_for(crate::context::Access::Read).await?;
        let filter = self.filter(ctx, &session.db()).await?;
        let mut last: Option<Entry> = None;
        'pages: loop {
            let page = session.reading(async |db| {
                Ok(history::page(&db, &filter, last.as_ref(), PAGE_SIZE).await?)
            });
            let page = page.await?;
            for entry in &page {
                if !listing.push(&HistoryRecord::new(&entry.row, &zone))? {
                    break 'pages;
                }
            }
            match page.into_iter().next_back() {
                Some(end) => last = Some(end),
                None => break,
            }
        }
        let is_cut = listing.is_cut();
        let shown = listing.finish()?;
        if shown == 0 {
            ctx.out.status("No changes found.");
        }
        self.limit.report(ctx, shown, is_cut, "change");
        Ok(Exit::Ok)
    }

    async fn filter(
        &self,
        ctx: &Context,
        db: &sea_orm::DatabaseConnection,
    ) -> Result<HistoryFilter, Failure> {
        let (from, to) = self.window.bounds(ctx)?;
        let mut item = self.meeting.map(|id| (ItemKind::Meeting, id));
        if let Some(name) = &self.user {
            // A user who was deleted has a history too.
            let id = match name.parse() {
                Ok(id) => id,
                Err(_) => users::find(db, name).await.map_err(|f| f.of_option("--user"))?.id,
            };
            item = Some((ItemKind::User, id));
        }
        let runs = self.run.as_deref().map(super::undo::runs).transpose()?;
        Ok(HistoryFilter { item, actor: self.by.clone(), from, to, runs, person: None })
    }
}
