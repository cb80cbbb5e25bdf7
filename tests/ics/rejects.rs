//! A rejects file can be fixed and read again.

use std::io::Cursor;

use meetctl::interchange::{MeetingEntry, Source, ics};

use crate::read::{entries, options};

/// What a file of rejects holds in which every record of `text` is rejected.
fn rejects(text: &str) -> String {
    let mut reader = ics::open(Cursor::new(text.to_owned()), options()).unwrap();
    let mut out = reader.rejects_head();
    while let Some(entry) = reader.next().unwrap() {
        out.extend(reader.reject(&entry.raw, "some, or other; reason"));
    }
    out.extend(reader.rejects_tail());
    String::from_utf8(out).unwrap()
}

fn contents(text: &str) -> Vec<Result<MeetingEntry, String>> {
    let contents = entries(text).into_iter().map(|entry| entry.content);
    // A file of rejects has occurrences without their series.
    let alone = |mut meeting: MeetingEntry| {
        meeting.version.iter_mut().for_each(|version| version.series_sequence = None);
        meeting
    };
    contents.map(|content| content.map(alone).map_err(|problem| problem.to_string())).collect()
}

#[test]
fn rejects_read_as_what_they_were() {
    for text in [
        include_str!("office.ics"),
        include_str!("family.ics"),
        include_str!("zones.ics"),
        include_str!("rules.ics"),
    ] {
        let first = rejects(text);
        assert_eq!(contents(&first), contents(text), "{first}");
        let second = rejects(&first);
        assert_eq!(contents(&second), contents(text));
        let events = second.matches("BEGIN:VEVENT").count();
        assert_eq!(second.matches("X-MEETCTL-ERROR").count(), events, "each has it once");
        assert!(second.split("\r\n").all(|line| line.len() <= 75));
    }
}

#[test]
fn a_broken_event_keeps_its_text() {
    let text =
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nDTSTART:x\nEND:VEVENT\nEND:VEVENT\nEND:VCALENDAR\n";
    assert_eq!(
        rejects(text),
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//meetctl//rejects//EN\r\nBEGIN:VEVENT\r\n\
         UID:a\r\nDTSTART:x\r\nX-MEETCTL-ERROR:some\\, or other\\; reason\r\nEND:VEVENT\r\n\
         X-MEETCTL-ERROR:some\\, or other\\; reason\r\nEND:VCALENDAR\r\n"
    );
}
