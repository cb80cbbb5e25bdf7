//! What holds for every time, in the zones whose clocks are odd.

use std::sync::LazyLock;

use proptest::prelude::*;

use super::tests::{instant, now, zone};
use super::*;
use crate::time::{local, month_starts, rfc3339};

/// The zones of the test matrix, and three with unusual midnights.
const ZONES: [&str; 10] = [
    "UTC",
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Asia/Kathmandu",
    "America/Sao_Paulo",
    "America/Havana",
    "America/St_Johns",
    "-03:30",
];

/// Instants at which clocks of [`ZONES`] change, and those that end the range.
const EDGES: [&str; 10] = [
    "1000-01-01T00:00:00Z",
    "2006-10-29T02:31:00Z",
    "2011-12-30T10:00:00Z",
    "2018-02-18T02:00:00Z",
    "2018-11-04T03:00:00Z",
    "2026-03-29T01:00:00Z",
    "2026-04-04T15:00:00Z",
    "2026-10-25T01:00:00Z",
    "2026-11-01T05:00:00Z",
    "9999-12-31T23:59:59Z",
];

/// Words of the grammar, and near misses.
const WORDS: [&str; 40] = [
    "today",
    "tomorrow",
    "yesterday",
    "now",
    "noon",
    "midnight",
    "monday",
    "sun",
    "next",
    "last",
    "this",
    "week",
    "month",
    "year",
    "day",
    "start",
    "end",
    "of",
    "the",
    "in",
    "at",
    "ago",
    "from now",
    "+1mo",
    "-7d",
    "3 days",
    "2h",
    "a",
    "9",
    "9am",
    "12 pm",
    "10:30",
    "02:30:15",
    "june",
    "1",
    "2026",
    "2026-03-29",
    "20261025",
    "Z",
    "+02:00",
];

/// One of all zones.
fn any_zone(index: prop::sample::Index) -> Zone {
    static NAMES: LazyLock<Vec<String>> =
        LazyLock::new(|| jiff::tz::db().available().map(|name| name.as_str().to_owned()).collect());
    zone(&NAMES[index.index(NAMES.len())])
}

/// Any time that can be stored; a third of them since 1970, a third within a day of an edge.
fn any_time() -> impl Strategy<Value = UtcTime> {
    let (first, last) = bounds();
    let seconds = first.and_utc().timestamp()..=last.and_utc().timestamp();
    let edge = (0..EDGES.len(), -96..=96_i64, 0..3_i64).prop_map(|(edge, quarters, seconds)| {
        instant(EDGES[edge]).and_utc().timestamp() + quarters * 900 + seconds - 1
    });
    prop_oneof![seconds, 0..=2_100_000_000_i64, edge]
        .prop_map(|s| chrono::DateTime::from_timestamp(s, 0).unwrap().naive_utc())
        .prop_map(move |time| time.clamp(first, last))
}

proptest! {
    #[test]
    fn a_refused_clock_time_names_two_others(civil in any_time(), index in 0..ZONES.len()) {
        let zone = zone(ZONES[index]);
        let typed = civil.format("%Y-%m-%d %H:%M:%S").to_string();
        match (parse_time(&typed, now(), &zone), zone.instants(civil)) {
            (Ok(time), Instants::One(_)) => prop_assert_eq!(zone.to_civil(time), civil),
            (Err(error), Instants::One(_)) => prop_assert!(error.message.contains("range")),
            (Ok(_), _) => prop_assert!(false, "{} was guessed", typed),
            (
                Err(error),
                Instants::Gap { earlier, later, jump } | Instants::Fold { earlier, later, jump },
            ) => {
                prop_assert!(earlier < jump && jump <= later);
                let named = [rfc3339(earlier, &zone), rfc3339(later, &zone)];
                prop_assert_eq!(error.hint.unwrap(), format!("write {}", named.join(" or ")));
                for (text, time) in named.iter().zip([earlier, later]) {
                    prop_assert_eq!(parse_time(text, now(), &zone).unwrap(), time);
                }
            }
        }
    }

    #[test]
    fn rfc_3339_is_read_back(time in any_time(), index in 0..ZONES.len()) {
        let zone = zone(ZONES[index]);
        let text = rfc3339(time, &zone);
        prop_assert!(text.len() == 20 || text.len() == 25, "{}", text);
        let again = parse_time(&text, now(), &Zone::utc()).unwrap();
        prop_assert_eq!(again, time);
        prop_assert_eq!(rfc3339(again, &zone), text);
    }

    #[test]
    fn a_civil_time_is_read_back_or_refused(time in any_time(), index in 0..ZONES.len()) {
        let zone = zone(ZONES[index]);
        let civil = zone.to_civil(time);
        prop_assume!(civil.year() <= 9999);
        match parse_time(&civil.format("%Y-%m-%d %H:%M:%S").to_string(), now(), &zone) {
            Ok(read) => prop_assert_eq!(read, time),
            // A time that exists is refused for one reason only: it exists twice, and is named.
            Err(error) => prop_assert!(error.hint.unwrap().contains(&rfc3339(time, &zone))),
        }
    }

    #[test]
    fn a_day_begins_no_later_than_any_of_its_times(time in any_time(), index in 0..ZONES.len()) {
        let zone = zone(ZONES[index]);
        let civil = zone.to_civil(time);
        let start = zone.day_start(civil.date());
        prop_assert!(start <= time);
        prop_assert_eq!(zone.to_civil(start).date(), civil.date());
        prop_assert!(zone.to_civil(start - TimeDelta::seconds(1)).date() < civil.date());
    }

    #[test]
    fn tables_show_what_rfc_3339_says(time in any_time(), index in 0..ZONES.len()) {
        let zone = zone(ZONES[index]);
        let (shown, text) = (local(time, &zone), rfc3339(time, &zone));
        let seconds = if shown.time.len() == 5 { ":00" } else { "" };
        prop_assert_eq!(format!("{}T{}{seconds}{}", shown.date, shown.time, shown.offset), text);
    }

    #[test]
    fn no_text_panics(text in "\\PC*", now in any_time(), index in 0..ZONES.len()) {
        let _ = parse_time(&text, now, &zone(ZONES[index]));
    }

    #[test]
    fn tables_are_read_back_in_every_zone(time in any_time(), index in any::<prop::sample::Index>()) {
        let zone = any_zone(index);
        let (shown, full) = (local(time, &zone), rfc3339(time, &zone));
        let cell = format!("{} {}{}", shown.date, shown.time, shown.offset);
        // RFC 3339 has whole minutes of offset: the clocks of long ago had seconds.
        for text in [&cell, &full, &full.replace('T', " ").to_lowercase()] {
            prop_assert_eq!(parse_time(text, now(), &zone), Ok(time), "{}", text);
        }
        let at = format!("@{}", time.and_utc().timestamp());
        prop_assert_eq!(parse_time(&at, now(), &zone), Ok(time));
    }

    #[test]
    fn every_spelling_of_a_clock_time_is_the_same(time in any_time(), index in any::<prop::sample::Index>()) {
        let zone = any_zone(index);
        let civil = zone.to_civil(time);
        prop_assume!((1000..=9999).contains(&civil.year()));
        let plain = parse_time(&civil.format("%Y-%m-%d %H:%M:%S").to_string(), now(), &zone);
        for form in ["%Y/%m/%d %H:%M:%S", "%Y%m%dT%H%M%S", "%B %-d, %Y %H:%M:%S", "%a, %d %b %Y %H:%M:%S",
            "%H:%M:%S %-d %b %Y"] {
            let text = civil.format(form).to_string();
            let read = parse_time(&text, now(), &zone);
            prop_assert_eq!(read.as_ref().ok(), plain.as_ref().ok(), "{}", text);
            if let (Err(read), Err(plain)) = (read, &plain) {
                prop_assert_eq!(read.hint, plain.hint.clone());
            }
        }
    }

    #[test]
    fn days_meet_in_every_zone(time in any_time(), index in any::<prop::sample::Index>()) {
        let zone = any_zone(index);
        let date = zone.to_civil(time).date();
        prop_assume!((1001..9999).contains(&date.year()));
        let day = |date: NaiveDate| date.to_string().parse::<TypedTime>().unwrap().days(now(), &zone);
        let (start, end) = day(date).unwrap();
        let tomorrow = date.succ_opt().unwrap();
        // Where clocks go back over midnight, the evening comes again after the day's end.
        let midnight = zone.instants(tomorrow.and_time(NaiveTime::MIN));
        let repeated = matches!(midnight, Instants::Fold { .. });
        prop_assert!(start <= time && (time < end || repeated));
        if let Ok((next, _)) = day(tomorrow) {
            prop_assert_eq!(next, end);
        }
        // By name, at any moment of the day.
        for (name, expected) in [("today", (start, end)), ("end of today", (end, end))] {
            let typed: TypedTime = name.parse().unwrap();
            prop_assert_eq!(typed.start(time, &zone), Ok(expected.0));
            prop_assert_eq!(typed.end(time, &zone), Ok(expected.1));
        }
    }

    #[test]
    fn no_sentence_panics(
        words in prop::collection::vec(prop::sample::select(WORDS.to_vec()), 0..7),
        now in any_time(),
        index in any::<prop::sample::Index>(),
    ) {
        let zone = any_zone(index);
        if let Ok(typed) = words.join(" ").parse::<TypedTime>() {
            let (start, end) = (typed.start(now, &zone), typed.end(now, &zone));
            if let (Ok(start), Ok(end)) = (&start, &end) {
                prop_assert!(start <= end, "{}", typed);
            }
            if let Ok(days) = typed.days(now, &zone) {
                prop_assert_eq!((Ok(days.0), Ok(days.1)), (start.clone(), end));
            }
            match (typed.booked(now, &zone), start) {
                (Ok(booked), Ok(start)) => prop_assert!((booked - start).abs() <= TimeDelta::seconds(30)),
                (Err(_), Err(_)) => {}
                (booked, start) => prop_assert!(start.is_ok() && booked.is_err(), "{}", typed),
            }
        }
    }

    #[test]
    fn no_near_miss_panics(
        text in "(today |[+-])?[0-9]{0,5}[-:Tdhm.]{0,2}[0-9]{0,3}[-:PT ]{0,2}[0-9]{0,3}[é+Z:. ]{0,3}",
        index in 0..ZONES.len(),
    ) {
        let _ = parse_time(&text, now(), &zone(ZONES[index]));
    }

    #[test]
    fn months_follow_each_other(year in 1000..=9999_i32, index in 0..ZONES.len()) {
        let starts = month_starts(year, &zone(ZONES[index])).unwrap();
        prop_assert!(starts.windows(2).all(|pair| pair[0] < pair[1]));
    }
}
