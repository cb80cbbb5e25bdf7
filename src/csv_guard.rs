//! Protects cells of delimited files against being run as formulas: undone by the reader.

use std::borrow::Cow;

/// What begins a formula for a spreadsheet (OWASP, "CSV Injection").
const TRIGGERS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// What a spreadsheet may skip at the start of a cell, so that what follows begins it.
const SKIPPED: [char; 3] = ['\t', '\r', '\n'];

/// What a spreadsheet may take for the end of a cell: it may be set to another separator than the
/// file has, and then ignores the quotes around the cell.
const SEPARATORS: [char; 6] = [',', ';', '|', '\t', '\r', '\n'];

/// Guards a cell against being run as a formula by a spreadsheet.
///
/// A `'` is put at the start of the cell, and after each [separator](SEPARATORS) in it, where a
/// formula or a text that seems guarded begins; [`unguard`] removes exactly these. A plain number
/// such as `-5` or `-0.25` is left alone, since a number runs nothing.
pub fn guard(cell: &str) -> Cow<'_, str> {
    let starts: Vec<usize> = starts(cell).filter(|&at| acts(cell, at)).collect();
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
    if !cell.contains('\'') {
        return Cow::Borrowed(cell);
    }
    let mut plain = String::with_capacity(cell.len());
    let mut rest = cell;
    loop {
        if let Some(guarded) = rest.strip_prefix('\'')
            && begins_formula(guarded, plain.is_empty())
        {
            rest = guarded;
        }
        let Some(separator) = rest.find(SEPARATORS) else {
            plain.push_str(rest);
            return Cow::Owned(plain);
        };
        let (before, after) = rest.split_at(separator + 1);
        plain.push_str(before);
        rest = after;
    }
}

/// Where a spreadsheet may begin a cell.
fn starts(cell: &str) -> impl Iterator<Item = usize> {
    std::iter::once(0).chain(cell.match_indices(SEPARATORS).map(|(at, _)| at + 1))
}

fn acts(cell: &str, at: usize) -> bool {
    begins_formula(&cell[at..], at == 0)
}

/// Whether a cell that begins with `text` may be run. Quotes before a trigger do not protect, and a
/// guard before it is guarded too: so guarding can be undone.
fn begins_formula(text: &str, is_whole_cell: bool) -> bool {
    let first = text.trim_start_matches(['"', '\'']);
    first.starts_with(TRIGGERS) && !(is_whole_cell && is_number(text))
        || is_whole_cell && first.starts_with(SKIPPED)
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
            " =1",
            "a=1",
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
        ] {
            assert_eq!(guard(cell), guarded);
            assert_eq!(unguard(guarded), cell);
        }
    }

    #[test]
    fn what_no_guard_has_written_is_kept() {
        for cell in ["'plain", "'", "don't", "x;'y", "'-5", "' =1"] {
            assert_eq!(unguard(cell), cell);
        }
    }

    proptest! {
        #[test]
        fn unguarding_is_the_inverse_of_guarding(cell in "[-'=+@＝\"a5.,;|\t\r\n ]{0,12}") {
            let guarded = guard(&cell);
            prop_assert_eq!(unguard(&guarded), cell.as_str());
            for at in starts(&guarded) {
                let runs = guarded[at..].trim_start_matches('"').starts_with(TRIGGERS);
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
