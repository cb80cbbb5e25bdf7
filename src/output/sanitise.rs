//! Makes text safe to print on a terminal.
//!
//! A title is untrusted. Printed raw, an escape sequence in it could move the cursor, rename the
//! window or send input to a program; a bidirectional control could reorder it; an invisible
//! character could make two titles appear equal. Such characters are printed as escapes: `\x1b`,
//! `\n`, `\u{202e}`.

use std::borrow::Cow;
use std::fmt::Write as _;

use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthChar as _;

/// `text` with escapes for the characters that control a terminal or are invisible.
///
/// Not escaped: joiners inside emoji sequences and in the scripts that need them (Arabic, the
/// scripts of India, Mongolian), variation selectors after the character they select, and the tags
/// of the flags of England, Scotland and Wales.
pub fn sanitise(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|c| is_hidden(c) || is_contextual(c)) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 16);
    // Nothing is before the first character that a mark could belong to.
    let mut before = '\0';
    for cluster in text.graphemes(true) {
        let flag = cluster.starts_with('\u{1f3f4}') && cluster.ends_with('\u{e007f}');
        let mut rest = cluster.chars();
        while let Some(c) = rest.next() {
            let keep = if is_tag(c) {
                flag
            } else if is_contextual(c) {
                belongs(c, before, rest.clone().next())
            } else {
                !is_hidden(c)
            };
            if keep {
                safe.push(c);
            } else {
                escape(&mut safe, c);
            }
            before = c;
        }
    }
    Cow::Owned(safe)
}

/// Whether `c` controls a terminal or is always invisible.
pub fn is_hidden(c: char) -> bool {
    // Printable ASCII first: nearly every character of nearly every text.
    if matches!(c, ' '..='~') {
        return false;
    }
    c.is_control()
        || matches!(c,
            // soft hyphen, grapheme joiner, Arabic letter mark, Hangul and Khmer fillers
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180e}' | '\u{3164}' | '\u{ffa0}'
            // zero width space, direction marks, line and paragraph separators, bidi controls
            | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
            // word joiner, invisible operators, bidi isolates, deprecated format characters
            | '\u{2060}'..='\u{206f}'
            // byte order mark, interlinear annotations and the specials around them
            | '\u{feff}' | '\u{fff0}'..='\u{fffb}'
            // format characters of shorthand and of musical notation
            | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
            // tags and the unassigned rest of their plane; selectors of ideographs are contextual
            | '\u{e0000}'..='\u{e00ff}' | '\u{e01f0}'..='\u{e0fff}')
}

/// Whether `c` is invisible but may change the characters around it.
fn is_contextual(c: char) -> bool {
    is_joiner(c) || is_selector(c)
}

fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}')
}

fn is_selector(c: char) -> bool {
    matches!(c, '\u{180b}'..='\u{180d}' | '\u{180f}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

fn is_tag(c: char) -> bool {
    matches!(c, '\u{e0020}'..='\u{e007f}')
}

/// Whether the contextual `c` has an effect after `before`; `after` follows in its cluster.
fn belongs(c: char, before: char, after: Option<char>) -> bool {
    if before <= ' ' || is_contextual(before) && !(c == '\u{200d}' && before == '\u{fe0f}') {
        return false;
    }
    match c {
        '\u{200c}' | '\u{200d}' if needs_joiners(before) => true,
        // A grapheme cluster has a visible character after a joiner only between two emoji.
        '\u{200d}' => !before.is_ascii() && after.is_some_and(|c| c.width().unwrap_or(0) > 0),
        '\u{200c}' => false,
        '\u{180b}'..='\u{180f}' => matches!(before, '\u{1800}'..='\u{18af}'),
        '\u{e0100}'..='\u{e01ef}' => before.width() == Some(2),
        // Also ASCII: `1` + selector + keycap is an emoji.
        _ => !is_hidden(before),
    }
}

/// Whether the script of `c` is written with joiners.
fn needs_joiners(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{dff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{18af}')
}

fn escape(safe: &mut String, c: char) {
    // Writing to a String cannot fail.
    let _ = match c {
        '\n' => safe.write_str("\\n"),
        '\r' => safe.write_str("\\r"),
        '\t' => safe.write_str("\\t"),
        '\0'..='\u{ff}' => write!(safe, "\\x{:02x}", u32::from(c)),
        _ => write!(safe, "\\u{{{:x}}}", u32::from(c)),
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_text_of_every_script_is_untouched() {
        for text in [
            "",
            "Stand-up, café",
            "会议 회의 会議",
            "e\u{301}a\u{308}",
            "👩\u{200d}💻 👨\u{200d}👩\u{200d}👧 ❤\u{fe0f} 1\u{fe0f}\u{20e3} 🇩🇪",
            "👩🏽\u{200d}🚀 ❤\u{fe0f}\u{200d}🔥 🏳\u{fe0f}\u{200d}🌈",
            "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
            "می\u{200c}خواهم",
            "क्\u{200d}ष",
            "葛\u{e0100}城",
        ] {
            assert_eq!(sanitise(text), text);
        }
    }

    #[test]
    fn every_control_character_becomes_visible() {
        for code in (0..0x20).chain(0x7f..0xa0) {
            let raw = char::from_u32(code).unwrap().to_string();
            let safe = sanitise(&raw);
            assert!(safe.starts_with('\\') && !safe.contains(char::is_control), "{safe:?}");
        }
        assert_eq!(sanitise("\x1b]0;pwned\x07"), "\\x1b]0;pwned\\x07");
        assert_eq!(sanitise("a\r\nb\tc\0"), "a\\r\\nb\\tc\\x00");
        assert_eq!(sanitise("\u{9b}31m"), "\\x9b31m");
    }

    #[test]
    fn characters_that_reverse_or_hide_text_become_visible() {
        for code in (0x202a..=0x202e)
            .chain(0x2066..=0x2069)
            .chain(0x2028..=0x2029)
            .chain([0x200e, 0x200f, 0x61c, 0x200b, 0x2060, 0xfeff, 0x3164, 0xe0041, 0xad])
        {
            let raw = format!("a{}b", char::from_u32(code).unwrap());
            let shown =
                if code < 0x100 { format!("a\\x{code:x}b") } else { format!("a\\u{{{code:x}}}b") };
            assert_eq!(sanitise(&raw), shown);
        }
    }

    #[test]
    fn joiners_and_selectors_out_of_place_become_visible() {
        assert_eq!(sanitise("ad\u{200d}min"), "ad\\u{200d}min");
        assert_eq!(sanitise("ad\u{200c}min"), "ad\\u{200c}min");
        assert_eq!(sanitise("\u{200d}👩"), "\\u{200d}👩");
        assert_eq!(sanitise("👩\u{200d}"), "👩\\u{200d}");
        assert_eq!(sanitise("a\u{fe0f}\u{fe0e}"), "a\u{fe0f}\\u{fe0e}");
        assert_eq!(sanitise("a\u{e0100}"), "a\\u{e0100}");
    }
}
