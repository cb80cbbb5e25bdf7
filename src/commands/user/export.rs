use clap::Args;

use crate::commands::target::ExportTargetArgs;
use crate::context::Context;
use crate::error::{Exit, Failure};
use crate::interchange::FileFormat;
use crate::output::Output;
use crate::records::{ExportedUser, UserRecord};

/// Write users to a file or to standard output, for `user import`
///
/// Name and e-mail address as CSV or JSON Lines: --format, or by the extension of --output, else
/// CSV. Sorted by id, in constant memory. --fields selects other fields of `user list`.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n    meetctl user export --output users.csv")]
pub struct ExportArgs {
    /// Only users whose name or address contains this text, ignoring case
    #[arg(long, value_name = "TEXT")]
    search: Option<String>,
    #[command(flatten)]
    target: ExportTargetArgs,
}

const FORMATS: [FileFormat; 2] = [FileFormat::Csv, FileFormat::Jsonl];

impl ExportArgs {
    pub(super) async fn run(self, ctx: &Context) -> Result<Exit, Failure> {
        let form = self.target.form(ctx, &FORMATS)?;
        let target = self.target.open(ctx, form).await?;
        let result = self.write(ctx, &target.out).await;
        target.finish(ctx, result, "user")?;
        Ok(Exit::Ok)
    }

    async fn write(&self, ctx: &Context, out: &Output) -> Result<u64, Failure> {
        let search = self.search.as_deref();
        if out.has_fields() {
            let zone = ctx.stable_zone();
            let mut listing = out.listing::<UserRecord>()?;
            super::each(ctx, search, |user| listing.push(&UserRecord::new(user, &zone))).await?;
            return listing.finish();
        }
        let mut listing = out.listing::<ExportedUser>()?;
        super::each(ctx, search, |user| listing.push(&ExportedUser::new(user))).await?;
        listing.finish()
    }
}
