//! The names of time zones in files: IANA names, those of Windows, and how people are shown them.
//!
//! `windows.tsv` is made by `regenerate` from the Unicode CLDR; `descriptions.tsv` is edited manually.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::time::Zone;

/// The longest name that is looked up, in bytes.
const LONGEST: usize = 255;

/// Windows names and the IANA zone of each, keys as [`key`] makes them.
static WINDOWS: LazyLock<HashMap<String, &str>> =
    LazyLock::new(|| table(include_str!("windows.tsv")));

/// Descriptions and the Windows name of each, keys as [`key`] makes them.
static DESCRIPTIONS: LazyLock<HashMap<String, &str>> =
    LazyLock::new(|| table(include_str!("descriptions.tsv")));

fn table(text: &'static str) -> HashMap<String, &'static str> {
    let rows = text.lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|row| row.split_once('\t')).map(|(name, other)| (key(name), other)).collect()
}

/// A name without what writers vary: case, spaces, punctuation.
fn key(name: &str) -> String {
    let kept = |c: &char| c.is_alphanumeric() || matches!(c, '+' | '-');
    name.chars().filter(kept).flat_map(char::to_lowercase).collect()
}

/// The zone of the database with this name: its own, one of Windows, with or without an offset
/// before it, or the last parts of a path such as `/mozilla.org/20050126_1/Europe/Berlin`.
pub(super) fn by_name(name: &str) -> Option<Zone> {
    if name.is_empty() || name.len() > LONGEST {
        return None;
    }
    Zone::iana(name).or_else(|| Zone::iana(windows(name)?)).or_else(|| by_path(name))
}

/// The IANA name of the zone that Windows calls `name`, or describes so.
fn windows(name: &str) -> Option<&'static str> {
    let rest = match read_offset_label(name) {
        Some((_, rest)) if !rest.is_empty() => rest,
        _ => name,
    };
    let key = key(rest).replace("daylighttime", "standardtime");
    let key = DESCRIPTIONS.get(&key).map_or(key, |windows| self::key(windows));
    WINDOWS.get(&key).copied()
}

fn by_path(name: &str) -> Option<Zone> {
    if name.eq_ignore_ascii_case("tzone://Microsoft/Utc") {
        return Some(Zone::utc());
    }
    let (first, _) = name.split_once('/')?;
    if !first.is_empty() && !first.contains('.') {
        return None;
    }
    let ends: Vec<usize> = name.match_indices('/').map(|(at, _)| at + 1).collect();
    // An IANA name has up to three parts; the longest that is one counts.
    let ends = &ends[ends.len().saturating_sub(3)..];
    ends.iter().find_map(|end| Zone::iana(&name[*end..]))
}

/// The zone of a name that is only an offset: `GMT+0200`, `UTC-5`, `(UTC+05:30)`, `+02:00`.
pub(super) fn by_offset(name: &str) -> Option<Zone> {
    let (offset, rest) = read_offset_label(name)?;
    if !rest.is_empty() {
        return None;
    }
    Zone::parse(&offset).ok()
}

/// The offset that a name begins with, as [`Zone::parse`] reads it, and what follows.
fn read_offset_label(name: &str) -> Option<(String, &str)> {
    let name = name.trim();
    let (label, rest) = if let Some(inner) = name.strip_prefix('(') {
        inner.split_once(')')?
    } else {
        let digits = |c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | ':' | '.');
        let word = name.bytes().take_while(u8::is_ascii_alphabetic).count();
        let sign = name[word..].trim_start();
        name.split_at(name.len() - sign.trim_start_matches(digits).len())
    };
    let label = label.trim();
    let number = ["UTC", "GMT"].iter().find_map(|word| {
        let (start, number) = label.split_at_checked(word.len())?;
        start.eq_ignore_ascii_case(word).then(|| number.trim_start())
    });
    let number = number.or_else(|| label.starts_with(['+', '-']).then_some(label))?;
    Some((offset(number)?, rest.trim_start()))
}

/// `+2`, `+0200`, `+02:00`, `+02.00` as `+02:00`; nothing as `+00:00`.
fn offset(number: &str) -> Option<String> {
    let Some(digits) = number.strip_prefix(['+', '-']) else {
        return number.is_empty().then(|| "+00:00".to_owned());
    };
    if !digits.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b':' | b'.')) {
        return None;
    }
    let (hours, minutes) = match digits.split_once([':', '.']) {
        Some(parts) => parts,
        None if digits.len() > 2 => digits.split_at(digits.len() - 2),
        None => (digits, "0"),
    };
    let (hours, minutes): (u8, u8) = (hours.parse().ok()?, minutes.parse().ok()?);
    (hours < 24 && minutes < 60).then(|| format!("{}{hours:02}:{minutes:02}", &number[..1]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(id: &str) -> Option<String> {
        by_name(id).or_else(|| by_offset(id)).map(|zone| zone.name().to_owned())
    }

    #[test]
    fn every_zone_of_windows_is_in_the_database() {
        assert!(WINDOWS.len() > 130, "{}", WINDOWS.len());
        for (windows, iana) in WINDOWS.iter() {
            assert!(Zone::iana(iana).is_some(), "{windows}: {iana}");
        }
        for (description, windows) in DESCRIPTIONS.iter() {
            assert!(WINDOWS.contains_key(&key(windows)), "{description}: {windows}");
        }
    }

    #[test]
    fn names_are_found_in_every_form() {
        for (id, zone) in [
            ("Europe/Berlin", "Europe/Berlin"),
            ("W. Europe Standard Time", "Europe/Berlin"),
            ("w. europe standard time", "Europe/Berlin"),
            ("Mountain Standard Time (Mexico)", "America/Mazatlan"),
            ("Eastern Daylight Time", "America/New_York"),
            ("(UTC-05:00) Eastern Time (US & Canada)", "America/New_York"),
            ("(UTC-05:00) Eastern Time (US &amp; Canada)", "-"),
            ("Eastern Time (US & Canada)", "America/New_York"),
            ("UTC-05:00 Eastern Time (US & Canada)", "America/New_York"),
            ("(GMT+01.00) Sarajevo/Warsaw/Zagreb", "Europe/Warsaw"),
            ("(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna", "Europe/Berlin"),
            ("(GMT+01.00) Amsterdam / Berlin / Bern / Rome / Stockholm / Vienna", "Europe/Berlin"),
            ("(UTC) Coordinated Universal Time", "UTC"),
            ("(UTC-02:00) Coordinated Universal Time-02", "Etc/GMT+2"),
            ("GMT+0200", "+02:00"),
            ("UTC-5", "-05:00"),
            ("(utc+5:30)", "+05:30"),
            ("GMT +0100", "+01:00"),
            ("+0545", "+05:45"),
            ("GMT", "GMT"),
            ("(GMT)", "UTC"),
            ("Etc/GMT-2", "Etc/GMT-2"),
            ("tzone://Microsoft/Utc", "UTC"),
            ("/freeassociation.sourceforge.net/Europe/Berlin", "Europe/Berlin"),
            ("/freeassociation.sourceforge.net/Tzfile/Europe/Berlin", "Europe/Berlin"),
            (
                "/mozilla.org/20050126_1/America/Argentina/Buenos_Aires",
                "America/Argentina/Buenos_Aires",
            ),
            ("/UTC", "UTC"),
        ] {
            assert_eq!(name(id).as_deref().unwrap_or("-"), zone, "{id}");
        }
        for id in [
            "",
            "/",
            "(",
            "()",
            "+",
            "GMT+25",
            "GMT+é",
            "UTC+1:2:3",
            "GMT+0100 (Standard) / GMT+0200 (Daylight)",
            "local",
            "system",
            "Customized Time Zone",
            "tzone://Microsoft/Custom",
            "Western/Central Europe",
            "a/Europe/Berlin",
        ] {
            assert_eq!(name(id), None, "{id}");
        }
    }
}
