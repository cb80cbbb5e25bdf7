//! The line that is being typed, and what is typed in it already.

use std::iter;

/// How the word at the cursor is quoted so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quote {
    /// Not, or by backslashes.
    None,
    /// Within `'`.
    Single,
    /// Within `"`.
    Double,
}

/// A line up to the cursor, as a shell reads it.
#[derive(Debug, PartialEq, Eq)]
pub struct Line {
    /// The words without their quotes; the last one is at the cursor, and may be empty.
    pub words: Vec<String>,
    /// The last word as it was typed.
    pub raw: String,
    /// The quote that is open at the cursor.
    pub quote: Quote,
}

impl Line {
    /// Reads a line of bash or of fish. Nothing in it is run or replaced.
    pub fn read(text: &str) -> Self {
        let mut line = Self { words: vec![String::new()], raw: String::new(), quote: Quote::None };
        let mut letters = text.chars().peekable();
        let mut within = false;
        while let Some(letter) = letters.next() {
            if line.quote == Quote::None && letter.is_ascii_whitespace() {
                if within {
                    line.words.push(String::new());
                    line.raw.clear();
                }
                within = false;
                continue;
            }
            within = true;
            line.raw.push(letter);
            let next = match (line.quote, letter) {
                (Quote::None | Quote::Single, '\'') => {
                    line.quote = toggled(line.quote, Quote::Single);
                    continue;
                }
                (Quote::None | Quote::Double, '"') => {
                    line.quote = toggled(line.quote, Quote::Double);
                    continue;
                }
                (Quote::None, '\\') => letters.next(),
                (Quote::Double, '\\') => letters.next_if(|next| "\"\\$`".contains(*next)),
                _ => {
                    line.push(letter);
                    continue;
                }
            };
            line.raw.extend(next);
            line.push(next.unwrap_or('\\'));
        }
        line
    }

    fn push(&mut self, letter: char) {
        if let Some(word) = self.words.last_mut() {
            word.push(letter);
        }
    }

    /// The word at the cursor.
    pub fn word(&self) -> &str {
        self.words.last().map_or("", String::as_str)
    }

    /// What of the word at the cursor bash leaves as it is: it replaces only `end`, which follows the
    /// last `=`, `:` or `@`.
    fn head(&self, end: &str) -> String {
        let start = self.raw.strip_suffix(end).unwrap_or_default();
        // Within quotes bash replaces what follows the quote.
        let head = Self::read(start);
        head.words.into_iter().next().unwrap_or_default()
    }

    /// `value` in the place of the word at the cursor, as bash inserts it: quoted, so that it is one word
    /// and nothing in it is run. `None` for one that does not continue what bash leaves as it is.
    pub fn for_bash(&self, value: &str, end: &str) -> Option<String> {
        let rest = value.strip_prefix(&self.head(end))?;
        match self.quote {
            Quote::None if rest.starts_with("~/") => Some(format!("~{}", escaped(&rest[1..]))),
            Quote::None => Some(escaped(rest)),
            Quote::Single => Some(rest.replace('\'', r"'\''")),
            Quote::Double => Some(with_backslashes(rest, |letter| "\"\\$`!".contains(letter))),
        }
    }
}

fn toggled(quote: Quote, kind: Quote) -> Quote {
    if quote == Quote::None { kind } else { Quote::None }
}

fn escaped(value: &str) -> String {
    let plain = |letter: char| letter.is_alphanumeric() || "@%+=:,./_-".contains(letter);
    with_backslashes(value, |letter| !plain(letter))
}

fn with_backslashes(value: &str, special: impl Fn(char) -> bool) -> String {
    let pairs = value.chars().map(|letter| (special(letter).then_some('\\'), letter));
    pairs.flat_map(|(mark, letter)| mark.into_iter().chain(iter::once(letter))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        Line::read(text).words
    }

    #[test]
    fn a_line_is_split_as_a_shell_splits_it() {
        assert_eq!(words("meetctl user  show ad"), ["meetctl", "user", "show", "ad"]);
        assert_eq!(words("meetctl user "), ["meetctl", "user", ""]);
        assert_eq!(
            words(r#"m --title "a 'b' \" c" 'd "e" \' f\ g"#),
            ["m", "--title", r#"a 'b' " c"#, r#"d "e" \"#, "f g"]
        );
        assert_eq!(words("m $(touch x)`y`"), ["m", "$(touch", "x)`y`"]);
    }

    #[test]
    fn the_open_quote_is_known() {
        for (text, quote) in [
            ("m a", Quote::None),
            ("m 'a", Quote::Single),
            ("m \"a'", Quote::Double),
            (r"m \'a", Quote::None),
            ("m 'a' ", Quote::None),
        ] {
            assert_eq!(Line::read(text).quote, quote, "{text}");
        }
    }

    #[test]
    fn bash_gets_what_it_replaces_and_quoted() {
        let insert = |text: &str, end: &str, value: &str| Line::read(text).for_bash(value, end);
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(insert("m ad", "ad", "ada@example.org"), some("ada@example.org"));
        assert_eq!(insert("m ada@ex", "@ex", "ada@example.org"), some("@example.org"));
        assert_eq!(insert("m ada@ex", "ex", "ada@example.org"), some("example.org"));
        assert_eq!(insert("m --format=js", "js", "--format=json"), some("json"));
        assert_eq!(insert("m --format=", "", "--format=json"), some("json"));
        assert_eq!(insert("m o", "o", "o'brien@x"), some(r"o\'brien@x"));
        assert_eq!(insert("m ", "", "$(touch x)"), some(r"\$\(touch\ x\)"));
        assert_eq!(insert("m \"", "", "$(touch `x`)"), some(r"\$(touch \`x\`)"));
        assert_eq!(insert("m '", "", "a'b$c"), some(r"a'\''b$c"));
        assert_eq!(insert("m ~/d", "~/d", "~/d b/"), some(r"~/d\ b/"));
        assert_eq!(insert("m x@e", "@e", "ada@example.org"), None);
    }
}
