//! What every import does with its file: opens it, reports its errors, writes the rejects.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use crate::atomic_file::AtomicFile;
use crate::commands::args::counted;
use crate::commands::csv_args::{self, CalendarArgs, CsvArgs};
use crate::commands::import_errors::{ImportErrors, STANDARD_INPUT, convert};
use crate::context::Context;
use crate::error::{Exit, Failure, Kind};
use crate::interchange::{CsvOptions, FileFormat, Problem, ReadOptions, Source};
use crate::output::{Progress, Unit, Warning};
use crate::records::ImportRecord;
use crate::time::UtcTime;
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
    reader: Box<dyn Read>,
}

impl ImportFile {
    /// Opens a file, or standard input for `-`.
    pub fn open(options: &ImportOptions, csv: &CsvOptions) -> Result<Self, Failure> {
        let path = options.file.as_path();
        let format = options.input_format.or_else(|| FileFormat::of(path));
        let format = csv_args::format(format, csv)?.ok_or_else(|| unknown_format(path))?;
        let name = display_name(path);
        if path == Path::new("-") {
            return Ok(Self { name, format, size: None, reader: Box::new(io::stdin()) });
        }
        let file = File::open(path).map_err(|error| cannot_read(path, error))?;
        let about = file.metadata()?;
        if about.is_dir() {
            return Err(Failure::usage(format!("{name} is a directory")));
        }
        Ok(Self {
            name,
            format,
            size: about.is_file().then_some(about.len()),
            reader: Box::new(file),
        })
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
    pub fn reader(&mut self) -> Box<dyn Read> {
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
            return Failure::not_found(format!("file {} not found", path.display()));
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
        zone: ctx.zone().clone(),
        now: ctx.now(),
        horizon,
        csv_safe: ctx.out.csv_safe(),
        keep_raw,
    }
}

/// The options of every import.
#[derive(Debug, Args)]
pub(super) struct ImportOptions {
    /// File to read; `-` is standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Format of the file [default: by its extension]
    #[arg(long, alias = "input", value_name = "FORMAT", value_enum)]
    input_format: Option<FileFormat>,
    /// Records per transaction
    #[arg(long, value_name = "N", default_value_t = 1000, value_parser = clap::value_parser!(u64).range(1..=10_000))]
    pub batch_size: u64,
    #[command(flatten)]
    csv: CsvArgs,
    /// What to do with a record that cannot be imported
    #[arg(long, value_name = "WHAT", value_enum, default_value_t)]
    pub on_error: OnError,
    /// File for the records that --on-error skip skips, each with its error, to be fixed and
    /// imported
    #[arg(long, value_name = "FILE")]
    rejects: Option<PathBuf>,
    /// Replace the rejects file if it exists
    #[arg(long, requires = "rejects")]
    force: bool,
    /// Read and check everything, write nothing
    #[arg(long)]
    pub dry_run: bool,
}

impl ImportOptions {
    /// How a CSV file differs from one of ours.
    pub fn csv(&self, calendar: &CalendarArgs) -> CsvOptions {
        self.csv.options(calendar)
    }

    /// The rejects file, created when there is something to write.
    ///
    /// # Errors
    /// Exit 2 without `--on-error skip`, 4 if the file exists.
    pub fn rejects(&self) -> Result<Rejects, Failure> {
        if let Some(path) = &self.rejects {
            if self.on_error == OnError::Abort {
                return Err(Failure::usage("--rejects needs --on-error skip")
                    .hint("without it, a bad record refuses the entire file"));
            }
            AtomicFile::check_target(path, self.force)?;
        }
        Ok(Rejects { path: self.rejects.clone(), replace: self.force, file: None })
    }
}

/// The rejects file: created with the first reject, renamed into place when it is complete.
pub(super) struct Rejects {
    path: Option<PathBuf>,
    replace: bool,
    file: Option<(AtomicFile, io::BufWriter<Box<dyn Write>>)>,
}

impl Rejects {
    /// Whether rejects are written.
    pub fn wanted(&self) -> bool {
        self.path.is_some()
    }

    /// Writes a record.
    pub fn push<T>(
        &mut self,
        source: &dyn Source<T>,
        raw: &[u8],
        problem: &Problem,
    ) -> Result<(), Failure> {
        let Some(path) = &self.path else {
            return Ok(());
        };
        let mut text = source.reject(raw, &problem.to_string());
        if self.file.is_none() {
            let file = AtomicFile::create(path, self.replace)?;
            let writer: Box<dyn Write> = Box::new(file.writer()?);
            self.file = Some((file, io::BufWriter::new(writer)));
            text = [source.rejects_head(), text].concat();
        }
        let Some((file, writer)) = &mut self.file else {
            return Ok(());
        };
        writer.write_all(&text).map_err(|error| file.explain(error.into()))
    }

    /// Renames the file into place; returns its path if there is one.
    pub fn finish<T>(&mut self, source: &dyn Source<T>) -> Result<Option<PathBuf>, Failure> {
        let Some((file, mut writer)) = self.file.take() else {
            return Ok(None);
        };
        let ended = writer.write_all(&source.rejects_tail()).and_then(|()| writer.flush());
        ended.map_err(|error| file.explain(error.into()))?;
        file.finish()?;
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
    if ctx.out.format() != crate::output::Format::Table {
        return ctx.out.one(&counts);
    }
    let mut parts = Vec::new();
    if counts.created > 0 {
        parts.push(format!("{} created", counted(counts.created, noun)));
    }
    if noun != "user" && counts.users_created > 0 {
        parts.push(format!("{} created", counted(counts.users_created, "user")));
    }
    let others = [(counts.updated, "updated"), (counts.unchanged, "unchanged")];
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
        ctx.out.notice(format!(
            "the rejected records are in {}, each with its error: fix and import that file",
            path.display()
        ));
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
