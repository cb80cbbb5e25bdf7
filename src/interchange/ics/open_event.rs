//! A VEVENT while its lines are read.

use std::hash::{BuildHasher, RandomState};

use super::line_numbers::LineNumbers;
use super::properties::sequence;
use super::property::{Property, name_of};
use super::shown::shown;
use super::unfold::ContentLine;
use super::values::DateValue;
use crate::interchange::record::MAX_RECORD_BYTES;

/// How deep components may be nested; no real calendar is deeper.
pub(super) const MAX_DEPTH: usize = 64;

/// A VEVENT that has not ended yet.
#[derive(Default)]
pub(super) struct OpenEvent {
    pub line: u64,
    /// The components inside it that have not ended.
    pub inner: Vec<String>,
    pub text: Vec<u8>,
    pub lines: LineNumbers,
    pub uid: Option<u64>,
    pub is_override: bool,
    /// Its SEQUENCE and its DTSTAMP, in seconds since 1970.
    pub version: (i64, i64),
    /// What is wrong with it.
    pub problem: Option<String>,
    /// Whether its text was dropped.
    pub too_long: bool,
}

impl OpenEvent {
    pub(super) fn take(&mut self, line: &ContentLine, hasher: &RandomState) {
        if line.too_long {
            self.too_long = true;
        }
        if self.too_long || !self.inner.is_empty() {
            return self.append(&line.bytes, Some(line.number));
        }
        let name = name_of(&line.bytes);
        if !line.bytes.contains(&b':') {
            self.fail(not_a_property(line));
        } else if name.eq_ignore_ascii_case(b"UID") && self.uid.is_none() {
            self.uid = uid_of(&line.bytes).map(|uid| hasher.hash_one(uid));
        } else if name.eq_ignore_ascii_case(b"RECURRENCE-ID") {
            self.is_override = true;
        } else if name.eq_ignore_ascii_case(b"SEQUENCE") {
            self.version.0 = value_of(&line.bytes).map_or(0, sequence);
        } else if name.eq_ignore_ascii_case(b"DTSTAMP") {
            let stamp = value_of(&line.bytes).and_then(DateValue::parse);
            self.version.1 = stamp.map_or(0, |stamp| stamp.civil().and_utc().timestamp());
        }
        self.append(&line.bytes, Some(line.number));
    }

    pub(super) fn begin_text(&mut self) {
        self.append(b"BEGIN:VEVENT", Some(self.line));
    }

    /// `number`: the line of the file; `None` if the file lacks it.
    fn append(&mut self, line: &[u8], number: Option<u64>) {
        if self.too_long || self.text.len() + line.len() > MAX_RECORD_BYTES {
            self.too_long = true;
            self.text = Vec::new();
        } else {
            push(&mut self.text, line);
            self.lines.push(number);
        }
    }

    pub(super) fn begin(&mut self, name: String, line: &ContentLine) {
        if self.inner.len() == MAX_DEPTH {
            let text = format!("line {}: components are nested too deeply", line.number);
            return self.fail(text);
        }
        self.append(&line.bytes, Some(line.number));
        self.inner.push(name);
    }

    pub(super) fn end(&mut self, name: &str, line: &ContentLine) {
        if self.inner.last().is_some_and(|open| open == name) {
            self.append(&line.bytes, Some(line.number));
            self.inner.pop();
        } else {
            let name = shown(name);
            self.fail(format!("line {}: END:{name} without a BEGIN", line.number));
        }
    }

    /// Ends what is open inside the event, which is a fault.
    pub(super) fn end_all(&mut self) {
        while let Some(name) = self.inner.pop() {
            self.fail(format!("END:{} is missing inside the event", shown(&name)));
            self.append(format!("END:{name}").as_bytes(), None);
        }
    }

    /// Keeps the first problem, often the cause of the others.
    pub(super) fn fail(&mut self, problem: String) {
        self.problem.get_or_insert(problem);
    }
}

pub(super) fn push(text: &mut Vec<u8>, line: &[u8]) {
    text.extend_from_slice(line);
    text.push(b'\n');
}

/// The UID as the file writes it; `None` if it is blank.
fn uid_of(line: &[u8]) -> Option<&str> {
    value_of(line).map(str::trim).filter(|uid| !uid.is_empty())
}

/// The value of a content line.
fn value_of(line: &[u8]) -> Option<&str> {
    Some(Property::parse(std::str::from_utf8(line).ok()?)?.value)
}

pub(super) fn not_a_property(line: &ContentLine) -> String {
    if line.too_long {
        return format!("line {} is longer than {MAX_RECORD_BYTES} bytes", line.number);
    }
    let text = String::from_utf8_lossy(&line.bytes[..line.bytes.len().min(200)]);
    format!("line {} has no colon: {}", line.number, shown(&text))
}
