//! The target of an export: standard output, or a file that appears when it is complete.

use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};

use clap::Args;

use super::args::{counted, word};
use super::backup::refuse_the_database;
use crate::atomic_file::AtomicFile;
use crate::context::Context;
use crate::error::Failure;
use crate::interchange::{Delimiter, FileFormat};
use crate::output::{Format, Output};
use crate::settings::Source;
use crate::store::url::Location;

/// The options of every export.
#[derive(Debug, Args)]
pub struct ExportTargetArgs {
    /// File to write; it appears only when it is complete; - is standard output
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Replace the file if it exists
    #[arg(long, requires = "output")]
    force: bool,
    /// Delimiter of CSV cells: one character, or tab [default: a comma]
    #[arg(long, value_name = "CHAR")]
    delimiter: Option<Delimiter>,
}

impl ExportTargetArgs {
    /// The format to write: `--format`, else the file extension, else CSV.
    ///
    /// # Errors
    /// Exit 2 for a format that is not in `forms`, and for an extension that names another one.
    pub fn form(&self, ctx: &Context, forms: &[FileFormat]) -> Result<FileFormat, Failure> {
        let known = |form: &FileFormat| forms.contains(form);
        let asked = match ctx.settings.format.source {
            Source::Flag(_) => {
                let form = forms.iter().find(|form| output_format(**form) == ctx.out.format());
                Some(*form.ok_or_else(|| unknown_form(forms))?)
            }
            _ => None,
        };
        let Some(path) = self.file() else {
            return Ok(asked.unwrap_or(FileFormat::Csv));
        };
        let file = path.display();
        match (asked, FileFormat::of(path), FileFormat::other(path)) {
            (Some(asked), Some(named), _) if asked != named => Err(clash(asked, named, path)),
            // The lines of a JSON Lines file are JSON.
            (Some(asked), _, Some(other)) if !(asked == FileFormat::Jsonl && other == "json") => {
                Err(Failure::usage(format!(
                    "--format {} contradicts the extension of {file}",
                    word(&asked)
                ))
                .hint("choose another name for the file"))
            }
            (Some(asked), ..) => Ok(asked),
            (None, Some(named), _) if known(&named) => Ok(named),
            (None, None, None) => Ok(FileFormat::Csv),
            (None, ..) => Err(unknown_form(forms).line(format!("file: {file}"))),
        }
    }

    /// Opens the target.
    ///
    /// # Errors
    /// As [`AtomicFile::create`].
    pub async fn open(&self, ctx: &Context, form: FileFormat) -> Result<ExportTarget, Failure> {
        let mut out = ctx.out.with_format(output_format(form));
        if let Some(delimiter) = self.delimiter {
            if form != FileFormat::Csv {
                let message = format!("--delimiter is for CSV, and the export is {}", word(&form));
                return Err(Failure::usage(message));
            }
            out = out.with_delimiter(delimiter.byte());
        }
        ExportTarget::open(ctx, out, self.file(), self.force).await
    }

    fn file(&self) -> Option<&Path> {
        file_of(self.output.as_deref())
    }
}

/// The file that `--output` names; `-` is none.
pub fn file_of(output: Option<&Path>) -> Option<&Path> {
    output.filter(|path| path.as_os_str() != "-")
}

/// Refuses to write over a database of this run, or its log, by whatever name.
///
/// # Errors
/// Exit 2.
pub(super) fn refuse_any_database(ctx: &Context, file: &Path) -> Result<(), Failure> {
    ctx.settings.database.value.iter().try_for_each(|location| match location {
        Location::Sqlite { path, .. } => refuse_the_database(file, path),
        Location::Postgres(_) | Location::MySql(_) => Ok(()),
    })
}

/// Whether two names mean one file that exists.
pub(super) fn is_same_file(a: &Path, b: &Path) -> bool {
    let identity = |path: &Path| path.metadata().ok().map(|about| (about.dev(), about.ino()));
    identity(a).is_some_and(|a| Some(a) == identity(b))
}

/// The format of the output that writes such a file.
fn output_format(form: FileFormat) -> Format {
    match form {
        FileFormat::Csv => Format::Csv,
        FileFormat::Jsonl => Format::Jsonl,
        FileFormat::Ics => Format::Ics,
    }
}

fn unknown_form(forms: &[FileFormat]) -> Failure {
    let mut words: Vec<String> = forms.iter().map(word).collect();
    let last = words.pop().unwrap_or_default();
    Failure::usage(format!("an export can be written as {} or {last}", words.join(", ")))
        .hint("choose it with --format or the file extension of --output")
}

fn clash(asked: FileFormat, named: FileFormat, path: &Path) -> Failure {
    let (asked, named) = (word(&asked), word(&named));
    let file = path.display();
    Failure::usage(format!(
        "--format {asked} contradicts the extension of {file}, which is {named}"
    ))
    .hint("omit --format, or choose another name for the file")
}

/// An export on its way.
pub struct ExportTarget {
    /// What to write to.
    pub out: Output,
    file: Option<(AtomicFile, String)>,
}

impl ExportTarget {
    /// Opens a file for what `out` writes, or leaves it standard output.
    ///
    /// # Errors
    /// As [`AtomicFile::create`].
    pub async fn open(
        ctx: &Context,
        out: Output,
        path: Option<&Path>,
        force: bool,
    ) -> Result<Self, Failure> {
        let Some(path) = path else {
            return Ok(Self { out, file: None });
        };
        refuse_any_database(ctx, path)?;
        // A signal is to leave no half of a file.
        ctx.shutdown().cancel_on_signal_from_now().await;
        let file = AtomicFile::create(path, force)?;
        Ok(Self { out: out.to(file.writer()?), file: Some((file, path.display().to_string())) })
    }

    /// Ends an export that wrote `result` records, and reports it for a file.
    ///
    /// # Errors
    /// The failure of the export, or the file cannot be written.
    pub fn finish(
        self,
        ctx: &Context,
        result: Result<u64, Failure>,
        noun: &str,
    ) -> Result<(), Failure> {
        match self.close(result)? {
            (0, None) => ctx.out.status(format!("No {noun}s found.")),
            (_, None) => {}
            (count, Some(name)) => {
                ctx.out.status(format!("Exported {} to {name}.", counted(count, noun)));
            }
        }
        Ok(())
    }

    /// Ends what was written with `result`; returns that and the name of the file, if it is one.
    ///
    /// # Errors
    /// The failure of the export, or the file cannot be written.
    pub fn close<T>(self, result: Result<T, Failure>) -> Result<(T, Option<String>), Failure> {
        let Some((file, name)) = self.file else {
            return Ok((result?, None));
        };
        let value = result.map_err(|failure| file.explain(failure))?;
        file.finish()?;
        Ok((value, Some(name)))
    }
}
