//! Chance that can be repeated.

/// xorshift: the same numbers for the same seed, everywhere.
pub struct Random {
    /// To be shown by a test that fails; `MEETCTL_TEST_SEED` sets it.
    pub seed: u64,
    state: u64,
}

impl Random {
    /// Starts from `MEETCTL_TEST_SEED`, else from a seed that is always the same.
    pub fn seeded() -> Self {
        let given = std::env::var("MEETCTL_TEST_SEED").ok();
        let seed = given.and_then(|seed| seed.parse().ok()).unwrap_or(20_260_601);
        // The state 0 would never change.
        Self { seed, state: seed.max(1) }
    }

    /// A number from 0 to `limit` - 1.
    pub fn below(&mut self, limit: usize) -> usize {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        usize::try_from(self.state % limit as u64).unwrap()
    }
}
