//! On which line of the file a content line of an event is: not its place among them, because lines
//! are folded and blank ones are left out.

use serde::{Deserialize, Serialize};

/// The lines of the file on which the content lines of an event begin.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct LineNumbers {
    count: u64,
    /// From which content line on, counted from 0, how much its number exceeds its place.
    shifts: Vec<(u64, u64)>,
}

impl LineNumbers {
    /// Notes the next content line; `None` if the file lacks it.
    pub(super) fn push(&mut self, number: Option<u64>) {
        if let Some(number) = number {
            let shift = number.saturating_sub(self.count);
            if self.shifts.last().is_none_or(|(_, last)| *last != shift) {
                self.shifts.push((self.count, shift));
            }
        }
        self.count += 1;
    }

    /// The line of the file on which the content line `place`, counted from 0, begins.
    pub(super) fn at(&self, place: usize) -> Option<u64> {
        let place = place as u64;
        let before = self.shifts.partition_point(|(first, _)| *first <= place);
        let (_, shift) = self.shifts.get(before.checked_sub(1)?)?;
        Some(place + shift)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folded_and_blank_lines_count() {
        let mut lines = LineNumbers::default();
        for number in [Some(4), Some(5), Some(9), Some(10), None] {
            lines.push(number);
        }
        let numbers: Vec<u64> = (0..4).filter_map(|place| lines.at(place)).collect();
        assert_eq!(numbers, [4, 5, 9, 10]);
        assert_eq!(LineNumbers::default().at(0), None);
    }
}
