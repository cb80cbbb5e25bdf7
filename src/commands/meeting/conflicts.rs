use std::rc::Rc;

use clap::Args;

use crate::commands::args::counted;
use crate::context::Context;
use crate::error::{Exit, Failure};
use crate::records::ConflictRecord;
use crate::schedule::Interval;
use crate::store::conflicts::ConflictScanner;
use crate::store::users;
use crate::time::{TypedTime, UtcTime};

/// List double bookings: two busy meetings of one user that overlap
///
/// In the database, or of the given users; in order of time, in constant memory. Cancelled
/// meetings are not busy, and back-to-back meetings do not overlap.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
    meetctl meeting conflicts --from today
    meetctl meeting conflicts --user ada@example.org --check && echo no conflicts")]
pub struct ConflictsArgs {
    /// Only double bookings of this user: id or e-mail address; repeatable
    #[arg(long = "user", value_name = "USER")]
    users: Vec<String>,
    /// Only overlaps that end after this time
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    from: Option<TypedTime>,
    /// Only overlaps that start before this time
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    to: Option<TypedTime>,
    /// Exit with code 3 if any are found
    #[arg(long, alias = "exit-code")]
    check: bool,
}

impl ConflictsArgs {
    pub(super) async fn run(self, ctx: &Context) -> Result<Exit, Failure> {
        let (from, to) = ctx.window(self.from.as_ref(), self.to.as_ref())?;
        let window = window(from, to)?;
        let mut listing = ctx.out.listing::<ConflictRecord>()?;
        let db = ctx.database().await?.db();
        let users = users::find_all(&db, &self.users).await?;
        let (machine, people) = (ctx.stable_zone(), Rc::new(ctx.zone().clone()));
        let mut scanner = ConflictScanner::new(users, window);
        while let Some(found) = scanner.next(&db).await? {
            for pair in &found {
                listing.push(&ConflictRecord::new(pair, &machine, &people))?;
            }
        }
        let found = listing.finish()?;
        ctx.out.status(match found {
            0 => "No double bookings.".to_owned(),
            n => format!("{}.", counted(n, "double booking")),
        });
        Ok(if self.check && found > 0 { Exit::Found } else { Exit::Ok })
    }
}

/// The window to search; without a bound, all of time.
fn window(from: Option<UtcTime>, to: Option<UtcTime>) -> Result<Option<Interval>, Failure> {
    if from.is_none() && to.is_none() {
        return Ok(None);
    }
    let (first, last) = crate::time::bounds();
    Ok(Some(Interval::new(from.unwrap_or(first), to.unwrap_or(last))?))
}
