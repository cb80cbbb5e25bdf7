//! The header of a CSV file: which column holds what.

use super::cells::Cells;
use super::options::{CsvOptions, Dialect, nearest};
use super::rows::no_header;
use crate::error::{Failure, Kind};
use crate::interchange::encoding::{ANSI, not_utf8};

/// The columns that a kind of record has.
pub(super) struct Columns {
    /// What they may be called.
    pub(super) fields: &'static [&'static str],
    /// One of each of these must be there.
    pub(super) required: &'static [&'static [&'static str]],
    /// Columns of our own listings that are not imported.
    pub(super) ignored: &'static [&'static str],
    /// Fields that only the files of other programs have.
    pub(super) foreign: &'static [&'static str],
}

impl Columns {
    fn index(&self, field: &str) -> Option<usize> {
        self.fields.iter().chain(self.foreign).position(|known| *known == field)
    }

    fn name(&self, index: usize) -> &'static str {
        self.fields.iter().chain(self.foreign).nth(index).copied().unwrap_or_default()
    }
}

/// The column of a rejects file that has the reason.
pub(super) const ERROR: &str = "error";

/// The most columns of a header; a spreadsheet has 16384, which are mostly empty.
const MAX_COLUMNS: usize = 20_000;

/// The columns of one file.
#[derive(Debug)]
pub(super) struct Header {
    /// As the file spells them, without `error`.
    pub(super) names: Vec<Vec<u8>>,
    /// Where each of the known fields is; empty if it is not.
    at: Vec<Vec<usize>>,
    /// Where `error` is.
    pub(super) error: Option<usize>,
    /// How many columns there are, with `error`.
    pub(super) width: usize,
    /// The columns that are not read.
    pub(super) unread: Vec<String>,
    /// The fields with other columns than ours, and how the file names these.
    labels: Vec<(&'static str, String)>,
}

impl Header {
    /// # Errors
    /// Code `bad_header`: a column is unknown, repeated or missing. Exit 2 for a field of `--map`
    /// that such records do not have.
    pub(super) fn new(
        cells: &Cells,
        known: &Columns,
        options: &CsvOptions,
    ) -> Result<Self, Failure> {
        let titles = titles(cells)?;
        let mut header = Self {
            names: Vec::with_capacity(titles.len()),
            at: vec![Vec::new(); known.fields.len() + known.foreign.len()],
            error: None,
            width: titles.len(),
            unread: Vec::new(),
            labels: Vec::new(),
        };
        let mapped = mapped(&titles, known, options)?;
        for (index, cell) in cells.iter().take(titles.len()).enumerate() {
            let name = titles[index].to_ascii_lowercase();
            if name == ERROR {
                header.error = Some(index);
            } else {
                header.names.push(cell.to_vec());
            }
            let field = known.fields.iter().position(|field| *field == name);
            let field = field.filter(|field| !mapped.iter().any(|(mapped, _)| mapped == field));
            let is_mapped = mapped.iter().any(|(_, columns)| columns.contains(&index));
            match field {
                Some(field) => header.at[field].push(index),
                None if is_mapped || known.ignored.contains(&name.as_str()) => {}
                None if options.is_foreign() => header.unread.push(titles[index].clone()),
                None => return Err(unknown(&titles, index, known)),
            }
            let same = |other: usize| titles[other].eq_ignore_ascii_case(&name);
            let first = (0..index).find(|other| same(*other));
            let is_read = |at: usize| mapped.iter().any(|(_, columns)| columns.contains(&at));
            if first.is_some_and(|at| field.is_some() || is_read(at) || !options.is_foreign()) {
                return Err(bad(format!("the header has the column `{name}` twice"), known));
            }
        }
        for (field, columns) in mapped {
            let names: Vec<&str> = columns.iter().map(|at| titles[*at].as_str()).collect();
            header.labels.push((known.name(field), names.join("+")));
            header.at[field] = columns;
        }
        header.require(known, options)?;
        Ok(header)
    }

    fn require(&self, known: &Columns, options: &CsvOptions) -> Result<(), Failure> {
        for alternatives in known.required {
            let there = |field: &&str| known.index(field).is_some_and(|at| !self.at[at].is_empty());
            if !alternatives.iter().any(there) {
                return Err(missing(alternatives, known, options.dialect));
            }
        }
        Ok(())
    }

    /// What the file calls a field.
    pub(super) fn label<'a>(&'a self, field: &'a str) -> &'a str {
        let found = self.labels.iter().find(|(name, _)| *name == field);
        found.map_or(field, |(_, label)| label)
    }

    /// The columns of the known field number `field`.
    pub(super) fn columns(&self, field: usize) -> &[usize] {
        self.at.get(field).map_or(&[], Vec::as_slice)
    }
}

/// The names of the columns, without blanks around them. A spreadsheet may write empty columns after
/// the last one.
fn titles(cells: &Cells) -> Result<Vec<String>, Failure> {
    if cells.len() > MAX_COLUMNS {
        return Err(no_header(format!("it has more than {MAX_COLUMNS} columns")));
    }
    let mut titles = Vec::with_capacity(cells.len());
    for cell in cells.iter() {
        let title = str::from_utf8(cell).map_err(|_| not_utf8("the header is not UTF-8", ANSI))?;
        // Some programs write a byte order mark or a space without width here.
        let is_blank = |c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}');
        titles.push(title.trim_matches(is_blank).to_owned());
    }
    while titles.len() > 1 && titles.last().is_some_and(String::is_empty) {
        titles.pop();
    }
    Ok(titles)
}

/// The columns of the fields that `--map` or a dialect names.
fn mapped(
    titles: &[String],
    known: &Columns,
    options: &CsvOptions,
) -> Result<Vec<(usize, Vec<usize>)>, Failure> {
    let mut mapped: Vec<(usize, Vec<usize>)> = Vec::new();
    for mapping in &options.map {
        let field = known.index(mapping.field).ok_or_else(|| {
            Failure::usage(format!("--map: the records of this file have no {}", mapping.field))
                .hint(format!("their fields are {}", known.fields.join(", ")))
        })?;
        if mapping.field == "all_day" && options.dialect.is_none() {
            return Err(Failure::usage("--map all_day needs --dialect").hint(
                "the dialect decides whether the end date is the last day or the day after",
            ));
        }
        if mapped.iter().any(|(other, _)| *other == field) {
            return Err(Failure::usage(format!("--map names {} twice", mapping.field)));
        }
        mapped.push((field, columns_of(&mapping.columns, titles)?));
    }
    for (name, columns) in options.dialect.map_or(&[][..], Dialect::columns) {
        let Some(field) = known.index(name) else { continue };
        if mapped.iter().any(|(other, _)| *other == field) {
            continue;
        }
        let columns: Vec<usize> =
            columns.split('+').filter_map(|column| find(column, titles)).collect();
        if !columns.is_empty() {
            mapped.push((field, columns));
        }
    }
    Ok(mapped)
}

/// The places of columns that a person has named.
fn columns_of(names: &str, titles: &[String]) -> Result<Vec<usize>, Failure> {
    if let Some(column) = find(names, titles) {
        return Ok(vec![column]);
    }
    let place = |name: &str| {
        find(name, titles).ok_or_else(|| {
            let near = nearest(name.trim(), titles.iter().map(String::as_str));
            let failure = Failure::new(
                Kind::BadHeader,
                format!("--map: the file has no column `{}`", name.trim()),
            );
            failure.hint(match near {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("its columns are {}", titles.join(", ")),
            })
        })
    };
    names.split('+').map(place).collect()
}

fn find(name: &str, titles: &[String]) -> Option<usize> {
    let name = name.trim().to_lowercase();
    titles.iter().position(|title| title.to_lowercase() == name)
}

pub(super) fn empty(known: &Columns) -> Failure {
    bad("the file has no header".to_owned(), known)
}

fn unknown(titles: &[String], index: usize, known: &Columns) -> Failure {
    let name: String = titles[index].chars().take(60).collect();
    if titles.len() == 1
        && let Some(delimiter) = name.chars().find(|c| [';', '\t', '|', ','].contains(c))
    {
        let (found, option) = match delimiter {
            '\t' => ("tabs".to_owned(), "tab".to_owned()),
            other => (format!("`{other}`"), format!("'{other}'")),
        };
        let message = format!("the columns are separated by {found}");
        return Failure::new(Kind::BadHeader, message).hint(format!("add --delimiter {option}"));
    }
    if titles.iter().any(|title| title.contains('\r')) {
        return Failure::new(Kind::BadHeader, "the lines of the file end with CR alone")
            .hint("convert it first: tr '\\r' '\\n' < FILE");
    }
    if name.is_empty() {
        return bad("a column of the header has no name".to_owned(), known);
    }
    let failure = bad(format!("unknown column `{name}` in the header"), known);
    let has = |column: &str| find(column, titles).is_some();
    if has("Subject") && has("Start Date") {
        let dialect = if has("Meeting Organizer") || has("Required Attendees") {
            "outlook"
        } else {
            "google"
        };
        return failure.hint(format!("for a calendar of another program add --dialect {dialect}"));
    }
    match nearest(&name, known.fields.iter().copied()) {
        Some(near) => failure
            .hint(format!("did you mean `{near}`? Columns with other names are read with --map")),
        None => failure,
    }
}

fn bad(message: String, known: &Columns) -> Failure {
    let columns = known.fields.join(",");
    Failure::new(Kind::BadHeader, message)
        .hint(format!("the columns are {columns}, in any order; --map reads other ones"))
}

fn missing(fields: &[&str], known: &Columns, dialect: Option<Dialect>) -> Failure {
    let Some(dialect) = dialect else {
        return bad(format!("the column `{}` is missing", fields.join("` or `")), known);
    };
    let columns = dialect.columns().iter();
    let columns = columns.filter(|(field, _)| fields.contains(field));
    let columns: Vec<&str> = columns.flat_map(|(_, columns)| columns.split('+')).collect();
    Failure::new(Kind::BadHeader, format!("the column `{}` is missing", columns.join("` or `")))
        .hint("if the columns have other names, name them with --map")
}
