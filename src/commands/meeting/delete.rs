use clap::Args;
use serde_json::json;

use crate::commands::args;
use crate::context::{Access, Context};
use crate::error::{Exit, Failure};
use crate::output::Format;
use crate::prompt::Question;
use crate::records::brief;
use crate::store::meetings;
use crate::store::people::MeetingDetails;

/// Delete meetings and their participations
///
/// All or none: an unknown id changes nothing. Requires confirmation; without a terminal, --yes is
/// required. To keep the rows, cancel the meetings instead.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
    meetctl meeting delete 7
    meetctl meeting list --status cancelled --to -365d --format ids |
        meetctl meeting delete --yes -")]
pub struct DeleteArgs {
    /// Ids; `-` reads them from standard input, one per line
    #[arg(value_name = "ID", required = true)]
    ids: Vec<String>,
    /// Check everything, delete nothing
    #[arg(long)]
    dry_run: bool,
}

impl DeleteArgs {
    pub(super) async fn run(self, ctx: &Context) -> Result<Exit, Failure> {
        let ids = args::ids(&self.ids)?;
        if ids.is_empty() {
            ctx.out.status("No ids given.");
            return Ok(Exit::Ok);
        }
        let session = ctx.database_for(Access::read_if(self.dry_run)).await?;
        let found = meetings::by_ids(&session.db(), &ids).await?;
        if !self.dry_run {
            ctx.confirm(&question(ctx, &found)).await?;
            meetings::delete(&session, &ids, ctx.now()).await?;
        }
        if matches!(ctx.out.format(), Format::Json | Format::Jsonl) {
            ctx.out.json_value(&json!({ "deleted": ids, "dry_run": self.dry_run }))?;
        }
        let meetings = match ids.as_slice() {
            [one] => format!("meeting {one}"),
            many => format!("{} meetings", many.len()),
        };
        if self.dry_run {
            ctx.print_dry_run(&format!("delete {meetings}"));
        } else {
            ctx.out.status(format!("Deleted {meetings}."));
        }
        Ok(Exit::Ok)
    }
}

fn question(ctx: &Context, found: &[MeetingDetails]) -> Question {
    let mut records = super::records(ctx);
    if let [one] = found {
        return Question::new(format!("delete meeting {}?", brief(&records.record(one))));
    }
    let named = args::first_few(found.iter().map(|meeting| brief(&records.record(meeting))));
    Question::new(format!("delete {} meetings?", found.len())).details(named)
}
