use clap::Args;

use crate::context::{Access, Context};
use crate::error::{Exit, Failure};
use crate::fields;
use crate::output::Format;
use crate::records::UserRecord;
use crate::store::users;

/// Create a user
///
/// Prints the new user. The e-mail address must be unique.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n    meetctl user create --name \"Ada Lovelace\" --email ada@example.org"
)]
pub struct CreateArgs {
    /// Name, at most 100 characters
    #[arg(long, value_name = "NAME", value_parser = fields::name)]
    name: String,
    /// E-mail address
    #[arg(long, value_name = "ADDRESS", value_parser = fields::email)]
    email: String,
    /// Check everything, write nothing
    #[arg(long)]
    dry_run: bool,
}

impl CreateArgs {
    pub(super) async fn run(self, ctx: &Context) -> Result<Exit, Failure> {
        if self.dry_run {
            return self.check(ctx).await;
        }
        let session = ctx.database().await?;
        let user = users::create(&session, &self.name, &self.email, ctx.now()).await?;
        ctx.out.status(format!("Created user {}.", user.id));
        ctx.out.one(&UserRecord::new(&user, &ctx.record_zone()))?;
        Ok(Exit::Ok)
    }

    async fn check(self, ctx: &Context) -> Result<Exit, Failure> {
        let session = ctx.database_for(Access::Read).await?;
        users::check_address(&session, &self.email, None).await?;
        ctx.print_dry_run("create the user");
        // The user has no id to print.
        if ctx.out.format() != Format::Ids {
            ctx.out.one(&UserRecord::draft(self.name, self.email))?;
        }
        Ok(Exit::Ok)
    }
}
