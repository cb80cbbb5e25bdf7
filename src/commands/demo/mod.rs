//! `meetctl demo`

mod data;
mod tour;

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use clap::Args;

use crate::atomic_file::AtomicFile;
use crate::context::Context;
use crate::directory::Directory;
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
        // The tour opens its database by name, again and again: where nobody else may go.
        Directory::open(&std::env::temp_dir())?;
        ctx.shutdown().cancel_on_signal_from_now().await;
        let directory = tempfile::Builder::new().prefix("meetctl-demo-").tempdir()?;
        let database = directory.path().join("demo.db");
        let result = match &self.keep {
            Some(file) => keep(ctx, &database, file).await,
            None => tour_on(ctx, &database, None).await,
        };
        directory.close()?;
        result.map(|()| Exit::Ok)
    }
}

/// Takes the tour, and then copies its database into `file`.
async fn keep(ctx: &Context, database: &Path, file: &Path) -> Result<(), Failure> {
    if file.symlink_metadata().is_ok() {
        return Err(Failure::usage(format!("{} already exists", file.display()))
            .hint("name a file that does not exist, or delete it first"));
    }
    // It is printed as the URL of a database.
    if file.to_string_lossy().contains(char::is_control) {
        return Err(Failure::usage("--keep: the name contains a control character"));
    }
    let kept = AtomicFile::create(file, false)?;
    tour_on(ctx, database, Some(file)).await?;
    io::copy(&mut File::open(database)?, &mut kept.writer()?)
        .map_err(|error| kept.explain(error.into()))?;
    kept.finish()
}

async fn tour_on(ctx: &Context, file: &Path, kept: Option<&Path>) -> Result<(), Failure> {
    // Not as a URL, in which `;` and `%` are special.
    let location = Location::sqlite_file(file.to_path_buf());
    let options = Options::default();
    let db = connect::connect(std::slice::from_ref(&location), Missing::Create, &options).await?;
    let session = Session::new(vec![location], options, db, ctx.run());
    let sample = data::create(&session, ctx).await;
    let closed = session.db().close().await;
    let sample = sample?;
    closed?;
    tour::run(ctx, file, &sample, kept).await
}
