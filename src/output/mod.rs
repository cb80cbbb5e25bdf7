//! What people and scripts see.
//!
//! Commands pass records ([`Record`]) and sentences; this module decides how they are shown: a box
//! on a terminal, bare columns in a pipe, JSON, CSV and so on. Only data goes to standard output;
//! messages go to standard error. Text from a database or a file passes
//! [`sanitise`](sanitise::sanitise) before it reaches a terminal.

use std::io::{self, Write};

use clap::ValueEnum;
use serde_json::{Value, json};

use crate::error::Failure;

pub mod chart;
pub mod html;
pub mod pager;
pub mod planner;
pub mod sanitise;

mod calendar;
mod card;
mod delimited;
mod document;
mod grid;
mod json;
mod listing;
mod palette;
mod progress;
mod record;
mod report;
mod stream;
mod table;
#[cfg(test)]
mod tests;
mod text;

pub use calendar::Calendar;
pub use document::Document;
pub use listing::Listing;
pub use palette::Palette;
pub use progress::{Progress, Unit};
pub use record::{Align, Cell, CellStyle, Column, FieldText, Fields, Record};
pub(crate) use record::{field_text, record};
pub use report::{Warning, report_plain, report_usage, stderr_lines};
pub use stream::{Stream, of_stdout};
pub(crate) use text::wrap;

use report::Message;

/// The formats of data on standard output.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// For people: a box on a terminal, bare columns in a pipe
    #[default]
    Table,
    /// One JSON document
    Json,
    /// One JSON object per line
    Jsonl,
    /// Comma-separated values with a header (RFC 4180, with LF line ends)
    Csv,
    /// Tab-separated values; tab, CR, LF and backslash are escaped: \t \r \n \\
    Tsv,
    /// Only the ids, one per line
    Ids,
    /// Only the number of records
    Count,
    /// iCalendar (RFC 5545), only for `meeting export`
    Ics,
}

/// The refusal of iCalendar by other commands.
pub fn no_calendar() -> Failure {
    Failure::usage("only `meeting export` writes iCalendar")
        .hint("the other formats are table, json, jsonl, csv, tsv, ids and count")
}

/// When to colour.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ColorChoice {
    /// On a terminal, unless `NO_COLOR` or `TERM=dumb` is set
    #[default]
    Auto,
    /// Also in a pipe
    Always,
    /// Never
    Never,
}

/// The output options of a command line.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is one independent flag of the program")]
pub struct Settings {
    /// The format of the data.
    pub format: Format,
    /// The fields to show, in this order; `None` shows all (a table its default columns).
    pub fields: Option<Vec<String>>,
    /// Whether tables, CSV and TSV have a header.
    pub header: bool,
    /// Whether CSV and TSV cells that a spreadsheet would run as a formula are guarded.
    pub csv_safe: bool,
    /// The separator of CSV cells.
    pub delimiter: u8,
    /// Whether JSON lists are written as `{"items":[…],"page":{…}}`.
    pub envelope: bool,
    /// When to colour.
    pub color: ColorChoice,
    /// Whether only errors and warnings go to standard error.
    pub quiet: bool,
    /// Whether long work shows its progress.
    pub progress: bool,
    /// Whether each message on standard error is one JSON object on a line.
    pub json_messages: bool,
    /// The command of the pager for what is longer than the screen; `None` for none.
    pub pager: Option<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            format: Format::default(),
            fields: None,
            header: true,
            csv_safe: false,
            delimiter: b',',
            envelope: false,
            color: ColorChoice::default(),
            quiet: false,
            progress: true,
            json_messages: false,
            pager: None,
        }
    }
}

/// The one place that writes to standard output and standard error.
#[derive(Clone, Debug)]
pub struct Output {
    settings: Settings,
    out: Stream,
    err: Stream,
}

impl Output {
    /// An output on the standard streams of the process.
    pub fn new(settings: Settings) -> Self {
        let (out, err) = (Stream::stdout(settings.color), Stream::stderr(settings.color));
        Self::on(settings, out, err)
    }

    /// An output whose messages go to standard output too, between the results.
    pub fn merged(settings: Settings) -> Self {
        let stream = Stream::stdout(settings.color);
        Self::on(Settings { pager: None, ..settings }, stream.clone(), stream)
    }

    /// An output on any two streams, for tests and files.
    pub fn on(settings: Settings, out: Stream, err: Stream) -> Self {
        Self { settings, out, err }
    }

    /// The same output in another format.
    #[must_use]
    pub fn with_format(&self, format: Format) -> Self {
        let mut output = self.clone();
        output.settings.format = format;
        output
    }

    /// The same output with another separator of CSV cells.
    #[must_use]
    pub fn with_delimiter(&self, delimiter: u8) -> Self {
        let mut output = self.clone();
        output.settings.delimiter = delimiter;
        output
    }

    /// The same output with its data going to `writer`, such as a file.
    #[must_use]
    pub fn to(&self, writer: impl Write + Send + 'static) -> Self {
        Self { out: Stream::new(stream::buffered(writer), None, false), ..self.clone() }
    }

    /// Whether standard output is a terminal.
    pub fn is_terminal(&self) -> bool {
        self.out.is_terminal()
    }

    /// The format of the data.
    pub fn format(&self) -> Format {
        self.settings.format
    }

    /// Whether `--fields` is given.
    pub fn has_fields(&self) -> bool {
        self.settings.fields.is_some()
    }

    /// Whether cells of CSV and TSV are guarded against being run as formulas.
    pub fn csv_safe(&self) -> bool {
        self.settings.csv_safe
    }

    /// Starts to show the progress of long work: `verb` names it (`Reading`), `total` is its size.
    pub fn progress(&self, verb: &'static str, total: Option<u64>, unit: Unit) -> Progress {
        Progress::new(self, verb, total, unit)
    }

    /// Whether progress is shown.
    pub fn shows_progress(&self) -> bool {
        !self.settings.quiet && self.settings.progress
    }

    /// Whether only errors and warnings go to standard error.
    pub fn is_quiet(&self) -> bool {
        self.settings.quiet
    }

    /// Prints what was done to standard error: a sentence with a full stop.
    pub fn status(&self, text: impl AsRef<str>) {
        self.message(Message::Status, text.as_ref());
    }

    /// Prints what a default leaves out, such as rows after the first page.
    pub fn notice(&self, text: impl AsRef<str>) {
        self.message(Message::Note, text.as_ref());
    }

    /// Prints what may be wrong although the command continues; also with `--quiet`.
    pub fn warning(&self, warning: Warning) {
        self.sync();
        if self.settings.json_messages {
            report::print_object(&self.err, Message::Warning, warning.into_json());
        } else {
            report::print(&self.err, Message::Warning, warning.message());
        }
    }

    /// Prints a line of what a question is about; also with `--quiet`.
    pub fn question_detail(&self, text: &str) {
        self.sync();
        report::detail(&self.err, text);
    }

    /// Prints a question; the cursor stays behind it.
    pub fn question(&self, text: &str) {
        self.sync();
        report::question(&self.err, text);
    }

    /// Ends the line of a question that a signal or the end of input answered.
    pub fn end_question(&self) {
        report::end_line(&self.err);
    }

    /// Prints why the command failed: as text, or as one JSON object with `--json`.
    pub fn report(&self, failure: &Failure) {
        self.sync();
        report::report(&self.err, failure, self.settings.json_messages);
    }

    /// Starts a list of records. Nothing is written before the first record or the end.
    ///
    /// # Errors
    /// `--fields` names a field that the records do not have.
    pub fn listing<R: Record>(&self) -> Result<Listing<R>, Failure> {
        Listing::new(self, listing::Shape::Rows)
    }

    /// Starts a list of records that a table shows as cards; in every other format it is a
    /// [`listing`](Self::listing).
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

    /// Starts a JSON document that is written in parts, indented or on one line as
    /// [`json_value`](Self::json_value).
    pub fn document(&self) -> Document {
        Document::new(self)
    }

    /// Starts a calendar. Nothing is written before its first event ends or it ends.
    pub fn calendar(&self) -> Calendar {
        Calendar::new(self.out.clone())
    }

    /// Starts a list of meetings by day, on the clocks of `zone`; no id is above `last_id`.
    pub fn agenda(&self, zone: &str, last_id: i64) -> planner::Agenda {
        planner::Agenda::new(self.pages(), zone, last_id)
    }

    /// Starts a list of time lines.
    pub fn time_lines(&self) -> planner::TimeLines {
        planner::TimeLines::new(self.pages())
    }

    /// Draws the grid of a week, if it is wide enough for the terminal. Returns for each day how many
    /// meetings it lacks room for.
    ///
    /// # Errors
    /// Standard output cannot be written.
    pub fn week(&self, week: &planner::Week) -> Result<Option<Vec<usize>>, Failure> {
        let mut out = self.pages();
        let sheet = planner::Sheet::new(&out, self.palette());
        let Some((text, hidden)) = planner::draw(week, sheet) else {
            return Ok(None);
        };
        out.write_all(text.as_bytes())?;
        out.flush()?;
        Ok(Some(hidden))
    }

    /// The colours of standard output.
    pub fn palette(&self) -> Palette {
        Palette::of_environment(self.out.is_colored())
    }

    /// Draws text for people, such as a chart: on a terminal, what is longer than the screen goes to
    /// the pager.
    ///
    /// # Errors
    /// Standard output cannot be written.
    pub fn drawing(&self, text: &str) -> Result<(), Failure> {
        let mut out = self.pages();
        out.write_all(text.as_bytes())?;
        Ok(out.flush()?)
    }

    /// Writes text as it is: completions, SQL.
    ///
    /// # Errors
    /// Standard output cannot be written.
    pub fn raw(&self, text: &str) -> Result<(), Failure> {
        self.out.clone().write_all(text.as_bytes())?;
        self.flush()
    }

    /// Writes text that may hold names of others, such as SQL: as it is, but on a terminal without
    /// characters that control it.
    ///
    /// # Errors
    /// Standard output cannot be written.
    pub fn script(&self, text: &str) -> Result<(), Failure> {
        if !self.is_terminal() {
            return self.raw(text);
        }
        let lines = text.lines().map(|line| sanitise::sanitise(line) + "\n");
        self.raw(&lines.collect::<String>())
    }

    /// A stream for a table: on a terminal, what is longer than the screen goes to the pager. It is
    /// printed when the last clone of the stream is dropped.
    fn pages(&self) -> Stream {
        match &self.settings.pager {
            Some(pager) if self.settings.format == Format::Table => self.out.paged(pager),
            _ => self.out.clone(),
        }
    }

    /// Writes text for people: on a terminal, what is longer than the screen goes to the pager.
    ///
    /// # Errors
    /// Standard output cannot be written.
    pub fn page(&self, text: &str) -> Result<(), Failure> {
        let mut pages = self.pages();
        match pages.write_all(text.as_bytes()) {
            // A user who leaves the pager has read enough.
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {}
            written => written?,
        }
        drop(pages);
        self.flush()
    }

    /// The columns of text for people: at most 100, and those of the terminal or of `COLUMNS`.
    pub fn text_width(&self) -> usize {
        const MAX_TEXT_WIDTH: usize = 100;
        let named = || std::env::var("COLUMNS").ok()?.parse().ok();
        self.out.width().or_else(named).unwrap_or(MAX_TEXT_WIDTH).min(MAX_TEXT_WIDTH)
    }

    /// Whether text for people has colours.
    pub fn is_colored(&self) -> bool {
        self.out.is_colored()
    }

    /// What data is written to, for bytes as they are.
    pub fn data(&self) -> impl Write + use<> {
        self.out.clone()
    }

    /// Writes a JSON value: indented, or on one line with `--format jsonl`.
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

    /// Writes what is buffered.
    ///
    /// # Errors
    /// Standard output cannot be written.
    pub fn flush(&self) -> Result<(), Failure> {
        Ok(self.out.clone().flush()?)
    }

    fn message(&self, kind: Message, text: &str) {
        if self.settings.quiet {
            return;
        }
        self.sync();
        if self.settings.json_messages {
            let object = json!({ "message": text }).as_object().cloned().unwrap_or_default();
            report::print_object(&self.err, kind, object);
        } else {
            report::print(&self.err, kind, text);
        }
    }

    /// Keeps data and messages in order on one screen. A failure to write is reported by the next
    /// flush of the command.
    fn sync(&self) {
        if self.out.is_terminal() {
            let _ = self.out.clone().flush();
        }
    }
}
