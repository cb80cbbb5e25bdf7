//! Pieces of a file in messages.

/// A piece of a file for a message: escaped and short.
pub(super) fn shown(text: &str) -> String {
    const LIMIT: usize = 40;
    let escaped = text.chars().take(LIMIT).flat_map(char::escape_debug);
    let mut out: String = escaped.collect();
    if text.chars().nth(LIMIT).is_some() {
        out.push('…');
    }
    out
}
