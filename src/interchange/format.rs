//! Which format a file has.

use std::path::Path;

use clap::ValueEnum;

/// The formats of files of meetings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FileFormat {
    /// Comma-separated values with a header
    Csv,
    /// One JSON object per line
    Jsonl,
    /// iCalendar (RFC 5545)
    Ics,
}

impl FileFormat {
    /// The format by the file extension, in any case; `None` if it is unknown.
    pub fn of(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        match extension.as_str() {
            "csv" => Some(Self::Csv),
            "jsonl" | "ndjson" => Some(Self::Jsonl),
            "ics" | "ical" => Some(Self::Ics),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_extension_decides() {
        for (name, format) in [
            ("a.csv", Some(FileFormat::Csv)),
            ("a.b/c.JSONL", Some(FileFormat::Jsonl)),
            ("a.ndjson", Some(FileFormat::Jsonl)),
            ("a.Ics", Some(FileFormat::Ics)),
            ("a.ical", Some(FileFormat::Ics)),
            ("csv", None),
            (".csv", None),
            ("a.csv.gz", None),
            ("-", None),
        ] {
            assert_eq!(FileFormat::of(Path::new(name)), format, "{name}");
        }
    }
}
