//! The words that users and readers of the code see: standard terms and plain English.
//!
//! To add a word, add a line to [`WORDS`].

use std::fs;
use std::path::{Path, PathBuf};

/// A phrase, and a better one. A `*` stands for any ending.
const WORDS: &[(&str, &str)] = &[
    ("a stretch", "a window"),
    ("accuse*", "blame"),
    ("all the same", "anyway"),
    ("anew", "again"),
    ("anybody", "a user"),
    ("are no", "are not"),
    ("are told", "are reported"),
    ("as it is then", "updated"),
    ("asked for", "requested"),
    ("at hand", "present"),
    ("at work", "running"),
    ("behind the", "after the"),
    ("beyond mending", "cannot be fixed"),
    ("brings back", "restores"),
    ("brought to", "changed to"),
    ("by hand", "manually"),
    ("clash*", "conflict"),
    ("culprit*", "blamed record"),
    ("cured", "fixed"),
    ("cut short", "interrupted"),
    ("everybody", "all users"),
    ("farewell", "close"),
    ("folder*", "directory"),
    ("for good", "permanently"),
    ("form of the results", "output format"),
    ("glance*", "poll"),
    ("go away", "end"),
    ("go on", "continue"),
    ("goes away", "ends"),
    ("goes on", "continues"),
    ("goodbye", "close"),
    ("heard", "received"),
    ("heard of", "the last heartbeat"),
    ("held up", "delayed"),
    ("humane*", "readable"),
    ("in force", "effective"),
    ("in the way", "conflicts with"),
    ("is no", "is not"),
    ("is taken for", "is treated as"),
    ("is told", "is reported"),
    ("janitor*", "cleanup"),
    ("ledger*", "log"),
    ("lie in", "are in"),
    ("lies", "is"),
    ("lies in", "is in"),
    ("like that", "already up to date"),
    ("look after", "manage"),
    ("looked at", "checked"),
    ("looks for", "finds"),
    ("looks like", "resembles"),
    ("meetings a page", "meetings per page"),
    ("meetings a transaction", "meetings per transaction"),
    ("mend*", "fix"),
    ("mislead*", "stale"),
    ("newcomer*", "new user"),
    ("no place for", "lacks"),
    ("nothing was done", "aborted; nothing changed"),
    ("of its own", "its own"),
    ("of their own", "their own"),
    ("once more", "again"),
    ("one a line", "one per line"),
    ("pass over", "skip"),
    ("passed over", "skipped"),
    ("passes over", "skips"),
    ("patience", "wait"),
    ("people see", "users see"),
    ("put back", "restored"),
    ("puts back", "restores"),
    ("repeat it for more", "repeatable"),
    ("say nothing", "suppress"),
    ("say what happens", "verbose output"),
    ("seal*", "checksum"),
    ("short for", "same as"),
    ("so many", "the number"),
    ("somebody", "a user"),
    ("stands in", "is in"),
    ("stands where", "is where"),
    ("stood", "was"),
    ("strangers", "others"),
    ("stretch*", "window"),
    ("taken back", "rolled back"),
    ("taken for", "treated as"),
    ("takes writes", "is writable"),
    ("tells", "prints"),
    ("the like", "similar"),
    ("there are no", "X not found"),
    ("there is no", "X not found"),
    ("throw-away", "temporary"),
    ("throwaway", "temporary"),
    ("tidy", "clean up"),
    ("told", "printed"),
    ("users a transaction", "users per transaction"),
    ("verdict*", "result"),
    ("welcome", "optional"),
    ("went on", "continued"),
    ("what constraints cannot hold", "integrity problems"),
    ("whoever", "a user who"),
    ("will do", "can be used"),
    ("with the clock", "to match the current time"),
    ("without a word", "silently"),
];

/// Proper uses of a phrase in [`WORDS`].
const ALLOWED: &[&str] =
    &["is no longer", "are no longer", "folder of the", "in the way that", "with the clock of"];

#[test]
fn the_words_are_plain() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    for name in ["README.md", "CHANGELOG.md", "docs", "completions", "man", "tests/cli/help.txt"] {
        for file in files(&root.join(name)) {
            if file.extension().is_some_and(|extension| extension == "png") {
                continue;
            }
            let text = fs::read_to_string(&file).unwrap();
            // Their tables list the words to avoid and the old names.
            let glossary =
                ["docs/contributing.md", "CHANGELOG.md"].iter().any(|name| file.ends_with(name));
            let lines =
                text.lines().map(|line| if glossary && line.starts_with('|') { "" } else { line });
            let tokens = (1..).zip(lines).flat_map(|(number, line)| tokens(number, line));
            check(&file, &tokens.collect::<Vec<_>>(), &mut found);
        }
    }
    for name in ["src", "migration/src"] {
        for file in files(&root.join(name)) {
            if file.components().any(|part| part.as_os_str().to_string_lossy().starts_with("tests"))
            {
                continue;
            }
            let source = fs::read_to_string(&file).unwrap();
            let source = source.split("\n#[cfg(test)]\nmod tests {").next().unwrap();
            for (line, literal) in literals(source) {
                check(&file, &tokens(line, &visible(literal)), &mut found);
            }
            check(&file, &comments(source), &mut found);
        }
    }
    assert!(found.is_empty(), "{} found:\n{}", found.len(), found.join("\n"));
}

/// The file, or the files in the directory.
fn files(path: &Path) -> Vec<PathBuf> {
    if !path.is_dir() {
        return vec![path.to_owned()];
    }
    let mut entries: Vec<PathBuf> =
        fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    entries.iter().flat_map(|entry| files(entry)).collect()
}

/// Words in lower case with their lines; a phrase may continue on the next line.
fn tokens(first_line: usize, text: &str) -> Vec<(usize, String)> {
    let words = |(number, line): (usize, &str)| {
        line.split(|c: char| !c.is_alphanumeric() && !"-_'".contains(c))
            .filter(|word| !word.is_empty())
            .map(|word| (number, word.to_lowercase()))
            .collect::<Vec<_>>()
    };
    (first_line..).zip(text.split('\n')).flat_map(words).collect()
}

fn check(file: &Path, tokens: &[(usize, String)], found: &mut Vec<String>) {
    for (at, (line, _)) in tokens.iter().enumerate() {
        let starts = |phrase: &str| {
            let mut rest = tokens[at..].iter();
            phrase.split(' ').all(|word| match (word.strip_suffix('*'), rest.next()) {
                (_, None) => false,
                (Some(start), Some((_, token))) => token.starts_with(start),
                (None, Some((_, token))) => token == word,
            })
        };
        if ALLOWED.iter().any(|phrase| starts(phrase)) {
            continue;
        }
        for (phrase, better) in WORDS.iter().filter(|(phrase, _)| starts(phrase)) {
            let context: Vec<&str> = tokens[at.saturating_sub(4)..]
                .iter()
                .take(10)
                .map(|(_, word)| word.as_str())
                .collect();
            found.push(format!(
                "{}:{line}: `{phrase}`: better `{better}`: {}",
                file.display(),
                context.join(" ")
            ));
        }
    }
}

/// A literal without the escapes of line breaks, and without the names in `{name}`.
fn visible(literal: &str) -> String {
    let mut text = String::new();
    let mut rest = literal.replace("\\n", "  ");
    while let Some((before, after)) = rest.split_once('{') {
        let name =
            after.chars().take_while(|c| c.is_alphanumeric() || "_:?.<>^#+$".contains(*c)).count();
        text.push_str(before);
        text.push('{');
        rest = match after.get(name..) {
            Some(end) if end.starts_with('}') => end.to_owned(),
            _ => after.to_owned(),
        };
    }
    text + &rest
}

/// The string literals of a source file, and the line on which each starts.
fn literals(source: &str) -> Vec<(usize, &str)> {
    let (mut found, mut at, mut line) = (Vec::new(), 0, 1);
    while let Some(c) = source[at..].chars().next() {
        let rest = &source[at..];
        let hashes = rest
            .strip_prefix('r')
            .map_or(0, |rest| rest.len() - rest.trim_start_matches('#').len());
        let raw = c == 'r' && rest[1 + hashes..].starts_with('"');
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if raw || c == '"' {
            let open = if raw { hashes + 2 } else { 1 };
            let length = if raw {
                rest[open..].find(&format!("\"{}", "#".repeat(hashes))).unwrap()
            } else {
                end_of_string(&rest[1..])
            };
            found.push((line, &rest[open..open + length]));
            open + length + 1
        } else if rest.starts_with("'\\") {
            3 + rest[3..].find('\'').unwrap()
        } else if c == '\'' && rest.chars().nth(2) == Some('\'') {
            2 + rest.chars().nth(1).unwrap().len_utf8()
        } else {
            c.len_utf8()
        };
        line += rest[..length].matches('\n').count();
        at += length;
    }
    found
}

/// The words of the comments that fill a line.
fn comments(source: &str) -> Vec<(usize, String)> {
    (1..)
        .zip(source.lines())
        .filter(|(_, line)| line.trim_start().starts_with("//"))
        .flat_map(|(number, line)| tokens(number, line))
        .collect()
}

/// The length of a string up to the quote that ends it.
fn end_of_string(rest: &str) -> usize {
    let mut escaped = false;
    let end = rest.char_indices().find(|(_, c)| {
        let end = *c == '"' && !escaped;
        escaped = *c == '\\' && !escaped;
        end
    });
    end.unwrap().0
}

#[test]
fn literals_are_found_and_comments_are_not() {
    let source = "let a = \"one \\\" {folder}\\nmend\"; // \"two\"\nlet b = '\"'; let c = r#\"a \" b\"#; let d: &'static str = \"\";";
    let found = literals(source);
    assert_eq!(found, [(1, "one \\\" {folder}\\nmend"), (2, "a \" b"), (2, "")]);
    let words: Vec<String> =
        tokens(1, &visible(found[0].1)).into_iter().map(|(_, word)| word).collect();
    assert_eq!(words, ["one", "mend"]);
}
