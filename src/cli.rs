//! What may be typed: the tree of commands and the one dispatch.

use std::ffi::OsString;

use clap::builder::styling::{AnsiColor, Styles};
use clap::{Args as _, CommandFactory, Parser, Subcommand};

use crate::commands::deferred::{Deferred, named_alone};
use crate::commands::{
    backfill_status, backup, completions, config, demo, doctor, help, history, man, meeting,
    migrate, planner, report, restore, schema, shell, stats, status, transfer, undo, user,
};
use crate::context::Context;
use crate::error::{Exit, Failure};
use crate::global_args::GlobalArgs;
use crate::output::{Format, Output, no_calendar};

/// Administer the database of a meeting scheduler
///
/// Users, their meetings and who takes part, on SQLite, PostgreSQL and MySQL/MariaDB: book
/// without double bookings, list, count, migrate the schema, keep the status of meetings
/// up to date. Results go to standard output, everything else to standard error.
#[derive(Debug, Parser)]
#[command(
    name = "meetctl",
    version,
    after_long_help = AFTER_HELP,
    max_term_width = 100,
    styles = STYLES,
    propagate_version = false,
    disable_help_subcommand = true
)]
pub struct Cli {
    /// Options that every command takes.
    #[command(flatten)]
    pub global: GlobalArgs,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Yellow.on_default().bold())
    .usage(AnsiColor::Yellow.on_default().bold())
    .literal(AnsiColor::Green.on_default())
    .placeholder(AnsiColor::Cyan.on_default());

// No line over 80 columns: clap would break it in the middle of a column.
const AFTER_HELP: &str = "\
Times: RFC 3339 (2026-06-01T10:00:00Z), or local times in --tz: 2026-06-01,
    \"June 1 2026 10pm\", \"tomorrow at 9\", \"next monday\", noon, now, +2h,
    \"3 days ago\", \"last month\", \"end of week\". A day is its 00:00, but in --to
    it is included; --on DAY is --from and --to of one day. What has two
    readings is an error, and so is a local time that a clock change skips or
    repeats.
Durations: 45m, 1h30m, 1.5h, 1:30 (h:mm), 2d, PT45M.

Exit codes:
    0  success, also with an empty result
    1  failed
    2  wrong usage, or an invalid value or setting
    3  --check found something
    4  refused: a double booking, not confirmed, read-only
    5  not found: a user, meeting or file that was named
    6  the database cannot be reached or refused the login, or the connection
       was lost
    7  busy, locked or out of time: try again
    8  partial: some records were rejected
    9  the schema is too old, too new, dirty, or not meetctl's
   10  the storage is full or the database file is damaged
  130  interrupted (143: terminated)

Files:
    $XDG_CONFIG_HOME/meetctl/config.toml   the configuration file, or else
    /etc/meetctl/config.toml               the configuration file of the system
    $XDG_DATA_HOME/meetctl/meetctl.db      the default database

Environment (an option on the command line comes first):
    MEETCTL_DATABASE_URL, DATABASE_URL     as --database-url
    MEETCTL_PASSWORD_FILE                  as --password-file
    MEETCTL_BACKUP_DIR                     as --backup-dir
    MEETCTL_ACTOR                          as --actor
    MEETCTL_CONFIG, MEETCTL_PROFILE        as --config, --profile
    MEETCTL_TZ, TZ                         as --tz
    MEETCTL_NOW                            a time to use instead of the clock
    MEETCTL_PAGER, PAGER                   the pager for long tables; empty: none
    NO_COLOR                               any value: no colors

Topics (`meetctl help TOPIC`):
    options      the options that every command takes
    times        times, durations and time zones
    formats      output formats, JSON and pages
    exit-codes   exit codes and error codes
    database     URLs, several servers, encryption
    config       the configuration file and the environment

New here? `meetctl demo` shows the main commands on sample data.";

/// The last line of a subcommand's --help.
const POINTER: &str =
    "Topics: `meetctl help options`, `times`, `formats`, `exit-codes`, `database`, `config`.";

/// The last line of every -h.
const GLOBAL_OPTIONS: &str =
    "Global options: see `meetctl help options`. Examples and details: --help.";

const NEWCOMERS: &str = "New here? `meetctl demo` shows the main commands on sample data.";

/// The subcommands.
#[derive(Debug, Subcommand)]
#[expect(missing_docs, reason = "a doc comment here would hide that of the arguments from --help")]
#[command(subcommand_help_heading = "Commands")]
pub enum Command {
    /// Create, list, show, change and delete users; import and export them
    #[command(subcommand, alias = "users")]
    User(user::Command),
    /// Book, list, change, cancel and delete meetings; find double bookings and free times; import
    /// and export calendars
    #[command(subcommand, alias = "meetings")]
    Meeting(meeting::Command),
    Agenda(Deferred<planner::AgendaArgs>),
    Week(Deferred<planner::WeekArgs>),
    Stats(Deferred<stats::StatsArgs>),
    Report(Deferred<report::ReportArgs>),
    /// Apply or roll back migrations, show their state, repair them, adopt a Flask database
    #[command(subcommand)]
    Migrate(migrate::Command),
    BackfillStatus(Deferred<backfill_status::BackfillStatusArgs>),
    History(Deferred<history::HistoryArgs>),
    Undo(Deferred<undo::UndoArgs>),
    Backup(Deferred<backup::BackupArgs>),
    Restore(Deferred<restore::RestoreArgs>),
    Transfer(Deferred<transfer::TransferArgs>),
    Status(Deferred<status::StatusArgs>),
    Shell(Deferred<shell::ShellArgs>),
    Doctor(Deferred<doctor::DoctorArgs>),
    /// Show the effective settings
    #[command(subcommand)]
    Config(config::Command),
    Completions(Deferred<completions::CompletionsArgs>),
    Man(Deferred<man::ManArgs>),
    Schema(Deferred<schema::SchemaArgs>),
    Demo(Deferred<demo::DemoArgs>),
    Help(Deferred<help::HelpArgs>),
    /// Print the version, as --version
    #[command(hide = true)]
    Version,
}

impl Command {
    /// Runs the command.
    pub async fn run(self, ctx: &Context) -> Result<Exit, Failure> {
        // Before any work: some commands write a record of what they have done.
        let writes_calendars = matches!(self, Self::Meeting(meeting::Command::Export(_)));
        if ctx.out.format() == Format::Ics && !writes_calendars {
            return Err(no_calendar());
        }
        match self {
            Self::User(command) => command.run(ctx).await,
            Self::Meeting(command) => Box::pin(command.run(ctx)).await,
            Self::Agenda(Deferred(args)) => Box::pin(args.run(ctx)).await,
            Self::Week(Deferred(args)) => Box::pin(args.run(ctx)).await,
            Self::Stats(Deferred(args)) => args.run(ctx).await,
            Self::Report(Deferred(args)) => Box::pin(args.run(ctx)).await,
            Self::Migrate(command) => command.run(ctx).await,
            Self::BackfillStatus(Deferred(args)) => args.run(ctx).await,
            Self::History(Deferred(args)) => Box::pin(args.run(ctx)).await,
            Self::Undo(Deferred(args)) => Box::pin(args.run(ctx)).await,
            Self::Backup(Deferred(args)) => Box::pin(args.run(ctx)).await,
            Self::Restore(Deferred(args)) => Box::pin(args.run(ctx)).await,
            Self::Transfer(Deferred(args)) => Box::pin(args.run(ctx)).await,
            Self::Status(Deferred(args)) => Box::pin(args.run(ctx)).await,
            Self::Shell(Deferred(args)) => Box::pin(args.run(ctx)).await,
            Self::Doctor(Deferred(args)) => Box::pin(args.run(ctx)).await,
            Self::Config(command) => command.run(ctx),
            Self::Completions(Deferred(args)) => args.run(prepared(), &ctx.out),
            Self::Man(Deferred(args)) => args.run(prepared(), &ctx.out),
            Self::Schema(Deferred(args)) => args.run(prepared(), &ctx.out),
            Self::Demo(Deferred(args)) => args.run(ctx).await,
            // Printed before there are settings.
            Self::Help(_) => Ok(Exit::Ok),
            Self::Version => print_version(&ctx.out),
        }
    }
}

/// Prints the version.
pub fn print_version(out: &Output) -> Result<Exit, Failure> {
    out.raw(&prepared().render_version()).map(|()| Exit::Ok)
}

/// The complete tree of commands, for parsing, completions and manual pages.
pub fn prepared() -> clap::Command {
    Cli::command()
        .mut_args(|arg| {
            let global = arg.is_global_set();
            arg.hide_short_help(global)
        })
        .after_help(format!("{NEWCOMERS}\n{GLOBAL_OPTIONS}"))
        .mut_subcommands(with_pointers)
}

/// The tree of commands as far as `args` can name it, without help: it parses what is right, ten times
/// as fast as the complete tree, and says nothing useful about what is wrong.
///
/// clap gives every subcommand a copy of all global options. A subcommand whose name is not a word of
/// the command line cannot be the one that is called.
pub fn named_in(args: &[OsString]) -> clap::Command {
    let root = clap::Command::new("meetctl").disable_help_subcommand(true);
    let root = GlobalArgs::augment_args(root);
    let commands = named_alone(|| Command::augment_subcommands(clap::Command::new("meetctl")));
    with_named(root, commands, args)
}

/// `command` with the subcommands of `group` that `args` may name.
fn with_named(
    command: clap::Command,
    mut group: clap::Command,
    args: &[OsString],
) -> clap::Command {
    let named = |command: &clap::Command| {
        let names = [command.get_name()].into_iter().chain(command.get_all_aliases());
        names.into_iter().any(|name| args.iter().any(|arg| arg == name))
    };
    let mut command = command.subcommand_required(true);
    for subcommand in group.get_subcommands_mut().filter(|subcommand| named(subcommand)) {
        let subcommand = std::mem::take(subcommand);
        let is_group = subcommand.has_subcommands() && subcommand.get_arguments().next().is_none();
        command = command.subcommand(if is_group {
            let mut names = clap::Command::new(subcommand.get_name().to_owned());
            names =
                names.aliases(subcommand.get_all_aliases().map(str::to_owned).collect::<Vec<_>>());
            with_named(names, subcommand, args)
        } else {
            subcommand
        });
    }
    // Taking the rest apart takes as long as building it.
    std::mem::forget(group);
    command
}

/// The command and its subcommands, with [`GLOBAL_OPTIONS`] at the end of -h, and the examples and
/// [`POINTER`] at the end of --help.
fn with_pointers(command: clap::Command) -> clap::Command {
    let examples = command.get_after_help();
    let examples = examples.map_or(String::new(), |text| format!("{text}\n\n"));
    command
        .after_help(GLOBAL_OPTIONS)
        .after_long_help(format!("{examples}{POINTER}"))
        .mut_subcommands(with_pointers)
}

#[cfg(test)]
mod tests {
    use super::*;

    use clap::FromArgMatches as _;

    #[test]
    fn the_tree_is_well_formed() {
        prepared().debug_assert();
    }

    #[test]
    fn what_a_line_can_name_is_enough_to_parse_it() {
        let lines = [
            "meeting show 5",
            "meetings ls --user ada@example.org --format json",
            "--profile user meeting list",
            "--profile meeting --database-url list user list",
            "user create --name list --email user@example.org",
            "stats monthly --year 2026 -q",
            "history prune --before 2026-01-01 --yes",
            "history --limit 3",
            "migrate down --steps 1 --yes",
            "config show",
            "backfill-status --check",
            "doctor",
            "help meeting create",
        ];
        for line in lines {
            let args: Vec<OsString> =
                ["meetctl"].into_iter().chain(line.split(' ')).map(OsString::from).collect();
            let parse = |mut command: clap::Command| {
                let matches = command.try_get_matches_from_mut(&args);
                matches.and_then(|matches| Cli::from_arg_matches(&matches))
            };
            let (quick, complete) = (parse(named_in(&args)), parse(prepared()));
            let complete = format!("{:?}", complete.unwrap_or_else(|why| panic!("{line}: {why}")));
            assert_eq!(format!("{:?}", quick.unwrap()), complete, "{line}");
        }
        for line in ["", "meeting", "meeting help", "meeting show", "meeting lst", "-h"] {
            let args = ["meetctl"].into_iter().chain(line.split_whitespace()).map(OsString::from);
            let args: Vec<OsString> = args.collect();
            named_in(&args).try_get_matches_from(&args).unwrap_err();
        }
    }
}
