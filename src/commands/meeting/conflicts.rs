use std::rc::Rc;

use clap::Args;

use crate::commands::args::{LimitArgs, counted};
use crate::commands::window::{self, WindowArgs};
use crate::context::Context;
use crate::error::{Exit, Failure};
use crate::records::ConflictRecord;
use crate::store::conflicts::ConflictScanner;
use crate::store::users;

/// List double bookings: two busy meetings of one user that overlap
///
/// In the database, or of the given users; in order of time, in constant memory. Cancelled
/// meetings are not busy, and back-to-back meetings do not overlap.
#[derive(Debug, Args)]
#[command(
    mut_args = window::overlapping,
    after_help = "\
Examples:
    meetctl meeting conflicts --from today
    meetctl meeting conflicts --user ada@example.org --check && echo no conflicts")]
pub struct ConflictsArgs {
    /// Only double bookings of this user: id or e-mail address; repeatable
    #[arg(long = "user", value_name = "USER")]
    users: Vec<String>,
    #[command(flatten)]
    window: WindowArgs,
    /// Exit with code 3 if any are found
    #[arg(long, alias = "exit-code")]
    check: bool,
    #[command(flatten)]
    limit: LimitArgs,
}

impl ConflictsArgs {
    pub(super) async fn run(self, ctx: &Context) -> Result<Exit, Failure> {
        let window = self.window.interval_if(ctx)?;
        let mut listing = ctx.out.listing::<ConflictRecord>()?.limited_to(self.limit.get());
        let db = ctx.database().await?.db();
        let users = users::find_all(&db, "--user", &self.users).await?;
        let (machine, people) = (ctx.stable_zone(), Rc::new(ctx.zone().clone()));
        let mut scanner = ConflictScanner::new(users, window);
        'pages: while let Some(found) = scanner.next(&db).await? {
            for pair in &found {
                if !listing.push(&ConflictRecord::new(pair, &machine, &people))? {
                    break 'pages;
                }
            }
        }
        let is_cut = listing.is_cut();
        let found = listing.finish()?;
        match found {
            0 => ctx.out.status("No double bookings."),
            _ if is_cut => self.limit.report(ctx, found, is_cut, "double booking"),
            n => ctx.out.status(format!("{}.", counted(n, "double booking"))),
        }
        Ok(if self.check && found > 0 { Exit::Found } else { Exit::Ok })
    }
}
