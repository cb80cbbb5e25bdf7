//! What a command hands over to be shown.

use std::borrow::Cow;

use anstyle::{AnsiColor, Style};
use serde_json::Value;

/// On which side the cells of a column line up.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Align {
    /// Text.
    #[default]
    Left,
    /// Numbers.
    Right,
}

/// A column of the table that people see.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// The title as a card shows it (`Start`); a table shows it in capitals.
    pub title: &'static str,
    /// The side its cells line up on.
    pub align: Align,
    /// Whether its cells are wrapped first when the terminal is narrow.
    pub flexible: bool,
    /// Whether it is left out where nobody looks, such as a bar chart in a pipe.
    pub terminal_only: bool,
}

impl Column {
    /// A column of text.
    pub const fn left(title: &'static str) -> Self {
        Self {
            title,
            align: Align::Left,
            flexible: false,
            terminal_only: false,
        }
    }

    /// A column of numbers.
    pub const fn right(title: &'static str) -> Self {
        Self {
            title,
            align: Align::Right,
            flexible: false,
            terminal_only: false,
        }
    }

    /// The same column, wrapped first when the terminal is narrow.
    #[must_use]
    pub const fn flexible(self) -> Self {
        Self {
            flexible: true,
            ..self
        }
    }

    /// The same column, shown on terminals only.
    #[must_use]
    pub const fn terminal_only(self) -> Self {
        Self {
            terminal_only: true,
            ..self
        }
    }
}

/// What a cell means, which decides its colour; never the only carrier of a fact.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum CellStyle {
    /// Nothing in particular.
    #[default]
    Plain,
    /// Less important than its neighbours.
    Dim,
    /// As it should be.
    Good,
    /// To be looked at.
    Warn,
    /// Wrong.
    Bad,
    /// To be found quickly.
    Accent,
    /// More important than its neighbours.
    Strong,
}

impl CellStyle {
    pub(super) fn style(self) -> Style {
        match self {
            Self::Plain => Style::new(),
            Self::Dim => Style::new().dimmed(),
            Self::Good => AnsiColor::Green.on_default(),
            Self::Warn => AnsiColor::Yellow.on_default(),
            Self::Bad => AnsiColor::Red.on_default(),
            Self::Accent => AnsiColor::Cyan.on_default(),
            Self::Strong => Style::new().bold(),
        }
    }
}

/// One cell of a table: text that may hold anything, and what it means.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cell {
    /// The text, raw; it is made harmless when drawn.
    pub text: String,
    /// The meaning.
    pub style: CellStyle,
}

impl Cell {
    /// A cell with a meaning.
    pub fn styled(text: impl Into<String>, style: CellStyle) -> Self {
        Self {
            text: text.into(),
            style,
        }
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::styled(text, CellStyle::Plain)
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::styled(text, CellStyle::Plain)
    }
}

impl From<i64> for Cell {
    fn from(number: i64) -> Self {
        number.to_string().into()
    }
}

impl From<u64> for Cell {
    fn from(number: u64) -> Self {
        number.to_string().into()
    }
}

/// Something that can be shown in every format. Its `Serialize` is its JSON object.
pub trait Record: serde::Serialize {
    /// The names of the fields in JSON, in that order: also the CSV header and what `--fields`
    /// takes.
    const FIELDS: &'static [&'static str];

    /// The columns of the table for people.
    fn columns() -> &'static [Column];

    /// The cells of that table, one a column.
    fn row(&self) -> Vec<Cell>;

    /// What a card shows: by default the cells behind the titles of their columns.
    fn card(&self) -> Vec<(&'static str, Cell)> {
        Self::columns()
            .iter()
            .map(|column| column.title)
            .zip(self.row())
            .collect()
    }

    /// The id for `--format ids`; `None` if records of this kind have none.
    fn id(&self) -> Option<i64>;

    /// A field as CSV and TSV hold it, raw. The default takes it out of the JSON object: texts
    /// without quotes, null as nothing, lists and objects as JSON. Records that come in millions
    /// had better answer themselves.
    fn text(&self, field: &str) -> Cow<'_, str> {
        let value = serde_json::to_value(self).unwrap_or_default();
        Cow::Owned(match value.get(field) {
            None | Some(Value::Null) => String::new(),
            Some(Value::String(text)) => text.clone(),
            Some(other) => other.to_string(),
        })
    }
}
