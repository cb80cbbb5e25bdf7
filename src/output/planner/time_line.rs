//! Two meetings as bars on one time line, to see what they share.

use std::io::Write as _;

use crate::error::Failure;
use crate::output::record::CellStyle;
use crate::output::sanitise::sanitise;
use crate::output::stream::{Stream, paint};
use crate::output::text::{clip, fold, width};
use crate::schedule::Interval;
use crate::time::UtcTime;

/// The width in a pipe.
const USUAL_WIDTH: usize = 80;
/// Wider bars are not easier to read.
const MAX_WIDTH: usize = 120;
/// The narrowest text that is folded.
const MIN_TEXT: usize = 8;
const INDENT: usize = 2;

/// A meeting on a time line.
#[derive(Debug, Clone)]
pub struct Bar {
    /// Its name, not sanitised.
    pub label: String,
    /// When it takes place.
    pub interval: Interval,
}

/// Two meetings that overlap.
#[derive(Debug, Clone)]
pub struct TimeLine {
    /// Whom they concern, not sanitised.
    pub title: String,
    /// When both take place.
    pub when: String,
    /// How long both take place.
    pub length: String,
    /// The time that they share.
    pub shared: Interval,
    /// The meetings.
    pub bars: [Bar; 2],
}

/// A list of time lines, written as they come.
#[must_use = "the list must be finished"]
pub struct TimeLines {
    out: Stream,
    width: usize,
    color: bool,
    count: u64,
}

impl TimeLines {
    pub(in crate::output) fn new(out: Stream) -> Self {
        let width = out.width().unwrap_or(USUAL_WIDTH).min(MAX_WIDTH);
        let color = out.is_colored();
        Self { out, width, color, count: 0 }
    }

    /// How many were added.
    pub fn count(&self) -> u64 {
        self.count
    }

    /// Adds a time line.
    ///
    /// # Errors
    /// Standard output cannot be written.
    pub fn push(&mut self, line: &TimeLine) -> Result<(), Failure> {
        let mut text = if self.count > 0 { "\n".to_owned() } else { String::new() };
        self.count += 1;
        for part in fold(&sanitise(&line.title), self.width.max(MIN_TEXT)) {
            paint(&mut text, &part, CellStyle::Strong.style(), self.color);
            text.push('\n');
        }
        for part in fold(
            &format!("{}, {} shared", line.when, line.length),
            self.width.saturating_sub(INDENT).max(MIN_TEXT),
        ) {
            text.push_str("  ");
            paint(&mut text, &part, CellStyle::Dim.style(), self.color);
            text.push('\n');
        }
        let [first, second] = &line.bars;
        let hull = first.interval.hull(second.interval);
        let labels = line.bars.iter().map(|bar| width(&sanitise(&bar.label)));
        let label = labels.max().unwrap_or(0).min(self.width / 3);
        let columns = self.width.saturating_sub(INDENT + label + INDENT).max(1);
        for bar in &line.bars {
            self.bar(&mut text, bar, hull, line.shared, (label, columns));
        }
        Ok(self.out.write_all(text.as_bytes())?)
    }

    /// Ends the list, and waits until the user leaves the pager.
    ///
    /// # Errors
    /// Standard output cannot be written.
    pub fn finish(mut self) -> Result<(), Failure> {
        Ok(self.out.flush()?)
    }

    fn bar(
        &self,
        text: &mut String,
        bar: &Bar,
        hull: Interval,
        shared: Interval,
        (label, columns): (usize, usize),
    ) {
        let name = clip(&sanitise(&bar.label), label);
        let gap = label - width(&name) + INDENT;
        text.extend(["  ", &name, &" ".repeat(gap)]);
        let own = place(bar.interval, hull, columns);
        let both = place(shared, hull, columns);
        text.extend(std::iter::repeat_n(' ', own.0));
        let alone = |length: usize| "▒".repeat(length);
        paint(text, &alone(both.0 - own.0), CellStyle::Accent.style(), self.color);
        paint(text, &"█".repeat(both.1 - both.0), CellStyle::Bad.style(), self.color);
        paint(text, &alone(own.1 - both.1), CellStyle::Accent.style(), self.color);
        text.push('\n');
    }
}

/// The columns of `part` on a line on which `all` takes `columns`: the first, and the one after the
/// last. Each moment is in a column.
fn place(part: Interval, all: Interval, columns: usize) -> (usize, usize) {
    let micros = |from: UtcTime, to: UtcTime| {
        (to - from).num_microseconds().map_or(i64::MAX.into(), i128::from)
    };
    let total = i128::max(micros(all.start(), all.end()), 1);
    let columns = i128::try_from(columns).unwrap_or(1);
    let before = micros(all.start(), part.start()) * columns;
    let until = micros(all.start(), part.end()) * columns;
    let last = usize::try_from((until + total - 1) / total).unwrap_or(0);
    let first = usize::try_from(before / total).unwrap_or(0);
    (first.min(last.saturating_sub(1)), last)
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, TimeDelta};
    use proptest::prelude::*;

    use super::*;
    use crate::output::tests::{Buffer, HOSTILE};

    fn interval(start: i64, length: i64) -> Interval {
        let start = DateTime::UNIX_EPOCH.naive_utc() + TimeDelta::minutes(start);
        Interval::new(start, start + TimeDelta::minutes(length)).unwrap()
    }

    fn drawn(columns: Option<u16>, titles: [&str; 2], bars: [Interval; 2]) -> String {
        let buffer = Buffer::default();
        let mut lines = TimeLines::new(Stream::new(buffer.clone(), columns, false));
        let bar = |index: usize| Bar {
            label: format!("#{} {}", index + 1, titles[index]),
            interval: bars[index],
        };
        let line = TimeLine {
            title: "Ada, Ben".to_owned(),
            when: "Mon 2026-06-01 10:30-11:00Z".to_owned(),
            length: "30m".to_owned(),
            shared: bars[0].intersection(&bars[1]).unwrap(),
            bars: [bar(0), bar(1)],
        };
        lines.push(&line).unwrap();
        lines.finish().unwrap();
        buffer.text()
    }

    #[test]
    fn what_is_shared_is_below_one_another() {
        let text = drawn(Some(40), ["Plan", "Review"], [interval(0, 60), interval(30, 60)]);
        insta::assert_snapshot!(text, @r"
        Ada, Ben
          Mon 2026-06-01 10:30-11:00Z, 30m
          shared
          #1 Plan    ▒▒▒▒▒▒▒▒▒█████████
          #2 Review           █████████▒▒▒▒▒▒▒▒▒
        ");
    }

    proptest! {
        #[test]
        fn bars_fit_and_cover_each_minute(
            first in (0_i64..100, 1_i64..200), offset in 0_i64..200, length in 1_i64..200,
            columns in 30_u16..150, titles in (0..HOSTILE.len(), 0..HOSTILE.len()),
        ) {
            let bars = [interval(first.0, first.1), interval(first.0 + offset % first.1, length)];
            let text = drawn(Some(columns), [HOSTILE[titles.0], HOSTILE[titles.1]], bars);
            for line in text.lines() {
                prop_assert!(width(line) <= columns.into(), "{line:?}");
            }
            let (hull, room) = (bars[0].hull(bars[1]), usize::from(columns));
            let shared = place(bars[0].intersection(&bars[1]).unwrap(), hull, room);
            for bar in bars {
                let (from, to) = place(bar, hull, room);
                prop_assert!(from < to && to <= room && from <= shared.0 && shared.1 <= to);
                let minutes = bar.seconds() / 60;
                for minute in 0..minutes {
                    let moment = Interval::new(bar.start() + TimeDelta::minutes(minute), bar.start() + TimeDelta::minutes(minute + 1)).unwrap();
                    let column = place(moment, hull, room);
                    prop_assert!(from <= column.0 && column.1 <= to);
                }
            }
        }
    }
}
