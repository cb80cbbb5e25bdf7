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

use super::deferred::Deferred;
use crate::context::Context;
use crate::entity::user;
use crate::error::{Exit, Failure};
use crate::store::users;

/// The subcommands of `meetctl user`.
#[derive(Debug, Subcommand)]
#[expect(missing_docs, reason = "a doc comment here would hide that of the arguments from --help")]
pub enum Command {
    #[command(aliases = ["add", "new"])]
    Create(Deferred<create::CreateArgs>),
    #[command(alias = "ls")]
    List(Deferred<list::ListArgs>),
    #[command(alias = "get")]
    Show(Deferred<show::ShowArgs>),
    Update(Deferred<update::UpdateArgs>),
    #[command(alias = "rm")]
    Delete(Deferred<delete::DeleteArgs>),
    Offboard(Deferred<offboard::OffboardArgs>),
    Merge(Deferred<merge::MergeArgs>),
    Anonymize(Deferred<anonymize::AnonymizeArgs>),
    Data(Deferred<data::DataArgs>),
    Export(Deferred<export::ExportArgs>),
    Import(Deferred<import::ImportArgs>),
}

impl Command {
    /// Runs the subcommand.
    pub async fn run(self, ctx: &Context) -> Result<Exit, Failure> {
        match self {
            Self::Create(Deferred(args)) => args.run(ctx).await,
            Self::List(Deferred(args)) => args.run(ctx).await,
            Self::Show(Deferred(args)) => args.run(ctx).await,
            Self::Update(Deferred(args)) => args.run(ctx).await,
            Self::Delete(Deferred(args)) => args.run(ctx).await,
            Self::Anonymize(Deferred(args)) => Box::pin(args.run(ctx)).await,
            Self::Data(Deferred(args)) => Box::pin(args.run(ctx)).await,
            Self::Merge(Deferred(args)) => Box::pin(args.run(ctx)).await,
            Self::Offboard(Deferred(args)) => Box::pin(args.run(ctx)).await,
            Self::Export(Deferred(args)) => args.run(ctx).await,
            Self::Import(Deferred(args)) => args.run(ctx).await,
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
