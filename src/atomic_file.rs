//! Atomic file writes: a reader sees the complete file or none.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, Write};
use std::os::fd::AsFd as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use anyhow::anyhow;
use rustix::fs::{FileType, Gid, Mode, Uid, fchmod, fchown};

use crate::directory::{self, Directory};
use crate::error::{Failure, Kind};
use crate::file_kind;
use crate::private_file::PrivateFile;

/// A file that gets its name when it is complete.
///
/// The content goes to a [`PrivateFile`] in the same directory, readable by its owner only, and is
/// renamed after it is on the disk. A full disk or a signal leaves no file; a kill leaves
/// nothing under the final name. The directory is held open: what others exchange meanwhile does
/// not lead the content elsewhere.
#[derive(Debug)]
pub struct AtomicFile {
    target: PathBuf,
    replace: bool,
    private: PrivateFile,
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
        let directory = Directory::open(directory_of(target)).map_err(|f| f.at(target))?;
        check_name(&directory, target, replace)?;
        let private = PrivateFile::create(directory)
            .map_err(|error| unwritable(target, error.kind(), &error))?;
        Ok(Self { target: target.to_owned(), replace, private, write_error: Arc::default() })
    }

    /// Creates a file in the directory for temporary files (`TMPDIR`), which is never given a name.
    ///
    /// # Errors
    /// Exit 4 if others could exchange it, 10 if the disk is full.
    pub fn temporary() -> Result<Self, Failure> {
        let name = format!("meetctl-{:032x}.db", rand::random::<u128>());
        Self::create(&std::env::temp_dir().join(name), false)
    }

    /// Checks that the name may be used, to fail before long work.
    ///
    /// # Errors
    /// Exit 4 if a file has the name and not `replace`, or if the name is not a regular file: a
    /// symbolic link is never followed. As for [`Directory::open`].
    pub fn check_target(target: &Path, replace: bool) -> Result<(), Failure> {
        match Directory::open(directory_of(target)) {
            Ok(directory) => check_name(&directory, target, replace),
            // It may be made before the file is.
            Err(failure) if failure.kind() == Kind::DirectoryNotFound => Ok(()),
            Err(failure) => Err(failure.at(target)),
        }
    }

    /// [`check_target`](Self::check_target) again, where the file will be.
    pub fn check_again(&self) -> Result<(), Failure> {
        check_name(self.directory(), &self.target, self.replace)
    }

    /// The directory of the file.
    pub fn directory(&self) -> &Directory {
        self.private.parent()
    }

    /// A writer to the temporary file, valid until [`finish`](Self::finish).
    pub fn writer(&self) -> Result<impl Write + Send + use<>, Failure> {
        let file = self.content().try_clone();
        Ok(RecordingWriter {
            file: file.map_err(|error| unwritable(&self.target, error.kind(), &error))?,
            write_error: Arc::clone(&self.write_error),
        })
    }

    /// The temporary file.
    pub fn content(&self) -> &File {
        self.private.file()
    }

    /// The path of the temporary file, for code that opens it by name. Others cannot make it lead
    /// to another file, since they do not know all of it.
    pub fn path(&self) -> PathBuf {
        directory_of(&self.target).join(self.private.path())
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

    /// [`explain`](Self::explain) for code that wrote to [`path`](Self::path) as a database: what ran
    /// full, and is not named yet, is this file.
    pub fn explain_database(&self, failure: Failure) -> Failure {
        if failure.kind() == Kind::StorageFull && !failure.is_located() {
            return self.no_space(failure.causes().join(": "));
        }
        self.explain(failure)
    }

    /// Lets others read the file.
    pub fn make_readable(&self) -> Result<(), Failure> {
        let mode = Mode::from_raw_mode(0o644);
        fchmod(self.content(), mode).map_err(|error| self.failed(&error.into()))
    }

    /// If root runs the program: gives the file to the user who owns `neighbour`, a file in the same
    /// directory, or the directory if there is none: a service can use what root made for it.
    pub fn give_to_owner_of(&self, neighbour: &Path) -> Result<(), Failure> {
        if !directory::is_root() {
            return Ok(());
        }
        let name = neighbour.file_name().unwrap_or_default();
        let given = self.directory().find(name).and_then(|found| {
            let about = found.map_or_else(|| self.directory().about(), Ok)?;
            let (owner, group) = (Uid::from_raw(about.st_uid), Gid::from_raw(about.st_gid));
            Ok(fchown(self.content().as_fd(), Some(owner), Some(group))?)
        });
        given.map_err(|error| self.failed(&error))
    }

    /// Syncs the file to the disk and renames it. All of it must be written.
    ///
    /// # Errors
    /// As [`create`](Self::create), also if another file got the name in the meantime.
    pub fn finish(self) -> Result<(), Failure> {
        self.content().sync_all().map_err(|error| self.failed(&error))?;
        // A rename replaces a link and does not follow it.
        let renamed = self.private.rename(name_of(&self.target), self.replace);
        renamed.map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => already_exists(&self.target),
            _ => self.failed(&error),
        })?;
        // The rename is durable after its directory is synced.
        self.directory().sync().map_err(|error| self.failed(&error))
    }

    fn failed(&self, error: &io::Error) -> Failure {
        unwritable(&self.target, error.kind(), error)
    }
}

fn name_of(target: &Path) -> &OsStr {
    target.file_name().unwrap_or_default()
}

fn check_name(directory: &Directory, target: &Path, replace: bool) -> Result<(), Failure> {
    let refused = |what: &str, hint: &str| {
        let message = format!("{} is {what}", target.display());
        Err(Failure::new(Kind::NotAFile, message).hint(hint).at(target))
    };
    let found = match target.file_name() {
        // `..` or `/`
        None => return refused("a directory", "name a file in it"),
        Some(name) => directory.find(name).map_err(|e| unwritable(target, e.kind(), &e))?,
    };
    match found.map(|found| FileType::from_raw_mode(found.st_mode)) {
        None => Ok(()),
        Some(FileType::Symlink) => refused(
            "a symbolic link, which is not followed",
            "name the file that it links to, or another file",
        ),
        Some(FileType::Directory) => refused("a directory", "name a file in it"),
        Some(FileType::RegularFile) if replace => Ok(()),
        Some(FileType::RegularFile) => Err(already_exists(target)),
        Some(kind) => refused(
            file_kind::other(kind).unwrap_or_default(),
            "write to standard output and redirect it",
        ),
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
    use std::fs;
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
