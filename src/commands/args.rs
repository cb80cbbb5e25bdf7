//! Values that several commands take, and how they are checked.

use std::io::BufRead;
use std::time::Duration;

use crate::error::Failure;
use crate::time::{TimeError, parse_duration};

/// How many characters a title or a name may have.
const LONGEST: usize = 100;

/// Reads a title: 1 to 100 characters, none of them a control character.
pub fn title(text: &str) -> Result<String, String> {
    one_line(text, "a title", LONGEST)
}

/// Reads a name: 1 to 100 characters, none of them a control character.
pub fn name(text: &str) -> Result<String, String> {
    one_line(text, "a name", LONGEST)
}

fn one_line(text: &str, what: &str, longest: usize) -> Result<String, String> {
    let text = text.trim();
    let length = text.chars().count();
    if length == 0 {
        return Err(format!("{what} may not be empty"));
    }
    if length > longest {
        return Err(format!(
            "{what} has at most {longest} characters, this one has {length}"
        ));
    }
    if text.chars().any(char::is_control) {
        return Err(format!(
            "{what} may not hold line breaks or other control characters"
        ));
    }
    Ok(text.to_owned())
}

/// Reads an e-mail address: one `@` with something on both sides, no blanks, at most 255 characters.
pub fn email(text: &str) -> Result<String, String> {
    let text = one_line(text, "an e-mail address", 255)?;
    let parts = text
        .split_once('@')
        .filter(|(local, domain)| !local.is_empty() && !domain.is_empty() && !domain.contains('@'));
    if parts.is_none() || text.contains(char::is_whitespace) {
        return Err("an e-mail address looks like name@example.org".to_owned());
    }
    // A number is an id wherever a user is named; an address always holds an @.
    Ok(text)
}

/// Reads a description: any text without NUL, which PostgreSQL cannot hold.
pub fn description(text: &str) -> Result<String, String> {
    if text.contains('\0') {
        Err("a description may not hold a NUL character".to_owned())
    } else {
        Ok(text.to_owned())
    }
}

/// Reads a duration that may be nothing: `0`, `0m`, `45m`.
pub fn duration_or_none(text: &str) -> Result<Duration, TimeError> {
    let digits = text
        .trim()
        .trim_end_matches(|c: char| c.is_ascii_alphabetic());
    if !digits.is_empty() && digits.chars().all(|c| c == '0') {
        return Ok(Duration::ZERO);
    }
    parse_duration(text)
}

/// The ids that were named; `-` reads them from standard input, one a line.
pub fn ids(words: &[String]) -> Result<Vec<i64>, Failure> {
    let mut ids = Vec::new();
    for word in words {
        if word == "-" {
            for line in std::io::stdin().lock().lines() {
                let line = line?;
                if !line.trim().is_empty() {
                    ids.push(id(line.trim())?);
                }
            }
        } else {
            ids.push(id(word)?);
        }
    }
    let mut seen = std::collections::HashSet::new();
    ids.retain(|id| seen.insert(*id));
    Ok(ids)
}

/// Reads one id.
pub fn one_id(word: &str) -> Result<i64, String> {
    word.parse()
        .map_err(|_| "an id is a whole number".to_owned())
}

fn id(word: &str) -> Result<i64, Failure> {
    word.parse().map_err(|_| {
        Failure::usage(format!(
            "{:?} is not an id",
            word.chars().take(40).collect::<String>()
        ))
        .hint("ids are whole numbers; `-` reads them from standard input, one a line")
    })
}

/// `1 meeting`, `2 meetings`: a number and what is counted.
pub fn counted(count: u64, noun: &str) -> String {
    if count == 1 {
        format!("1 {noun}")
    } else {
        format!("{count} {noun}s")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_counted_in_characters() {
        assert!(title(&"é".repeat(100)).is_ok());
        assert!(
            title(&"👩‍💻".repeat(34)).is_err(),
            "102 characters, each picture has three"
        );
        assert!(title(&"é".repeat(101)).is_err());
        assert!(title("  ").is_err());
        assert!(title("a\nb").is_err());
        assert!(title("a\u{1b}[31mb").is_err());
    }

    #[test]
    fn addresses_have_two_sides() {
        for good in ["a@b", "ada.l+x@example.org", "ü@exämple.org"] {
            assert!(email(good).is_ok(), "{good}");
        }
        for bad in ["", "a", "@b", "a@", "a@b@c", "a b@c", "a@b c"] {
            assert!(email(bad).is_err(), "{bad}");
        }
    }
}
