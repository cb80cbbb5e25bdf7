//! The options that every command takes.

use std::path::PathBuf;

use clap::Args;

use crate::output::{ColorChoice, Format};

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
