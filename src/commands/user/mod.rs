//! `meetctl user`

mod create;
mod delete;
mod import;
mod list;
mod show;
mod update;

use clap::Subcommand;

use crate::context::Context;
use crate::error::{Exit, Failure};

/// The subcommands of `meetctl user`.
#[derive(Debug, Subcommand)]
#[expect(
    missing_docs,
    reason = "a doc comment here would hide that of the arguments from --help"
)]
pub enum Command {
    Create(create::CreateArgs),
    List(list::ListArgs),
    Show(show::ShowArgs),
    Update(update::UpdateArgs),
    Delete(delete::DeleteArgs),
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
            Self::Import(args) => args.run(ctx).await,
        }
    }
}
