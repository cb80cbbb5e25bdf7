//! The rows of a grid: which minutes of the day each shows.

use crate::schedule::day::MINUTES;

/// Hours without meetings, between others, that become one row.
const MIN_GAP: u16 = 3;
const HOUR: u16 = 60;

/// What one row of the grid shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Slot {
    /// The first minute.
    pub(super) from: u16,
    /// The minute after the last one.
    pub(super) to: u16,
    /// Whether it is several hours without a meeting.
    pub(super) is_gap: bool,
}

/// Rows of `step` minutes for every hour from the first to the last of `spans`.
pub(super) fn slots(spans: &[(u16, u16)], step: u16) -> Vec<Slot> {
    let first = spans.iter().map(|(from, _)| from / HOUR).min().unwrap_or(0);
    let last = spans.iter().map(|(_, to)| to.div_ceil(HOUR)).max().unwrap_or(0);
    let is_used = |hour: u16| {
        let (from, to) = (hour * HOUR, (hour + 1) * HOUR);
        spans.iter().any(|span| span.0 < to && from < span.1)
    };
    let mut rows = Vec::new();
    let mut hour = first;
    while hour < last.min(MINUTES / HOUR) {
        let unused = (hour..last).take_while(|hour| !is_used(*hour)).count();
        let unused = u16::try_from(unused).unwrap_or(0);
        if unused >= MIN_GAP {
            rows.push(Slot { from: hour * HOUR, to: (hour + unused) * HOUR, is_gap: true });
            hour += unused;
            continue;
        }
        let steps = (0..HOUR / step).map(|number| hour * HOUR + number * step);
        rows.extend(steps.map(|from| Slot { from, to: from + step, is_gap: false }));
        hour += 1;
    }
    rows
}

/// The finest rows of which there are at most `limit`, else the coarsest.
pub(super) fn fitting(spans: &[(u16, u16)], limit: usize) -> Vec<Slot> {
    let finest = [15, 30].into_iter().map(|step| slots(spans, step));
    finest.into_iter().find(|rows| rows.len() <= limit).unwrap_or_else(|| slots(spans, HOUR))
}

/// The rows that show a part of `span`: the first, and the one after the last.
pub(super) fn rows_of(slots: &[Slot], span: (u16, u16)) -> (usize, usize) {
    let from = slots.partition_point(|slot| slot.to <= span.0);
    let to = slots.partition_point(|slot| slot.from < span.1);
    (from, to.max(from))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn hours_without_meetings_are_one_row() {
        let rows = slots(&[(9 * 60, 10 * 60), (22 * 60, 23 * 60)], 30);
        let rows: Vec<(u16, u16)> =
            rows.iter().map(|slot| (slot.from / 30, slot.to / 30)).collect();
        assert_eq!(rows, [(18, 19), (19, 20), (20, 44), (44, 45), (45, 46)]);
        assert_eq!(slots(&[], 30), []);
    }

    #[test]
    fn rows_are_as_fine_as_there_is_room() {
        let day = [(9 * 60, 17 * 60)];
        for (limit, rows) in [(40, 32), (31, 16), (16, 16), (15, 8), (1, 8)] {
            assert_eq!(fitting(&day, limit).len(), rows);
        }
    }

    proptest! {
        #[test]
        fn every_minute_is_in_a_row(
            spans in prop::collection::vec((0_u16..1440, 1_u16..600), 1..20),
            step in prop::sample::select(vec![15_u16, 30, 60]),
        ) {
            let spans: Vec<(u16, u16)> =
                spans.iter().map(|(from, length)| (*from, (from + length).min(MINUTES))).collect();
            let slots = slots(&spans, step);
            prop_assert!(slots.windows(2).all(|pair| pair[0].to == pair[1].from));
            for span in &spans {
                let (from, to) = rows_of(&slots, *span);
                prop_assert!(from < to);
                let covered = &slots[from..to];
                prop_assert!(covered.iter().all(|slot| !slot.is_gap));
                prop_assert!(covered[0].from <= span.0 && span.1 <= covered[covered.len() - 1].to);
            }
        }
    }
}
