//! A rejected object, its values unchanged.

use std::fmt::Write as _;

use super::members::members;

/// The member that holds the reason.
const ERROR: &str = "error";
/// The member that holds the text of a line that is not an object.
pub(super) const LINE: &str = "line";

/// `line` with the reason in `error`, replacing an earlier one. Numbers and texts are unchanged.
pub(super) fn rejected(line: &[u8], problem: &str) -> String {
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    let text = String::from_utf8_lossy(line);
    let members = members(&text).ok().filter(|_| str::from_utf8(line).is_ok());
    let Some(members) = members else {
        return serde_json::json!({ ERROR: problem, LINE: text }).to_string();
    };
    let mut object = String::with_capacity(line.len() + problem.len() + 16);
    // Writing to a String cannot fail.
    object.push('{');
    for (name, value) in members.iter().filter(|(name, _)| name != ERROR) {
        let _ = write!(object, "{}:{value},", quoted(name));
    }
    let _ = write!(object, "{}:{}}}", quoted(ERROR), quoted(problem));
    object
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
