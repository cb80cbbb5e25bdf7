//! New files that no other user can reach before they are complete.

use std::ffi::OsStr;
use std::fs::File;
use std::io;
use std::os::fd::OwnedFd;
use std::path::{Path, PathBuf};

use rustix::fs::{self, AtFlags, Mode, OFlags, RenameFlags, fstat, mkdirat, openat};
use rustix::io::Errno;

use crate::directory::{Directory, TO_NAME, user};

/// A file in its own directory, which is closed to others: no other user can exchange it, name it,
/// or put anything beside it. Both are deleted when this is dropped.
#[derive(Debug)]
pub struct PrivateFile {
    parent: Directory,
    directory: OwnedFd,
    directory_name: String,
    name: String,
    file: File,
}

impl PrivateFile {
    /// Creates the file somewhere in `parent`.
    pub fn create(parent: Directory) -> io::Result<Self> {
        let directory_name = format!(".meetctl-{:016x}.tmp", rand::random::<u64>());
        // Unknown to others: whatever they put in the place of the directory, it has no such name.
        let name = format!("{:032x}", rand::random::<u128>());
        mkdirat(&parent, &directory_name, Mode::RWXU)?;
        let created = (|| {
            let flags = TO_NAME | OFlags::DIRECTORY;
            let directory = openat(&parent, &directory_name, flags, Mode::empty())?;
            let about = fstat(&directory)?;
            if about.st_uid != user() || about.st_mode & 0o077 != 0 {
                return Err(Errno::PERM);
            }
            let flags = OFlags::RDWR | OFlags::CREATE | OFlags::EXCL | OFlags::CLOEXEC;
            let file = openat(&directory, &name, flags, Mode::RUSR | Mode::WUSR)?;
            Ok((directory, file))
        })();
        match created {
            Ok((directory, file)) => {
                Ok(Self { parent, directory, directory_name, name, file: file.into() })
            }
            Err(error) => {
                let _ = fs::unlinkat(&parent, &directory_name, AtFlags::REMOVEDIR);
                Err(error.into())
            }
        }
    }

    /// The file.
    pub fn file(&self) -> &File {
        &self.file
    }

    /// The directory around its own.
    pub fn parent(&self) -> &Directory {
        &self.parent
    }

    /// Its path from the directory around its own.
    pub fn path(&self) -> PathBuf {
        Path::new(&self.directory_name).join(&self.name)
    }

    /// Moves the file to `name` in the directory around its own; without `replace`, only if nothing
    /// has that name.
    pub fn rename(&self, name: &OsStr, replace: bool) -> io::Result<()> {
        let (from, to) = (&self.directory, &self.parent);
        if replace {
            return Ok(fs::renameat(from, &self.name, to, name)?);
        }
        match fs::renameat_with(from, &self.name, to, name, RenameFlags::NOREPLACE) {
            // A file system without such a rename.
            Err(Errno::INVAL | Errno::NOSYS) => {
                Ok(fs::linkat(from, &self.name, to, name, AtFlags::empty())?)
            }
            renamed => Ok(renamed?),
        }
    }
}

impl Drop for PrivateFile {
    fn drop(&mut self) {
        // It may have been renamed; and a directory that cannot be removed is empty.
        let _ = fs::unlinkat(&self.directory, &self.name, AtFlags::empty());
        let _ = fs::unlinkat(&self.parent, &self.directory_name, AtFlags::REMOVEDIR);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_private_file_leaves_nothing() {
        let tmp = tempfile::tempdir().unwrap();
        let count = || std::fs::read_dir(tmp.path()).unwrap().count();
        let file = PrivateFile::create(Directory::open(tmp.path()).unwrap()).unwrap();
        assert!(tmp.path().join(file.path()).is_file());
        drop(file);
        assert_eq!(count(), 0);
        let file = PrivateFile::create(Directory::open(tmp.path()).unwrap()).unwrap();
        file.rename(OsStr::new("a"), false).unwrap();
        drop(file);
        assert_eq!(count(), 1);
        let file = PrivateFile::create(Directory::open(tmp.path()).unwrap()).unwrap();
        let taken = file.rename(OsStr::new("a"), false).unwrap_err();
        assert_eq!(taken.kind(), io::ErrorKind::AlreadyExists);
    }
}
