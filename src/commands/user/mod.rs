//! `meetctl user`

mod anonymize;
mod create;
mod data;
mod delete;
mod export;
mod import;
mod list;
mod merge;
mod new_overlaps;
mod offboard;
mod show;
mod update;

use clap::Subcommand;

use crate::context::Context;
use crate::entity::user;
use crate::error::{Exit, Failure};
use crate::store::users;

/// The subcommands of `meetctl user`.
#[derive(Debug, Subcommand)]
#[expect(missing_docs, reason = "a doc comment here would hide that of the arguments from --help")]
pub enum Command {
    #[command(aliases = ["add", "new"])]
    Create(create::CreateArgs),
    #[command(alias = "ls")]
    List(list::ListArgs),
    #[command(alias = "get")]
    Show(show::ShowArgs),
    Update(update::UpdateArgs),
    #[command(alias = "rm")]
    Delete(delete::DeleteArgs),
    Offboard(offboard::OffboardArgs),
    Merge(merge::MergeArgs),
    Anonymize(anonymize::AnonymizeArgs),
    Data(data::DataArgs),
    Export(export::ExportArgs),
    Import(import::ImportArgs),
}

impl Command {
    /// Runs the subcommand.
    pub async fn run(self, ctx: &Context) -> Result<Exit, Failure> {
        match self {
            Self::Create(args) => args.run(ctx).await,
            Self::List(args) => args.run(ctx).await,
            Self::Show(args) => args.run(ctx).await,
            Self::Update(args) => args.run(ctx).await,
            Self::Delete(args) => args.run(ctx).await,
            Self::Anonymize(args) => Box::pin(args.run(ctx)).await,
            Self::Data(args) => Box::pin(args.run(ctx)).await,
            Self::Merge(args) => Box::pin(args.run(ctx)).await,
            Self::Offboard(args) => Box::pin(args.run(ctx)).await,
            Self::Export(args) => args.run(ctx).await,
            Self::Import(args) => args.run(ctx).await,
        }
    }
}

/// Users per page.
const PAGE_SIZE: u64 = 1000;

/// Passes the users whose name or address contains `search`, by id, in constant memory, until `show`
/// returns false.
async fn each(
    ctx: &Context,
    search: Option<&str>,
    mut show: impl FnMut(&user::Model) -> Result<bool, Failure>,
) -> Result<(), Failure> {
    let db = ctx.database().await?.db();
    let mut last = None;
    loop {
        let page = users::page(&db, last, PAGE_SIZE).await?;
        let Some(end) = page.last() else {
            return Ok(());
        };
        last = Some(end.id);
        let found =
            page.iter().filter(|user| search.is_none_or(|needle| users::matches(user, needle)));
        for user in found {
            if !show(user)? {
                return Ok(());
            }
        }
    }
}
