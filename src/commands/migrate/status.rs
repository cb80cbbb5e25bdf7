use clap::Args;
use migration::runner::{self, Identity, LEASE, MigrationState, MigrationStatus, State, lease};

use crate::commands::args::LimitArgs;
use crate::context::{Access, Context, wrong_schema};
use crate::error::{Exit, Failure};
use crate::records::MigrationRecord;

/// Show which migrations are applied
///
/// Only reads. A migration is applied, pending, dirty (half done by an interrupted run), edited (its
/// statements were changed after it was applied), `out_of_order` (not applied, but a later one is),
/// missing (recorded, older than this version, and unknown to it) or unknown (recorded by a newer
/// version). Standard error prints how to fix each.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
    meetctl migrate status
    meetctl migrate status --check > /dev/null || meetctl migrate up")]
pub struct StatusArgs {
    /// Exit with code 3 unless every migration is applied
    #[arg(long)]
    check: bool,
    #[command(flatten)]
    limit: LimitArgs,
}

impl StatusArgs {
    pub(super) async fn run(self, ctx: &Context) -> Result<Exit, Failure> {
        let mut listing = ctx.out.listing::<MigrationRecord>()?.limited_to(self.limit.get());
        let db = ctx.open(Access::Read).await?.db();
        let identity = runner::identify(&db).await?;
        if let Identity::Foreign { .. } = identity {
            return Err(wrong_schema(&identity));
        }
        let migrations = MigrationState::read(&db).await?.migrations;
        let zone = ctx.record_zone();
        for migration in &migrations {
            listing.push(&MigrationRecord::new(migration, &zone))?;
        }
        let is_cut = listing.is_cut();
        let shown = listing.finish()?;
        self.limit.report(ctx, shown, is_cut, "migration");
        if matches!(identity, Identity::Flask { .. }) {
            ctx.out.notice(
                "the Flask application created these tables; `meetctl migrate baseline` adopts them",
            );
        } else {
            print_advice(ctx, &migrations);
        }
        if let Some(holder) = lease::holder(&db, LEASE).await? {
            print_holder(ctx, &holder);
        }
        let found = migrations.iter().any(|m| m.state != State::Applied);
        Ok(if self.check && found { Exit::Found } else { Exit::Ok })
    }
}

/// What each state means, and how to fix it.
const ADVICE: [(State, &str, &str); 6] = [
    (State::Unknown, "unknown to this version of meetctl", "use a newer one"),
    (
        State::Missing,
        "recorded, but unknown to this version, which is newer",
        "use the meetctl that applied them, or `meetctl migrate repair` deletes the records",
    ),
    (
        State::Dirty,
        "half done by an interrupted run",
        "`meetctl migrate up` finishes them, `meetctl migrate repair` finishes them or rolls them back",
    ),
    (
        State::OutOfOrder,
        "out of order: not applied, but a later one is",
        "`meetctl migrate repair` records what the schema has, and applies the rest",
    ),
    (
        State::Edited,
        "edited after being applied",
        "use the meetctl that applied them, or `meetctl migrate repair` writes new checksums \
         if the schema has what they create",
    ),
    (State::Pending, "pending", "`meetctl migrate up` applies them"),
];

fn print_advice(ctx: &Context, migrations: &[MigrationStatus]) {
    if migrations.iter().any(|m| m.state == State::Restoring) {
        ctx.out.notice(
            "a restore is running or was interrupted, and rows are missing; `meetctl restore FILE` \
             finishes it",
        );
    }
    for (state, what, advice) in ADVICE {
        let count = migrations.iter().filter(|m| m.state == state).count();
        match count {
            0 => {}
            1 => {
                ctx.out
                    .notice(format!("1 migration is {what}; {}", advice.replace(" them", " it")));
            }
            _ => ctx.out.notice(format!("{count} migrations are {what}; {advice}")),
        }
    }
}

fn print_holder(ctx: &Context, holder: &lease::Holder) {
    ctx.out.notice(if holder.ahead {
        let (why, owner) = (holder.why_expired(), &holder.owner);
        format!("the next run takes over from a run of migrations {why}: {owner}")
    } else if holder.expired {
        format!(
            "a run of migrations ended without a release: {}, last heartbeat {} s ago; the next run takes over",
            holder.owner,
            holder.heartbeat_age.as_secs()
        )
    } else {
        format!("a run of migrations is in progress: {holder}")
    });
}
