//! How a CSV file differs from one of ours: its separator, its columns, the order of its dates.

use std::str::FromStr;

use clap::ValueEnum;
use strsim::damerau_levenshtein;

/// How a CSV file differs from one of ours.
#[derive(Debug, Clone, Default)]
pub struct CsvOptions {
    /// The separator of the cells; `None`: as the file says in a line `sep=;`, else a comma.
    pub delimiter: Option<Delimiter>,
    /// From which columns fields are read; others have the columns of [`Self::dialect`], or our own.
    pub map: Vec<Mapping>,
    /// The program that wrote the file; `None`: ours, or one that writes as ours.
    pub dialect: Option<Dialect>,
    /// What `6/1/2026` is; `None`: as in the dialect, else refused.
    pub date_order: Option<DateOrder>,
}

impl CsvOptions {
    /// Whether columns that are not ours are left out, rather than refused.
    pub(super) fn is_foreign(&self) -> bool {
        self.dialect.is_some() || !self.map.is_empty()
    }

    /// What `6/1/2026` is, if that is known.
    pub(super) fn date_order(&self) -> Option<DateOrder> {
        self.date_order.or(self.dialect.map(|_| DateOrder::Mdy))
    }
}

/// The separator of the cells of a CSV file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Delimiter(pub(super) u8);

impl Delimiter {
    /// A comma.
    pub const COMMA: Self = Self(b',');

    /// The byte.
    pub fn byte(self) -> u8 {
        self.0
    }

    /// As `--delimiter` takes it, quoted for a shell.
    pub(super) fn shown(self) -> String {
        if self.0 == b'\t' { "tab".to_owned() } else { format!("'{}'", char::from(self.0)) }
    }
}

/// One character of ASCII that is not a letter, a digit, a blank or a quote; or `tab`.
impl FromStr for Delimiter {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let byte = match text {
            "tab" | "TAB" | "\\t" => b'\t',
            _ => match text.as_bytes() {
                [byte] => *byte,
                _ => return Err("a delimiter is one character of ASCII, or tab".to_owned()),
            },
        };
        let in_cells = byte.is_ascii_alphanumeric() || b" \"'\r\n\0".contains(&byte);
        if in_cells || !byte.is_ascii() {
            return Err("a delimiter is not a letter, digit, space, quote or line end".to_owned());
        }
        Ok(Self(byte))
    }
}

/// The programs whose exports are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Dialect {
    /// Microsoft Outlook: month first; whole days end before their end date
    Outlook,
    /// Google Calendar: month first; whole days include their end date
    Google,
}

impl Dialect {
    /// From which columns it has each field, as for `--map`.
    pub(super) fn columns(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Outlook => &[
                ("title", "Subject"),
                ("start_time", "Start Date+Start Time"),
                ("end_time", "End Date+End Time"),
                ("all_day", "All day event"),
                ("description", "Description"),
                ("creator", "Meeting Organizer"),
                ("participants", "Required Attendees+Optional Attendees"),
            ],
            Self::Google => &[
                ("title", "Subject"),
                ("start_time", "Start Date+Start Time"),
                ("end_time", "End Date+End Time"),
                ("all_day", "All Day Event"),
                ("description", "Description"),
            ],
        }
    }
}

/// The order of day, month and year in a date such as `6/1/2026`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DateOrder {
    /// Month, day, year: 6/1/2026 is the first of June
    Mdy,
    /// Day, month, year: 6/1/2026 is the sixth of January
    Dmy,
}

/// A field, and the columns that it is read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mapping {
    /// Its name.
    pub(super) field: &'static str,
    /// One column, or several with `+` between them.
    pub(super) columns: String,
}

/// The value of one `--map`: several [`Mapping`]s.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mappings(pub Vec<Mapping>);

/// The fields, and other names for them.
const FIELDS: [(&str, &str); 16] = [
    ("uid", "uid"),
    ("title", "title"),
    ("subject", "title"),
    ("description", "description"),
    ("start", "start_time"),
    ("start_time", "start_time"),
    ("end", "end_time"),
    ("end_time", "end_time"),
    ("duration", "duration_minutes"),
    ("duration_minutes", "duration_minutes"),
    ("all_day", "all_day"),
    ("status", "status"),
    ("creator", "creator"),
    ("participants", "participants"),
    ("name", "name"),
    ("email", "email"),
];

/// Reads `title=Subject,start="Start Date+Start Time"`.
impl FromStr for Mappings {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let parts = split(text)?;
        parts.iter().map(|part| mapping(part)).collect::<Result<_, _>>().map(Self)
    }
}

fn mapping(text: &str) -> Result<Mapping, String> {
    let Some((name, columns)) = text.split_once('=') else {
        return Err(format!("{text:?} is not of the form FIELD=COLUMN"));
    };
    let name = name.trim().to_lowercase().replace([' ', '-'], "_");
    let Some((_, field)) = FIELDS.iter().find(|(known, _)| *known == name) else {
        let names = FIELDS.iter().map(|(known, _)| *known);
        let near = nearest(&name, names).map(|near| format!("; did you mean {near}?"));
        return Err(format!("unknown field {name:?}{}", near.unwrap_or_default()));
    };
    let columns = columns.trim();
    if columns.is_empty() {
        return Err(format!("{name} has no column"));
    }
    Ok(Mapping { field, columns: columns.to_owned() })
}

/// Splits at commas outside of quotes, and removes the quotes.
fn split(text: &str) -> Result<Vec<String>, String> {
    let (mut parts, mut part, mut quoted) = (Vec::new(), String::new(), false);
    for c in text.chars() {
        match c {
            '"' => quoted = !quoted,
            ',' if !quoted => parts.push(std::mem::take(&mut part)),
            c => part.push(c),
        }
    }
    parts.push(part);
    if quoted { Err("a quote is not closed".to_owned()) } else { Ok(parts) }
}

/// The candidate with the fewest typos, if they are few; case does not count.
pub(super) fn nearest<'a>(
    name: &str,
    candidates: impl Iterator<Item = &'a str>,
) -> Option<&'a str> {
    let name = name.to_lowercase();
    candidates
        .map(|candidate| (damerau_levenshtein(&name, &candidate.to_lowercase()), candidate))
        .filter(|(distance, _)| *distance <= 3 && distance * 2 < name.chars().count())
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_delimiter_is_one_character_that_is_not_in_cells() {
        for (text, byte) in
            [(";", b';'), ("tab", b'\t'), ("\\t", b'\t'), ("\t", b'\t'), ("|", b'|')]
        {
            assert_eq!(text.parse(), Ok(Delimiter(byte)));
        }
        for bad in ["", ";;", "é", "；", "\"", "'", "a", "0", " ", "\n", "\r", "\0", "semicolon"]
        {
            assert!(bad.parse::<Delimiter>().is_err(), "{bad:?}");
        }
    }

    #[test]
    fn a_mapping_names_fields_and_columns() {
        let read = |text: &str| {
            text.parse::<Mappings>().map(|Mappings(all)| {
                all.into_iter().map(|m| (m.field, m.columns)).collect::<Vec<_>>()
            })
        };
        let owned = |field, columns: &str| (field, columns.to_owned());
        let expected =
            vec![owned("title", "Subject"), owned("start_time", "Start Date+Start Time")];
        for text in [
            "title=Subject,start=\"Start Date+Start Time\"",
            "title=Subject,start=Start Date+Start Time",
            " Title = Subject , start-time = Start Date+Start Time ",
        ] {
            assert_eq!(read(text), Ok(expected.clone()), "{text}");
        }
        assert_eq!(read("title=\"a, b=c\""), Ok(vec![owned("title", "a, b=c")]));
        for (text, message) in [
            ("titel=A", "unknown field \"titel\"; did you mean title?"),
            ("colour=A", "unknown field \"colour\""),
            ("title", "\"title\" is not of the form FIELD=COLUMN"),
            ("title=A,", "\"\" is not of the form FIELD=COLUMN"),
            ("title=", "title has no column"),
            ("title=\"A", "a quote is not closed"),
        ] {
            assert_eq!(read(text), Err(message.to_owned()));
        }
    }
}
