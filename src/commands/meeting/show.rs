use clap::Args;

use crate::commands::args;
use crate::context::Context;
use crate::error::{Exit, Failure};
use crate::records::MeetingRecord;
use crate::store::meetings;

/// Show meetings with their creators and participants
///
/// In the order of the ids. One id prints a JSON object; several, or `-`, print a list.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n    meetctl meeting show 7 --json\n    meetctl meeting list --user 3 --format ids | meetctl meeting show -"
)]
pub struct ShowArgs {
    /// Ids; `-` reads them from standard input, one per line
    #[arg(value_name = "ID", required = true)]
    ids: Vec<String>,
}

impl ShowArgs {
    pub(super) async fn run(self, ctx: &Context) -> Result<Exit, Failure> {
        let single = self.ids.len() == 1 && self.ids[0] != "-";
        let ids = args::ids(&self.ids)?;
        let db = ctx.database().await?.db();
        let found = meetings::by_ids(&db, &ids).await?;
        let mut records = super::records(ctx);
        if single && let [meeting] = found.as_slice() {
            ctx.out.one(&records.record(meeting))?;
            return Ok(Exit::Ok);
        }
        let cards = ctx.out.cards::<MeetingRecord>()?;
        cards.all(found.iter().map(|meeting| records.record(meeting)))?;
        Ok(Exit::Ok)
    }
}
