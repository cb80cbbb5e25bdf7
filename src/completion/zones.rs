//! Names of time zones, a part at a time: `Europe/`, then `Europe/Berlin`.

use std::collections::BTreeSet;

use crate::time::zone_names;

/// The names that begin with `typed` in any case, as far as the next `/`.
pub fn starting_with(typed: &str) -> Vec<String> {
    let matching = zone_names().filter(|name| {
        name.get(..typed.len()).is_some_and(|start| start.eq_ignore_ascii_case(typed))
    });
    let parts: BTreeSet<String> = matching
        .map(|name| {
            let rest = &name[typed.len()..];
            let end = rest.find('/').map_or(name.len(), |place| typed.len() + place + 1);
            name[..end].to_owned()
        })
        .collect();
    parts.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zone_is_completed_part_by_part() {
        assert_eq!(starting_with("Eu"), ["Europe/"]);
        assert_eq!(starting_with("europe/berl"), ["Europe/Berlin"]);
        assert!(starting_with("America/Arg").contains(&"America/Argentina/".to_owned()));
        assert!(
            starting_with("America/Argentina/").contains(&"America/Argentina/Salta".to_owned())
        );
        let all = starting_with("");
        assert!(all.len() < 100 && all.contains(&"UTC".to_owned()), "{all:?}");
        assert!(starting_with("Nowhere").is_empty() && starting_with("É").is_empty());
    }
}
