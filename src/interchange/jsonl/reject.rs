//! A rejected object, repeated to the letter.

use std::borrow::Cow;
use std::fmt::{self, Write as _};

use serde::de::{Deserializer as _, MapAccess, Visitor};
use serde_json::value::RawValue;

/// The name of the reason.
pub(super) const ERROR: &str = "error";
/// The name of the text of a line that was no object.
pub(super) const LINE: &str = "line";

/// `line` with the reason in `error`, in the place of an earlier one. Numbers and texts stay as
/// they were written.
pub(super) fn rejected(line: &[u8], problem: &str) -> String {
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    let object = str::from_utf8(line).ok().and_then(members);
    let Some(members) = object else {
        let text: Cow<'_, str> = String::from_utf8_lossy(line);
        return serde_json::json!({ ERROR: problem, LINE: text }).to_string();
    };
    let mut object = String::with_capacity(line.len() + problem.len() + 16);
    for (name, value) in members.iter().filter(|(name, _)| name != ERROR) {
        object.push(if object.is_empty() { '{' } else { ',' });
        object.push_str(&quoted(name));
        object.push(':');
        object.push_str(value.get());
    }
    object.push(if object.is_empty() { '{' } else { ',' });
    // Writing to a String cannot fail.
    let _ = write!(object, "{}:{}}}", quoted(ERROR), quoted(problem));
    object
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

type Members<'a> = Vec<(String, &'a RawValue)>;

/// The members of an object; `None` if the line is none.
fn members(line: &str) -> Option<Members<'_>> {
    struct Object;
    impl<'de> Visitor<'de> for Object {
        type Value = Members<'de>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut members = Vec::new();
            while let Some(member) = map.next_entry()? {
                members.push(member);
            }
            Ok(members)
        }
    }
    let mut json = serde_json::Deserializer::from_str(line);
    let members = json.deserialize_map(Object).ok()?;
    json.end().ok()?;
    Some(members)
}
