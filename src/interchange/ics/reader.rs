//! The events of a file as entries, in their order.

use std::collections::{HashMap, HashSet};
use std::io::Read;

use chrono::Months;

use super::components::{self, Contents, EventRecord, RecordKind};
use super::event::Event;
use super::moment::TimeContext;
use super::property::Property;
use super::recurrence::MAX_OCCURRENCES;
use super::rejects;
use super::series::{self, Occurrence, OccurrenceKey};
use super::series_entries::SeriesEntries;
use super::values::DateValue;
use super::zones::Clocks;
use crate::error::{Failure, Kind};
use crate::ical_text::fold;
use crate::interchange::record::{
    Entry, MAX_RECORD_BYTES, MeetingEntry, Problem, ReadOptions, Source,
};
use crate::staging::{Records, Spooled};
use crate::time::{UtcTime, Zone, bounds, rfc3339};

/// The most bytes of all overrides of one event.
const MAX_OVERRIDE_BYTES: usize = 8 * MAX_RECORD_BYTES;

/// Reads the meetings of an iCalendar file. The file is read to its end at once, into a temporary
/// file; the meetings are worked out one by one.
///
/// # Errors
/// The file cannot be read, the disk has no space for the temporary file, or it is not an iCalendar file
/// (`not_icalendar`).
pub fn open(input: impl Read + 'static, options: ReadOptions) -> Result<IcsReader, Failure> {
    let contents = components::split(input)?;
    if !contents.is_calendar {
        return Err(Failure::new(
            Kind::NotIcalendar,
            "this is not an iCalendar file: it has no BEGIN line",
        )
        .hint("an iCalendar file begins with BEGIN:VCALENDAR and is written in UTF-8"));
    }
    IcsReader::new(contents, options)
}

/// The meetings of an iCalendar file; [`open`] makes one.
pub struct IcsReader {
    options: ReadOptions,
    /// Recurrences start before this.
    horizon: UtcTime,
    clocks: Clocks,
    records: Spooled<EventRecord>,
    rest: Records<EventRecord>,
    position: u64,
    overrides: HashMap<u64, Overrides>,
    /// What is left of the event read last.
    series: Option<SeriesEntries>,
    /// Events without an occurrence before the horizon.
    omitted: u64,
}

/// The overrides of one UID.
#[derive(Default)]
struct Overrides {
    /// Where they are.
    places: Vec<u64>,
    /// Whether the event itself is in the file.
    has_event: bool,
    /// The occurrences they changed, once the event was read: if the file has the event twice, the
    /// second must not restore them.
    done: HashSet<OccurrenceKey>,
}

impl IcsReader {
    fn new(contents: Contents, options: ReadOptions) -> Result<Self, Failure> {
        let mut clocks = Clocks::new(contents.zones, options.zone.clone());
        let horizon = match options.horizon {
            Some(horizon) => horizon,
            None => default_horizon(contents.last_start.as_deref(), &mut clocks, &options),
        };
        let with_places = |(uid, places)| {
            let known = Overrides { places, ..Overrides::default() };
            (uid, known)
        };
        let mut overrides: HashMap<u64, Overrides> =
            contents.overrides.into_iter().map(with_places).collect();
        if !overrides.is_empty() {
            for uid in contents.event_uids.read() {
                if let Some(known) = overrides.get_mut(&uid?) {
                    known.has_event = true;
                }
            }
        }
        Ok(Self {
            options,
            horizon,
            clocks,
            rest: contents.records.read(),
            records: contents.records,
            position: 0,
            overrides,
            series: None,
            omitted: 0,
        })
    }

    /// Reads the next record: an entry, or a series that [`Self::next`] returns.
    fn read(&mut self, record: EventRecord) -> Result<Option<Entry<MeetingEntry>>, Failure> {
        self.position = record.position;
        match record.kind {
            RecordKind::Broken => return Ok(Some(self.broken(&record))),
            RecordKind::Override => {
                let known = self.overrides.get(&record.uid);
                if known.is_some_and(|known| known.has_event) {
                    return Ok(None);
                }
            }
            RecordKind::Event => {}
        }
        let event = self.parse(&record);
        match event {
            Ok(event) if event.replaces.is_some() => Ok(self.orphan(event, record)),
            Ok(event) => self.event(event, record),
            Err(problem) => {
                let mut raw = self.raw(&record.text);
                for other in self.overrides_of(&record)?.0 {
                    raw.extend(self.raw(&other.text));
                }
                Ok(Some(refused(record.line, raw, problem)))
            }
        }
    }

    fn parse(&mut self, record: &EventRecord) -> Result<Event, Problem> {
        let mut context = context(&mut self.clocks, &self.options.zone, record.calendar);
        Event::parse(&record.text, record.line, &mut context)
    }

    fn broken(&self, record: &EventRecord) -> Entry<MeetingEntry> {
        let end = record.text.iter().position(|byte| *byte == b'\n');
        let (message, text) = record.text.split_at(end.unwrap_or(record.text.len()));
        let problem = Problem::new(String::from_utf8_lossy(message));
        refused(record.line, self.raw(text), problem)
    }

    /// An override whose event is not in the file.
    fn orphan(&mut self, event: Event, record: EventRecord) -> Option<Entry<MeetingEntry>> {
        let context = context(&mut self.clocks, &self.options.zone, record.calendar);
        match series::alone(&event, &context) {
            Ok(occurrence) => {
                self.series(vec![(event, record.text)], vec![occurrence]);
                None
            }
            Err(problem) => Some(refused(record.line, self.raw(&record.text), problem)),
        }
    }

    /// An event with its overrides.
    fn event(
        &mut self,
        event: Event,
        record: EventRecord,
    ) -> Result<Option<Entry<MeetingEntry>>, Failure> {
        let (others, too_many) = self.overrides_of(&record)?;
        let mut raw = self.raw(&record.text);
        let mut parts = vec![event];
        let mut texts = vec![record.text];
        let mut bad = Vec::new();
        let mut failed = too_many.then(|| Problem::of("RECURRENCE-ID", "too many overrides"));
        for other in others {
            raw.extend(self.raw(&other.text));
            match self.parse(&other) {
                Ok(event) if event.raw_uid == parts[0].raw_uid && event.replaces.is_some() => {
                    parts.push(event);
                    texts.push(other.text);
                }
                Ok(_) => {}
                Err(problem) => bad.push((other, problem)),
            }
        }
        if let Some((other, problem)) = bad.first()
            && failed.is_none()
        {
            // What it changes is unknown, and so is the series.
            let message = format!("the override in line {}: {problem}", other.line);
            failed = Some(Problem::of("RECURRENCE-ID", message));
        }
        let start = parts[0].start.as_ref();
        let begins_later =
            start.is_some_and(|start| start.instant(&self.options.zone) >= self.horizon);
        let context = context(&mut self.clocks, &self.options.zone, record.calendar);
        let nothing = HashSet::new();
        let known = self.overrides.get(&record.uid);
        let done = known.map_or(&nothing, |known| &known.done);
        let occurrences = match failed {
            Some(problem) => Err(problem),
            None => series::occurrences(&parts, self.horizon, done, &context),
        };
        match occurrences {
            Ok(occurrences) => {
                if let Some(known) = self.overrides.get_mut(&record.uid) {
                    let changed = occurrences.iter().filter(|occurrence| occurrence.part > 0);
                    known.done.extend(changed.filter_map(|occurrence| occurrence.key));
                }
                self.omitted += u64::from(occurrences.is_empty() && begins_later);
                self.series(parts.into_iter().zip(texts), occurrences);
                Ok(None)
            }
            Err(problem) => Ok(Some(refused(record.line, raw, problem))),
        }
    }

    /// The overrides of an event, and whether there are too many. Only the first event of their UID
    /// gets them.
    fn overrides_of(&mut self, record: &EventRecord) -> Result<(Vec<EventRecord>, bool), Failure> {
        let mut found = Vec::new();
        let known = self.overrides.get_mut(&record.uid).filter(|_| record.uid != 0);
        let places = known.map(|known| std::mem::take(&mut known.places)).unwrap_or_default();
        let mut bytes = 0;
        for place in places {
            let other = self.records.at(place)?;
            bytes += other.text.len();
            if bytes > MAX_OVERRIDE_BYTES || found.len() == MAX_OCCURRENCES {
                return Ok((Vec::new(), true));
            }
            found.push(other);
        }
        Ok((found, false))
    }

    fn series(
        &mut self,
        parts: impl IntoIterator<Item = (Event, Vec<u8>)>,
        occurrences: Vec<Occurrence>,
    ) {
        let keep_raw = self.options.keep_raw;
        self.series = Some(SeriesEntries::new(parts, occurrences, keep_raw));
    }

    fn raw(&self, text: &[u8]) -> Vec<u8> {
        if self.options.keep_raw { rejects::unchanged(text) } else { Vec::new() }
    }
}

impl Source<MeetingEntry> for IcsReader {
    fn next(&mut self) -> Result<Option<Entry<MeetingEntry>>, Failure> {
        loop {
            if let Some(entry) = self.series.as_mut().and_then(Iterator::next) {
                return Ok(Some(entry));
            }
            let Some(record) = self.rest.next() else {
                return Ok(None);
            };
            if let Some(entry) = self.read(record?)? {
                return Ok(Some(entry));
            }
        }
    }

    fn position(&self) -> u64 {
        self.position
    }

    fn left_out(&self) -> Option<String> {
        let events = match self.omitted {
            0 => return None,
            1 => "1 recurring event".to_owned(),
            many => format!("{many} recurring events"),
        };
        let horizon = rfc3339(self.horizon, &self.options.zone);
        Some(format!("{events} after the horizon {horizon} omitted"))
    }

    fn rejects_head(&self) -> Vec<u8> {
        let mut out = Vec::new();
        let texts = self.clocks.texts();
        let zone = texts.first_name().map(|name| format!("X-WR-TIMEZONE:{name}"));
        let head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//meetctl//rejects//EN"];
        for line in head.into_iter().chain(zone.as_deref()) {
            fold(line.as_bytes(), &mut out);
        }
        for zone in texts.texts() {
            out.extend(rejects::unchanged(zone));
        }
        out
    }

    fn reject(&self, raw: &[u8], problem: &str) -> Vec<u8> {
        rejects::with_reason(raw, problem)
    }

    fn rejects_tail(&self) -> Vec<u8> {
        b"END:VCALENDAR\r\n".to_vec()
    }
}

fn context<'a>(clocks: &'a mut Clocks, zone: &'a Zone, calendar: u64) -> TimeContext<'a> {
    TimeContext { calendar: clocks.of_calendar(calendar), clocks, zone }
}

fn refused(line: u64, raw: Vec<u8>, problem: Problem) -> Entry<MeetingEntry> {
    Entry { line, raw, content: Err(problem), warnings: Vec::new() }
}

/// One year past the last start in the file or now, whichever is later.
fn default_horizon(
    last_start: Option<&str>,
    clocks: &mut Clocks,
    options: &ReadOptions,
) -> UtcTime {
    let start = last_start.and_then(Property::parse).and_then(|property| {
        match DateValue::parse(property.value)? {
            DateValue::Date(date) => Some(options.zone.day_start(date)),
            DateValue::Utc(time) => Some(time),
            DateValue::Local(civil) => {
                let clock = property.parameter("TZID").map(|id| clocks.of_id(&id, "DTSTART"));
                let clock = clock.and_then(Result::ok).unwrap_or_else(|| clocks.floating.clone());
                Some(clock.compatible(civil))
            }
        }
    });
    let last = start.map_or(options.now, |start| start.max(options.now));
    last.checked_add_months(Months::new(12)).unwrap_or(last).min(bounds().1)
}
