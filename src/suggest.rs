//! What was probably meant by a wrong word of the command line: the nearest sensible word, or none.
//!
//! clap suggests whatever has similar letters (`--no-input` for `--output`). Here a word is near if it
//! is at most two typos off, is abbreviated, or is what another program calls the same thing.

use std::collections::BTreeSet;
use std::ffi::OsString;

use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Command, ValueEnum as _};
use strsim::damerau_levenshtein;

use crate::output::Format;

/// Other names of options, and what they may mean; the first that the command has. A name in capitals
/// is that of an argument without an option.
const OPTIONS: &[(&str, &[&str])] = &[
    ("assume-yes confirm no-confirm no-prompt non-interactive", &["yes"]),
    ("attendee attendees guest guests invite member people with", &["participant", "user"]),
    ("author by host organiser organizer owner", &["creator", "user"]),
    ("before finish stop", &["end", "to"]),
    ("begin", &["start", "from"]),
    ("body desc note notes text", &["description", "search"]),
    ("cancelled canceled with-cancelled", &["include-cancelled"]),
    ("columns cols select", &["fields"]),
    ("connection database-uri dsn uri url", &["database-url"]),
    ("count first head max max-results top", &["limit"]),
    ("continue ignore-errors keep-going skip-errors", &["on-error"]),
    ("date day when", &["on", "start", "from"]),
    ("debug trace log", &["verbose"]),
    ("dest out outfile", &["output"]),
    ("dry noop preview simulate what-if", &["dry-run"]),
    ("email mail person who", &["user", "USER", "participant", "search"]),
    ("file filename input path", &["output", "FILE"]),
    ("filter find grep match query", &["search"]),
    ("force", &["allow-overlap"]),
    ("header headers", &["no-header"]),
    ("id ids", &["ID", "USER", "user"]),
    ("length minutes", &["duration"]),
    ("name subject summary", &["title", "user", "search", "USER"]),
    ("order order-by", &["sort"]),
    ("page-size pagesize size", &["per-page", "limit"]),
    ("silent", &["quiet"]),
    ("state", &["status"]),
    ("successor transfer", &["reassign-to"]),
    ("time-zone timezone zone", &["tz"]),
    ("user", &["USER", "participant", "creator"]),
];

/// What may follow the name of an option: `--start-date` is `--start`.
const ENDINGS: &[&str] =
    &["at", "by", "date", "datetime", "day", "email", "file", "id", "name", "path", "time", "type"];

/// Other names of commands, and what they may mean; the first that is there.
const COMMANDS: &[(&str, &[&str])] = &[
    ("account accounts people person", &["user"]),
    ("all find search", &["list"]),
    ("apply run upgrade", &["up"]),
    ("availability available slots", &["free"]),
    ("book insert make plan register schedule", &["create"]),
    ("calendar event events", &["meeting"]),
    ("change edit modify move rename reschedule set", &["update"]),
    ("check fix health verify", &["doctor"]),
    ("collisions double-bookings overlapping", &["conflicts"]),
    ("del destroy drop erase remove", &["delete"]),
    ("describe display info print view", &["show"]),
    ("downgrade revert rollback undo", &["down"]),
    ("dump save", &["export", "backup"]),
    ("load", &["import", "restore"]),
    ("settings", &["config"]),
    ("statistics", &["stats"]),
];

/// Other names of values.
const VALUES: &[(&str, &[&str])] = &[
    ("0 false no none off", &["never"]),
    ("1 on true yes", &["always"]),
    ("active ongoing running started", &["in_progress"]),
    ("all both", &["any"]),
    ("attendee guest", &["participant"]),
    ("continue ignore", &["skip"]),
    ("done ended finished over past", &["completed"]),
    ("excel xls xlsx", &["csv"]),
    ("fail stop", &["abort"]),
    ("human plain pretty text", &["table"]),
    ("icalendar ical", &["ics"]),
    ("json-lines jsonlines ndjson", &["jsonl"]),
    ("mariadb", &["mysql"]),
    ("organiser organizer owner", &["creator"]),
    ("open pending planned upcoming", &["scheduled"]),
    ("pg postgresql", &["postgres"]),
];

/// Commands that ask, so that `--force` means `--yes`.
const ASKING: &[&str] = &["delete", "doctor", "down", "repair", "restore"];

/// Replaces clap's suggestions in `error` by a sensible one, if any. `root` is the tree of commands.
pub fn with_tip(mut error: clap::Error, root: &Command, args: &[OsString]) -> clap::Error {
    let words: Vec<String> =
        args.iter().skip(1).map(|word| word.to_string_lossy().into_owned()).collect();
    let command = command_of(root, &words);
    let tip = match error.kind() {
        ErrorKind::UnknownArgument => text(&error, ContextKind::InvalidArg)
            .and_then(|typed| option_tip(root, command, &words, &typed)),
        ErrorKind::InvalidSubcommand => text(&error, ContextKind::InvalidSubcommand)
            .and_then(|typed| command_tip(root, command, &typed)),
        ErrorKind::InvalidValue => value_tip(&error),
        _ => return error,
    };
    for kind in [
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedArg,
        ContextKind::SuggestedValue,
        ContextKind::Suggested,
    ] {
        error.remove(kind);
    }
    if error.kind() == ErrorKind::UnknownArgument {
        // clap's shows the option that it would have suggested.
        let usage = command.clone().render_usage();
        error.insert(ContextKind::Usage, ContextValue::StyledStr(usage));
    }
    if let Some(tip) = tip {
        let tips = ContextValue::StyledStrs(vec![StyledStr::from(tip)]);
        error.insert(ContextKind::Suggested, tips);
    }
    error
}

/// The tips of an error, for the error object of JSON.
pub fn tip_of(error: &clap::Error) -> Option<String> {
    match error.get(ContextKind::Suggested)? {
        ContextValue::StyledStrs(tips) => tips.first().map(ToString::to_string),
        _ => None,
    }
}

fn text(error: &clap::Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::String(text) => Some(text.clone()),
        _ => None,
    }
}

/// The command that the words name, as far as they name one.
pub(crate) fn command_of<'a>(root: &'a Command, words: &[String]) -> &'a Command {
    let words = words.iter().take_while(|word| *word != "--");
    words
        .filter(|word| !word.starts_with('-'))
        .fold(root, |command, word| command.find_subcommand(word).unwrap_or(command))
}

fn option_tip(root: &Command, command: &Command, words: &[String], typed: &str) -> Option<String> {
    // clap names the first letter of `-limit`.
    let whole = words.iter().find(|word| word.starts_with(typed) && !word.starts_with("--"));
    let typed = whole.filter(|word| word.len() > 2).map_or(typed, String::as_str);
    let name = typed.split('=').next().unwrap_or_default().trim_start_matches('-').to_lowercase();
    if !typed.starts_with('-') || name.len() < 2 {
        return None;
    }
    if let ("output" | "o" | "type", Some(format)) = (name.as_str(), format_after(words, typed)) {
        return Some(format!("did you mean '--format {format}'?"));
    }
    if ["no-color", "no-colour", "nocolor"].contains(&name.as_str()) {
        return Some("did you mean '--color never'?".to_owned());
    }
    let globals = root.get_arguments().filter(|arg| arg.is_global_set());
    // clap copies global options into the commands that it has reached.
    let options: BTreeSet<&str> = globals
        .chain(command.get_arguments())
        .filter(|arg| !arg.is_hide_set())
        .filter_map(|arg| arg.get_long())
        .collect();
    let options: Vec<&str> = options.into_iter().collect();
    let positionals: Vec<&str> = command
        .get_positionals()
        .filter_map(|arg| arg.get_value_names()?.first().map(clap::builder::Str::as_str))
        .collect();
    if name == "force" && ASKING.contains(&command.get_name()) {
        return Some("did you mean '--yes'?".to_owned());
    }
    let found =
        synonym(OPTIONS, &name, |meant| options.contains(&meant) || positionals.contains(&meant));
    match found.or_else(|| nearest(&name, &options)).or_else(|| part(&name, &options))? {
        value if positionals.contains(&value) => {
            Some(format!("write the <{value}> without '--{name}'"))
        }
        option => Some(format!("did you mean '--{option}'?")),
    }
}

/// The format that follows `typed`, as in `--output json` and `--output=json`.
fn format_after(words: &[String], typed: &str) -> Option<String> {
    let (typed, value) = typed.split_once('=').map_or((typed, None), |(t, v)| (t, Some(v)));
    let place = words.iter().position(|word| word.split('=').next() == Some(typed))?;
    let value = value.or_else(|| words[place].split_once('=').map(|(_, value)| value));
    let value = value.or_else(|| words.get(place + 1).map(String::as_str))?;
    Format::from_str(value, true).is_ok().then(|| value.to_lowercase())
}

fn command_tip(root: &Command, command: &Command, typed: &str) -> Option<String> {
    let typed = typed.to_lowercase();
    let children: Vec<&str> = names(command);
    let found = synonym(COMMANDS, &typed, |meant| children.contains(&meant));
    if let Some(found) = found.or_else(|| nearest(&typed, &children)) {
        return Some(format!("did you mean '{found}'?"));
    }
    // The name of a command of another group.
    let groups = root.get_subcommands().filter(|group| group.get_name() != "help");
    let mut elsewhere: Vec<String> = groups
        .filter_map(|group| {
            let child = group.find_subcommand(&typed);
            child.map(|child| format!("'meetctl {} {}'", group.get_name(), child.get_name()))
        })
        .collect();
    elsewhere.extend(
        root.find_subcommand(&typed).map(|child| format!("'meetctl {}'", child.get_name())),
    );
    (!elsewhere.is_empty()).then(|| format!("did you mean {}?", elsewhere.join(" or ")))
}

pub(crate) fn names(command: &Command) -> Vec<&str> {
    let shown = command.get_subcommands().filter(|child| !child.is_hide_set());
    shown.map(Command::get_name).collect()
}

fn value_tip(error: &clap::Error) -> Option<String> {
    let typed = text(error, ContextKind::InvalidValue)?.to_lowercase();
    let ContextValue::Strings(valid) = error.get(ContextKind::ValidValue)? else {
        return None;
    };
    let valid: Vec<&str> = valid.iter().map(String::as_str).collect();
    let found = synonym(VALUES, &typed, |meant| valid.contains(&meant));
    let found = found.or_else(|| nearest(&typed, &valid))?;
    Some(format!("did you mean '{found}'?"))
}

/// The first meaning of `typed` that `exists`.
fn synonym(
    table: &[(&str, &'static [&'static str])],
    typed: &str,
    exists: impl Fn(&str) -> bool,
) -> Option<&'static str> {
    let (_, meanings) = table.iter().find(|(names, _)| names.split(' ').any(|n| n == typed))?;
    meanings.iter().copied().find(|meant| exists(meant))
}

/// The only candidate that `typed` abbreviates, or the only one that is the fewest typos off: one in a
/// short word, two in a longer one.
pub(crate) fn nearest<'a>(typed: &str, candidates: &[&'a str]) -> Option<&'a str> {
    const SHORT: usize = 6;
    const ABBREVIATION: usize = 3;
    let letters = |word: &str| word.replace(['-', '_'], "");
    let plain = letters(typed);
    let mut near: Vec<(usize, &str)> = candidates
        .iter()
        .map(|candidate| (damerau_levenshtein(&plain, &letters(candidate)), *candidate))
        .filter(|(distance, candidate)| {
            let length = plain.len().min(letters(candidate).len());
            *distance <= if length <= SHORT { 1 } else { 2 } && *distance < length
        })
        .collect();
    near.sort_unstable();
    let longer: Vec<&str> = candidates
        .iter()
        .copied()
        .filter(|candidate| plain.len() >= ABBREVIATION && letters(candidate).starts_with(&plain))
        .collect();
    match (near.as_slice(), longer.as_slice()) {
        ([(0, exact), ..], _) => Some(exact),
        (_, [only]) | ([(_, only)], _) => Some(only),
        ([(first, nearest), (second, _), ..], _) if first < second => Some(nearest),
        _ => None,
    }
}

/// The option that is the last word of `typed` (`output-format`), or its first with an ending
/// (`start-date`).
fn part<'a>(typed: &str, options: &[&'a str]) -> Option<&'a str> {
    let find = |word: &str| options.iter().copied().find(|option| *option == word);
    if typed.starts_with("no-") {
        return None;
    }
    let (first, rest) = typed.split_once('-')?;
    let last = typed.rsplit('-').next().unwrap_or_default();
    find(last).or_else(|| find(first).filter(|_| ENDINGS.contains(&rest)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tip for a command line, empty if there is none.
    fn tip(line: &str) -> String {
        let args: Vec<OsString> =
            ["meetctl"].into_iter().chain(line.split(' ')).map(OsString::from).collect();
        let mut tree = crate::cli::prepared();
        let error = tree.try_get_matches_from_mut(&args).unwrap_err();
        let error = with_tip(error, &tree, &args);
        let tip = tip_of(&error).unwrap_or_default();
        let rendered = error.render().to_string();
        assert_eq!(rendered.matches("tip:").count(), usize::from(!tip.is_empty()), "{rendered}");
        assert!(!rendered.contains("--no-input"), "an option that nobody typed: {rendered}");
        tip
    }

    #[test]
    fn an_option_gets_the_nearest_sensible_one_or_none() {
        for (line, expected) in [
            ("user list --output json", "did you mean '--format json'?"),
            ("user list --output=JSON", "did you mean '--format json'?"),
            ("user list --output users.txt", ""),
            ("meeting list --output-format json", "did you mean '--format'?"),
            ("meeting list --verbos", "did you mean '--verbose'?"),
            ("meeting delete 7 --force", "did you mean '--yes'?"),
            ("user list --force", ""),
            ("meeting create --force", "did you mean '--allow-overlap'?"),
            ("meeting create --dryrun", "did you mean '--dry-run'?"),
            ("meeting delete 7 --yess", "did you mean '--yes'?"),
            ("meeting import --file a.csv", "write the <FILE> without '--file'"),
            ("meeting export --file a.csv", "did you mean '--output'?"),
            ("meeting create --date 2026-06-01", "did you mean '--start'?"),
            ("meeting create --start-date 2026-06-01", "did you mean '--start'?"),
            ("meeting list --email ada@example.org", "did you mean '--user'?"),
            ("user show --email ada@example.org", "write the <USER> without '--email'"),
            ("meeting show --id 7", "write the <ID> without '--id'"),
            ("meeting create --name Retro", "did you mean '--title'?"),
            ("meeting create --attendees 2", "did you mean '--participant'?"),
            ("meeting create --participants 2", "did you mean '--participant'?"),
            ("meeting create --length 1h", "did you mean '--duration'?"),
            ("meeting list --timezone UTC", "did you mean '--tz'?"),
            ("meeting list --quite", "did you mean '--quiet'?"),
            ("meeting list --no-color", "did you mean '--color never'?"),
            ("meeting list --database x.db", "did you mean '--database-url'?"),
            ("meeting list -limit 5", "did you mean '--limit'?"),
            ("meeting list --perpage 5", "did you mean '--per-page'?"),
            ("meeting list --frobnicate", ""),
            ("meeting list --x", ""),
            ("meeting list -x", ""),
            ("meeting list ada", ""),
            ("user list --no-users", ""),
        ] {
            assert_eq!(tip(line), expected, "{line}");
        }
    }

    #[test]
    fn a_command_gets_the_nearest_sensible_one_or_none() {
        for (line, expected) in [
            ("meeting lst", "did you mean 'list'?"),
            ("user remove", "did you mean 'delete'?"),
            ("usr list", "did you mean 'user'?"),
            ("migrate upgrade", "did you mean 'up'?"),
            ("list", "did you mean 'meetctl user list' or 'meetctl meeting list'?"),
            ("up", "did you mean 'meetctl migrate up'?"),
            ("user conflicts", "did you mean 'meetctl meeting conflicts'?"),
            ("meeting backup", "did you mean 'meetctl backup'?"),
            ("event list", "did you mean 'meeting'?"),
            ("frobnicate", ""),
        ] {
            assert_eq!(tip(line), expected, "{line}");
        }
    }

    #[test]
    fn a_value_gets_the_nearest_sensible_one_or_none() {
        for (line, expected) in [
            ("user list --color=yes", "did you mean 'always'?"),
            ("user list --color off", "did you mean 'never'?"),
            ("user list --format JSON", "did you mean 'json'?"),
            ("user list --format yaml", ""),
            ("user list --format xml", ""),
            ("user list --format ndjson", "did you mean 'jsonl'?"),
            ("meeting list --status canceled", "did you mean 'cancelled'?"),
            ("meeting list --status done", "did you mean 'completed'?"),
            ("meeting list --status bogus", ""),
        ] {
            assert_eq!(tip(line), expected, "{line}");
        }
    }
}
