use std::rc::Rc;

use clap::Args;
use sea_orm::DatabaseConnection;

use crate::commands::args::{LimitArgs, counted};
use crate::commands::window::{self, WindowArgs};
use crate::context::Context;
use crate::error::{Exit, Failure};
use crate::output::planner::TimeLines;
use crate::output::{Format, Listing};
use crate::records::{ConflictRecord, PairRecord};
use crate::store::conflicts::{ConflictScanner, DoubleBooking};
use crate::store::users;
use crate::time::Zone;

/// List double bookings: two busy meetings of one user that overlap
///
/// In the database, or of the given users; in order of time, in constant memory. Cancelled
/// meetings are not busy, and back-to-back meetings do not overlap. A table shows two meetings once,
/// with all users who attend both; the other formats have an object per user.
#[derive(Debug, Args)]
#[command(
    mut_args = window::overlapping,
    after_help = "\
Examples:
    meetctl meeting conflicts --from today
    meetctl meeting conflicts --from today --draw
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
    /// Draw each pair of meetings as two bars on one time line
    #[arg(long)]
    draw: bool,
    #[command(flatten)]
    limit: LimitArgs,
}

/// Double bookings written before other tasks run.
const YIELD_AFTER: u64 = 1000;

impl ConflictsArgs {
    pub(super) async fn run(self, ctx: &Context) -> Result<Exit, Failure> {
        let window = self.window.interval_if(ctx)?;
        let list = List::new(ctx, self.draw, self.limit.get())?;
        let db = ctx.database().await?.db();
        let users = users::find_all(&db, "--user", &self.users).await?;
        let scanner = ConflictScanner::new(users, window);
        if self.check && ctx.out.is_quiet() {
            return Ok(self.exit(scanner.has_any(&db).await?));
        }
        let found = if ctx.out.format() == Format::Count && self.limit.get().is_none() {
            let found = scanner.count(&db, 0).await?.count;
            ctx.out.raw(&format!("{found}\n"))?;
            Found { rows: found, bookings: found, is_cut: false }
        } else {
            match write(&db, scanner, list).await {
                // The reader has left, and has seen some.
                Err(failure) if failure.is_quiet() && self.check => return Ok(Exit::Found),
                found => found?,
            }
        };
        let bookings = counted(found.bookings, "double booking");
        match found {
            Found { rows: 0, .. } => ctx.out.status("No double bookings."),
            Found { is_cut: true, rows, bookings } if rows == bookings => {
                self.limit.report(ctx, rows, true, "double booking");
            }
            Found { is_cut: true, rows, .. } => self.limit.report(ctx, rows, true, "pair"),
            Found { rows, bookings: all, .. } if rows == all => {
                ctx.out.status(format!("{bookings}."));
            }
            Found { rows, .. } => {
                let pairs = counted(rows, "pair");
                ctx.out.status(format!("{bookings} in {pairs} of meetings."));
            }
        }
        Ok(self.exit(found.rows > 0))
    }

    fn exit(&self, found: bool) -> Exit {
        if self.check && found { Exit::Found } else { Exit::Ok }
    }
}

/// What was listed.
#[derive(Clone, Copy)]
struct Found {
    rows: u64,
    /// Double bookings in those rows.
    bookings: u64,
    /// Whether the limit left any out.
    is_cut: bool,
}

/// Where double bookings are written to.
enum List {
    /// One row each, in the zones of machines and of people.
    Each(Listing<ConflictRecord>, Zone, Rc<Zone>),
    /// One row per pair of meetings.
    Pairs(Listing<PairRecord>, Rc<Zone>),
    /// One drawing per pair of meetings, at most as many as the limit.
    Drawn(TimeLines, Rc<Zone>, u64),
}

impl List {
    fn new(ctx: &Context, draw: bool, limit: Option<u64>) -> Result<Self, Failure> {
        let people = Rc::new(ctx.zone().clone());
        let is_table = ctx.out.format() == Format::Table && !ctx.out.has_fields();
        if draw && !is_table {
            return Err(Failure::usage("--draw needs a table, without --fields")
                .hint("omit --draw, or the other format"));
        }
        Ok(if draw {
            Self::Drawn(ctx.out.time_lines(), people, limit.unwrap_or(u64::MAX))
        } else if is_table {
            Self::Pairs(ctx.out.listing()?.limited_to(limit), people)
        } else {
            Self::Each(ctx.out.listing()?.limited_to(limit), ctx.stable_zone(), people)
        })
    }

    /// How many double bookings a row that is written for `pair` stands for; 0 for no row.
    fn weight(&self, pair: &DoubleBooking) -> u64 {
        match self {
            Self::Each(..) => 1,
            _ if pair.is_first_of_pair() => pair.people().count() as u64,
            _ => 0,
        }
    }

    /// Writes a row. False if there are as many as there may be.
    fn push(&mut self, pair: &DoubleBooking) -> Result<bool, Failure> {
        match self {
            Self::Each(listing, machine, people) => {
                listing.push(&ConflictRecord::new(pair, machine, people))
            }
            Self::Pairs(listing, zone) => listing.push(&PairRecord::new(pair, zone)),
            Self::Drawn(lines, zone, limit) => {
                let fits = lines.count() < *limit;
                if fits {
                    lines.push(&PairRecord::time_line(pair, zone))?;
                }
                Ok(fits)
            }
        }
    }

    fn finish(self) -> Result<(), Failure> {
        match self {
            Self::Each(listing, ..) => listing.finish().map(drop),
            Self::Pairs(listing, _) => listing.finish().map(drop),
            Self::Drawn(lines, ..) => lines.finish(),
        }
    }
}

/// Writes each as it is found.
async fn write(
    db: &DatabaseConnection,
    mut scanner: ConflictScanner,
    mut list: List,
) -> Result<Found, Failure> {
    let mut found = Found { rows: 0, bookings: 0, is_cut: false };
    let mut seen: u64 = 0;
    'groups: while let Some(group) = scanner.next(db).await? {
        for pair in group.pairs() {
            let weight = list.weight(&pair);
            if weight > 0 {
                if !list.push(&pair)? {
                    found.is_cut = true;
                    break 'groups;
                }
                found.rows += 1;
                found.bookings += weight;
            }
            seen += 1;
            if seen.is_multiple_of(YIELD_AFTER) {
                // One group may be the whole list: lets a signal be handled.
                tokio::task::yield_now().await;
            }
        }
    }
    list.finish()?;
    Ok(found)
}
