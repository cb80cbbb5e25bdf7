use clap::Args;

use crate::context::{Access, Context};
use crate::entity::user;
use crate::error::{Exit, Failure};
use crate::fields;
use crate::records::UserRecord;
use crate::store::session::Session;
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
    /// Check everything, write nothing
    #[arg(long)]
    dry_run: bool,
}

impl UpdateArgs {
    pub(super) async fn run(self, ctx: &Context) -> Result<Exit, Failure> {
        let session = ctx.database_for(Access::read_if(self.dry_run)).await?;
        let db = session.db();
        let before = users::find(&db, &self.user).await?;
        if self.dry_run {
            return self.check(ctx, &session, before).await;
        }
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

    async fn check(
        self,
        ctx: &Context,
        session: &Session,
        before: user::Model,
    ) -> Result<Exit, Failure> {
        let mut after = before.clone();
        after.name = self.name.unwrap_or(after.name);
        after.email = self.email.unwrap_or(after.email);
        if after == before {
            ctx.out.status(format!("User {} is already up to date.", after.id));
        } else {
            if after.email != before.email {
                users::check_address(session, &after.email, Some(after.id)).await?;
            }
            after.updated_at = Some(ctx.now());
            ctx.print_dry_run(&format!("update user {}", after.id));
        }
        ctx.out.one(&UserRecord::new(&after, &ctx.record_zone()))?;
        Ok(Exit::Ok)
    }
}
