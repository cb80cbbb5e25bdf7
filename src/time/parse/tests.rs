//! The grammar, clock by clock, in the zones whose clocks are odd.

mod refusals;

use super::*;
use crate::time::error::quoted;

/// Monday, 2026-06-01, 10:20:30 in UTC.
pub(super) fn now() -> UtcTime {
    instant("2026-06-01T10:20:30Z")
}

/// Reads plain UTC with chrono, so that the tests do not lean on what they test.
pub(super) fn instant(text: &str) -> UtcTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%SZ").unwrap()
}

pub(super) fn zone(name: &str) -> Zone {
    Zone::parse(name).unwrap()
}

/// What `typed` means in the zone `tz`, in UTC.
pub(super) fn read(typed: &str, tz: &str) -> String {
    read_at(typed, now(), tz)
}

fn read_at(typed: &str, now: UtcTime, tz: &str) -> String {
    let time = parse_time(typed, now, &zone(tz)).unwrap_or_else(|e| panic!("{typed}: {e}"));
    time.format("%Y-%m-%dT%H:%M:%SZ").to_string()
}

pub(super) fn refusal(typed: &str, tz: &str) -> (String, String) {
    refusal_at(typed, now(), tz)
}

fn refusal_at(typed: &str, now: UtcTime, tz: &str) -> (String, String) {
    match parse_time(typed, now, &zone(tz)) {
        Ok(time) => panic!("{typed:?} was read as {time}"),
        Err(error) => (error.message, error.hint.unwrap()),
    }
}

#[test]
fn rfc_3339_is_read_in_any_zone() {
    for tz in ["UTC", "Europe/Berlin", "Asia/Kathmandu"] {
        for typed in [
            "2026-06-01T10:00:00Z",
            "2026-06-01t10:00:00z",
            "2026-06-01 10:00:00Z",
            "2026-06-01T10:00Z",
            "2026-06-01T10:00:00.000Z",
            "2026-06-01T12:00:00+02:00",
            "2026-06-01T12:00+0200",
            "2026-06-01 12:00:00 +02:00",
            "2026-06-01T04:30:00-05:30",
            "2026-05-31T10:01:00-23:59",
            "2026-06-01T10:00:00-00:00",
            "2026-06-01 12:00:00+02",
            "2026-06-01 10:00 UTC",
            "20260601T100000Z",
            "20260601T1200+0200",
            "Mon, 1 Jun 2026 12:00:00 +0200",
            "1 June 2026 10:00 GMT",
            "2026/06/01 10:00Z",
            "@1780308000",
            "  2026-06-01T10:00:00Z\n",
        ] {
            assert_eq!(read(typed, tz), "2026-06-01T10:00:00Z", "{typed} in {tz}");
        }
    }
}

#[test]
fn civil_time_is_read_in_the_zone() {
    for typed in [
        "2026-06-01 09:00",
        "2026-06-01T09:00:00",
        "2026-06-01  9:00",
        "2026-06-01t09:00",
        "2026-06-01 9am",
        "2026/06/01 9:00 AM",
        "20260601 09:00",
        "20260601T0900",
        "2026-6-1 9:00",
        "June 1 2026 9am",
        "Jun 1st, 2026, at 9",
        "1 june 2026 09:00",
        "monday june 1 2026 9:00",
        "9:00 2026-06-01",
        "9 a.m. June 1, 2026",
        "today 9:00",
        "9:00",
        "at 9",
        "9am today",
        "this monday 9:00",
    ] {
        assert_eq!(read(typed, "UTC"), "2026-06-01T09:00:00Z", "{typed}");
        assert_eq!(read(typed, "Europe/Berlin"), "2026-06-01T07:00:00Z", "{typed}");
        assert_eq!(read(typed, "America/New_York"), "2026-06-01T13:00:00Z", "{typed}");
        assert_eq!(read(typed, "Australia/Lord_Howe"), "2026-05-31T22:30:00Z", "{typed}");
        assert_eq!(read(typed, "Pacific/Apia"), "2026-05-31T20:00:00Z", "{typed}");
        assert_eq!(read(typed, "Asia/Kathmandu"), "2026-06-01T03:15:00Z", "{typed}");
        assert_eq!(read(typed, "America/Sao_Paulo"), "2026-06-01T12:00:00Z", "{typed}");
        assert_eq!(read(typed, "-03:30"), "2026-06-01T12:30:00Z", "{typed}");
    }
}

#[test]
fn days_and_words_begin_at_midnight_in_the_zone() {
    assert_eq!(read("2026-06-01", "Europe/Berlin"), "2026-05-31T22:00:00Z");
    assert_eq!(read("today", "Europe/Berlin"), "2026-05-31T22:00:00Z");
    assert_eq!(read("Tomorrow", "UTC"), "2026-06-02T00:00:00Z");
    assert_eq!(read("YESTERDAY", "UTC"), "2026-05-31T00:00:00Z");
    assert_eq!(read("today 17:30", "Europe/Berlin"), "2026-06-01T15:30:00Z");
    assert_eq!(read("tomorrow 9:00:05", "UTC"), "2026-06-02T09:00:05Z");
    assert_eq!(read("now", "Europe/Berlin"), "2026-06-01T10:20:30Z");
    // It is already Tuesday there.
    let late = instant("2026-06-01T22:30:00Z");
    assert_eq!(read_at("today", late, "Europe/Berlin"), "2026-06-01T22:00:00Z");
    assert_eq!(read_at("next tue", late, "Europe/Berlin"), "2026-06-08T22:00:00Z");
}

#[test]
fn a_fraction_of_the_clock_is_dropped() {
    let now = now() + TimeDelta::milliseconds(700);
    assert_eq!(parse_time("now", now, &Zone::utc()).unwrap(), instant("2026-06-01T10:20:30Z"));
    assert_eq!(parse_time("+1s", now, &Zone::utc()).unwrap(), instant("2026-06-01T10:20:31Z"));
}

#[test]
fn a_weekday_is_the_next_one_after_today() {
    assert_eq!(read("tue", "UTC"), "2026-06-02T00:00:00Z");
    assert_eq!(read("Sunday", "UTC"), "2026-06-07T00:00:00Z");
    assert_eq!(read("WED 09:00", "UTC"), "2026-06-03T09:00:00Z");
    for word in
        ["thursday", "thu", "friday", "fri", "saturday", "sat", "sun", "tuesday", "tues", "thurs"]
    {
        assert!(parse_time(word, now(), &Zone::utc()).is_ok(), "{word}");
    }
    assert!(parse_time("mo", now(), &Zone::utc()).is_err());
}

#[test]
fn offsets_from_now_count_days_on_the_calendar_and_hours_as_they_pass() {
    assert_eq!(read("+2h", "UTC"), "2026-06-01T12:20:30Z");
    assert_eq!(read("-7d", "UTC"), "2026-05-25T10:20:30Z");
    assert_eq!(read("+1h30m", "UTC"), "2026-06-01T11:50:30Z");
    assert_eq!(read("+1w", "UTC"), "2026-06-08T10:20:30Z");
    assert_eq!(read("-PT45M", "UTC"), "2026-06-01T09:35:30Z");
    assert_eq!(read("+0d", "UTC"), "2026-06-01T10:20:30Z");
    // 12:00 in Berlin, the day before the clocks jump.
    let eve = instant("2026-03-28T11:00:00Z");
    assert_eq!(read_at("+1d", eve, "Europe/Berlin"), "2026-03-29T10:00:00Z");
    assert_eq!(read_at("+24h", eve, "Europe/Berlin"), "2026-03-29T11:00:00Z");
    // 02:30 a day later does not exist, and twice a month later.
    let (message, hint) = refusal_at("+1d", instant("2026-03-28T01:30:00Z"), "Europe/Berlin");
    assert!(message.starts_with("\"+1d\" (2026-03-29 02:30) does not exist"), "{message}");
    assert_eq!(hint, "write 2026-03-29T01:30:00+01:00 or 2026-03-29T03:30:00+02:00");
    let before = instant("2026-09-25T00:30:00Z");
    let (_, hint) = refusal_at("in 1 month", before, "Europe/Berlin");
    assert_eq!(hint, "write 2026-10-25T02:30:00+02:00 or 2026-10-25T02:30:00+01:00");
}

#[test]
fn amounts_are_counted_from_now_in_words_too() {
    for (typed, expected) in [
        ("in 2 hours", "2026-06-01T12:20:30Z"),
        ("In 90 Minutes", "2026-06-01T11:50:30Z"),
        ("2 hours from now", "2026-06-01T12:20:30Z"),
        ("+1.5h", "2026-06-01T11:50:30Z"),
        ("in an hour", "2026-06-01T11:20:30Z"),
        ("3 days ago", "2026-05-29T10:20:30Z"),
        ("1h30m ago", "2026-06-01T08:50:30Z"),
        ("a week ago", "2026-05-25T10:20:30Z"),
        ("2 weeks ago", "2026-05-18T10:20:30Z"),
        ("1 month ago", "2026-05-01T10:20:30Z"),
        ("in 2 months", "2026-08-01T10:20:30Z"),
        ("+1y", "2027-06-01T10:20:30Z"),
        ("+1mo2d", "2026-07-03T10:20:30Z"),
        ("in 3 days at 9", "2026-06-04T09:00:00Z"),
        ("3 days ago at 9:15pm", "2026-05-29T21:15:00Z"),
        ("+1w at noon", "2026-06-08T12:00:00Z"),
    ] {
        assert_eq!(read(typed, "UTC"), expected, "{typed}");
    }
    let last = instant("2026-03-31T10:00:00Z");
    let (message, hint) = refusal_at("1 month ago", last, "UTC");
    assert_eq!(message, "\"1 month ago\" has two readings");
    assert_eq!(hint, "write 2026-02-28 or 2026-03-03");
    refusal_at("+1mo", last, "UTC");
    assert_eq!(read_at("+2mo", last, "UTC"), "2026-05-31T10:00:00Z");
    refusal_at("1 year ago", instant("2028-02-29T10:00:00Z"), "UTC");
    for typed in ["in 2h at tomorrow", "in 2 hours at 9", "+5M", "in 3", "ago", "in", "+10:30:00"] {
        refusal(typed, "UTC");
    }
}

/// The first and the last instant (exclusive) of the days that `typed` means.
fn days(typed: &str, now: UtcTime, tz: &str) -> (String, String) {
    let typed: TypedTime = typed.parse().unwrap();
    let both = typed.days(now, &zone(tz)).unwrap_or_else(|e| panic!("{typed}: {e}"));
    assert_eq!(typed.start(now, &zone(tz)).unwrap(), both.0, "{typed}");
    assert_eq!(typed.end(now, &zone(tz)).unwrap(), both.1, "{typed}");
    let shown = |time: UtcTime| time.format("%Y-%m-%dT%H:%M").to_string();
    (shown(both.0), shown(both.1))
}

#[test]
fn days_include_themselves_at_the_end_of_a_window() {
    let in_utc = |typed: &str| {
        let (first, after) = days(typed, now(), "UTC");
        (first.replace("T00:00", ""), after.replace("T00:00", ""))
    };
    for (typed, first, after) in [
        ("2026-06-01", "2026-06-01", "2026-06-02"),
        ("today", "2026-06-01", "2026-06-02"),
        ("tue", "2026-06-02", "2026-06-03"),
        ("next monday", "2026-06-08", "2026-06-09"),
        ("last friday", "2026-05-29", "2026-05-30"),
        ("this friday", "2026-06-05", "2026-06-06"),
        ("friday next week", "2026-06-12", "2026-06-13"),
        ("last week monday", "2026-05-25", "2026-05-26"),
        ("week", "2026-06-01", "2026-06-08"),
        ("this week", "2026-06-01", "2026-06-08"),
        ("next week", "2026-06-08", "2026-06-15"),
        ("last week", "2026-05-25", "2026-06-01"),
        ("this month", "2026-06-01", "2026-07-01"),
        ("last month", "2026-05-01", "2026-06-01"),
        ("next month", "2026-07-01", "2026-08-01"),
        ("last year", "2025-01-01", "2026-01-01"),
    ] {
        assert_eq!(in_utc(typed), (first.into(), after.into()), "{typed}");
    }
    // Days of 23 and 25 hours, one whose midnight is missing, and one before a skipped day.
    let day = |typed: &str, tz: &str| days(typed, now(), tz);
    assert_eq!(
        day("2026-03-29", "Europe/Berlin"),
        ("2026-03-28T23:00".into(), "2026-03-29T22:00".into())
    );
    assert_eq!(
        day("2026-10-25", "Europe/Berlin"),
        ("2026-10-24T22:00".into(), "2026-10-25T23:00".into())
    );
    assert_eq!(
        day("2018-11-04", "America/Sao_Paulo"),
        ("2018-11-04T03:00".into(), "2018-11-05T02:00".into())
    );
    assert_eq!(day("2018-11-03", "America/Sao_Paulo").1, "2018-11-04T03:00");
    assert_eq!(day("2011-12-29", "Pacific/Apia").1, "2011-12-30T10:00");
    // The 31st has no next month's day, but the month has a first.
    let last = instant("2026-01-31T10:00:00Z");
    assert_eq!(days("next month", last, "UTC").0, "2026-02-01T00:00");
    // The last day of all ends with the last second.
    assert_eq!(day("9999-12-31", "UTC").1, "9999-12-31T23:59");
    let skipped: TypedTime = "2011-12-30".parse().unwrap();
    assert!(skipped.end(now(), &zone("Pacific/Apia")).is_err());
}

#[test]
fn a_time_is_no_day() {
    for (typed, date) in
        [("today 10:00", "2026-06-01"), ("-7d", "2026-05-25"), ("10pm", "2026-06-01")]
    {
        let error = typed.parse::<TypedTime>().unwrap().days(now(), &Zone::utc()).unwrap_err();
        assert_eq!(error.hint.unwrap(), format!("write {date}"), "{typed}");
        let typed: TypedTime = typed.parse().unwrap();
        assert_eq!(typed.start(now(), &Zone::utc()), typed.end(now(), &Zone::utc()));
    }
}

#[test]
fn starts_and_ends_are_moments() {
    for (typed, expected) in [
        ("start of week", "2026-06-01T00:00:00Z"),
        ("end of week", "2026-06-08T00:00:00Z"),
        ("start of month", "2026-06-01T00:00:00Z"),
        ("End of the Month", "2026-07-01T00:00:00Z"),
        ("beginning of next month", "2026-07-01T00:00:00Z"),
        ("end of last week", "2026-06-01T00:00:00Z"),
        ("end of year", "2027-01-01T00:00:00Z"),
        ("end of day", "2026-06-02T00:00:00Z"),
        ("end of tomorrow", "2026-06-03T00:00:00Z"),
        ("end of 2026-06-05", "2026-06-06T00:00:00Z"),
    ] {
        assert_eq!(read(typed, "UTC"), expected, "{typed}");
        let typed: TypedTime = typed.parse().unwrap();
        assert_eq!(typed.end(now(), &Zone::utc()), typed.start(now(), &Zone::utc()));
    }
    for typed in
        ["start of", "end of now", "end of noon", "end of today 10:00", "start of start of week"]
    {
        refusal(typed, "UTC");
    }
}

#[test]
fn what_is_booked_from_now_is_rounded_to_the_minute() {
    let booked = |typed: &str, now: &str| {
        let time = typed.parse::<TypedTime>().unwrap().booked(instant(now), &Zone::utc()).unwrap();
        time.format("%H:%M:%S").to_string()
    };
    assert_eq!(booked("+2h", "2026-06-01T10:20:29Z"), "12:20:00");
    assert_eq!(booked("+2h", "2026-06-01T10:20:30Z"), "12:21:00");
    assert_eq!(booked("now", "2026-06-01T23:59:59Z"), "00:00:00");
    assert_eq!(booked("in 2 hours", "2026-06-01T10:20:00Z"), "12:20:00");
    assert_eq!(booked("10:20:30", "2026-06-01T10:20:29Z"), "10:20:30");
    let last = "now".parse::<TypedTime>().unwrap();
    assert!(last.booked(instant("9999-12-31T23:59:45Z"), &Zone::utc()).is_err());
}

#[test]
fn a_time_of_day_alone_is_todays() {
    assert_eq!(read("10:30", "UTC"), "2026-06-01T10:30:00Z");
    assert_eq!(read("9:00", "UTC"), "2026-06-01T09:00:00Z");
    assert_eq!(read("10pm", "Europe/Berlin"), "2026-06-01T20:00:00Z");
    assert_eq!(read("noon", "UTC"), "2026-06-01T12:00:00Z");
    assert_eq!(read("12:30am", "UTC"), "2026-06-01T00:30:00Z");
    assert_eq!(read("12:30 pm", "UTC"), "2026-06-01T12:30:00Z");
    assert_eq!(read("12:00:00 PM", "UTC"), "2026-06-01T12:00:00Z");
    assert_eq!(read("12:00 a.m.", "UTC"), "2026-06-01T00:00:00Z");
    assert_eq!(read("tomorrow at 9", "UTC"), "2026-06-02T09:00:00Z");
    assert_eq!(read("tomorrow at noon", "UTC"), "2026-06-02T12:00:00Z");
    assert_eq!(read("tomorrow 9am", "UTC"), "2026-06-02T09:00:00Z");
    assert_eq!(read("10am friday", "UTC"), "2026-06-05T10:00:00Z");
    // In a file it lost its date.
    let error = parse_dated(" 10:30", now(), &Zone::utc()).unwrap_err();
    assert!(error.hint.unwrap().contains("date"));
    assert!(parse_dated("tomorrow 10:30", now(), &Zone::utc()).is_ok());
}

#[test]
fn a_typed_time_waits_for_its_zone() {
    let typed: TypedTime = " today 17:30 ".parse().unwrap();
    assert_eq!(typed.to_string(), "today 17:30");
    assert_eq!(typed.start(now(), &Zone::utc()).unwrap(), instant("2026-06-01T17:30:00Z"));
    assert!(" ".parse::<TypedTime>().is_err());
}
