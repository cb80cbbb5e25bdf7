use clap::Args;

use crate::commands::args::{self, LimitArgs};
use crate::commands::window::{self, WindowArgs};
use crate::context::Context;
use crate::error::{Exit, Failure};
use crate::records::MeetingRecord;
use crate::store::filter::Filter;
use crate::store::pages::{Order, Pages};
use crate::store::users;

/// List the meetings that overlap a window of time
///
/// By start, then id. A meeting that ends when the window starts does not overlap it. Cancelled
/// meetings are left out unless --include-cancelled is given.
#[derive(Debug, Args)]
#[command(
    mut_args = window::required,
    override_usage = "meetctl meeting overlaps [OPTIONS] <--from <TIME> --to <TIME>|--on <DAY>>",
    after_help = "Example:\n    meetctl meeting overlaps --user ada@example.org \\\n        --from \"today 09:00\" --to \"today 12:00\""
)]
pub struct OverlapsArgs {
    /// Only meetings that this user attends: id or e-mail address
    #[arg(long, value_name = "USER")]
    user: Option<String>,
    #[command(flatten)]
    window: WindowArgs,
    /// Leave out this meeting; repeatable
    #[arg(long, value_name = "ID", value_parser = args::one_id)]
    exclude: Vec<i64>,
    /// Show cancelled meetings too
    #[arg(long)]
    include_cancelled: bool,
    #[command(flatten)]
    limit: LimitArgs,
}

impl OverlapsArgs {
    pub(super) async fn run(self, ctx: &Context) -> Result<Exit, Failure> {
        let window = self.window.interval(ctx)?;
        let listing = ctx.out.listing::<MeetingRecord>()?.limited_to(self.limit.get());
        let db = ctx.database().await?.db();
        let attended_by = users::find_all(&db, "--user", self.user.as_slice()).await?;
        let filter = Filter {
            attended_by,
            overlaps: Some((window.start(), window.end())),
            busy: !self.include_cancelled,
            exclude: self.exclude,
            ..Filter::default()
        };
        let pages = Pages::new(filter, Order::Start, None);
        let (shown, is_cut) = super::stream(ctx, &db, pages, listing).await?;
        if shown == 0 {
            ctx.out.status("No meetings overlap this window.");
        }
        self.limit.report(ctx, shown, is_cut, "meeting");
        Ok(Exit::Ok)
    }
}
