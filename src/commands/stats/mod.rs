//! `meetctl stats`

mod active;
mod heatmap;
mod monthly;
mod overview;
mod user;

use clap::{Args, Subcommand};

use crate::context::Context;
use crate::error::{Exit, Failure};

/// Count meetings: an overview, per user, per month, most active, by hour
///
/// Without a subcommand: users, meetings by status, this year's months, the five most active
/// people and the double bookings of the next 30 days. Months are those of
/// the zone of tables; in machine formats of UTC, or of --tz.
#[derive(Debug, Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "Examples:
    meetctl stats
    meetctl stats monthly --year 2026 --format csv"
)]
pub struct StatsArgs {
    /// What to count.
    #[command(subcommand)]
    command: Option<Command>,
}

/// The subcommands of `meetctl stats`. Their help is the doc comment of their arguments: one
/// here would hide it.
#[derive(Debug, Subcommand)]
enum Command {
    User(user::UserArgs),
    Monthly(monthly::MonthlyArgs),
    Active(active::ActiveArgs),
    Heatmap(heatmap::HeatmapArgs),
}

impl StatsArgs {
    /// Runs the subcommand.
    pub async fn run(self, ctx: &Context) -> Result<Exit, Failure> {
        match self.command {
            None => overview::run(ctx).await,
            Some(Command::User(args)) => args.run(ctx).await,
            Some(Command::Monthly(args)) => args.run(ctx).await,
            Some(Command::Active(args)) => args.run(ctx).await,
            Some(Command::Heatmap(args)) => args.run(ctx).await,
        }
    }
}
