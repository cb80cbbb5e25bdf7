//! A writer of iCalendar (RFC 5545).

use std::fmt::Write as _;
use std::io::Write as _;

use super::sanitise::sanitise;
use super::stream::Stream;
use crate::error::Failure;
use crate::ical_text::{escape, fold, representable};

/// Bytes of the buffer.
const BUFFER_SIZE: usize = 32 * 1024;

/// A calendar, written to a stream event by event, in constant memory.
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
        let mut calendar =
            Self { out, text: Vec::with_capacity(BUFFER_SIZE + 4096), line: String::new() };
        calendar.property("BEGIN", "VCALENDAR");
        calendar.property("VERSION", "2.0");
        calendar.property("PRODID", "-//meetctl//meetctl//EN");
        calendar.property("CALSCALE", "GREGORIAN");
        calendar
    }

    /// Starts an event.
    pub fn begin_event(&mut self) {
        self.property("BEGIN", "VEVENT");
    }

    /// Adds a property whose value needs no escapes, such as a time.
    pub fn property(&mut self, name: &str, value: &str) {
        self.line.push_str(name);
        self.line.push(':');
        self.line.push_str(value);
        self.end_line();
    }

    /// Adds a property with any text.
    ///
    /// The only control characters of iCalendar are one line break and the tab. A text with other control characters is
    /// written again, exactly, as JSON in `X-MEETCTL-<name>`.
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

    /// Adds a property with the address and the name of a person.
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
        if self.text.len() >= BUFFER_SIZE {
            self.write_buffer()?;
        }
        Ok(())
    }

    /// Ends the calendar.
    ///
    /// # Errors
    /// The stream cannot be written.
    pub fn finish(mut self) -> Result<(), Failure> {
        self.property("END", "VCALENDAR");
        self.write_buffer()?;
        Ok(self.out.flush()?)
    }

    fn write_buffer(&mut self) -> Result<(), Failure> {
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

/// Writes the value of a parameter, quoted, with the escapes of RFC 6868.
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

/// Writes an address as a part of a URI. Characters outside ASCII are not escaped: every calendar
/// reads them.
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
    use proptest::prelude::*;

    use super::super::tests::Buffer;
    use super::*;

    fn written(fill: impl FnOnce(&mut Calendar)) -> String {
        let buffer = Buffer::default();
        let mut calendar = Calendar::new(Stream::new(buffer.clone(), None, false));
        calendar.begin_event();
        fill(&mut calendar);
        calendar.end_event().unwrap();
        calendar.finish().unwrap();
        buffer.text()
    }

    #[test]
    fn texts_and_people_are_escaped() {
        let text = written(|calendar| {
            calendar.text("SUMMARY", "a;b,c\\n\"d\"\ne");
            calendar.person("ATTENDEE", "O'Hara; \"Bob\" ^ é", "b%o?b@example.org");
        });
        assert!(text.contains("\r\nSUMMARY:a\\;b\\,c\\\\n\"d\"\\ne\r\n"), "{text}");
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
    fn text_that_icalendar_lacks_is_written_again() {
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
