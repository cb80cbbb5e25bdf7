//! Damaged files: each reader reads valid files that a seeded mutator changed.
//!
//! `MEETCTL_FUZZ_INPUTS` sets how many inputs a reader gets (20,000, or 4,000 where each takes long), `MEETCTL_TEST_SEED` which ones.
//! A failure names the input's number, and leaves the input in the directory for temporary files.

#![expect(clippy::unwrap_used, reason = "a test that fails should panic where it is")]

mod csv;
mod endure;
mod ics;
mod jsonl;
mod mutate;
