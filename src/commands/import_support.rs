//! What every import does with its file: opens it, reports its errors, writes the rejects.

use std::fs::File;
use std::io::{self, Read, Write};
use std::ops::Range;
use std::os::fd::AsFd as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::atomic_file::AtomicFile;
use crate::commands::args::{counted, word};
use crate::commands::csv_args::{self, CalendarArgs, CsvArgs};
use crate::commands::import_errors::{ImportErrors, STANDARD_INPUT, convert};
use crate::commands::target::{is_same_file, refuse_any_database};
use crate::context::Context;
use crate::error::{Exit, Failure, Kind};
use crate::interchange::{CsvOptions, FileFormat, Problem, ReadOptions, Source};
use crate::output::{Format, Progress, Unit, Warning};
use crate::records::ImportRecord;
use crate::store::batches::{Pace, Pauses};
use crate::store::session::Session;
use crate::time::UtcTime;
use crate::timed_reader::TimedReader;
use clap::{Args, ValueEnum};

/// What to do with a record that cannot be imported.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum OnError {
    /// Refuse the entire file
    #[default]
    Abort,
    /// Skip the record
    Skip,
}

/// A file to be imported.
pub(super) struct ImportFile {
    /// Its name for people.
    pub name: String,
    pub format: FileFormat,
    size: Option<u64>,
    reader: Box<dyn Read + Send>,
}

impl ImportFile {
    /// Opens a file, or standard input for `-`.
    pub fn open(ctx: &Context, options: &ImportOptions, csv: &CsvOptions) -> Result<Self, Failure> {
        let path = options.file.as_path();
        let named = FileFormat::of(path);
        if let (Some(asked), Some(named)) = (options.input_format, named)
            && asked != named
        {
            let (asked, named, file) = (word(&asked), word(&named), path.display());
            let message = format!(
                "--input-format {asked} contradicts the extension of {file}, which is {named}"
            );
            return Err(Failure::usage(message)
                .hint("omit --input-format, or pass the file on standard input"));
        }
        let format = options.input_format.or(named);
        let format = csv_args::format(format, csv)?.ok_or_else(|| unknown_format(path))?;
        let name = display_name(path);
        let deadline = ctx.deadline();
        if path == Path::new("-") {
            let reader: Box<dyn Read + Send> = match deadline {
                None => Box::new(io::stdin()),
                Some(deadline) => {
                    let input = io::stdin().as_fd().try_clone_to_owned()?;
                    Box::new(TimedReader::new(move || Ok(input.into()), deadline))
                }
            };
            return Ok(Self { name, format, size: None, reader });
        }
        let about = path.metadata().map_err(|error| cannot_read(path, error))?;
        if about.is_dir() {
            return Err(Failure::usage(format!("{name} is a directory")));
        }
        let size = about.is_file().then_some(about.len());
        let reader: Box<dyn Read + Send> = match deadline {
            // Opening a named pipe waits for its writer.
            Some(deadline) if !about.is_file() => {
                let path = path.to_owned();
                Box::new(TimedReader::new(move || File::open(path), deadline))
            }
            deadline => {
                let file = File::open(path).map_err(|error| cannot_read(path, error))?;
                match deadline {
                    None => Box::new(file),
                    Some(deadline) => Box::new(TimedReader::new(move || Ok(file), deadline)),
                }
            }
        };
        Ok(Self { name, format, size, reader })
    }

    /// Adds to a failure to read the file how to convert it.
    pub fn explain(&self, failure: Failure) -> Failure {
        match failure.text_detail("encoding") {
            Some(encoding) => {
                let hint = convert(&encoding, &self.name);
                failure.hint(hint)
            }
            None => failure,
        }
    }

    /// The progress of reading, in bytes.
    pub fn progress(&self, ctx: &Context) -> Progress {
        ctx.out.progress("Reading", self.size, Unit::Bytes)
    }

    /// What to read from, once.
    pub fn reader(&mut self) -> Box<dyn Read + Send> {
        std::mem::replace(&mut self.reader, Box::new(io::empty()))
    }
}

fn unknown_format(path: &Path) -> Failure {
    let extension = path.extension().and_then(|extension| extension.to_str());
    let hint = match extension.map(str::to_ascii_lowercase).as_deref() {
        Some("tsv" | "tab") => "read it as CSV with --delimiter tab",
        Some("xls" | "xlsx" | "ods") => "save it as CSV first",
        _ => "name it with --input-format",
    };
    Failure::usage(format!("the format of {} is unknown", display_name(path))).hint(hint)
}

fn display_name(path: &Path) -> String {
    if path == Path::new("-") { STANDARD_INPUT.to_owned() } else { path.display().to_string() }
}

fn cannot_read(path: &Path, error: io::Error) -> Failure {
    let failure = match error.kind() {
        io::ErrorKind::NotFound => {
            let failure = Failure::not_found(format!("file {} not found", path.display()));
            return match path.read_link() {
                Ok(target) => {
                    failure.line(format!("it is a symbolic link to {}", target.display()))
                }
                Err(_) => failure,
            };
        }
        _ => Failure::new(Kind::Io, format!("cannot read {}", path.display())),
    };
    failure.cause(error)
}

/// How a file is read in this run.
pub(super) fn read_options(
    ctx: &Context,
    csv: CsvOptions,
    horizon: Option<UtcTime>,
    keep_raw: bool,
) -> ReadOptions {
    ReadOptions {
        csv,
        horizon,
        csv_safe: ctx.out.csv_safe(),
        keep_raw,
        ..ReadOptions::new(ctx.zone().clone(), ctx.now())
    }
}

/// The options of every import.
#[derive(Debug, Args)]
pub(super) struct ImportOptions {
    /// File to read; `-` is standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Format [default: by its extension]
    #[arg(long, alias = "input", value_name = "FORMAT", value_enum)]
    input_format: Option<FileFormat>,
    /// Records per transaction [default: by the time they take]
    ///
    /// Without it, as many as are written in half a second; 1000 meetings or more into a database that
    /// has none are one transaction.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..=MAX_BATCH))]
    pub batch_size: Option<u64>,
    #[command(flatten)]
    csv: CsvArgs,
    /// What to do with a record that cannot be imported
    #[arg(long, value_name = "WHAT", value_enum, default_value_t)]
    pub on_error: OnError,
    /// File for the records that --on-error skip skips
    ///
    /// Each is written with its error, to be fixed and imported. - is standard output.
    #[arg(long, value_name = "FILE")]
    rejects: Option<PathBuf>,
    /// Replace the rejects file if it exists
    #[arg(long, requires = "rejects")]
    force: bool,
    /// Read and check everything, write nothing
    #[arg(long)]
    pub dry_run: bool,
}

/// Records of the first transaction, before any speed is known.
const FIRST_BATCH: u64 = 1000;
/// Records per transaction at most: they are in memory.
const MAX_BATCH: u64 = 100_000;
/// How long a transaction of an import may keep other bookings of its users waiting.
const HELD: Range<Duration> = Duration::from_millis(420)..Duration::from_millis(500);

/// Time in transactions after which other writers may take SQLite's lock: three batches by default, in which
/// many of the pages that are then copied from its log have changed more than once.
const TURN: Duration = Duration::from_millis(1500);

/// The pauses of an import.
pub(super) fn pauses() -> Pauses {
    Pauses::new(TURN, 1)
}

/// Pauses between two batches. SQLite's log, if it cannot be copied now, is copied after a later one.
pub(super) async fn pause(pauses: &mut Pauses, session: &Session) {
    let _ = pauses.pause(&session.db()).await;
}

impl ImportOptions {
    /// How many records are written per transaction.
    ///
    /// Each transaction costs something for every page, index and user that it changes, however often: the
    /// more records, the less each costs.
    pub fn pace(&self) -> Pace {
        self.batch_size.map_or_else(|| Pace::new(FIRST_BATCH, MAX_BATCH, HELD), Pace::fixed)
    }

    /// How a CSV file differs from one of ours.
    pub fn csv(&self, calendar: &CalendarArgs) -> CsvOptions {
        self.csv.options(calendar)
    }

    /// The rejects file, created when there is something to write.
    ///
    /// # Errors
    /// Exit 2 without `--on-error skip`, and where something else is written or read there, 4 if
    /// the file exists.
    pub fn rejects(&self, ctx: &Context) -> Result<Rejects, Failure> {
        let replace = self.force;
        let Some(path) = &self.rejects else {
            return Ok(Rejects { path: None, replace, output: None });
        };
        if self.on_error == OnError::Abort {
            return Err(Failure::usage("--rejects needs --on-error skip")
                .hint("without it, a bad record refuses the entire file"));
        }
        if is_stdout(path) {
            if ctx.out.format() != Format::Table {
                return Err(Failure::usage(
                    "--rejects - and the counts of --format would both go to standard output",
                )
                .hint("omit --format and --json, or name a file for the rejects"));
            }
        } else {
            if is_same_file(path, &self.file) {
                return Err(Failure::usage("--rejects names the file that is imported")
                    .hint("name another file"));
            }
            refuse_any_database(ctx, path)?;
            AtomicFile::check_target(path, replace)?;
        }
        // A dry run writes no file.
        let path = Some(path.clone()).filter(|path| !self.dry_run || is_stdout(path));
        Ok(Rejects { path, replace, output: None })
    }
}

fn is_stdout(path: &Path) -> bool {
    path == Path::new("-")
}

/// The rejects file: created with the first reject, renamed into place when it is complete.
pub(super) struct Rejects {
    path: Option<PathBuf>,
    replace: bool,
    output: Option<RejectsOutput>,
}

/// Where rejects are written; without a file, to standard output.
struct RejectsOutput {
    file: Option<AtomicFile>,
    writer: io::BufWriter<Box<dyn Write>>,
}

impl RejectsOutput {
    fn open(ctx: &Context, path: &Path, replace: bool) -> Result<Self, Failure> {
        let (file, writer): (_, Box<dyn Write>) = if is_stdout(path) {
            (None, Box::new(ctx.out.data()))
        } else {
            let file = AtomicFile::create(path, replace)?;
            let writer = file.writer()?;
            (Some(file), Box::new(writer))
        };
        Ok(Self { file, writer: io::BufWriter::new(writer) })
    }

    fn explain(&self, error: io::Error) -> Failure {
        match &self.file {
            Some(file) => file.explain(error.into()),
            None => error.into(),
        }
    }
}

impl Rejects {
    /// Whether rejects are written.
    pub fn wanted(&self) -> bool {
        self.path.is_some()
    }

    /// Writes a record.
    pub fn push<T>(
        &mut self,
        ctx: &Context,
        source: &dyn Source<T>,
        raw: &[u8],
        problem: &Problem,
    ) -> Result<(), Failure> {
        let Some(path) = &self.path else {
            return Ok(());
        };
        let mut text = source.reject(raw, &problem.to_string());
        if self.output.is_none() {
            text = [source.rejects_head(), text].concat();
        }
        let output = match &mut self.output {
            Some(output) => output,
            none => none.insert(RejectsOutput::open(ctx, path, self.replace)?),
        };
        output.writer.write_all(&text).map_err(|error| output.explain(error))
    }

    /// Renames the file into place; returns its path if there is one.
    pub fn finish<T>(&mut self, source: &dyn Source<T>) -> Result<Option<PathBuf>, Failure> {
        let Some(mut output) = self.output.take() else {
            return Ok(None);
        };
        let ended = output.writer.write_all(&source.rejects_tail());
        let ended = ended.and_then(|()| output.writer.flush());
        ended.map_err(|error| output.explain(error))?;
        output.file.map_or(Ok(()), AtomicFile::finish)?;
        Ok(self.path.clone())
    }
}

/// Reports how an import ended.
pub(super) fn report(
    ctx: &Context,
    file: &str,
    noun: &str,
    counts: ImportRecord,
) -> Result<(), Failure> {
    if ctx.out.format() != Format::Table {
        return ctx.out.one(&counts);
    }
    let mut parts = Vec::new();
    if counts.created > 0 {
        parts.push(format!("{} created", counted(counts.created, noun)));
    }
    if noun != "user" && counts.users_created > 0 {
        parts.push(format!("{} created", counted(counts.users_created, "user")));
    }
    let others = [
        (counts.updated, "updated"),
        (counts.cancelled, "cancelled"),
        (counts.unchanged, "unchanged"),
    ];
    parts.extend(others.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")));
    match (counts.rejected, counts.conflicts) {
        (0, _) => {}
        (n, 0) => parts.push(format!("{n} rejected")),
        (n, c) => parts.push(format!("{n} rejected ({})", counted(c, "double booking"))),
    }
    let (read, parts) = (counted(counts.read, "record"), parts.join(", "));
    let separator = if parts.is_empty() { "" } else { ": " };
    let end = if counts.dry_run { ". Dry run: nothing was written." } else { "." };
    ctx.out.status(format!("Read {read} of {file}{separator}{parts}{end}"));
    Ok(())
}

/// Reports what the file has that was not read, or perhaps not as it was meant.
pub(super) fn report_unread<T>(ctx: &Context, source: &dyn Source<T>) {
    let columns = source.unread_columns();
    if !columns.is_empty() {
        let named: Vec<&str> =
            columns.iter().map(String::as_str).filter(|c| !c.is_empty()).collect();
        ctx.out.notice(format!("columns that are not imported: {}", named.join(", ")));
    }
    if source.seems_guarded() {
        ctx.out.warning(Warning::new(
            "guarded_cells",
            "some cells begin with ' as those that --csv-safe guards; if the file was written with \
             it, import it with --csv-safe too",
        ));
    }
}

/// The exit code of an import that finished or was interrupted; reports the skipped records, or the
/// file they are in.
pub(super) fn exit(
    ctx: &Context,
    file: &str,
    errors: &ImportErrors,
    rejects: Option<&Path>,
) -> Exit {
    errors.print_encoding(ctx, file);
    if let Some(path) = rejects {
        let place = if is_stdout(path) {
            "on standard output, each with its error: fix and import them".to_owned()
        } else {
            format!("in {}, each with its error: fix and import that file", path.display())
        };
        ctx.out.notice(format!("the rejected records are {place}"));
    } else {
        errors.print(ctx);
    }
    if let Some(exit) = ctx.shutdown().requested() {
        ctx.out.notice("interrupted; import the same file again to continue");
        return exit;
    }
    match errors.count() {
        0 => Exit::Ok,
        _ => Exit::Partial,
    }
}
