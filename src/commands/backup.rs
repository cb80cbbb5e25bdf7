//! `meetctl backup`

use std::io::{self, Read, Seek as _, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use migration::runner::{Identity, RESTORE};
use zstd::zstd_safe::CParameter;

use super::backup_native::{self, NativeArgs};
use super::backup_source::Source;
use crate::atomic_file::AtomicFile;
use crate::commands::args::counted;
use crate::context::{Context, wrong_schema};
use crate::error::{Exit, Failure};
use crate::output::Format;
use crate::records::BackupRecord;
use crate::store::backup::tools::Direction;
use crate::store::backup::{self, DbSummary};
use crate::store::dialect::{FILE_ENGINE, engine_name};
use crate::store::url::Location;

/// Fast, and about half the size that is possible.
const COMPRESSION_LEVEL: i32 = 3;
/// Threads that compress, while another reads and writes ...
const COMPRESSION_THREADS: u32 = 2;
/// ... and how many bytes each takes at a time. By default it is 8 MiB, which takes no less time and five times the
/// memory.
const COMPRESSED_AT_ONCE: u32 = 1024 * 1024;

/// Back up a database to a file, also while others write
///
/// The backup is a single file with the database as of one moment, whatever its engine: a SQLite
/// database with the same schema and rows, which meetctl and sqlite3 can read. It is read again
/// before it gets its name. `meetctl restore` makes a database of it, on any engine.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
    meetctl backup meet-2026-06-01.db
    meetctl backup meet.db.zst --compress
    meetctl backup - --compress | ssh backup.example 'cat > meet.db.zst'
    meetctl backup --database-url postgres://bob@db.example/meet meet.db")]
pub struct BackupArgs {
    /// File to write, readable by you alone; - is standard output
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Replace the file if it exists
    #[arg(long)]
    force: bool,
    /// Compress the file with zstd
    #[arg(long, conflicts_with = "native")]
    compress: bool,
    #[command(flatten)]
    tool: NativeArgs,
    /// Print what would be backed up, write nothing
    #[arg(long)]
    dry_run: bool,
}

impl BackupArgs {
    /// Runs the command.
    pub async fn run(self, ctx: &Context) -> Result<Exit, Failure> {
        if self.tool.print {
            let dump = Direction::Dump { replace: self.force };
            return backup_native::print(ctx, dump, &self.file).map(|()| Exit::Ok);
        }
        self.check_target(ctx)?;
        if self.tool.native && (self.is_stdout() || first(ctx).engine() == engine_name(FILE_ENGINE))
        {
            return Err(Failure::usage("--native writes a file, of a server")
                .hint("--print prints the command, for a pipe"));
        }
        // A signal must not leave an incomplete file.
        ctx.shutdown().cancel_on_signal_from_now().await;
        let source = Source::open(ctx, first(ctx)).await?;
        if self.dry_run {
            ctx.print_dry_run(&format!("back up {} to {}", content(&source.found), self.name()));
            return Ok(Exit::Ok);
        }
        if self.tool.native {
            return backup_native::run(ctx, &self.file, self.force).await.map(|()| Exit::Ok);
        }
        let found = if self.is_stdout() {
            self.write_to_stdout(ctx, &source).await?
        } else {
            self.write_file(ctx, &source).await?
        };
        self.report(ctx, &found)?;
        Ok(Exit::Ok)
    }

    fn is_stdout(&self) -> bool {
        self.file.as_os_str() == "-"
    }

    fn check_target(&self, ctx: &Context) -> Result<(), Failure> {
        if self.is_stdout() {
            return if self.dry_run { Ok(()) } else { check_stdout(ctx) };
        }
        if let Location::Sqlite { path, .. } = first(ctx) {
            refuse_the_database(&self.file, path)?;
        }
        AtomicFile::check_target(&self.file, self.force)
    }

    async fn write_file(&self, ctx: &Context, source: &Source) -> Result<DbSummary, Failure> {
        let file = AtomicFile::create(&self.file, self.force)?;
        let found = source.copy_into(ctx, &file).await?;
        if !self.compress {
            file.finish()?;
            return Ok(found);
        }
        let compressed = AtomicFile::create(&self.file, self.force)?;
        let written = compress(beginning(&file)?, compressed.writer()?);
        let bytes = written.map_err(|error| compressed.explain(error.into()))?;
        compressed.finish()?;
        Ok(DbSummary { bytes, ..found })
    }

    async fn write_to_stdout(&self, ctx: &Context, source: &Source) -> Result<DbSummary, Failure> {
        let file = AtomicFile::temporary()?;
        let found = source.copy_into(ctx, &file).await?;
        let mut out = ctx.out.data();
        let bytes = if self.compress {
            compress(beginning(&file)?, &mut out)?
        } else {
            io::copy(&mut beginning(&file)?, &mut out)?
        };
        out.flush()?;
        Ok(DbSummary { bytes, ..found })
    }

    /// The name of the file for people.
    fn name(&self) -> String {
        if self.is_stdout() {
            "standard output".to_owned()
        } else {
            self.file.display().to_string()
        }
    }

    fn report(&self, ctx: &Context, found: &DbSummary) -> Result<(), Failure> {
        let file = self.name();
        if self.is_stdout() || ctx.out.format() == Format::Table {
            let size = indicatif::BinaryBytes(found.bytes);
            ctx.out.status(format!("Backed up {} to {file} ({size}).", content(found)));
            return Ok(());
        }
        ctx.out.one(&BackupRecord {
            file,
            bytes: found.bytes,
            users: found.users,
            meetings: found.meetings,
            schema: found.identity.newest(),
            verified: true,
        })
    }
}

/// The content of a file that was written, from its beginning.
fn beginning(file: &AtomicFile) -> io::Result<impl Read + use<'_>> {
    let mut content = file.content();
    content.rewind()?;
    Ok(content)
}

/// Compresses a file with zstd; returns the size of the result.
fn compress(mut from: impl Read, to: impl Write) -> io::Result<u64> {
    let mut encoder = zstd::Encoder::new(Counted { inner: to, bytes: 0 }, COMPRESSION_LEVEL)?;
    encoder.include_checksum(true)?;
    encoder.multithread(COMPRESSION_THREADS)?;
    encoder.set_parameter(CParameter::JobSize(COMPRESSED_AT_ONCE))?;
    io::copy(&mut from, &mut encoder)?;
    let mut counted = encoder.finish()?;
    counted.inner.flush()?;
    Ok(counted.bytes)
}

/// Counts what is written.
struct Counted<W> {
    inner: W,
    bytes: u64,
}

impl<W: Write> Write for Counted<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.inner.write(bytes)?;
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

/// Refuses the name of the database, or of its log, for a backup.
pub(super) fn refuse_the_database(file: &Path, database: &Path) -> Result<(), Failure> {
    if backup::is_part_of(file, database) {
        let message = format!("{} is the database or a part of it", file.display());
        return Err(Failure::usage(message).hint("give another file"));
    }
    Ok(())
}

fn check_stdout(ctx: &Context) -> Result<(), Failure> {
    if ctx.out.format() != Format::Table {
        return Err(Failure::usage("a backup to standard output cannot be combined with --format")
            .hint("omit --format, or give a file"));
    }
    if ctx.out.is_terminal() {
        return Err(Failure::usage("a backup is not written to a terminal")
            .hint("redirect standard output, or give a file"));
    }
    Ok(())
}

/// `40 users, 1500 meetings`
pub(super) fn content(found: &DbSummary) -> String {
    let (users, meetings) = (counted(found.users, "user"), counted(found.meetings, "meeting"));
    format!("{users}, {meetings}")
}

/// The database to work on: of several the first.
pub(super) fn first(ctx: &Context) -> &Location {
    // A list of locations is never empty.
    &ctx.settings.database.value[0]
}

pub(super) fn require_ours(found: &DbSummary) -> Result<(), Failure> {
    match &found.identity {
        Identity::Ours { dirty, .. } if !dirty.iter().any(|name| name == RESTORE) => Ok(()),
        identity => Err(wrong_schema(identity)),
    }
}
