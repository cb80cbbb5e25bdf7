//! `meetctl meeting`

mod blocked;
mod cancel;
mod conflicts;
mod create;
mod delete;
mod export;
mod filter;
mod free;
mod import;
mod import_run;
mod list;
mod overlaps;
mod show;
mod update;

use clap::Subcommand;

use crate::context::Context;
use crate::error::{Exit, Failure};
use crate::records::MeetingRecords;

/// The subcommands of `meetctl meeting`.
#[derive(Debug, Subcommand)]
#[expect(
    missing_docs,
    reason = "a doc comment here would hide that of the arguments from --help"
)]
pub enum Command {
    Create(create::CreateArgs),
    Show(show::ShowArgs),
    List(list::ListArgs),
    Overlaps(overlaps::OverlapsArgs),
    Conflicts(conflicts::ConflictsArgs),
    Free(free::FreeArgs),
    Update(update::UpdateArgs),
    Cancel(cancel::CancelArgs),
    Delete(delete::DeleteArgs),
    Export(export::ExportArgs),
    Import(import::ImportArgs),
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
            Self::Cancel(args) => args.run(ctx).await,
            Self::Delete(args) => args.run(ctx).await,
            Self::Export(args) => args.run(ctx).await,
            Self::Import(args) => Box::pin(args.run(ctx)).await,
        }
    }
}

/// Makes records of meetings in the zones of this run.
fn records(ctx: &Context) -> MeetingRecords {
    MeetingRecords::new(ctx.stable_zone(), ctx.zone().clone())
}
