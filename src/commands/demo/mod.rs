//! `meetctl demo`

mod data;
mod tour;

use std::path::{Path, PathBuf};

use clap::Args;

use crate::context::Context;
use crate::error::{Exit, Failure};
use crate::store::connect::{self, Missing, Options};
use crate::store::session::Session;
use crate::store::url::Location;

/// Take a tour of the main commands on a temporary database
///
/// Creates a SQLite database with sample users and six weeks of meetings, runs the main commands
/// on it, and deletes it unless --keep is given. Uses no other database.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
    meetctl demo
    meetctl demo --keep demo.db")]
pub struct DemoArgs {
    /// Keep the database in this file, which must not exist
    #[arg(long, value_name = "FILE")]
    keep: Option<PathBuf>,
}

impl DemoArgs {
    /// Runs the command.
    pub async fn run(self, ctx: &Context) -> Result<Exit, Failure> {
        match &self.keep {
            Some(file) if file.symlink_metadata().is_ok() => {
                Err(Failure::usage(format!("{} already exists", file.display()))
                    .hint("name a file that does not exist, or delete it first"))
            }
            // The tour gives it to each command as a URL.
            Some(file) if file.to_string_lossy().contains(char::is_control) => {
                Err(Failure::usage("--keep: the name contains a control character"))
            }
            Some(file) => tour_on(ctx, file, true).await,
            None => {
                ctx.shutdown().cancel_on_signal();
                let directory = tempfile::Builder::new().prefix("meetctl-demo-").tempdir()?;
                let result = tour_on(ctx, &directory.path().join("demo.db"), false).await;
                directory.close()?;
                result
            }
        }
    }
}

async fn tour_on(ctx: &Context, file: &Path, kept: bool) -> Result<Exit, Failure> {
    // Not as a URL, in which `;` and `%` are special.
    let location = Location::sqlite_file(file.to_path_buf());
    let options = Options::default();
    let db = connect::connect(std::slice::from_ref(&location), Missing::Create, &options).await?;
    let session = Session::new(vec![location], options, db);
    let sample = data::create(&session, ctx).await;
    let closed = session.db().close().await;
    let sample = sample?;
    closed?;
    tour::run(ctx, file, &sample, kept).await
}
