use clap::Args;
use migration::runner::{self, Identity, LEASE, MigrationStatus, State, lease};

use super::turn::told;
use crate::context::{Context, wrong_schema};
use crate::error::{Exit, Failure};
use crate::records::MigrationRecord;
use crate::store::connect::Missing;

/// Show which migrations are applied
///
/// Reads only, and needs no right to write. A migration is applied, pending, dirty (half done by a
/// run that was cut short), edited (its statements were changed after it was applied), `out_of_order`
/// (passed over: a later one is applied), missing (recorded, and this version should know it but
/// does not) or unknown (recorded by a newer version). What mends it is told on standard error.
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
        if matches!(identity, Identity::Flask { .. }) {
            ctx.out.notice(
                "the Flask application made these tables; `meetctl migrate baseline` adopts them",
            );
        } else {
            tell_mends(ctx, &statuses);
        }
        if let Some(holder) = lease::holder(&db, LEASE).await? {
            tell_holder(ctx, &holder);
        }
        let found = statuses.iter().any(|s| s.state != State::Applied);
        Ok(if self.check && found {
            Exit::Found
        } else {
            Exit::Ok
        })
    }
}

/// What each state means, and the command that mends it.
const MENDS: [(State, &str, &str); 6] = [
    (
        State::Unknown,
        "unknown to this version of meetctl",
        "use a newer one",
    ),
    (
        State::Missing,
        "recorded, but not known to this version, which is newer",
        "use the meetctl that has them, or `meetctl migrate repair` removes the records",
    ),
    (
        State::Dirty,
        "half done by a run that was cut short",
        "`meetctl migrate up` finishes them, `meetctl migrate repair` finishes or undoes them",
    ),
    (
        State::OutOfOrder,
        "passed over",
        "`meetctl migrate repair` records what the schema has, and applies the rest",
    ),
    (
        State::Edited,
        "edited after being applied",
        "use the meetctl that applied them, or `meetctl migrate repair` takes the new checksums \
         if the schema has what they make",
    ),
    (
        State::Pending,
        "pending",
        "`meetctl migrate up` applies them",
    ),
];

fn tell_mends(ctx: &Context, statuses: &[MigrationStatus]) {
    for (state, what, mend) in MENDS {
        let count = statuses.iter().filter(|s| s.state == state).count();
        match count {
            0 => {}
            1 => ctx
                .out
                .notice(format!("1 {what}; {}", mend.replace(" them", " it"))),
            _ => ctx.out.notice(format!("{count} {what}; {mend}")),
        }
    }
}

fn tell_holder(ctx: &Context, holder: &lease::Holder) {
    let silent = holder.silent.as_secs();
    ctx.out.notice(if holder.expired {
        format!(
            "a run of migrations died: {}, not heard of for {silent} s; the next run takes over",
            holder.owner
        )
    } else {
        format!("a run of migrations is at work: {}", told(holder))
    });
}
