//! Reads calendars for tests.

use std::io::Cursor;
use std::time::Duration;

use chrono::NaiveDateTime;
use meetctl::interchange::{Entry, MeetingEntry, Problem, ReadOptions, Source, ics};
use meetctl::time::Zone;
use rustix::time::{ClockId, clock_gettime};

/// 2026-06-01T00:00:00Z, Berlin, up to 2028; records keep their text.
pub fn options() -> ReadOptions {
    let berlin = Zone::parse("Europe/Berlin").unwrap();
    ReadOptions {
        horizon: Some(utc("2028-01-01T00:00:00Z")),
        keep_raw: true,
        ..ReadOptions::new(berlin, utc("2026-06-01T00:00:00Z"))
    }
}

pub fn utc(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%SZ").unwrap()
}

/// Everything in `text`.
pub fn entries_with(text: impl Into<Vec<u8>>, options: &ReadOptions) -> Vec<Entry<MeetingEntry>> {
    let mut reader = ics::open(Cursor::new(text.into()), options.clone()).unwrap();
    std::iter::from_fn(|| reader.next().unwrap()).collect()
}

/// Everything in `text`, with [`options`].
pub fn entries(text: impl Into<Vec<u8>>) -> Vec<Entry<MeetingEntry>> {
    entries_with(text, &options())
}

/// A calendar with `content`, which is indented as the tests are.
pub fn calendar(content: &str) -> String {
    let lines: Vec<&str> = content.lines().map(str::trim_start).collect();
    format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{}\r\nEND:VCALENDAR\r\n", lines.join("\r\n"))
}

/// A calendar with one event of one hour from 10:00 in Berlin, and `lines`.
pub fn event(lines: &str) -> String {
    calendar(&format!(
        "BEGIN:VEVENT
        UID:u
        SUMMARY:Standup
        DTSTART;TZID=Europe/Berlin:20260601T100000
        DURATION:PT1H
        {lines}
        END:VEVENT"
    ))
}

/// The meetings of `text`, which must hold nothing else.
pub fn meetings(text: &str) -> Vec<MeetingEntry> {
    let contents = entries(text).into_iter().map(|entry| entry.content);
    contents.map(Result::unwrap).collect()
}

/// The one meeting of `text`.
pub fn meeting(text: &str) -> MeetingEntry {
    let mut all = meetings(text);
    assert_eq!(all.len(), 1, "{all:?}");
    all.remove(0)
}

/// The one problem of `text`, which must hold nothing else, and its line.
pub fn problem(text: impl Into<Vec<u8>>) -> (u64, Problem) {
    let mut all = entries(text);
    assert_eq!(all.len(), 1, "{all:?}");
    let entry = all.remove(0);
    (entry.line, entry.content.unwrap_err())
}

/// `06-01 08:00 - 09:00`, in UTC; the day of the end only if it is another.
pub fn times(meetings: &[MeetingEntry]) -> Vec<String> {
    let show = |meeting: &MeetingEntry| {
        let same_day = meeting.start.date() == meeting.end.date();
        let end = if same_day { "%H:%M" } else { "%m-%d %H:%M" };
        let start = meeting.start.format("%m-%d %H:%M");
        format!("{start} - {}", meeting.end.format(end))
    };
    meetings.iter().map(show).collect()
}

/// The uids, `-` for none.
pub fn uids(meetings: &[MeetingEntry]) -> Vec<&str> {
    let uids = meetings.iter().map(|meeting| meeting.uid.as_deref());
    uids.map(|uid| uid.unwrap_or("-")).collect()
}

/// How long this thread has worked so far, whatever else the machine does.
pub fn worked() -> Duration {
    let now = clock_gettime(ClockId::ThreadCPUTime);
    Duration::try_from(now).unwrap()
}
