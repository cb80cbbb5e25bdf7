//! `meetctl undo`

use clap::Args;
use serde_json::json;

use super::args::{counted, first_few};
use super::meeting::set;
use crate::context::{Access, Context};
use crate::entity::history::{ItemKind, run_text, runs_of};
use crate::error::{Exit, Failure, Kind};
use crate::output::Format;
use crate::prompt::Question;
use crate::records::HistoryRecord;
use crate::store::booking::SetRules;
use crate::store::history::{self, Change, Entry, HistoryFilter};
use crate::store::session::Session;
use crate::store::undo::{self, Changed, Undone};

/// The commands that can be undone: their entries hold all that they changed.
const UNDOABLE: [&str; 12] = [
    "meeting cancel",
    "meeting create",
    "meeting delete",
    "meeting edit",
    "meeting shift",
    "meeting update",
    "undo",
    "user create",
    "user delete",
    "user merge",
    "user offboard",
    "user update",
];

/// How many characters of a run must be typed at least.
const MIN_PREFIX: usize = 4;

/// Undo what one run of a command changed
///
/// Restores the meetings and users as they were before the run, in one transaction, all or
/// nothing. Checked like a booking: refused if it double-books someone, and if anything that the run set
/// has changed since. An undo is a run too, and can be undone: `meetctl undo last` twice changes nothing. Imports, purges, restores, migrations
/// and `user anonymize` cannot be undone. Asks before it deletes what the run created.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
    meetctl history --limit 5            (shows the runs)
    meetctl undo 7k2m9qxw4tzp --dry-run
    meetctl undo last                    (the newest run of your own)")]
pub struct UndoArgs {
    /// The run, as `meetctl history` shows it; the first characters are enough, `last` is the newest
    /// one of this actor
    #[arg(value_name = "RUN")]
    run: String,
    /// Undo even if it double-books someone
    #[arg(long)]
    allow_overlap: bool,
    /// Check everything, write nothing
    #[arg(long)]
    dry_run: bool,
}

/// The numbers of the runs that `text` begins.
///
/// # Errors
/// Exit 2 for what no run begins with.
pub(super) fn runs(text: &str) -> Result<(i64, i64), Failure> {
    let runs = runs_of(text).filter(|_| text.len() >= MIN_PREFIX);
    runs.map(|runs| (*runs.start(), *runs.end())).ok_or_else(|| {
        Failure::usage(format!("{text:?} is not a run"))
            .hint("`meetctl history` shows the runs; their first 4 characters are enough")
    })
}

impl UndoArgs {
    /// Runs the command.
    pub async fn run(self, ctx: &Context) -> Result<Exit, Failure> {
        let mut listing = ctx.out.listing::<HistoryRecord>()?;
        let session = ctx.database_for(Access::read_if(self.dry_run)).await?;
        let run = self.find(ctx, &session).await?;
        let first = require_undoable(&session, run).await?;
        let rules = |dry_run| SetRules {
            allow_overlap: self.allow_overlap,
            skip_conflicts: false,
            dry_run,
            now: ctx.now(),
        };
        let planned = self.undo(ctx, &session, run, rules(true)).await?;
        let done = if self.dry_run {
            planned
        } else {
            confirm(ctx, &planned, &first).await?;
            self.undo(ctx, &session, run, rules(false)).await?
        };
        let zone = ctx.record_zone();
        for entry in history::entries(session.run(), &done) {
            listing.push(&HistoryRecord::new(&entry.row, &zone))?;
        }
        if ctx.out.format() != Format::Table || !done.is_empty() {
            listing.finish()?;
        }
        let what = format!("{} of run {} ({})", changes(&done), run_text(run), first.row.command);
        match (done.is_empty(), self.dry_run) {
            (true, _) => ctx.out.status("Everything is already as it was before that run."),
            (false, true) => ctx.print_dry_run(&format!("undo {what}")),
            (false, false) => ctx.out.status(format!("Undid {what}.")),
        }
        Ok(Exit::Ok)
    }

    async fn find(&self, ctx: &Context, session: &Session) -> Result<i64, Failure> {
        let found = if self.run == "last" {
            newest(ctx, session).await?
        } else {
            let range = runs(&self.run)?;
            session.reading(async |db| Ok(history::runs_in(&db, range, 2).await?)).await?
        };
        match found.as_slice() {
            [run] => Ok(*run),
            [] => Err(Failure::not_found(format!("run {} not found", self.run)).hint(
                "`meetctl history` shows the runs; `meetctl history prune` may have deleted it",
            )),
            _ => Err(Failure::usage(format!("several runs begin with {}", self.run))
                .hint("type more characters; `meetctl history` shows all of them")),
        }
    }

    async fn undo(
        &self,
        ctx: &Context,
        session: &Session,
        run: i64,
        rules: SetRules,
    ) -> Result<Vec<Change>, Failure> {
        match undo::undo(session, run, rules).await? {
            Undone::Done(changes) => Ok(changes),
            Undone::Changed(changed) => Err(changed_since(&changed)),
            Undone::Blocked { conflicts, total } => {
                let hint = "cancel or move one of each pair, or undo anyway with --allow-overlap";
                Err(set::refused(ctx, session, &conflicts, total, hint).await?)
            }
        }
    }
}

/// The newest run of this actor that can be undone.
async fn newest(ctx: &Context, session: &Session) -> Result<Vec<i64>, Failure> {
    let actor = Some(ctx.settings.actor.value.clone());
    let filter = HistoryFilter { actor, ..HistoryFilter::default() };
    let newest =
        session.reading(async |db| Ok(history::page(&db, &filter, None, 1).await?)).await?;
    Ok(newest.iter().map(|entry| entry.row.run_id).collect())
}

/// The first entry of a run.
///
/// # Errors
/// Exit 4 if its command cannot be undone.
async fn require_undoable(session: &Session, run: i64) -> Result<Entry, Failure> {
    let filter = HistoryFilter { runs: Some((run, run)), ..HistoryFilter::default() };
    let first = session.reading(async |db| Ok(history::page(&db, &filter, None, 1).await?)).await?;
    let first = first.into_iter().next();
    let first =
        first.ok_or_else(|| Failure::not_found(format!("run {} not found", run_text(run))))?;
    let command = first.row.command.as_str();
    if first.row.kind == ItemKind::Run.as_str() || !UNDOABLE.contains(&command) {
        let message = format!("a run of `{command}` cannot be undone");
        return Err(Failure::new(Kind::CannotUndo, message)
            .hint("restore a backup of before: `meetctl restore --help`"));
    }
    Ok(first)
}

/// Asks before anything is deleted.
async fn confirm(ctx: &Context, planned: &[Change], first: &Entry) -> Result<(), Failure> {
    let deleted = planned.iter().filter(|change| change.new.is_none());
    let names: Vec<String> = deleted
        .map(|change| format!("{} {}", change.kind.as_str(), change.id.unwrap_or_default()))
        .collect();
    if names.is_empty() {
        return Ok(());
    }
    let question = format!("undo `{}`, which deletes what it created?", first.row.command);
    ctx.confirm(&Question::new(question).details(first_few(names.into_iter()))).await
}

fn changed_since(changed: &[Changed]) -> Failure {
    const MAX_SHOWN: usize = 10;
    let count = changed.len();
    let message = match changed {
        [one] => format!("{} {} is not as the run left it", one.kind, one.id),
        _ => format!("{count} meetings and users are not as the run left them"),
    };
    let failure = Failure::new(Kind::ChangedSince, message)
        .hint("undo the later changes first, or change it yourself: `meetctl history --meeting ID`")
        .detail(
            "changed",
            changed.iter().map(|c| json!({"kind": c.kind, "id": c.id, "why": c.why})).collect(),
        );
    let shown = changed.iter().take(MAX_SHOWN);
    let failure =
        shown.fold(failure, |failure, c| failure.line(format!("{} {} {}", c.kind, c.id, c.why)));
    match count.saturating_sub(MAX_SHOWN) {
        0 => failure,
        more => failure.line(format!("and {more} more")),
    }
}

fn changes(done: &[Change]) -> String {
    counted(done.len() as u64, "change")
}
