use clap::Args;

use crate::context::Context;
use crate::error::{Exit, Failure};
use crate::records::UserRecord;
use crate::store::users;

/// List users
///
/// All of them, by id, in constant memory.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n    meetctl user list --search ada --format ids")]
pub struct ListArgs {
    /// Only users whose name or address contains this, ignoring case
    #[arg(long, value_name = "TEXT")]
    search: Option<String>,
}

const PAGE: u64 = 1000;

impl ListArgs {
    pub(super) async fn run(self, ctx: &Context) -> Result<Exit, Failure> {
        let zone = ctx.record_zone();
        let mut listing = ctx.out.listing::<UserRecord>()?;
        let db = ctx.database().await?;
        let mut last = i64::MIN;
        loop {
            let page = users::page(&db, last, PAGE).await?;
            let Some(end) = page.last() else { break };
            last = end.id;
            for user in &page {
                if self
                    .search
                    .as_ref()
                    .is_none_or(|needle| users::matches(user, needle))
                {
                    listing.push(&UserRecord::new(user, &zone))?;
                }
            }
        }
        if listing.finish()? == 0 {
            ctx.out.status("No users found.");
        }
        Ok(Exit::Ok)
    }
}
