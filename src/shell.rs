//! Words of commands that are printed to be typed into a shell.

use std::fmt::Write as _;

use crate::output::sanitise::is_hidden;

/// `word` quoted for a shell. Characters that control a terminal are printed as escapes, in the
/// `$'…'` that bash, zsh and ksh read back as the same word.
pub fn quote(word: &str) -> String {
    if !word.contains(is_hidden) {
        return shell_words::quote(word).into_owned();
    }
    let mut quoted = String::from("$'");
    for c in word.chars() {
        match c {
            '\n' => quoted.push_str("\\n"),
            '\'' | '\\' => quoted.extend(['\\', c]),
            c if is_hidden(c) => {
                for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                    // Writing to a String cannot fail.
                    let _ = write!(quoted, "\\x{byte:02x}");
                }
            }
            c => quoted.push(c),
        }
    }
    quoted + "'"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_are_not_printed_but_read_back_by_the_shell() {
        assert_eq!(quote("a.db"), "a.db");
        assert_eq!(quote("it's"), shell_words::quote("it's"));
        let odd = "a\nerror: it's\u{1b}[2J\\\u{202e}é";
        let quoted = quote(odd);
        assert_eq!(quoted, r"$'a\nerror: it\'s\x1b[2J\\\xe2\x80\xaeé'");
        let printed = std::process::Command::new("bash")
            .args(["-c", &format!("printf %s {quoted}")])
            .output();
        // Where there is a bash.
        if let Ok(printed) = printed {
            assert_eq!(String::from_utf8_lossy(&printed.stdout), odd);
        }
    }
}
