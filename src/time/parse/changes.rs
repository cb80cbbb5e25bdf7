//! Times that a change of the clocks skips or repeats.

use super::tests::{instant, read, refusal, zone};
use super::*;

#[test]
fn a_time_in_a_gap_is_refused_with_both_candidates() {
    let gap = "2026-03-29 02:30 does not exist in Europe/Berlin (clocks jump from 02:00 to 03:00)";
    let write = "write 2026-03-29T01:30:00+01:00 or 2026-03-29T03:30:00+02:00";
    for typed in ["2026-03-29 02:30", "2026-03-29T02:30:00"] {
        assert_eq!(refusal(typed, "europe/berlin"), (gap.into(), write.into()));
    }
    // The bounds: the last minute before the gap, and the first one after.
    assert_eq!(read("2026-03-29 01:59", "Europe/Berlin"), "2026-03-29T00:59:00Z");
    assert_eq!(read("2026-03-29 03:00", "Europe/Berlin"), "2026-03-29T01:00:00Z");
    refusal("2026-03-29 02:00", "Europe/Berlin");
    refusal("2026-03-29 02:59:59", "Europe/Berlin");

    let (message, hint) = refusal("2026-10-04 02:15", "Australia/Lord_Howe");
    assert!(message.ends_with("(clocks jump from 02:00 to 02:30)"), "{message}");
    assert_eq!(hint, "write 2026-10-04T01:45:00+10:30 or 2026-10-04T02:45:00+11:00");
    refusal("2026-03-08 02:30", "America/New_York");

    let eve = instant("2026-03-28T11:00:00Z");
    let error = parse_time("tomorrow 02:30", eve, &zone("Europe/Berlin")).unwrap_err();
    assert!(error.message.starts_with("\"tomorrow 02:30\" (2026-03-29 02:30) does not exist"));
}

#[test]
fn a_time_in_a_fold_is_refused_with_both_candidates() {
    let (message, hint) = refusal("2026-10-25 02:30", "Europe/Berlin");
    assert_eq!(
        message,
        "2026-10-25 02:30 happens twice in Europe/Berlin (clocks go back from 03:00 to 02:00)"
    );
    assert_eq!(hint, "write 2026-10-25T02:30:00+02:00 or 2026-10-25T02:30:00+01:00");
    assert_eq!(read("2026-10-25T02:30:00+02:00", "Europe/Berlin"), "2026-10-25T00:30:00Z");
    assert_eq!(read("2026-10-25T02:30:00+01:00", "Europe/Berlin"), "2026-10-25T01:30:00Z");
    assert_eq!(read("2026-10-25 03:00", "Europe/Berlin"), "2026-10-25T02:00:00Z");
    refusal("2026-11-01 01:30", "America/New_York");
    let (_, hint) = refusal("2026-04-05 01:45", "Australia/Lord_Howe");
    assert_eq!(hint, "write 2026-04-05T01:45:00+11:00 or 2026-04-05T01:45:00+10:30");
    assert_eq!(read("2026-04-05 01:15", "Australia/Lord_Howe"), "2026-04-04T14:15:00Z");
}

#[test]
fn a_date_whose_midnight_is_missing_begins_when_the_day_does() {
    // Clocks jumped from 00:00 to 01:00.
    assert_eq!(read("2018-11-04", "America/Sao_Paulo"), "2018-11-04T03:00:00Z");
    refusal("2018-11-04 00:00", "America/Sao_Paulo");
    refusal("2018-11-04 00:30", "America/Sao_Paulo");
    // Clocks changed from 01:00 to 00:00: the first of the two midnights.
    assert_eq!(read("2026-11-01", "America/Havana"), "2026-11-01T04:00:00Z");
    // Clocks jumped from 23:30 to 00:30.
    assert_eq!(read("1919-03-31", "America/Toronto"), "1919-03-31T04:30:00Z");
}

#[test]
fn a_day_that_was_skipped_is_refused() {
    for typed in ["2011-12-30", "2011-12-30 12:00"] {
        let (message, _) = refusal(typed, "Pacific/Apia");
        let jump = "does not exist in Pacific/Apia \
                    (clocks jump from 2011-12-30 00:00 to 2011-12-31 00:00)";
        assert!(message.ends_with(jump), "{message}");
    }
    let (_, hint) = refusal("2011-12-30", "Pacific/Apia");
    assert_eq!(hint, "write 2011-12-29T00:00:00-10:00 or 2011-12-31T00:00:00+14:00");
    assert_eq!(read("2011-12-31", "Pacific/Apia"), "2011-12-30T10:00:00Z");
    assert_eq!(read("2011-12-29", "Pacific/Apia"), "2011-12-29T10:00:00Z");
}
