//! What holds for every time, in the zones whose clocks are odd.

use proptest::prelude::*;

use super::tests::{instant, now, zone};
use super::*;
use crate::time::{local, month_starts};

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
