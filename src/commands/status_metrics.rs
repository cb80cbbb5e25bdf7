//! `meetctl status --metrics`: the state of the database for Prometheus.

use std::io::Write as _;
use std::path::Path;

use super::backup::{first, refuse_the_database};
use super::status::{self, State};
use crate::atomic_file::AtomicFile;
use crate::context::Context;
use crate::error::{Failure, Kind};
use crate::output::{Format, Warning};
use crate::records::Metrics;
use crate::store::url::Location;

/// Of the time of `--timeout`, the part that is kept to write the file.
const PART_TO_WRITE: u32 = 10;

/// Writes the metrics to `file`, or to standard output for `-`: also if the database cannot be read,
/// before it returns why.
///
/// # Errors
/// Exit 2 with another format; those of [`status::read`]; 4, 5 or 10 if the file cannot be written.
pub(super) async fn run(ctx: &Context, file: &Path) -> Result<(), Failure> {
    if ctx.out.format() != Format::Table {
        return Err(Failure::usage("--metrics cannot be combined with --format")
            .hint("omit --format, or omit --metrics"));
    }
    if let Location::Sqlite { path, .. } = first(ctx) {
        refuse_the_database(file, path)?;
    }
    if !is_stdout(file) {
        AtomicFile::check_target(file, true)?;
    }
    let read = read_in_time(ctx).await;
    let metrics = match &read {
        Ok(state) => {
            let backup = state.backup_time.map(|time| time.and_utc().timestamp());
            Metrics::of(&state.record, backup)
        }
        Err(_) => Metrics::of_unreadable(&first(ctx).to_string()),
    };
    let written = write(ctx, file, metrics.text());
    match (read, written) {
        (Ok(_), written) => written,
        (Err(failure), Ok(())) => Err(failure),
        (Err(failure), Err(unwritten)) => {
            ctx.out.warning(Warning::new("metrics_not_written", unwritten.message()));
            Err(failure)
        }
    }
}

fn is_stdout(file: &Path) -> bool {
    file.as_os_str() == "-"
}

/// The state, or exit 7 a little before the time of `--timeout` is up: the file is still written.
async fn read_in_time(ctx: &Context) -> Result<State, Failure> {
    let read = status::read(ctx);
    let (Some(limit), Some(deadline)) = (ctx.settings.timeout.value, ctx.deadline()) else {
        return read.await;
    };
    let end = deadline.checked_sub(limit / PART_TO_WRITE).unwrap_or(deadline);
    tokio::time::timeout_at(end.into(), read).await.unwrap_or_else(|_| {
        Err(Failure::new(Kind::Timeout, format!("the database was not read within {limit:?}"))
            .hint("allow more time with --timeout"))
    })
}

fn write(ctx: &Context, file: &Path, text: &str) -> Result<(), Failure> {
    if is_stdout(file) {
        return ctx.out.raw(text);
    }
    let target = AtomicFile::create(file, true)?;
    target.writer()?.write_all(text.as_bytes()).map_err(|error| target.explain(error.into()))?;
    // The collector runs as another user.
    target.make_readable()?;
    target.finish()
}
