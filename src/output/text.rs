//! Measuring and folding text in columns of a terminal.
//!
//! `comfy-table` folds. It measures grapheme clusters by `unicode-width`, as this module does, so
//! that folded lines fit the frame.

use comfy_table::{ColumnConstraint, Table, Width, presets};
use unicode_segmentation::GraphemeCursor;
use unicode_width::UnicodeWidthStr as _;

/// Bytes of the longest text that `comfy-table` folds in one piece. It measures the rest of a word
/// again for each line, so its time grows with the square of the length.
pub(super) const MAX_FOLDED: usize = 2048;

/// The columns that `text` takes on a terminal.
pub(super) fn width(text: &str) -> usize {
    text.width()
}

/// The columns of the longest word of `text`.
pub(super) fn longest_word(text: &str) -> usize {
    text.split(' ').map(width).max().unwrap_or(0)
}

/// Folds `text` into lines of at most `limit` columns: between words if possible, else inside a
/// word, and inside a grapheme cluster only if that is wider than the line. Spaces at the ends of
/// lines are removed.
pub(super) fn fold(text: &str, limit: usize) -> Vec<String> {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    table.add_row([foldable(text)]);
    if let Some(column) = table.column_mut(0) {
        column.set_padding((0, 0));
        column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(clamped(limit))));
    }
    table.lines().map(|line| line.trim_end_matches(' ').to_owned()).collect()
}

/// `width` as `comfy-table` counts, in 16 bits.
pub(super) fn clamped(width: usize) -> u16 {
    u16::try_from(width).unwrap_or(u16::MAX)
}

/// `text` in a form that `comfy-table` folds well: only spaces would print no line, and long
/// text is split into pieces, each of which starts a line.
pub(super) fn foldable(text: &str) -> String {
    let mut rest = text.trim_end_matches(' ');
    let mut pieces = String::with_capacity(rest.len() + rest.len() / MAX_FOLDED * 2);
    while rest.len() > MAX_FOLDED {
        let end = rest.floor_char_boundary(MAX_FOLDED);
        let mut clusters = GraphemeCursor::new(end, rest.len(), true);
        let cut = rest[..end].rfind(' ').filter(|&space| space > 0);
        let cut = cut.or_else(|| clusters.prev_boundary(rest, 0).ok()?.filter(|&at| at > 0));
        let (piece, more) = rest.split_at(cut.unwrap_or(end));
        pieces.extend([piece, "\n"]);
        rest = more;
    }
    pieces + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_between_words_then_inside_them() {
        assert_eq!(fold("plan the next release", 9), ["plan the", "next", "release"]);
        assert_eq!(fold("abcdefghij", 4), ["abcd", "efgh", "ij"]);
        assert_eq!(fold("a abcdefgh b", 4), ["a", "abcd", "efgh", "b"]);
        assert_eq!(fold("", 4), [""]);
    }

    #[test]
    fn keeps_wide_and_joined_characters_whole() {
        assert_eq!(fold("会議室予約", 5), ["会議", "室予", "約"]);
        let coder = "👩\u{200d}💻";
        assert_eq!(fold(&coder.repeat(3), 5), [coder.repeat(2), coder.to_owned()]);
        assert_eq!(fold(&"e\u{301}".repeat(5), 2).len(), 3);
    }

    #[test]
    fn no_line_is_too_wide_and_no_letter_is_lost() {
        let text = "نص عربي ﷺ क्क्क्क्क्क्क्क्क 会議 👨\u{200d}👩\u{200d}👧\u{200d}👦🇩🇪🇫🇷 e\u{301} لا لالا";
        for limit in 2..30 {
            let lines = fold(text, limit);
            assert!(lines.iter().all(|line| width(line) <= limit), "{limit}: {lines:?}");
            let bare = |text: &str| text.replace(' ', "");
            assert_eq!(bare(&lines.concat()), bare(text));
        }
    }

    #[test]
    fn very_long_text_is_folded_in_pieces_and_blank_text_into_one_line() {
        for text in [
            "a".repeat(9000),
            "会".repeat(3000),
            "क्".repeat(1500),
            format!("e{}", "\u{301}".repeat(4000)),
        ] {
            let lines = fold(&text, 20);
            assert!(lines.iter().all(|line| width(line) <= 20));
            assert_eq!(lines.concat(), text);
        }
        let words = "word and ".repeat(1000);
        let lines = fold(&words, 20);
        assert!(lines.iter().all(|line| width(line) <= 20));
        assert_eq!(lines.join(" "), words.trim_end());
        assert_eq!(fold(&" ".repeat(99), 20), [""]);
    }
}
