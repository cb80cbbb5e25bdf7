//! Files in the repository that the program itself writes: they are compared, or written again.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Set by `tests/regenerate`: files are then written instead of compared.
const REGENERATE: &str = "MEETCTL_REGENERATE";

/// A path of the repository.
pub fn in_repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)
}

/// Demands that the file at `path` of the repository is `text`.
pub fn same_file(path: &str, text: &str) {
    let file = in_repository(path);
    if is_asked_for() {
        fs::write(&file, text).unwrap();
        return;
    }
    let kept = fs::read_to_string(&file).unwrap_or_default();
    if let Some(difference) = first_difference(&kept, text) {
        panic!("{path} has drifted; run `tests/regenerate` and read the diff\n{difference}");
    }
}

/// Demands that the directory at `path` of the repository holds these files and no others.
pub fn same_directory(path: &str, files: &BTreeMap<String, String>) {
    let kept = fs::read_dir(in_repository(path)).unwrap();
    let stale: Vec<PathBuf> = kept
        .map(|entry| entry.unwrap().path())
        .filter(|file| !files.contains_key(&*file.file_name().unwrap().to_string_lossy()))
        .collect();
    if is_asked_for() {
        for file in &stale {
            fs::remove_file(file).unwrap();
        }
    } else {
        assert!(stale.is_empty(), "nothing writes {stale:?} any more; run `tests/regenerate`");
    }
    for (name, text) in files {
        same_file(&format!("{path}/{name}"), text);
    }
}

/// Whether files are written instead of compared.
pub fn is_asked_for() -> bool {
    std::env::var_os(REGENERATE).is_some()
}

fn first_difference(kept: &str, made: &str) -> Option<String> {
    if kept == made {
        return None;
    }
    let (mut kept, mut made) = (kept.lines(), made.lines());
    let mut line = 1;
    loop {
        match (kept.next(), made.next()) {
            (Some(old), Some(new)) if old == new => line += 1,
            (None, None) => return Some("the line ends differ".to_owned()),
            (old, new) => {
                return Some(format!(
                    "line {line}\n  kept: {}\n  made: {}",
                    old.unwrap_or("(end)"),
                    new.unwrap_or("(end)")
                ));
            }
        }
    }
}
