//! Random series, overrides and exceptions, expanded by another program: the Python packages
//! `icalendar` and `recurring-ical-events`.
//!
//! `MEETCTL_TEST_ICALENDAR` names a Python that has them, as `.ci/run` does; then they must not be
//! missing. `MEETCTL_TEST_SEED` chooses other calendars, `MEETCTL_TEST_CALENDARS` how many. What is
//! known to differ is listed in `docs/ics.md` and not generated.

use std::fmt::Write as _;
use std::io::Write as _;
use std::process::{Command, Stdio};

use chrono::{Days, NaiveDate, NaiveDateTime, TimeDelta, Timelike as _};
use harness::Random;
use meetctl::interchange::ReadOptions;
use meetctl::time::Zone;

use crate::read::{entries_with, utc};

const PYTHON: &str = "MEETCTL_TEST_ICALENDAR";
const CALENDARS: usize = 3000;
const FROM: &str = "2026-01-01";
const TO: &str = "2027-12-01";

/// A start, an end and a title.
type Row = (String, String, String);

#[test]
fn random_series_are_as_another_program_expands_them() {
    let Some(python) = python() else { return };
    let mut random = Random::seeded();
    let count = std::env::var("MEETCTL_TEST_CALENDARS").ok().and_then(|n| n.parse().ok());
    let calendars: Vec<String> =
        (0..count.unwrap_or(CALENDARS)).map(|_| Writer::new(&mut random).calendar()).collect();
    let expected = expand(&python, &calendars);
    assert_eq!(expected.len(), calendars.len());
    let (mut wrong, mut refused, mut occurrences) = (Vec::new(), 0, 0);
    for (text, expected) in calendars.iter().zip(&expected) {
        let Ok(rows) = serde_json::from_value::<Vec<Row>>(expected.clone()) else {
            refused += 1;
            continue;
        };
        let expected: Vec<Row> = rows.into_iter().filter(|row| row.0.as_str() < TO).collect();
        occurrences += expected.len();
        let found = read(text);
        if found.as_ref() != Ok(&expected) {
            wrong.push(difference(text, &expected, &found));
        }
    }
    say(&format!(
        "{} calendars, {occurrences} occurrences; {refused} that the other program refuses (seed {})",
        calendars.len(),
        random.seed
    ));
    assert!(
        refused * 50 < calendars.len(),
        "{refused} refused: {:?}",
        expected.iter().find(|e| e.is_string())
    );
    let shown = wrong.iter().take(5).cloned().collect::<Vec<_>>().join("\n");
    assert!(wrong.is_empty(), "seed {}: {} differ\n{shown}", random.seed, wrong.len());
}

fn read(text: &str) -> Result<Vec<Row>, String> {
    let options = ReadOptions {
        horizon: Some(utc("2028-01-01T00:00:00Z")),
        ..ReadOptions::new(Zone::utc(), utc("2026-06-01T00:00:00Z"))
    };
    let show = |time: NaiveDateTime| time.format("%Y-%m-%dT%H:%M:%SZ").to_string();
    let rows = entries_with(text, &options).into_iter().map(|entry| match entry.content {
        Ok(meeting) => Ok((show(meeting.start), show(meeting.end), meeting.title)),
        Err(problem) => Err(format!("line {}: {problem}", entry.line)),
    });
    let mut rows = rows.collect::<Result<Vec<Row>, String>>()?;
    // What is near the horizon may be moved over it.
    rows.retain(|row| (FROM..TO).contains(&row.0.as_str()));
    rows.sort();
    Ok(rows)
}

fn difference(text: &str, expected: &[Row], found: &Result<Vec<Row>, String>) -> String {
    let found = match found {
        Ok(found) => found,
        Err(why) => return format!("{text}{why}\n"),
    };
    let missing: Vec<_> = expected.iter().filter(|row| !found.contains(row)).take(4).collect();
    let extra: Vec<_> = found.iter().filter(|row| !expected.contains(row)).take(4).collect();
    format!(
        "{text}expected {}, missing {missing:?}\nfound {}, extra {extra:?}\n",
        expected.len(),
        found.len()
    )
}

fn expand(python: &str, calendars: &[String]) -> Vec<serde_json::Value> {
    let mut child = Command::new(python)
        .args(["-c", include_str!("oracle.py")])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let lines: String = calendars.iter().fold(String::new(), |mut lines, calendar| {
        writeln!(lines, "{}", serde_json::to_string(calendar).unwrap()).unwrap();
        lines
    });
    let writer = std::thread::spawn(move || input.write_all(lines.as_bytes()).unwrap());
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    assert!(output.status.success());
    let lines = String::from_utf8(output.stdout).unwrap();
    lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn python() -> Option<String> {
    let named = std::env::var(PYTHON).ok().filter(|name| !name.is_empty());
    let python = named.clone().unwrap_or_else(|| "python3".to_owned());
    let import = "import icalendar, recurring_ical_events";
    let has_them = Command::new(&python).args(["-c", import]).output();
    let has_them = has_them.is_ok_and(|output| output.status.success());
    assert!(has_them || named.is_none(), "{PYTHON} names {python}, which lacks a module: {import}");
    if !has_them {
        harness::skip(format_args!("{python} has no module recurring_ical_events"));
    }
    has_them.then_some(python)
}

/// What the times of a calendar are written as.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Day,
    Utc,
    Floating,
    Zoned(&'static str),
}

/// Writes a calendar of one series.
struct Writer<'a> {
    random: &'a mut Random,
    kind: Kind,
    start: NaiveDateTime,
    text: String,
}

impl<'a> Writer<'a> {
    fn new(random: &'a mut Random) -> Self {
        let zones = ["Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Sydney"];
        let kind = match random.below(8) {
            0 | 1 => Kind::Day,
            2 => Kind::Utc,
            3 => Kind::Floating,
            _ => Kind::Zoned(zones[random.below(zones.len())]),
        };
        let day =
            NaiveDate::from_ymd_opt(2026, 1, 1).unwrap() + Days::new(random.below(420) as u64);
        // Some in the hours that the clocks skip or repeat.
        let hour = if random.below(4) == 0 { 1 + random.below(3) } else { 9 + random.below(9) };
        let start =
            day.and_hms_opt(u32::try_from(hour).unwrap(), 30 * u32::from(random.below(2) == 1), 0);
        Self { random, kind, start: start.unwrap(), text: String::new() }
    }

    fn calendar(mut self) -> String {
        let sequence = self.random.below(3);
        let mut events = vec![self.event(sequence)];
        if self.random.below(10) == 0 && sequence > 0 {
            let older = self.event(0);
            events.push(older);
        }
        let days = events.concat().contains("EXDATE;VALUE=DATE") && self.kind != Kind::Day;
        let with_range = self.chance(20);
        let mut replaced = Vec::new();
        for number in 0..if days { 0 } else { self.random.below(4) } {
            let time = self.near();
            // Beside a range no occurrence has two overrides.
            if !with_range || !replaced.contains(&time) {
                replaced.push(time);
                events.push(self.override_event(number, sequence, time, with_range));
            }
        }
        if self.random.below(2) == 0 {
            events.reverse();
        }
        format!(
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//example//random//EN\r\n{}END:VCALENDAR\r\n",
            events.concat()
        )
    }

    /// A number less than `limit`.
    fn number(&mut self, limit: usize) -> i64 {
        i64::try_from(self.random.below(limit)).unwrap()
    }

    fn chance(&mut self, percent: usize) -> bool {
        self.random.below(100) < percent
    }

    fn pick<'b>(&mut self, list: &[&'b str]) -> &'b str {
        list[self.random.below(list.len())]
    }

    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push_str("\r\n");
    }

    /// A property of a time of this calendar's kind.
    fn time(&mut self, name: &str, time: NaiveDateTime) {
        let parameters = match self.kind {
            Kind::Day => ";VALUE=DATE".to_owned(),
            Kind::Zoned(zone) => format!(";TZID={zone}"),
            Kind::Utc | Kind::Floating => String::new(),
        };
        let value = self.value(time);
        self.line(&format!("{name}{parameters}:{value}"));
    }

    fn value(&self, time: NaiveDateTime) -> String {
        let form = match self.kind {
            Kind::Day => "%Y%m%d",
            Kind::Utc => "%Y%m%dT%H%M%SZ",
            Kind::Floating | Kind::Zoned(_) => "%Y%m%dT%H%M%S",
        };
        time.format(form).to_string()
    }

    fn begin(&mut self, title: &str, sequence: usize) {
        self.text.clear();
        self.line("BEGIN:VEVENT\r\nUID:random@example.org\r\nDTSTAMP:20260101T000000Z");
        self.line(&format!("SUMMARY:{title}\r\nSEQUENCE:{sequence}"));
    }

    fn end(&mut self) -> String {
        self.line("END:VEVENT");
        self.text.clone()
    }

    fn event(&mut self, sequence: usize) -> String {
        self.begin(&format!("Series {sequence}"), sequence);
        self.time("DTSTART", self.start);
        self.length(self.start);
        if !self.chance(5) {
            let rule = self.rule();
            self.line(&format!("RRULE:{rule}"));
        }
        for _ in 0..self.random.below(3) {
            let time = self.near();
            self.time("RDATE", time);
        }
        for _ in 0..self.random.below(4) {
            self.exception();
        }
        self.end()
    }

    /// An end, a length in the same hour, or calendar days.
    fn length(&mut self, start: NaiveDateTime) {
        let days = 1 + self.number(3);
        match (self.kind, self.random.below(3)) {
            (Kind::Day, 0) => {}
            // From a time that the clocks skip, days count from the hour it becomes.
            (Kind::Zoned(_), 1) if start.hour() < 4 => self.line("DURATION:PT15M"),
            (_, 1) => self.line(&format!("DURATION:P{days}D")),
            (Kind::Day, _) => self.time("DTEND", start + TimeDelta::days(days)),
            (_, 2) => self.time("DTEND", start + TimeDelta::minutes(15)),
            _ => self.line("DURATION:PT15M"),
        }
    }

    /// A time that an occurrence may have.
    fn near(&mut self) -> NaiveDateTime {
        let weeks = self.number(12);
        let days = if self.chance(70) { 7 * weeks } else { weeks };
        self.start + TimeDelta::days(days)
    }

    fn exception(&mut self) {
        let time = self.near();
        let (day, several) = (self.chance(20), self.chance(30));
        match self.kind {
            Kind::Zoned(_) | Kind::Utc | Kind::Floating if day => {
                self.line(&format!("EXDATE;VALUE=DATE:{}", time.format("%Y%m%d")));
            }
            _ if several => {
                let values =
                    format!("{},{}", self.value(time), self.value(time + TimeDelta::days(7)));
                let parameters = match self.kind {
                    Kind::Day => ";VALUE=DATE".to_owned(),
                    Kind::Zoned(zone) => format!(";TZID={zone}"),
                    Kind::Utc | Kind::Floating => String::new(),
                };
                self.line(&format!("EXDATE{parameters}:{values}"));
            }
            _ => self.time("EXDATE", time),
        }
    }

    fn override_event(
        &mut self,
        number: usize,
        sequence: usize,
        replaced: NaiveDateTime,
        with_range: bool,
    ) -> String {
        self.begin(&format!("Changed {number}"), sequence + number);
        let range = if with_range && self.chance(60) { ";RANGE=THISANDFUTURE" } else { "" };
        self.time(&format!("RECURRENCE-ID{range}"), replaced);
        let moved = match self.random.below(3) {
            0 => TimeDelta::zero(),
            1 => TimeDelta::days(self.number(5) - 2),
            _ => TimeDelta::hours(self.number(5) - 2),
        };
        let moved = if self.kind == Kind::Day { TimeDelta::days(moved.num_days()) } else { moved };
        self.time("DTSTART", replaced + moved);
        self.length(replaced + moved);
        self.end()
    }

    fn rule(&mut self) -> String {
        let timed = self.kind != Kind::Day;
        let frequencies: &[&str] = match self.kind {
            Kind::Utc => &["DAILY", "WEEKLY", "MONTHLY", "YEARLY", "HOURLY"],
            _ => &["DAILY", "WEEKLY", "WEEKLY", "MONTHLY", "MONTHLY", "YEARLY"],
        };
        let frequency = self.pick(frequencies);
        let mut parts = vec![format!("FREQ={frequency}")];
        if self.chance(40) {
            parts.push(format!("INTERVAL={}", 1 + self.random.below(4)));
        }
        let mut sets = false;
        let mut by = |writer: &mut Self, percent: usize, name: &str, choices: &[&str]| {
            if writer.chance(percent) {
                let count = 1 + writer.random.below(3);
                let mut values: Vec<&str> = (0..count).map(|_| writer.pick(choices)).collect();
                values.sort_unstable();
                values.dedup();
                parts.push(format!("{name}={}", values.join(",")));
                sets = true;
            }
        };
        let weekdays = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
        let numbered = ["1MO", "-1FR", "2TU", "5MO", "-2SU", "3WE"];
        let month_days = ["1", "13", "15", "28", "31", "-1", "-3", "30"];
        let months = ["1", "2", "3", "6", "10", "12"];
        match frequency {
            "WEEKLY" => by(self, 60, "BYDAY", &weekdays),
            "DAILY" | "HOURLY" => {
                by(self, 25, "BYDAY", &weekdays);
                by(self, 15, "BYMONTHDAY", &month_days);
                by(self, 15, "BYMONTH", &months);
            }
            "MONTHLY" => {
                if self.chance(50) {
                    by(self, 60, "BYDAY", &numbered);
                } else {
                    by(self, 50, "BYDAY", &weekdays);
                    by(self, 50, "BYMONTHDAY", &month_days);
                }
                by(self, 15, "BYMONTH", &months);
            }
            _ => match self.random.below(4) {
                0 => by(self, 100, "BYYEARDAY", &["1", "60", "100", "200", "-1", "-100"]),
                1 => {
                    parts.push("BYWEEKNO=10,20,40".to_owned());
                    parts.push(format!("BYDAY={}", self.pick(&weekdays)));
                }
                _ => {
                    by(self, 60, "BYMONTH", &months);
                    by(self, 40, "BYDAY", &numbered);
                    by(self, 30, "BYMONTHDAY", &month_days);
                }
            },
        }
        if timed && self.kind == Kind::Utc && frequency != "HOURLY" && self.chance(15) {
            parts.push("BYHOUR=9,14".to_owned());
            sets = true;
        }
        if sets && !["HOURLY", "WEEKLY"].contains(&frequency) && self.chance(20) {
            parts.push(format!("BYSETPOS={}", self.pick(&["1", "2", "-1", "1,-1"])));
        }
        if self.chance(30) {
            parts.push(format!("WKST={}", self.pick(&["SU", "MO", "WE"])));
        }
        self.limit(&mut parts, frequency);
        parts.join(";")
    }

    fn limit(&mut self, parts: &mut Vec<String>, frequency: &str) {
        let limited = frequency == "HOURLY" || frequency == "DAILY";
        match self.random.below(if limited { 2 } else { 3 }) {
            0 => parts.push(format!("COUNT={}", 1 + self.random.below(40))),
            1 => {
                let days = self.number(120) - if self.chance(5) { 60 } else { 0 };
                let until = self.start + TimeDelta::days(days);
                let until = match self.kind {
                    Kind::Day => until.format("%Y%m%d").to_string(),
                    Kind::Floating => until.format("%Y%m%dT%H%M%S").to_string(),
                    Kind::Utc | Kind::Zoned(_) => until.format("%Y%m%dT%H%M%SZ").to_string(),
                };
                parts.push(format!("UNTIL={until}"));
            }
            _ => {}
        }
    }
}

#[expect(clippy::print_stdout, reason = "what was done has to be seen")]
fn say(text: &str) {
    println!("{text}");
}
