//! Whether other users can change a file of settings, or read a password in it.

use std::fs::{File, Metadata};
use std::os::unix::fs::MetadataExt as _;
use std::path::Path;

use rustix::fs::fstat;

use crate::directory::{is_root, open_to_others, user};
use crate::error::{Failure, Kind};

/// Checks a file of settings, which is open, for what other users can do to it; `kind` is what it is.
///
/// Returns what to warn of. Root does not read such a file: a configuration names the database that
/// is written to.
///
/// # Errors
/// Exit 4 if this is root.
pub fn check(
    kind: &str,
    path: &Path,
    file: &File,
    holds_password: bool,
) -> Result<Option<String>, Failure> {
    let (Ok(about), Ok(mode)) = (file.metadata(), fstat(file)) else {
        return Ok(None);
    };
    let name = path.display();
    let (owner, ours) = (about.uid(), [0, user()]);
    let (what, advice) = if !ours.contains(&owner) {
        let what = format!("the {kind} {name} belongs to user {owner}");
        (what, "change its owner, or name another file".to_owned())
    } else if !about.is_file() {
        // A pipe of ours, or /dev/null.
        return Ok(None);
    } else if open_to_others(&mode) {
        let what = format!("others may write to the {kind} {name}");
        (what, format!("`chmod go-w {name}`"))
    } else if holds_password && readable_by_all(&about) {
        let what = format!("all users may read the password in the {kind} {name}");
        (what, format!("`chmod 600 {name}`"))
    } else {
        return Ok(None);
    };
    if is_root() {
        let what = format!("{what}; root does not use it");
        return Err(Failure::new(Kind::UnsafePath, what).hint(advice).at(path));
    }
    Ok(Some(format!("{what}: {advice}")))
}

fn readable_by_all(about: &Metadata) -> bool {
    about.mode() & 0o004 != 0
}
