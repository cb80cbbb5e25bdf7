//! `meetctl meeting`

mod cancel;
mod conflicts;
mod create;
mod delete;
mod double_booking;
mod edit;
mod export;
mod filter;
mod free;
mod import;
mod import_run;
mod list;
mod overlaps;
mod purge;
mod selection;
mod series;
pub(super) mod set;
mod shift;
mod show;
mod update;

use clap::Subcommand;
use sea_orm::DatabaseConnection;

use crate::context::Context;
use crate::error::{Exit, Failure};
use crate::output::{Format, Listing, Record};
use crate::records::{MeetingRecord, MeetingRecords};
use crate::store::pages::Pages;

/// The subcommands of `meetctl meeting`.
#[derive(Debug, Subcommand)]
#[expect(missing_docs, reason = "a doc comment here would hide that of the arguments from --help")]
pub enum Command {
    #[command(aliases = ["add", "new"])]
    Create(Box<create::CreateArgs>),
    #[command(alias = "get")]
    Show(show::ShowArgs),
    #[command(alias = "ls")]
    List(list::ListArgs),
    Overlaps(overlaps::OverlapsArgs),
    Conflicts(conflicts::ConflictsArgs),
    Free(free::FreeArgs),
    Update(update::UpdateArgs),
    Shift(shift::ShiftArgs),
    Edit(edit::EditArgs),
    Cancel(cancel::CancelArgs),
    #[command(alias = "rm")]
    Delete(delete::DeleteArgs),
    Export(export::ExportArgs),
    Import(import::ImportArgs),
    Purge(purge::PurgeArgs),
}

impl Command {
    /// Runs the subcommand.
    pub async fn run(self, ctx: &Context) -> Result<Exit, Failure> {
        match self {
            Self::Create(args) => args.run(ctx).await,
            Self::Show(args) => args.run(ctx).await,
            Self::List(args) => args.run(ctx).await,
            Self::Overlaps(args) => args.run(ctx).await,
            Self::Conflicts(args) => args.run(ctx).await,
            Self::Free(args) => args.run(ctx).await,
            Self::Update(args) => args.run(ctx).await,
            Self::Shift(args) => args.run(ctx).await,
            Self::Edit(args) => Box::pin(args.run(ctx)).await,
            Self::Cancel(args) => args.run(ctx).await,
            Self::Delete(args) => args.run(ctx).await,
            Self::Export(args) => args.run(ctx).await,
            Self::Import(args) => Box::pin(args.run(ctx)).await,
            Self::Purge(args) => Box::pin(args.run(ctx)).await,
        }
    }
}

/// The records of meetings, in the time zones of this run.
pub(super) fn records(ctx: &Context) -> MeetingRecords {
    MeetingRecords::new(ctx.stable_zone(), ctx.zone().clone())
}

/// Lists records of a change: in a table on a terminal the first of them.
fn list_some<R: Record>(
    ctx: &Context,
    listing: Listing<R>,
    records: impl ExactSizeIterator<Item = R>,
) -> Result<(), Failure> {
    let on_terminal = ctx.out.format() == Format::Table && ctx.out.is_terminal();
    let mut listing = listing.limited_to(on_terminal.then_some(list::PER_PAGE));
    let total = records.len();
    for record in records {
        if !listing.push(&record)? {
            break;
        }
    }
    let is_cut = listing.is_cut();
    let shown = listing.finish()?;
    if is_cut {
        ctx.out.notice(format!("{shown} of {total} meetings shown (all: --format csv)"));
    }
    Ok(())
}

/// Meetings per page of a stream.
const PAGE_SIZE: u64 = 1000;

/// Writes the meetings of all pages; returns how many were shown, and whether the limit of the list
/// left any out.
pub(super) async fn stream(
    ctx: &Context,
    db: &DatabaseConnection,
    mut pages: Pages,
    mut listing: Listing<MeetingRecord>,
) -> Result<(u64, bool), Failure> {
    let mut records = records(ctx);
    'pages: loop {
        let page = pages.next(db, PAGE_SIZE).await?;
        for meeting in &page {
            if !listing.push(&records.record(meeting))? {
                break 'pages;
            }
        }
        if page.is_empty() {
            break;
        }
    }
    let is_cut = listing.is_cut();
    Ok((listing.finish()?, is_cut))
}
