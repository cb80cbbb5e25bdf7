//! Files that real programs wrote, compared with the results of other libraries.
//!
//! They are not part of the project: `MEETCTL_ICS` names their directory, by default next to the
//! project; without them this test prints SKIPPED and passes.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::NaiveDateTime;
use meetctl::error::Kind;
use meetctl::interchange::{Entry, MeetingEntry, ReadOptions, ics};
use meetctl::time::Zone;

use crate::read::{entries_with, utc, worked};

/// Where we knowingly differ from the expected file, and why.
const DIFFERENCES: [(&str, &str); 2] = [
    (
        "ical--calendar_labs_same_day_dtend.ics",
        "an all-day event that ends on the day it begins is that day; expected is an event of no length",
    ),
    (
        "ical--office_365_invalid_timezone.ics",
        "\"Customized Time Zone\" is described nowhere: a problem; expected is a guess",
    ),
];

/// Files that the other library refuses and we read, and why.
const READ: [(&str, &str); 1] = [(
    "pyicalendar--issue_165_missing_event.ics",
    "the blanks in BYDAY=MO, TU are harmless: 14 weekdays from 2015-07-03 to 2015-07-22",
)];

/// A start, an end, a title and a uid.
type Row = (String, String, String, String);

#[test]
fn real_files_match_the_results_of_other_libraries() {
    let Some(directory) = directory() else {
        harness::skip("no directory of iCalendar files: MEETCTL_ICS");
        return;
    };
    let crosscheck = crosscheck(&directory);
    let mut wrong = Vec::new();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for file in files(&directory) {
        let name = file.file_name().unwrap().to_str().unwrap().to_owned();
        let stated = DIFFERENCES.iter().find(|(file, _)| *file == name);
        let started = worked();
        let result = match (expected(&file), stated) {
            (None, _) => refusal(&file),
            (Some(rows), None) => exactly(&rows, &file),
            (Some(rows), Some(_)) => exactly(&rows, &file).map_or(Ok("stated difference"), |_| {
                Err("agrees by now; the stated difference is out of date".to_owned())
            }),
        };
        let took = worked().saturating_sub(started);
        assert!(took < Duration::from_secs(20), "{name}: {took:?}");
        let checked = crosscheck.get(&name).map_or("", String::as_str);
        say(&format!("{name}: {result:?} [{checked}]"));
        match result {
            Ok(kind) => *counts.entry(kind).or_default() += 1,
            Err(why) => wrong.push(format!("{name} [{checked}]: {why}")),
        }
    }
    say(&format!("{counts:?}"));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn directory() -> Option<PathBuf> {
    let given = std::env::var_os("MEETCTL_ICS").map(PathBuf::from);
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/ics");
    Some(given.unwrap_or_else(beside)).filter(|directory| directory.is_dir())
}

fn files(directory: &Path) -> Vec<PathBuf> {
    let all = fs::read_dir(directory).unwrap().map(|file| file.unwrap().path());
    let mut files: Vec<PathBuf> =
        all.filter(|file| file.extension().is_some_and(|extension| extension == "ics")).collect();
    files.sort();
    files
}

fn crosscheck(directory: &Path) -> BTreeMap<String, String> {
    let text = fs::read_to_string(directory.join("CROSSCHECK.tsv")).unwrap_or_default();
    let rows = text.lines().filter_map(|line| {
        let mut cells = line.split('\t').skip(1);
        Some((cells.next()?.to_owned(), cells.nth(1)?.to_owned()))
    });
    rows.collect()
}

fn expected(file: &Path) -> Option<Vec<Row>> {
    let beside = |end: &str| PathBuf::from(format!("{}.{end}", file.display()));
    let text = fs::read_to_string(beside("expected.tsv"))
        .or_else(|_| fs::read_to_string(beside("expected-lenient.tsv")))
        .ok()?;
    let mut rows: Vec<Row> = text.lines().skip(1).map(row).collect();
    rows.sort();
    Some(rows)
}

fn row(line: &str) -> Row {
    let cells: Vec<String> = line.split('\t').map(unescape).collect();
    let time = |cell: &str| match cell.len() {
        10 => format!("{cell}T00:00:00Z"),
        _ => format!("{}Z", cell.trim_end_matches('Z')),
    };
    (time(&cells[0]), time(&cells[1]), title(&cells[2]), cells[3].clone())
}

fn unescape(cell: &str) -> String {
    let mut out = String::new();
    let mut rest = cell.chars();
    while let Some(character) = rest.next() {
        out.push(match character {
            '\\' => match rest.next() {
                Some('n') => '\n',
                Some('t') => '\t',
                Some(other) => other,
                None => '\\',
            },
            other => other,
        });
    }
    out
}

/// A title as a meeting can have it.
fn title(summary: &str) -> String {
    let text = summary.trim().replace(char::is_control, " ");
    match text.trim() {
        "" => "(untitled)".to_owned(),
        text => text.chars().take(100).collect::<String>().trim_end().to_owned(),
    }
}

fn read(file: &Path) -> Vec<Entry<MeetingEntry>> {
    let options = ReadOptions {
        horizon: Some(utc("2035-01-01T00:00:00Z")),
        include_transparent: true,
        keep_raw: true,
        ..ReadOptions::new(Zone::utc(), utc("2026-06-01T00:00:00Z"))
    };
    entries_with(fs::read(file).unwrap(), &options)
}

/// Compares; an event of no length is a problem here, and matches a row without a length.
fn exactly(expected: &[Row], file: &Path) -> Result<&'static str, String> {
    let empty = |row: &&Row| row.0 == row.1;
    let show = |time: NaiveDateTime| time.format("%Y-%m-%dT%H:%M:%SZ").to_string();
    let window = utc("2000-01-01T00:00:00Z")..utc("2035-01-01T00:00:00Z");
    let mut found: Vec<Row> = Vec::new();
    let mut refused = Vec::new();
    for entry in read(file) {
        match entry.content {
            Ok(meeting) if window.contains(&meeting.start) => found.push((
                show(meeting.start),
                show(meeting.end),
                meeting.title,
                meeting.uid.unwrap_or_default(),
            )),
            Ok(_) => {}
            Err(problem) => refused.push(format!("line {}: {problem}", entry.line)),
        }
    }
    found.sort();
    let lengthless = refused.iter().filter(|problem| problem.contains("has no length")).count();
    let wanted: Vec<&Row> = expected.iter().filter(|row| !empty(row)).collect();
    let dropped = expected.len() - wanted.len();
    let same = wanted.len() == found.len()
        && wanted.iter().zip(&found).all(|(wanted, found)| {
            let base = found.3.rsplit_once('/').map_or("", |(base, _)| base);
            (&wanted.0, &wanted.1, &wanted.2) == (&found.0, &found.1, &found.2)
                && (wanted.3 == found.3 || wanted.3 == base)
        });
    let others = refused.len() - lengthless;
    let lenient = !PathBuf::from(format!("{}.expected.tsv", file.display())).exists();
    if same && (others == 0 || lenient) && (dropped == 0) == (lengthless == 0) {
        return Ok(if dropped == 0 { "exact" } else { "exact but for events of no length" });
    }
    let missing = wanted.iter().filter(|row| !found.iter().any(|found| found.0 == row.0));
    let extra = found.iter().filter(|found| !wanted.iter().any(|row| row.0 == found.0));
    Err(format!(
        "{} wanted, {} found; missing {:?}, extra {:?}; refused {refused:?}",
        wanted.len(),
        found.len(),
        missing.take(3).collect::<Vec<_>>(),
        extra.take(3).collect::<Vec<_>>(),
    ))
}

/// A file that no library reads: a failure, or problems with their lines, or nothing in it.
fn refusal(file: &Path) -> Result<&'static str, String> {
    let bytes = fs::read(file).unwrap();
    let options = ReadOptions::new(Zone::utc(), utc("2026-06-01T00:00:00Z"));
    if let Err(failure) = ics::open(std::io::Cursor::new(bytes), options) {
        assert!(matches!(failure.kind(), Kind::NotIcalendar | Kind::BadEncoding));
        return Ok("refused as a file");
    }
    let entries = read(file);
    for entry in &entries {
        say(&format!("  line {}: {:?}", entry.line, entry.content.as_ref().map(|m| &m.title)));
    }
    let problems = entries.iter().filter(|entry| entry.content.is_err()).count();
    let name = file.file_name().unwrap().to_str().unwrap();
    if let Some((_, why)) = READ.iter().find(|(file, _)| *file == name) {
        say(&format!("  {why}"));
        let good = problems == 0 && entries.len() == 14;
        return if good { Ok("read") } else { Err(format!("{entries:?}")) };
    }
    if problems == 0 {
        return Err("nothing is refused".to_owned());
    }
    Ok(if problems == entries.len() { "refused" } else { "refused in part" })
}

#[expect(clippy::print_stdout, reason = "what was done has to be seen")]
fn say(text: &str) {
    println!("{text}");
}
