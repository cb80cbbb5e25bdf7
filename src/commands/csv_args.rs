//! Options for CSV files that other programs wrote.

use clap::Args;

use super::args::word;
use crate::error::Failure;
use crate::interchange::{CsvOptions, DateOrder, Delimiter, Dialect, FileFormat, Mappings};

/// The options for any CSV file.
#[derive(Debug, Args)]
pub(super) struct CsvArgs {
    /// Delimiter of CSV cells [default: comma]
    ///
    /// One character, or `tab`. Without it, a line such as `sep=;` in the file counts before the default.
    #[arg(long, value_name = "CHAR")]
    delimiter: Option<Delimiter>,
    /// CSV columns of the fields; repeatable
    ///
    /// For example title=Subject,start="Start Date+Start Time": a field can be made of two columns.
    #[arg(long, value_name = "FIELD=COLUMN,...")]
    map: Vec<Mappings>,
}

/// The options for CSV files of other calendars.
#[derive(Debug, Default, Args)]
pub(super) struct CalendarArgs {
    /// Program that wrote the CSV file
    #[arg(long, value_name = "PROGRAM", value_enum)]
    dialect: Option<Dialect>,
    /// Order of dates such as 6/1/2026 [default: that of --dialect]
    ///
    /// Without both, such dates in CSV are refused where they are ambiguous.
    #[arg(long, value_name = "ORDER", value_enum)]
    date_order: Option<DateOrder>,
}

impl CsvArgs {
    /// The options together with those of `calendar`.
    pub fn options(&self, calendar: &CalendarArgs) -> CsvOptions {
        CsvOptions {
            delimiter: self.delimiter,
            map: self.map.iter().flat_map(|Mappings(map)| map.clone()).collect(),
            dialect: calendar.dialect,
            date_order: calendar.date_order,
        }
    }
}

/// The format of a file: what is given or, for a name that does not say, CSV if an option is for
/// CSV.
///
/// # Errors
/// Exit 2 for an option for CSV with a file of another format.
pub(super) fn format(
    known: Option<FileFormat>,
    options: &CsvOptions,
) -> Result<Option<FileFormat>, Failure> {
    let given = [
        (options.delimiter.is_some(), "--delimiter"),
        (!options.map.is_empty(), "--map"),
        (options.dialect.is_some(), "--dialect"),
        (options.date_order.is_some(), "--date-order"),
    ];
    let given = given.iter().find(|(given, _)| *given).map(|(_, name)| *name);
    match (known, given) {
        (None, Some(_)) => Ok(Some(FileFormat::Csv)),
        (Some(format), Some(option)) if format != FileFormat::Csv => {
            let format = word(&format);
            Err(Failure::usage(format!(
                "{option} is for CSV, and the format of the file is {format}"
            )))
        }
        (known, _) => Ok(known),
    }
}
