//! Prints which engines this run tests, visible without `--nocapture`.

use std::io::{Write as _, stderr};

use harness::Engine;

#[test]
fn engines_in_this_run() {
    let reports = Engine::ALL.map(Engine::report).join(", ");
    // The print macros are captured in a test that passes; this is not.
    stderr().write_all(format!("cli tests: {reports}\n").as_bytes()).unwrap();
    assert!(!reports.contains("FAILED"), "{reports}");
}
