//! Failpoints: where a test ends a run, before and after each commit.

/// Reaches a failpoint. In a debug build the one whose number (from 1) is in
/// `MEETCTL_FAIL_AT_COMMIT` aborts the process as a kill would: odd numbers are before a commit,
/// even ones after it.
#[cfg(debug_assertions)]
pub fn hit() {
    use std::sync::atomic::{AtomicU32, Ordering};

    static REACHED: AtomicU32 = AtomicU32::new(0);
    let fatal = std::env::var("MEETCTL_FAIL_AT_COMMIT").ok();
    let here = REACHED.fetch_add(1, Ordering::Relaxed) + 1;
    if fatal.and_then(|number| number.parse().ok()) == Some(here) {
        std::process::abort();
    }
}

/// Reaches a failpoint: nothing in a release build.
#[cfg(not(debug_assertions))]
pub const fn hit() {}
