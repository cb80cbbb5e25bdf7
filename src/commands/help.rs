//! `meetctl help`

use std::ffi::OsString;

use clap::builder::styling::Styles;
use clap::{Args, Command};

use crate::cli;
use crate::error::{Exit, Failure};
use crate::global_args::GlobalArgs;
use crate::output::Output;
use crate::suggest;
use crate::topics::{TOPICS, TextStyles, Topic};

/// The topic that is made from the definitions of the global options.
const OPTIONS: &str = "options";

/// Show the help of a command, or a topic
///
/// Without arguments, the help of meetctl itself. `options` lists the options that every command takes;
/// the other topics are also manual pages, such as meetctl-times(7).
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
    meetctl help meeting create
    meetctl help times")]
pub struct HelpArgs {
    /// A topic (options, times, formats, exit-codes, database, config), or the words of a command
    #[arg(value_name = "TOPIC|COMMAND")]
    words: Vec<String>,
}

/// The names of the topics.
pub fn topics() -> impl Iterator<Item = (&'static str, &'static str)> {
    let options = (OPTIONS, "options that every command takes");
    std::iter::once(options).chain(TOPICS.iter().map(|topic| (topic.name, topic.summary)))
}

/// The command line with `help` before the group that it follows: `meeting help list` is
/// `help meeting list`.
pub fn first(mut args: Vec<OsString>) -> Vec<OsString> {
    let Some(place) = args.iter().position(|word| word == "help").filter(|place| *place > 1) else {
        return args;
    };
    let before: Vec<String> =
        args[1..place].iter().map(|word| word.to_string_lossy().into_owned()).collect();
    let is_value = before.last().is_some_and(|word| word.starts_with('-'));
    let tree = cli::prepared();
    let group = suggest::command_of(&tree, &before);
    if !is_value && group.get_name() != tree.get_name() && group.has_subcommands() {
        let help = args.remove(place);
        args.insert(1, help);
    }
    args
}

impl HelpArgs {
    /// Prints a topic; returns the words of a command whose help is wanted instead.
    ///
    /// # Errors
    /// Exit 2 for a word that is neither; `tree` is the command line of the program.
    pub fn run(&self, tree: &Command, out: &Output) -> Result<Result<Exit, &[String]>, Failure> {
        let text = match self.words.as_slice() {
            [word] if word == OPTIONS => global_options(tree, out),
            [word] if let Some(topic) = Topic::find(word) => {
                topic.text(out.text_width(), styles(tree, out))
            }
            [word, ..] if tree.find_subcommand(word).is_none() => return Err(unknown(tree, word)),
            words => return Ok(Err(words)),
        };
        out.page(&text)?;
        Ok(Ok(Exit::Ok))
    }
}

/// The failure of a word that is neither a topic nor a command.
fn unknown(tree: &Command, word: &str) -> Failure {
    let known: Vec<&str> = topics().map(|(name, _)| name).chain(suggest::names(tree)).collect();
    let near = suggest::nearest(&word.to_lowercase(), &known);
    let hint = near.map_or_else(
        || {
            let topics: Vec<&str> = topics().map(|(name, _)| name).collect();
            format!("the topics are {}; `meetctl help` lists the commands", topics.join(", "))
        },
        |near| format!("did you mean `meetctl help {near}`?"),
    );
    Failure::usage(format!("{word:?} is not a topic or a command")).hint(hint)
}

fn global_options(tree: &Command, out: &Output) -> String {
    let globals = Command::new("meetctl")
        .disable_help_flag(true)
        .styles(tree.get_styles().clone())
        .term_width(out.text_width())
        .help_template("{all-args}\n");
    let text = GlobalArgs::augment_args(globals).render_long_help();
    if out.is_colored() { text.ansi().to_string() } else { text.to_string() }
}

fn styles(tree: &Command, out: &Output) -> TextStyles {
    if !out.is_colored() {
        return TextStyles::default();
    }
    let styles: &Styles = tree.get_styles();
    TextStyles { heading: *styles.get_header(), strong: *styles.get_literal() }
}
