//! The events of a file as entries, in their order.

use std::collections::{HashMap, HashSet};
use std::io::Read;
use std::vec;

use chrono::Months;

use super::components::{self, Contents};
use super::draft::Draft;
use super::event::{Context, Event};
use super::property::Property;
use super::recurrence::MOST_OCCURRENCES;
use super::series::{self, Key, Occurrence};
use super::spool::{Kind, Record, Spool};
use super::values::Value;
use super::zones::Clocks;
use super::{rejects, uid};
use crate::error::{Exit, Failure};
use crate::ical_text::fold;
use crate::interchange::{Entry, LONGEST_RECORD, MeetingEntry, Problem, Reading, Source};
use crate::time::{UtcTime, Zone, bounds, rfc3339};

/// How many bytes the overrides of one event may take together.
const MOST_OVERRIDDEN: usize = 8 * LONGEST_RECORD;

/// Reads the meetings of an iCalendar file. The file is read to its end at once, into a temporary
/// file; the meetings are worked out one by one.
///
/// # Errors
/// The file cannot be read, there is no room for the temporary file, or it is no iCalendar file
/// (`not_icalendar`).
pub fn open(input: impl Read + 'static, reading: Reading) -> Result<IcsReader, Failure> {
    let contents = components::split(input)?;
    if !contents.is_calendar {
        return Err(Failure::new(
            Exit::Failed,
            "not_icalendar",
            "this is not an iCalendar file: no line of it begins a component",
        )
        .hint("an iCalendar file begins with BEGIN:VCALENDAR and is written in UTF-8"));
    }
    IcsReader::new(contents, reading)
}

/// The meetings of an iCalendar file; [`open`] makes one.
pub struct IcsReader {
    reading: Reading,
    /// Recurrences start before this.
    horizon: UtcTime,
    clocks: Clocks,
    spool: Spool,
    position: u64,
    overrides: HashMap<u64, Overrides>,
    series: Option<Series>,
    /// Events of which nothing takes place before the horizon.
    beyond: u64,
}

/// The overrides of one UID.
#[derive(Default)]
struct Overrides {
    /// Where they are.
    places: Vec<u64>,
    /// Whether the event itself is in the file.
    has_event: bool,
    /// What they changed, once the event was read. An event that is in the file twice is not to
    /// bring back what was changed.
    done: HashSet<Key>,
}

/// An event with its overrides while its meetings are handed out.
struct Series {
    parts: Vec<Part>,
    occurrences: vec::IntoIter<Occurrence>,
}

/// A VEVENT of a series.
struct Part {
    line: u64,
    uid: Option<String>,
    draft: Draft,
    /// Whether its title is that of the event.
    inherits_title: bool,
    text: Vec<u8>,
}

type Outcome = Entry<MeetingEntry>;

impl IcsReader {
    fn new(contents: Contents, reading: Reading) -> Result<Self, Failure> {
        let mut clocks = Clocks::new(contents.zones, reading.zone.clone());
        let horizon = match reading.horizon {
            Some(horizon) => horizon,
            None => default_horizon(contents.last_start.as_deref(), &mut clocks, &reading),
        };
        let mut spool = contents.spool;
        let mut overrides: HashMap<u64, Overrides> = HashMap::new();
        for (uid, places) in contents.overrides {
            overrides.entry(uid).or_default().places = places;
        }
        if !overrides.is_empty() {
            while let Some(record) = spool.next_header()? {
                if record.kind == Kind::Event
                    && let Some(known) = overrides.get_mut(&record.uid)
                {
                    known.has_event = true;
                }
            }
            spool.rewind()?;
        }
        Ok(Self {
            reading,
            horizon,
            clocks,
            spool,
            position: 0,
            overrides,
            series: None,
            beyond: 0,
        })
    }

    /// What the next record of the spool gives: an entry, or a series to hand out.
    fn read(&mut self, record: Record) -> Result<Option<Outcome>, Failure> {
        self.position = record.position;
        match record.kind {
            Kind::Broken => return Ok(Some(self.broken(&record))),
            Kind::Override => {
                let known = self.overrides.get(&record.uid);
                if known.is_some_and(|known| known.has_event) {
                    return Ok(None);
                }
            }
            Kind::Event => {}
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

    fn parse(&mut self, record: &Record) -> Result<Event, Problem> {
        let mut context = context(&mut self.clocks, &self.reading.zone, record.calendar);
        Event::parse(&record.text, record.line, &mut context)
    }

    fn broken(&self, record: &Record) -> Outcome {
        let end = record.text.iter().position(|byte| *byte == b'\n');
        let (message, text) = record.text.split_at(end.unwrap_or(record.text.len()));
        let problem = Problem::new(String::from_utf8_lossy(message));
        refused(record.line, self.raw(text), problem)
    }

    /// An override whose event is not in the file.
    fn orphan(&mut self, event: Event, record: Record) -> Option<Outcome> {
        let context = context(&mut self.clocks, &self.reading.zone, record.calendar);
        match series::alone(&event, &context) {
            Ok(occurrence) => {
                self.hand_out(vec![(event, record.text)], vec![occurrence]);
                None
            }
            Err(problem) => Some(refused(record.line, self.raw(&record.text), problem)),
        }
    }

    /// An event with its overrides.
    fn event(&mut self, event: Event, record: Record) -> Result<Option<Outcome>, Failure> {
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
            // What it changes is not known, so nothing of the series is.
            let message = format!("the override in line {}: {problem}", other.line);
            failed = Some(Problem::of("RECURRENCE-ID", message));
        }
        let start = parts[0].start.as_ref();
        let begins_beyond =
            start.is_some_and(|start| start.instant(&self.reading.zone) >= self.horizon);
        let context = context(&mut self.clocks, &self.reading.zone, record.calendar);
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
                    known
                        .done
                        .extend(changed.filter_map(|occurrence| occurrence.key));
                }
                self.beyond += u64::from(occurrences.is_empty() && begins_beyond);
                self.hand_out(parts.into_iter().zip(texts).collect(), occurrences);
                Ok(None)
            }
            Err(problem) => Ok(Some(refused(record.line, raw, problem))),
        }
    }

    /// The overrides of an event, and whether there are more than can be looked at. They are given
    /// once: to the first event of their UID.
    fn overrides_of(&mut self, record: &Record) -> Result<(Vec<Record>, bool), Failure> {
        let mut found = Vec::new();
        let known = self
            .overrides
            .get_mut(&record.uid)
            .filter(|_| record.uid != 0);
        let places = known
            .map(|known| std::mem::take(&mut known.places))
            .unwrap_or_default();
        let mut bytes = 0;
        for place in places {
            let Some(other) = self.spool.at(place)? else {
                continue;
            };
            bytes += other.text.len();
            if bytes > MOST_OVERRIDDEN || found.len() == MOST_OCCURRENCES {
                return Ok((Vec::new(), true));
            }
            found.push(other);
        }
        Ok((found, false))
    }

    fn hand_out(&mut self, parts: Vec<(Event, Vec<u8>)>, occurrences: Vec<Occurrence>) {
        let keep = self.reading.keep_raw;
        let mut parts = parts.into_iter().map(|(event, text)| Part {
            line: event.line,
            uid: event.uid(),
            inherits_title: event.draft.title.is_none(),
            draft: event.draft,
            text: if keep { text } else { Vec::new() },
        });
        let Some(mut first) = parts.next() else {
            return;
        };
        first.draft = first.draft.titled();
        first.inherits_title = false;
        let title = first.draft.title.clone();
        let mut all = vec![first];
        all.extend(parts.map(|mut part| {
            part.draft.title = part.draft.title.or_else(|| title.clone());
            part
        }));
        self.series = Some(Series {
            parts: all,
            occurrences: occurrences.into_iter(),
        });
    }

    fn raw(&self, text: &[u8]) -> Vec<u8> {
        if self.reading.keep_raw {
            rejects::whole(text)
        } else {
            Vec::new()
        }
    }
}

impl Series {
    fn next(&mut self, keep_raw: bool) -> Option<Outcome> {
        let occurrence = self.occurrences.next()?;
        let uid = self.parts[0].uid.as_deref();
        let uid = uid.map(|uid| uid::meeting(uid, occurrence.key));
        let part = &mut self.parts[occurrence.part];
        let raw = match (&occurrence.times, occurrence.key) {
            _ if !keep_raw => Vec::new(),
            (Ok(times), Some(_)) => {
                let title = part.draft.title.as_deref().filter(|_| part.inherits_title);
                rejects::alone(&part.text, uid.as_deref(), *times, title)
            }
            _ => rejects::whole(&part.text),
        };
        let warnings = std::mem::take(&mut part.draft.warnings);
        let content = occurrence.times.map(|(start, end)| MeetingEntry {
            uid,
            title: part.draft.title.clone().unwrap_or_default(),
            description: part.draft.description.clone(),
            start,
            end,
            status: part.draft.status,
            creator: part.draft.creator.clone(),
            participants: part.draft.participants.clone(),
        });
        Some(Entry {
            line: part.line,
            raw,
            content,
            warnings,
        })
    }
}

impl Source<MeetingEntry> for IcsReader {
    fn next(&mut self) -> Result<Option<Outcome>, Failure> {
        loop {
            if let Some(series) = &mut self.series {
                if let Some(entry) = series.next(self.reading.keep_raw) {
                    return Ok(Some(entry));
                }
                self.series = None;
            }
            let Some(record) = self.spool.next()? else {
                return Ok(None);
            };
            if let Some(entry) = self.read(record)? {
                return Ok(Some(entry));
            }
        }
    }

    fn position(&self) -> u64 {
        self.position
    }

    fn left_out(&self) -> Option<String> {
        let events = match self.beyond {
            0 => return None,
            1 => "1 repeated event".to_owned(),
            many => format!("{many} repeated events"),
        };
        let horizon = rfc3339(self.horizon, &self.reading.zone);
        Some(format!("left out, behind the horizon {horizon}: {events}"))
    }

    fn rejects_head(&self) -> Vec<u8> {
        let mut out = Vec::new();
        let texts = self.clocks.texts();
        let zone = texts
            .first_name()
            .map(|name| format!("X-WR-TIMEZONE:{name}"));
        let head = [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//meetctl//rejects//EN",
        ];
        for line in head.into_iter().chain(zone.as_deref()) {
            fold(line.as_bytes(), &mut out);
        }
        for zone in texts.texts() {
            out.extend(rejects::whole(zone));
        }
        out
    }

    fn reject(&self, raw: &[u8], problem: &str) -> Vec<u8> {
        rejects::explained(raw, problem)
    }

    fn rejects_tail(&self) -> Vec<u8> {
        b"END:VCALENDAR\r\n".to_vec()
    }
}

fn context<'a>(clocks: &'a mut Clocks, zone: &'a Zone, calendar: u64) -> Context<'a> {
    Context {
        calendar: clocks.of_calendar(calendar),
        clocks,
        zone,
    }
}

fn refused(line: u64, raw: Vec<u8>, problem: Problem) -> Outcome {
    Entry {
        line,
        raw,
        content: Err(problem),
        warnings: Vec::new(),
    }
}

/// One year past the last start in the file or now, whichever is later.
fn default_horizon(last_start: Option<&str>, clocks: &mut Clocks, reading: &Reading) -> UtcTime {
    let start = last_start.and_then(Property::parse).and_then(|property| {
        match Value::parse(property.value)? {
            Value::Date(date) => Some(reading.zone.day_start(date)),
            Value::Utc(time) => Some(time),
            Value::Local(civil) => {
                let clock = property
                    .parameter("TZID")
                    .map(|id| clocks.of_id(&id, "DTSTART"));
                let clock = clock
                    .and_then(Result::ok)
                    .unwrap_or_else(|| clocks.floating.clone());
                Some(clock.compatible(civil))
            }
        }
    });
    let last = start.map_or(reading.now, |start| start.max(reading.now));
    last.checked_add_months(Months::new(12))
        .unwrap_or(last)
        .min(bounds().1)
}
