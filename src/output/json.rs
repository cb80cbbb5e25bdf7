//! JSON that is safe on a terminal and still parses to the same text.

use std::fmt::Write as _;

use serde::Serialize;

use super::sanitise::is_hidden;
use crate::error::{Failure, Kind};

/// How JSON is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Layout {
    /// On one line, without spaces.
    Compact,
    /// On several lines, indented by two spaces per level, starting at this level.
    Indented(usize),
}

/// `value` as JSON with an escape for each character that controls a terminal or is invisible.
pub(super) fn to_string(value: &impl Serialize, layout: Layout) -> Result<String, Failure> {
    let text = match layout {
        Layout::Compact => serde_json::to_string(value),
        Layout::Indented(0) => serde_json::to_string_pretty(value),
        // Texts hold no line feeds, only their escapes.
        Layout::Indented(level) => serde_json::to_string_pretty(value)
            .map(|text| text.replace('\n', &format!("\n{}", "  ".repeat(level)))),
    };
    text.map(escaped).map_err(|error| {
        Failure::new(Kind::Json, "the result cannot be written as JSON").cause(error)
    })
}

fn escaped(json: String) -> String {
    let hidden = |c: char| c != '\n' && is_hidden(c);
    let plain = json.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\n'));
    if plain || !json.contains(hidden) {
        return json;
    }
    let mut safe = String::with_capacity(json.len() + 64);
    for c in json.chars() {
        if hidden(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                // Writing to a String cannot fail.
                let _ = write!(safe, "\\u{unit:04x}");
            }
        } else {
            safe.push(c);
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    #[test]
    fn hostile_text_parses_to_itself_and_is_safe() {
        let mut hostile: String = (0..0x2100).filter_map(char::from_u32).collect();
        hostile.push_str("\u{feff}\u{e0041}👩\u{200d}💻\"\\=1+1");
        let text = to_string(&json!({ &hostile: [&hostile] }), Layout::Compact).unwrap();
        assert!(!text.chars().any(|c| is_hidden(c) || c.is_control()), "{text:?}");
        let back: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(back, json!({ &hostile: [&hostile] }));
    }

    #[test]
    fn every_line_is_indented_by_its_level() {
        let text = to_string(&json!({"a": [], "b": ["\n"]}), Layout::Indented(1)).unwrap();
        assert_eq!(text, "{\n    \"a\": [],\n    \"b\": [\n      \"\\n\"\n    ]\n  }");
    }
}
