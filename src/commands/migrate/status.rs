use clap::Args;
use migration::runner::{self, Identity, State};

use crate::context::{Context, wrong_schema};
use crate::error::{Exit, Failure};
use crate::records::MigrationRecord;
use crate::store::connect::Missing;

/// Show which migrations are applied
///
/// Reads only, and needs no right to write.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
    meetctl migrate status
    meetctl migrate status --check > /dev/null || meetctl migrate up")]
pub struct StatusArgs {
    /// Exit with code 3 unless every migration is applied
    #[arg(long)]
    check: bool,
}

impl StatusArgs {
    pub(super) async fn run(self, ctx: &Context) -> Result<Exit, Failure> {
        let mut listing = ctx.out.listing::<MigrationRecord>()?;
        let db = ctx.unchecked_database(Missing::Refuse).await?;
        let identity = runner::identify(&db).await?;
        if let Identity::Foreign { .. } = identity {
            return Err(wrong_schema(&identity));
        }
        let statuses = runner::status(&db).await?;
        let zone = ctx.record_zone();
        for status in &statuses {
            listing.push(&MigrationRecord::new(status, &zone))?;
        }
        listing.finish()?;
        let count = |state| statuses.iter().filter(|s| s.state == state).count();
        tell(ctx, &identity, count(State::Pending), count(State::Unknown));
        let found = statuses.iter().any(|s| s.state != State::Applied);
        Ok(if self.check && found {
            Exit::Found
        } else {
            Exit::Ok
        })
    }
}

fn tell(ctx: &Context, identity: &Identity, pending: usize, unknown: usize) {
    if matches!(identity, Identity::Flask { .. }) {
        ctx.out.notice(
            "the Flask application made these tables; `meetctl migrate baseline` adopts them",
        );
    } else if unknown > 0 {
        ctx.out.notice(format!(
            "{unknown} of them are unknown to this version of meetctl: use a newer one"
        ));
    } else if pending > 0 {
        ctx.out.notice(format!(
            "{pending} pending; `meetctl migrate up` applies them"
        ));
    }
}
