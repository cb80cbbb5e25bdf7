//! Suggestions for a mistyped zone.

use strsim::levenshtein;

use super::error::{TimeError, quoted};

/// The error for an unknown zone, with similar names.
pub(super) fn unknown_zone(name: &str) -> TimeError {
    let message = format!("unknown time zone {}", quoted(name));
    let known: Vec<String> = zone_names().collect();
    if known.is_empty() {
        let hint = "this system has no time zone database: install tzdata, or write an offset \
                    such as +02:00";
        return TimeError::new(message, hint);
    }
    let near = nearest(name, &known);
    if near.is_empty() {
        return TimeError::new(message, "write a name such as Europe/Berlin, UTC or +02:00");
    }
    TimeError::new(message, format!("did you mean {}?", near.join(" or ")))
}

/// The names of all zones that the system knows.
pub fn zone_names() -> impl Iterator<Item = String> {
    let names = jiff::tz::db().available().map(|known| known.as_str().to_owned());
    // Debian lists every zone again under each of these.
    names.filter(|name| !name.starts_with("posix/") && !name.starts_with("right/"))
}

/// Up to three of the `known` names that are, or whose city is, at most two typos off `name`.
fn nearest<'a>(name: &str, known: &'a [String]) -> Vec<&'a str> {
    let typed = name.to_lowercase().replace(' ', "_");
    let mut near: Vec<(usize, &str)> = known
        .iter()
        .filter_map(|candidate| {
            let whole = candidate.to_lowercase();
            let city = whole.rsplit('/').next().unwrap_or_default();
            let distance = levenshtein(&typed, &whole).min(levenshtein(&typed, city));
            (distance <= 2 && distance * 2 < typed.len()).then_some((distance, candidate.as_str()))
        })
        .collect();
    near.sort_unstable();
    let best = near.first().map(|(distance, _)| *distance);
    near.retain(|(distance, _)| Some(*distance) == best);
    near.into_iter().take(3).map(|(_, candidate)| candidate).collect()
}
