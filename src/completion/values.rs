//! Which values each option and argument takes.

use std::ffi::{OsStr, OsString};
use std::sync::Arc;

use clap::builder::{PossibleValuesParser, Resettable};
use clap::{Arg, Command, ValueHint};
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate};

use super::lookup::{self, Lookup};
use super::{Candidate, zones};
use crate::cli;
use crate::command_line::CommandLine;
use crate::commands::{help, schema};
use crate::suggest;

/// What the value of an option or argument is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// One of a few words, which its definition names.
    Choice,
    /// A file.
    File,
    /// A directory.
    Directory,
    /// A database: a file, or a URL that nobody can guess.
    Database,
    /// One of these words, or something else.
    Words(&'static [&'static str]),
    /// A field of the records of the command.
    Field,
    /// A time zone.
    Zone,
    /// A migration.
    Migration,
    /// A profile of the configuration file.
    Profile,
    /// A user.
    User,
    /// A meeting.
    Meeting,
    /// A run of a command, of the history.
    Run,
    /// A topic or a command that `meetctl help` explains.
    Help,
    /// Free text, a number or a time: nothing is offered, and no file either.
    Free,
}

/// The names of values that are free, as the help has them.
const FREE: &[&str] = &[
    "ACTOR",
    "ADDRESS",
    "ARGS",
    "CHAR",
    "CURSOR",
    "DAY",
    "DAYS",
    "DURATION",
    "FIELD=COLUMN,...",
    "HH:MM-HH:MM",
    "MS",
    "N",
    "TEXT",
    "TIME",
    "TITLE",
    "YEAR",
];

/// What the value of `arg` is; `None` if nothing says so.
pub(super) fn kind(arg: &Arg) -> Option<Kind> {
    let name = arg.get_value_names()?.first()?.as_str();
    if name == "TOPIC|COMMAND" {
        return Some(Kind::Help);
    }
    if !arg.get_possible_values().is_empty() {
        return Some(Kind::Choice);
    }
    Some(match (name, arg.get_id().as_str()) {
        ("USER" | "FROM" | "INTO", _) => Kind::User,
        ("ID", _) => Kind::Meeting,
        ("RUN", _) => Kind::Run,
        ("FILE", _) => Kind::File,
        ("DIR", _) => Kind::Directory,
        ("URL", _) => Kind::Database,
        ("ZONE", _) => Kind::Zone,
        ("A,B", _) => Kind::Field,
        ("NAME", "profile") => Kind::Profile,
        ("NAME", "to") => Kind::Migration,
        ("NAME", "name" | "actor") => Kind::Free,
        ("ORDER", _) => Kind::Words(&["start", "-start", "id", "-id"]),
        ("RULE", _) => Kind::Words(&["daily", "weekly", "monthly", "yearly"]),
        (free, _) if FREE.contains(&free) => Kind::Free,
        _ => return None,
    })
}

/// The tree of commands for the scripts that ask no program: files only where files belong.
pub fn static_tree(tree: Command) -> Command {
    let explained: Vec<String> = explained(&tree, &[]).into_iter().map(|(name, _)| name).collect();
    each_arg(tree, &|arg| {
        if kind(&arg) == Some(Kind::Help) {
            return arg.value_parser(PossibleValuesParser::new(explained.clone()));
        }
        let hint = match kind(&arg) {
            Some(Kind::File | Kind::Database) => ValueHint::FilePath,
            Some(Kind::Directory) => ValueHint::DirPath,
            _ if takes_value(&arg) => ValueHint::Other,
            _ => return arg,
        };
        arg.value_hint(hint)
    })
}

/// What `meetctl help` explains after these words, and in one line what it is about.
fn explained(root: &Command, words: &[String]) -> Vec<(String, String)> {
    let command = suggest::command_of(root, words);
    let shown = command.get_subcommands().filter(|child| !child.is_hide_set());
    let commands = shown.map(|child| {
        let about = child.get_about().map(ToString::to_string).unwrap_or_default();
        (child.get_name().to_owned(), about)
    });
    let topics = help::topics().filter(|_| words.is_empty());
    let topics = topics.map(|(name, about)| (name.to_owned(), about.to_owned()));
    commands.filter(|(name, _)| name != "help").chain(topics).collect()
}

/// The tree of commands whose values are completed, for a line with these words before the cursor.
pub(super) fn tree(words: &[String]) -> Command {
    let mut root = cli::prepared();
    root.build();
    let line = CommandLine::new(&words.iter().map(OsString::from).collect::<Vec<_>>());
    let typed = words.get(1..).unwrap_or_default();
    let command = suggest::command_of(&root, typed).get_bin_name().unwrap_or_default();
    let fields = schema::fields(command.strip_prefix("meetctl ").unwrap_or_default());
    let after_help = typed.iter().skip_while(|word| *word != "help").skip(1);
    let sources = Sources {
        fields: fields.unwrap_or_default(),
        explained: explained(&root, &after_help.cloned().collect::<Vec<_>>()),
        lookup: Arc::new(Lookup::new(line.database_options())),
    };
    each_arg(static_tree(cli::prepared()), &|arg| {
        let arg = with_all_names(arg);
        match kind(&arg) {
            Some(kind) => completed(arg, kind, &sources),
            None => arg,
        }
    })
}

/// What the values of a line are found in.
struct Sources {
    /// The fields of the records of the command.
    fields: &'static [&'static str],
    /// What `meetctl help` explains.
    explained: Vec<(String, String)>,
    lookup: Arc<Lookup>,
}

/// `arg`, its values completed.
fn completed(arg: Arg, kind: Kind, sources: &Sources) -> Arg {
    let Sources { fields, explained, lookup } = sources;
    let (fields, explained) = (*fields, explained.clone());
    match kind {
        Kind::Help => offer(arg, move |typed| {
            let found = explained.iter().filter(|(name, _)| name.starts_with(typed));
            found.filter_map(|(name, about)| Candidate::new(name, Some(about))).collect()
        }),
        Kind::Words(words) => offer(arg, move |typed| matching(words, typed)),
        Kind::Field => offer(arg, move |typed| matching(fields, typed)),
        Kind::Zone => offer(arg, |typed| plain(zones::starting_with(typed))),
        Kind::Migration => offer(arg, |typed| matching(&migration::names(), typed)),
        Kind::Profile => asked(arg, lookup, lookup::profiles),
        Kind::User => asked(arg, lookup, lookup::users),
        Kind::Meeting => asked(arg, lookup, lookup::meetings),
        Kind::Run => asked(arg, lookup, lookup::runs),
        Kind::Choice | Kind::File | Kind::Directory | Kind::Database | Kind::Free => arg,
    }
}

/// `arg` whose values are those that `find` returns for what is typed.
fn offer(arg: Arg, find: impl Fn(&str) -> Vec<Candidate> + Send + Sync + 'static) -> Arg {
    arg.add(ArgValueCompleter::new(move |typed: &OsStr| {
        let found = typed.to_str().map(&find).unwrap_or_default();
        found.into_iter().map(CompletionCandidate::from).collect()
    }))
}

/// `arg` whose values `find` looks up.
fn asked(arg: Arg, lookup: &Arc<Lookup>, find: lookup::Find) -> Arg {
    let lookup = Arc::clone(lookup);
    offer(arg, move |typed| lookup.find(find, typed))
}

fn matching<W: AsRef<str>>(words: &[W], typed: &str) -> Vec<Candidate> {
    plain(words.iter().map(AsRef::as_ref).filter(|word| word.starts_with(typed)))
}

fn plain<W: AsRef<str>>(words: impl IntoIterator<Item = W>) -> Vec<Candidate> {
    words.into_iter().filter_map(|word| Candidate::new(word.as_ref(), None)).collect()
}

/// `arg`, the names that the help does not show made known to the engine: `-d`, `--since`.
fn with_all_names(arg: Arg) -> Arg {
    let longs: Vec<String> =
        arg.get_all_aliases().unwrap_or_default().iter().map(ToString::to_string).collect();
    let shorts = arg.get_all_short_aliases().unwrap_or_default();
    let short = arg.get_short().or(shorts.first().copied());
    let arg = arg.alias(Resettable::Reset).short_alias(Resettable::Reset);
    let arg = arg.visible_aliases(longs).short(short);
    // The engine knows no other letter of an option that has no first one.
    arg.visible_short_aliases(shorts.into_iter().filter(|letter| Some(*letter) != short))
}

fn takes_value(arg: &Arg) -> bool {
    arg.is_positional() || arg.get_action().takes_values()
}

/// `command` and its subcommands, each argument changed.
fn each_arg(command: Command, change: &impl Fn(Arg) -> Arg) -> Command {
    command.mut_args(change).mut_subcommands(|child| each_arg(child, change))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn undecided(command: &Command, found: &mut Vec<String>) {
        let open = command.get_arguments().filter(|arg| takes_value(arg) && kind(arg).is_none());
        found.extend(open.map(|arg| format!("{} {arg}", command.get_name())));
        command.get_subcommands().for_each(|child| undecided(child, found));
    }

    #[test]
    fn every_value_has_a_kind() {
        let mut root = cli::prepared().disable_help_subcommand(true);
        root.build();
        let mut found = Vec::new();
        undecided(&root, &mut found);
        assert!(found.is_empty(), "say in `kind` what completes these: {found:?}");
    }
}
