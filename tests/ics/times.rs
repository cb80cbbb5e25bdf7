//! The times of events: zones, all-day events, floating times, ends.

use crate::read::{calendar, entries_with, meeting, meetings, options, times};

/// The times of an event with `lines`.
fn when(lines: &str) -> String {
    times(&[meeting(&calendar(&format!("BEGIN:VEVENT\n{lines}\nEND:VEVENT")))]).remove(0)
}

#[test]
fn zones_are_known_by_many_names() {
    for zone in [
        "Europe/Berlin",
        "europe/berlin",
        "W. Europe Standard Time",
        "\"/freeassociation.sourceforge.net/Europe/Berlin\"",
        "/mozilla.org/20050126_1/Europe/Berlin",
    ] {
        let lines =
            format!("DTSTART;TZID={zone}:20260601T100000\nDTEND;TZID={zone}:20260601T113000");
        assert_eq!(when(&lines), "06-01 08:00 - 09:30", "{zone}");
    }
    assert_eq!(when("DTSTART:20260601T080000Z\nDURATION:PT1H"), "06-01 08:00 - 09:00");
    assert_eq!(when("DTSTART:20260601T100000\nDURATION:PT1H"), "06-01 08:00 - 09:00", "floating");
}

#[test]
fn the_file_may_describe_a_zone_but_not_change_a_known_one() {
    let found = meetings(include_str!("zones.ics"));
    assert_eq!(
        times(&found),
        [
            "06-01 07:30 - 08:30",
            "07-01 07:30 - 08:30",
            "08-01 07:30 - 08:30",
            "09-01 07:30 - 08:30",
            "10-01 08:30 - 09:30",
            "11-01 08:30 - 09:30",
            "06-01 10:00 - 11:00",
            "06-01 03:00 - 04:00",
            "06-05 06:00 - 07:00",
            "06-08 00:00 - 02:00",
            "06-09 00:00 - 03:00",
        ]
    );
    let wrong = "BEGIN:VTIMEZONE
        TZID:Europe/Berlin
        BEGIN:STANDARD
        DTSTART:19700101T000000
        TZOFFSETFROM:+0900
        TZOFFSETTO:+0900
        END:STANDARD
        END:VTIMEZONE
        BEGIN:VEVENT
        DTSTART;TZID=Europe/Berlin:20260601T100000
        DURATION:PT1H
        END:VEVENT";
    assert_eq!(times(&meetings(&calendar(wrong))), ["06-01 08:00 - 09:00"]);
}

#[test]
fn all_day_events_are_in_the_zone_of_the_import() {
    assert_eq!(when("DTSTART;VALUE=DATE:20260601"), "05-31 22:00 - 06-01 22:00");
    assert_eq!(when("DTSTART:20260601\nDTEND:20260603"), "05-31 22:00 - 06-02 22:00");
    assert_eq!(when("DTSTART:20260601\nDTEND:20260601"), "05-31 22:00 - 06-01 22:00");
    assert_eq!(when("DTSTART:20260601\nDURATION:P2D"), "05-31 22:00 - 06-02 22:00");
    // The clocks go forward on 2026-03-29: that day has 23 hours.
    assert_eq!(when("DTSTART:20260329"), "03-28 23:00 - 03-29 22:00");
}

#[test]
fn gaps_and_folds_are_read_as_the_standard_has_it() {
    let start = |time: &str| when(&format!("DTSTART;TZID=Europe/Berlin:{time}\nDURATION:PT30M"));
    assert_eq!(start("20260329T023000"), "03-29 01:30 - 02:00");
    assert_eq!(start("20261025T023000"), "10-25 00:30 - 01:00");
    // A day on the calendar is one on the clock, hours are hours.
    let lines = "DTSTART;TZID=Europe/Berlin:20260328T120000\nDURATION:";
    assert_eq!(when(&format!("{lines}P1D")), "03-28 11:00 - 03-29 10:00");
    assert_eq!(when(&format!("{lines}PT24H")), "03-28 11:00 - 03-29 11:00");
}

#[test]
fn utc_times_recur_by_the_clocks_of_the_calendar() {
    let content = "BEGIN:VEVENT
        DTSTART:20260323T090000Z
        DURATION:PT1H
        RRULE:FREQ=WEEKLY;COUNT=2
        END:VEVENT";
    let plain = meetings(&calendar(content));
    assert_eq!(times(&plain), ["03-23 09:00 - 10:00", "03-30 09:00 - 10:00"]);
    let zoned = meetings(&calendar(&format!("X-WR-TIMEZONE:Europe/Berlin\n{content}")));
    assert_eq!(times(&zoned), ["03-23 09:00 - 10:00", "03-30 08:00 - 09:00"]);
}

#[test]
fn recurrences_end_a_year_after_the_last_start_or_now() {
    let content = |start: &str| {
        calendar(&format!(
            "BEGIN:VEVENT\nDTSTART:{start}\nDURATION:PT1H\nRRULE:FREQ=MONTHLY\nEND:VEVENT"
        ))
    };
    let mut options = options();
    options.horizon = None;
    let last = |start: &str| {
        let last = entries_with(content(start), &options).pop().unwrap();
        last.content.unwrap().start.to_string()
    };
    assert_eq!(last("20260115T080000Z"), "2027-05-15 08:00:00");
    assert_eq!(last("20300115T080000Z"), "2030-12-15 08:00:00");
}
