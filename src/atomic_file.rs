//! Atomic file writes: a reader sees the complete file or none.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use anyhow::anyhow;
use tempfile::NamedTempFile;

use crate::error::{Failure, Kind};
use crate::file_kind;

/// A file that gets its name when it is complete.
///
/// The content goes to a temporary file in the same directory, readable by its owner only, and is
/// renamed after it is on the disk. A full disk or a signal leaves no file; a kill leaves
/// nothing under the final name.
#[derive(Debug)]
pub struct AtomicFile {
    target: PathBuf,
    replace: bool,
    file: NamedTempFile,
    write_error: WriteError,
}

/// The first error of any writer.
type WriteError = Arc<OnceLock<(io::ErrorKind, String)>>;

impl AtomicFile {
    /// Creates the temporary file. With `replace` it may replace an existing file.
    ///
    /// # Errors
    /// Exit 4 as for [`check_target`](Self::check_target), 5 if the directory does not exist, 10 if
    /// the disk is full.
    pub fn create(target: &Path, replace: bool) -> Result<Self, Failure> {
        Self::check_target(target, replace)?;
        let directory = directory_of(target);
        if target.file_name().is_none() || !directory.is_dir() {
            let message = format!("directory {} not found", directory.display());
            return Err(Failure::new(Kind::DirectoryNotFound, message).at(target));
        }
        let file = tempfile::Builder::new()
            .prefix(".meetctl-")
            .suffix(".tmp")
            .tempfile_in(directory)
            .map_err(|error| unwritable(target, error.kind(), &error))?;
        Ok(Self { target: target.to_owned(), replace, file, write_error: Arc::default() })
    }

    /// Checks that the name may be used, to fail before long work.
    ///
    /// # Errors
    /// Exit 4 if a file has the name and not `replace`, or if the name is not a regular file: a
    /// symbolic link is never followed.
    pub fn check_target(target: &Path, replace: bool) -> Result<(), Failure> {
        let refused = |what: &str, hint: &str| {
            let message = format!("{} is {what}", target.display());
            Err(Failure::new(Kind::NotAFile, message).hint(hint).at(target))
        };
        match fs::symlink_metadata(target) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            Err(error) => Err(unwritable(target, error.kind(), &error)),
            Ok(found) if found.is_symlink() => refused(
                "a symbolic link, which is not followed",
                "name the file that it links to, or another file",
            ),
            Ok(found) if found.is_dir() => refused("a directory", "name a file in it"),
            Ok(found) if !found.is_file() => refused(
                file_kind::other(found.file_type()).unwrap_or_default(),
                "write to standard output and redirect it",
            ),
            Ok(_) if !replace => Err(already_exists(target)),
            Ok(_) => Ok(()),
        }
    }

    /// A writer to the temporary file, valid until [`finish`](Self::finish).
    pub fn writer(&self) -> Result<impl Write + Send + use<>, Failure> {
        let file = self.file.as_file().try_clone();
        Ok(RecordingWriter {
            file: file.map_err(|error| unwritable(&self.target, error.kind(), &error))?,
            write_error: Arc::clone(&self.write_error),
        })
    }

    /// The path of the temporary file, for code that opens it by name.
    pub fn path(&self) -> &Path {
        self.file.path()
    }

    /// The failure of a full disk, for code that wrote to [`path`](Self::path).
    pub fn no_space(&self, cause: impl std::fmt::Display) -> Failure {
        unwritable(&self.target, io::ErrorKind::StorageFull, cause)
    }

    /// Replaces `failure` by one that names this file, if a write to the file caused it.
    pub fn explain(&self, failure: Failure) -> Failure {
        match self.write_error.get() {
            Some((kind, cause)) => unwritable(&self.target, *kind, cause),
            None => failure,
        }
    }

    /// Syncs the file to the disk and renames it. All of it must be written.
    ///
    /// # Errors
    /// As [`create`](Self::create), also if another file got the name in the meantime.
    pub fn finish(self) -> Result<(), Failure> {
        let Self { target, replace, file, .. } = self;
        let failed = |error: &io::Error| unwritable(&target, error.kind(), error);
        file.as_file().sync_all().map_err(|error| failed(&error))?;
        // A rename replaces a link and does not follow it.
        let renamed = if replace { file.persist(&target) } else { file.persist_noclobber(&target) };
        renamed.map_err(|refused| match refused.error.kind() {
            io::ErrorKind::AlreadyExists => already_exists(&target),
            _ => failed(&refused.error),
        })?;
        // The rename is durable after its directory is synced.
        File::open(directory_of(&target))
            .and_then(|directory| directory.sync_all())
            .map_err(|error| failed(&error))
    }
}

/// Records the first error, to distinguish it from errors of the database.
struct RecordingWriter {
    file: File,
    write_error: WriteError,
}

impl RecordingWriter {
    fn record<T>(&self, result: io::Result<T>) -> io::Result<T> {
        result.inspect_err(|error| {
            if error.kind() != io::ErrorKind::Interrupted {
                // Only the first is recorded.
                let _ = self.write_error.set((error.kind(), error.to_string()));
            }
        })
    }
}

impl Write for RecordingWriter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes);
        self.record(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        let flushed = self.file.flush();
        self.record(flushed)
    }
}

fn already_exists(target: &Path) -> Failure {
    let message = format!("{} already exists", target.display());
    Failure::new(Kind::FileExists, message)
        .hint("replace it with --force, or name another file")
        .at(target)
}

fn unwritable(target: &Path, kind: io::ErrorKind, cause: impl std::fmt::Display) -> Failure {
    let name = target.display();
    let full = matches!(
        kind,
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge
    );
    let failure = if full {
        Failure::new(Kind::StorageFull, format!("no space left to write {name}"))
            .hint("free some space, then run it again; no partial file is left")
    } else {
        Failure::new(Kind::Io, format!("{name} cannot be written"))
    };
    failure.cause(anyhow!(cause.to_string())).at(target)
}

/// The directory of a file: `.` for a bare name.
pub fn directory_of(target: &Path) -> &Path {
    target.parent().filter(|directory| !directory.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    use super::*;

    fn names(directory: &Path) -> Vec<String> {
        let entries = fs::read_dir(directory).unwrap();
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    }

    fn write(target: &Path, replace: bool, text: &str) -> Result<(), Failure> {
        let file = AtomicFile::create(target, replace)?;
        file.writer()?.write_all(text.as_bytes())?;
        file.finish()
    }

    #[test]
    fn a_file_appears_when_it_is_complete() {
        let directory = tempfile::tempdir().unwrap();
        let target = directory.path().join("a.csv");
        let file = AtomicFile::create(&target, false).unwrap();
        file.writer().unwrap().write_all(b"half").unwrap();
        assert!(!target.exists());
        file.finish().unwrap();
        assert_eq!(fs::read(&target).unwrap(), b"half");
        let mode = fs::metadata(&target).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        assert_eq!(names(directory.path()), ["a.csv"]);
    }

    #[test]
    fn a_dropped_file_leaves_nothing() {
        let directory = tempfile::tempdir().unwrap();
        let file = AtomicFile::create(&directory.path().join("a.csv"), false).unwrap();
        let mut writer = file.writer().unwrap();
        writer.write_all(b"half").unwrap();
        drop(file);
        assert_eq!(names(directory.path()), [""; 0]);
    }

    #[test]
    fn nothing_is_replaced_without_replace() {
        let directory = tempfile::tempdir().unwrap();
        let target = directory.path().join("a.csv");
        write(&target, false, "first").unwrap();
        assert_eq!(write(&target, false, "x").unwrap_err().kind(), Kind::FileExists);
        write(&target, true, "second").unwrap();
        assert_eq!(fs::read(&target).unwrap(), b"second");

        let late = directory.path().join("b.csv");
        let file = AtomicFile::create(&late, false).unwrap();
        fs::write(&late, "another").unwrap();
        assert_eq!(file.finish().unwrap_err().kind(), Kind::FileExists);
        assert_eq!(fs::read(&late).unwrap(), b"another");
    }

    #[test]
    fn only_regular_files_are_replaced() {
        let directory = tempfile::tempdir().unwrap();
        let (regular, link) = (directory.path().join("regular"), directory.path().join("link"));
        fs::write(&regular, "content").unwrap();
        symlink(&regular, &link).unwrap();
        for target in [link.as_path(), directory.path(), Path::new("/dev/null")] {
            let failure = write(target, true, "x").unwrap_err();
            assert_eq!(failure.kind(), Kind::NotAFile);
        }
        assert_eq!(fs::read(&regular).unwrap(), b"content");

        // A link created later is replaced, not followed.
        let late = directory.path().join("late");
        let file = AtomicFile::create(&late, true).unwrap();
        symlink(&regular, &late).unwrap();
        file.writer().unwrap().write_all(b"new").unwrap();
        file.finish().unwrap();
        assert!(!late.is_symlink());
        assert_eq!(fs::read(&regular).unwrap(), b"content");
    }

    #[test]
    fn a_missing_directory_is_not_found() {
        let directory = tempfile::tempdir().unwrap();
        let failure = write(&directory.path().join("no/a.csv"), false, "x").unwrap_err();
        assert_eq!(failure.kind(), Kind::DirectoryNotFound);
    }
}
