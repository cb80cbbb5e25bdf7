use std::collections::BTreeSet;
use std::rc::Rc;

use clap::Args;
use sea_orm::DatabaseConnection;

use crate::commands::args::counted;
use crate::context::Context;
use crate::entity::user;
use crate::error::{Exit, Failure};
use crate::output::Listing;
use crate::records::{ConflictRecord, UserRecord};
use crate::schedule::Interval;
use crate::store::conflicts::{Audit, DoubleBooking};
use crate::store::users;
use crate::time::{TypedTime, UtcTime, Zone};

/// List double bookings: two busy meetings of one user that overlap
///
/// Every one in the database, or of the users named; in order of time. Streams: memory holds
/// only what takes place at one time. Cancelled meetings make nobody busy, and back-to-back
/// meetings do not overlap.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
    meetctl meeting conflicts --from today
    meetctl meeting conflicts --user ada@example.org --exit-code && echo all clear")]
pub struct ConflictsArgs {
    /// Only double bookings of this user: id or e-mail address; repeat it for more
    #[arg(long = "user", value_name = "USER")]
    users: Vec<String>,
    /// Only where the shared time ends after this
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    from: Option<TypedTime>,
    /// Only where the shared time starts before this
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    to: Option<TypedTime>,
    /// Exit with code 3 if there are any
    #[arg(long)]
    exit_code: bool,
}

impl ConflictsArgs {
    pub(super) async fn run(self, ctx: &Context) -> Result<Exit, Failure> {
        let (from, to) = ctx.window(self.from.as_ref(), self.to.as_ref())?;
        let window = window(from, to)?;
        let listing = ctx.out.listing::<ConflictRecord>()?;
        let db = ctx.database().await?;
        let users = users::find_all(&db, &self.users).await?;
        let found = list(ctx, &db, users, window, listing).await?;
        ctx.out.status(match found {
            0 => "No double bookings.".to_owned(),
            n => format!("{}.", counted(n, "double booking")),
        });
        Ok(if self.exit_code && found > 0 {
            Exit::Found
        } else {
            Exit::Ok
        })
    }
}

/// What is asked for; without a bound, all of time.
fn window(from: Option<UtcTime>, to: Option<UtcTime>) -> Result<Option<Interval>, Failure> {
    if from.is_none() && to.is_none() {
        return Ok(None);
    }
    let (first, last) = crate::time::bounds();
    Ok(Some(Interval::new(
        from.unwrap_or(first),
        to.unwrap_or(last),
    )?))
}

async fn list(
    ctx: &Context,
    db: &DatabaseConnection,
    users: BTreeSet<i64>,
    window: Option<Interval>,
    mut listing: Listing<ConflictRecord>,
) -> Result<u64, Failure> {
    let (machine, people) = (ctx.stable_zone(), ctx.zone().clone());
    let mut audit = Audit::new(users, window);
    while let Some(found) = audit.next(db).await? {
        for pair in &found {
            listing.push(&record(pair, &machine, &people))?;
        }
    }
    listing.finish()
}

fn record(pair: &DoubleBooking, machine: &Zone, people: &Zone) -> ConflictRecord {
    let user: &Rc<user::Model> = &pair.user;
    ConflictRecord::new(
        UserRecord::new(user, machine),
        &pair.first,
        &pair.second,
        pair.shared,
        machine,
        people,
    )
}
