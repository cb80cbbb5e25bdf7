use clap::Args;

use crate::context::Context;
use crate::error::{Exit, Failure};
use crate::records::{Minutes, UserRecord, UserStatsRecord};
use crate::store::{stats, users};

/// Count the meetings that a user created and takes part in
///
/// The average is the length of the created meetings in minutes; 0 if none exists.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
    meetctl stats user ada@example.org")]
pub struct UserArgs {
    /// Id or e-mail address
    #[arg(value_name = "USER")]
    user: String,
}

impl UserArgs {
    pub(super) async fn run(self, ctx: &Context) -> Result<Exit, Failure> {
        let db = ctx.database().await?.db();
        let user = users::find(&db, &self.user).await?;
        let counts = stats::user(&db, user.id).await?;
        ctx.out.one(&UserStatsRecord {
            user: UserRecord::new(&user, &ctx.stable_zone()),
            created_count: counts.created,
            participated_count: counts.participated,
            average_duration_minutes: Minutes::mean_of_micros(
                counts.created_micros,
                counts.created,
            ),
        })?;
        Ok(Exit::Ok)
    }
}
