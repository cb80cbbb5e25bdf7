//! A password in a file of its own: neither in a URL, which `ps` shows, nor in the environment.

use std::fs::File;
use std::io::Read as _;
use std::os::unix::fs::MetadataExt as _;
use std::path::Path;

use crate::error::Failure;

/// Longer ones are refused: it is not a file with a password then.
const MAX_BYTES: u64 = 4096;

/// The first line of a file. Adds a note if other users of the machine may read the file.
///
/// # Errors
/// Exit 2 for a file that cannot be read, is empty, too long or not UTF-8. The message has no part of
/// its text.
pub(super) fn read(path: &Path, notes: &mut Vec<String>) -> Result<String, Failure> {
    let name = path.display();
    let unreadable = |error: std::io::Error| {
        Failure::usage(format!("cannot read the password file {name}")).cause(error)
    };
    let file = File::open(path).map_err(unreadable)?;
    let others_may_read = file.metadata().map_err(unreadable)?.mode() & 0o007 != 0;
    let mut bytes = Vec::new();
    file.take(MAX_BYTES + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    let wrong = |what: &str| Failure::usage(format!("the password file {name} {what}"));
    if bytes.len() as u64 > MAX_BYTES {
        return Err(wrong("is longer than 4096 bytes"));
    }
    let text = String::from_utf8(bytes).map_err(|_| wrong("is not UTF-8"))?;
    let password = text.lines().next().unwrap_or_default();
    if password.is_empty() {
        return Err(wrong("has no text in its first line"));
    }
    if others_may_read {
        notes.push(format!("other users may read the password file {name}; `chmod 600` it"));
    }
    Ok(password.to_owned())
}

#[cfg(test)]
mod tests {
    use std::fs::{self, Permissions};
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    #[test]
    fn a_file_has_one_password_and_keeps_it() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("password");
        let mut notes = Vec::new();
        for (text, mode, expected) in [
            (" s3cret:/@ \r\n", 0o600, Some(" s3cret:/@ ")),
            ("s3cret", 0o640, Some("s3cret")),
            ("s3cret\nsecond\n", 0o644, Some("s3cret")),
            ("", 0o600, None),
            ("\ns3cret", 0o600, None),
        ] {
            fs::write(&path, text).unwrap();
            fs::set_permissions(&path, Permissions::from_mode(mode)).unwrap();
            match read(&path, &mut notes) {
                Ok(password) => assert_eq!(Some(password.as_str()), expected),
                Err(failure) => {
                    assert_eq!(expected, None);
                    assert!(!format!("{failure:?}").contains("s3cret"));
                }
            }
        }
        assert_eq!(notes.len(), 1, "{notes:?}");
        fs::write(&path, "s3cret".repeat(1000)).unwrap();
        let failure = read(&path, &mut notes).unwrap_err();
        assert!(!format!("{failure:?}").contains("s3cret"));
        assert!(read(&directory.path().join("missing"), &mut notes).is_err());
    }
}
