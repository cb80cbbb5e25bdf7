//! Text and lines as iCalendar writes them (RFC 5545, 3.1 and 3.3.11).

use std::borrow::Cow;

/// The text as far as iCalendar can represent it, and whether that is all of it.
///
/// iCalendar has one kind of line break, and no other control character but the tab.
pub fn representable(text: &str) -> (Cow<'_, str>, bool) {
    let foreign = |c: char| c.is_ascii_control() && c != '\n' && c != '\t';
    if !text.contains(foreign) {
        return (Cow::Borrowed(text), true);
    }
    let lines = text.replace("\r\n", "\n").replace('\r', "\n");
    (Cow::Owned(lines.replace(foreign, "\u{fffd}")), false)
}

/// Appends `text` as a value of type TEXT.
pub fn escape(line: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '\n' => line.push_str("\\n"),
            '\\' | ';' | ',' => line.extend(['\\', c]),
            c => line.push(c),
        }
    }
}

/// Appends a content line with its line end, folded so that no line has more than 75 bytes.
pub fn fold(line: &[u8], out: &mut Vec<u8>) {
    const LONGEST: usize = 75;
    let mut rest = line;
    let mut room = LONGEST;
    while rest.len() > room {
        // Not inside a character, unless these bytes are none.
        let inside = |at: &usize| rest[*at] & 0xc0 == 0x80;
        let mut end = room;
        while end > room - 4 && inside(&end) {
            end -= 1;
        }
        out.extend_from_slice(&rest[..end]);
        out.extend_from_slice(b"\r\n ");
        rest = &rest[end..];
        room = LONGEST - 1;
    }
    out.extend_from_slice(rest);
    out.extend_from_slice(b"\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folded_lines_keep_characters_whole() {
        for line in ["é".repeat(200), "a".repeat(75), "a".repeat(76), "👩‍💻".repeat(30)] {
            let mut out = Vec::new();
            fold(line.as_bytes(), &mut out);
            let text = String::from_utf8(out).unwrap();
            assert!(text.split("\r\n").all(|part| part.len() <= 75));
            assert_eq!(text.replace("\r\n ", "").trim_end(), line);
        }
        let mut junk = Vec::new();
        fold(&[0x80; 300], &mut junk);
        junk.retain(|byte| *byte == 0x80);
        assert_eq!(junk.len(), 300);
    }
}
