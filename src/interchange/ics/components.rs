//! Cuts a file into its components: events go to the spool, what they refer to stays in memory.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::io::Read;

use super::lines::{Line, Lines};
use super::property::Property;
use super::spool::{Kind, Record, Spool, SpoolWriter};
use super::zones::{self, ZoneTexts};
use crate::error::Failure;
use crate::interchange::LONGEST_RECORD;

/// How deep components may be nested; what is deeper is no calendar of anybody.
const DEEPEST: usize = 64;
/// How many characters of a component's name are looked at.
const LONGEST_NAME: usize = 100;

/// What a file holds.
pub(super) struct Contents {
    /// Its events, and what cannot be read.
    pub spool: Spool,
    /// Its time zones.
    pub zones: ZoneTexts,
    /// Where the overrides of a UID are in the spool.
    pub overrides: HashMap<u64, Vec<u64>>,
    /// The last start of an event: its property line, to be read when all zones are known.
    pub last_start: Option<String>,
    /// Whether there was any component at all.
    pub is_calendar: bool,
}

/// Reads a file to its end.
pub(super) fn split(input: impl Read) -> Result<Contents, Failure> {
    let mut lines = Lines::new(input);
    let mut splitter = Splitter::new()?;
    let mut line = Line::default();
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
    Event(Event),
}

/// A VEVENT that has not ended yet.
#[derive(Default)]
struct Event {
    line: u64,
    /// The components inside it that have not ended.
    inner: Vec<String>,
    text: Vec<u8>,
    uid: Option<u64>,
    is_override: bool,
    /// What is wrong with it.
    problem: Option<String>,
    /// Whether its text had to be dropped.
    too_long: bool,
}

struct Splitter {
    spool: SpoolWriter,
    zones: ZoneTexts,
    overrides: HashMap<u64, Vec<u64>>,
    hasher: RandomState,
    open: Open,
    /// The components around it.
    outer: Vec<(String, u64)>,
    calendar: u64,
    is_calendar: bool,
    /// The latest DTSTART as digits, and its line.
    last_start: Option<(u64, String)>,
    /// Whether the last line was junk, which is reported once.
    in_junk: bool,
    position: u64,
}

impl Splitter {
    fn new() -> Result<Self, Failure> {
        Ok(Self {
            spool: SpoolWriter::new()?,
            zones: ZoneTexts::default(),
            overrides: HashMap::new(),
            hasher: RandomState::new(),
            open: Open::Nothing,
            outer: Vec::new(),
            calendar: 0,
            is_calendar: false,
            last_start: None,
            in_junk: false,
            position: 0,
        })
    }

    fn line(&mut self, line: &Line) -> Result<(), Failure> {
        if let Some(name) = component(&line.bytes, b"BEGIN:") {
            self.is_calendar = true;
            self.in_junk = false;
            return self.begin(name, line);
        }
        if let Some(name) = component(&line.bytes, b"END:") {
            self.in_junk = false;
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

    fn begin(&mut self, name: String, line: &Line) -> Result<(), Failure> {
        if matches!(name.as_str(), "VEVENT" | "VCALENDAR") {
            self.abandon()?;
        }
        match (&mut self.open, name.as_str()) {
            (Open::Event(event), _) => event.begin(name, line),
            (Open::Zone(text), _) => push_short(text, &line.bytes),
            (Open::Nothing, "VEVENT") => {
                let mut event = Event {
                    line: line.number,
                    ..Event::default()
                };
                push(&mut event.text, b"BEGIN:VEVENT");
                self.open = Open::Event(event);
            }
            (Open::Nothing, "VTIMEZONE") => self.open = Open::Zone(b"BEGIN:VTIMEZONE\n".to_vec()),
            (Open::Nothing, _) => {
                if name == "VCALENDAR" {
                    self.calendar += 1;
                }
                if self.outer.len() < DEEPEST {
                    self.outer.push((name, line.number));
                }
            }
        }
        Ok(())
    }

    fn end(&mut self, name: &str, line: &Line) -> Result<(), Failure> {
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
                None if self.outer.len() == DEEPEST => {}
                None => self.broken(
                    line.number,
                    &format!("END:{} without a BEGIN", shown(name)),
                    &[],
                )?,
            },
        }
        Ok(())
    }

    /// A line that belongs to no event and no time zone.
    fn outside(&mut self, line: &Line) -> Result<(), Failure> {
        let Some((component, _)) = self.outer.last() else {
            // Before and between calendars anything may stand; it matters if there is no calendar.
            return Ok(());
        };
        if component != "VCALENDAR" {
            return Ok(());
        }
        if line.too_long || !line.bytes.contains(&b':') {
            let known = std::mem::replace(&mut self.in_junk, true);
            return if known {
                Ok(())
            } else {
                self.broken(line.number, &junk(line), &[])
            };
        }
        self.in_junk = false;
        if let Ok(text) = std::str::from_utf8(&line.bytes)
            && let Some(property) = Property::parse(text)
            && property.name.eq_ignore_ascii_case("X-WR-TIMEZONE")
        {
            self.zones.set_calendar(self.calendar, property.value);
        }
        Ok(())
    }

    /// Remembers the latest start, for the horizon of recurrences.
    fn note_start(&mut self, line: &[u8]) {
        let Some((name, _)) = line.split_at_checked("DTSTART".len()) else {
            return;
        };
        if !name.eq_ignore_ascii_case(b"DTSTART") {
            return;
        }
        if let Ok(text) = std::str::from_utf8(line)
            && let Some(property) = Property::parse(text)
            && let Some(digits) = zones::sortable(property.value)
            && self
                .last_start
                .as_ref()
                .is_none_or(|(last, _)| digits > *last)
        {
            self.last_start = Some((digits, text.to_owned()));
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
                event.fail("the event is not ended: END:VEVENT is missing".to_owned());
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
            let text = format!("the event is longer than {LONGEST_RECORD} bytes");
            return self.broken(event.line, &text, &[]);
        }
        push(&mut event.text, b"END:VEVENT");
        if let Some(problem) = event.problem {
            return self.broken(event.line, &problem, &event.text);
        }
        let is_override = event.is_override && event.uid.is_some();
        let uid = event.uid.unwrap_or(0);
        let place = self.spool.write(&Record {
            kind: if is_override {
                Kind::Override
            } else {
                Kind::Event
            },
            line: event.line,
            position: self.position,
            uid,
            calendar: self.calendar,
            text: event.text,
        })?;
        if is_override {
            self.overrides.entry(uid).or_default().push(place);
        }
        Ok(())
    }

    fn broken(&mut self, line: u64, problem: &str, event: &[u8]) -> Result<(), Failure> {
        let text = [problem.as_bytes(), b"\n", event].concat();
        self.spool.write(&Record {
            kind: Kind::Broken,
            line,
            position: self.position,
            uid: 0,
            calendar: self.calendar,
            text,
        })?;
        Ok(())
    }

    fn finish(mut self, last_line: u64) -> Result<Contents, Failure> {
        self.abandon()?;
        let calendar = self.outer.iter().find(|(name, _)| name == "VCALENDAR");
        if let Some(line) = calendar.map(|(_, line)| *line) {
            let text = format!(
                "the calendar is not ended: END:VCALENDAR is missing, the file may be cut off \
                 after line {last_line}"
            );
            self.broken(line, &text, &[])?;
        }
        Ok(Contents {
            spool: self.spool.finish()?,
            zones: self.zones,
            overrides: self.overrides,
            last_start: self.last_start.map(|(_, line)| line),
            is_calendar: self.is_calendar,
        })
    }
}

impl Event {
    fn take(&mut self, line: &Line, hasher: &RandomState) {
        if line.too_long {
            self.too_long = true;
        }
        if self.too_long || !self.inner.is_empty() {
            return self.append(&line.bytes);
        }
        if !line.bytes.contains(&b':') {
            self.fail(junk(line));
        } else if has_name(&line.bytes, b"UID") && self.uid.is_none() {
            self.uid = uid_of(&line.bytes).map(|uid| hasher.hash_one(uid));
        } else if has_name(&line.bytes, b"RECURRENCE-ID") {
            self.is_override = true;
        }
        self.append(&line.bytes);
    }

    fn append(&mut self, line: &[u8]) {
        if self.too_long || self.text.len() + line.len() > LONGEST_RECORD {
            self.too_long = true;
            self.text = Vec::new();
        } else {
            push(&mut self.text, line);
        }
    }

    fn begin(&mut self, name: String, line: &Line) {
        if self.inner.len() == DEEPEST {
            let text = format!("line {}: components are nested too deep", line.number);
            return self.fail(text);
        }
        self.append(&line.bytes);
        self.inner.push(name);
    }

    fn end(&mut self, name: &str, line: &Line) {
        if self.inner.last().is_some_and(|open| open == name) {
            self.append(&line.bytes);
            self.inner.pop();
        } else {
            let name = shown(name);
            self.fail(format!("line {}: END:{name} without a BEGIN", line.number));
        }
    }

    /// Ends what is open inside the event, which is a fault.
    fn end_all(&mut self) {
        while let Some(name) = self.inner.pop() {
            self.fail(format!("END:{} is missing inside the event", shown(&name)));
            self.append(format!("END:{name}").as_bytes());
        }
    }

    /// Keeps the first problem, which is the cause of the others as often as not.
    fn fail(&mut self, problem: String) {
        self.problem.get_or_insert(problem);
    }
}

fn push(text: &mut Vec<u8>, line: &[u8]) {
    text.extend_from_slice(line);
    text.push(b'\n');
}

/// Adds a line of a component that may be cut off when it is longer than any that makes sense.
fn push_short(text: &mut Vec<u8>, line: &[u8]) {
    if text.len() + line.len() <= LONGEST_RECORD {
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
    let end = name
        .char_indices()
        .nth(LONGEST_NAME)
        .map_or(name.len(), |(end, _)| end);
    Some(name[..end].to_ascii_uppercase())
}

fn has_name(line: &[u8], name: &[u8]) -> bool {
    line.split_at_checked(name.len())
        .is_some_and(|(start, rest)| {
            start.eq_ignore_ascii_case(name) && matches!(rest.first(), Some(b':' | b';'))
        })
}

/// The UID as the file writes it; `None` if it is blank.
pub(super) fn uid_of(line: &[u8]) -> Option<&str> {
    let property = Property::parse(std::str::from_utf8(line).ok()?)?;
    Some(property.value.trim()).filter(|uid| !uid.is_empty())
}

fn junk(line: &Line) -> String {
    if line.too_long {
        return format!("line {} is longer than {LONGEST_RECORD} bytes", line.number);
    }
    let text = String::from_utf8_lossy(&line.bytes[..line.bytes.len().min(200)]);
    format!("line {} has no colon: {}", line.number, shown(&text))
}

/// A piece of a file, fit for a message: escaped and short.
pub(super) fn shown(text: &str) -> String {
    const LIMIT: usize = 40;
    let escaped = text.chars().take(LIMIT).flat_map(char::escape_debug);
    let mut out: String = escaped.collect();
    if text.chars().nth(LIMIT).is_some() {
        out.push('…');
    }
    out
}
