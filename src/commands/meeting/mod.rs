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

use super::deferred::Deferred;
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
    Create(Deferred<create::CreateArgs>),
    #[command(alias = "get")]
    Show(Deferred<show::ShowArgs>),
    #[command(alias = "ls")]
    List(Deferred<list::ListArgs>),
    Overlaps(Deferred<overlaps::OverlapsArgs>),
    Conflicts(Deferred<conflicts::ConflictsArgs>),
    Free(Deferred<free::FreeArgs>),
    Update(Deferred<update::UpdateArgs>),
    Shift(Deferred<shift::ShiftArgs>),
    Edit(Deferred<edit::EditArgs>),
    Cancel(Deferred<cancel::CancelArgs>),
    #[command(alias = "rm")]
    Delete(Deferred<delete::DeleteArgs>),
    Export(Deferred<export::ExportArgs>),
    Import(Deferred<import::ImportArgs>),
    Purge(Deferred<purge::PurgeArgs>),
}

impl Command {
    /// Runs the subcommand.
    pub async fn run(self, ctx: &Context) -> Result<Exit, Failure> {
        match self {
            Self::Create(Deferred(args)) => args.run(ctx).await,
            Self::Show(Deferred(args)) => args.run(ctx).await,
            Self::List(Deferred(args)) => args.run(ctx).await,
            Self::Overlaps(Deferred(args)) => args.run(ctx).await,
            Self::Conflicts(Deferred(args)) => args.run(ctx).await,
            Self::Free(Deferred(args)) => args.run(ctx).await,
            Self::Update(Deferred(args)) => args.run(ctx).await,
            Self::Shift(Deferred(args)) => args.run(ctx).await,
            Self::Edit(Deferred(args)) => Box::pin(args.run(ctx)).await,
            Self::Cancel(Deferred(args)) => args.run(ctx).await,
            Self::Delete(Deferred(args)) => args.run(ctx).await,
            Self::Export(Deferred(args)) => args.run(ctx).await,
            Self::Import(Deferred(args)) => Box::pin(args.run(ctx)).await,
            Self::Purge(Deferred(args)) => Box::pin(args.run(ctx)).await,
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
        if page.is_empty() {
            break;
        }
        for meeting in page {
            if !listing.push(&records.record(&meeting))? {
                break 'pages;
            }
        }
    }
    let is_cut = listing.is_cut();
    Ok((listing.finish()?, is_cut))
}
