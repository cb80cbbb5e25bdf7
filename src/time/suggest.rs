//! What a mistyped zone may have meant.

use super::{TimeError, quoted};

/// The refusal of `name`, with the names that look like it.
pub(super) fn unknown_zone(name: &str) -> TimeError {
    let message = format!("unknown time zone {}", quoted(name));
    let names = jiff::tz::db()
        .available()
        .map(|known| known.as_str().to_owned());
    // Debian lists every zone once more under each of these.
    let known: Vec<String> = names
        .filter(|n| !n.starts_with("posix/") && !n.starts_with("right/"))
        .collect();
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

/// Up to three of the `known` names that are, or whose city is, at most two typos off `name`.
fn nearest<'a>(name: &str, known: &'a [String]) -> Vec<&'a str> {
    let typed = name.to_lowercase().replace(' ', "_");
    let mut near: Vec<(usize, &str)> = known
        .iter()
        .filter_map(|candidate| {
            let whole = candidate.to_lowercase();
            let city = whole.rsplit('/').next().unwrap_or_default();
            let distance = typos(&typed, &whole).min(typos(&typed, city));
            (distance <= 2 && distance * 2 < typed.len()).then_some((distance, candidate.as_str()))
        })
        .collect();
    near.sort_unstable();
    let best = near.first().map(|(distance, _)| *distance);
    near.retain(|(distance, _)| Some(*distance) == best);
    near.into_iter()
        .take(3)
        .map(|(_, candidate)| candidate)
        .collect()
}

/// The Levenshtein distance: how many characters to add, drop or change.
fn typos(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.chars().count()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.chars().enumerate() {
            let changed = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.chars().count()]
}
