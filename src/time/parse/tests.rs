//! The grammar, clock by clock, in the zones whose clocks are odd.

use super::*;

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
    match parse_time(typed, now(), &zone(tz)) {
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
            "  2026-06-01T10:00:00Z\n",
        ] {
            assert_eq!(read(typed, tz), "2026-06-01T10:00:00Z", "{typed} in {tz}");
        }
    }
}

#[test]
fn civil_time_is_read_in_the_zone() {
    for typed in ["2026-06-01 09:00", "2026-06-01T09:00:00", "2026-06-01  9:00", "2026-06-01t09:00"]
    {
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
    assert_eq!(read_at("tue", late, "Europe/Berlin"), "2026-06-08T22:00:00Z");
}

#[test]
fn a_fraction_of_the_clock_is_dropped() {
    let now = now() + TimeDelta::milliseconds(700);
    assert_eq!(parse_time("now", now, &Zone::utc()).unwrap(), instant("2026-06-01T10:20:30Z"));
    assert_eq!(parse_time("+1s", now, &Zone::utc()).unwrap(), instant("2026-06-01T10:20:31Z"));
}

#[test]
fn a_weekday_is_the_next_one_after_today() {
    assert_eq!(read("monday", "UTC"), "2026-06-08T00:00:00Z");
    assert_eq!(read("tue", "UTC"), "2026-06-02T00:00:00Z");
    assert_eq!(read("Sunday", "UTC"), "2026-06-07T00:00:00Z");
    assert_eq!(read("WED 09:00", "UTC"), "2026-06-03T09:00:00Z");
    for word in ["thursday", "thu", "friday", "fri", "saturday", "sat", "sun", "mon", "tuesday"] {
        assert!(parse_time(word, now(), &Zone::utc()).is_ok(), "{word}");
    }
    assert!(parse_time("mond", now(), &Zone::utc()).is_err());
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
    // 02:30 a day later does not exist: a nightly job still gets its answer.
    let night = instant("2026-03-28T01:30:00Z");
    assert_eq!(read_at("+1d", night, "Europe/Berlin"), "2026-03-29T01:30:00Z");
}

#[test]
fn the_29th_of_february_exists_in_leap_years() {
    assert_eq!(read("2028-02-29", "UTC"), "2028-02-29T00:00:00Z");
    assert_eq!(read("2000-02-29", "UTC"), "2000-02-29T00:00:00Z");
    for typed in ["2026-02-29", "2100-02-29 10:00", "2026-02-29T10:00:00Z"] {
        let (message, hint) = refusal(typed, "UTC");
        assert_eq!(message, format!("{typed:?} is not a date"));
        assert!(hint.ends_with("has the days 01 to 28"), "{hint}");
    }
    let leap = instant("2028-02-29T12:00:00Z");
    assert_eq!(read_at("+365d", leap, "UTC"), "2029-02-28T12:00:00Z");
    assert_eq!(read_at("tomorrow", leap, "UTC"), "2028-03-01T00:00:00Z");
}

#[test]
fn years_are_those_that_every_engine_holds() {
    assert_eq!(read("9999-12-31T23:59:59Z", "UTC"), "9999-12-31T23:59:59Z");
    assert_eq!(read("9999-12-31 23:59:59", "Pacific/Apia"), "9999-12-31T10:59:59Z");
    assert_eq!(read("1000-01-01", "UTC"), "1000-01-01T00:00:00Z");
    for (typed, tz) in [
        ("9999-12-31 23:59:59", "America/New_York"),
        ("9999-12-31T23:59:59-00:01", "UTC"),
        ("10000-01-01", "UTC"),
        ("0999-12-31", "UTC"),
        ("1000-01-01", "Europe/Berlin"),
        ("0001-01-01T00:00:00Z", "UTC"),
        ("0000-01-01", "UTC"),
        ("+9000y", "UTC"),
        ("+3000000d", "UTC"),
        ("-3000000d", "Europe/Berlin"),
        ("+160000000h", "UTC"),
    ] {
        let (message, hint) = refusal(typed, tz);
        assert!(message.starts_with(&format!("{typed:?}")), "{message}");
        assert!(typed.ends_with('y') || hint.contains("1000 to 9999"), "{typed}: {hint}");
    }
    assert!(parse_time("+1s", instant("9999-12-31T23:59:59Z"), &Zone::utc()).is_err());
    assert!(parse_time("+1d", UtcTime::MAX, &zone("Europe/Berlin")).is_err());
    assert!(parse_time("tomorrow", UtcTime::MAX, &zone("Europe/Berlin")).is_err());
    assert!(parse_time("yesterday", UtcTime::MIN, &zone("America/New_York")).is_err());
}

#[test]
fn what_the_database_cannot_hold_is_said_plainly() {
    let (message, _) = refusal("2016-12-31T23:59:60Z", "UTC");
    assert!(message.contains("leap second"), "{message}");
    let (message, hint) = refusal("2026-06-01T10:00:00.5Z", "UTC");
    assert!(message.contains("fraction") && hint.contains("whole seconds"), "{message}");
    refusal("+1.5s", "UTC");
    let (_, hint) = refusal("2026-06-01 24:00", "UTC");
    assert_eq!(hint, "write 00:00 of the next day");
}

#[test]
fn near_misses_get_their_own_hint() {
    assert_eq!(refusal("17:30", "UTC").1, "write 'today 17:30', or the date too");
    assert_eq!(refusal("2h", "UTC").1, "write +2h for later than now, -2h for earlier");
    assert!(refusal("+45", "UTC").1.starts_with("write +45m for minutes"));
    assert!(refusal("-1mo", "UTC").1.contains("4w"));
    assert!(refusal("now 17:30", "UTC").1.contains("today 17:30"));
    assert!(refusal("today 17:30Z", "UTC").1.contains("write the date"));
    assert!(refusal("2026-13-01", "UTC").1.contains("month from 01 to 12"));
}

#[test]
fn junk_is_refused_by_name() {
    for typed in [
        "",
        " ",
        "abc",
        "2026",
        "2026-06",
        "2026-6-1",
        "06-01-2026",
        "2026/06/01",
        "20260601",
        "2026-06-01x",
        "2026-06-01Z",
        "2026-06-01T",
        "2026-06-01 10",
        "2026-06-01 10:0",
        "2026-06-01 10:00x",
        "2026-06-01 10:00:00Z x",
        "2026-06-01 10:00:00ZZ",
        "2026-06-01 10:60",
        "2026-06-01 25:00",
        "2026-06-01T10:00:00+25:00",
        "2026-06-01T10:00:00+2",
        "2026-06-31",
        "2026-06-01 10:00:00.",
        "2026-06-01T10:00:00+02:60",
        "2026-06-00",
        "today x",
        "today 9am",
        "today 17:30 x",
        "todays",
        "next monday",
        "+",
        "-",
        "+x",
        "--2h",
        "+-2h",
        "+2h x",
        "+1mo",
        "+ 2h",
        "2026-06-01 +2h",
        "٢٠٢٦-06-01",
        "2026-06-01T10:00:00Z[UTC]",
        "\u{1b}[31m",
        "é",
        "2é26-06-01",
        "99999999999999999999999-01-01",
        "+99999999999999999999d",
        "1767225600",
    ] {
        let (message, hint) = refusal(typed, "Europe/Berlin");
        assert!(message.contains(&quoted(typed.trim())), "{typed:?}: {message}");
        assert!(!hint.is_empty() && !message.contains('\u{1b}'));
    }
    let long = refusal(&"x".repeat(5000), "UTC").0;
    assert!(long.len() < 100, "{long}");
}

#[test]
fn a_typed_time_waits_for_its_zone() {
    let typed: TypedTime = " today 17:30 ".parse().unwrap();
    assert_eq!(typed.to_string(), "today 17:30");
    assert_eq!(typed.resolve(now(), &Zone::utc()).unwrap(), instant("2026-06-01T17:30:00Z"));
    assert!(" ".parse::<TypedTime>().is_err());
}
