//! The password of the private servers, which no output may show.

/// Every character that has a meaning in a URL, a shell or SQL, between words to search for.
pub const PASSWORD: &str = r#"p@kestrel:w/osprey?#merlin%'" goshawk"#;

/// The recognisable parts of [`PASSWORD`]: a URL cut at the wrong `@` or `#` shows one of them.
pub const PASSWORD_WORDS: [&str; 4] = ["kestrel", "osprey", "merlin", "goshawk"];

/// [`PASSWORD`] as it is in a URL.
pub fn password_in_url() -> String {
    percent_encoded(PASSWORD)
}

/// [`PASSWORD`] as a literal of SQL.
pub fn password_in_sql() -> String {
    format!("'{}'", PASSWORD.replace('\'', "''"))
}

/// Encodes every byte but letters and digits. The `url` crate would leave `%` alone, which is
/// right for a complete URL and wrong for a part.
fn percent_encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect()
}
