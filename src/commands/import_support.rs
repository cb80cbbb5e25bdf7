//! What every import does with its file: opens it, reports its errors, writes the rejects.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use serde_json::{Value, json};

use crate::atomic_file::AtomicFile;
use crate::commands::args::counted;
use crate::context::Context;
use crate::error::{Exit, Failure, Kind};
use crate::interchange::{FileFormat, Problem, ReadOptions, Source};
use crate::output::{Progress, Unit, Warning};
use crate::records::ImportRecord;
use crate::time::UtcTime;

/// How many errors are shown to people.
const MAX_SHOWN: usize = 20;
/// How many errors JSON has.
const MAX_IN_JSON: usize = 100;

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
    pub fn open(options: &ImportOptions) -> Result<Self, Failure> {
        let path = options.file.as_path();
        let format = options.input_format.or_else(|| FileFormat::of(path));
        let format = format.ok_or_else(|| {
            Failure::usage(format!("the format of {} is unknown", display_name(path)))
                .hint("name it with --input-format")
        })?;
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

    /// The progress of reading, in bytes.
    pub fn progress(&self, ctx: &Context) -> Progress {
        ctx.out.progress("Reading", self.size, Unit::Bytes)
    }

    /// What to read from, once.
    pub fn reader(&mut self) -> Box<dyn Read> {
        std::mem::replace(&mut self.reader, Box::new(io::empty()))
    }
}

fn display_name(path: &Path) -> String {
    if path == Path::new("-") { "standard input".to_owned() } else { path.display().to_string() }
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
pub(super) fn read_options(ctx: &Context, horizon: Option<UtcTime>, keep_raw: bool) -> ReadOptions {
    ReadOptions {
        zone: ctx.zone().clone(),
        now: ctx.now(),
        horizon,
        csv_safe: ctx.out.csv_safe(),
        keep_raw,
    }
}

/// The errors of a file.
#[derive(Debug, Default)]
pub(super) struct ImportErrors {
    first: Vec<(u64, Problem)>,
    /// Bad records.
    pub bad: u64,
    /// Records that would cause a double booking.
    pub conflicts: u64,
}

impl ImportErrors {
    /// Adds a bad record.
    pub fn bad(&mut self, line: u64, problem: &Problem) {
        self.bad += 1;
        self.note(line, problem);
    }

    /// Adds a record that would cause a double booking.
    pub fn conflict(&mut self, line: u64, problem: &Problem) {
        self.conflicts += 1;
        self.note(line, problem);
    }

    fn note(&mut self, line: u64, problem: &Problem) {
        if self.first.len() < MAX_IN_JSON {
            self.first.push((line, problem.clone()));
        }
    }

    /// How many there are.
    pub fn count(&self) -> u64 {
        self.bad + self.conflicts
    }

    /// The failure of an import that refused the file before it wrote anything.
    pub fn nothing_written(&self, file: &str) -> Failure {
        let records = counted(self.count(), "record");
        let message = format!("{records} of {file} cannot be imported; nothing was written");
        self.refusal(file, message)
    }

    /// The failure of an import that stops at the first bad record.
    pub fn refusal(&self, file: &str, message: String) -> Failure {
        let kind = if self.bad > 0 { Kind::BadRecords } else { Kind::DoubleBooking };
        let failure = Failure::new(kind, message)
            .detail("file", json!(file))
            .detail("rejected", json!(self.count()))
            .detail("rejects", self.json())
            .hint(
                "fix the file, or skip such records and write them to a file with \
                 --on-error skip --rejects FILE",
            );
        self.lines().into_iter().fold(failure, Failure::line)
    }

    /// The first of them, one per line.
    fn lines(&self) -> Vec<String> {
        let shown = self.first.iter().take(MAX_SHOWN);
        let mut lines: Vec<String> =
            shown.map(|(line, problem)| format!("line {line}: {problem}")).collect();
        match self.count().saturating_sub(MAX_SHOWN as u64) {
            0 => {}
            more => lines.push(format!("and {more} more")),
        }
        lines
    }

    /// Prints the first of them as warnings.
    fn print(&self, ctx: &Context) {
        for (line, problem) in self.first.iter().take(MAX_SHOWN) {
            let warning = Warning::new("record_rejected", format!("line {line}: {problem}"));
            ctx.out.warning(warning.detail("line", *line).detail("field", problem.field.clone()));
        }
        print_more(ctx, self.count(), "rejected records");
    }

    fn json(&self) -> Value {
        self.first
            .iter()
            .map(|(line, problem)| {
                json!({"line": line, "field": problem.field, "message": problem.message})
            })
            .collect()
    }
}

/// Prints how many warnings are not shown.
fn print_more(ctx: &Context, count: u64, what: &str) {
    let more = count.saturating_sub(MAX_SHOWN as u64);
    if more > 0 {
        let warning = Warning::new("more", format!("and {more} more {what}"));
        ctx.out.warning(warning.detail("count", more));
    }
}

/// The first warnings of records, and how many there are.
#[derive(Debug, Default)]
pub(super) struct Warnings {
    first: Vec<(u64, String)>,
    count: u64,
}

impl Warnings {
    /// Adds those of a record.
    pub fn note(&mut self, line: u64, warnings: &[String]) {
        for warning in warnings {
            self.count += 1;
            if self.first.len() < MAX_SHOWN {
                self.first.push((line, warning.clone()));
            }
        }
    }

    /// Prints them.
    pub fn print(&self, ctx: &Context) {
        for (line, text) in &self.first {
            let warning = Warning::new("record_changed", format!("line {line}: {text}"));
            ctx.out.warning(warning.detail("line", *line));
        }
        print_more(ctx, self.count, "warnings");
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

/// The exit code of an import that finished or was interrupted; reports the skipped records, or the
/// file they are in.
pub(super) fn exit(ctx: &Context, errors: &ImportErrors, rejects: Option<&Path>) -> Exit {
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
