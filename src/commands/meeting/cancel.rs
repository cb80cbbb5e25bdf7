use clap::Args;

use crate::commands::args;
use crate::context::Context;
use crate::error::{Exit, Failure};
use crate::output::Format;
use crate::records::MeetingRecord;
use crate::store::meetings;

/// Cancel meetings
///
/// The meetings are kept with the status `cancelled` and no longer make anyone busy. All or none:
/// an unknown id changes nothing. Cancelling twice is not an error. Revive a meeting with
/// `meetctl meeting update ID --status scheduled`. Machine formats print the meetings.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
    meetctl meeting cancel 7 8
    meetctl meeting list --user 3 --from today --format ids --all |
        meetctl meeting cancel -")]
pub struct CancelArgs {
    /// Ids; `-` reads them from standard input, one per line
    #[arg(value_name = "ID", required = true)]
    ids: Vec<String>,
}

impl CancelArgs {
    pub(super) async fn run(self, ctx: &Context) -> Result<Exit, Failure> {
        let ids = args::ids(&self.ids)?;
        // An unknown field is refused before anything is written.
        let listing = ctx.out.listing::<MeetingRecord>()?;
        let session = ctx.database().await?;
        let cancelled = meetings::cancel(&session, &ids, ctx.now()).await?;
        let before = ids.len() - cancelled.len();
        if !cancelled.is_empty() || before == 0 {
            ctx.out
                .status(format!("Cancelled {}.", args::counted(cancelled.len() as u64, "meeting")));
        }
        if before > 0 {
            let verb = if before == 1 { "was" } else { "were" };
            let meetings = args::counted(before as u64, "meeting");
            ctx.out.status(format!("{meetings} {verb} already cancelled."));
        }
        if ctx.out.format() != Format::Table {
            let mut records = super::records(ctx);
            let found = meetings::by_ids(&session.db(), &ids).await?;
            listing.all(found.iter().map(|meeting| records.record(meeting)))?;
        }
        Ok(Exit::Ok)
    }
}
