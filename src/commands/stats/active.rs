use clap::Args;
use sea_orm::{Condition, DatabaseConnection};

use crate::commands::args::counted;
use crate::commands::window::WindowArgs;
use crate::context::Context;
use crate::error::{Exit, Failure};
use crate::records::{ActiveRecord, UserRecord};
use crate::store::people::People;
use crate::store::stats;

/// List the users with most participations
///
/// Counts the meetings of each participant, cancelled ones too; ties by id.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
    meetctl stats active --limit 5 --from 2026-01-01 --to 2026-12-31")]
pub struct ActiveArgs {
    /// How many users to list
    #[arg(long, short_alias = 'n', value_name = "N", default_value_t = 10, value_parser = clap::value_parser!(u64).range(1..))]
    limit: u64,
    #[command(flatten)]
    window: WindowArgs,
}

impl ActiveArgs {
    pub(super) async fn run(self, ctx: &Context) -> Result<Exit, Failure> {
        let (from, to) = self.window.bounds(ctx)?;
        let mut listing = ctx.out.listing::<ActiveRecord>()?.limited_to(Some(self.limit));
        let db = ctx.database().await?.db();
        // One more shows whether more exist.
        let limit = self.limit.saturating_add(1);
        for record in most_active(ctx, &db, limit, stats::within(from, to)).await? {
            listing.push(&record)?;
        }
        let is_cut = listing.is_cut();
        let shown = listing.finish()?;
        if shown == 0 {
            ctx.out.status("No participants found.");
        }
        if is_cut {
            let shown = counted(shown, "user");
            ctx.out.notice(format!("{shown} shown, more have participations (--limit N)"));
        }
        Ok(Exit::Ok)
    }
}

/// The records of the `limit` most active users, of `meetings` of that condition.
pub(in crate::commands) async fn most_active(
    ctx: &Context,
    db: &DatabaseConnection,
    limit: u64,
    meetings: Condition,
) -> Result<Vec<ActiveRecord>, Failure> {
    let counts = stats::most_active(db, limit, meetings).await?;
    let most = counts.first().map_or(0, |(_, count)| *count);
    let zone = ctx.stable_zone();
    let mut people = People::default();
    people.learn(db, counts.iter().map(|(user, _)| *user)).await?;
    let record = |(id, count): &(i64, i64)| {
        people.get(*id).map(|user| ActiveRecord::new(UserRecord::new(&user, &zone), *count, most))
    };
    Ok(counts.iter().filter_map(record).collect())
}
