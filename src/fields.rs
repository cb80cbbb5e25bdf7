//! Checks of titles, names, e-mail addresses and descriptions, from the command line or a file.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

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

/// Characters of the longest name of who makes a change.
pub const MAX_ACTOR_LENGTH: usize = 255;

/// Reads the name of who makes a change: 1 to 255 characters, none of them a control character.
pub fn actor(text: &str) -> Result<String, String> {
    one_line(text, "an actor", MAX_ACTOR_LENGTH)
}

/// Whether a text has a control character.
pub fn has_control(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_control())
        || !text.is_ascii() && text.chars().any(char::is_control)
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
    if has_control(text) {
        return Err(format!("{what} may not contain line breaks or other control characters"));
    }
    Ok(text.to_owned())
}

/// Characters of the longest e-mail address.
const MAX_ADDRESS_LENGTH: usize = 255;

/// Reads an e-mail address as it is stored: [`address`] in [`lower_case`].
pub fn email(text: &str) -> Result<String, String> {
    one_line(&lower_case(&address(text)?), ADDRESS, MAX_ADDRESS_LENGTH)
}

/// An e-mail address in the case in which it is stored and compared.
///
/// All of Unicode, and the part before the `@` too: no mail system in use gives two people addresses
/// that differ by case alone. Only this function decides: the engines disagree about which letters
/// have a case.
pub fn lower_case(address: &str) -> String {
    address.to_lowercase()
}

const ADDRESS: &str = "an e-mail address";

/// Reads an e-mail address and keeps its case: one `@` between two parts, no spaces, at most 255
/// characters. `mailto:` before it is removed, and a `?query` after that.
pub fn address(text: &str) -> Result<String, String> {
    let text = one_line(&without_scheme(text.trim()), ADDRESS, MAX_ADDRESS_LENGTH)?;
    let parts = text
        .split_once('@')
        .filter(|(local, domain)| !local.is_empty() && !domain.is_empty() && !domain.contains('@'));
    let wrong = |byte: u8| matches!(byte, b' ' | b'<' | b'>');
    let blank = || !text.is_ascii() && text.contains(char::is_whitespace);
    if parts.is_none() || text.bytes().any(wrong) || blank() {
        return Err(format!("{ADDRESS} has the form name@example.org"));
    }
    // Where a user is named, a number is an id: an address always contains an @.
    Ok(text)
}

/// Reads an [`address`], also as `Name <name@example.org>`, and the name if there is one.
pub fn named_address(text: &str) -> Result<(String, Option<String>), String> {
    let text = text.trim();
    let Some((name, bracketed)) = text.strip_suffix('>').and_then(|rest| rest.rsplit_once('<'))
    else {
        return Ok((address(text)?, None));
    };
    let name = name.trim();
    let quoted = name.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    Ok((address(bracketed)?, self::name(quoted.unwrap_or(name)).ok()))
}

/// The address in a `mailto:` URI, percent-decoded and without its query; other text unchanged.
fn without_scheme(text: &str) -> Cow<'_, str> {
    let uri = text
        .split_at_checked("mailto:".len())
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("mailto:"));
    let Some((_, rest)) = uri else {
        return Cow::Borrowed(text);
    };
    let address = rest.split('?').next().unwrap_or_default().trim();
    percent_decode_str(address).decode_utf8().unwrap_or(Cow::Borrowed(address))
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
        assert!(title("a\u{85}b").is_err());
    }

    #[test]
    fn addresses_have_two_parts() {
        for valid in ["a@b", "ada.l+x@example.org", "ü@exämple.org"] {
            assert!(email(valid).is_ok(), "{valid}");
        }
        for bad in [
            "",
            "a",
            "@b",
            "a@",
            "a@b@c",
            "a b@c",
            "a@b c",
            "<a@b>",
            "A <a@b>",
            "mailto:",
            "a\u{a0}b@c",
        ] {
            assert!(email(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn an_address_is_stored_in_lower_case() {
        assert_eq!(email(" Ada.L@Example.ORG "), Ok("ada.l@example.org".to_owned()));
        assert_eq!(email("ÜNAL@EXÄMPLE.org"), Ok("ünal@exämple.org".to_owned()));
        assert_eq!(address(" Ada@X "), Ok("Ada@X".to_owned()));
        // This letter becomes two.
        let long = format!("{}@x", "İ".repeat(200));
        assert!(address(&long).is_ok() && email(&long).is_err());
    }

    #[test]
    fn a_mailto_uri_and_a_name_are_understood() {
        for text in
            ["mailto:Ada@x", "MAILTO: Ada@x", "MailTo:Ada@x?subject=Hi&cc=b@x", "mailto:%41da@x"]
        {
            assert_eq!(address(text), Ok("Ada@x".to_owned()), "{text}");
        }
        assert_eq!(address("a?b@x"), Ok("a?b@x".to_owned()));
        let read = |text| named_address(text).unwrap();
        let named = ("ada@x".to_owned(), Some("Lovelace, Ada".to_owned()));
        assert_eq!(read("Lovelace, Ada <ada@x>"), named);
        assert_eq!(read("\"Lovelace, Ada\" <mailto:ada@x>"), named);
        assert_eq!(read("<ada@x>"), ("ada@x".to_owned(), None));
        assert_eq!(read("ada@x"), ("ada@x".to_owned(), None));
        for bad in ["Ada <ada>", "Ada <>", "Ada ada@x", "ada@x>"] {
            assert!(named_address(bad).is_err(), "{bad}");
        }
    }
}
