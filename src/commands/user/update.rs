use clap::Args;

use crate::context::Context;
use crate::error::{Exit, Failure};
use crate::fields;
use crate::records::UserRecord;
use crate::store::users;

/// Change the name or the e-mail address of a user
///
/// Prints the updated user.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
    meetctl user update ada@example.org --name \"Ada King\"")]
#[command(group(clap::ArgGroup::new("change").args(["name", "email"]).required(true).multiple(true)))]
pub struct UpdateArgs {
    /// Id or e-mail address
    #[arg(value_name = "USER")]
    user: String,
    /// New name
    #[arg(long, value_name = "NAME", value_parser = fields::name)]
    name: Option<String>,
    /// New e-mail address
    #[arg(long, value_name = "ADDRESS", value_parser = fields::email)]
    email: Option<String>,
}

impl UpdateArgs {
    pub(super) async fn run(self, ctx: &Context) -> Result<Exit, Failure> {
        let session = ctx.database().await?;
        let db = session.db();
        let before = users::find(&db, &self.user).await?;
        let after = users::update(
            &session,
            &before,
            self.name.as_deref(),
            self.email.as_deref(),
            ctx.now(),
        )
        .await?;
        if before == after {
            ctx.out.status(format!("User {} is already up to date.", after.id));
        } else {
            ctx.out.status(format!("Updated user {}.", after.id));
        }
        ctx.out.one(&UserRecord::new(&after, &ctx.record_zone()))?;
        Ok(Exit::Ok)
    }
}
