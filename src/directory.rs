//! Directories held open: what is named in one is found in it, whatever becomes of its path.
//!
//! A path is followed once, and step by step. Where others may rename what is on it, following it
//! again could lead elsewhere: they exchange a directory for a symbolic link, and a program that
//! root runs writes where they may not.

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io;
use std::os::fd::{AsFd, AsRawFd as _, BorrowedFd, OwnedFd};
use std::os::unix::ffi::OsStringExt as _;
use std::path::{Component, Path, PathBuf};

use rustix::fs::{self, AtFlags, FileType, Mode, OFlags, Stat, fstat, mkdirat, openat, readlinkat};
use rustix::io::Errno;

use crate::error::{Failure, Kind};

/// Flags that open a directory, or a link itself, to name what is in it.
pub(crate) const TO_NAME: OFlags = OFlags::PATH.union(OFlags::NOFOLLOW).union(OFlags::CLOEXEC);

/// A directory that is open.
#[derive(Debug)]
pub struct Directory(OwnedFd);

/// What is left of a path.
enum Step {
    /// Continue with what has this name.
    To(OsString),
    /// Here a link of this user leads, which must be theirs.
    OwnedBy(u32),
}

/// Why a path was not followed to its end.
enum Stop {
    Failed(Errno),
    /// A link of a user who does not own what it leads to.
    Link(u32),
}

impl From<Errno> for Stop {
    fn from(error: Errno) -> Self {
        Self::Failed(error)
    }
}

impl Directory {
    /// Opens a directory to write in it.
    ///
    /// # Errors
    /// Exit 5 if it does not exist, 4 if a link of another user leads to it, or if this is root
    /// and others may rename what is in it.
    pub fn open(path: &Path) -> Result<Self, Failure> {
        Self::follow(path, None)
    }

    /// As [`open`](Self::open), and creates what is missing, with `mode`.
    pub fn create(path: &Path, mode: u32) -> Result<Self, Failure> {
        Self::follow(path, Some(Mode::from_raw_mode(mode)))
    }

    fn follow(path: &Path, missing: Option<Mode>) -> Result<Self, Failure> {
        let name = path.display();
        let refused = |message: String| Failure::new(Kind::UnsafePath, message).at(path);
        let opened = follow(path, missing).and_then(|fd| match fstat(&fd)? {
            about if is(&about, FileType::Directory) => Ok((about, fd)),
            _ => Err(Errno::NOTDIR.into()),
        });
        match opened {
            Ok((about, _)) if is_root() && open_to_others(&about) => Err(refused(format!(
                "others may write to the directory {name}; root does not write there"
            ))
            .hint(format!(
                "remove that permission (`chmod go-w {name}`), or run meetctl as another user"
            ))),
            Ok((_, fd)) => Ok(Self(fd)),
            Err(Stop::Failed(Errno::NOENT | Errno::NOTDIR)) if missing.is_none() => {
                let message = format!("directory {name} not found");
                Err(Failure::new(Kind::DirectoryNotFound, message).at(path))
            }
            Err(Stop::Failed(error)) => {
                let message = format!("cannot open the directory {name}");
                Err(Failure::new(Kind::Io, message).cause(io::Error::from(error)).at(path))
            }
            Err(Stop::Link(user)) => Err(refused(format!(
                "a symbolic link of user {user} leads to the directory {name}, and is not followed"
            ))
            .hint("give the path of the directory itself")),
        }
    }

    /// What has that name, and not what it links to; `None` if nothing has.
    pub fn find(&self, name: &OsStr) -> io::Result<Option<Stat>> {
        match fs::statat(self, name, AtFlags::SYMLINK_NOFOLLOW) {
            Err(Errno::NOENT) => Ok(None),
            found => Ok(Some(found?)),
        }
    }

    /// The directory itself.
    pub fn about(&self) -> io::Result<Stat> {
        Ok(fstat(self)?)
    }

    /// Gives what has a name another one here, which may replace what has that.
    pub fn rename(&self, from: &OsStr, to: &OsStr) -> io::Result<()> {
        Ok(fs::renameat(self, from, self, to)?)
    }

    /// Makes the names in it durable.
    pub fn sync(&self) -> io::Result<()> {
        match openat(self, ".", OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC, Mode::empty())
        {
            // One that may be written and not read.
            Err(Errno::ACCESS) => Ok(()),
            opened => File::from(opened?).sync_all(),
        }
    }
}

impl AsFd for Directory {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.0.as_fd()
    }
}

/// A file that a path has led to, once.
#[derive(Debug)]
pub struct FoundFile(OwnedFd);

impl FoundFile {
    /// Finds a file that is there.
    ///
    /// # Errors
    /// Exit 4 if a link of another user leads to it, 6 if it cannot be found.
    pub fn find(path: &Path) -> Result<Self, Failure> {
        let name = path.display();
        follow(path, None).map(Self).map_err(|stop| match stop {
            Stop::Failed(error) => {
                let message = format!("cannot open the database file {name}");
                Failure::new(Kind::CannotOpen, message).cause(io::Error::from(error))
            }
            Stop::Link(user) => {
                let message = format!(
                    "a symbolic link of user {user} leads to the file {name}, and is not followed"
                );
                Failure::new(Kind::UnsafePath, message).hint("give the path of the file itself")
            }
        })
    }

    /// Its path without links, if the system reports it.
    pub fn path(&self) -> Option<PathBuf> {
        std::fs::read_link(format!("/proc/self/fd/{}", self.0.as_raw_fd())).ok()
    }

    /// Fails unless this process has the file open: code that opens `path` by name has opened
    /// another one, if the name was given to that since.
    pub fn require_open(&self, path: &Path) -> Result<(), Failure> {
        let identity = |about: &Stat| (about.st_dev, about.st_ino);
        let own = self.0.as_raw_fd().to_string();
        // Where the system does not report it, it is not known.
        let (Ok(about), Ok(open)) = (fstat(&self.0), std::fs::read_dir("/proc/self/fd")) else {
            return Ok(());
        };
        let mut others = open.flatten().filter(|entry| entry.file_name() != own.as_str());
        if others.any(|entry| {
            fs::stat(entry.path()).is_ok_and(|other| identity(&other) == identity(&about))
        }) {
            return Ok(());
        }
        let message = format!("{} was replaced while it was opened", path.display());
        Err(Failure::new(Kind::ConcurrentChange, message)
            .hint("nothing was changed; run the command again"))
    }
}

/// The user who runs the program.
pub fn user() -> u32 {
    rustix::process::geteuid().as_raw()
}

/// Whether root runs the program, whom other users would like to write for them.
pub fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}

/// Whether users other than the owner may write to a file, or rename what is in a directory. A
/// group of root's is root's own.
pub fn open_to_others(about: &Stat) -> bool {
    let mode = Mode::from_raw_mode(about.st_mode);
    let sticky = is(about, FileType::Directory) && mode.contains(Mode::SVTX);
    let group = mode.contains(Mode::WGRP) && about.st_gid != 0;
    !sticky && (group || mode.contains(Mode::WOTH))
}

/// Follows a path. A link is followed if it is root's, or this user's, or leads to what its owner
/// owns.
fn follow(path: &Path, missing: Option<Mode>) -> Result<OwnedFd, Stop> {
    const MAX_LINKS: u32 = 40;
    let mut steps = Vec::new();
    let mut here = begin(path, &mut steps)?;
    let mut links = 0;
    while let Some(step) = steps.pop() {
        let name = match step {
            Step::To(name) => name,
            Step::OwnedBy(user) if fstat(&here)?.st_uid == user => continue,
            Step::OwnedBy(user) => return Err(Stop::Link(user)),
        };
        let next = match openat(&here, &name, TO_NAME, Mode::empty()) {
            Err(Errno::NOENT) if let Some(mode) = missing => {
                match mkdirat(&here, &name, mode) {
                    Ok(()) | Err(Errno::EXIST) => {}
                    Err(error) => return Err(error.into()),
                }
                openat(&here, &name, TO_NAME, Mode::empty())?
            }
            next => next?,
        };
        let about = fstat(&next)?;
        if !is(&about, FileType::Symlink) {
            here = next;
            continue;
        }
        links += 1;
        if links > MAX_LINKS {
            return Err(Errno::LOOP.into());
        }
        if about.st_uid != 0 && about.st_uid != user() {
            steps.push(Step::OwnedBy(about.st_uid));
        }
        // Of the link that is open, not of another one that has its name by now.
        let target = OsString::from_vec(readlinkat(&next, "", Vec::new())?.into_bytes());
        if let Some(start) = absolute(Path::new(&target)) {
            here = start?;
        }
        push(Path::new(&target), &mut steps);
    }
    Ok(here)
}

fn begin(path: &Path, steps: &mut Vec<Step>) -> Result<OwnedFd, Errno> {
    push(path, steps);
    absolute(path).unwrap_or_else(|| openat(fs::CWD, ".", TO_NAME, Mode::empty()))
}

/// Where an absolute path begins.
fn absolute(path: &Path) -> Option<Result<OwnedFd, Errno>> {
    path.is_absolute().then(|| openat(fs::CWD, "/", TO_NAME, Mode::empty()))
}

/// Adds the names in a path, the first one last.
fn push(path: &Path, steps: &mut Vec<Step>) {
    let names = path.components().rev().filter_map(|component| match component {
        Component::Normal(name) => Some(name.to_owned()),
        Component::ParentDir => Some("..".into()),
        Component::RootDir | Component::CurDir | Component::Prefix(_) => None,
    });
    steps.extend(names.map(Step::To));
}

fn is(about: &Stat, kind: FileType) -> bool {
    FileType::from_raw_mode(about.st_mode) == kind
}

#[cfg(test)]
mod tests {
    use std::fs::{Permissions, create_dir, set_permissions, write};
    use std::os::unix::fs::{PermissionsExt as _, lchown, symlink};

    use super::*;

    const NOBODY: u32 = 65534;

    fn kind(path: &Path) -> Result<(), Kind> {
        Directory::open(path).map(drop).map_err(|failure| failure.kind())
    }

    #[test]
    fn a_directory_is_found_through_links_of_ones_own() {
        let tmp = tempfile::tempdir().unwrap();
        let path = |name: &str| tmp.path().join(name);
        create_dir(path("real")).unwrap();
        symlink("real", path("near")).unwrap();
        symlink(path("real"), path("far")).unwrap();
        symlink("around", path("around")).unwrap();
        write(path("file"), "").unwrap();
        for name in ["real", "near", "far", "real/../near/.", "."] {
            assert_eq!(kind(&path(name)), Ok(()), "{name}");
        }
        for name in ["none", "file", "none/..", "file/x"] {
            assert_eq!(kind(&path(name)), Err(Kind::DirectoryNotFound), "{name}");
        }
        assert_eq!(kind(&path("around")), Err(Kind::Io));
    }

    #[test]
    fn missing_directories_are_created_once() {
        let tmp = tempfile::tempdir().unwrap();
        let path = tmp.path().join("a/b");
        for _ in 0..2 {
            drop(Directory::create(&path, 0o700).unwrap());
        }
        assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o700);
    }

    #[test]
    fn what_others_may_exchange_is_refused() {
        if !is_root() {
            return;
        }
        let tmp = tempfile::tempdir().unwrap();
        let path = |name: &str| tmp.path().join(name);
        for name in ["ours", "theirs"] {
            create_dir(path(name)).unwrap();
        }
        for (mode, owner, group, safe) in [
            (0o755, 0, 0, true),
            (0o755, NOBODY, NOBODY, true),
            (0o777, 0, 0, false),
            (0o1777, 0, 0, true),
            (0o775, 0, NOBODY, false),
            (0o775, 0, 0, true),
        ] {
            std::os::unix::fs::chown(path("ours"), Some(owner), Some(group)).unwrap();
            set_permissions(path("ours"), Permissions::from_mode(mode)).unwrap();
            let expected = if safe { Ok(()) } else { Err(Kind::UnsafePath) };
            assert_eq!(kind(&path("ours")), expected, "{mode:o} {owner} {group}");
        }
        std::os::unix::fs::chown(path("ours"), Some(0), Some(0)).unwrap();
        lchown(path("theirs"), Some(NOBODY), None).unwrap();
        for (name, target, safe) in
            [("a", "ours", false), ("b", "theirs", true), ("c", "/", false), ("d", "b", false)]
        {
            symlink(target, path(name)).unwrap();
            lchown(path(name), Some(NOBODY - u32::from(name == "d")), None).unwrap();
            let expected = if safe { Ok(()) } else { Err(Kind::UnsafePath) };
            assert_eq!(kind(&path(name)), expected, "{name}");
        }
    }
}
