//! What an archive holds already: whether it is one, and whether its last batch counts.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{BufRead as _, BufReader, Read as _, Seek as _, SeekFrom};
use std::path::Path;

use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::append_file::AppendFile;
use crate::error::{Failure, Kind};
use crate::interchange::MAX_RECORD_BYTES;
use crate::store::purge::MAX_BATCH;
use crate::time::{UtcTime, read_fixed};

/// How every line begins, around the id.
const BEGIN: [&[u8]; 2] = [b"{\"id\":", b",\"uid\":"];

/// The end of an archive.
#[derive(Debug, Default)]
pub(super) struct Contents {
    /// The last lines, as many as a batch may have.
    pub last: VecDeque<Line>,
    /// Where a line begins that was not written to its end.
    pub torn: Option<u64>,
    /// The last line has no line feed: a run was interrupted before it could confirm the batch.
    pub in_doubt: bool,
}

/// A line of an archive.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// Its first byte.
    pub begin: u64,
    /// The id of the meeting, its uid, and when it was created.
    pub meeting: (i64, Option<String>, Option<UtcTime>),
}

/// The record of a line: what it has to hold, and no more.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Record {
    id: i64,
    uid: Option<String>,
    #[serde(rename = "title")]
    _title: IgnoredAny,
    #[serde(rename = "description")]
    _description: IgnoredAny,
    #[serde(rename = "start_time")]
    _start_time: IgnoredAny,
    #[serde(rename = "end_time")]
    _end_time: IgnoredAny,
    #[serde(rename = "status")]
    _status: IgnoredAny,
    #[serde(rename = "creator")]
    _creator: IgnoredAny,
    #[serde(rename = "participants")]
    _participants: IgnoredAny,
    created_at: Option<String>,
    #[serde(rename = "updated_at")]
    _updated_at: IgnoredAny,
}

/// Reads all of a file, in constant memory.
///
/// # Errors
/// Exit 4 if it is not an archive.
pub(super) fn read(file: &AppendFile) -> Result<Contents, Failure> {
    match file.content() {
        Some(content) => read_lines(content, file.path()),
        None => Ok(Contents::default()),
    }
}

fn read_lines(mut file: &File, path: &Path) -> Result<Contents, Failure> {
    let unreadable = |error| {
        let message = format!("{} cannot be read", path.display());
        Failure::new(Kind::Io, message).cause(anyhow::Error::new(error)).at(path)
    };
    file.seek(SeekFrom::Start(0)).map_err(unreadable)?;
    let mut reader = BufReader::with_capacity(128 * 1024, file);
    let mut contents = Contents::default();
    let mut line = Vec::new();
    let (mut begin, mut number) = (0, 0);
    loop {
        line.clear();
        let most = MAX_RECORD_BYTES as u64 + 1;
        let read = reader.by_ref().take(most).read_until(b'\n', &mut line).map_err(unreadable)?;
        if read == 0 {
            return Ok(contents);
        }
        number += 1;
        contents.in_doubt = line.pop_if(|last| *last == b'\n').is_none();
        let ended = !contents.in_doubt;
        match record(&line) {
            Some(meeting) => contents.push(Line { begin, meeting }),
            None if ended && line.trim_ascii().is_empty() => {}
            None if !ended
                && is_torn(&line, begin)
                && reader.fill_buf().map_err(unreadable)?.is_empty() =>
            {
                contents.torn = Some(begin);
            }
            None => return Err(not_an_archive(path, number)),
        }
        begin += read as u64;
    }
}

impl Contents {
    fn push(&mut self, line: Line) {
        let most = usize::try_from(MAX_BATCH).unwrap_or(usize::MAX);
        if self.last.len() == most {
            self.last.pop_front();
        }
        self.last.push_back(line);
    }
}

/// The id, the uid and the time of creation of a record.
fn record(line: &[u8]) -> Option<(i64, Option<String>, Option<UtcTime>)> {
    let record: Record = serde_json::from_slice(line).ok()?;
    let created = match &record.created_at {
        Some(text) => Some(read_fixed(text)?.0),
        None => None,
    };
    Some((record.id, record.uid, created))
}

/// Whether the rest of a file, from `begin` on, is the beginning of a record, or what a power failure
/// leaves of it. Of a file without a complete record nothing is removed that may be something else.
fn is_torn(rest: &[u8], begin: u64) -> bool {
    let after_a_record = begin > 0;
    if rest.iter().all(|byte| *byte == 0) || BEGIN[0].starts_with(rest) {
        return after_a_record;
    }
    let Some(id) = rest.strip_prefix(BEGIN[0]) else {
        return false;
    };
    let digits = id.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let after_id = &id[digits..];
    let begins = after_id.starts_with(BEGIN[1]);
    let may_begin = after_a_record && BEGIN[1].starts_with(after_id);
    // What is complete is a record of another program.
    (begins || may_begin) && serde_json::from_slice::<IgnoredAny>(rest).is_err()
}

fn not_an_archive(path: &Path, number: u64) -> Failure {
    let name = path.display();
    let message = format!("{name} is not an archive of `meeting purge`: see its line {number}");
    Failure::new(Kind::NotAnArchive, message)
        .hint("nothing was changed; name another file, which may be missing")
        .at(path)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    const LINE: &str = r#"{"id":7,"uid":null,"title":"A","description":"","start_time":"2026-01-01T10:00:00Z","end_time":"2026-01-01T11:00:00Z","status":"completed","creator":{"name":"A","email":"a@x"},"participants":[],"created_at":"2025-12-01T09:00:00Z","updated_at":null}"#;

    fn contents(text: &[u8]) -> Result<Contents, Kind> {
        let tmp = tempfile::tempdir().unwrap();
        let path = tmp.path().join("a.jsonl");
        fs::write(&path, text).unwrap();
        read(&AppendFile::open(&path).unwrap()).map_err(|failure| failure.kind())
    }

    fn text(parts: &[&str]) -> Vec<u8> {
        parts.concat().into_bytes()
    }

    #[test]
    fn a_complete_archive_is_not_in_doubt() {
        let found = contents(&text(&[LINE, "\n", LINE, "\n"])).unwrap();
        assert_eq!((found.in_doubt, found.torn, found.last.len()), (false, None, 2));
        let created = "2025-12-01T09:00:00".parse().unwrap();
        let meeting = (7, None, Some(created));
        assert_eq!(found.last[1], Line { begin: LINE.len() as u64 + 1, meeting });
        assert!(!contents(b"").unwrap().in_doubt);
    }

    #[test]
    fn what_ends_without_a_line_feed_is_in_doubt() {
        let end = Some(LINE.len() as u64 + 1);
        for (rest, torn, lines) in
            [(LINE, None, 2), (&LINE[..100], end, 1), ("{\"i", end, 1), ("\0\0\0", end, 1)]
        {
            let found = contents(&text(&[LINE, "\n", rest])).unwrap();
            assert_eq!(
                (found.in_doubt, found.torn, found.last.len()),
                (true, torn, lines),
                "{rest:?}"
            );
        }
        assert_eq!(contents(&LINE.as_bytes()[..30]).unwrap().torn, Some(0));
    }

    #[test]
    fn another_file_is_refused() {
        let listed = LINE.replace("\"status\"", "\"duration_minutes\":60,\"status\"");
        let exported = LINE.replace("\"id\":7,", "");
        let long = "x".repeat(MAX_RECORD_BYTES + 10);
        let half = format!("{}\n{LINE}\n", &LINE[..100]);
        let others =
            ["notes", "notes\n", "[]\n", "{}\n", "1\n", "SQLite format 3\0", r#"{"id":1}"#];
        for other in others.into_iter().chain([&*listed, &*exported, &*long, &*half]) {
            let refused = contents(other.as_bytes()).unwrap_err();
            assert_eq!(refused, Kind::NotAnArchive, "{other:.40}");
            let later = contents(&text(&[LINE, "\n", other])).unwrap_err();
            assert_eq!(later, Kind::NotAnArchive, "{other:.40}");
        }
        // Nothing in it is surely a record.
        for other in ["\0\0", "{", "{\"id\":7"] {
            assert_eq!(contents(other.as_bytes()).unwrap_err(), Kind::NotAnArchive, "{other}");
        }
    }
}
