//! What is not read: two readings, years and words that do not exist.

use super::*;

#[test]
fn two_readings_are_refused_and_named() {
    let saturday = instant("2026-06-06T10:00:00Z");
    for (typed, now, one, other) in [
        ("monday", now(), "2026-06-01", "2026-06-08"),
        ("monday 10am", now(), "2026-06-01", "2026-06-08"),
        ("next friday", now(), "2026-06-05", "2026-06-12"),
        ("last friday", saturday, "2026-05-29", "2026-06-05"),
        ("this friday", saturday, "2026-06-05", "2026-06-12"),
        ("01/02/2026", now(), "2026-01-02", "2026-02-01"),
        ("1-2-26", now(), "2026-01-02", "2026-02-01"),
        ("01.02.2026 10:00", now(), "2026-01-02", "2026-02-01"),
        ("June 1", now(), "2026-06-01", "2027-06-01"),
        ("1 june 10:00", now(), "2026-06-01", "2027-06-01"),
        ("12am", now(), "00:00", "12:00"),
        ("tomorrow at 12 pm", now(), "00:00", "12:00"),
        ("midnight", now(), "00:00 of that day", "00:00 of the next day"),
        ("in 5M", now(), "m for minutes", "mo for months"),
    ] {
        let (message, hint) = refusal_at(typed, now, "UTC");
        assert_eq!(message, format!("{typed:?} has two readings"));
        assert_eq!(hint, format!("write {one} or {other}"), "{typed}");
    }
    // Where both readings are the same day, there is one.
    assert_eq!(read_at("last sunday", saturday, "UTC"), "2026-05-31T00:00:00Z");
    assert_eq!(read_at("next friday", saturday, "UTC"), "2026-06-12T00:00:00Z");
    assert_eq!(read("this monday", "UTC"), "2026-06-01T00:00:00Z");
    // One reading, but in an order that has two on other days.
    assert_eq!(refusal("13/02/2026", "UTC").1, "write 2026-02-13");
    assert_eq!(refusal("03/03/2026", "UTC").1, "write 2026-03-03");
    assert_eq!(refusal("31.12.2026", "UTC").1, "write 2026-12-31");
    assert!(refusal("tue 2026-06-01", "UTC").0.contains("2026-06-01 is a Monday"));
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
        ("@999999999999", "UTC"),
        ("@1780000000000", "UTC"),
        ("@-999999999999", "UTC"),
        ("+3000000d", "UTC"),
        ("-3000000d", "Europe/Berlin"),
        ("+160000000h", "UTC"),
    ] {
        let (message, hint) = refusal(typed, tz);
        assert!(message.starts_with(&format!("{typed:?}")), "{message}");
        assert!(hint.contains("1000 to 9999"), "{typed}: {hint}");
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
    assert_eq!(refusal("2h", "UTC").1, "write '+2h' for later than now, '-2h' for earlier");
    assert_eq!(
        refusal("3 days", "UTC").1,
        "write '+3 days' for later than now, '-3 days' for earlier"
    );
    assert!(refusal("+45", "UTC").1.starts_with("write +45m for minutes"));
    assert_eq!(refusal("tomorow", "UTC").1, "did you mean tomorrow?");
    assert_eq!(refusal("next mondya", "UTC").1, "did you mean monday?");
    assert!(refusal("next month monday", "UTC").1.starts_with("write 2026-06-01T10"));
    assert_eq!(refusal("9", "UTC").1, "write 9:00 for the time of day");
    assert_eq!(refusal("1767225600", "UTC").1, "write @1767225600 for seconds since 1970");
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
        "20261301",
        "2026/06-01",
        "202606011",
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
        "today 9",
        "today 13pm",
        "today tomorrow",
        "next week 10am",
        "last month at 9",
        "10:00 10:00",
        "10:00Z",
        "now 17:30",
        "next next monday",
        "next today",
        "monday tuesday",
        "june",
        "june 2026",
        "@",
        "@1.5",
        "@ 5",
        "@5 10:00",
        "noon noon",
        "+1 2h",
        "2026-06-01 10:00 +2",
        "today 17:30 x",
        "todays",
        "+",
        "-",
        "+x",
        "--2h",
        "+-2h",
        "+2h x",
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
