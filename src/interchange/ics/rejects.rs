//! VEVENTs for a rejects file: unchanged, or for one occurrence of a series.

use super::property::name_of;
use super::series::OccurrenceKey;
use crate::ical_text::{escape, fold, representable};
use crate::time::UtcTime;

/// The property with the reason why a VEVENT was rejected; ignored when it is read.
const ERROR: &str = "X-MEETCTL-ERROR";

/// The properties of an occurrence that do not come from its series.
const OF_SERIES: [&str; 10] = [
    "DTSTART",
    "DTEND",
    "DURATION",
    "RRULE",
    "EXRULE",
    "RDATE",
    "EXDATE",
    "RECURRENCE-ID",
    "SEQUENCE",
    ERROR,
];

/// A VEVENT unchanged, from its content lines.
pub(super) fn unchanged(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len() + 64);
    for line in lines(text).filter(|line| !is_one_of(line, &[ERROR])) {
        fold(line, &mut out);
    }
    out
}

/// The properties that identify it within its series.
const IDENTITY: [&str; 2] = ["UID", "X-MEETCTL-UID"];

/// One occurrence as a separate VEVENT, from the content lines of its series: which one it is and
/// its SEQUENCE, if the series has a UID.
pub(super) fn occurrence(
    text: &[u8],
    key: Option<(OccurrenceKey, i64)>,
    (start, end): (UtcTime, UtcTime),
    title: Option<&str>,
) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len() + 64);
    let mut depth = 0_u32;
    for line in lines(text) {
        if is_one_of(line, &["END"]) {
            depth = depth.saturating_sub(1);
        }
        let dropped = is_one_of(line, &OF_SERIES) || key.is_none() && is_one_of(line, &IDENTITY);
        if depth != 1 || !dropped {
            fold(line, &mut out);
        }
        if !is_one_of(line, &["BEGIN"]) {
            continue;
        }
        if depth == 0 {
            let key = key.map(|(key, sequence)| {
                let parameter =
                    if matches!(key, OccurrenceKey::Day(_)) { ";VALUE=DATE" } else { "" };
                let which = format!("RECURRENCE-ID{parameter}:{}", key.suffix());
                [which, format!("SEQUENCE:{sequence}")]
            });
            let title = title.map(|title| text_line("SUMMARY", title));
            let start = format!("DTSTART:{}", start.format("%Y%m%dT%H%M%SZ"));
            let end = format!("DTEND:{}", end.format("%Y%m%dT%H%M%SZ"));
            for added in key.into_iter().flatten().chain([start, end]).chain(title) {
                fold(added.as_bytes(), &mut out);
            }
        }
        depth += 1;
    }
    out
}

/// `event` with the reason why it was rejected; only the reason without an event.
pub(super) fn with_reason(event: &[u8], problem: &str) -> Vec<u8> {
    const END: &[u8] = b"END:VEVENT\r\n";
    let at = event.windows(END.len()).position(|window| window.eq_ignore_ascii_case(END));
    let (before, after) = event.split_at(at.unwrap_or(event.len()));
    let mut out = before.to_vec();
    fold(text_line(ERROR, problem).as_bytes(), &mut out);
    out.extend_from_slice(after);
    out
}

fn text_line(name: &str, text: &str) -> String {
    let mut line = format!("{name}:");
    escape(&mut line, &representable(text).0);
    line
}

fn lines(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    text.split(|byte| *byte == b'\n').filter(|line| !line.is_empty())
}

fn is_one_of(line: &[u8], names: &[&str]) -> bool {
    let name = name_of(line);
    names.iter().any(|other| other.as_bytes().eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    const EVENT: &[u8] = b"BEGIN:VEVENT\nUID:a\nDTSTART:20260601T080000Z\nRRULE:FREQ=DAILY\n\
        BEGIN:VALARM\nDURATION:PT5M\nEND:VALARM\nX-MEETCTL-ERROR:old\nEND:VEVENT\n";

    #[test]
    fn a_rejected_event_says_why_once() {
        let event = with_reason(&unchanged(EVENT), "DTEND: the event has no length, really");
        let text = String::from_utf8(event).unwrap();
        assert!(!text.contains("old"));
        assert!(text.ends_with(
            "X-MEETCTL-ERROR:DTEND: the event has no length\\, really\r\nEND:VEVENT\r\n"
        ));
        assert_eq!(with_reason(b"", "why"), b"X-MEETCTL-ERROR:why\r\n");
    }

    #[test]
    fn an_occurrence_is_a_separate_event() {
        let start =
            chrono::NaiveDate::from_ymd_opt(2026, 6, 2).unwrap().and_time(chrono::NaiveTime::MIN);
        let times = (start, start + chrono::TimeDelta::hours(1));
        let key = Some((OccurrenceKey::Time(start), 3));
        let text = String::from_utf8(occurrence(EVENT, key, times, Some("t"))).unwrap();
        assert_eq!(
            text,
            "BEGIN:VEVENT\r\nRECURRENCE-ID:20260602T000000Z\r\nSEQUENCE:3\r\n\
             DTSTART:20260602T000000Z\r\nDTEND:20260602T010000Z\r\nSUMMARY:t\r\nUID:a\r\n\
             BEGIN:VALARM\r\nDURATION:PT5M\r\nEND:VALARM\r\nEND:VEVENT\r\n"
        );
        let text = String::from_utf8(occurrence(EVENT, None, times, None)).unwrap();
        assert!(!text.contains("UID") && !text.contains("RECURRENCE-ID"), "{text}");
    }
}
