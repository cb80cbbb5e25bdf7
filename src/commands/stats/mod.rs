//! `meetctl stats`

mod active;
mod heatmap;
mod monthly;
mod overview;
mod user;

pub(in crate::commands) use active::most_active;
pub(in crate::commands) use overview::{by_status, double_bookings_ahead};

use clap::{Args, Subcommand};
use serde_json::{Value, json};

use crate::context::Context;
use crate::error::{Exit, Failure};

/// Count meetings: an overview, per user, per month, most active, by hour
///
/// Without a subcommand: users, meetings by status and by month of this year, the five most active
/// users and the double bookings of the next 30 days. Months are in UTC, or in the time zone of
/// --tz.
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

/// The subcommands of `meetctl stats`. A doc comment on a variant would hide the help of its
/// arguments.
#[derive(Debug, Subcommand)]
enum Command {
    User(user::UserArgs),
    Monthly(monthly::MonthlyArgs),
    Active(active::ActiveArgs),
    Heatmap(heatmap::HeatmapArgs),
}

/// The zone of counts, for the envelope of JSON.
fn page(ctx: &Context) -> Value {
    json!({ "time_zone": ctx.stable_zone().name() })
}

/// Prints the zone of counts, which most formats lack.
fn say_zone(ctx: &Context) {
    let (counted, people) = (ctx.stable_zone(), ctx.zone());
    ctx.out.status(if counted == *people {
        format!("Counted in the time zone {}.", counted.name())
    } else {
        let (counted, people) = (counted.name(), people.name());
        format!("Counted in the time zone {counted}; --tz {people} counts in yours.")
    });
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
