//! Files that appear whole or not at all.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use tempfile::NamedTempFile;

use crate::error::{Exit, Failure};

/// A file on its way to its name.
///
/// It is written under another name in the same folder, for its owner alone, and takes its own
/// name when it is whole and on the disk: a reader sees all of it or nothing, a full disk or a
/// signal leaves nothing behind, and a kill nothing under that name.
#[derive(Debug)]
pub struct NewFile {
    target: PathBuf,
    replace: bool,
    file: NamedTempFile,
    trouble: Arc<OnceLock<(io::ErrorKind, String)>>,
}

impl NewFile {
    /// Begins a file. With `replace` it may take the place of another file.
    ///
    /// # Errors
    /// Exit 4 if the name is taken by a file and not `replace`, or by anything that is no file: a
    /// symbolic link is never followed. Exit 5 if there is no such folder, 10 if the disk is full.
    pub fn create(target: &Path, replace: bool) -> Result<Self, Failure> {
        Self::allow(target, replace)?;
        let folder = folder_of(target);
        if target.file_name().is_none() || !folder.is_dir() {
            let message = format!("there is no folder {}", folder.display());
            return Err(Failure::new(Exit::NotFound, "no_folder", message).at(target));
        }
        let file = tempfile::Builder::new()
            .prefix(".meetctl-")
            .suffix(".tmp")
            .tempfile_in(folder)
            .map_err(|error| unwritable(target, error.kind(), &error))?;
        Ok(Self {
            target: target.to_owned(),
            replace,
            file,
            trouble: Arc::default(),
        })
    }

    /// Whether the name may be taken; to be told early, before long work.
    ///
    /// # Errors
    /// Exit 4 as for [`create`](Self::create).
    pub fn allow(target: &Path, replace: bool) -> Result<(), Failure> {
        refuse_taken(target, replace)
    }

    /// What to write to. It may be used until [`finish`](Self::finish).
    pub fn writer(&self) -> Result<impl Write + Send + use<>, Failure> {
        let file = self.file.as_file().try_clone();
        Ok(Watched {
            file: file.map_err(|error| unwritable(&self.target, error.kind(), &error))?,
            trouble: Arc::clone(&self.trouble),
        })
    }

    /// Where the file is until [`finish`](Self::finish), for those that open it by its name.
    pub fn path(&self) -> &Path {
        self.file.path()
    }

    /// The failure of a full disk, for those that wrote to [`path`](Self::path).
    pub fn no_space(&self, cause: impl std::fmt::Display) -> Failure {
        unwritable(&self.target, io::ErrorKind::StorageFull, cause)
    }

    /// The failure with the name of this file, if writing the file is what failed.
    pub fn explain(&self, failure: Failure) -> Failure {
        match self.trouble.get() {
            Some((kind, cause)) => unwritable(&self.target, *kind, cause),
            None => failure,
        }
    }

    /// Has the system keep the file, and gives it its name. All of it must have been written.
    ///
    /// # Errors
    /// As [`create`](Self::create): also if the name was taken in the meantime.
    pub fn finish(self) -> Result<(), Failure> {
        let Self {
            target,
            replace,
            file,
            ..
        } = self;
        let failed = |error: &io::Error| unwritable(&target, error.kind(), error);
        file.as_file().sync_all().map_err(|error| failed(&error))?;
        // A rename takes the place of a link, and does not follow it.
        let named = if replace {
            file.persist(&target)
        } else {
            file.persist_noclobber(&target)
        };
        named.map_err(|refused| match refused.error.kind() {
            io::ErrorKind::AlreadyExists => taken(&target),
            _ => failed(&refused.error),
        })?;
        // The name is on the disk when its folder is.
        File::open(folder_of(&target))
            .and_then(|folder| folder.sync_all())
            .map_err(|error| failed(&error))
    }
}

/// Remembers the first error, to tell it from those of the database.
struct Watched {
    file: File,
    trouble: Arc<OnceLock<(io::ErrorKind, String)>>,
}

impl Watched {
    fn watch<T>(&self, result: io::Result<T>) -> io::Result<T> {
        result.inspect_err(|error| {
            if error.kind() != io::ErrorKind::Interrupted {
                // Only the first is kept.
                let _ = self.trouble.set((error.kind(), error.to_string()));
            }
        })
    }
}

impl Write for Watched {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes);
        self.watch(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        let flushed = self.file.flush();
        self.watch(flushed)
    }
}

fn refuse_taken(target: &Path, replace: bool) -> Result<(), Failure> {
    let refused = |code, what: &str| {
        let message = format!("{} is {what}", target.display());
        Failure::new(Exit::Refused, code, message).at(target)
    };
    match fs::symlink_metadata(target) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(unwritable(target, error.kind(), &error)),
        Ok(there) if there.is_symlink() => Err(refused(
            "not_a_file",
            "a symbolic link, which is not followed",
        )
        .hint("name the file it leads to, or another one")),
        Ok(there) if there.is_dir() => {
            Err(refused("not_a_file", "a folder").hint("name a file in it"))
        }
        Ok(there) if !there.is_file() => Err(refused("not_a_file", "no regular file")
            .hint("write to standard output and redirect that")),
        Ok(_) if !replace => Err(taken(target)),
        Ok(_) => Ok(()),
    }
}

fn taken(target: &Path) -> Failure {
    let message = format!("{} exists already", target.display());
    Failure::new(Exit::Refused, "file_exists", message)
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
        Failure::new(
            Exit::Storage,
            "storage_full",
            format!("no space left to write {name}"),
        )
        .hint("make room, then run it again; nothing was left behind")
    } else {
        Failure::new(Exit::Failed, "io", format!("{name} cannot be written"))
    };
    failure.cause(cause).at(target)
}

/// The folder a file is in: `.` for a bare name.
fn folder_of(target: &Path) -> &Path {
    target
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."))
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect()
    }

    fn write(target: &Path, replace: bool, text: &str) -> Result<(), Failure> {
        let file = NewFile::create(target, replace)?;
        file.writer()?.write_all(text.as_bytes())?;
        file.finish()
    }

    #[test]
    fn a_file_appears_when_it_is_whole() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("a.csv");
        let file = NewFile::create(&target, false).unwrap();
        file.writer().unwrap().write_all(b"half").unwrap();
        assert!(!target.exists());
        file.finish().unwrap();
        assert_eq!(fs::read(&target).unwrap(), b"half");
        let mode = fs::metadata(&target).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        assert_eq!(names(folder.path()), ["a.csv"]);
    }

    #[test]
    fn one_that_is_given_up_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let file = NewFile::create(&folder.path().join("a.csv"), false).unwrap();
        let mut writer = file.writer().unwrap();
        writer.write_all(b"half").unwrap();
        drop(file);
        assert_eq!(names(folder.path()), [""; 0]);
    }

    #[test]
    fn nothing_is_replaced_unless_asked_for() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("a.csv");
        write(&target, false, "first").unwrap();
        assert_eq!(
            write(&target, false, "x").unwrap_err().code(),
            "file_exists"
        );
        write(&target, true, "second").unwrap();
        assert_eq!(fs::read(&target).unwrap(), b"second");

        let late = folder.path().join("b.csv");
        let file = NewFile::create(&late, false).unwrap();
        fs::write(&late, "of another").unwrap();
        assert_eq!(file.finish().unwrap_err().code(), "file_exists");
        assert_eq!(fs::read(&late).unwrap(), b"of another");
    }

    #[test]
    fn only_regular_files_are_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let (kept, link) = (folder.path().join("kept"), folder.path().join("link"));
        fs::write(&kept, "kept").unwrap();
        symlink(&kept, &link).unwrap();
        for target in [link.as_path(), folder.path(), Path::new("/dev/null")] {
            let failure = write(target, true, "x").unwrap_err();
            assert_eq!(
                (failure.exit(), failure.code()),
                (Exit::Refused, "not_a_file")
            );
        }
        assert_eq!(fs::read(&kept).unwrap(), b"kept");

        // A link that comes late is replaced, not followed.
        let late = folder.path().join("late");
        let file = NewFile::create(&late, true).unwrap();
        symlink(&kept, &late).unwrap();
        file.writer().unwrap().write_all(b"new").unwrap();
        file.finish().unwrap();
        assert!(!late.is_symlink());
        assert_eq!(fs::read(&kept).unwrap(), b"kept");
    }

    #[test]
    fn a_missing_folder_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let failure = write(&folder.path().join("no/a.csv"), false, "x").unwrap_err();
        assert_eq!(failure.exit(), Exit::NotFound);
    }
}
