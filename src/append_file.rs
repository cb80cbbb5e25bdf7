//! A file that grows: what is appended counts once that is confirmed, and is durable before.

use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt as _;
use std::path::{Path, PathBuf};

use rustix::fs::{FlockOperation, Mode, OFlags, flock, openat};
use rustix::io::Errno;

use crate::atomic_file::{AtomicFile, directory_of};
use crate::directory::Directory;
use crate::error::{Failure, Kind};

/// A file that this run alone appends to.
///
/// What is not confirmed yet ends without a line feed: so the next run sees that it may not count.
#[derive(Debug)]
pub struct AppendFile {
    path: PathBuf,
    directory: Directory,
    /// `None` until something is written to a file that does not exist.
    file: Option<File>,
    /// Bytes that count.
    end: u64,
    /// Bytes after them that do not count yet.
    pending: u64,
}

impl AppendFile {
    /// Opens the file, or finds that it does not exist: it is created by the first
    /// [`write`](Self::write), readable by its owner only.
    ///
    /// # Errors
    /// Exit 4 for what is not a regular file, and where another user could exchange it; 5 if the
    /// directory does not exist; 7 if another run appends to it.
    pub fn open(path: &Path) -> Result<Self, Failure> {
        let directory = Directory::open(directory_of(path)).map_err(|failure| failure.at(path))?;
        AtomicFile::check_target(path, true)?;
        let mut found = Self { path: path.to_owned(), directory, file: None, end: 0, pending: 0 };
        match found.open_with(OFlags::empty()) {
            Err(Errno::NOENT) => {}
            opened => found.lock(opened.map_err(|error| found.failed(error))?)?,
        }
        Ok(found)
    }

    fn open_with(&self, flags: OFlags) -> Result<File, Errno> {
        let name = self.path.file_name().unwrap_or_default();
        let flags = flags | OFlags::RDWR | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
        openat(&self.directory, name, flags, Mode::RUSR | Mode::WUSR).map(File::from)
    }

    fn lock(&mut self, file: File) -> Result<(), Failure> {
        // Any other error is that of a file system without such locks.
        let locked = flock(&file, FlockOperation::NonBlockingLockExclusive);
        if locked == Err(Errno::WOULDBLOCK) {
            let message = format!("another run appends to {}", self.path.display());
            return Err(Failure::new(Kind::AlreadyRunning, message)
                .hint("wait until it has ended, or name another file")
                .at(&self.path));
        }
        self.end = file.metadata().map_err(|error| self.failed(error))?.len();
        self.file = Some(file);
        Ok(())
    }

    /// Its path.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The file, if it exists, to be read from its start.
    pub fn content(&self) -> Option<&File> {
        self.file.as_ref()
    }

    /// Lets only its first `end` bytes count, and removes the others.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn cut(&mut self, end: u64) -> Result<(), Failure> {
        (self.end, self.pending) = (end, 0);
        let cut = self.file.as_ref().map_or(Ok(()), |file| {
            file.set_len(end)?;
            file.sync_all()
        });
        cut.map_err(|error| self.failed(error))
    }

    /// Writes `bytes` after those that count, instead of what was written before, and syncs them.
    ///
    /// # Errors
    /// Exit 10 if the disk is full: nothing of them is left in the file then.
    pub fn write(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        self.discard();
        if self.file.is_none() {
            let file = self.open_with(OFlags::CREATE | OFlags::EXCL);
            self.lock(file.map_err(|error| self.failed(error))?)?;
            self.directory.sync().map_err(|error| self.failed(error))?;
        }
        self.pending = bytes.len() as u64;
        let written = self.file.as_ref().map_or(Ok(()), |file| {
            file.write_all_at(bytes, self.end)?;
            file.sync_all()
        });
        written.map_err(|error| {
            self.discard();
            self.failed(error)
        })
    }

    /// Lets what was written count, and ends its line.
    ///
    /// # Errors
    /// It cannot be written: the next run finds what was written.
    pub fn confirm(&mut self) -> Result<(), Failure> {
        let Some(file) = self.file.as_ref().filter(|_| self.pending > 0) else {
            return Ok(());
        };
        let end = self.end + self.pending;
        file.write_all_at(b"\n", end).map_err(|error| self.failed(error))?;
        (self.end, self.pending) = (end + 1, 0);
        Ok(())
    }

    /// Lets the last line count, which has no line feed.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn end_line(&mut self) -> Result<(), Failure> {
        self.pending = 1;
        self.end = self.end.saturating_sub(1);
        self.confirm()
    }

    /// Removes what does not count.
    pub fn discard(&mut self) {
        if self.pending > 0
            && let Some(file) = &self.file
        {
            // If it is left, the next run finds it.
            let _ = file.set_len(self.end);
        }
        self.pending = 0;
    }

    /// Syncs the file.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn sync(&self) -> Result<(), Failure> {
        let synced = self.file.as_ref().map_or(Ok(()), File::sync_all);
        synced.map_err(|error| self.failed(error))
    }

    fn failed(&self, error: impl Into<io::Error>) -> Failure {
        let error = error.into();
        let name = self.path.display();
        let full = matches!(
            error.kind(),
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge
        );
        let failure = if full {
            Failure::new(Kind::StorageFull, format!("no space left to write {name}"))
                .hint("free some space, then run it again")
        } else {
            Failure::new(Kind::Io, format!("{name} cannot be read or written"))
        };
        failure.cause(error).at(&self.path)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    use super::*;

    #[test]
    fn what_is_confirmed_ends_its_line() {
        let tmp = tempfile::tempdir().unwrap();
        let path = tmp.path().join("a");
        let text = || fs::read_to_string(&path).unwrap();
        let mut file = AppendFile::open(&path).unwrap();
        assert!(!path.exists());
        file.confirm().unwrap();
        file.write(b"one\ntwo").unwrap();
        assert_eq!(text(), "one\ntwo");
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        file.write(b"1").unwrap();
        file.confirm().unwrap();
        assert_eq!(text(), "1\n");
        file.write(b"2").unwrap();
        file.discard();
        file.confirm().unwrap();
        assert_eq!(text(), "1\n");
        file.write(b"3").unwrap();
        drop(file);
        let mut file = AppendFile::open(&path).unwrap();
        file.end_line().unwrap();
        assert_eq!(text(), "1\n3\n");
        file.write(b"4").unwrap();
        file.confirm().unwrap();
        assert_eq!(text(), "1\n3\n4\n");
        file.cut(2).unwrap();
        assert_eq!(text(), "1\n");
    }

    #[test]
    fn one_run_appends_to_a_file() {
        let tmp = tempfile::tempdir().unwrap();
        let path = tmp.path().join("a");
        fs::write(&path, "1\n").unwrap();
        let first = AppendFile::open(&path).unwrap();
        assert_eq!(AppendFile::open(&path).unwrap_err().kind(), Kind::AlreadyRunning);
        drop(first);
        drop(AppendFile::open(&path).unwrap());
        let link = tmp.path().join("link");
        symlink(&path, &link).unwrap();
        for path in [link.as_path(), tmp.path(), Path::new("/dev/null")] {
            assert_eq!(AppendFile::open(path).unwrap_err().kind(), Kind::NotAFile);
        }
        let missing = AppendFile::open(&tmp.path().join("no/a")).unwrap_err();
        assert_eq!(missing.kind(), Kind::DirectoryNotFound);
        // Another run was faster.
        let late = tmp.path().join("late");
        let mut file = AppendFile::open(&late).unwrap();
        fs::write(&late, "2\n").unwrap();
        assert_eq!(file.write(b"3").unwrap_err().kind(), Kind::Io);
        assert_eq!(fs::read(&late).unwrap(), b"2\n");
    }
}
