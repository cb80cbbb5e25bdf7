//! Tests that cannot run here, and the list of them at the end.

use std::collections::BTreeMap;
use std::fmt::{Display, Write as _};
use std::fs;
use std::sync::Mutex;
use std::thread;

use crate::cleanup;

/// How many names a reason shows.
const MAX_SHOWN: usize = 4;

/// Notes that the running test, or a part of it, is skipped and why. When the test process has
/// ended, standard error gets one list of all that it skipped.
pub fn skip(reason: impl Display) {
    static SKIPPED: Mutex<BTreeMap<String, Vec<String>>> = Mutex::new(BTreeMap::new());
    let test = thread::current().name().unwrap_or("a test").to_owned();
    let mut skipped = SKIPPED.lock().unwrap();
    skipped.entry(reason.to_string()).or_default().push(test);
    let mut list = String::from("skipped tests:\n");
    for (reason, tests) in &*skipped {
        let shown = tests[..tests.len().min(MAX_SHOWN)].join(", ");
        write!(list, "  {} ({reason}): {shown}", tests.len()).unwrap();
        match tests.len().saturating_sub(MAX_SHOWN) {
            0 => list.push('\n'),
            more => writeln!(list, " and {more} more").unwrap(),
        }
    }
    fs::write(cleanup::root().join(cleanup::SKIPPED), list).unwrap();
}
