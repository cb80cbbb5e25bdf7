//! Series: what their meetings are called, and how overrides change them.

use meetctl::entity::meeting::Status;

use crate::read::{calendar, entries, event, meeting, meetings, times, uids};

const DAILY: &str = "BEGIN:VEVENT
    UID:u
    SUMMARY:Daily
    DTSTART:20260601T080000Z
    DTEND:20260601T090000Z
    RRULE:FREQ=DAILY;COUNT=4
    END:VEVENT";

/// The daily series with another VEVENT of the same UID.
fn with(lines: &str) -> String {
    calendar(&format!("{DAILY}\nBEGIN:VEVENT\nUID:u\n{lines}\nEND:VEVENT"))
}

#[test]
fn uids_name_the_occurrence() {
    assert_eq!(uids(&meetings(&event(""))), ["u"]);
    let all = meetings(&event("RRULE:FREQ=DAILY;COUNT=2"));
    assert_eq!(uids(&all), ["u/20260601T080000Z", "u/20260602T080000Z"]);
    let days =
        calendar("BEGIN:VEVENT\nUID:d\nDTSTART:20260601\nRRULE:FREQ=DAILY;COUNT=2\nEND:VEVENT");
    assert_eq!(uids(&meetings(&days)), ["d/20260601", "d/20260602"]);
    let none = calendar("BEGIN:VEVENT\nDTSTART:20260601\nRRULE:FREQ=DAILY;COUNT=2\nEND:VEVENT");
    assert_eq!(uids(&meetings(&none)), ["-", "-"]);
    assert_eq!(meeting(&event("X-MEETCTL-UID:none")).uid, None);
    let long =
        calendar(&format!("BEGIN:VEVENT\nUID:{}\nDTSTART:20260601\nEND:VEVENT", "x".repeat(300)));
    assert_eq!(meeting(&long).uid.unwrap().chars().count(), 180 + 1 + 32);
}

#[test]
fn an_override_changes_its_occurrence_in_place_and_keeps_its_uid() {
    let text = with(
        "RECURRENCE-ID:20260602T080000Z\nDTSTART:20260602T120000Z\nDURATION:PT2H\nSUMMARY:Moved",
    );
    let all = meetings(&text);
    assert_eq!(times(&all)[1], "06-02 12:00 - 14:00");
    assert_eq!((all.len(), all[1].title.as_str()), (4, "Moved"));
    assert_eq!(uids(&all)[1], "u/20260602T080000Z");
    let lines: Vec<u64> = entries(text).iter().map(|entry| entry.line).collect();
    assert_eq!(lines, [3, 10, 3, 3]);
}

#[test]
fn an_override_has_only_the_changes() {
    let all = meetings(&with("RECURRENCE-ID:20260603T080000Z\nSTATUS:CANCELLED"));
    assert_eq!(times(&all)[2], "06-03 08:00 - 09:00");
    assert_eq!(all[2].title, "Daily");
    assert_eq!(all[2].status, Some(Status::Cancelled));
    assert_eq!(all[1].status, None);
}

#[test]
fn the_highest_sequence_wins() {
    let one = |hour: u32, sequence: u32| {
        format!(
            "BEGIN:VEVENT\nUID:u\nRECURRENCE-ID:20260602T080000Z\nDTSTART:20260602T{hour}0000Z\nSEQUENCE:{sequence}\nEND:VEVENT"
        )
    };
    let text = calendar(&format!("{}\n{DAILY}\n{}\n{}", one(12, 2), one(13, 3), one(14, 1)));
    assert_eq!(times(&meetings(&text))[1], "06-02 13:00 - 14:00");
}

#[test]
fn an_override_that_matches_nothing_adds_one() {
    let all = meetings(&with("RECURRENCE-ID:20260701T080000Z\nDTSTART:20260701T080000Z"));
    assert_eq!((all.len(), uids(&all)[4]), (5, "u/20260701T080000Z"));
}

#[test]
fn an_override_without_its_event_is_one_meeting() {
    let text = "BEGIN:VEVENT
        UID:u
        RECURRENCE-ID;TZID=Europe/Berlin:20260602T100000
        DTSTART:20260602T120000Z
        DURATION:PT1H
        RRULE:FREQ=DAILY
        END:VEVENT";
    let all = meetings(&calendar(text));
    assert_eq!(uids(&all), ["u/20260602T080000Z"]);
    assert_eq!(times(&all), ["06-02 12:00 - 13:00"]);
}

#[test]
fn this_and_future_moves_what_follows() {
    let text = with(
        "RECURRENCE-ID;RANGE=THISANDFUTURE:20260603T080000Z\nDTSTART:20260603T100000Z\nDTEND:20260603T103000Z\nSUMMARY:Later",
    );
    let all = meetings(&text);
    assert_eq!(
        times(&all)[1..],
        ["06-02 08:00 - 09:00", "06-03 10:00 - 10:30", "06-04 10:00 - 10:30"]
    );
    assert_eq!(all[3].title, "Later");
    assert_eq!(uids(&all)[3], "u/20260604T080000Z");
}

#[test]
fn dates_are_added_and_taken_away() {
    let text = event(
        "RRULE:FREQ=DAILY;COUNT=3
        RRULE:FREQ=WEEKLY;COUNT=2
        RDATE:20260620T080000Z
        RDATE;VALUE=PERIOD:20260621T080000Z/PT3H
        EXDATE;TZID=Europe/Berlin:20260602T100000
        EXDATE;VALUE=DATE:20260603",
    );
    assert_eq!(
        times(&meetings(&text)),
        [
            "06-01 08:00 - 09:00",
            "06-08 08:00 - 09:00",
            "06-20 08:00 - 09:00",
            "06-21 08:00 - 11:00"
        ]
    );
    let ruled_out = event("RRULE:FREQ=DAILY;COUNT=4\nEXRULE:FREQ=DAILY;INTERVAL=2;COUNT=2");
    assert_eq!(times(&meetings(&ruled_out)), ["06-02 08:00 - 09:00", "06-04 08:00 - 09:00"]);
}

#[test]
fn local_time_is_kept_when_the_clocks_change() {
    let text = calendar(
        "BEGIN:VEVENT\nDTSTART;TZID=Europe/Berlin:20261024T023000\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=3\nEND:VEVENT",
    );
    assert_eq!(
        times(&meetings(&text)),
        ["10-24 00:30 - 01:30", "10-25 00:30 - 01:30", "10-26 01:30 - 02:30"]
    );
}

#[test]
fn an_override_that_cannot_be_read_takes_its_series_with_it() {
    let all = entries(with("RECURRENCE-ID:20260602T080000Z\nDTSTART:x"));
    assert_eq!(all.len(), 1);
    let problem = all[0].content.clone().unwrap_err().to_string();
    assert_eq!(
        problem,
        "RECURRENCE-ID: the override in line 10: DTSTART: \"x\" is not a date or time"
    );
    let raw = String::from_utf8(all[0].raw.clone()).unwrap();
    assert_eq!(raw.matches("BEGIN:VEVENT").count(), 2, "both can be fixed");
}

#[test]
fn an_event_that_is_in_the_file_twice_is_one() {
    let moved =
        "BEGIN:VEVENT\nUID:u\nRECURRENCE-ID:20260602T080000Z\nDTSTART:20260602T120000Z\nEND:VEVENT";
    let all = meetings(&calendar(&format!("{DAILY}\n{moved}\n{DAILY}\n{moved}")));
    assert_eq!(times(&all)[1], "06-02 12:00 - 13:00");
    assert_eq!(all.len(), 4);
}
