//! `meetctl demo`

mod data;
mod tour;

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use clap::Args;

use crate::context::Context;
use crate::error::{Exit, Failure};
use crate::store::connect::{self, Missing, Options};
use crate::store::session::Session;
use crate::store::url::Location;

/// Take a tour on a throw-away database with made-up data
///
/// Makes a SQLite database with made-up people and six weeks of their meetings, shows the main
/// commands on it, and deletes it again unless --keep is given. Touches no other database.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
    meetctl demo
    meetctl demo --keep demo.db")]
pub struct DemoArgs {
    /// Keep the database in this file, which must not exist yet
    #[arg(long, value_name = "FILE")]
    keep: Option<PathBuf>,
}

impl DemoArgs {
    /// Runs the command.
    pub async fn run(self, ctx: &Context) -> Result<Exit, Failure> {
        match &self.keep {
            Some(file) if file.symlink_metadata().is_ok() => {
                Err(Failure::usage(format!("{} exists already", file.display()))
                    .hint("name a file that does not exist yet, or delete it first"))
            }
            Some(file) => guide(ctx, file, true).await,
            None => {
                ctx.shutdown().cancel_on_signal();
                let folder = tempfile::Builder::new().prefix("meetctl-demo-").tempdir()?;
                let result = guide(ctx, &folder.path().join("demo.db"), false).await;
                folder.close()?;
                result
            }
        }
    }
}

async fn guide(ctx: &Context, file: &Path, kept: bool) -> Result<Exit, Failure> {
    // Not by way of a URL: `;` and `%` in a file name would mean something there.
    let location = Location::sqlite_file(file.to_path_buf());
    let options = Options::default();
    let db = connect::connect(std::slice::from_ref(&location), Missing::Create, &options).await?;
    let session = Session::new(vec![location], options, Rc::new(RefCell::new(db)));
    let made = data::fill(&session, ctx).await;
    let closed = session.db().close().await;
    let made = made?;
    closed?;
    tour::run(ctx, file, &made, kept).await
}
