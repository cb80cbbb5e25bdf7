use clap::Args;
use serde_json::json;

use crate::commands::args;
use crate::context::Context;
use crate::error::{Exit, Failure};
use crate::output::Format;
use crate::records::brief;
use crate::store::meetings;

/// Delete meetings and their participations
///
/// All or none: an unknown id changes nothing. Requires confirmation; without a terminal, --yes is
/// required. To keep the rows, cancel the meetings instead.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
    meetctl meeting delete 7
    meetctl meeting list --status cancelled --to -365d --format ids --all |
        meetctl meeting delete --yes -")]
pub struct DeleteArgs {
    /// Ids; `-` reads them from standard input, one per line
    #[arg(value_name = "ID", required = true)]
    ids: Vec<String>,
}

impl DeleteArgs {
    pub(super) async fn run(self, ctx: &Context) -> Result<Exit, Failure> {
        let ids = args::ids(&self.ids)?;
        if ids.is_empty() {
            ctx.out.status("No ids given.");
            return Ok(Exit::Ok);
        }
        let session = ctx.database().await?;
        let db = session.db();
        let found = meetings::by_ids(&db, &ids).await?;
        let question = match found.as_slice() {
            [one] => format!("delete meeting {}?", brief(&super::records(ctx).record(one))),
            many => format!("delete {} meetings?", many.len()),
        };
        ctx.confirm(&question)?;
        meetings::delete(&session, &ids).await?;
        if matches!(ctx.out.format(), Format::Json | Format::Jsonl) {
            ctx.out.json_value(&json!({ "deleted": ids }))?;
        }
        ctx.out.status(match ids.as_slice() {
            [one] => format!("Deleted meeting {one}."),
            many => format!("Deleted {} meetings.", many.len()),
        });
        Ok(Exit::Ok)
    }
}
