//! Titles, descriptions, status and people.

use meetctl::entity::meeting::Status;
use meetctl::interchange::Person;

use crate::read::{calendar, entries, event, meeting};

fn person(email: &str, name: Option<&str>) -> Person {
    Person::Email { email: email.to_owned(), name: name.map(str::to_owned) }
}

/// An event with this SUMMARY and these lines, and what it was warned of.
fn summary(summary: &str, lines: &str) -> (String, Option<String>, Vec<String>) {
    let text = calendar(&format!("BEGIN:VEVENT\nDTSTART:20260601\n{summary}\n{lines}\nEND:VEVENT"));
    let entry = entries(text).remove(0);
    let meeting = entry.content.unwrap();
    (meeting.title, meeting.description, entry.warnings)
}

#[test]
fn long_titles_are_truncated_and_reported() {
    assert_eq!(summary("SUMMARY: A\\, b ", "").0, "A, b");
    let (title, _, warnings) = summary("SUMMARY:a\\nb\tc", "");
    assert_eq!((title.as_str(), warnings.len()), ("a b c", 1));
    for empty in ["SUMMARY:", "SUMMARY: \\n ", "COMMENT:x"] {
        let (title, _, warnings) = summary(empty, "");
        assert_eq!((title.as_str(), warnings.len()), ("(untitled)", 1));
    }
    let long = format!("{}é{}", "a".repeat(99), "b".repeat(50));
    let (title, description, warnings) = summary(&format!("SUMMARY:{long}"), "DESCRIPTION:more");
    assert_eq!(title, format!("{}é", "a".repeat(99)));
    assert_eq!(description.unwrap(), format!("{long}\n\nmore"));
    assert!(warnings[0].contains("150 characters"), "{warnings:?}");
    assert_eq!(summary(&format!("SUMMARY:{long}"), "").1, Some(long));
}

#[test]
fn descriptions_keep_their_lines() {
    assert_eq!(summary("SUMMARY:a", "DESCRIPTION:x\\ny\\;z\\\\n").1.unwrap(), "x\ny;z\\n");
    let (_, description, warnings) = summary("SUMMARY:a", "DESCRIPTION:x\0y");
    assert_eq!((description.as_deref(), warnings.len()), (Some("xy"), 1));
    assert_eq!(summary("SUMMARY:a", "").1, None);
    assert_eq!(summary("SUMMARY:a", "DESCRIPTION:").1.as_deref(), Some(""));
    let alarm = "BEGIN:VALARM\nDESCRIPTION:not this\nEND:VALARM";
    assert_eq!(summary("SUMMARY:a", alarm).1, None);
}

#[test]
fn the_status_is_read_from_the_file() {
    for (lines, status) in [
        ("", None),
        ("STATUS:CONFIRMED", None),
        ("STATUS:cancelled", Some(Status::Cancelled)),
        ("STATUS:CONFIRMED\nX-MEETCTL-STATUS:in_progress", Some(Status::InProgress)),
        ("STATUS:CANCELLED\nX-MEETCTL-STATUS:completed", Some(Status::Completed)),
        ("STATUS:CANCELLED\nX-MEETCTL-STATUS:other", Some(Status::Cancelled)),
    ] {
        assert_eq!(meeting(&event(lines)).status, status, "{lines}");
    }
}

#[test]
fn people_are_known_by_their_address() {
    let text = event(
        "ORGANIZER;CN=\"Lovelace, Ada\":MAILTO:ada@example.org
        ATTENDEE;CN=Ben ^'B^' Key:mailto:ben@example.org
        ATTENDEE:mailto:ben@example.org
        ATTENDEE;CN=Room;CUTYPE=ROOM:mailto:room@example.org
        ATTENDEE;CUTYPE=RESOURCE:mailto:beamer@example.org
        ATTENDEE;EMAIL=cleo@example.org:/principals/1
        ATTENDEE:urn:uuid:1
        ATTENDEE;CN=:dan@example.org",
    );
    let entry = entries(text).remove(0);
    let meeting = entry.content.unwrap();
    assert_eq!(meeting.creator, Some(person("ada@example.org", Some("Lovelace, Ada"))));
    let expected = [
        person("ben@example.org", Some("Ben \"B\" Key")),
        person("cleo@example.org", None),
        person("dan@example.org", None),
    ];
    assert_eq!(meeting.participants.unwrap(), expected);
    assert_eq!(entry.warnings.len(), 3, "{:?}", entry.warnings);
    let nobody = crate::read::meeting(&event(""));
    assert_eq!((nobody.creator, nobody.participants), (None, None));
}

#[test]
fn an_event_warns_once() {
    let all = entries(event("ATTENDEE:nobody\nRRULE:FREQ=DAILY;COUNT=3"));
    let warnings: Vec<usize> = all.iter().map(|entry| entry.warnings.len()).collect();
    assert_eq!(warnings, [1, 0, 0]);
}
