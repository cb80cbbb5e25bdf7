use std::rc::Rc;

use clap::Args;
use sea_orm::DatabaseConnection;

use crate::commands::args::{LimitArgs, counted};
use crate::commands::window::{self, WindowArgs};
use crate::context::Context;
use crate::error::{Exit, Failure};
use crate::output::{Format, Listing};
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
    /// Exit with code 3 if any are found; with --quiet, print nothing and stop at the first
    #[arg(long, alias = "exit-code")]
    check: bool,
    #[command(flatten)]
    limit: LimitArgs,
}

/// Double bookings written before other tasks run.
const YIELD_AFTER: u64 = 1000;

impl ConflictsArgs {
    pub(super) async fn run(self, ctx: &Context) -> Result<Exit, Failure> {
        let window = self.window.interval_if(ctx)?;
        let listing = ctx.out.listing::<ConflictRecord>()?.limited_to(self.limit.get());
        let db = ctx.database().await?.db();
        let users = users::find_all(&db, "--user", &self.users).await?;
        let scanner = ConflictScanner::new(users, window);
        if self.check && ctx.out.is_quiet() {
            return Ok(self.exit(scanner.has_any(&db).await?));
        }
        let (found, is_cut) = if ctx.out.format() == Format::Count && self.limit.get().is_none() {
            let found = scanner.count(&db, 0).await?.count;
            ctx.out.raw(&format!("{found}\n"))?;
            (found, false)
        } else {
            write(ctx, &db, scanner, listing).await?
        };
        match found {
            0 => ctx.out.status("No double bookings."),
            _ if is_cut => self.limit.report(ctx, found, is_cut, "double booking"),
            n => ctx.out.status(format!("{}.", counted(n, "double booking"))),
        }
        Ok(self.exit(found > 0))
    }

    fn exit(&self, found: bool) -> Exit {
        if self.check && found { Exit::Found } else { Exit::Ok }
    }
}

/// Writes each as it is found. Returns how many, and whether the limit of the list left any out.
async fn write(
    ctx: &Context,
    db: &DatabaseConnection,
    mut scanner: ConflictScanner,
    mut listing: Listing<ConflictRecord>,
) -> Result<(u64, bool), Failure> {
    let (machine, people) = (ctx.stable_zone(), Rc::new(ctx.zone().clone()));
    'groups: while let Some(group) = scanner.next(db).await? {
        for pair in group.pairs() {
            if !listing.push(&ConflictRecord::new(&pair, &machine, &people))? {
                break 'groups;
            }
            if listing.count().is_multiple_of(YIELD_AFTER) {
                // One group may be the whole list: lets a signal be handled.
                tokio::task::yield_now().await;
            }
        }
    }
    let is_cut = listing.is_cut();
    Ok((listing.finish()?, is_cut))
}
