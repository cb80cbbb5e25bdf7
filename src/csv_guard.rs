//! Protects cells of delimited files against being run as formulas: undone by the reader.

use std::borrow::Cow;

/// Guards a cell against being run as a formula by a spreadsheet (OWASP, "CSV Injection").
///
/// One that begins with `=`, `+`, `-`, `@`, their full-width forms, TAB, CR or LF gets a leading
/// `'`. So does one that begins with `'`, which makes it reversible: [`unguard`] takes one `'`
/// away. A plain number such as `-5` or `-0.25` is left alone, since a number runs nothing.
pub fn guard(cell: &str) -> Cow<'_, str> {
    let acts =
        cell.starts_with(['\'', '=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n']);
    if acts && !is_number(cell) { Cow::Owned(format!("'{cell}")) } else { Cow::Borrowed(cell) }
}

/// The cell that [`guard`] guarded.
pub fn unguard(cell: &str) -> &str {
    cell.strip_prefix('\'').unwrap_or(cell)
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
    use super::*;

    #[test]
    fn a_guarded_cell_can_be_unguarded() {
        for cell in ["=1+1", "+1", "-cmd", "@SUM", "\tx", "\rx", "\nx", "＝1", "'", "'=", "''"] {
            assert_eq!(guard(cell), format!("'{cell}"));
            assert_eq!(unguard(&guard(cell)), cell);
        }
        for cell in ["", "a", "-5", "-0.25", "7", " =1", "a=1", "2026-06-01T10:00:00Z"] {
            assert_eq!(guard(cell), cell);
            assert_eq!(unguard(&guard(cell)), cell);
        }
    }

    #[test]
    fn a_formula_that_begins_like_a_number_is_guarded() {
        for cell in ["-", "-1+1", "-1.", "-.5", "--1", "-1e5", "-1\n", "-٣"] {
            assert_eq!(guard(cell), format!("'{cell}"));
        }
    }
}
