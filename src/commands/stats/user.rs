use clap::Args;

use crate::context::Context;
use crate::error::{Exit, Failure};
use crate::records::{UserRecord, UserStatsRecord};
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
            average_duration_minutes: average_minutes(counts.created_seconds, counts.created),
        })?;
        Ok(Exit::Ok)
    }
}

/// Computed here from integers: the averages of the engines differ in their last digits.
#[expect(clippy::cast_precision_loss, reason = "sums of seconds are far below 2^53")]
fn average_minutes(seconds: i64, meetings: i64) -> f64 {
    if meetings == 0 {
        return 0.0;
    }
    let minutes = seconds as f64 / meetings as f64 / 60.0;
    (minutes * 1e6).round() / 1e6
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn averages_have_six_decimals() {
        assert!((average_minutes(0, 0) - 0.0).abs() < f64::EPSILON);
        assert_eq!(average_minutes(7320, 1).to_string(), "122");
        assert_eq!(average_minutes(10_000, 3).to_string(), "55.555556");
    }
}
