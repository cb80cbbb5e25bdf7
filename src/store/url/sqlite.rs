//! The URLs of SQLite files.
//!
//! `sqlite:///x.db` is `/x.db` for some programs and `x.db` in the current directory for others:
//! the file that exists is meant, and where that does not tell, both are named.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use strsim::levenshtein;

use super::{Location, malformed, percent_decode};
use crate::error::Failure;

const IN_MEMORY: &str = "it has no file name; a database in memory is lost at exit";

/// The options of a SQLite URL.
const OPTIONS: [&str; 7] =
    ["mode", "cache", "immutable", "nolock", "uri", "check_same_thread", "timeout"];

/// A file name without a scheme.
pub(super) fn bare(text: &str) -> Result<Location, Failure> {
    if text == ":memory:" {
        return Err(malformed(IN_MEMORY));
    }
    Ok(Location::sqlite_file(full(text.to_owned())?))
}

/// Reads what follows `sqlite:`; with `sqlalchemy` as SQLAlchemy does.
pub(super) fn parse(
    rest: &str,
    sqlalchemy: bool,
    notes: &mut Vec<String>,
) -> Result<Location, Failure> {
    let (name, options) = rest.split_once('?').unwrap_or((rest, ""));
    // A server URL with the wrong scheme would otherwise be shown with its password as a file name.
    if name.split_once('@').is_some_and(|(before, _)| before.contains(':')) {
        return Err(malformed("it resembles the URL of a server, but its scheme is sqlite"));
    }
    let uri = name.trim_start_matches('/');
    if uri.starts_with("file:") {
        return parse_uri(uri, options);
    }
    let path = match name.strip_prefix("//") {
        None => decoded(name)?,
        Some(rest) => match rest.strip_prefix('/') {
            // Four slashes.
            Some(path) if path.starts_with('/') => {
                decoded(&format!("/{}", path.trim_start_matches('/')))?
            }
            Some(path) => three_slashes(path, sqlalchemy, notes)?,
            None if sqlalchemy && !rest.is_empty() => {
                let why = "after the driver, a file name begins with a third slash";
                return Err(malformed(why));
            }
            None => decoded(rest)?,
        },
    };
    with_options(path, options)
}

/// Reads a URI of SQLite's own, `file:x.db?mode=ro`; `more` are options that follow it.
pub(super) fn parse_uri(text: &str, more: &str) -> Result<Location, Failure> {
    let rest = &text["file:".len()..];
    let (name, options) = rest.split_once('?').unwrap_or((rest, more));
    if name.contains('#') {
        return Err(malformed("a # in it must be escaped"));
    }
    let path = match name.strip_prefix("//") {
        None => name.to_owned(),
        Some(rest) => {
            let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
            if !host.is_empty() && host != "localhost" {
                return Err(malformed("a file: URI cannot name a host; write file:/PATH"));
            }
            path.to_owned()
        }
    };
    with_options(decoded(&path)?, options)
}

fn decoded(name: &str) -> Result<PathBuf, Failure> {
    let name = percent_decode(name).ok_or_else(|| malformed("invalid % escape"))?;
    if name.is_empty() || name == ":memory:" {
        return Err(malformed(IN_MEMORY));
    }
    full(name)
}

/// Refuses `~`, which only a shell replaces: the file would be created in a directory of that name.
fn full(name: String) -> Result<PathBuf, Failure> {
    if name == "~" || name.starts_with("~/") {
        let home = std::env::var("HOME").unwrap_or_else(|_| "/home/NAME".to_owned());
        let message =
            "invalid database URL: ~ in a file name is not replaced by the home directory";
        return Err(Failure::usage(message).hint(format!("write {home}{}", &name[1..])));
    }
    Ok(name.into())
}

/// The file that a name after three slashes means.
fn three_slashes(
    name: &str,
    sqlalchemy: bool,
    notes: &mut Vec<String>,
) -> Result<PathBuf, Failure> {
    let relative = decoded(name)?;
    let absolute = Path::new("/").join(&relative);
    let instance = Path::new("instance").join(&relative);
    // SQLAlchemy does not decode escapes.
    let literal = PathBuf::from(name);
    let mut readings = vec![relative.clone(), instance, literal];
    if !sqlalchemy {
        readings.insert(0, absolute.clone());
    }
    let mut seen = BTreeSet::new();
    let once = |path: &PathBuf| path.canonicalize().is_ok_and(|real| seen.insert(real));
    let there: Vec<PathBuf> = readings.into_iter().filter(once).collect();
    let meant = match there.as_slice() {
        [only] => only.clone(),
        [] if sqlalchemy => relative,
        [] => match (existing_parts(&absolute), existing_parts(&relative)) {
            (all, some) if all > some => absolute,
            (none, some) if none < some => relative,
            _ if std::env::current_dir().is_ok_and(|here| here == Path::new("/")) => absolute,
            _ => return Err(ambiguous(name, &[absolute, relative])),
        },
        several => return Err(ambiguous(name, several)),
    };
    if meant.is_relative() {
        notes.push(format!(
            "sqlite:///{name} is read as {} in the current directory; sqlite:{} always means that file",
            meant.display(),
            meant.display()
        ));
    }
    Ok(meant)
}

/// How many directories and files on the way to `path` exist.
fn existing_parts(path: &Path) -> usize {
    let names = path.ancestors().filter(|part| part.file_name().is_some());
    names.filter(|part| part.exists()).count()
}

fn ambiguous(name: &str, readings: &[PathBuf]) -> Failure {
    let shown = |path: &PathBuf| {
        let place = if path.is_absolute() { "" } else { " in the current directory" };
        format!("{}{place}", path.display())
    };
    let list: Vec<String> = readings.iter().map(shown).collect();
    let urls: Vec<String> = readings
        .iter()
        .map(|path| format!("sqlite:{} for {}", path.display(), shown(path)))
        .collect();
    let message = format!("invalid database URL: sqlite:///{name} can mean {}", list.join(", or "));
    Failure::usage(message).hint(format!("write {}", urls.join(", ")))
}

fn with_options(path: PathBuf, options: &str) -> Result<Location, Failure> {
    let (mut read_only, mut must_exist) = (false, false);
    for option in options.split('&').filter(|option| !option.is_empty()) {
        let (key, value) = option.split_once('=').unwrap_or((option, ""));
        let (name, value) = (key.to_ascii_lowercase(), value.to_ascii_lowercase());
        match (name.as_str(), value.as_str()) {
            ("mode", "ro") | ("immutable", "1" | "true" | "yes" | "on") => read_only = true,
            ("mode", "rw") => must_exist = true,
            ("mode", "memory") => return Err(malformed(IN_MEMORY)),
            // What meetctl does anyway, or what only Python's driver does.
            ("mode", "rwc")
            | ("cache", "private")
            | ("immutable" | "nolock", "0" | "false" | "no" | "off")
            | ("uri" | "check_same_thread", _) => {}
            ("mode", _) => return Err(refused("mode", "can only be ro, rw or rwc")),
            ("cache", _) => return Err(refused("cache", "can only be private")),
            ("nolock", _) => return Err(refused("nolock", "is not supported: locks are needed")),
            ("timeout", _) => {
                return Err(refused("timeout", "is not supported: use --timeout"));
            }
            _ => return Err(unknown(&name)),
        }
    }
    Ok(Location::Sqlite { path, read_only, must_exist })
}

fn refused(option: &str, why: &str) -> Failure {
    Failure::usage(format!("invalid database URL: the option {option} {why}"))
}

fn unknown(name: &str) -> Failure {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    let shown = name.len() <= 40 && name.chars().all(plain);
    let shown = if shown { format!(" {name}") } else { String::new() };
    let near = OPTIONS.iter().find(|known| levenshtein(name, known) <= 2);
    let hint = match near {
        Some(known) => format!("did you mean {known}?"),
        None => "a SQLite URL has the option mode: ro, rw or rwc".to_owned(),
    };
    Failure::usage(format!("invalid database URL: unknown option{shown} after `?`")).hint(hint)
}
