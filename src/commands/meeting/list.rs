use clap::Args;
use sea_orm::DatabaseConnection;
use serde_json::json;

use super::filter::FilterArgs;
use crate::commands::args::counted;
use crate::context::Context;
use crate::error::{Exit, Failure};
use crate::output::{Format, Listing};
use crate::records::MeetingRecord;
use crate::store::pages::{Cursor, Order, Pages, count_all};
use crate::time::{UtcTime, Zone, read_fixed, rfc3339};

/// List meetings
///
/// By start, then id; 20 per page unless --per-page or --all is given (--format count counts all).
/// If there are more, standard error has the cursor of the next page. --all needs constant memory.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
    meetctl meeting list --user ada@example.org --from today --status scheduled
    meetctl meeting list --search review --sort=-start --per-page 5
    meetctl meeting list --all --format csv --fields id,title > meetings.csv")]
pub struct ListArgs {
    #[command(flatten)]
    filter: FilterArgs,
    /// Order: start, -start (latest first), id or -id
    #[arg(long, value_name = "ORDER", default_value = "start", allow_hyphen_values = true, value_parser = order)]
    sort: Order,
    /// Page to show, from 1
    #[arg(long, value_name = "N", conflicts_with_all = ["all", "after"], value_parser = clap::value_parser!(u64).range(1..))]
    page: Option<u64>,
    /// Meetings per page
    #[arg(long, value_name = "N", default_value_t = 20, conflicts_with = "all", value_parser = clap::value_parser!(u64).range(1..=10_000))]
    per_page: u64,
    /// Resume after this cursor, as printed by the previous page
    #[arg(long, value_name = "CURSOR", conflicts_with = "all", allow_hyphen_values = true)]
    after: Option<String>,
    /// Show all meetings
    #[arg(long)]
    all: bool,
}

/// Meetings on later pages are counted up to this number, to keep a short list fast.
const MAX_COUNTED: u64 = 1000;

impl ListArgs {
    pub(super) async fn run(self, ctx: &Context) -> Result<Exit, Failure> {
        let listing = ctx.out.listing::<MeetingRecord>()?;
        let after = self.after.as_deref().map(|text| parse_cursor(text, self.sort)).transpose()?;
        let db = ctx.database().await?.db();
        let filter = self.filter.resolve(ctx, &db).await?;
        if ctx.out.format() == Format::Count && self.page.is_none() && after.is_none() {
            let count = count_all(&db, &filter).await?;
            ctx.out.raw(&format!("{count}\n"))?;
            return Ok(Exit::Ok);
        }
        let pages = Pages::new(filter, self.sort, after);
        if !self.all {
            return self.one_page(ctx, &db, pages, listing).await;
        }
        if super::stream(ctx, &db, pages, listing).await? == 0 {
            ctx.out.status("No meetings found.");
        }
        Ok(Exit::Ok)
    }

    async fn one_page(
        &self,
        ctx: &Context,
        db: &DatabaseConnection,
        mut pages: Pages,
        mut listing: Listing<MeetingRecord>,
    ) -> Result<Exit, Failure> {
        let number = self.page.unwrap_or(1);
        pages.skip(db, number.saturating_sub(1).saturating_mul(self.per_page)).await?;
        let (found, hidden) = pages.next_and_rest(db, self.per_page, MAX_COUNTED + 1).await?;
        let mut records = super::records(ctx);
        for meeting in &found {
            listing.push(&records.record(meeting))?;
        }
        let next =
            found.last().filter(|_| hidden > 0).map(|last| cursor_after(self.sort, &last.row));
        let page = json!({
            "number": self.after.is_none().then_some(number),
            "per_page": self.per_page,
            "shown": found.len(),
            "more": hidden > 0,
            "after": next,
        });
        listing.finish_with_page(&page)?;
        self.report(ctx, found.len(), hidden, next.as_deref());
        Ok(Exit::Ok)
    }

    fn report(&self, ctx: &Context, shown: usize, hidden: u64, next: Option<&str>) {
        if shown == 0 {
            ctx.out.status("No meetings found.");
        }
        let Some(next) = next else { return };
        let more = if self.filter.searches() {
            "more may match".to_owned()
        } else if hidden > MAX_COUNTED {
            format!("more than {MAX_COUNTED} more match")
        } else {
            format!("{hidden} more match")
        };
        let shown = counted(shown as u64, "meeting");
        ctx.out.notice(format!("{shown} shown, {more} (all: --all)"));
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

/// The cursor after a meeting: `2026-06-01T10:00:00Z,7`, or only the id in order of id.
fn cursor_after(order: Order, row: &crate::entity::meeting::Model) -> String {
    match order {
        Order::Id | Order::IdDescending => row.id.to_string(),
        _ => format!("{},{}", rfc3339(row.start_time, &Zone::utc()), row.id),
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
            let start = read_fixed(start).filter(|(_, t, z)| (*t, *z) == (b'T', "Z"));
            (start.ok_or_else(wrong)?.0, id)
        }
    };
    Ok(Cursor { start, id: id.parse().map_err(|_| wrong())? })
}
