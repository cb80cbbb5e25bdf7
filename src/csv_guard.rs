//! Protects cells of delimited files against being run as formulas: undone by the reader.

use std::borrow::Cow;

/// What begins a formula for a spreadsheet (OWASP, "CSV Injection").
const TRIGGERS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// What a spreadsheet may skip at the start of a cell, so that what follows begins it.
const SKIPPED: [char; 3] = ['\t', '\r', '\n'];

/// Whether a spreadsheet may take a character for the end of a cell: it may be set to any other
/// separator than the file has, a space included, and then ignores the quotes around the cell.
///
/// Nobody separates cells with what begins a formula, nor with a letter or a digit.
fn is_separator(character: char) -> bool {
    let punctuation = character.is_ascii_punctuation() && !['"', '\''].contains(&character);
    punctuation && !TRIGGERS.contains(&character)
        || [' ', '\t', '\r', '\n', '\u{b}', '\u{c}'].contains(&character)
}

/// Where in a text a spreadsheet may begin a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// At its start.
    Start,
    /// After a space, which ends the cell too.
    AfterSpace,
    /// After another separator.
    AfterSeparator,
}

impl Place {
    /// The place after a character, if it is a [separator](is_separator).
    fn after(character: char) -> Option<Self> {
        is_separator(character).then_some(if character == ' ' {
            Self::AfterSpace
        } else {
            Self::AfterSeparator
        })
    }
}

/// Guards a cell against being run as a formula by a spreadsheet.
///
/// A `'` is put at the start of the cell, and after each [separator](is_separator) in it, where a
/// formula or a text that seems guarded begins; [`unguard`] removes exactly these. A plain number
/// such as `-5` or `-0.25` is left alone, since a number runs nothing.
pub fn guard(cell: &str) -> Cow<'_, str> {
    let starts = starts(cell).filter(|&(at, place)| begins_formula(&cell[at..], place));
    let starts: Vec<usize> = starts.map(|(at, _)| at).collect();
    if starts.is_empty() {
        return Cow::Borrowed(cell);
    }
    let mut guarded = String::with_capacity(cell.len() + starts.len());
    let mut from = 0;
    for at in starts {
        guarded.push_str(&cell[from..at]);
        guarded.push('\'');
        from = at;
    }
    guarded.push_str(&cell[from..]);
    Cow::Owned(guarded)
}

/// The cell that [`guard`] guarded. A `'` that does not guard anything is kept.
pub fn unguard(cell: &str) -> Cow<'_, str> {
    let guards = cell.match_indices('\'').map(|(at, _)| at).filter(|&at| {
        let before = cell[..at].chars().next_back();
        let place = before.map_or(Some(Place::Start), Place::after);
        place.is_some_and(|place| begins_formula(&cell[at + 1..], place))
    });
    let mut guards = guards.peekable();
    if guards.peek().is_none() {
        return Cow::Borrowed(cell);
    }
    let (mut plain, mut from) = (String::with_capacity(cell.len()), 0);
    for at in guards {
        plain.push_str(&cell[from..at]);
        from = at + 1;
    }
    plain.push_str(&cell[from..]);
    Cow::Owned(plain)
}

/// Where a spreadsheet may begin a cell.
fn starts(cell: &str) -> impl Iterator<Item = (usize, Place)> {
    let after = cell.char_indices().filter_map(|(at, c)| Some((at + 1, Place::after(c)?)));
    std::iter::once((0, Place::Start)).chain(after)
}

/// Whether a cell that begins with `text` may be run. Quotes before a trigger do not protect, and a
/// guard before it is guarded too: so guarding can be undone. Between spaces a dash alone runs nothing.
fn begins_formula(text: &str, place: Place) -> bool {
    let first = text.trim_start_matches(['"', '\'']);
    let runs = first.strip_prefix(TRIGGERS);
    match place {
        Place::Start => runs.is_some() && !is_number(text) || first.starts_with(SKIPPED),
        Place::AfterSeparator => runs.is_some(),
        Place::AfterSpace => runs.is_some_and(|rest| !rest.is_empty() && !rest.starts_with(' ')),
    }
}

/// Whether `cell` is a number as this program writes them: `-?digits[.digits]`.
pub fn is_number(cell: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let unsigned = cell.strip_prefix('-').unwrap_or(cell);
    match unsigned.split_once('.') {
        Some((whole, fraction)) => digits(whole) && digits(fraction),
        None => digits(unsigned),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_guarded_cell_can_be_unguarded() {
        for cell in ["=1+1", "+1", "-cmd", "@SUM", "＝1", "'=", "''=1", "'-5", "\"=1\"", "'\t"] {
            assert_eq!(guard(cell), format!("'{cell}"));
            assert_eq!(unguard(&guard(cell)), cell);
        }
        for cell in [
            "",
            "a",
            "-5",
            "7",
            "a=1",
            "a - b",
            "a -",
            "C++ - the book",
            "bob@example.org",
            "10:00-11:00",
            "a; b",
            "'",
            "'a",
            "|' /C",
            "a\r\nb",
            "2026-06-01T10:00:00Z",
        ] {
            assert_eq!(guard(cell), cell);
            assert_eq!(unguard(&guard(cell)), cell);
        }
    }

    #[test]
    fn a_formula_that_begins_like_a_number_is_guarded() {
        for cell in ["-", "-1+1", "-1.", "-.5", "--1", "-1e5", "-٣"] {
            assert_eq!(guard(cell), format!("'{cell}"));
        }
    }

    #[test]
    fn every_separator_may_begin_a_cell() {
        for (cell, guarded) in [
            ("x;=1+1", "x;'=1+1"),
            ("x,-5", "x,'-5"),
            ("x\t@y|+z", "x\t'@y|'+z"),
            ("- one\n- two", "'- one\n'- two"),
            ("x;\"=1", "x;'\"=1"),
            ("\tx", "'\tx"),
            ("-1\n", "'-1\n"),
            ("x;;=1", "x;;'=1"),
            ("x;'=1", "x;''=1"),
            ("a\r\n=1", "a\r\n'=1"),
            ("\t=1", "'\t'=1"),
            (" =1", " '=1"),
            ("x =1+1", "x '=1+1"),
            ("ring +49 30 - now", "ring '+49 30 - now"),
            ("x:=1", "x:'=1"),
            ("x^@y~-z", "x^'@y~'-z"),
            ("x/=1", "x/'=1"),
            ("x '=1", "x ''=1"),
        ] {
            assert_eq!(guard(cell), guarded);
            assert_eq!(unguard(guarded), cell);
        }
    }

    #[test]
    fn what_no_guard_has_written_is_kept() {
        for cell in ["'plain", "'", "don't", "x;'y", "'-5", "' a", "a '- b"] {
            assert_eq!(unguard(cell), cell);
        }
    }

    proptest! {
        #[test]
        fn unguarding_is_the_inverse_of_guarding(cell in "[-'=+@＝\"a5.,;|:^\t\r\n ]{0,12}") {
            let guarded = guard(&cell);
            prop_assert_eq!(unguard(&guarded), cell.as_str());
            for (at, _) in starts(&guarded) {
                let start = guarded[at..].trim_start_matches('"');
                let runs = start.strip_prefix(TRIGGERS);
                let runs = runs.is_some_and(|rest| !rest.is_empty() && !rest.starts_with(' '));
                prop_assert!(!runs || is_number(&guarded), "{:?}", guarded);
            }
        }

        #[test]
        fn any_text_survives(cell in any::<String>()) {
            let guarded = guard(&cell);
            prop_assert_eq!(unguard(&guarded), cell.as_str());
        }
    }
}
