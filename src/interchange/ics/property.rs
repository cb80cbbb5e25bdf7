//! One content line: its name, its parameters, its value.

use std::borrow::Cow;

/// A property of a component.
#[derive(Debug, Clone, Copy)]
pub(super) struct Property<'a> {
    /// As the file writes it, in any case.
    pub name: &'a str,
    /// The text between the name and the value, from its first `;`.
    parameters: &'a str,
    /// Not unescaped.
    pub value: &'a str,
}

impl<'a> Property<'a> {
    /// Takes a content line apart; `None` if it is none.
    pub(super) fn parse(line: &'a str) -> Option<Self> {
        let (name, rest) = line.split_at(name_length(line.as_bytes())?);
        let colon = value_at(name, rest)?;
        Some(Self { name, parameters: &rest[..colon], value: &rest[colon + 1..] })
    }

    /// The first value of the parameter `name`, without quotes.
    pub(super) fn parameter(&self, name: &str) -> Option<Cow<'a, str>> {
        let (key, value) = split(self.parameters, b';')
            .filter_map(|parameter| parameter.split_once('='))
            .find(|(key, _)| key.trim().eq_ignore_ascii_case(name))?;
        debug_assert!(key.trim().eq_ignore_ascii_case(name));
        let first = value.trim();
        let bare = first.strip_prefix('"').map(|rest| rest.strip_suffix('"').unwrap_or(rest));
        Some(without_backslashes(caret_decoded(bare.unwrap_or(first))))
    }

    /// The name in capitals, as problems name it.
    pub(super) fn field(&self) -> String {
        self.name.to_ascii_uppercase()
    }

    /// Whether the parameter `name` has the value `value`.
    pub(super) fn is(&self, name: &str, value: &str) -> bool {
        self.parameter(name).is_some_and(|found| found.eq_ignore_ascii_case(value))
    }
}

/// Properties whose values have no colon.
const TIMES: [&str; 5] = ["DTSTART", "DTEND", "RDATE", "EXDATE", "RECURRENCE-ID"];

/// Where the colon before the value is: the first outside quotes. Calendars forget the quotes of
/// parameters that have colons, such as `TZID=(UTC-05:00) Eastern Time` and `CN=Room: 1`.
fn value_at(name: &str, rest: &str) -> Option<usize> {
    if TIMES.iter().any(|times| times.eq_ignore_ascii_case(name)) {
        return rest.rfind(':');
    }
    let is_person =
        ["ATTENDEE", "ORGANIZER"].iter().any(|person| person.eq_ignore_ascii_case(name));
    let address = |at: &usize| {
        is_person
            && rest.as_bytes()[at + 1..]
                .get(.."mailto:".len())
                .is_some_and(|scheme| scheme.eq_ignore_ascii_case(b"mailto:"))
    };
    let mut colons = unquoted(rest, b':');
    let first = colons.next().or_else(|| rest.find(':'))?;
    Some(std::iter::once(first).chain(colons).find(address).unwrap_or(first))
}

/// Whether `line` is a content line: a name, then a colon.
pub(super) fn is_property(line: &[u8]) -> bool {
    name_length(line).is_some_and(|end| line[end..].contains(&b':'))
}

/// What precedes the first colon or semicolon of a line; empty if none exists.
pub(super) fn name_of(line: &[u8]) -> &[u8] {
    let end = line.iter().position(|byte| matches!(byte, b';' | b':'));
    &line[..end.unwrap_or(0)]
}

/// The length of the name that a content line begins with.
fn name_length(line: &[u8]) -> Option<usize> {
    let name = name_of(line);
    let good =
        |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'/');
    (!name.is_empty() && name.iter().all(good)).then_some(name.len())
}

/// The positions of `wanted` outside double quotes.
fn unquoted(text: &str, wanted: u8) -> impl Iterator<Item = usize> {
    let mut quoted = false;
    text.bytes().enumerate().filter_map(move |(at, byte)| {
        quoted ^= byte == b'"';
        (byte == wanted && !quoted).then_some(at)
    })
}

/// The parts of `text` between the `separator`s outside double quotes.
fn split(text: &str, separator: u8) -> impl Iterator<Item = &str> {
    let ends = unquoted(text, separator).chain(std::iter::once(text.len()));
    let mut from = 0;
    ends.map(move |end| {
        let part = &text[from..end];
        from = end + 1;
        part
    })
}

/// A parameter's value without the escapes of RFC 6868: `^n`, `^'`, `^^`.
fn caret_decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('^') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars();
    while let Some(character) = rest.next() {
        let decoded = match (character, rest.clone().next()) {
            ('^', Some('n')) => '\n',
            ('^', Some('\'')) => '"',
            ('^', Some('^')) => '^',
            _ => {
                out.push(character);
                continue;
            }
        };
        rest.next();
        out.push(decoded);
    }
    Cow::Owned(out)
}

/// A parameter's value without the escapes of TEXT, which many calendars write there. A backslash
/// before anything else stays, as in `DOMAIN\name`.
fn without_backslashes(text: Cow<'_, str>) -> Cow<'_, str> {
    if !text.contains('\\') {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(character) = rest.next() {
        let escaped = rest.next_if(|next| character == '\\' && r#"\;,:""#.contains(*next));
        out.push(escaped.unwrap_or(character));
    }
    Cow::Owned(out)
}

/// A value of the type TEXT without its escapes.
pub(super) fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars();
    while let Some(character) = rest.next() {
        if character != '\\' {
            out.push(character);
            continue;
        }
        match rest.next() {
            Some('n' | 'N') => out.push('\n'),
            Some(escaped @ ('\\' | ';' | ',' | ':' | '"')) => out.push(escaped),
            Some(other) => out.extend(['\\', other]),
            None => out.push('\\'),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colons_and_semicolons_in_quotes_belong_to_the_parameter() {
        let line = r#"ATTENDEE;CN="Ada; Countess: of L.";cutype=ROOM:mailto:ada@example.org"#;
        let property = Property::parse(line).unwrap();
        assert_eq!(property.name, "ATTENDEE");
        assert_eq!(property.value, "mailto:ada@example.org");
        assert_eq!(property.parameter("cn").unwrap(), "Ada; Countess: of L.");
        assert!(property.is("CUTYPE", "room"));
        assert_eq!(property.parameter("TZID"), None);
    }

    #[test]
    fn backslashes_in_parameters_are_read_as_in_text() {
        let property = Property::parse(r#"DTSTART;TZID="A\, B";CN=DOMAIN\name\;x:1"#).unwrap();
        assert_eq!(property.parameter("TZID").unwrap(), "A, B");
        assert_eq!(property.parameter("CN").unwrap(), r"DOMAIN\name\");
    }

    #[test]
    fn colons_without_quotes_are_told_from_the_value() {
        for (line, parameter, value) in [
            ("DTSTART;TZID=(UTC-05:00) Eastern:20260601", "(UTC-05:00) Eastern", "20260601"),
            ("ATTENDEE;TZID=Room: 1:MAILTO:a@b:c", "Room: 1", "MAILTO:a@b:c"),
            ("DESCRIPTION;TZID=x:see:mailto:a@b", "x", "see:mailto:a@b"),
            ("SUMMARY;TZID=x:a:b", "x", "a:b"),
        ] {
            let property = Property::parse(line).unwrap();
            assert_eq!(property.parameter("TZID").unwrap(), parameter, "{line}");
            assert_eq!(property.value, value, "{line}");
        }
    }

    #[test]
    fn a_quote_that_is_never_closed_does_not_swallow_the_value() {
        let property = Property::parse("SUMMARY;X=\"a:b").unwrap();
        assert_eq!(property.value, "b");
    }

    #[test]
    fn other_lines_are_not_properties() {
        for bad in ["", ":", "SUMMARY", ";A=B:C", "some words: x", "SUMMARY;A=B"] {
            assert!(Property::parse(bad).is_none(), "{bad}");
            assert!(!is_property(bad.as_bytes()), "{bad}");
        }
    }

    #[test]
    fn text_is_escaped_and_back() {
        let text = "a\\b;c,d\ne";
        let mut escaped = String::new();
        crate::ical_text::escape(&mut escaped, text);
        assert_eq!(escaped, "a\\\\b\\;c\\,d\\ne");
        assert_eq!(unescaped(&escaped), text);
        assert_eq!(unescaped("\\N\\x\\"), "\n\\x\\");
        assert_eq!(caret_decoded("^^n^n^'^x"), "^n\n\"^x");
    }
}
