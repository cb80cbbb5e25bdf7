use clap::Args;

use super::filter::FilterArgs;
use crate::commands::target::ExportTargetArgs;
use crate::context::Context;
use crate::error::{Exit, Failure};
use crate::interchange::FileFormat;
use crate::output::Output;
use crate::records::{EventWriter, ExportedMeeting, MeetingRecord};
use crate::store::pages::{Order, Pages};
use crate::store::people::{MeetingDetails, Meetings};

/// Write meetings to a file or to standard output, for `meeting import`
///
/// The format is CSV, JSON Lines or iCalendar: --format, or by the extension of --output, else
/// CSV. Sorted by start, then id, in constant memory.
///
/// The file has no ids and names users by e-mail address: it can be imported into any database,
/// on any engine, and an export from there is the same file. Times are in UTC; in CSV and JSON
/// Lines in --tz if given. With --fields, CSV and JSON Lines have the fields of `meeting list`
/// instead, in the order given.
///
/// In iCalendar a meeting without a uid gets one derived from its creator, start and title, and
/// X-MEETCTL-UID:none; DTSTAMP is its start, so that the same meetings make the same file.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
    meetctl meeting export --output meetings.csv
    meetctl meeting export --user ada@example.org --from today --format ics > ada.ics
    meetctl meeting export --format jsonl --fields id,title,status | jq .title")]
pub struct ExportArgs {
    #[command(flatten)]
    filter: FilterArgs,
    #[command(flatten)]
    target: ExportTargetArgs,
}

const FORMATS: [FileFormat; 3] = [FileFormat::Csv, FileFormat::Jsonl, FileFormat::Ics];

/// Meetings per page.
const PAGE: u64 = 2000;
/// Meetings written before the reader runs again.
const YIELD_AFTER: usize = 25;

impl ExportArgs {
    pub(super) async fn run(self, ctx: &Context) -> Result<Exit, Failure> {
        let form = self.target.form(ctx, &FORMATS)?;
        if form == FileFormat::Ics && ctx.out.has_fields() {
            return Err(Failure::usage("--fields cannot be used with iCalendar")
                .hint("omit --fields, or export CSV or JSON Lines"));
        }
        let target = self.target.open(ctx, form).await?;
        let result = self.write(ctx, &target.out, form).await;
        target.finish(ctx, result, "meeting")?;
        Ok(Exit::Ok)
    }

    async fn write(&self, ctx: &Context, out: &Output, form: FileFormat) -> Result<u64, Failure> {
        if out.has_fields() {
            let mut listing = out.listing::<MeetingRecord>()?;
            let mut records = super::records(ctx);
            self.each(
                ctx,
                |pages| pages,
                |meeting| listing.push(&records.record(&meeting)).map(drop),
            )
            .await?;
            return listing.finish();
        }
        if form == FileFormat::Ics {
            let mut calendar = out.calendar();
            let mut events = EventWriter::default();
            let count = self
                .each(ctx, Pages::without_write_times, |meeting| {
                    events.write(meeting, &mut calendar)
                })
                .await?;
            calendar.finish()?;
            return Ok(count);
        }
        let mut listing = out.listing::<ExportedMeeting>()?;
        let zone = ctx.stable_zone();
        self.each(ctx, Pages::without_write_times, |meeting| {
            listing.push(&ExportedMeeting::new(meeting, &zone)).map(drop)
        })
        .await?;
        listing.finish()
    }

    /// Passes each meeting, with those columns, to `write`; returns how many there were.
    async fn each(
        &self,
        ctx: &Context,
        columns: fn(Pages) -> Pages,
        mut write: impl FnMut(MeetingDetails) -> Result<(), Failure>,
    ) -> Result<u64, Failure> {
        let db = ctx.database().await?.db();
        let filter = self.filter.resolve(ctx, &db).await?;
        let mut pages = columns(Pages::new(filter, Order::Start, None));
        let mut count = 0;
        let mut page = pages.next(&db, PAGE).await?;
        while !page.is_empty() {
            count += page.len() as u64;
            // The engine reads the next page while this one is written.
            let (written, next) = tokio::join!(write_all(page, &mut write), pages.next(&db, PAGE));
            written?;
            page = next?;
        }
        Ok(count)
    }
}

/// Passes each meeting of a page to `write`; other tasks run in between.
async fn write_all(
    page: Meetings,
    write: &mut impl FnMut(MeetingDetails) -> Result<(), Failure>,
) -> Result<(), Failure> {
    for (place, meeting) in page.enumerate() {
        if place.is_multiple_of(YIELD_AFTER) {
            tokio::task::yield_now().await;
        }
        write(meeting)?;
    }
    Ok(())
}
