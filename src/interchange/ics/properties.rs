//! The properties of a VEVENT.

use super::line_numbers::LineNumbers;
use super::property::{Property, is_property, name_of};
use crate::interchange::record::Problem;

/// The properties of a VEVENT that are its own, not those of a component inside it.
pub(super) struct Properties<'a> {
    /// In the order of the file; only those in [`USED`].
    pub used: Vec<Property<'a>>,
    /// The places of `used` among the content lines, from 0.
    places: Vec<usize>,
    /// The first line that is not a property.
    pub unknown: Option<&'a [u8]>,
}

/// The properties that are read; others are ignored.
const USED: [&str; 22] = [
    "UID",
    "SUMMARY",
    "DESCRIPTION",
    "DTSTART",
    "DTEND",
    "DURATION",
    "STATUS",
    "ORGANIZER",
    "ATTENDEE",
    "RRULE",
    "RDATE",
    "EXDATE",
    "EXRULE",
    "RECURRENCE-ID",
    "SEQUENCE",
    "TRANSP",
    "X-MICROSOFT-CDO-BUSYSTATUS",
    "X-MEETCTL-UID",
    "X-MEETCTL-STATUS",
    "X-MEETCTL-DESCRIPTION",
    "BEGIN",
    "END",
];

impl<'a> Properties<'a> {
    pub(super) fn read(text: &'a [u8], lines: &LineNumbers) -> Result<Self, Problem> {
        let mut found = Vec::with_capacity(16);
        let mut places = Vec::with_capacity(16);
        let mut unknown = None;
        let mut depth = 0_u32;
        for (place, line) in text.split(|byte| *byte == b'\n').enumerate() {
            let name = name_of(line);
            let used = |used: &&&str| used.as_bytes().eq_ignore_ascii_case(name);
            let Some(used) = USED.iter().find(used) else {
                if depth == 1 && !is_property(line) {
                    unknown = unknown.or(Some(line).filter(|line| !line.is_empty()));
                }
                continue;
            };
            match *used {
                "BEGIN" => depth += 1,
                "END" => depth = depth.saturating_sub(1),
                _ if depth == 1 => {
                    let line = std::str::from_utf8(line)
                        .map_err(|_| Problem::of(*used, "the text is not UTF-8"))
                        .map_err(|problem| Problem { line: lines.at(place), ..problem })?;
                    if let Some(property) = Property::parse(line) {
                        found.push(property);
                        places.push(place);
                    }
                }
                _ => {}
            }
        }
        Ok(Self { used: found, places, unknown })
    }

    /// Names the line of the file that a problem of the property number `index` of `used` is on; of
    /// the first of its name where that is `None`.
    pub(super) fn locate(
        &self,
        problem: Problem,
        index: Option<usize>,
        lines: &LineNumbers,
    ) -> Problem {
        let named = |field: &str| {
            self.used.iter().position(|property| property.name.eq_ignore_ascii_case(field))
        };
        let index = index.or_else(|| named(problem.field.as_deref()?));
        let line = index.and_then(|index| lines.at(self.places[index]));
        Problem { line: problem.line.or(line), ..problem }
    }

    /// [`locate`](Self::locate) by name alone, in the content lines `text`.
    pub(super) fn locate_in(text: &[u8], problem: Problem, lines: &LineNumbers) -> Problem {
        match Properties::read(text, lines) {
            Ok(properties) => properties.locate(problem, None, lines),
            Err(_) => problem,
        }
    }

    /// The first property `name`.
    pub(super) fn get(&self, name: &str) -> Option<&Property<'a>> {
        self.all(name).next()
    }

    /// All properties `name`.
    pub(super) fn all(&self, name: &str) -> impl Iterator<Item = &Property<'a>> {
        self.used.iter().filter(move |property| property.name.eq_ignore_ascii_case(name))
    }

    pub(super) fn raw_uid(&self) -> Option<String> {
        let uid = self.get("UID")?.value.trim();
        (!uid.is_empty()).then(|| uid.to_owned())
    }

    pub(super) fn no_uid(&self) -> bool {
        self.get("X-MEETCTL-UID")
            .is_some_and(|property| property.value.trim().eq_ignore_ascii_case("none"))
    }

    pub(super) fn sequence(&self) -> i64 {
        self.get("SEQUENCE").map_or(0, |property| sequence(property.value))
    }

    /// Whether it takes no time of its people: TRANSP states it, else Microsoft's property.
    pub(super) fn transparent(&self) -> bool {
        let is = |name: &str, value: &str| {
            self.get(name).map(|property| property.value.trim().eq_ignore_ascii_case(value))
        };
        let free = || is("X-MICROSOFT-CDO-BUSYSTATUS", "FREE");
        is("TRANSP", "TRANSPARENT").or_else(free).unwrap_or(false)
    }
}

/// The value of a SEQUENCE; 0 if it is not a number.
pub(super) fn sequence(value: &str) -> i64 {
    value.trim().parse().unwrap_or(0)
}
