use clap::Args;

use crate::commands::args::LimitArgs;
use crate::context::Context;
use crate::error::{Exit, Failure};
use crate::records::UserRecord;

/// List users
///
/// All users unless --limit is given, by id, in constant memory.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n    meetctl user list --search ada --format ids")]
pub struct ListArgs {
    /// Only users whose name or address contains this, ignoring case
    #[arg(long, value_name = "TEXT")]
    search: Option<String>,
    #[command(flatten)]
    limit: LimitArgs,
}

impl ListArgs {
    pub(super) async fn run(self, ctx: &Context) -> Result<Exit, Failure> {
        let zone = ctx.record_zone();
        let mut listing = ctx.out.listing::<UserRecord>()?.limited_to(self.limit.get());
        let search = self.search.as_deref();
        super::each(ctx, search, |user| listing.push(&UserRecord::new(user, &zone))).await?;
        let is_cut = listing.is_cut();
        let shown = listing.finish()?;
        if shown == 0 {
            ctx.out.status("No users found.");
        }
        self.limit.report(ctx, shown, is_cut, "user");
        Ok(Exit::Ok)
    }
}
