//! `meetctl doctor`

use clap::Args;
use migration::runner::{self, Identity};
use serde_json::json;

use crate::commands::args::counted;
use crate::context::{Access, Context, wrong_schema};
use crate::error::{Exit, Failure, Kind};
use crate::output::{Listing, Output};
use crate::records::FindingRecord;
use crate::store::doctor::{self, Check, Examination, Finding, Mending};
use crate::store::session::Session;

/// Find what constraints cannot hold, and mend what is safe to mend
///
/// Looks for rows and parts of the schema that are wrong, also where other programs write to
/// the database: rows that refer to nothing, an end before the start, double bookings, a status
/// that does not fit the clock, times in another form (SQLite), lost constraints and indexes,
/// figures that mislead the query planner, a damaged file. Names each check, how often it
/// found something, a few ids, and what to do. Without --fix the database refuses every write.
///
/// --fix marks the file, deletes participations that refer to nothing, writes times in the one
/// form, makes indexes, brings the status up to date and has the engine measure its tables; the
/// rest needs a person. It asks first; without a terminal it needs --yes. It may run beside
/// writers, except on a damaged file, which is never written.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
    meetctl doctor
    meetctl doctor --check --quiet        (exit code 3 if anything is found)
    meetctl doctor --fix --dry-run
    meetctl doctor --fix --yes")]
pub struct DoctorArgs {
    /// Mend what is safe to mend
    #[arg(long)]
    fix: bool,
    /// Exit with code 3 if anything is found, or with --fix, left; double bookings and a status
    /// behind the clock count too
    #[arg(long)]
    check: bool,
    /// Tell what --fix would do, change nothing
    #[arg(long, requires = "fix")]
    dry_run: bool,
}

impl DoctorArgs {
    /// Runs the command.
    pub async fn run(self, ctx: &Context) -> Result<Exit, Failure> {
        let listing = ctx.out.listing::<FindingRecord>()?;
        let access = Access::read_if(!self.fix || self.dry_run);
        let session = ctx.open(access).await?;
        let pending = pending(&session).await?;
        let found = doctor::examine(&session, ctx.now(), &pending).await?;
        if !found.damage.is_empty() {
            list(listing, &found, &[])?;
            return Err(damaged(&found.damage));
        }
        let plan: Vec<&Finding> = in_order(&found);
        if !self.fix || self.dry_run || plan.is_empty() {
            list(listing, &found, &[])?;
            tell_left_out(ctx, &found);
            summary(&ctx.out, &found);
            if self.fix {
                tell_plan(&ctx.out, &plan);
            }
            return Ok(self.exit(&found));
        }
        ctx.confirm(&question(&plan))?;
        let fixed = mend(ctx, &session, &plan).await?;
        if let Some(exit) = ctx.shutdown().requested() {
            ctx.out
                .notice("stopped before the end; run it again to go on");
            return Ok(exit);
        }
        let left = doctor::examine(&session, ctx.now(), &pending).await?;
        list(listing, &left, &fixed)?;
        tell_left_out(ctx, &left);
        ctx.out.status(format!(
            "Mended {}; {} left.",
            counted(total(&fixed), "thing"),
            counted(findings(&left), "finding")
        ));
        Ok(self.exit(&left))
    }

    fn exit(&self, found: &Examination) -> Exit {
        if self.check && findings(found) > 0 {
            Exit::Found
        } else {
            Exit::Ok
        }
    }
}

/// The migrations that are not applied, or not wholly.
///
/// # Errors
/// Exit 9 for a database that is not ours, or newer than this program.
async fn pending(session: &Session) -> Result<Vec<String>, Failure> {
    let identity = session
        .reading(async |db| Ok(runner::identify(&db).await?))
        .await?;
    match identity {
        Identity::Ours {
            mut pending,
            unknown,
            dirty,
        } if unknown.is_empty() => {
            pending.extend(dirty);
            pending.sort();
            pending.dedup();
            Ok(pending)
        }
        other => Err(wrong_schema(&other)),
    }
}

/// What can be mended, in the order in which it is.
fn in_order(found: &Examination) -> Vec<&Finding> {
    let find = |check| {
        let mut all = found.findings.iter();
        all.find(|finding| finding.check == check && finding.is_mendable())
    };
    Check::MENDED.into_iter().filter_map(find).collect()
}

/// What was mended, and how many of each.
type Fixed = Vec<(Check, u64)>;

async fn mend(ctx: &Context, session: &Session, plan: &[&Finding]) -> Result<Fixed, Failure> {
    let shutdown = ctx.shutdown();
    shutdown.finish_batch_on_signal();
    let mending = Mending {
        session,
        now: ctx.now(),
        owner: &ctx.owner(),
        go_on: &|| shutdown.requested().is_none(),
    };
    let mut fixed = Vec::new();
    for finding in plan {
        if shutdown.requested().is_some() {
            break;
        }
        let mended = mending.mend(finding.check).await?;
        for why in mended.left {
            ctx.out.warning(why);
        }
        fixed.push((finding.check, mended.count));
    }
    Ok(fixed)
}

fn list(
    mut listing: Listing<FindingRecord>,
    found: &Examination,
    fixed: &[(Check, u64)],
) -> Result<(), Failure> {
    for finding in &found.findings {
        let of = |(check, _): &&(Check, u64)| *check == finding.check;
        listing.push(&FindingRecord {
            check: finding.check.name(),
            count: finding.found.count,
            sample: finding.found.sample.clone(),
            mend: finding.advice().to_owned(),
            fixable: finding.check.has_mend() && !finding.found.beyond_mending,
            fixed: fixed.iter().find(of).map_or(0, |(_, count)| *count),
        })?;
    }
    listing.finish().map(drop)
}

fn tell_left_out(ctx: &Context, found: &Examination) {
    for (check, why) in &found.left_out {
        ctx.out
            .notice(format!("{} was not looked for: {why}", check.name()));
    }
}

fn findings(found: &Examination) -> u64 {
    found.findings.iter().filter(|f| f.found.count > 0).count() as u64
}

fn total(fixed: &[(Check, u64)]) -> u64 {
    fixed.iter().map(|(_, count)| count).sum()
}

fn summary(out: &Output, found: &Examination) {
    let checks = counted(found.findings.len() as u64, "check");
    let mendable = in_order(found).len() as u64;
    out.status(match (findings(found), mendable) {
        (0, _) => format!("{checks}, nothing found."),
        (n, 0) => format!("{checks}, {}.", counted(n, "finding")),
        (n, m) => format!(
            "{checks}, {}; `meetctl doctor --fix` mends {m} of them.",
            counted(n, "finding")
        ),
    });
}

fn tell_plan(out: &Output, plan: &[&Finding]) {
    if plan.is_empty() {
        out.status("There is nothing that --fix mends.");
    } else {
        out.status(format!("Would {}.", plans(plan)));
        out.status("Nothing was changed (dry run).");
    }
}

fn question(plan: &[&Finding]) -> String {
    format!("{}?", plans(plan))
}

fn plans(plan: &[&Finding]) -> String {
    let parts: Vec<String> = plan.iter().map(|finding| finding.plan()).collect();
    parts.join("; ")
}

fn damaged(damage: &[String]) -> Failure {
    let failure = Failure::new(
        Kind::Corrupt,
        "the database file is damaged or is not a database",
    )
    .hint("restore a backup; nothing was written to the file")
    .detail("damage", json!(damage));
    failure.with_causes(damage.iter().flat_map(|told| told.lines()).take(5))
}
