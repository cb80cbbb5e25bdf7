//! Several users in one cell.

use std::borrow::Cow;

use crate::interchange::draft::person;
use crate::interchange::record::{Person, Problem};

/// Reads `ada@example.org;7;"a;b@example.org"`.
pub(super) fn people(text: &str) -> Result<Vec<Person>, Problem> {
    const FIELD: &str = "participants";
    let mut people = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let (name, after) = if let Some(quoted) = rest.strip_prefix('"') {
            let (name, after) =
                close(quoted).ok_or_else(|| Problem::of(FIELD, "a quote in it is not closed"))?;
            (Cow::Owned(name), after.trim_start())
        } else {
            let (name, after) = rest.split_at(rest.find(';').unwrap_or(rest.len()));
            (Cow::Borrowed(name), after)
        };
        if !after.is_empty() && !after.starts_with(';') {
            return Err(Problem::of(FIELD, "there is text after a closing quote in it"));
        }
        if !name.trim().is_empty() {
            people.push(person(FIELD, &name)?);
        }
        rest = after.strip_prefix(';').unwrap_or(after).trim_start();
    }
    Ok(people)
}

/// The text up to the closing quote, with two quotes as one, and what follows.
fn close(quoted: &str) -> Option<(String, &str)> {
    let mut name = String::new();
    let mut rest = quoted;
    loop {
        let (part, after) = rest.split_once('"')?;
        name.push_str(part);
        match after.strip_prefix('"') {
            Some(more) => {
                name.push('"');
                rest = more;
            }
            None => return Some((name, after)),
        }
    }
}
