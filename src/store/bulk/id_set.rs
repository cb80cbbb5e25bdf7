//! A set of ids in little memory.

use hashbrown::HashMap;
use std::ops::BitAnd;

/// Ids as bits, 64 to a word: ids that are close together, as ids and positions in a file are,
/// take less than a byte each.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct IdSet {
    words: HashMap<u64, u64>,
}

impl IdSet {
    /// Adds an id.
    pub fn insert(&mut self, id: u64) {
        *self.words.entry(id / 64).or_default() |= 1 << (id % 64);
    }

    /// Whether an id was added.
    pub fn contains(&self, id: u64) -> bool {
        self.words.get(&(id / 64)).is_some_and(|word| word & (1 << (id % 64)) != 0)
    }

    /// How many ids there are.
    pub fn len(&self) -> u64 {
        self.words.values().map(|w| u64::from(w.count_ones())).sum()
    }
}

impl BitAnd for &IdSet {
    type Output = IdSet;

    fn bitand(self, other: Self) -> IdSet {
        let common = self.words.iter().filter_map(|(at, word)| {
            let both = word & other.words.get(at)?;
            (both != 0).then_some((*at, both))
        });
        IdSet { words: common.collect() }
    }
}

impl FromIterator<u64> for IdSet {
    fn from_iter<T: IntoIterator<Item = u64>>(ids: T) -> Self {
        let mut set = Self::default();
        ids.into_iter().for_each(|id| set.insert(id));
        set
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::IdSet;

    proptest! {
        #[test]
        fn it_is_a_set(
            a in prop::collection::btree_set(prop_oneof![0..300_u64, any::<u64>()], 0..80),
            b in prop::collection::btree_set(prop_oneof![0..300_u64, any::<u64>()], 0..80),
        ) {
            let set = |ids: &BTreeSet<u64>| ids.iter().copied().collect::<IdSet>();
            prop_assert_eq!(set(&a).len(), a.len() as u64);
            prop_assert!(b.iter().all(|id| set(&a).contains(*id) == a.contains(id)));
            prop_assert_eq!(&set(&a) & &set(&b), set(&(&a & &b)));
            prop_assert_eq!(set(&a) == set(&b), a == b);
        }
    }
}
