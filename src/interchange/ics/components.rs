//! Splits a file into its components: events go to a temporary file, what they refer to is kept in
//! memory.

use std::collections::{BTreeMap, HashMap};
use std::hash::RandomState;
use std::io::Read;

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use super::allowance::EXCESS_HINT;
use super::line_numbers::LineNumbers;
use super::method::Method;
use super::open_event::{MAX_DEPTH, OpenEvent, not_a_property, push};
use super::property::{Property, name_of};
use super::shown::shown;
use super::unfold::{ContentLine, ContentLines};
use super::values::DateValue;
use super::versions::EventKey;
use super::zones::ZoneTexts;
use crate::error::{Failure, Kind};
use crate::interchange::record::MAX_RECORD_BYTES;
use crate::staging::{self, Sorted, Sorter, Spool, Spooled};

/// How many characters of a component's name are read.
const MAX_NAME_CHARS: usize = 100;

/// What was found in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum RecordKind {
    /// A VEVENT.
    Event,
    /// A VEVENT with a RECURRENCE-ID.
    Override,
    /// Something that cannot be read; the reason is before the first line break.
    Broken,
}

/// One VEVENT, or what is left of one.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct EventRecord {
    pub kind: RecordKind,
    /// The line it begins on.
    pub line: u64,
    /// How many bytes of the file were read when it ended.
    pub position: u64,
    /// The hash of its UID; 0 if it has none.
    pub uid: u64,
    /// The VCALENDAR it is in.
    pub calendar: u64,
    /// Its content lines, each ended by LF.
    #[serde(with = "staging::bytes")]
    pub text: Vec<u8>,
    /// On which lines of the file they are.
    pub lines: LineNumbers,
}

/// What a file holds.
pub(super) struct Contents {
    /// Its events, and what cannot be read.
    pub records: Spooled<EventRecord>,
    /// Every event with a UID that is not an override.
    pub events: Sorted<EventKey>,
    /// The METHOD of each VCALENDAR that has one other than PUBLISH and REQUEST.
    pub methods: BTreeMap<u64, Method>,
    /// Its time zones.
    pub zones: ZoneTexts,
    /// Where the overrides of a UID are among the records.
    pub overrides: HashMap<u64, Vec<u64>>,
    /// The last start of an event: its property line, to be read when all zones are known.
    pub last_start: Option<String>,
    /// Whether the file has a component.
    pub is_calendar: bool,
    /// The line with VERSION:1.0, which is another format.
    pub vcalendar_1: Option<u64>,
}

/// Reads a file to its end. `limit`: how many overrides it may have, and calendars with properties
/// that matter: they are kept in memory.
pub(super) fn split(input: impl Read, limit: u64) -> Result<Contents, Failure> {
    let mut lines = ContentLines::new(input)?;
    let mut splitter = Splitter::new(limit)?;
    let mut line = ContentLine::default();
    while lines.read(&mut line)? {
        splitter.position = lines.position();
        splitter.line(&line)?;
    }
    splitter.finish(line.number)
}

/// The component that lines are taken into.
enum Open {
    /// None that matters.
    Nothing,
    /// A VTIMEZONE.
    Zone(Vec<u8>),
    /// A VEVENT.
    Event(OpenEvent),
}

struct Splitter {
    limit: u64,
    /// What is kept in memory.
    kept: u64,
    records: Spool<EventRecord>,
    events: Sorter<EventKey>,
    methods: BTreeMap<u64, Method>,
    vcalendar_1: Option<u64>,
    zones: ZoneTexts,
    overrides: HashMap<u64, Vec<u64>>,
    hasher: RandomState,
    open: Open,
    /// The components around it.
    outer: Vec<(String, u64)>,
    calendar: u64,
    is_calendar: bool,
    /// The latest DTSTART on any clock, and its line.
    last_start: Option<(NaiveDateTime, String)>,
    /// Whether the last line was not a property, which is reported once.
    in_unknown: bool,
    position: u64,
}

impl Splitter {
    fn new(limit: u64) -> Result<Self, Failure> {
        Ok(Self {
            limit,
            kept: 0,
            records: Spool::new()?,
            events: Sorter::new()?,
            methods: BTreeMap::new(),
            vcalendar_1: None,
            zones: ZoneTexts::default(),
            overrides: HashMap::new(),
            hasher: RandomState::new(),
            open: Open::Nothing,
            outer: Vec::new(),
            calendar: 0,
            is_calendar: false,
            last_start: None,
            in_unknown: false,
            position: 0,
        })
    }

    fn line(&mut self, line: &ContentLine) -> Result<(), Failure> {
        if let Some(name) = component(&line.bytes, b"BEGIN:") {
            self.is_calendar = true;
            self.in_unknown = false;
            return self.begin(name, line);
        }
        if let Some(name) = component(&line.bytes, b"END:") {
            self.in_unknown = false;
            return self.end(&name, line);
        }
        match &mut self.open {
            Open::Event(event) => {
                event.take(line, &self.hasher);
                if event.inner.is_empty() {
                    self.note_start(&line.bytes);
                }
            }
            Open::Zone(text) => push_short(text, &line.bytes),
            Open::Nothing => return self.outside(line),
        }
        Ok(())
    }

    fn begin(&mut self, name: String, line: &ContentLine) -> Result<(), Failure> {
        if matches!(name.as_str(), "VEVENT" | "VCALENDAR") {
            self.abandon()?;
        }
        match (&mut self.open, name.as_str()) {
            (Open::Event(event), _) => event.begin(name, line),
            (Open::Zone(text), _) => push_short(text, &line.bytes),
            (Open::Nothing, "VEVENT") => {
                let mut event = OpenEvent { line: line.number, ..OpenEvent::default() };
                event.begin_text();
                self.open = Open::Event(event);
            }
            (Open::Nothing, "VTIMEZONE") => self.open = Open::Zone(b"BEGIN:VTIMEZONE\n".to_vec()),
            (Open::Nothing, _) => {
                if name == "VCALENDAR" {
                    self.calendar += 1;
                }
                if self.outer.len() < MAX_DEPTH {
                    self.outer.push((name, line.number));
                }
            }
        }
        Ok(())
    }

    fn end(&mut self, name: &str, line: &ContentLine) -> Result<(), Failure> {
        if name == "VCALENDAR" {
            self.abandon()?;
        }
        match &mut self.open {
            Open::Event(event) if name == "VEVENT" => {
                event.end_all();
                return self.close_event();
            }
            Open::Event(event) => event.end(name, line),
            Open::Zone(text) => {
                if name == "VTIMEZONE" {
                    push(text, b"END:VTIMEZONE");
                    let text = std::mem::take(text);
                    self.open = Open::Nothing;
                    self.zones.add(text);
                } else {
                    push_short(text, &line.bytes);
                }
            }
            Open::Nothing => match self.outer.iter().rposition(|(open, _)| open == name) {
                Some(at) => self.outer.truncate(at),
                None if self.outer.len() == MAX_DEPTH => {}
                None => {
                    self.broken(line.number, &format!("END:{} without a BEGIN", shown(name)), &[])?;
                }
            },
        }
        Ok(())
    }

    /// A line that belongs to no event and no time zone.
    fn outside(&mut self, line: &ContentLine) -> Result<(), Failure> {
        let Some((component, _)) = self.outer.last() else {
            // Text before and between calendars is ignored.
            return Ok(());
        };
        if component != "VCALENDAR" {
            return Ok(());
        }
        if line.too_long || !line.bytes.contains(&b':') {
            let known = std::mem::replace(&mut self.in_unknown, true);
            return if known {
                Ok(())
            } else {
                self.broken(line.number, &not_a_property(line), &[])
            };
        }
        self.in_unknown = false;
        if let Ok(text) = std::str::from_utf8(&line.bytes)
            && let Some(property) = Property::parse(text)
        {
            return self.of_calendar(&property, line.number);
        }
        Ok(())
    }

    /// A property of a VCALENDAR.
    fn of_calendar(&mut self, property: &Property, line: u64) -> Result<(), Failure> {
        if property.name.eq_ignore_ascii_case("X-WR-TIMEZONE") {
            self.keep()?;
            self.zones.set_calendar(self.calendar, property.value);
        } else if property.name.eq_ignore_ascii_case("METHOD") {
            let method = Method::parse(property.value);
            if method != Method::Publish {
                self.keep()?;
                self.methods.insert(self.calendar, method);
            }
        } else if property.name.eq_ignore_ascii_case("VERSION") && property.value.trim() == "1.0" {
            self.vcalendar_1.get_or_insert(line);
        }
        Ok(())
    }

    /// Counts something that is kept in memory.
    fn keep(&mut self) -> Result<(), Failure> {
        self.kept += 1;
        if self.kept > self.limit { Err(too_many_parts(self.limit)) } else { Ok(()) }
    }

    /// Remembers the latest start, for the horizon of recurrences.
    fn note_start(&mut self, line: &[u8]) {
        if !name_of(line).eq_ignore_ascii_case(b"DTSTART") {
            return;
        }
        if let Ok(text) = std::str::from_utf8(line)
            && let Some(property) = Property::parse(text)
            && let Some(start) = DateValue::parse(property.value).map(DateValue::civil)
            && self.last_start.as_ref().is_none_or(|(last, _)| start > *last)
        {
            self.last_start = Some((start, text.to_owned()));
        }
    }

    /// Gives up what is open because something begins or ends that cannot be inside it.
    fn abandon(&mut self) -> Result<(), Failure> {
        match &mut self.open {
            Open::Nothing => Ok(()),
            Open::Zone(_) => {
                self.open = Open::Nothing;
                Ok(())
            }
            Open::Event(event) => {
                event.fail("END:VEVENT is missing".to_owned());
                event.end_all();
                self.close_event()
            }
        }
    }

    fn close_event(&mut self) -> Result<(), Failure> {
        let Open::Event(mut event) = std::mem::replace(&mut self.open, Open::Nothing) else {
            return Ok(());
        };
        if event.too_long {
            let text = format!("the event is longer than {MAX_RECORD_BYTES} bytes");
            return self.broken(event.line, &text, &[]);
        }
        push(&mut event.text, b"END:VEVENT");
        if let Some(problem) = event.problem {
            return self.broken(event.line, &problem, &event.text);
        }
        let is_override = event.is_override && event.uid.is_some();
        let uid = event.uid.unwrap_or(0);
        let place = self.records.push(&EventRecord {
            kind: if is_override { RecordKind::Override } else { RecordKind::Event },
            line: event.line,
            position: self.position,
            uid,
            calendar: self.calendar,
            text: event.text,
            lines: event.lines,
        })?;
        if is_override {
            self.keep()?;
            self.overrides.entry(uid).or_default().push(place);
        } else if uid != 0 {
            let ((sequence, stamp), calendar) = (event.version, self.calendar);
            self.events.push(EventKey {
                uid,
                sequence,
                stamp,
                line: event.line,
                place,
                calendar,
            })?;
        }
        Ok(())
    }

    fn broken(&mut self, line: u64, problem: &str, event: &[u8]) -> Result<(), Failure> {
        let text = [problem.as_bytes(), b"\n", event].concat();
        self.records.push(&EventRecord {
            kind: RecordKind::Broken,
            line,
            position: self.position,
            uid: 0,
            calendar: self.calendar,
            text,
            lines: LineNumbers::default(),
        })?;
        Ok(())
    }

    fn finish(mut self, last_line: u64) -> Result<Contents, Failure> {
        self.abandon()?;
        let calendar = self.outer.iter().find(|(name, _)| name == "VCALENDAR");
        if let Some(line) = calendar.map(|(_, line)| *line) {
            let text = format!(
                "END:VCALENDAR is missing: the file may be truncated after line {last_line}"
            );
            self.broken(line, &text, &[])?;
        }
        Ok(Contents {
            records: self.records.finish()?,
            events: self.events.finish()?,
            methods: self.methods,
            vcalendar_1: self.vcalendar_1,
            zones: self.zones,
            overrides: self.overrides,
            last_start: self.last_start.map(|(_, line)| line),
            is_calendar: self.is_calendar,
        })
    }
}

/// The failure of a file with more parts of events than `limit`.
pub(super) fn too_many_parts(limit: u64) -> Failure {
    let message = format!(
        "the file has more than {limit} changed occurrences, older versions of events, or calendars"
    );
    Failure::new(Kind::TooManyOccurrences, message).hint(EXCESS_HINT)
}

/// Appends a line of a component, unless the component is too long.
fn push_short(text: &mut Vec<u8>, line: &[u8]) {
    if text.len() + line.len() <= MAX_RECORD_BYTES {
        push(text, line);
    }
}

/// The name of the component that `line` begins or ends, in capitals.
fn component(line: &[u8], keyword: &[u8]) -> Option<String> {
    let (start, name) = line.split_at_checked(keyword.len())?;
    if !start.eq_ignore_ascii_case(keyword) {
        return None;
    }
    let name = std::str::from_utf8(name).ok()?.trim();
    let end = name.char_indices().nth(MAX_NAME_CHARS).map_or(name.len(), |(end, _)| end);
    Some(name[..end].to_ascii_uppercase())
}
