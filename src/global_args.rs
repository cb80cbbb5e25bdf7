//! The options that every command takes.

use std::path::PathBuf;

use clap::Args;

use crate::fields;
use crate::output::{ColorChoice, Format};

/// The options that every command takes, before or after its name.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Global options")]
#[expect(clippy::struct_excessive_bools, reason = "each is one flag of the command line")]
pub struct GlobalArgs {
    /// Database to use: a SQLite file, or a postgres:// or mysql:// URL; of several, separated by
    /// `;`, the first that is writable
    #[arg(
        long,
        alias = "db",
        short_alias = 'd',
        global = true,
        value_name = "URL",
        hide_env_values = true
    )]
    pub database_url: Option<String>,
    /// File with the password for a database URL that has none, in its first line
    #[arg(long, global = true, value_name = "FILE")]
    pub password_file: Option<PathBuf>,
    /// Configuration file to read instead of the default ones
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Profile of the configuration file to use
    #[arg(long, global = true, value_name = "NAME")]
    pub profile: Option<String>,
    /// Output format [default: table]
    #[arg(long, short_alias = 'f', global = true, value_name = "FORMAT", value_enum)]
    pub format: Option<Format>,
    /// Same as --format json; errors are JSON too
    #[arg(long, global = true)]
    pub json: bool,
    /// Fields to show, in this order; an unknown name prints the valid ones
    #[arg(long, global = true, value_name = "A,B", value_delimiter = ',')]
    pub fields: Option<Vec<String>>,
    /// Omit the header of tables, CSV and TSV
    #[arg(long, global = true)]
    pub no_header: bool,
    /// Wrap JSON lists as {"items":…,"page":…}, with the cursor of the next page
    #[arg(long, global = true)]
    pub envelope: bool,
    /// Escape CSV and TSV cells that a spreadsheet would run as a formula
    #[arg(long, global = true)]
    pub csv_safe: bool,
    /// Time zone of times without an offset, and of times in tables, such as Europe/Berlin; other
    /// formats use UTC unless this option is given [default: the time zone of the system]
    #[arg(long, global = true, value_name = "ZONE", allow_hyphen_values = true)]
    pub tz: Option<String>,
    /// When to use colors [default: auto]
    #[arg(long, global = true, value_name = "WHEN", value_enum)]
    pub color: Option<ColorChoice>,
    /// Do not use a pager for tables that are longer than the terminal
    #[arg(long, global = true)]
    pub no_pager: bool,
    /// Suppress everything but errors and warnings
    #[arg(long, short, global = true)]
    pub quiet: bool,
    /// Verbose output; twice: every SQL statement with its time
    #[arg(long, short, global = true, action = clap::ArgAction::Count)]
    pub verbose: u8,
    /// Warn about SQL statements that take this many milliseconds or more
    #[arg(long, global = true, value_name = "MS")]
    pub slow_query: Option<u64>,
    /// Do not show progress
    #[arg(long, global = true)]
    pub no_progress: bool,
    /// Give up after this long, such as 30s (exit code 7)
    #[arg(long, global = true, value_name = "DURATION")]
    pub timeout: Option<String>,
    /// Who makes the changes, for the history [default: the system's user and host]
    #[arg(long, global = true, value_name = "NAME", value_parser = fields::actor)]
    pub actor: Option<String>,
    /// Have the database refuse every write
    #[arg(long, global = true)]
    pub read_only: bool,
    /// Do not ask: refuse what needs a confirmation
    #[arg(long, global = true)]
    pub no_input: bool,
    /// Do not ask: answer every question with yes
    #[arg(long, short, global = true)]
    pub yes: bool,
}
