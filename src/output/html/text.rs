//! Text in HTML.

use unicode_segmentation::UnicodeSegmentation as _;

use crate::output::sanitise::sanitise;

/// Characters of the longest text that is shown whole: a title has a hundred at most.
const MAX_SHOWN: usize = 200;

/// Text that is not this program's, such as a title: what controls, hides or reverses text is shown as
/// its escape, the rest has no effect on the text around it, and a longer one than a title can be ends
/// with `…`.
pub(super) fn foreign(text: &str) -> String {
    let safe = sanitise(text);
    let mut shown = safe.graphemes(true);
    let start: String = shown.by_ref().take(MAX_SHOWN).collect();
    let more = if shown.next().is_some() { "…" } else { "" };
    format!("<bdi>{}{more}</bdi>", escaped(&start))
}

/// `text` with references for the characters that have a meaning in HTML.
pub(super) fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            c => safe.push(c),
        }
    }
    safe
}

/// A count with its noun: `1 meeting`, `2 meetings`.
pub(super) fn counted(count: u64, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// A count in at most four characters.
pub(super) fn compact(count: u64) -> String {
    let tenths = |unit: u64, name: &str| match count * 10 / unit {
        tenths @ 0..100 => format!("{}.{}{name}", tenths / 10, tenths % 10),
        tenths => format!("{}{name}", tenths / 10),
    };
    match count {
        0..10_000 => count.to_string(),
        10_000..1_000_000 => tenths(1000, "k"),
        _ => tenths(1_000_000, "M"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn foreign_text_is_text_and_nothing_else() {
        assert_eq!(
            foreign("</bdi><script>alert('\"&\")"),
            "<bdi>&lt;/bdi&gt;&lt;script&gt;alert(&#39;&quot;&amp;&quot;)</bdi>"
        );
        assert_eq!(foreign("a\0b\rc\u{202e}d\u{1b}"), "<bdi>a\\x00b\\rc\\u{202e}d\\x1b</bdi>");
        assert_eq!(foreign("読書会 🎉"), "<bdi>読書会 🎉</bdi>");
        let long = foreign(&"<".repeat(10_000));
        assert_eq!(long, format!("<bdi>{}…</bdi>", "&lt;".repeat(200)));
    }

    #[test]
    fn a_count_fits_its_cell() {
        let all = [0, 9999, 10_000, 99_999, 123_456, 1_000_000, 12_345_678].map(compact);
        assert_eq!(all, ["0", "9999", "10k", "99k", "123k", "1.0M", "12M"]);
    }
}
