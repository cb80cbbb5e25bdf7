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
            // A vCalendar is refused with its name.
            "ics" | "ical" | "icalendar" | "vcs" => Some(Self::Ics),
            _ => None,
        }
    }

    /// The extension of a file that names another format than these, in lower case.
    pub fn other(path: &Path) -> Option<String> {
        // Others, such as that of `export.2026-06-01`, name no format.
        const OTHERS: &str = " json tsv tab xls xlsx ods xml html htm yaml yml toml sql db sqlite \
                              sqlite3 parquet pdf gz zst bz2 xz zip ";
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        OTHERS.contains(&format!(" {extension} ")).then_some(extension)
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
            ("a.vcs", Some(FileFormat::Ics)),
            ("csv", None),
            (".csv", None),
            ("a.csv.gz", None),
            ("-", None),
        ] {
            assert_eq!(FileFormat::of(Path::new(name)), format, "{name}");
        }
    }

    #[test]
    fn some_extensions_name_another_format() {
        let other = |name| FileFormat::other(Path::new(name));
        for name in ["a.json", "a.TSV", "a.csv.gz", "a.xlsx", "a.yml"] {
            assert!(other(name).is_some(), "{name}");
        }
        for name in ["a.csv", "a.ics", "a.ndjson", "a", "a.txt", "a.2026", "-", "a.", "a.b c"] {
            assert_eq!(other(name), None, "{name}");
        }
    }
}
