//! Files that went wrong: each reader is fed what a seeded mutator makes of good files.
//!
//! `MEETCTL_FUZZ_INPUTS` says how many inputs a reader gets (20,000, or 4,000 where each takes long), `MEETCTL_TEST_SEED` which ones.
//! A failure names the input's number, and leaves the input in the folder for temporary files.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on should panic where it stands"
)]

mod csv;
mod endure;
mod ics;
mod jsonl;
mod mutate;
