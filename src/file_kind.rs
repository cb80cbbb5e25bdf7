//! What a name is, where it is not a regular file.

use std::fs::FileType;
use std::os::unix::fs::FileTypeExt as _;

/// The words for what is not a regular file; `None` for one that is.
pub fn other(kind: FileType) -> Option<&'static str> {
    if kind.is_file() {
        None
    } else if kind.is_dir() {
        Some("a directory")
    } else if kind.is_symlink() {
        Some("a symbolic link")
    } else if kind.is_fifo() {
        Some("a named pipe")
    } else if kind.is_socket() {
        Some("a socket")
    } else {
        Some("a device")
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::net::UnixListener;

    use super::*;

    #[test]
    fn each_kind_has_its_words() {
        let directory = tempfile::tempdir().unwrap();
        let path = |name: &str| directory.path().join(name);
        fs::write(path("file"), "").unwrap();
        let _listener = UnixListener::bind(path("socket")).unwrap();
        std::os::unix::fs::symlink("nowhere", path("link")).unwrap();
        let kind = |path| other(fs::symlink_metadata(path).unwrap().file_type());
        assert_eq!(kind(path("file")), None);
        assert_eq!(kind(path("socket")), Some("a socket"));
        assert_eq!(kind(path("link")), Some("a symbolic link"));
        assert_eq!(kind(path("")), Some("a directory"));
        assert_eq!(kind("/dev/null".into()), Some("a device"));
    }
}
