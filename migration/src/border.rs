//! Where a test lets a run die: at the borders of its commits.

/// Passes a border. In a debug build the one whose number, from 1 on, stands in
/// `MEETCTL_FAIL_AT_COMMIT` ends the process as if it was killed: odd ones lie before a commit,
/// even ones behind it.
#[cfg(debug_assertions)]
pub fn pass() {
    use std::sync::atomic::{AtomicU32, Ordering};

    static PASSED: AtomicU32 = AtomicU32::new(0);
    let fatal = std::env::var("MEETCTL_FAIL_AT_COMMIT").ok();
    let here = PASSED.fetch_add(1, Ordering::Relaxed) + 1;
    if fatal.and_then(|number| number.parse().ok()) == Some(here) {
        std::process::abort();
    }
}

/// Passes a border.
#[cfg(not(debug_assertions))]
pub const fn pass() {}
