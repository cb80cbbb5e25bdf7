//! What people and scripts see.
//!
//! Commands hand over records ([`Record`]) and sentences; this room decides how they look: a box
//! on a terminal, bare columns in a pipe, JSON, CSV and so on. Data goes to standard output and
//! nothing else does; everything for people goes to standard error. Text that came from a
//! database or a file passes [`sanitise`](sanitise::sanitise) before a person sees it.

use std::io::Write;

use clap::ValueEnum;
use serde_json::Value;

use crate::error::Failure;

pub mod chart;
pub mod sanitise;

mod calendar;
mod card;
mod delimited;
mod grid;
mod json;
mod listing;
mod progress;
mod record;
mod report;
mod stream;
mod table;
#[cfg(test)]
mod tests;
mod text;

pub use calendar::Calendar;
pub use listing::Listing;
pub use progress::{Progress, Unit};
pub use record::{Align, Cell, CellStyle, Column, FieldText, Fields, Record};
pub(crate) use record::{field_text, record};
pub use report::report_plain;
pub use stream::Stream;

/// The forms in which data is written to standard output.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// For people: a box on a terminal, bare columns in a pipe
    #[default]
    Table,
    /// One JSON document
    Json,
    /// One JSON object a line
    Jsonl,
    /// Comma-separated values with a header (RFC 4180, lines end with LF)
    Csv,
    /// Tab-separated values; tab, CR, LF and backslash are written \t \r \n \\
    Tsv,
    /// The ids alone, one a line
    Ids,
    /// The number of records alone
    Count,
    /// iCalendar (RFC 5545), of `meeting export` alone
    Ics,
}

/// Why iCalendar is refused by all that does not write it.
pub fn no_calendar() -> Failure {
    Failure::usage("only `meeting export` writes iCalendar")
        .hint("the other forms are table, json, jsonl, csv, tsv, ids and count")
}

/// When to colour.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ColorChoice {
    /// On a terminal, unless `NO_COLOR` or `TERM=dumb` say otherwise
    #[default]
    Auto,
    /// Also in a pipe
    Always,
    /// Not at all
    Never,
}

/// How the user wants to see results.
#[derive(Debug, Clone)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one independent flag of the program"
)]
pub struct Settings {
    /// The form of the data.
    pub format: Format,
    /// The fields to show, in this order; `None` means all (a table: its usual columns).
    pub fields: Option<Vec<String>>,
    /// Whether tables, CSV and TSV begin with a header.
    pub header: bool,
    /// Whether CSV and TSV cells that a spreadsheet would run as a formula are guarded.
    pub csv_safe: bool,
    /// Whether JSON lists come as `{"items":[…],"page":{…}}`.
    pub envelope: bool,
    /// When to colour.
    pub color: ColorChoice,
    /// Whether only errors and warnings go to standard error.
    pub quiet: bool,
    /// Whether long work shows how far it has come.
    pub progress: bool,
    /// Whether a failure is reported as one JSON object.
    pub json_errors: bool,
    /// The width of a table in columns; `None` asks the terminal, then `COLUMNS`, then takes 80.
    pub width: Option<u16>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            format: Format::default(),
            fields: None,
            header: true,
            csv_safe: false,
            envelope: false,
            color: ColorChoice::default(),
            quiet: false,
            progress: true,
            json_errors: false,
            width: None,
        }
    }
}

/// The one place that writes to standard output and standard error.
#[derive(Clone, Debug)]
pub struct Output {
    settings: Settings,
    out: Stream,
    err: Stream,
    width: u16,
}

impl Output {
    /// An output on the standard streams of the process.
    pub fn new(settings: Settings) -> Self {
        let (out, err) = (
            Stream::stdout(settings.color),
            Stream::stderr(settings.color),
        );
        Self::on(settings, out, err)
    }

    /// An output whose messages stand among its results on standard output, as in a tour.
    pub fn narrated(settings: Settings) -> Self {
        let stream = Stream::stdout(settings.color);
        Self::on(settings, stream.clone(), stream)
    }

    /// An output on any two streams, for tests and for files.
    pub fn on(settings: Settings, out: Stream, err: Stream) -> Self {
        let width = settings.width.unwrap_or_else(stream::terminal_width);
        Self {
            settings,
            out,
            err,
            width,
        }
    }

    /// The same output in another form of the data.
    #[must_use]
    pub fn in_form(&self, format: Format) -> Self {
        let mut output = self.clone();
        output.settings.format = format;
        output
    }

    /// The same output with its data going to `writer`, such as a file.
    #[must_use]
    pub fn to(&self, writer: impl Write + Send + 'static) -> Self {
        Self {
            out: Stream::new(stream::buffered(writer), false, false),
            ..self.clone()
        }
    }

    /// Whether standard output is a terminal.
    pub fn is_terminal(&self) -> bool {
        self.out.is_terminal()
    }

    /// The form of the data.
    pub fn format(&self) -> Format {
        self.settings.format
    }

    /// Whether `--fields` picks what is shown.
    pub fn picks_fields(&self) -> bool {
        self.settings.fields.is_some()
    }

    /// Whether cells of delimited files are guarded against being run as formulas.
    pub fn csv_safe(&self) -> bool {
        self.settings.csv_safe
    }

    /// Begins to show how far a long piece of work has come: `verb` says what is done (`Reading`),
    /// `total` how much there is to do.
    pub fn progress(&self, verb: &'static str, total: Option<u64>, unit: Unit) -> Progress {
        Progress::new(self, verb, total, unit)
    }

    /// Whether anybody sees how far a long piece of work has come.
    pub fn shows_progress(&self) -> bool {
        !self.settings.quiet && self.settings.progress
    }

    /// The width in columns that tables may take on a terminal.
    pub fn width(&self) -> u16 {
        self.width
    }

    /// Says what was done, on standard error: a sentence with its full stop.
    pub fn status(&self, text: impl AsRef<str>) {
        if !self.settings.quiet {
            self.say(None, text.as_ref());
        }
    }

    /// Says what a default held back, such as rows beyond the first page.
    pub fn notice(&self, text: impl AsRef<str>) {
        if !self.settings.quiet {
            self.say(Some(report::NOTICE), text.as_ref());
        }
    }

    /// Says what may be wrong although the command goes on; also heard with `--quiet`.
    pub fn warning(&self, text: impl AsRef<str>) {
        self.say(Some(report::WARNING), text.as_ref());
    }

    /// Reports why the command failed: in words, or as one JSON object with `--json`.
    pub fn report(&self, failure: &Failure) {
        self.sync();
        report::report(&self.err, failure, self.settings.json_errors);
    }

    /// Begins a list of records. Nothing is written before the first record or the end.
    ///
    /// # Errors
    /// `--fields` names a field that the records do not have.
    pub fn listing<R: Record>(&self) -> Result<Listing<R>, Failure> {
        Listing::new(self, listing::Shape::Rows)
    }

    /// Begins a list of records that people see as cards, one below the other; in every other
    /// format it is a [`listing`](Self::listing).
    ///
    /// # Errors
    /// `--fields` names a field that the records do not have.
    pub fn cards<R: Record>(&self) -> Result<Listing<R>, Failure> {
        Listing::new(self, listing::Shape::Cards)
    }

    /// Writes one record: a card for people, an object (no list) in JSON.
    ///
    /// # Errors
    /// `--fields` names an unknown field, or standard output cannot be written.
    pub fn one<R: Record>(&self, record: &R) -> Result<(), Failure> {
        let mut listing = Listing::new(self, listing::Shape::One)?;
        listing.push(record)?;
        listing.finish()?;
        Ok(())
    }

    /// Begins a calendar. Nothing is written before the end of its first event or its own.
    pub fn calendar(&self) -> Calendar {
        Calendar::new(self.out.clone())
    }

    /// Writes text as it is: completions, SQL, pages of the manual.
    ///
    /// # Errors
    /// Standard output cannot be written.
    pub fn raw(&self, text: &str) -> Result<(), Failure> {
        self.out.clone().write_all(text.as_bytes())?;
        self.flush()
    }

    /// Writes a JSON value and a line feed: indented, on one line with `--format jsonl`.
    ///
    /// # Errors
    /// Standard output cannot be written.
    pub fn json_value(&self, value: &Value) -> Result<(), Failure> {
        let layout = match self.settings.format {
            Format::Jsonl => json::Layout::Compact,
            _ => json::Layout::Indented(0),
        };
        let mut line = json::to_string(value, layout)?;
        line.push('\n');
        self.raw(&line)
    }

    /// Hands everything written so far to the system.
    ///
    /// # Errors
    /// Standard output cannot be written.
    pub fn flush(&self) -> Result<(), Failure> {
        Ok(self.out.clone().flush()?)
    }

    fn say(&self, label: Option<report::Label>, text: &str) {
        self.sync();
        report::say(&self.err, label, text);
    }

    /// Keeps data and messages in order where both show on one screen. A failure to write is not
    /// lost: the command meets it again at its own flush.
    fn sync(&self) {
        if self.out.is_terminal() {
            let _ = self.out.clone().flush();
        }
    }
}
