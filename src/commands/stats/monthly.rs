use clap::Args;

use crate::context::Context;
use crate::error::{Exit, Failure};
use crate::output::Format;
use crate::records::MonthRecord;
use crate::store::{stats, users};
use crate::time::month_starts;

/// Count the meetings of each month of a year
///
/// By start; cancelled meetings count too. Machine formats list the months that have meetings, a
/// table all twelve with bars. Months are in UTC, or in the time zone of --tz.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
    meetctl stats monthly --year 2026
    meetctl stats monthly --year 2026 --user ada@example.org --format csv")]
pub struct MonthlyArgs {
    /// The year
    #[arg(long, value_name = "YEAR", value_parser = clap::value_parser!(i32).range(1000..=9999))]
    year: i32,
    /// Only meetings that this user attends: id or e-mail address
    #[arg(long, value_name = "USER")]
    user: Option<String>,
}

impl MonthlyArgs {
    pub(super) async fn run(self, ctx: &Context) -> Result<Exit, Failure> {
        let borders = month_starts(self.year, &ctx.stable_zone())?;
        let mut listing = ctx.out.listing::<MonthRecord>()?;
        let db = ctx.database().await?.db();
        let attended_by = users::find_all(&db, "--user", self.user.as_slice()).await?;
        let counts = stats::per_interval(&db, &borders, attended_by).await?;
        let all_months = ctx.out.format() == Format::Table;
        let months = MonthRecord::year(&counts).into_iter();
        for month in months.filter(|month| all_months || month.count > 0) {
            listing.push(&month)?;
        }
        listing.finish_with_page(&super::page(ctx))?;
        super::say_zone(ctx);
        Ok(Exit::Ok)
    }
}
