//! Which processes have locked a SQLite file: the library asks nobody, Linux lists all locks of files.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::MetadataExt as _;

use sea_orm::ConnectionTrait;

use super::{LockHolder, texts};

/// The processes with a lock on the database file, or on the index of its log, that others wait for.
/// Empty where `/proc/locks` does not say.
pub(super) async fn holders<C: ConnectionTrait>(db: &C) -> Vec<LockHolder> {
    let sql = "SELECT file FROM pragma_database_list WHERE name = 'main'";
    let files = texts(db, sql).await.unwrap_or_default();
    let Some(file) = files.first().filter(|file| !file.is_empty()) else {
        return Vec::new();
    };
    let inodes: Vec<u64> = [file.clone(), format!("{file}-shm")]
        .iter()
        .filter_map(|file| fs::metadata(file).ok())
        .map(|metadata| metadata.ino())
        .collect();
    let locks = fs::read_to_string("/proc/locks").unwrap_or_default();
    let mut processes: BTreeSet<u32> =
        locks.lines().filter_map(|line| owner(line, &inodes)).collect();
    processes.remove(&std::process::id());
    processes.into_iter().map(named).collect()
}

/// The process of a line of `/proc/locks` that is about one of these files, such as
/// `1: POSIX  ADVISORY  WRITE 4711 08:01:1234 1073741825 1073741825`.
fn owner(line: &str, inodes: &[u64]) -> Option<u32> {
    /// Every process with a WAL database open holds this byte of its index.
    const OPEN: &str = "128";
    let words: Vec<&str> = line.split_whitespace().collect();
    let [_, "POSIX", _, kind, process, place, first, _] = words[..] else {
        return None;
    };
    let inode: u64 = place.rsplit(':').next()?.parse().ok()?;
    // With a log, a reader stops nobody, and has a lock on the file as long as it is open.
    let counts = first != OPEN && (inodes.len() == 1 || kind == "WRITE");
    // The lock of a process of another container has no number here.
    process.parse().ok().filter(|process| *process > 0 && counts && inodes.contains(&inode))
}

fn named(process: u32) -> LockHolder {
    let name = fs::read_to_string(format!("/proc/{process}/comm")).unwrap_or_default();
    LockHolder {
        kind: "process".to_owned(),
        id: process.to_string(),
        name: name.trim().to_owned(),
        state: String::new(),
        seconds: None,
        certain: true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_about_the_file_names_its_process() {
        let line = |kind: &str, inode: u64, first: u32| {
            format!("1: POSIX  ADVISORY  {kind} 4711 08:01:{inode} {first} {first}")
        };
        assert_eq!(owner(&line("WRITE", 7, 1_073_741_825), &[7, 8]), Some(4711));
        assert_eq!(owner(&line("READ", 7, 1_073_741_826), &[7]), Some(4711));
        assert_eq!(owner(&line("WRITE", 8, 120), &[7, 8]), Some(4711));
        for other in [
            line("READ", 7, 1_073_741_826),
            line("READ", 8, 123),
            line("READ", 8, 128),
            line("WRITE", 9, 120),
            "1: FLOCK  ADVISORY  WRITE 4711 08:01:7 0 EOF".to_owned(),
            "1: POSIX  ADVISORY  WRITE -1 08:01:7 0 9".to_owned(),
            String::new(),
        ] {
            assert_eq!(owner(&other, &[7, 8]), None, "{other}");
        }
    }
}
