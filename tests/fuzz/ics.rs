//! The iCalendar reader.

use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};

use meetctl::interchange::{Source, ics};

use crate::endure::{assert_sound, endure_many, options};

const SAMPLES: [&str; 4] = [
    include_str!("../ics/office.ics"),
    include_str!("../ics/family.ics"),
    include_str!("../ics/zones.ics"),
    include_str!("../ics/rules.ics"),
];

const WORDS: &[&str] = &[
    "BEGIN:VEVENT\r\n",
    "END:VEVENT\r\n",
    "BEGIN:VALARM\r\n",
    "END:VALARM\r\n",
    "BEGIN:VTIMEZONE\r\n",
    "END:VTIMEZONE\r\n",
    "BEGIN:VCALENDAR\r\n",
    "END:VCALENDAR\r\n",
    "BEGIN:STANDARD\r\n",
    "\r\n ",
    "\r\n",
    "\n",
    "\r",
    "\0",
    "\u{feff}",
    ":",
    ";",
    "\"",
    ",",
    "\\",
    "\\n",
    "^n",
    "=",
    "é",
    "👩‍💻",
    "\u{202e}",
    "UID:u\r\n",
    "SUMMARY:\r\n",
    "DTSTART:",
    "DTEND:",
    "DURATION:P9999999D\r\n",
    "DURATION:-PT1H\r\n",
    "RRULE:FREQ=SECONDLY\r\n",
    "RRULE:FREQ=MINUTELY;BYSECOND=0,1,2,3,4,5;BYSETPOS=-1\r\n",
    "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\r\n",
    "RRULE:FREQ=YEARLY;BYWEEKNO=53;BYDAY=SU\r\n",
    "RRULE:FREQ=SECONDLY;INTERVAL=86399;BYHOUR=3;BYMINUTE=7;BYSECOND=11\r\n",
    "RRULE:FREQ=DAILY;BYHOUR=0,1,2,3,4,5,6,7,8,9;BYMINUTE=0,1,2,3,4,5,6,7,8,9;BYSECOND=0,1,2,3,4\r\n",
    "RDATE;VALUE=PERIOD:20260601T080000Z/PT1H\r\n",
    "EXDATE:20260601\r\n",
    "RECURRENCE-ID:20260601T080000Z\r\n",
    "RECURRENCE-ID;RANGE=THISANDFUTURE:20260601T080000Z\r\n",
    "SEQUENCE:99999999999999999999\r\n",
    "00000101T000000",
    "10000101T000000Z",
    "99991231T235959Z",
    "99991231",
    "20260329T023000",
    "20261025T023000",
    ";TZID=Europe/Berlin",
    ";TZID=W. Europe Standard Time",
    ";TZID=Mine",
    ";VALUE=DATE",
    ";VALUE=PERIOD",
    "X-WR-TIMEZONE:America/New_York\r\n",
    "INTERVAL=999999999",
    "COUNT=999999999",
    "UNTIL=99991231T235959Z",
    "BYSETPOS=366,-366",
    "BYDAY=-53SU",
    "FREQ=HOURLY",
    "WKST=SU",
    "mailto:",
    "ATTENDEE:mailto:a@b\r\n",
    "TZOFFSETTO:+2559\r\n",
    "TZOFFSETFROM:-2559\r\n",
];

/// The entries of the largest seed, and one series of as many as are allowed for each piece of
/// text that may hold one.
const MOST_ENTRIES: usize = 2_000_000;

#[test]
fn mutants_of_calendars_are_endured() {
    let mut seeds: Vec<Vec<u8>> = SAMPLES.iter().map(|text| text.as_bytes().to_vec()).collect();
    seeds.extend(corpus());
    let seeds: Vec<&[u8]> = seeds.iter().map(Vec::as_slice).collect();
    let words: Vec<&[u8]> = WORDS.iter().map(|word| word.as_bytes()).collect();
    endure_many(4_000, &seeds, &words, |file| {
        let Ok(mut reader) = ics::open(Cursor::new(file.to_vec()), options(false)) else {
            return;
        };
        let mut found = 0;
        while let Some(entry) = reader.next().unwrap() {
            found += 1;
            if let Ok(meeting) = &entry.content {
                assert_sound(meeting);
            }
            if found % 1000 == 1 {
                let _ = reader.reject(&entry.raw, "some problem");
            }
        }
        assert!(found <= MOST_ENTRIES, "{found} entries");
    });
}

/// The small files of real calendars, if they exist.
fn corpus() -> Vec<Vec<u8>> {
    let given = std::env::var_os("MEETCTL_ICS").map(PathBuf::from);
    let directory =
        given.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/ics"));
    let Ok(files) = fs::read_dir(directory) else {
        harness::skip("seeds from real iCalendar files: MEETCTL_ICS");
        return Vec::new();
    };
    let mut paths: Vec<PathBuf> = files.map(|file| file.unwrap().path()).collect();
    paths.sort();
    let calendars = paths.iter().filter(|path| path.extension().is_some_and(|end| end == "ics"));
    let texts = calendars.map(|path| fs::read(path).unwrap());
    texts.filter(|text| !text.is_empty() && text.len() < 10_000).collect()
}
