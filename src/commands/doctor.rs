//! `meetctl doctor`

use std::cell::Cell;

use clap::Args;
use migration::runner::{self, Identity};

use crate::commands::args::{counted, first_few, word};
use crate::context::{Access, Context, wrong_schema};
use crate::error::{Exit, Failure};
use crate::output::{Listing, Output, Warning};
use crate::prompt::Question;
use crate::records::FindingRecord;
use crate::store::doctor::{self, Check, Finding, Fixer, Report};
use crate::store::odd_values;
use crate::store::session::Session;

/// Find integrity problems, and fix what is safe to fix
///
/// Checks rows and schema, also where other programs write to the database: rows that refer to rows
/// that do not exist, an end before the start, double bookings, a status that does not match the
/// current time, timestamps in another format (SQLite), missing constraints and indexes, stale
/// planner statistics, triggers that meetctl did not create, a damaged file. Prints each check, how much it found, a few ids, and what to
/// do. Without --fix the session is read-only.
///
/// --fix sets the application id of the file, deletes participations that refer to nothing,
/// rewrites timestamps, creates indexes, updates the status and the planner statistics; the rest
/// needs a manual change. Asks first; without a terminal it needs --yes. It can run beside writers, and
/// never writes to a damaged file.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
    meetctl doctor
    meetctl doctor --check --quiet        (exit code 3 if anything is found)
    meetctl doctor --fix --dry-run
    meetctl doctor --fix --yes")]
pub struct DoctorArgs {
    /// Fix what is safe to fix
    #[arg(long)]
    fix: bool,
    /// Exit with code 3 if anything is found or, with --fix, left
    ///
    /// Double bookings and a stale status count too.
    #[arg(long)]
    check: bool,
    /// Print what --fix would do, change nothing
    #[arg(long, requires = "fix")]
    dry_run: bool,
}

impl DoctorArgs {
    /// Runs the command.
    pub async fn run(self, ctx: &Context) -> Result<Exit, Failure> {
        let done = self.examine(ctx).await;
        // The check names them already.
        drop(odd_values::take());
        done
    }

    async fn examine(self, ctx: &Context) -> Result<Exit, Failure> {
        let listing = ctx.out.listing::<FindingRecord>()?;
        let access = Access::read_if(!self.fix || self.dry_run);
        let session = ctx.open(access).await?;
        let pending = pending(&session).await?;
        let found = doctor::examine(&session, ctx.now(), &pending).await?;
        if let Some(damaged) = found.damaged() {
            list(listing, &found, &[])?;
            return Err(damaged);
        }
        let plan: Vec<&Finding> = in_order(&found);
        if !self.fix || self.dry_run || plan.is_empty() {
            list(listing, &found, &[])?;
            print_skipped(ctx, &found);
            print_views(ctx, &found);
            summary(&ctx.out, &found);
            if self.fix {
                print_plan(&ctx.out, &plan);
            }
            return Ok(self.exit(&found));
        }
        ctx.confirm(&question(&plan)).await?;
        let fixed = fix(ctx, &session, &plan).await?;
        if let Some(exit) = ctx.shutdown().requested() {
            ctx.out.notice("interrupted; run it again to continue");
            return Ok(exit);
        }
        let left = doctor::examine(&session, ctx.now(), &pending).await?;
        list(listing, &left, &fixed)?;
        print_skipped(ctx, &left);
        ctx.out.status(format!(
            "Fixed {}; {} left.",
            counted(total(&fixed), "problem"),
            counted(findings(&left), "finding")
        ));
        Ok(self.exit(&left))
    }

    fn exit(&self, found: &Report) -> Exit {
        if self.check && findings(found) > 0 { Exit::Found } else { Exit::Ok }
    }
}

/// The migrations that are not applied, or only in part.
///
/// # Errors
/// Exit 9 for a database that is not ours, or newer than this program.
async fn pending(session: &Session) -> Result<Vec<String>, Failure> {
    let identity = session.reading(async |db| Ok(runner::identify(&db).await?)).await?;
    match identity {
        Identity::Ours { mut pending, unknown, dirty } if unknown.is_empty() => {
            pending.extend(dirty);
            pending.sort();
            pending.dedup();
            Ok(pending)
        }
        other => Err(wrong_schema(&other)),
    }
}

/// What can be fixed, in the order of the fixes.
fn in_order(found: &Report) -> Vec<&Finding> {
    let find = |check| {
        let mut all = found.findings.iter();
        all.find(|finding| finding.check == check && finding.can_fix())
    };
    Check::FIXABLE.into_iter().filter_map(find).collect()
}

/// What was fixed, and how many of each.
type FixCounts = Vec<(Check, u64)>;

async fn fix(ctx: &Context, session: &Session, plan: &[&Finding]) -> Result<FixCounts, Failure> {
    let shutdown = ctx.shutdown();
    shutdown.finish_batch_on_signal();
    let sum = Cell::new(0);
    ctx.written.set([("fixed", 0)]);
    let fixer = Fixer {
        session,
        now: ctx.now(),
        owner: &ctx.owner(),
        should_continue: &|| shutdown.requested().is_none(),
        fixed: &|count| {
            sum.set(sum.get() + count);
            ctx.written.set([("fixed", sum.get())]);
        },
    };
    let mut fixed = Vec::new();
    for finding in plan {
        if shutdown.requested().is_some() {
            break;
        }
        let done = fixer.fix(finding.check).await?;
        for why in done.left {
            ctx.out.warning(Warning::new("not_fixed", why).detail("check", word(&finding.check)));
        }
        fixed.push((finding.check, done.count));
    }
    Ok(fixed)
}

fn total(fixed: &[(Check, u64)]) -> u64 {
    fixed.iter().map(|(_, count)| count).sum()
}

fn list(
    mut listing: Listing<FindingRecord>,
    found: &Report,
    fixed: &[(Check, u64)],
) -> Result<(), Failure> {
    for finding in &found.findings {
        let of = |(check, _): &&(Check, u64)| *check == finding.check;
        listing.push(&FindingRecord {
            check: word(&finding.check),
            count: finding.found.count,
            sample: finding.found.sample.clone(),
            advice: finding.advice().to_owned(),
            fixable: finding.is_fixable(),
            fixed: fixed.iter().find(of).map_or(0, |(_, count)| *count),
        })?;
    }
    listing.finish().map(drop)
}

fn print_skipped(ctx: &Context, found: &Report) {
    for (check, why) in &found.skipped {
        ctx.out.notice(format!("skipped {}: {why}", word(check)));
    }
}

fn print_views(ctx: &Context, found: &Report) {
    if !found.views.is_empty() {
        let views = first_few(found.views.iter().cloned()).join(", ");
        ctx.out.notice(format!("meetctl neither created nor reads {views}"));
    }
}

fn findings(found: &Report) -> u64 {
    found.findings.iter().filter(|f| f.found.count > 0).count() as u64
}

fn summary(out: &Output, found: &Report) {
    let checks = counted(found.findings.len() as u64, "check");
    let fixable = in_order(found).len() as u64;
    out.status(match (findings(found), fixable) {
        (0, _) => format!("{checks}, nothing found."),
        (n, 0) => format!("{checks}, {}.", counted(n, "finding")),
        (n, m) => format!(
            "{checks}, {}; `meetctl doctor --fix` fixes {m} of them.",
            counted(n, "finding")
        ),
    });
}

fn print_plan(out: &Output, plan: &[&Finding]) {
    if plan.is_empty() {
        out.status("--fix would change nothing.");
    } else {
        out.status(format!("Would {}.", plans(plan)));
        out.status("Nothing was changed (dry run).");
    }
}

fn question(plan: &[&Finding]) -> Question {
    match plan {
        [one] => Question::new(format!("{}?", one.plan())),
        many => Question::new(format!("fix {}?", counted(many.len() as u64, "finding")))
            .details(many.iter().map(|finding| finding.plan())),
    }
}

fn plans(plan: &[&Finding]) -> String {
    let parts: Vec<String> = plan.iter().map(|finding| finding.plan()).collect();
    parts.join("; ")
}
