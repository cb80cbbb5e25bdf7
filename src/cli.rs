//! What may be typed: the tree of commands, the global options, and the one dispatch.

use std::path::PathBuf;

use clap::builder::styling::{AnsiColor, Styles};
use clap::{Args, CommandFactory, Parser, Subcommand};

use crate::commands::{
    backfill_status, backup, completions, config, demo, doctor, man, meeting, migrate, restore,
    stats, user,
};
use crate::context::Context;
use crate::error::{Exit, Failure};
use crate::output::{ColorChoice, Format, Settings as OutputSettings, no_calendar};
use crate::settings::Settings;

/// Administer the database of a meeting scheduler
///
/// Users, their meetings and who takes part, on SQLite, PostgreSQL and MySQL/MariaDB: book
/// without double bookings, list, count, migrate the schema, keep the status of meetings
/// up to date. Results go to standard output, everything else to standard error.
#[derive(Debug, Parser)]
#[command(
    name = "meetctl",
    version,
    after_help = "New here? `meetctl demo` shows the main commands on made-up data.",
    after_long_help = AFTER_HELP,
    max_term_width = 100,
    styles = STYLES,
    propagate_version = false
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
Times: RFC 3339 (2026-06-01T10:00:00Z), a local time in --tz
    (\"2026-06-01 10:00\"), a date (its 00:00), now, today, tomorrow, yesterday,
    monday to sunday (the next one), each with a time (\"today 17:30\"), and +2h
    or -7d. A local time that a clock change skips or repeats is refused.
Durations: 45m, 1h30m, 2d, PT45M.

Exit codes:
    0  done; an empty list too
    1  failed
    2  wrong usage, or a value or setting that cannot be read
    3  found what --check looks for
    4  refused: a double booking, not confirmed, read-only
    5  a thing that was named does not exist
    6  the database cannot be reached or refused the login, or the connection
       was lost
    7  busy, locked or out of time: try again
    8  partly done: some records were rejected
    9  the schema is too old, too new, dirty, or not meetctl's
   10  the storage is full or the database file is damaged
  130  interrupted (143: terminated)

Files:
    $XDG_CONFIG_HOME/meetctl/config.toml   the configuration, or else
    /etc/meetctl/config.toml               that of the machine
    $XDG_DATA_HOME/meetctl/meetctl.db      the default database

Environment (an option on the command line comes first):
    MEETCTL_DATABASE_URL, DATABASE_URL     as --database-url
    MEETCTL_CONFIG, MEETCTL_PROFILE        as --config, --profile
    MEETCTL_TZ, TZ                         as --tz
    MEETCTL_NOW                            a time, to fix the clock
    NO_COLOR                               any text: no colour

New here? `meetctl demo` shows the main commands on made-up data.";

/// The last line of a subcommand's --help.
const POINTER: &str =
    "`meetctl help` explains times, durations, exit codes, files and environment.";

/// Options that stand before or after any subcommand.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Global options")]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one flag of the command line"
)]
pub struct GlobalArgs {
    /// Database to work on: a SQLite file, or a postgres:// or mysql:// URL; of several, with `;`
    /// between them, the first that takes writes
    #[arg(long, global = true, value_name = "URL", hide_env_values = true)]
    pub database_url: Option<String>,
    /// Configuration file to read instead of the usual ones
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Profile of the configuration file to use
    #[arg(long, global = true, value_name = "NAME")]
    pub profile: Option<String>,
    /// Form of the results [default: table]
    #[arg(
        long,
        global = true,
        value_name = "FORMAT",
        value_enum,
        conflicts_with = "json"
    )]
    pub format: Option<Format>,
    /// Short for --format json; errors come as JSON too
    #[arg(long, global = true)]
    pub json: bool,
    /// Fields to show, in this order; a wrong name lists the right ones
    #[arg(long, global = true, value_name = "A,B", value_delimiter = ',')]
    pub fields: Option<Vec<String>>,
    /// Leave out the header of tables, CSV and TSV
    #[arg(long, global = true)]
    pub no_header: bool,
    /// Wrap JSON lists as {"items":…,"page":…}, with the page and its cursor
    #[arg(long, global = true)]
    pub envelope: bool,
    /// Guard CSV and TSV cells that a spreadsheet would run as a formula
    #[arg(long, global = true)]
    pub csv_safe: bool,
    /// Zone to read times without an offset in, and to show times in, such as Europe/Berlin;
    /// machine formats stay in UTC unless it is given here [default: that of the system]
    #[arg(long, global = true, value_name = "ZONE", allow_hyphen_values = true)]
    pub tz: Option<String>,
    /// When to colour [default: auto]
    #[arg(long, global = true, value_name = "WHEN", value_enum)]
    pub color: Option<ColorChoice>,
    /// Say nothing but errors and warnings
    #[arg(long, short, global = true)]
    pub quiet: bool,
    /// Say what happens; twice: every SQL statement with its time
    #[arg(long, short, global = true, action = clap::ArgAction::Count)]
    pub verbose: u8,
    /// Warn of SQL statements that take this many milliseconds or more
    #[arg(long, global = true, value_name = "MS")]
    pub slow_query: Option<u64>,
    /// Show no progress
    #[arg(long, global = true)]
    pub no_progress: bool,
    /// Give up after this long, such as 30s (exit code 7)
    #[arg(long, global = true, value_name = "DURATION")]
    pub timeout: Option<String>,
    /// Have the database refuse every write
    #[arg(long, global = true)]
    pub read_only: bool,
    /// Never ask: refuse what would need an answer
    #[arg(long, global = true)]
    pub no_input: bool,
    /// Never ask: answer every question with yes
    #[arg(long, short, global = true)]
    pub yes: bool,
}

/// The subcommands.
#[derive(Debug, Subcommand)]
#[expect(
    missing_docs,
    reason = "a doc comment here would hide that of the arguments from --help"
)]
#[command(subcommand_help_heading = "Commands")]
pub enum Command {
    /// Create, list, show, change and delete users; import and export them
    #[command(subcommand)]
    User(user::Command),
    /// Book, list, change, cancel and delete meetings; find double bookings and free times; import
    /// and export calendars
    #[command(subcommand)]
    Meeting(meeting::Command),
    Stats(stats::StatsArgs),
    /// Bring the schema up or down, show where it stands, repair it, adopt a Flask database
    #[command(subcommand)]
    Migrate(migrate::Command),
    BackfillStatus(backfill_status::BackfillStatusArgs),
    Backup(backup::BackupArgs),
    Restore(restore::RestoreArgs),
    Doctor(doctor::DoctorArgs),
    /// Show the settings in force
    #[command(subcommand)]
    Config(config::Command),
    Completions(completions::CompletionsArgs),
    Man(man::ManArgs),
    Demo(demo::DemoArgs),
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
            Self::Stats(args) => args.run(ctx).await,
            Self::Migrate(command) => command.run(ctx).await,
            Self::BackfillStatus(args) => args.run(ctx).await,
            Self::Backup(args) => Box::pin(args.run(ctx)).await,
            Self::Restore(args) => Box::pin(args.run(ctx)).await,
            Self::Doctor(args) => Box::pin(args.run(ctx)).await,
            Self::Config(command) => command.run(ctx),
            Self::Completions(args) => args.run(&ctx.out),
            Self::Man(args) => args.run(&ctx.out),
            Self::Demo(args) => args.run(ctx).await,
        }
    }
}

/// The whole tree as clap knows it: what is parsed, completed and printed as manual pages.
pub fn prepared() -> clap::Command {
    Cli::command().mut_subcommands(pointed)
}

/// The subcommand and those below it, each with [`POINTER`] at the end of its --help.
fn pointed(command: clap::Command) -> clap::Command {
    let ending = match command.get_after_help() {
        Some(examples) => format!("{examples}\n\n{POINTER}"),
        None => POINTER.to_owned(),
    };
    command.after_long_help(ending).mut_subcommands(pointed)
}

impl Settings {
    /// What the output room needs to know.
    pub fn output(&self, args: &GlobalArgs) -> OutputSettings {
        let format = self.format.value;
        OutputSettings {
            format,
            fields: args.fields.clone(),
            header: !args.no_header,
            csv_safe: args.csv_safe,
            envelope: args.envelope,
            color: self.color.value,
            quiet: args.quiet,
            progress: !args.no_progress,
            json_errors: matches!(format, Format::Json | Format::Jsonl),
            width: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tree_is_well_formed() {
        prepared().debug_assert();
    }
}
