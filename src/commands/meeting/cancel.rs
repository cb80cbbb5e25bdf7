use clap::Args;

use crate::commands::args;
use crate::context::{Access, Context};
use crate::entity::meeting::Status;
use crate::error::{Exit, Failure};
use crate::output::Format;
use crate::records::MeetingRecord;
use crate::store::meetings::{self, Cancelled};
use crate::store::people::MeetingDetails;

/// Cancel meetings
///
/// The meetings are kept with the status `cancelled` and no longer make anyone busy. All or none:
/// an unknown id changes nothing. Cancelling twice is not an error. Revive a meeting with
/// `meetctl meeting update ID --status scheduled`. Machine formats print the meetings.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
    meetctl meeting cancel 7 8
    meetctl meeting list --user 3 --from today --format ids |
        meetctl meeting cancel - --dry-run")]
pub struct CancelArgs {
    /// Ids; `-` reads them from standard input, one per line
    #[arg(value_name = "ID", required = true)]
    ids: Vec<String>,
    /// Check everything, write nothing
    #[arg(long)]
    dry_run: bool,
}

impl CancelArgs {
    pub(super) async fn run(self, ctx: &Context) -> Result<Exit, Failure> {
        let ids = args::ids(&self.ids)?;
        // An unknown field is refused before anything is written.
        let mut listing = ctx.out.listing::<MeetingRecord>()?;
        let session = ctx.database_for(Access::read_if(self.dry_run)).await?;
        let shows = ctx.out.format() != Format::Table;
        let done = if self.dry_run {
            would_cancel(ctx, meetings::by_ids(&session.db(), &ids).await?)
        } else {
            meetings::cancel(&session, &ids, ctx.now(), shows).await?
        };
        let cancelled = done.count;
        let before = ids.len() - cancelled;
        if cancelled > 0 || before == 0 {
            let meetings = args::counted(cancelled as u64, "meeting");
            if self.dry_run {
                ctx.print_dry_run(&format!("cancel {meetings}"));
            } else {
                ctx.out.status(format!("Cancelled {meetings}."));
            }
        }
        if before > 0 {
            let verb = if before == 1 { "was" } else { "were" };
            let meetings = args::counted(before as u64, "meeting");
            ctx.out.status(format!("{meetings} {verb} already cancelled."));
        }
        if shows {
            let mut records = super::records(ctx);
            for meeting in &done.meetings {
                listing.push(&records.record(meeting))?;
            }
            listing.finish()?;
        }
        Ok(Exit::Ok)
    }
}

/// These meetings as they would be.
fn would_cancel(ctx: &Context, mut meetings: Vec<MeetingDetails>) -> Cancelled {
    let mut count = 0;
    for meeting in meetings.iter_mut().filter(|meeting| !is_cancelled(meeting)) {
        Status::Cancelled.as_str().clone_into(&mut meeting.row.status);
        meeting.row.updated_at = Some(ctx.now());
        count += 1;
    }
    Cancelled { count, meetings }
}

fn is_cancelled(meeting: &MeetingDetails) -> bool {
    meeting.row.status == Status::Cancelled.as_str()
}
