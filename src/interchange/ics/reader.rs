//! The events of a file as entries, in their order.

use std::collections::BTreeMap;
use std::io::Read;

use super::allowance::Allowance;
use super::components::{self, Contents, EventRecord, RecordKind};
use super::event::Event;
use super::method::Method;
use super::moment::{Moment, TimeContext};
use super::notes::Notes;
use super::properties::Properties;
use super::recurrence::{Budget, MAX_OCCURRENCES};
use super::series::{self, Occurrence, OccurrenceKey, Occurrences};
use super::series_entries::{SeriesEntries, SeriesVersion};
use super::versions::{Versions, Winner};
use super::zones::Clocks;
use super::{horizon, rejects, uid};
use crate::entity::meeting::Status;
use crate::error::{Failure, Kind};
use crate::ical_text::fold;
use crate::interchange::record::{
    Entry, MAX_RECORD_BYTES, MeetingEntry, Problem, ReadOptions, Source, Version, Withdrawal,
    WithdrawalScope,
};
use crate::staging::{Records, Spooled};
use crate::time::{UtcTime, rfc3339};

/// The most bytes of all overrides of one event.
const MAX_OVERRIDE_BYTES: usize = 8 * MAX_RECORD_BYTES;

/// Reads the meetings of an iCalendar file. The file is read to its end at once, into a temporary
/// file; the meetings are worked out one by one.
///
/// # Errors
/// The file cannot be read, the disk has no space for the temporary file, or it is not an iCalendar file
/// (`not_icalendar`).
pub fn open(input: impl Read + 'static, options: ReadOptions) -> Result<IcsReader, Failure> {
    let contents = components::split(input, options.max_occurrences)?;
    if !contents.is_calendar {
        return Err(Failure::new(
            Kind::NotIcalendar,
            "this is not an iCalendar file: it has no BEGIN line",
        )
        .hint("an iCalendar file begins with BEGIN:VCALENDAR and is written in UTF-8"));
    }
    if let Some(line) = contents.vcalendar_1 {
        let message = format!("line {line}: VERSION:1.0: this is a vCalendar 1.0 file");
        return Err(Failure::new(Kind::NotIcalendar, message)
            .hint("export it again as iCalendar (VERSION:2.0)"));
    }
    IcsReader::new(contents, options)
}

/// The meetings of an iCalendar file; [`open`] makes one.
pub struct IcsReader {
    options: ReadOptions,
    /// Recurrences start before this.
    horizon: UtcTime,
    clocks: Clocks,
    methods: BTreeMap<u64, Method>,
    records: Spooled<EventRecord>,
    rest: Records<EventRecord>,
    position: u64,
    versions: Versions,
    /// What is left of the event read last.
    series: Option<SeriesEntries>,
    notes: Notes,
    allowance: Allowance,
}

impl IcsReader {
    fn new(contents: Contents, options: ReadOptions) -> Result<Self, Failure> {
        let mut clocks = Clocks::new(contents.zones, options.zone.clone());
        let horizon = match options.horizon {
            Some(horizon) => horizon,
            None => horizon::default(contents.last_start.as_deref(), &mut clocks, &options),
        };
        let methods = contents.methods;
        let limit = options.max_occurrences;
        let versions = Versions::new(&contents.events, contents.overrides, limit, |calendar| {
            methods.get(&calendar).copied().unwrap_or(Method::Publish)
        })?;
        Ok(Self {
            allowance: Allowance::new(limit),
            notes: Notes::new(rfc3339(horizon, &options.zone)),
            options,
            horizon,
            clocks,
            methods,
            rest: contents.records.read(),
            records: contents.records,
            position: 0,
            versions,
            series: None,
        })
    }

    fn method(&self, record: &EventRecord) -> Method {
        self.methods.get(&record.calendar).copied().unwrap_or(Method::Publish)
    }

    /// Reads the next record: an entry, or a series that [`Self::next`] returns.
    fn read(&mut self, record: EventRecord) -> Result<Option<Entry<MeetingEntry>>, Failure> {
        self.position = record.position;
        if record.kind == RecordKind::Broken {
            return Ok(Some(self.broken(&record)));
        }
        let method = self.method(&record);
        let is_event = record.kind == RecordKind::Event && method == Method::Publish;
        match method {
            Method::Message(name) => {
                self.notes.message(name);
                return Ok(None);
            }
            // It is read with its event.
            _ if !is_event && self.versions.has_event(record.uid) => return Ok(None),
            _ => {}
        }
        if let Some(winner) = self.versions.winner(record.line) {
            self.outdated(&record, winner)?;
            return Ok(None);
        }
        match self.parse(&record, None) {
            Ok(event) if is_event && event.replaces.is_none() => self.event(event, record),
            Ok(event) => Ok(self.alone(event, record)),
            Err(problem) => {
                let mut raw = self.raw(&record.text);
                for other in self.overrides_of(&record)?.0 {
                    raw.extend(self.raw(&other.text));
                }
                Ok(Some(refused(record.line, raw, problem)))
            }
        }
    }

    /// Notes an event that another one of its UID replaces.
    fn outdated(&mut self, record: &EventRecord, winner: Winner) -> Result<(), Failure> {
        if !winner.tied {
            self.notes.outdated();
        } else if self.records.at(winner.place)?.text != record.text {
            let message = format!(
                "the event on line {} has the same UID and SEQUENCE and was used instead",
                winner.line
            );
            self.notes.warn(record.line, message);
        }
        Ok(())
    }

    /// `series`: the start of the event that it belongs to.
    fn parse(&mut self, record: &EventRecord, series: Option<&Moment>) -> Result<Event, Problem> {
        let method = self.method(record);
        let mut context = context(&mut self.clocks, &self.options, record.calendar);
        let mut event = Event::parse(record, series, &mut context)?;
        match method {
            Method::Add => event.replace_itself(),
            Method::Cancel => event.details.status = Some(Status::Cancelled),
            Method::Publish | Method::Message(_) => {}
        }
        Ok(event)
    }

    fn broken(&self, record: &EventRecord) -> Entry<MeetingEntry> {
        let end = record.text.iter().position(|byte| *byte == b'\n');
        let (message, text) = record.text.split_at(end.unwrap_or(record.text.len()));
        let problem = Problem::new(String::from_utf8_lossy(message));
        refused(record.line, self.raw(text), problem)
    }

    /// What changes an event that is not in the file: an override, an added occurrence, a
    /// cancellation.
    fn alone(&mut self, event: Event, record: EventRecord) -> Option<Entry<MeetingEntry>> {
        let context = context(&mut self.clocks, &self.options, record.calendar);
        let times = series::alone(&event, &context);
        let cancelled = self.method(&record) == Method::Cancel
            || times.is_err() && event.details.status == Some(Status::Cancelled);
        if cancelled || self.is_free(&event) {
            return self.withdraw_alone(&event, &record);
        }
        match times {
            Ok(occurrence) => {
                let version = SeriesVersion { sequence: None, cancelled: false };
                self.series(vec![(event, record.text)], vec![occurrence], version);
                None
            }
            Err(problem) => {
                let problem = Properties::locate_in(&record.text, problem, &record.lines);
                Some(refused(record.line, self.raw(&record.text), problem))
            }
        }
    }

    /// Withdraws what `event` is about: one occurrence, it and all later ones, or the event.
    fn withdraw_alone(
        &mut self,
        event: &Event,
        record: &EventRecord,
    ) -> Option<Entry<MeetingEntry>> {
        let Some(uid) = event.uid() else {
            let problem = Problem::of("UID", "is missing: what is cancelled is unknown");
            return Some(refused(record.line, self.raw(&record.text), problem));
        };
        let scope = match &event.replaces {
            None => WithdrawalScope::Rest { before: None },
            Some(replaces) if replaces.and_later => {
                WithdrawalScope::From(replaces.moment.instant(&self.options.zone))
            }
            Some(replaces) => {
                let key = Some(OccurrenceKey::of(&replaces.moment));
                WithdrawalScope::One(uid::meeting(&uid, key))
            }
        };
        let series_sequence = event.replaces.is_none().then_some(event.sequence);
        self.withdraw(event, event.sequence, series_sequence, scope);
        None
    }

    fn withdraw(
        &mut self,
        event: &Event,
        sequence: i64,
        series_sequence: Option<i64>,
        scope: WithdrawalScope,
    ) {
        if let Some(identity) = event.identity() {
            let version = Version { event: identity, sequence, series_sequence };
            self.notes.withdraw(Withdrawal { line: event.line, version, scope });
        }
    }

    /// Whether an event takes no time and is therefore skipped, which is noted.
    fn is_free(&mut self, event: &Event) -> bool {
        let free = event.transparent && !self.options.include_transparent;
        self.notes.transparent(free);
        free
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
        let mut failed = too_many.then(|| Problem::of("RECURRENCE-ID", "too many overrides"));
        for other in others {
            raw.extend(self.raw(&other.text));
            match self.parse(&other, parts[0].start.as_ref()) {
                Ok(event) if event.raw_uid == parts[0].raw_uid && event.replaces.is_some() => {
                    parts.push(event);
                    texts.push(other.text);
                }
                Ok(_) => {}
                // What it changes is unknown, and so is the series.
                Err(problem) => {
                    let line = problem.line;
                    let message = format!("the override in line {}: {problem}", other.line);
                    failed.get_or_insert(Problem { line, ..Problem::of("RECURRENCE-ID", message) });
                }
            }
        }
        let occurrences = match failed {
            Some(problem) => Err(problem),
            None => self.expand(&parts, &texts, record.calendar),
        };
        match occurrences {
            Ok(occurrences) => {
                let cancelled = self.versions.cancelled(record.uid);
                self.whole(parts, texts, occurrences, cancelled);
                Ok(None)
            }
            Err(problem) => {
                let problem = Properties::locate_in(&texts[0], problem, &record.lines);
                Ok(Some(refused(record.line, raw, problem)))
            }
        }
    }

    /// The occurrences of an event and its overrides.
    fn expand(
        &mut self,
        parts: &[Event],
        texts: &[Vec<u8>],
        calendar: u64,
    ) -> Result<Occurrences, Problem> {
        let context = context(&mut self.clocks, &self.options, calendar);
        if !parts[0].recurs() {
            return series::occurrences(parts, self.horizon, &context, &mut Budget::default());
        }
        let mut budget = self.allowance.budget()?;
        let found = series::occurrences(parts, self.horizon, &context, &mut budget);
        self.allowance.spend(&budget);
        let found = found?;
        self.allowance.take(&found.all, texts)?;
        Ok(found)
    }

    /// The occurrences of an event that was read completely. `cancelled`: the SEQUENCE with which
    /// the file cancels it.
    fn whole(
        &mut self,
        parts: Vec<Event>,
        texts: Vec<Vec<u8>>,
        occurrences: Occurrences,
        cancelled: Option<i64>,
    ) {
        let Occurrences { mut all, open_ended, outdated } = occurrences;
        let event = &parts[0];
        let start = event.start.as_ref().map(|start| start.instant(&self.options.zone));
        if all.is_empty() && start.is_some_and(|start| start >= self.horizon) {
            self.notes.after_horizon();
        }
        (0..outdated).for_each(|_| self.notes.outdated());
        let free: Vec<bool> = parts.iter().map(|part| self.is_free(part)).collect();
        all.retain(|occurrence| !free[occurrence.part]);
        let cancelled = cancelled.filter(|sequence| *sequence >= event.sequence);
        let sequence = cancelled.unwrap_or(event.sequence);
        if all.iter().all(|occurrence| occurrence.times.is_ok()) {
            let before = open_ended.then_some(self.horizon);
            let scope = WithdrawalScope::Rest { before };
            self.withdraw(event, sequence, Some(sequence), scope);
        }
        let version = SeriesVersion { sequence: Some(sequence), cancelled: cancelled.is_some() };
        self.series(parts.into_iter().zip(texts), all, version);
    }

    /// The overrides of an event, and whether there are too many.
    fn overrides_of(&mut self, record: &EventRecord) -> Result<(Vec<EventRecord>, bool), Failure> {
        let mut found = Vec::new();
        let mut bytes = 0;
        for place in self.versions.take_overrides(record.uid) {
            let other = self.records.at(place)?;
            if matches!(self.method(&other), Method::Message(_)) {
                continue;
            }
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
        version: SeriesVersion,
    ) {
        let keep_raw = self.options.keep_raw;
        self.series = Some(SeriesEntries::new(parts, occurrences, version, keep_raw));
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

    fn left_out(&self) -> Vec<String> {
        self.notes.left_out()
    }

    fn take_warnings(&mut self) -> Vec<(u64, String)> {
        self.notes.take_warnings()
    }

    fn take_withdrawals(&mut self) -> Vec<Withdrawal> {
        self.notes.take_withdrawals()
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

fn context<'a>(clocks: &'a mut Clocks, options: &'a ReadOptions, calendar: u64) -> TimeContext<'a> {
    let of_calendar = clocks.of_calendar(calendar);
    TimeContext {
        calendar: of_calendar.clone().unwrap_or_else(|| clocks.utc.clone()),
        local: of_calendar.unwrap_or_else(|| clocks.floating.clone()),
        zone: &options.zone,
        default_length: options.default_length,
        clocks,
    }
}

/// `line`: that of the record, for a problem that names none.
fn refused(line: u64, raw: Vec<u8>, problem: Problem) -> Entry<MeetingEntry> {
    let line = problem.line.unwrap_or(line);
    Entry { line, raw, content: Err(problem), warnings: Vec::new() }
}
