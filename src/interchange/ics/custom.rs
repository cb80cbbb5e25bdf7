//! A time zone that a file describes itself.

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};

use super::property::{Property, unescaped};
use super::recurrence::{self, Budget};
use super::rule::{Rule, Until};
use super::values::{DateValue, parse_offset};
use crate::time::UtcTime;

/// The year up to which its rules are followed; after it the last offset applies.
const LAST_YEAR: i32 = 2500;

/// How many changes a zone may have: no place on earth has a tenth of it.
const MAX_CHANGES: usize = 10_000;

/// A VTIMEZONE.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct CustomZone {
    /// The IANA name in X-LIC-LOCATION.
    pub location: Option<String>,
    /// The offset before the first change, in seconds.
    before: i32,
    /// The instants at which the offset changes, and what it then is; in their order.
    changes: Vec<(UtcTime, i32)>,
}

/// A STANDARD or DAYLIGHT part of a VTIMEZONE.
#[derive(Default)]
struct Observance {
    start: Option<NaiveDateTime>,
    from: Option<i32>,
    to: Option<i32>,
    rules: Vec<Rule>,
    dates: Vec<DateValue>,
}

impl CustomZone {
    /// The TZID of a VTIMEZONE, given as content lines; it may be blank.
    pub(super) fn id(text: &[u8]) -> Option<String> {
        let mut ids =
            properties(text).filter(|property| property.name.eq_ignore_ascii_case("TZID"));
        ids.next().map(|property| unescaped(property.value.trim()))
    }

    /// Reads a VTIMEZONE, given as content lines; `None` if nothing in it can be used.
    pub(super) fn parse(text: &[u8]) -> Option<Self> {
        let mut zone = Self::default();
        let mut first: Option<(UtcTime, i32)> = None;
        let mut open: Option<Observance> = None;
        let mut budget = Budget::default();
        for property in properties(text) {
            match property.name.to_ascii_uppercase().as_str() {
                "BEGIN" => open = Some(Observance::default()),
                "END" => {
                    let Some((start, before)) =
                        open.take().and_then(|part| part.add_to(&mut zone, &mut budget))
                    else {
                        continue;
                    };
                    if first.is_none_or(|(earliest, _)| start < earliest) {
                        first = Some((start, before));
                    }
                    if zone.changes.len() > MAX_CHANGES {
                        return None;
                    }
                }
                "X-LIC-LOCATION" if open.is_none() => {
                    zone.location = Some(unescaped(property.value.trim()));
                }
                name => {
                    if let Some(part) = &mut open {
                        part.take(name, &property);
                    }
                }
            }
        }
        zone.before = first?.1;
        zone.changes.sort_unstable();
        zone.changes.dedup();
        Some(zone)
    }

    fn offset_at(&self, time: UtcTime) -> i32 {
        let next = self.changes.partition_point(|(change, _)| *change <= time);
        match next.checked_sub(1) {
            Some(last) => self.changes[last].1,
            None => self.before,
        }
    }

    /// What its clocks show at `time`.
    pub(super) fn to_civil(&self, time: UtcTime) -> NaiveDateTime {
        shifted(time, self.offset_at(time))
    }

    /// The instant of `civil`: in a gap by the offset before it, in a fold the first of the two.
    pub(super) fn compatible(&self, civil: NaiveDateTime) -> UtcTime {
        // No offset is further from UTC than a day and two hours, so the change that matters is
        // one of those around.
        let near = TimeDelta::hours(27);
        let from = civil.checked_sub_signed(near).unwrap_or(civil);
        let to = civil.checked_add_signed(near).unwrap_or(civil);
        let first = self.changes.partition_point(|(change, _)| *change < from);
        let end = self.changes.partition_point(|(change, _)| *change <= to);
        let mut offset = self.offset_at(from);
        for (change, after) in &self.changes[first..end] {
            let time = shifted(civil, -offset);
            // In a gap it is after the change by the old offset, but before it by the new one.
            if time < *change || shifted(civil, -after) < *change {
                return time;
            }
            offset = *after;
        }
        shifted(civil, -offset)
    }
}

impl Observance {
    fn take(&mut self, name: &str, property: &Property) {
        match name {
            "DTSTART" => {
                self.start = DateValue::parse(property.value).map(DateValue::civil);
            }
            "TZOFFSETFROM" => self.from = parse_offset(property.value),
            "TZOFFSETTO" => self.to = parse_offset(property.value),
            // A rule that cannot be read leaves the first change.
            "RRULE" => self.rules.extend(Rule::parse(property.value, false)),
            "RDATE" => {
                let starts = property.value.split(',').filter_map(|value| value.split('/').next());
                self.dates.extend(starts.filter_map(DateValue::parse));
            }
            _ => {}
        }
    }

    /// Adds the changes it makes; gives the instant of its first one, and the offset before it.
    fn add_to(self, zone: &mut CustomZone, budget: &mut Budget) -> Option<(UtcTime, i32)> {
        let (start, to) = (self.start?, self.to?);
        let from = self.from.unwrap_or(to);
        let instant = |local: NaiveDateTime| shifted(local, -from);
        let last = NaiveDate::from_ymd_opt(LAST_YEAR, 1, 1)?.and_hms_opt(0, 0, 0)?;
        zone.changes.push((instant(start), to));
        for rule in &self.rules {
            let until = match rule.until {
                Some(Until::Utc(until)) => shifted(until, from),
                Some(Until::Local(until)) => until,
                Some(Until::Date(date)) => date.and_hms_opt(23, 59, 59)?,
                None => last,
            };
            let found = recurrence::expand(rule, start, until.min(last), budget);
            let found = found.unwrap_or_default();
            zone.changes.extend(found.into_iter().map(|local| (instant(local), to)));
        }
        for date in self.dates {
            let change = match date {
                DateValue::Utc(time) => time,
                local => instant(local.civil()),
            };
            zone.changes.push((change, to));
        }
        Some((instant(start), from))
    }
}

fn shifted(time: NaiveDateTime, seconds: i32) -> NaiveDateTime {
    time.checked_add_signed(TimeDelta::seconds(seconds.into())).unwrap_or(time)
}

/// The properties of a component, also those of the components in it. The first BEGIN is its own.
fn properties(text: &[u8]) -> impl Iterator<Item = Property<'_>> {
    let lines = text.split(|byte| *byte == b'\n').skip(1);
    lines.filter_map(|line| Property::parse(std::str::from_utf8(line).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    const BERLIN: &str = "BEGIN:VTIMEZONE\nTZID:Mine\nBEGIN:STANDARD\nDTSTART:16010101T030000\n\
        TZOFFSETFROM:+0200\nTZOFFSETTO:+0100\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\n\
        END:STANDARD\nBEGIN:DAYLIGHT\nDTSTART:16010101T020000\nTZOFFSETFROM:+0100\n\
        TZOFFSETTO:+0200\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\nEND:DAYLIGHT\nEND:VTIMEZONE\n";

    fn at(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
    }

    #[test]
    fn it_agrees_with_the_database_of_zones() {
        let zone = CustomZone::parse(BERLIN.as_bytes()).unwrap();
        let berlin = crate::time::Zone::parse("Europe/Berlin").unwrap();
        let mut civil = at("2026-01-01 00:15");
        while civil < at("2028-01-01 00:00") {
            assert_eq!(zone.compatible(civil), berlin.compatible(civil), "{civil}");
            assert_eq!(zone.to_civil(civil), berlin.to_civil(civil), "{civil}");
            civil += TimeDelta::minutes(30);
        }
    }

    #[test]
    fn single_dates_and_ends_of_rules_count() {
        let text = "BEGIN:VTIMEZONE\nTZID:x\nBEGIN:DAYLIGHT\nDTSTART:20200601T000000\n\
            TZOFFSETFROM:+0000\nTZOFFSETTO:+0100\nRDATE:20210601T000000,20220601T000000Z\n\
            END:DAYLIGHT\nBEGIN:STANDARD\nDTSTART:20200901T000000\nTZOFFSETFROM:+0100\n\
            TZOFFSETTO:+0000\nRRULE:FREQ=YEARLY;UNTIL=20210831T230000Z\nEND:STANDARD\nEND:VTIMEZONE\n";
        let zone = CustomZone::parse(text.as_bytes()).unwrap();
        let offset = |text| zone.offset_at(at(text));
        assert_eq!(offset("2019-01-01 00:00"), 0);
        assert_eq!(offset("2020-07-01 00:00"), 3600);
        assert_eq!(offset("2021-05-31 23:59"), 0);
        assert_eq!(offset("2021-07-01 00:00"), 3600);
        assert_eq!(offset("2021-08-31 23:00"), 0);
        assert_eq!(offset("2030-10-01 00:00"), 3600, "no rule changes it again");
    }

    #[test]
    fn a_zone_without_offsets_is_none() {
        for text in [
            "",
            "BEGIN:VTIMEZONE\nTZID:x\nEND:VTIMEZONE\n",
            "BEGIN:VTIMEZONE\nBEGIN:STANDARD\nDTSTART:20200101T000000\nEND:STANDARD\n",
        ] {
            assert_eq!(CustomZone::parse(text.as_bytes()), None);
        }
    }
}
