use clap::Args;

use crate::context::Context;
use crate::error::{Exit, Failure};
use crate::records::UserRecord;
use crate::store::users;

/// Show one user
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
    meetctl user show ada@example.org
    meetctl user show 3 --json")]
pub struct ShowArgs {
    /// Id or e-mail address
    #[arg(value_name = "USER")]
    user: String,
}

impl ShowArgs {
    pub(super) async fn run(self, ctx: &Context) -> Result<Exit, Failure> {
        let db = ctx.database().await?.db();
        let user = users::find(&db, &self.user).await?;
        ctx.out.one(&UserRecord::new(&user, &ctx.record_zone()))?;
        Ok(Exit::Ok)
    }
}
