//! Checks of titles, names, e-mail addresses and descriptions, from the command line or a file.

/// Characters of the longest title or name.
pub const MAX_LENGTH: usize = 100;

/// Reads a title: 1 to 100 characters, none of them a control character.
pub fn title(text: &str) -> Result<String, String> {
    one_line(text, "a title", MAX_LENGTH)
}

/// Reads a name: 1 to 100 characters, none of them a control character.
pub fn name(text: &str) -> Result<String, String> {
    one_line(text, "a name", MAX_LENGTH)
}

fn one_line(text: &str, what: &str, longest: usize) -> Result<String, String> {
    let text = text.trim();
    let length = text.chars().count();
    if length == 0 {
        return Err(format!("{what} may not be empty"));
    }
    if length > longest {
        return Err(format!("{what} has at most {longest} characters, this one has {length}"));
    }
    if text.chars().any(char::is_control) {
        return Err(format!("{what} may not contain line breaks or other control characters"));
    }
    Ok(text.to_owned())
}

/// Reads an e-mail address: one `@` between two parts, no spaces, at most 255 characters.
pub fn email(text: &str) -> Result<String, String> {
    let text = one_line(text, "an e-mail address", 255)?;
    let parts = text
        .split_once('@')
        .filter(|(local, domain)| !local.is_empty() && !domain.is_empty() && !domain.contains('@'));
    if parts.is_none() || text.contains(char::is_whitespace) {
        return Err("an e-mail address has the form name@example.org".to_owned());
    }
    // Where a user is named, a number is an id: an address always contains an @.
    Ok(text)
}

/// Reads a description: any text without NUL, which PostgreSQL cannot store.
pub fn description(text: &str) -> Result<String, String> {
    if text.contains('\0') {
        Err("a description may not contain a NUL character".to_owned())
    } else {
        Ok(text.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_counted_in_characters() {
        assert!(title(&"é".repeat(100)).is_ok());
        assert!(title(&"👩‍💻".repeat(34)).is_err(), "102 characters, each emoji has three");
        assert!(title(&"é".repeat(101)).is_err());
        assert!(title("  ").is_err());
        assert!(title("a\nb").is_err());
        assert!(title("a\u{1b}[31mb").is_err());
    }

    #[test]
    fn addresses_have_two_parts() {
        for valid in ["a@b", "ada.l+x@example.org", "ü@exämple.org"] {
            assert!(email(valid).is_ok(), "{valid}");
        }
        for bad in ["", "a", "@b", "a@", "a@b@c", "a b@c", "a@b c"] {
            assert!(email(bad).is_err(), "{bad}");
        }
    }
}
