//! What a command passes to the output.

use std::borrow::Cow;
use std::fmt::Display;

use anstyle::{AnsiColor, Style};

/// On which side the cells of a column line up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// Text.
    Left,
    /// Numbers.
    Right,
}

/// What a column holds, which decides how it gets narrower.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Ids: never folded.
    Id,
    /// Times: never folded; on a narrow terminal several of them are below one another.
    Time,
    /// Short text and numbers: never folded.
    Fixed,
    /// Text that is folded; on a narrow terminal several of them are below one another.
    Text,
    /// A field that is known by its name only: folded.
    Field,
    /// A chart: left out in a pipe and on a narrow terminal.
    Chart,
}

/// A column of the table, and how its cell is built from a record.
pub struct Column<R> {
    pub(super) title: &'static str,
    pub(super) align: Align,
    pub(super) kind: Kind,
    pub(super) cell: fn(&R) -> Cell,
}

impl<R> Column<R> {
    /// A column of short text. A card shows its title as it is (`Start`), a table in capitals.
    pub const fn left(title: &'static str, cell: fn(&R) -> Cell) -> Self {
        Self { title, align: Align::Left, kind: Kind::Fixed, cell }
    }

    /// The column of the id.
    pub const fn id(cell: fn(&R) -> Cell) -> Self {
        Self { align: Align::Right, kind: Kind::Id, ..Self::left("ID", cell) }
    }

    /// A column of times.
    pub const fn time(title: &'static str, cell: fn(&R) -> Cell) -> Self {
        Self { kind: Kind::Time, ..Self::left(title, cell) }
    }

    /// A column of numbers.
    pub const fn right(title: &'static str, cell: fn(&R) -> Cell) -> Self {
        Self { align: Align::Right, ..Self::left(title, cell) }
    }

    /// A column of text that is wrapped when the terminal is narrow.
    pub const fn flexible(title: &'static str, cell: fn(&R) -> Cell) -> Self {
        Self { kind: Kind::Text, ..Self::left(title, cell) }
    }

    /// A column of bars, which is left out in a pipe and on a narrow terminal.
    pub const fn chart(title: &'static str, cell: fn(&R) -> Cell) -> Self {
        Self { kind: Kind::Chart, ..Self::left(title, cell) }
    }
}

/// The meaning of a cell, which decides its colour; never the only carrier of a fact.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum CellStyle {
    /// Nothing in particular.
    #[default]
    Plain,
    /// Less important than the adjacent text.
    Dim,
    /// As it should be.
    Good,
    /// Needs attention.
    Warn,
    /// Wrong.
    Bad,
    /// Easy to find.
    Accent,
    /// More important than the adjacent text.
    Strong,
    /// Happening now.
    Running,
    /// Does not take place.
    Struck,
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
            Self::Running => AnsiColor::Green.on_default().bold(),
            Self::Struck => Style::new().dimmed().strikethrough(),
        }
    }
}

/// One cell of a table: any text, sanitised when it is drawn, and its meaning.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cell {
    pub(super) text: String,
    pub(super) style: CellStyle,
}

impl Cell {
    /// A cell with a meaning.
    pub fn styled(text: impl Display, style: CellStyle) -> Self {
        Self { text: text.to_string(), style }
    }
}

impl<T: Display> From<T> for Cell {
    fn from(text: T) -> Self {
        Self::styled(text, CellStyle::Plain)
    }
}

/// The named fields of a record. [`record!`] implements it.
pub trait Fields {
    /// The names in JSON, in that order: also the CSV header and what `--fields` takes.
    const FIELDS: &'static [&'static str];

    /// A field as CSV and TSV have it, not sanitised.
    fn text(&self, field: &str) -> Cow<'_, str>;
}

/// Something that can be shown in every format. Its `Serialize` is its JSON object.
pub trait Record: Fields + serde::Serialize + Sized + 'static {
    /// The columns of the table for people.
    const COLUMNS: &'static [Column<Self>];

    /// What a card shows: by default the columns of the table.
    fn card(&self) -> Vec<(&'static str, Cell)> {
        Self::COLUMNS.iter().map(|column| (column.title, (column.cell)(self))).collect()
    }

    /// The id for `--format ids`; `None` if records of this kind have none.
    fn id(&self) -> Option<i64> {
        None
    }
}

/// A value as one cell of CSV and TSV.
pub trait FieldText {
    /// The text, not sanitised: null is empty, lists and objects are JSON.
    fn text(&self) -> Cow<'_, str>;
}

impl FieldText for String {
    fn text(&self) -> Cow<'_, str> {
        self.into()
    }
}

impl FieldText for &str {
    fn text(&self) -> Cow<'_, str> {
        (*self).into()
    }
}

impl<T: FieldText> FieldText for Option<T> {
    fn text(&self) -> Cow<'_, str> {
        self.as_ref().map_or("".into(), FieldText::text)
    }
}

impl FieldText for serde_json::Value {
    fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Null => "".into(),
            Self::String(text) => text.into(),
            other => other.to_string().into(),
        }
    }
}

/// Writes values of these types in the form that `$text` gives them.
macro_rules! field_text {
    ($text:expr; $($type:ty),+) => {$(
        impl $crate::output::FieldText for $type {
            fn text(&self) -> std::borrow::Cow<'_, str> {
                $text(self).into()
            }
        }
    )+};
}
pub(crate) use field_text;

field_text!(ToString::to_string; i32, u32, i64, u64, f64, bool);
field_text!(|texts: &[String]| texts.join(";"); Vec<String>);

/// Defines a record: its public fields are its JSON object, its CSV columns and what `--fields`
/// takes, in this order. Fields after `skip` only serve the table.
macro_rules! record {
    (
        $(#[$attribute:meta])*
        $visible:vis struct $name:ident {
            $($(#[$doc:meta])* pub $field:ident: $type:ty,)*
        }
        $(skip { $($skipped:ident: $skipped_type:ty,)* })?
    ) => {
        $(#[$attribute])*
        #[derive(Debug, Clone, serde::Serialize)]
        $visible struct $name {
            $($(#[$doc])* pub $field: $type,)*
            $($(#[serde(skip)] $skipped: $skipped_type,)*)?
        }

        impl $crate::output::Fields for $name {
            const FIELDS: &'static [&'static str] = &[$(stringify!($field)),*];

            fn text(&self, field: &str) -> std::borrow::Cow<'_, str> {
                match field {
                    $(stringify!($field) => $crate::output::FieldText::text(&self.$field),)*
                    _ => "".into(),
                }
            }
        }
    };
}
pub(crate) use record;
