//! Files that are not as they should be: what is wrong, and in which line.

use std::io::Cursor;
use std::time::Duration;

use meetctl::error::Kind;
use meetctl::interchange::ics;

use crate::read::{calendar, entries, event, options, problem, worked};

#[test]
fn a_file_without_a_calendar_is_a_failure() {
    for text in ["", "\n\n", "title,start_time\nA,2026\n", "{\"title\":\"A\"}\n", "\0\u{1}\u{2}"] {
        let failure = ics::open(Cursor::new(text), options()).err().unwrap();
        assert_eq!(failure.kind(), Kind::NotIcalendar);
        assert!(failure.lines().len() > 1, "there is a hint");
    }
}

#[test]
fn an_empty_calendar_holds_nothing() {
    assert_eq!(entries("BEGIN:VCALENDAR\nEND:VCALENDAR\n"), []);
    assert_eq!(entries("\u{feff}\r\n\r\nbegin:vcalendar\rEnd:VCalendar\r"), []);
    assert_eq!(entries(calendar("BEGIN:VTODO\nno colon\nEND:VTODO")), []);
}

/// Each: what is between BEGIN:VCALENDAR and END:VCALENDAR, the line and the message.
#[test]
fn broken_components_are_reported_with_their_line() {
    for (content, line, message) in [
        ("END:VEVENT", 3, "END:VEVENT without a BEGIN"),
        ("END:X-A", 3, "END:X-A without a BEGIN"),
        ("junk\nmore junk", 3, "line 3 has no colon: junk"),
        ("BEGIN:VEVENT\nSUMMARY;x\nEND:VEVENT", 3, "line 4 has no colon: SUMMARY;x"),
        ("BEGIN:VEVENT\nSUMMARY:x", 3, "END:VEVENT is missing"),
        ("BEGIN:VEVENT\nBEGIN:VALARM\nEND:VEVENT", 3, "END:VALARM is missing inside the event"),
        ("BEGIN:VEVENT\nEND:VALARM\nEND:VEVENT", 3, "line 4: END:VALARM without a BEGIN"),
        ("BEGIN:VEVENT\nEND:VEVENT", 3, "DTSTART: is missing"),
    ] {
        let (found, problem) = problem(calendar(content));
        assert_eq!((found, problem.to_string().as_str()), (line, message), "{content}");
    }
}

#[test]
fn reading_continues_with_the_next_event() {
    let good = "BEGIN:VEVENT\nDTSTART:20260601T080000Z\nDURATION:PT1H\nSUMMARY:good\nEND:VEVENT";
    for bad in [
        "BEGIN:VEVENT\nUID:a",
        "BEGIN:VEVENT\nBEGIN:VALARM",
        "BEGIN:VTIMEZONE\nTZID:a",
        "\0\0\nEND:VEVENT",
    ] {
        let all = entries(calendar(&format!("{bad}\n{good}\n{good}")));
        let titles = all.iter().filter_map(|entry| entry.content.as_ref().ok());
        assert_eq!(titles.map(|meeting| meeting.title.as_str()).collect::<Vec<_>>(), ["good"; 2]);
    }
}

#[test]
fn a_truncated_file_is_reported() {
    let (line, problem) = problem("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n");
    assert_eq!(line, 1);
    assert!(problem.message.contains("END:VCALENDAR is missing"), "{problem}");
}

#[test]
fn text_that_is_not_utf_8_is_refused_where_it_matters() {
    let mut bytes = event("X-OTHER:?\nDESCRIPTION:caf?").into_bytes();
    for byte in &mut bytes {
        if *byte == b'?' {
            *byte = 0xe9;
        }
    }
    let (_, problem) = problem(bytes);
    assert_eq!(problem.to_string(), "DESCRIPTION: the text is not UTF-8");
}

#[test]
fn an_event_longer_than_a_record_may_be_is_refused() {
    let long = "a".repeat(5 * 1024 * 1024);
    for lines in [format!("COMMENT:{long}"), "COMMENT:0123456789\n".repeat(400_000)] {
        let (_, problem) = problem(event(lines.trim_end()));
        assert!(problem.message.contains("longer than"), "{problem}");
    }
}

#[test]
fn values_that_mean_nothing_are_named() {
    for (lines, expected) in [
        ("DTSTART:tomorrow\nDTEND:20260601T080000Z", "DTSTART: \"tomorrow\" is not a date or time"),
        ("DTSTART:20260230\n", "DTSTART: \"20260230\" is not a date or time"),
        (
            "DTSTART;TZID=Nowhere:20260601T080000\nDURATION:PT1H",
            "DTSTART: the time zone \"Nowhere\" is unknown and not defined in the file",
        ),
        ("DTSTART:20260601T080000Z\nDTEND:x", "DTEND: \"x\" is not a date or time"),
        (
            "DTSTART:20260601T080000Z\nDTEND:20260601T070000Z",
            "DTEND: the event ends before it starts",
        ),
        ("DTSTART:20260601T080000Z\nDTEND:20260601T080000Z", "DTEND: the event has no length"),
        ("DTSTART:20260601T080000Z", "DTEND: the event has no length: it has no end"),
        ("DTSTART:20260601T080000Z\nDURATION:PT0S", "DURATION: the event has no length"),
        ("DTSTART:20260601T080000Z\nDURATION:1 hour", "DURATION: \"1 hour\" is not a duration"),
        (
            "DTSTART:09990601T080000Z\nDURATION:PT1H",
            "DTSTART: the event is outside the years 1000 to 9999",
        ),
        (
            "DTSTART:99991231T235900Z\nDURATION:PT1H",
            "DTSTART: the event is outside the years 1000 to 9999",
        ),
        (
            "DTSTART:20260601\nDURATION:P999999W",
            "DTSTART: the event is outside the years 1000 to 9999",
        ),
        ("DTSTART:20260601T080000Z\nDURATION:PT1H\nRDATE:x", "RDATE: \"x\" is not a date or time"),
        (
            "DTSTART:20260601T080000Z\nDURATION:PT1H\nEXDATE:x",
            "EXDATE: \"x\" is not a date or time",
        ),
        (
            "DTSTART:20260601T080000Z\nDURATION:PT1H\nRECURRENCE-ID:x",
            "RECURRENCE-ID: \"x\" is not a date or time",
        ),
        (
            "DTSTART:20260601T080000Z\nDURATION:PT1H\nRRULE:FREQ=X",
            "RRULE: FREQ=X is unknown (the rule is \"FREQ=X\")",
        ),
    ] {
        let (line, problem) = problem(calendar(&format!("BEGIN:VEVENT\n{lines}\nEND:VEVENT")));
        // That of the property; of the event where it has none.
        let named = expected.split(':').next().unwrap();
        let place = lines.lines().position(|line| line.starts_with(named));
        let expected_line = place.map_or(3, |place| 4 + place as u64);
        assert_eq!((line, problem.to_string().as_str()), (expected_line, expected));
    }
}

#[test]
fn the_line_is_that_of_the_property() {
    // A tab folds too; the spaces at the beginning of a line are those of the source.
    let folded =
        "BEGIN:VEVENT\nDESCRIPTION:a\n\tb\n\tc\n\nDTSTART:20260601T080000Z\nDURATION:PT1H\n";
    for (lines, line, field) in [
        (
            "DTEND:20260601T090000Z\nEXDATE:20260602T080000Z\nEXDATE:20260603T080000Z,\n\tx",
            12,
            "EXDATE",
        ),
        ("BEGIN:VALARM\nDTEND:y\nEND:VALARM\nDTEND:x", 13, "DTEND"),
        ("RRULE:FREQ=DAILY;COUNT=2\nRRULE:FREQ=DAILY;COUNT=x", 11, "RRULE"),
        ("RDATE:20260602T080000Z/P-1D", 10, "RDATE"),
        ("RRULE:FREQ=SECONDLY", 10, "RRULE"),
    ] {
        let (found, problem) = problem(format!(
            "BEGIN:VCALENDAR\nVERSION:2.0\n{folded}{lines}\nEND:VEVENT\nEND:VCALENDAR\n"
        ));
        assert_eq!((found, problem.field.as_deref()), (line, Some(field)), "{problem}");
    }
}

#[test]
fn no_rule_takes_long() {
    for rule in [
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=SECONDLY;INTERVAL=60;BYSECOND=30",
        "FREQ=SECONDLY",
        "FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYHOUR=0,1,2,3,4,5,6,7;BYMINUTE=0,1,2,3,4,5,6,7,8,9;BYSETPOS=1",
        "FREQ=MINUTELY;BYYEARDAY=366;BYMONTH=1",
        "FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6",
        "FREQ=DAILY;INTERVAL=999999999",
    ] {
        let started = worked();
        let found = entries(event(&format!("RRULE:{rule}")));
        // What takes longer, even without optimisation, does not end.
        let took = worked().saturating_sub(started);
        assert!(took < Duration::from_secs(5), "{rule}: {took:?}");
        assert!((1..=3).contains(&found.len()), "{rule}: {}", found.len());
    }
}
