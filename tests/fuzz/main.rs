//! Hostile files: seeded mutations of small good ones must never bring a reader down.
//!
//! `MEETCTL_FUZZ_INPUTS` sets how many inputs each reader gets (3,000), `MEETCTL_TEST_SEED` which
//! ones; both are printed.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on should panic where it stands"
)]

mod ics;
mod mutate;
#[path = "../cli/support/random.rs"]
mod random;
