use clap::Args;
use sea_orm::DatabaseConnection;
use serde_json::json;

use super::filter::FilterArgs;
use crate::commands::args::{LimitArgs, counted};
use crate::context::Context;
use crate::error::{Exit, Failure};
use crate::output::{Format, Listing};
use crate::records::MeetingRecord;
use crate::store::meetings::last_id;
use crate::store::pages::{Cursor, Order, Pages, count_all};
use crate::time::{UtcTime, read_fixed};

/// List meetings
///
/// By start, then id, in constant memory. A table on a terminal shows 20 unless --limit, --per-page,
/// --page or --all is given; pipes and machine formats get all. If there are more, standard error has
/// their number and the cursor of the next page.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
    meetctl meeting list --user ada@example.org --from today --status scheduled
    meetctl meeting list --search review --sort=-start --limit 5
    meetctl meeting list --format csv --fields id,title > meetings.csv")]
pub struct ListArgs {
    #[command(flatten)]
    filter: FilterArgs,
    /// Order: start, -start (latest first), id or -id
    #[arg(long, value_name = "ORDER", default_value = "start", allow_hyphen_values = true, value_parser = order)]
    sort: Order,
    #[command(flatten)]
    limit: LimitArgs,
    /// Page to show, from 1
    #[arg(long, value_name = "N", conflicts_with_all = ["all", "after", "limit"], value_parser = clap::value_parser!(u64).range(1..))]
    page: Option<u64>,
    /// Meetings per page [default: 20]
    #[arg(long, value_name = "N", conflicts_with_all = ["all", "limit"], value_parser = clap::value_parser!(u64).range(1..=10_000))]
    per_page: Option<u64>,
    /// Resume after this cursor, as printed by the previous page
    #[arg(long, value_name = "CURSOR", conflicts_with = "all", allow_hyphen_values = true)]
    after: Option<String>,
    /// Show all meetings, also on a terminal
    #[arg(long, conflicts_with = "limit")]
    all: bool,
}

/// Meetings per page of a table on a terminal.
pub(super) const PER_PAGE: u64 = 20;
/// Meetings on later pages are counted up to this number, to keep a short list fast.
const MAX_COUNTED: u64 = 1000;

/// The end of a list.
struct Shown {
    count: u64,
    /// Meetings that follow, counted up to a limit.
    hidden: u64,
    /// The cursor of the last one, if others follow.
    next: Option<String>,
}

impl ListArgs {
    pub(super) async fn run(self, ctx: &Context) -> Result<Exit, Failure> {
        let mut listing = ctx.out.listing::<MeetingRecord>()?;
        let after = self.after.as_deref().map(|text| parse_cursor(text, self.sort)).transpose()?;
        let db = ctx.database().await?.db();
        let filter = self.filter.resolve(ctx, &db).await?;
        let size = self.size(ctx);
        let whole = self.page.is_none() && self.limit.get().is_none() && after.is_none();
        if ctx.out.format() == Format::Count && whole {
            let count = count_all(&db, &filter).await?;
            ctx.out.raw(&format!("{count}\n"))?;
            return Ok(Exit::Ok);
        }
        if size.is_none_or(|size| size > super::PAGE_SIZE) && listing.has_columns() {
            listing.expect_id(last_id(&db).await?);
        }
        let mut pages = Pages::new(filter, self.sort, after);
        let number = self.page.unwrap_or(1);
        let skipped = number.saturating_sub(1).saturating_mul(size.unwrap_or_default());
        pages.skip(&db, skipped).await?;
        let shown = self.show(ctx, &db, pages, size, &mut listing).await?;
        let page = json!({
            "number": self.after.is_none().then_some(number),
            "per_page": size,
            "shown": shown.count,
            "more": shown.hidden > 0,
            "after": shown.next,
        });
        listing.finish_with_page(&page)?;
        self.report(ctx, &shown);
        Ok(Exit::Ok)
    }

    /// How many meetings to show; `None` for all.
    fn size(&self, ctx: &Context) -> Option<u64> {
        let one_page = self.page.is_some()
            || !self.all && ctx.out.format() == Format::Table && ctx.out.is_terminal();
        self.limit.get().or(self.per_page).or(one_page.then_some(PER_PAGE))
    }

    /// Adds the first `size` meetings of `pages` to the list.
    async fn show(
        &self,
        ctx: &Context,
        db: &DatabaseConnection,
        mut pages: Pages,
        size: Option<u64>,
        listing: &mut Listing<MeetingRecord>,
    ) -> Result<Shown, Failure> {
        let mut records = super::records(ctx);
        let mut shown = Shown { count: 0, hidden: 0, next: None };
        let mut left = size.unwrap_or(u64::MAX);
        while left > 0 {
            let wanted = left.min(super::PAGE_SIZE);
            // What follows is counted at the same moment as the last page is read.
            let counted = if wanted == left { MAX_COUNTED + 1 } else { 0 };
            let (found, hidden) = pages.next_and_rest(db, wanted, counted).await?;
            let count = found.len() as u64;
            shown.count += count;
            shown.hidden = hidden;
            let last = found.last_row().filter(|_| hidden > 0);
            shown.next = last.map(|last| cursor_after(self.sort, last));
            for meeting in found {
                listing.push(&records.record(&meeting))?;
            }
            if pages.is_done() {
                break;
            }
            left -= count;
        }
        Ok(shown)
    }

    fn report(&self, ctx: &Context, shown: &Shown) {
        if shown.count == 0 {
            ctx.out.status("No meetings found.");
        }
        let Some(next) = &shown.next else { return };
        let more = if self.filter.searches() {
            "more may match".to_owned()
        } else if shown.hidden > MAX_COUNTED {
            format!("more than {MAX_COUNTED} more match")
        } else {
            format!("{} more match", shown.hidden)
        };
        let count = counted(shown.count, "meeting");
        ctx.out.notice(format!("{count} shown, {more} (all: --all)"));
        ctx.out.status(format!("next page: --after {next}"));
    }
}

fn order(text: &str) -> Result<Order, String> {
    match text {
        "start" => Ok(Order::Start),
        "-start" => Ok(Order::StartDescending),
        "id" => Ok(Order::Id),
        "-id" => Ok(Order::IdDescending),
        _ => Err("valid orders: start, -start, id, -id".to_owned()),
    }
}

/// A start in a cursor: with its fraction, if it has one.
const EXACT: &str = "%Y-%m-%dT%H:%M:%S%.fZ";

/// The cursor after a meeting: `2026-06-01T10:00:00Z,7`, or only the id in order of id.
fn cursor_after(order: Order, row: &crate::entity::meeting::Model) -> String {
    match order {
        Order::Id | Order::IdDescending => row.id.to_string(),
        _ => format!("{},{}", row.start_time.format(EXACT), row.id),
    }
}

fn parse_cursor(text: &str, order: Order) -> Result<Cursor, Failure> {
    let wrong = || {
        Failure::usage(format!("invalid --after cursor {text:?}"))
            .hint("use the cursor that the previous page printed, with the same --sort")
    };
    let (start, id) = match order {
        Order::Id | Order::IdDescending => (UtcTime::default(), text),
        _ => {
            let (start, id) = text.split_once(',').ok_or_else(wrong)?;
            let fixed = read_fixed(start).filter(|(_, separator, _)| *separator == b'T');
            let exact = fixed.and_then(|_| UtcTime::parse_from_str(start, EXACT).ok());
            (exact.ok_or_else(wrong)?, id)
        }
    };
    Ok(Cursor { start, id: id.parse().map_err(|_| wrong())? })
}
