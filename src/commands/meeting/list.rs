use clap::Args;
use sea_orm::DatabaseConnection;
use serde_json::json;

use super::filter::FilterArgs;
use crate::commands::args::counted;
use crate::context::Context;
use crate::error::{Exit, Failure};
use crate::output::Format;
use crate::records::MeetingRecord;
use crate::store::pages::{Cursor, Order, Pages, count_all};
use crate::time::{Zone, parse_time, rfc3339};

/// List meetings
///
/// By start, then id; 20 at a time unless --per-page or --all asks for more (--format count counts
/// all of them). What is not shown is told on standard error, and how to get it. --all streams in
/// constant memory.
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
    /// Page to show, from 1 on
    #[arg(long, value_name = "N", conflicts_with_all = ["all", "after"], value_parser = clap::value_parser!(u64).range(1..))]
    page: Option<u64>,
    /// Meetings a page
    #[arg(long, value_name = "N", default_value_t = 20, conflicts_with = "all", value_parser = clap::value_parser!(u64).range(1..=10_000))]
    per_page: u64,
    /// Continue behind this cursor, as told by the page before
    #[arg(
        long,
        value_name = "CURSOR",
        conflicts_with = "all",
        allow_hyphen_values = true
    )]
    after: Option<String>,
    /// Show all of them
    #[arg(long)]
    all: bool,
}

/// Meetings a page while streaming.
const STREAMED: u64 = 1000;
/// What is hidden is counted up to here, to keep a short list quick.
const COUNTED: u64 = 1000;

impl ListArgs {
    pub(super) async fn run(self, ctx: &Context) -> Result<Exit, Failure> {
        let listing = ctx.out.listing::<MeetingRecord>()?;
        let after = self
            .after
            .as_deref()
            .map(|text| cursor(text, self.sort))
            .transpose()?;
        let db = ctx.database().await?;
        let filter = self.filter.resolve(ctx, &db).await?;
        let counting = ctx.out.format() == Format::Count && self.page.is_none() && after.is_none();
        if counting {
            ctx.out
                .raw(&format!("{}\n", count_all(&db, &filter).await?))?;
            return Ok(Exit::Ok);
        }
        let mut pages = Pages::new(filter, self.sort, after);
        if self.all {
            stream(ctx, &db, &mut pages, listing).await
        } else {
            self.one_page(ctx, &db, pages, listing).await
        }
    }

    async fn one_page(
        &self,
        ctx: &Context,
        db: &DatabaseConnection,
        mut pages: Pages,
        mut listing: crate::output::Listing<MeetingRecord>,
    ) -> Result<Exit, Failure> {
        let number = self.page.unwrap_or(1);
        pages
            .skip(db, number.saturating_sub(1).saturating_mul(self.per_page))
            .await?;
        let (found, hidden) = pages.next_and_rest(db, self.per_page, COUNTED + 1).await?;
        let mut records = super::records(ctx);
        for meeting in &found {
            listing.push(&records.record(meeting))?;
        }
        let next = found
            .last()
            .filter(|_| hidden > 0)
            .map(|last| written(self.sort, &last.row));
        let page = json!({
            "number": self.after.is_none().then_some(number),
            "per_page": self.per_page,
            "shown": found.len(),
            "more": hidden > 0,
            "after": next,
        });
        listing.finish_with_page(&page)?;
        self.tell(ctx, found.len(), hidden, next.as_deref());
        Ok(Exit::Ok)
    }

    fn tell(&self, ctx: &Context, shown: usize, hidden: u64, next: Option<&str>) {
        if shown == 0 {
            ctx.out.status("No meetings found.");
        }
        let Some(next) = next else { return };
        let more = if self.filter.searches() {
            "more may match".to_owned()
        } else if hidden > COUNTED {
            format!("more than {COUNTED} more match")
        } else {
            format!("{hidden} more match")
        };
        let shown = counted(shown as u64, "meeting");
        ctx.out.notice(format!(
            "{shown} shown, {more}; go on with --after {next}, or --all for all"
        ));
    }
}

async fn stream(
    ctx: &Context,
    db: &DatabaseConnection,
    pages: &mut Pages,
    mut listing: crate::output::Listing<MeetingRecord>,
) -> Result<Exit, Failure> {
    let mut records = super::records(ctx);
    loop {
        let page = pages.next(db, STREAMED).await?;
        if page.is_empty() {
            break;
        }
        for meeting in &page {
            listing.push(&records.record(meeting))?;
        }
    }
    if listing.finish()? == 0 {
        ctx.out.status("No meetings found.");
    }
    Ok(Exit::Ok)
}

fn order(text: &str) -> Result<Order, String> {
    match text {
        "start" => Ok(Order::Start),
        "-start" => Ok(Order::StartDescending),
        "id" => Ok(Order::Id),
        "-id" => Ok(Order::IdDescending),
        _ => Err("the orders are start, -start, id and -id".to_owned()),
    }
}

/// The cursor behind a meeting, as text: `2026-06-01T10:00:00Z,7`, or the id alone in order of id.
fn written(order: Order, row: &crate::entity::meeting::Model) -> String {
    match order {
        Order::Id | Order::IdDescending => row.id.to_string(),
        _ => format!("{},{}", rfc3339(row.start_time, &Zone::utc()), row.id),
    }
}

fn cursor(text: &str, order: Order) -> Result<Cursor, Failure> {
    let wrong = || {
        Failure::usage("that is no cursor for this order")
            .hint("take it from the note below the page before, with the same --sort")
    };
    let (start, id) = match order {
        Order::Id | Order::IdDescending => (crate::time::UtcTime::default(), text),
        _ => {
            let (start, id) = text.split_once(',').ok_or_else(wrong)?;
            (
                parse_time(start, crate::time::UtcTime::default(), &Zone::utc())
                    .map_err(|_| wrong())?,
                id,
            )
        }
    };
    Ok(Cursor {
        start,
        id: id.parse().map_err(|_| wrong())?,
    })
}
