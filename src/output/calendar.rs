//! iCalendar (RFC 5545), written.

use std::fmt::Write as _;
use std::io::Write as _;

use super::sanitise::sanitise;
use super::stream::Stream;
use crate::error::Failure;
use crate::ical_text::{escape, fold, representable};

/// Bytes gathered before they are handed on.
const GATHERED: usize = 32 * 1024;

/// A calendar on its way to a stream, event by event, in constant memory.
///
/// Nothing is written before the end of the first event, or the end.
#[must_use = "a calendar must be finished"]
pub struct Calendar {
    out: Stream,
    text: Vec<u8>,
    line: String,
}

impl Calendar {
    pub(super) fn new(out: Stream) -> Self {
        let mut calendar = Self {
            out,
            text: Vec::with_capacity(GATHERED + 4096),
            line: String::new(),
        };
        calendar.property("BEGIN", "VCALENDAR");
        calendar.property("VERSION", "2.0");
        calendar.property("PRODID", "-//meetctl//meetctl//EN");
        calendar.property("CALSCALE", "GREGORIAN");
        calendar
    }

    /// Begins an event.
    pub fn begin_event(&mut self) {
        self.property("BEGIN", "VEVENT");
    }

    /// Adds a property whose value needs no care, such as a time.
    pub fn property(&mut self, name: &str, value: &str) {
        self.line.push_str(name);
        self.line.push(':');
        self.line.push_str(value);
        self.end_line();
    }

    /// Adds a property that holds any text.
    ///
    /// iCalendar has one kind of line break and no other control character but the tab. A text that
    /// has more stands in `X-MEETCTL-<name>` a second time, whole, with the escapes of JSON.
    pub fn text(&mut self, name: &str, text: &str) {
        let (shown, exact) = representable(text);
        self.line.push_str(name);
        self.line.push(':');
        escape(&mut self.line, &shown);
        self.end_line();
        if !exact {
            let json = serde_json::Value::from(text).to_string();
            // Writing to a String cannot fail.
            let _ = write!(self.line, "X-MEETCTL-{name}:");
            escape(&mut self.line, &json);
            self.end_line();
        }
    }

    /// Adds a property that names somebody by address, with a name beside it.
    pub fn person(&mut self, property: &str, name: &str, email: &str) {
        let _ = write!(self.line, "{property};CN=");
        parameter(&mut self.line, name);
        self.line.push_str(":mailto:");
        address(&mut self.line, email);
        self.end_line();
    }

    /// Ends an event.
    ///
    /// # Errors
    /// The stream cannot be written.
    pub fn end_event(&mut self) -> Result<(), Failure> {
        self.property("END", "VEVENT");
        if self.text.len() >= GATHERED {
            self.hand_on()?;
        }
        Ok(())
    }

    /// Ends the calendar.
    ///
    /// # Errors
    /// The stream cannot be written.
    pub fn finish(mut self) -> Result<(), Failure> {
        self.property("END", "VCALENDAR");
        self.hand_on()?;
        Ok(self.out.flush()?)
    }

    fn hand_on(&mut self) -> Result<(), Failure> {
        if self.out.is_terminal() {
            for line in String::from_utf8_lossy(&self.text).lines() {
                let line = sanitise(line);
                writeln!(self.out, "{line}")?;
            }
        } else {
            self.out.write_all(&self.text)?;
        }
        self.text.clear();
        Ok(())
    }

    fn end_line(&mut self) {
        fold(self.line.as_bytes(), &mut self.text);
        self.line.clear();
    }
}

/// Writes the value of a parameter: in quotes, since most names need them, with the escapes of
/// RFC 6868.
fn parameter(line: &mut String, text: &str) {
    line.push('"');
    for c in text.chars() {
        match c {
            '\n' => line.push_str("^n"),
            '^' => line.push_str("^^"),
            '"' => line.push_str("^'"),
            '\t' => line.push('\t'),
            c if c.is_ascii_control() => line.push('\u{fffd}'),
            c => line.push(c),
        }
    }
    line.push('"');
}

/// Writes an address as a part of a URI. What is no ASCII stays as it is: every calendar reads it so.
fn address(line: &mut String, email: &str) {
    for c in email.chars() {
        let reserved = matches!(
            c,
            '%' | '?'
                | '#'
                | '"'
                | '<'
                | '>'
                | '\\'
                | '^'
                | '`'
                | '{'
                | '|'
                | '}'
                | ' '
                | ';'
                | ','
        );
        if reserved || c.is_ascii_control() {
            let _ = write!(line, "%{:02X}", u32::from(c));
        } else {
            line.push(c);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::{self, Write};
    use std::sync::{Arc, Mutex};

    use proptest::prelude::*;

    use super::*;

    #[derive(Clone, Default)]
    struct Kept(Arc<Mutex<Vec<u8>>>);

    impl Write for Kept {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn written(fill: impl FnOnce(&mut Calendar)) -> String {
        let kept = Kept::default();
        let mut calendar = Calendar::new(Stream::new(kept.clone(), false, false));
        calendar.begin_event();
        fill(&mut calendar);
        calendar.end_event().unwrap();
        calendar.finish().unwrap();
        String::from_utf8(kept.0.lock().unwrap().clone()).unwrap()
    }

    #[test]
    fn texts_and_people_are_escaped() {
        let text = written(|calendar| {
            calendar.text("SUMMARY", "a;b,c\\n\"d\"\ne");
            calendar.person("ATTENDEE", "O'Hara; \"Bob\" ^ é", "b%o?b@example.org");
        });
        assert!(
            text.contains("\r\nSUMMARY:a\\;b\\,c\\\\n\"d\"\\ne\r\n"),
            "{text}"
        );
        assert!(
            text.contains(
                "\r\nATTENDEE;CN=\"O'Hara; ^'Bob^' ^^ é\":mailto:b%25o%3Fb@example.org\r\n"
            ),
            "{text}"
        );
        assert!(text.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:"));
        assert!(text.ends_with("END:VEVENT\r\nEND:VCALENDAR\r\n"));
    }

    #[test]
    fn what_icalendar_cannot_hold_is_kept_beside_it() {
        let text = written(|calendar| calendar.text("DESCRIPTION", "a\r\nb\u{1b}c\td"));
        assert!(
            text.contains(
                "DESCRIPTION:a\\nb\u{fffd}c\td\r\n\
                 X-MEETCTL-DESCRIPTION:\"a\\\\r\\\\nb\\\\u001bc\\\\td\"\r\n"
            ),
            "{text}"
        );
    }

    proptest! {
        #[test]
        fn lines_are_short_and_unfold_to_the_text(text in "[a-zé会👩,;\\\\\n]{0,300}") {
            let written = written(|calendar| calendar.text("SUMMARY", &text));
            prop_assert!(written.split("\r\n").all(|line| line.len() <= 75));
            let unfolded = written.replace("\r\n ", "");
            let value = unfolded.split("\r\n").find_map(|line| line.strip_prefix("SUMMARY:"));
            let mut read = String::new();
            let mut letters = value.unwrap().chars();
            while let Some(c) = letters.next() {
                read.push(match c {
                    '\\' => match letters.next().unwrap() {
                        'n' => '\n',
                        escaped => escaped,
                    },
                    c => c,
                });
            }
            prop_assert_eq!(read, text);
        }
    }
}
