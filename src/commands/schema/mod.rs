//! `meetctl schema`: the command line as one JSON document, from the definitions of the help.

mod commands;

pub(crate) use commands::fields;

use std::any::TypeId;
use std::path::PathBuf;

use clap::{Arg, ArgAction, Args, Command};
use serde::Serialize;
use serde_json::json;

use crate::error::{Exit, Failure, Kind};
use crate::output::Output;

/// The version of the document; `docs/schema.json` describes it.
const VERSION: u32 = 1;

/// Print all commands and their options as JSON
///
/// One document: the global options, each command with its options, arguments, output fields, whether
/// it changes the database and whether it asks, the exit codes and the error codes. Made from the same
/// definitions as --help. Needs no database and no configuration.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
    meetctl schema
    meetctl schema | jq '.commands[] | select(.asks) | .name'")]
pub struct SchemaArgs {}

/// A command.
#[derive(Debug, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is one fact of the document")]
struct CommandSchema {
    name: String,
    words: Vec<String>,
    aliases: Vec<String>,
    about: String,
    description: String,
    runnable: bool,
    writes: bool,
    dry_run: bool,
    asks: bool,
    arguments: Vec<ArgumentSchema>,
    options: Vec<OptionSchema>,
    fields: Option<&'static [&'static str]>,
}

/// What options and positional arguments have in common.
#[derive(Debug, Serialize)]
struct ArgumentSchema {
    name: String,
    about: String,
    #[serde(rename = "type")]
    kind: &'static str,
    values: Vec<String>,
    default: Option<String>,
    required: bool,
    repeatable: bool,
}

#[derive(Debug, Serialize)]
struct OptionSchema {
    long: Option<String>,
    short: Option<char>,
    aliases: Vec<String>,
    short_aliases: Vec<char>,
    #[serde(flatten)]
    argument: ArgumentSchema,
}

impl SchemaArgs {
    /// Prints the document; `tree` is the command line of the program.
    pub fn run(&self, tree: Command, out: &Output) -> Result<Exit, Failure> {
        let mut root = tree.disable_help_subcommand(true);
        root.build();
        let mut all = Vec::new();
        root.get_subcommands().for_each(|command| add(command, &[], &mut all));
        let exits = Exit::ALL.iter();
        let exits = exits.map(|(exit, meaning)| json!({"code": *exit as u8, "meaning": meaning}));
        let kinds = Kind::ALL.iter().filter(|(kind, _)| kind.exit() != Exit::Ok);
        let kinds = kinds.map(|(kind, meaning)| {
            json!({"code": kind, "exit_code": kind.exit() as u8, "meaning": meaning})
        });
        out.json_value(&json!({
            "schema_version": VERSION,
            "name": root.get_name(),
            "version": env!("CARGO_PKG_VERSION"),
            "options": options(&root, false),
            "global_options": options(&root, true),
            "commands": all,
            "exit_codes": exits.collect::<Vec<_>>(),
            "error_codes": kinds.collect::<Vec<_>>(),
        }))?;
        Ok(Exit::Ok)
    }
}

/// Adds a command and those below it. A hidden one is left out, and `help`, which is about the others.
fn add(command: &Command, parents: &[String], all: &mut Vec<CommandSchema>) {
    if command.is_hide_set() || command.get_name() == "help" {
        return;
    }
    let mut words = parents.to_vec();
    words.push(command.get_name().to_owned());
    let name = words.join(" ");
    let text =
        |text: Option<&clap::builder::StyledStr>| text.map(ToString::to_string).unwrap_or_default();
    let about = text(command.get_about());
    let long = text(command.get_long_about());
    let dry_run = command.get_arguments().any(|arg| arg.get_id() == "dry_run");
    let arguments = command.get_positionals().filter(|arg| !arg.is_hide_set());
    all.push(CommandSchema {
        aliases: command.get_all_aliases().map(str::to_owned).collect(),
        description: if long.is_empty() { about.clone() } else { long },
        about,
        runnable: !command.is_subcommand_required_set(),
        writes: dry_run || commands::writes_at_once(&name),
        dry_run,
        asks: commands::asks(&name),
        arguments: arguments.map(argument).collect(),
        options: options(command, false),
        fields: fields(&name),
        name,
        words: words.clone(),
    });
    command.get_subcommands().for_each(|child| add(child, &words, all));
}

/// The options of a command: the global ones, or its own.
fn options(command: &Command, global: bool) -> Vec<OptionSchema> {
    let options = command.get_arguments().filter(|arg| !arg.is_positional());
    let shown = options.filter(|arg| !arg.is_hide_set() && is_global(arg) == global);
    shown.map(option).collect()
}

/// Whether every command takes it.
fn is_global(arg: &Arg) -> bool {
    arg.is_global_set() || arg.get_id() == "help"
}

fn option(arg: &Arg) -> OptionSchema {
    let aliases = arg.get_all_aliases().unwrap_or_default();
    OptionSchema {
        long: arg.get_long().map(str::to_owned),
        short: arg.get_short(),
        aliases: aliases.into_iter().map(str::to_owned).collect(),
        short_aliases: arg.get_all_short_aliases().unwrap_or_default(),
        argument: argument(arg),
    }
}

fn argument(arg: &Arg) -> ArgumentSchema {
    let takes_value = arg.get_action().takes_values();
    let name = match arg.get_value_names() {
        Some([name, ..]) if takes_value => name.to_string(),
        _ => arg.get_id().to_string(),
    };
    let values = arg.get_possible_values().into_iter().filter(|_| takes_value);
    let values = values.filter(|value| !value.is_hide_set());
    let values: Vec<String> = values.map(|value| value.get_name().to_owned()).collect();
    let about = arg.get_help().map(ToString::to_string).unwrap_or_default();
    let many = arg.get_num_args().is_some_and(|range| range.max_values() > 1);
    let repeats = matches!(arg.get_action(), ArgAction::Append | ArgAction::Count);
    ArgumentSchema {
        name,
        kind: kind(arg, &values),
        values,
        default: default(arg, &about).filter(|_| takes_value),
        about,
        required: arg.is_required_set(),
        repeatable: repeats || many || arg.get_value_delimiter().is_some(),
    }
}

/// The default, or what the help says about one that depends on something.
fn default(arg: &Arg, about: &str) -> Option<String> {
    let values = arg.get_default_values().iter();
    let values: Vec<_> = values.map(|value| value.to_string_lossy().into_owned()).collect();
    if !values.is_empty() {
        return Some(values.join(","));
    }
    let (_, rest) = about.rsplit_once("[default: ")?;
    Some(rest.split_once(']')?.0.to_owned())
}

/// The type of the value.
fn kind(arg: &Arg, values: &[String]) -> &'static str {
    let parsed = arg.get_value_parser().type_id();
    let is = |types: &[TypeId]| types.iter().any(|id| parsed == *id);
    let integers = [
        TypeId::of::<u8>(),
        TypeId::of::<u16>(),
        TypeId::of::<u32>(),
        TypeId::of::<u64>(),
        TypeId::of::<usize>(),
        TypeId::of::<i32>(),
        TypeId::of::<i64>(),
    ];
    match arg.get_action() {
        ArgAction::Count => "count",
        action if !action.takes_values() => "flag",
        _ if !values.is_empty() => "choice",
        _ if is(&integers) => "integer",
        _ if is(&[TypeId::of::<PathBuf>()]) => "path",
        // Times, durations, users: the name of the value says which.
        _ => "text",
    }
}
