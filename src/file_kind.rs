//! What a name is, where it is not a regular file.

use std::fs::Metadata;
use std::os::unix::fs::MetadataExt as _;

use rustix::fs::FileType;

/// The kind of a file.
pub fn of(about: &Metadata) -> FileType {
    FileType::from_raw_mode(about.mode())
}

/// The words for what is not a regular file; `None` for one that is.
pub fn other(kind: FileType) -> Option<&'static str> {
    match kind {
        FileType::RegularFile => None,
        FileType::Directory => Some("a directory"),
        FileType::Symlink => Some("a symbolic link"),
        FileType::Fifo => Some("a named pipe"),
        FileType::Socket => Some("a socket"),
        _ => Some("a device"),
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
        let kind = |path| other(of(&fs::symlink_metadata(path).unwrap()));
        assert_eq!(kind(path("file")), None);
        assert_eq!(kind(path("socket")), Some("a socket"));
        assert_eq!(kind(path("link")), Some("a symbolic link"));
        assert_eq!(kind(path("")), Some("a directory"));
        assert_eq!(kind("/dev/null".into()), Some("a device"));
    }
}
