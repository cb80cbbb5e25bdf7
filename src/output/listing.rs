//! Lists of records, in constant memory.

use std::borrow::Borrow;
use std::io::Write as _;
use std::marker::PhantomData;

use serde_json::{Map, Value};

use super::delimited::{Delimited, Kind};
use super::grid::TableLayout;
use super::json::{self, Layout};
use super::record::{Cell, Column, Kind as ColumnKind, Record};
use super::stream::Stream;
use super::table::{Head, Table};
use super::{Format, Output, card, no_calendar};
use crate::error::Failure;

/// Records between two flushes on a terminal.
const FLUSH_EVERY: u64 = 100;

/// What a command shows: rows, cards, or a single record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Rows,
    Cards,
    One,
}

/// A list of records, written to standard output.
///
/// Nothing is written before the first record or the end, so standard output is empty if a
/// command fails early. A list that is dropped without [`finish`](Self::finish) is incomplete.
#[must_use = "a listing must be finished"]
pub struct Listing<R> {
    out: Stream,
    picked: Option<Vec<&'static str>>,
    layout: TableLayout,
    sink: Sink,
    count: u64,
    limit: Option<u64>,
    cut: bool,
    is_paged: bool,
    record: PhantomData<fn(&R)>,
}

enum Sink {
    Table(Table),
    Cards,
    Json(Brackets),
    Jsonl,
    Delimited(Box<Delimited>),
    Ids,
    Count,
}

/// What encloses the objects of a JSON document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Brackets {
    None,
    List,
    Envelope,
}

impl<R: Record> Listing<R> {
    pub(super) fn new(output: &Output, shape: Shape) -> Result<Self, Failure> {
        let settings = &output.settings;
        let picked = settings.fields.as_deref().map(pick::<R>).transpose()?;
        let out = output.pages();
        let terminal = out.is_terminal();
        let layout =
            TableLayout { limit: out.width(), header: settings.header, color: out.is_colored() };
        let delimited = |kind| Box::new(Delimited::new(kind, out.clone(), settings.csv_safe));
        let sink = match settings.format {
            Format::Table if shape != Shape::Rows => Sink::Cards,
            Format::Table => {
                Sink::Table(Table::new(heads::<R>(picked.as_deref(), terminal), layout))
            }
            Format::Json => Sink::Json(match shape {
                Shape::One => Brackets::None,
                _ if settings.envelope => Brackets::Envelope,
                _ => Brackets::List,
            }),
            Format::Jsonl => Sink::Jsonl,
            Format::Csv => Sink::Delimited(delimited(Kind::Csv(settings.delimiter))),
            Format::Tsv => Sink::Delimited(delimited(Kind::Tsv)),
            Format::Ids => Sink::Ids,
            Format::Count => Sink::Count,
            Format::Ics => return Err(no_calendar()),
        };
        let (count, limit, cut) = (0, None, false);
        let is_paged = terminal && settings.pager.is_some();
        Ok(Self { out, picked, layout, sink, count, limit, cut, is_paged, record: PhantomData })
    }

    /// How many records were added.
    pub fn count(&self) -> u64 {
        self.count
    }

    /// The list with at most `limit` records; what is added after them is left out.
    pub fn limited_to(mut self, limit: Option<u64>) -> Self {
        self.limit = limit;
        self
    }

    /// Whether a record was left out.
    pub fn is_cut(&self) -> bool {
        self.cut
    }

    /// Whether it is a table on a terminal.
    pub fn has_columns(&self) -> bool {
        matches!(self.sink, Sink::Table(_)) && self.out.is_terminal()
    }

    /// Reserves room in a table for the largest id that a later record may have.
    pub fn expect_id(&mut self, id: i64) {
        if let Sink::Table(table) = &mut self.sink {
            table.expect_id(id);
        }
    }

    /// Adds a record. False if there are as many as there may be: this one is left out.
    ///
    /// # Errors
    /// Standard output cannot be written, or `--format ids` gets a record without an id.
    pub fn push(&mut self, record: &R) -> Result<bool, Failure> {
        if self.limit.is_some_and(|limit| self.count >= limit) {
            self.cut = true;
            return Ok(false);
        }
        let first = self.count == 0;
        self.count += 1;
        let picked = self.picked.as_deref();
        match &mut self.sink {
            Sink::Table(table) => {
                let text = table.push(cells(record, picked, self.layout.limit.is_some()));
                self.out.write_all(text.as_bytes())?;
            }
            Sink::Cards => {
                let card =
                    card::draw(&entries(record, picked), self.layout.limit, self.layout.color);
                let gap = if first { "" } else { "\n" };
                self.out.write_all(format!("{gap}{card}").as_bytes())?;
            }
            Sink::Json(brackets) => {
                let text = json_item(record, picked, *brackets, first)?;
                self.out.write_all(text.as_bytes())?;
            }
            Sink::Jsonl => {
                let line = object(record, picked, Layout::Compact)? + "\n";
                self.out.write_all(line.as_bytes())?;
            }
            Sink::Delimited(rows) => {
                let names = picked.unwrap_or(R::FIELDS);
                if first && self.layout.header {
                    rows.header(names)?;
                }
                rows.row(names.iter().map(|name| record.text(name)))?;
            }
            Sink::Ids => writeln!(self.out, "{}", record.id().ok_or_else(no_ids)?)?,
            Sink::Count => {}
        }
        if self.out.is_terminal() && self.count.is_multiple_of(FLUSH_EVERY) {
            self.flush()?;
        }
        Ok(true)
    }

    /// Adds these records and ends the list; returns how many there are.
    ///
    /// # Errors
    /// As for [`push`](Self::push).
    pub fn all(mut self, records: impl IntoIterator<Item: Borrow<R>>) -> Result<u64, Failure> {
        for record in records {
            self.push(record.borrow())?;
        }
        self.finish()
    }

    /// Ends the list and returns its number of records.
    ///
    /// # Errors
    /// Standard output cannot be written.
    pub fn finish(self) -> Result<u64, Failure> {
        self.finish_with_page(&Value::Null)
    }

    /// Ends the list; `page` is written with `--format json --envelope`. Waits until the user leaves
    /// the pager.
    ///
    /// # Errors
    /// Standard output cannot be written.
    pub fn finish_with_page(mut self, page: &Value) -> Result<u64, Failure> {
        let count = self.count;
        match self.end(page) {
            // The list is complete: that nobody reads its end changes nothing.
            Err(failure) if failure.is_quiet() && self.is_paged => {}
            ended => ended?,
        }
        drop(self.out);
        Ok(count)
    }

    fn end(&mut self, page: &Value) -> Result<(), Failure> {
        let empty = self.count == 0;
        match &mut self.sink {
            Sink::Table(table) => {
                let text = table.finish();
                self.out.write_all(text.as_bytes())?;
            }
            Sink::Json(brackets) => {
                let text = json_end(*brackets, empty, page)?;
                self.out.write_all(text.as_bytes())?;
            }
            Sink::Delimited(rows) if empty && self.layout.header => {
                rows.header(self.picked.as_deref().unwrap_or(R::FIELDS))?;
            }
            Sink::Count => writeln!(self.out, "{}", self.count)?,
            Sink::Cards | Sink::Jsonl | Sink::Delimited(_) | Sink::Ids => {}
        }
        self.flush()
    }

    fn flush(&mut self) -> Result<(), Failure> {
        if let Sink::Delimited(rows) = &mut self.sink {
            rows.flush()?;
        }
        Ok(self.out.flush()?)
    }
}

/// The fields that the user named, each once.
fn pick<R: Record>(names: &[String]) -> Result<Vec<&'static str>, Failure> {
    let mut picked = Vec::with_capacity(names.len());
    for name in names.iter().map(|name| name.trim()) {
        let Some(&field) = R::FIELDS.iter().find(|&&field| field == name) else {
            return Err(Failure::usage(format!("unknown field `{name}` in --fields"))
                .hint(format!("valid fields: {}", R::FIELDS.join(", "))));
        };
        if !picked.contains(&field) {
            picked.push(field);
        }
    }
    if picked.is_empty() {
        return Err(Failure::usage("--fields is empty")
            .hint(format!("valid fields: {}", R::FIELDS.join(", "))));
    }
    Ok(picked)
}

fn no_ids() -> Failure {
    Failure::usage("these records have no ids")
        .hint("use another format, such as `--format json` or `--format csv`")
}

/// The columns of a table: the picked fields, or those of the record that suit the output.
fn columns<R: Record>(terminal: bool) -> impl Iterator<Item = &'static Column<R>> {
    R::COLUMNS.iter().filter(move |column| terminal || column.kind != ColumnKind::Chart)
}

fn heads<R: Record>(picked: Option<&[&'static str]>, terminal: bool) -> Vec<Head> {
    match picked {
        Some(fields) => fields.iter().map(|field| Head::of_field(field)).collect(),
        None => columns::<R>(terminal).map(Head::of_column).collect(),
    }
}

fn cells<R: Record>(record: &R, picked: Option<&[&'static str]>, terminal: bool) -> Vec<Cell> {
    match picked {
        Some(fields) => fields.iter().map(|field| record.text(field).into()).collect(),
        None => columns(terminal).map(|column| (column.cell)(record)).collect(),
    }
}

fn entries<R: Record>(record: &R, picked: Option<&[&'static str]>) -> Vec<(&'static str, Cell)> {
    match picked {
        Some(fields) => fields.iter().map(|&field| (field, record.text(field).into())).collect(),
        None => record.card(),
    }
}

/// The JSON object of a record, or the picked part of it in the order of `picked`.
fn object<R: Record>(
    record: &R,
    picked: Option<&[&'static str]>,
    layout: Layout,
) -> Result<String, Failure> {
    let Some(fields) = picked else {
        return json::to_string(record, layout);
    };
    let mut all = serde_json::to_value(record).unwrap_or_default();
    let mut take = |field| all.get_mut(field).map(Value::take).unwrap_or_default();
    let part: Map<String, Value> =
        fields.iter().map(|&field| (field.to_owned(), take(field))).collect();
    json::to_string(&part, layout)
}

fn json_item<R: Record>(
    record: &R,
    picked: Option<&[&'static str]>,
    brackets: Brackets,
    first: bool,
) -> Result<String, Failure> {
    let (opening, new_line, level) = match brackets {
        Brackets::None => ("", "", 0),
        Brackets::List => ("[", "\n  ", 1),
        Brackets::Envelope => ("{\n  \"items\": [", "\n    ", 2),
    };
    let before = if first { opening } else { "," };
    Ok(format!("{before}{new_line}{}", object(record, picked, Layout::Indented(level))?))
}

fn json_end(brackets: Brackets, empty: bool, page: &Value) -> Result<String, Failure> {
    Ok(match (brackets, empty) {
        (Brackets::None, true) => "null\n".to_owned(),
        (Brackets::None, false) => "\n".to_owned(),
        (Brackets::List, true) => "[]\n".to_owned(),
        (Brackets::List, false) => "\n]\n".to_owned(),
        (Brackets::Envelope, _) => {
            let items = if empty { "{\n  \"items\": []" } else { "\n  ]" };
            let page = json::to_string(page, Layout::Indented(1))?;
            format!("{items},\n  \"page\": {page}\n}}\n")
        }
    })
}
