//! Two meetings that overlap, with all whom both concern.

use std::rc::Rc;

use super::conflict::brief;
use super::when::When;
use crate::store::conflicts::DoubleBooking;
use crate::time::Zone;

/// Names of people that are shown.
const MAX_NAMES: usize = 3;

/// Two meetings that overlap, once, whomever they concern.
#[derive(Debug)]
pub struct SharedPair {
    /// When both take place: `Mon 2026-06-01 10:00-11:00Z`.
    pub when: String,
    /// The names of the people.
    pub who: String,
    /// The meeting that starts first: `#7 Roadmap`.
    pub first: String,
    /// The other one.
    pub second: String,
    /// How many double bookings that is: one per person.
    pub bookings: u64,
}

/// Pairs of meetings in the order in which they come first, with their people.
pub fn shared_pairs(all: &[DoubleBooking], zone: &Zone) -> Vec<SharedPair> {
    let zone = Rc::new(zone.clone());
    let mut pairs: Vec<(&DoubleBooking, Vec<&str>)> = Vec::new();
    for booking in all {
        let ids = |pair: &DoubleBooking| (pair.first.id, pair.second.id);
        match pairs.iter_mut().find(|(pair, _)| ids(pair) == ids(booking)) {
            Some((_, names)) => names.push(&booking.user.name),
            None => pairs.push((booking, vec![&booking.user.name])),
        }
    }
    let shown = |(pair, names): (&DoubleBooking, Vec<&str>)| {
        let when = When::new(pair.shared.start(), pair.shared.end(), &zone);
        SharedPair {
            when: format!("{} {}", when.weekday(), when.range()),
            who: listed(&names),
            first: brief(&pair.first),
            second: brief(&pair.second),
            bookings: names.len() as u64,
        }
    };
    pairs.into_iter().map(shown).collect()
}

fn listed(names: &[&str]) -> String {
    let (shown, more) = names.split_at(names.len().min(MAX_NAMES));
    let mut text = shown.join(", ");
    if !more.is_empty() {
        text.push_str(&format!(" and {} more", more.len()));
    }
    text
}
