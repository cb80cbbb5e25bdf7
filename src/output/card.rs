//! One record as lines of keys and values.

use super::record::{Cell, CellStyle};
use super::sanitise::sanitise;
use super::stream::paint;
use super::text::{fold, width};

/// Spaces between key and value.
const GAP: usize = 2;
/// Columns of the narrowest value that is folded beside its key.
const MIN_VALUE_WIDTH: usize = 8;

/// Draws a card. The lines of a value are aligned, so that none can be read as a key; with a
/// `limit` in columns, long values are folded.
pub(super) fn draw(entries: &[(&str, Cell)], limit: Option<usize>, color: bool) -> String {
    let keys = entries.iter().map(|(key, _)| width(key)).max().unwrap_or(0);
    // On a very narrow terminal values are below their keys.
    let stacked = limit.is_some_and(|limit| limit < keys + GAP + MIN_VALUE_WIDTH);
    let indent = if stacked { GAP } else { keys + GAP };
    let room = limit.map(|limit| limit.saturating_sub(indent).max(2));
    let mut card = String::new();
    for (key, cell) in entries {
        paint(&mut card, key, CellStyle::Dim.style(), color);
        let mut column = width(key);
        for (number, line) in value_lines(&cell.text, room).iter().enumerate() {
            if number > 0 || stacked {
                card.push('\n');
                column = 0;
            }
            if !line.is_empty() {
                card.extend(std::iter::repeat_n(' ', indent - column));
                paint(&mut card, line, cell.style.style(), color);
            }
        }
        card.push('\n');
    }
    card
}

fn value_lines(text: &str, room: Option<usize>) -> Vec<String> {
    let lines = text.lines().map(sanitise);
    match room {
        None => lines.map(Into::into).collect(),
        Some(room) => lines.flat_map(|line| fold(&line, room)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lines_of_a_value_are_aligned() {
        let entries = [
            ("Title", Cell::from("Plan\x1b[2J")),
            ("Description", Cell::from("one\r\ntwo\n\nTitle  forged")),
            ("Note", Cell::from("")),
        ];
        let expected = "\
Title        Plan\\x1b[2J
Description  one
             two

             Title  forged
Note
";
        assert_eq!(draw(&entries, None, false), expected);
    }

    #[test]
    fn long_values_are_folded_to_the_terminal() {
        let entries = [("Title", Cell::from("会議 ".repeat(30)))];
        let card = draw(&entries, Some(40), false);
        assert!(card.lines().all(|line| width(line) <= 40));
        assert!(card.lines().count() > 3);
        let stacked = draw(&entries, Some(12), false);
        assert!(stacked.starts_with("Title\n  会"), "{stacked}");
        assert!(stacked.lines().all(|line| width(line) <= 12));
    }
}
