//! `meetctl doctor`

use std::cell::Cell;

use clap::Args;
use migration::runner::{self, Identity};

use crate::commands::args::{counted, first_few, word};
use crate::commands::history_note::note_run;
use crate::context::{Access, Context, wrong_schema};
use crate::error::{Exit, Failure};
use crate::output::{Format, Listing, Output, Warning};
use crate::prompt::Question;
use crate::records::FindingRecord;
use crate::store::doctor::{self, Check, Finding, Fixer, Report, Severity};
use crate::store::history::Values;
use crate::store::odd_values;
use crate::store::session::Session;
use crate::time::TypedTime;

/// Find integrity problems, and fix what is safe to fix
///
/// Checks rows and schema, also where other programs write to the database: rows that refer to rows
/// that do not exist, an end before the start, double bookings, a status that does not match the
/// current time, timestamps in another format (SQLite), missing constraints and indexes, stale
/// planner statistics, triggers that meetctl did not create, leases that nobody released, an encoding that is
/// not UTF-8, a damaged file. Prints each check that found something, how bad that is, how much it is, a few ids, and what to
/// do; machine formats print every check. Without --fix the session is read-only.
///
/// --fix sets the application id of the file, releases leases that expired, deletes participations that refer to nothing,
/// rewrites timestamps, creates indexes, updates the status and the planner statistics; the rest
/// needs a manual change. Asks first; without a terminal it needs --yes. It can run beside writers, and
/// never writes to a damaged file.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
    meetctl doctor
    meetctl doctor --check --quiet        (exit code 3 if anything is wrong)
    meetctl doctor --check --fail-on error
    meetctl doctor --fix --dry-run
    meetctl doctor --fix --yes")]
#[expect(clippy::struct_excessive_bools, reason = "each is one flag of the command line")]
pub struct DoctorArgs {
    /// Fix what is safe to fix
    #[arg(long)]
    fix: bool,
    /// Exit with code 3 if a warning or an error is found or, with --fix, left
    ///
    /// Double bookings that are not over and a stale status are warnings.
    #[arg(long)]
    check: bool,
    /// Make --check exit with code 3 from this severity up
    #[arg(long, value_name = "SEVERITY", value_enum, default_value_t = Severity::Warning, requires = "check")]
    fail_on: Severity,
    /// Take double bookings that were over at this time for a note [default: now]
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    since: Option<TypedTime>,
    /// Show every check in the table, also those that found nothing
    #[arg(long)]
    all: bool,
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
        let since = self.since.as_ref().map(|time| ctx.time("--since", time, TypedTime::start));
        let since = since.transpose()?.unwrap_or(ctx.now());
        let pending = pending(&session).await?;
        let every = self.all || ctx.out.format() != Format::Table;
        let found = doctor::examine(&session, ctx.now(), since, &pending).await?;
        if let Some(damaged) = found.damaged() {
            list(listing, every, &found, &[])?;
            return Err(damaged);
        }
        let plan: Vec<&Finding> = in_order(&found);
        if !self.fix || self.dry_run || plan.is_empty() {
            list(listing, every, &found, &[])?;
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
        if total(&fixed) > 0 {
            let counts = fixed.iter().map(|(check, count)| (word(check), (*count).into()));
            note_run(ctx, "fixed", counts.collect::<Values>()).await;
        }
        if let Some(exit) = ctx.shutdown().requested() {
            ctx.out.notice("interrupted; run it again to continue");
            return Ok(exit);
        }
        let left = doctor::examine(&session, ctx.now(), since, &pending).await?;
        list(listing, every, &left, &fixed)?;
        print_skipped(ctx, &left);
        ctx.out.status(format!(
            "Fixed {}; {} left.",
            counted(total(&fixed), "problem"),
            counted(findings(&left), "finding")
        ));
        Ok(self.exit(&left))
    }

    fn exit(&self, found: &Report) -> Exit {
        let counts = |f: &Finding| f.found.count > 0 && f.severity() >= self.fail_on;
        let failed = self.check && found.findings.iter().any(counts);
        if failed { Exit::Found } else { Exit::Ok }
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

/// Lists the checks that found or fixed something or, if requested, `every` one.
fn list(
    mut listing: Listing<FindingRecord>,
    every: bool,
    found: &Report,
    fixed: &[(Check, u64)],
) -> Result<(), Failure> {
    for finding in &found.findings {
        let of = |(check, _): &&(Check, u64)| *check == finding.check;
        if !every && finding.found.count == 0 && !fixed.iter().any(|one| of(&one)) {
            continue;
        }
        listing.push(&FindingRecord {
            check: word(&finding.check),
            count: finding.found.count,
            sample: finding.found.sample.clone(),
            advice: finding.advice().to_owned(),
            fixable: finding.is_fixable(),
            fixed: fixed.iter().find(of).map_or(0, |(_, count)| *count),
            severity: word(&finding.severity()),
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
