//! The time zones of a file: finds the clock of a TZID.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use chrono::NaiveDateTime;

use super::custom::CustomZone;
use super::names::{self, by_name};
use super::property::unescaped;
use super::shown::shown;
use crate::interchange::record::Problem;
use crate::time::{UtcTime, Zone};

/// How many bytes of time zones are kept; further ones are ignored.
const MAX_BYTES: usize = 16 * 1024 * 1024;
/// How many names are cached, each with its clock.
const MAX_NAMES: usize = 200;

/// What the clocks of a place show.
#[derive(Debug)]
pub(super) enum Clock {
    /// By the database of zones.
    Zone(Zone),
    /// By a VTIMEZONE of the file.
    Custom(CustomZone),
}

impl Clock {
    /// The local time at `time`.
    pub(super) fn to_civil(&self, time: UtcTime) -> NaiveDateTime {
        match self {
            Self::Zone(zone) => zone.to_civil(time),
            Self::Custom(zone) => zone.to_civil(time),
        }
    }

    /// The instant of `civil`: in a gap by the offset before it, in a fold the first of the two.
    pub(super) fn compatible(&self, civil: NaiveDateTime) -> UtcTime {
        match self {
            Self::Zone(zone) => zone.compatible(civil),
            Self::Custom(zone) => zone.compatible(civil),
        }
    }
}

/// The text of the time zones of a file.
#[derive(Debug, Default)]
pub(super) struct ZoneTexts {
    /// By TZID: the content lines of the VTIMEZONE.
    by_id: BTreeMap<String, Vec<u8>>,
    bytes: usize,
    /// The X-WR-TIMEZONE of each calendar that has one, as a place in `names`.
    calendars: BTreeMap<u64, usize>,
    names: Vec<String>,
}

impl ZoneTexts {
    /// Adds a VTIMEZONE, given as content lines; the first of a TZID counts.
    pub(super) fn add(&mut self, text: Vec<u8>) {
        let id = CustomZone::id(&text);
        let Some(id) = id.filter(|_| self.bytes + text.len() <= MAX_BYTES) else {
            return;
        };
        self.bytes += text.len();
        self.by_id.entry(id).or_insert(text);
    }

    /// Notes the X-WR-TIMEZONE of a calendar.
    pub(super) fn set_calendar(&mut self, calendar: u64, name: &str) {
        let name = name.trim();
        let known = self.names.iter().position(|other| other == name);
        if known.is_none() && (self.names.len() == MAX_NAMES || name.len() > 255) {
            return;
        }
        let place = known.unwrap_or_else(|| {
            self.names.push(name.to_owned());
            self.names.len() - 1
        });
        self.calendars.entry(calendar).or_insert(place);
    }

    /// The first X-WR-TIMEZONE of the file.
    pub(super) fn first_name(&self) -> Option<&str> {
        self.names.first().map(String::as_str)
    }

    /// Every VTIMEZONE as content lines.
    pub(super) fn texts(&self) -> impl Iterator<Item = &[u8]> {
        self.by_id.values().map(Vec::as_slice)
    }
}

/// Finds the clock of a name.
pub(super) struct Clocks {
    texts: ZoneTexts,
    /// The clock of times that name none, in a calendar without a zone.
    pub floating: Arc<Clock>,
    /// The clock of UTC.
    pub utc: Arc<Clock>,
    known: HashMap<String, Option<Arc<Clock>>>,
}

impl Clocks {
    pub(super) fn new(texts: ZoneTexts, floating: Zone) -> Self {
        Self {
            texts,
            floating: Arc::new(Clock::Zone(floating)),
            utc: Arc::new(Clock::Zone(Zone::utc())),
            known: HashMap::new(),
        }
    }

    /// The texts it searches.
    pub(super) fn texts(&self) -> &ZoneTexts {
        &self.texts
    }

    /// The clock of a calendar, that of its X-WR-TIMEZONE, if it has one that is known.
    pub(super) fn of_calendar(&mut self, calendar: u64) -> Option<Arc<Clock>> {
        let place = self.texts.calendars.get(&calendar).copied()?;
        let name = unescaped(&self.texts.names[place]);
        self.find(&name)
    }

    /// The clock of the TZID `id` in the property `field`; `None` for a blank one that the file does
    /// not describe: it names no zone.
    pub(super) fn of_id(&mut self, id: &str, field: &str) -> Result<Option<Arc<Clock>>, Problem> {
        let found = self.find(id);
        if found.is_some() || id.trim().is_empty() {
            return Ok(found);
        }
        let shown = shown(id);
        let message = format!("the time zone \"{shown}\" is unknown and not defined in the file");
        Err(Problem::of(field, message))
    }

    fn find(&mut self, id: &str) -> Option<Arc<Clock>> {
        if let Some(known) = self.known.get(id) {
            return known.clone();
        }
        let clock = self.resolve(id).map(Arc::new);
        if self.known.len() >= MAX_NAMES {
            self.known.clear();
        }
        self.known.insert(id.to_owned(), clock.clone());
        clock
    }

    fn resolve(&self, id: &str) -> Option<Clock> {
        let name = id.trim();
        if let Some(zone) = by_name(name) {
            return Some(Clock::Zone(zone));
        }
        let described = self.texts.by_id.get(name).and_then(|text| CustomZone::parse(text));
        let Some(zone) = described else {
            return names::by_offset(name).map(Clock::Zone);
        };
        // The zone of the database is more reliable than the rules of the file.
        if let Some(zone) = zone.location.as_deref().and_then(Zone::iana) {
            return Some(Clock::Zone(zone));
        }
        Some(Clock::Custom(zone))
    }
}
