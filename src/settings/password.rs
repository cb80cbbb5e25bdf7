//! A password in a separate file: neither in a URL, which `ps` shows, nor in the environment.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use super::trust;
use crate::error::Failure;

/// Longer ones are refused: it is not a file with a password then.
const MAX_BYTES: u64 = 4096;

/// The first line of a file, and what to warn of: other users may read or change it.
///
/// # Errors
/// Exit 2 for a file that cannot be read, is empty, too long or not UTF-8, 4 if root would use a file
/// of others. The message has no part of its text.
pub(super) fn read(path: &Path) -> Result<(String, Option<String>), Failure> {
    let name = path.display();
    let unreadable = |error: std::io::Error| {
        Failure::usage(format!("cannot read the password file {name}")).cause(error)
    };
    let file = File::open(path).map_err(unreadable)?;
    let warning = trust::check("password file", path, &file, true)?;
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
    Ok((password.to_owned(), warning))
}

#[cfg(test)]
mod tests {
    use std::fs::{self, Permissions};
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    #[test]
    fn the_first_line_of_a_file_is_the_password() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("password");
        for (text, expected) in [
            (" s3cret:/@ \r\n", Some(" s3cret:/@ ")),
            ("s3cret", Some("s3cret")),
            ("s3cret\nsecond\n", Some("s3cret")),
            ("", None),
            ("\ns3cret", None),
        ] {
            fs::write(&path, text).unwrap();
            fs::set_permissions(&path, Permissions::from_mode(0o600)).unwrap();
            match read(&path) {
                Ok((password, warning)) => {
                    assert_eq!((Some(password.as_str()), warning), (expected, None));
                }
                Err(failure) => {
                    assert_eq!(expected, None);
                    assert!(!format!("{failure:?}").contains("s3cret"));
                }
            }
        }
        fs::write(&path, "s3cret".repeat(1000)).unwrap();
        let failure = read(&path).unwrap_err();
        assert!(!format!("{failure:?}").contains("s3cret"));
        assert!(read(&directory.path().join("missing")).is_err());
    }

    #[test]
    fn a_password_that_all_may_read_is_not_used_in_silence() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("password");
        fs::write(&path, "s3cret").unwrap();
        fs::set_permissions(&path, Permissions::from_mode(0o644)).unwrap();
        let text = match read(&path) {
            Ok((_, warning)) => warning.unwrap(),
            // Root refuses it.
            Err(failure) => failure.message(),
        };
        assert!(text.contains("all users may read the password in the password file"), "{text}");
    }
}
