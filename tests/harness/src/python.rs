//! Python programs that tests compare meetctl with.

use std::env;
use std::process::Command;

use crate::skip::skip;

/// A Python that can import `modules`.
///
/// `variable` names one in the environment, as `.ci/run` does; then no module may be missing. Without
/// it the system's is taken if it has them all, and else the test is noted as skipped.
pub fn python(variable: &str, modules: &[&str]) -> Option<String> {
    let named = env::var(variable).ok().filter(|name| !name.is_empty());
    let python = named.clone().unwrap_or_else(|| "python3".to_owned());
    let imports = format!("import {}", modules.join(", "));
    let output = Command::new(&python).args(["-c", &imports]).output();
    if output.is_ok_and(|output| output.status.success()) {
        return Some(python);
    }
    assert!(named.is_none(), "{variable} names {python}, which cannot {imports}");
    skip(format_args!("{python} cannot {imports}: {variable} names one that can"));
    None
}
