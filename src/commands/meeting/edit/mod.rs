//! `meetctl meeting edit`

mod apply;
mod editor;
mod rows;

use std::fs::File;

use clap::Args;

use self::apply::Batch;
use self::editor::{PrivateCopy, Signals};
use self::rows::{Changes, Written};
use super::selection::SelectionArgs;
use crate::commands::import_errors::ImportErrors;
use crate::context::{Access, Context};
use crate::error::{Exit, Failure, Kind};
use crate::interchange::{EditedMeeting, ReadOptions, Source, edited_meetings};
use crate::output::{Format, Output, Settings};
use crate::prompt::Question;
use crate::records::{EditableMeeting, MeetingRecord};
use crate::store::meetings;
use crate::store::people::MeetingDetails;
use crate::store::session::Session;
use crate::time::Zone;

/// The most meetings that are edited at once.
const MAX_MEETINGS: usize = 10_000;

/// Change meetings in an editor
///
/// Writes the meetings to a temporary CSV file, opens it in the editor of VISUAL or EDITOR (else vi),
/// shows what differs, asks, and changes the meetings together, all or none, checked as they will be
/// like `meeting update` of several. Times are on the clock of --tz. Users are written as e-mail
/// addresses or ids, participants with ; between them. The columns can be reordered, and all but id,
/// title and times removed.
///
/// A row that is removed leaves its meeting as it is; with --delete it deletes the meeting. A row
/// without an id, with another id or with one of another row is refused, and so is a meeting that
/// changed while the editor was open. If a row is wrong, the edited file is kept, and its name printed.
/// Without a terminal, --yes is required. Machine formats print the changed meetings.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
    meetctl meeting edit 7 8
    meetctl meeting edit --user ada@example.org --on tomorrow
    VISUAL=\"sed -i s/Sync/Weekly/\" meetctl meeting edit --search sync --yes")]
pub struct EditArgs {
    #[command(flatten)]
    selection: SelectionArgs,
    /// Delete the meetings whose rows are removed
    #[arg(long)]
    delete: bool,
    /// Change even if it double-books someone
    #[arg(long)]
    allow_overlap: bool,
    /// Open the editor, check everything, write nothing
    #[arg(long)]
    dry_run: bool,
}

/// The meetings that are edited.
struct Opened {
    /// As they were when the file was written.
    meetings: Vec<MeetingDetails>,
    /// As the file has them.
    written: Written,
}

impl EditArgs {
    pub(super) async fn run(self, ctx: &Context) -> Result<Exit, Failure> {
        self.selection.check()?;
        let asks = !self.dry_run && !ctx.is_confirmed();
        if asks && !ctx.can_ask() {
            return Err(Question::new("change the edited meetings?").unconfirmed());
        }
        // An unknown field is refused before anything is written.
        let _ = ctx.out.listing::<MeetingRecord>()?;
        if ctx.settings.read_only.value && !self.dry_run {
            let message = "--read-only: edited meetings cannot be written";
            return Err(Failure::new(Kind::ReadOnly, message)
                .hint("omit it, or only check the edit with --dry-run"));
        }
        let session = ctx.database_for(Access::read_if(self.dry_run)).await?;
        let ids = self.selection.resolve(ctx, &session, MAX_MEETINGS).await?;
        if ids.len() > MAX_MEETINGS {
            let message = format!("more than {MAX_MEETINGS} meetings are selected");
            return Err(
                Failure::usage(message).hint("narrow the filters, such as with --from and --to")
            );
        }
        let meetings = session.reading(async |db| meetings::by_ids(&db, &ids).await).await?;
        if meetings.is_empty() {
            ctx.out.status("No meetings found.");
            return Ok(Exit::Ok);
        }
        let mut signals = Signals::listen()?;
        let (copy, file) = PrivateCopy::create()?;
        let opened = write(ctx, meetings, file, &copy)?;
        loop {
            editor::edit(ctx, &mut signals, copy.path()).await?;
            // From now on a signal ends the command, and the file goes with it.
            ctx.shutdown().cancel_on_signal_from_now().await;
            let failure = match self.apply(ctx, &session, &opened, &copy).await {
                Err(failure) if !is_answer(failure.kind()) => failure,
                done => return done,
            };
            if !asks {
                return Err(kept(failure, copy));
            }
            ctx.out.report(&failure);
            if let Err(no) = ctx.confirm(&Question::new("edit the file again?")).await {
                return Err(kept(no, copy));
            }
        }
    }

    /// Reads the edited file, asks, and changes the meetings.
    async fn apply(
        &self,
        ctx: &Context,
        session: &Session,
        opened: &Opened,
        copy: &PrivateCopy,
    ) -> Result<Exit, Failure> {
        let Some(mut rows) = open(ctx, copy)? else {
            return Err(Failure::new(
                Kind::Unconfirmed,
                "aborted; nothing changed: the file is empty",
            ));
        };
        let changes = Changes::read(&mut rows, &opened.written)?.map_err(|problems| {
            let mut errors = ImportErrors::default();
            for (line, problem) in &problems {
                errors.bad(*line, problem);
            }
            errors.of_edited_file()
        })?;
        let batch = Batch::resolve(session, &opened.meetings, changes, self.delete).await?;
        if batch.left_alone() > 0 {
            let rows = crate::commands::args::counted(batch.left_alone() as u64, "removed row");
            ctx.out.notice(format!("{rows}: without --delete the meetings stay as they are"));
        }
        if batch.is_empty() {
            ctx.out.status("Nothing changed.");
            return print(ctx, std::iter::empty());
        }
        let lines = batch.lines(ctx);
        if self.dry_run || ctx.is_confirmed() {
            for line in &lines {
                ctx.out.status(line);
            }
        } else {
            ctx.confirm(&Question::new(format!("{}?", batch.summary())).details(lines)).await?;
        }
        batch.write(ctx, session, self.allow_overlap, self.dry_run).await
    }
}

/// Prints the changed meetings in machine formats.
fn print(ctx: &Context, meetings: impl Iterator<Item = MeetingRecord>) -> Result<Exit, Failure> {
    if ctx.out.format() != Format::Table {
        ctx.out.listing::<MeetingRecord>()?.all(meetings)?;
    }
    Ok(Exit::Ok)
}

/// Whether a failure is the answer of the user: no work is lost.
fn is_answer(kind: Kind) -> bool {
    matches!(kind, Kind::Unconfirmed | Kind::Interrupted | Kind::Terminated | Kind::BrokenPipe)
}

/// Names the file, which is left to the user.
fn kept(failure: Failure, copy: PrivateCopy) -> Failure {
    let path = copy.keep();
    let line = format!("the edited file is {}", path.display());
    failure.line(line).detail("edited_file", path.display().to_string().into())
}

/// Writes the meetings to the file. Those that no row can describe are left out.
fn write(
    ctx: &Context,
    meetings: Vec<MeetingDetails>,
    file: File,
    copy: &PrivateCopy,
) -> Result<Opened, Failure> {
    let zone = ctx.zone();
    let all: Vec<EditableMeeting> =
        meetings.iter().map(|meeting| EditableMeeting::new(meeting, zone)).collect();
    write_rows(&all, file)?;
    let mut written = Written::new();
    let mut left_out = Vec::new();
    let mut rows = read(ctx, copy)?;
    for row in &all {
        let Some(entry) = rows.next()? else { break };
        match entry.content {
            Ok(EditedMeeting { entry, .. }) => {
                written.insert(row.id, entry);
            }
            Err(problem) => left_out.push((row.id, problem)),
        }
    }
    if written.is_empty()
        && let Some((id, problem)) = left_out.first()
    {
        let message = format!("meeting {id} cannot be edited: {problem}");
        return Err(Failure::new(Kind::UnreadableValue, message)
            .hint("see `meetctl doctor`, or set it with `meetctl meeting update`"));
    }
    for (id, problem) in &left_out {
        ctx.out.notice(format!("meeting {id} is left out: {problem}"));
    }
    if !left_out.is_empty() {
        let fit = all.into_iter().filter(|row| written.contains_key(&row.id));
        write_rows(&fit.collect::<Vec<_>>(), File::create(copy.path())?)?;
    }
    let zone: &Zone = zone;
    ctx.out.notice(format!("times in the file are on the clock of {}", zone.name()));
    let meetings = meetings.into_iter().filter(|m| written.contains_key(&m.row.id)).collect();
    Ok(Opened { meetings, written })
}

/// Writes rows as an export does, whatever the output of this run is.
fn write_rows(rows: &[EditableMeeting], file: File) -> Result<(), Failure> {
    let settings = Settings { format: Format::Csv, quiet: true, ..Settings::default() };
    Output::new(settings).to(file).listing::<EditableMeeting>()?.all(rows)?;
    Ok(())
}

fn read(ctx: &Context, copy: &PrivateCopy) -> Result<impl Source<EditedMeeting> + use<>, Failure> {
    let file = File::open(copy.path()).map_err(|error| {
        Failure::from(anyhow::Error::from(error).context("the edited file cannot be read"))
    })?;
    edited_meetings(file, ReadOptions::new(ctx.zone().clone(), ctx.now()))
}

/// The edited file; `None` if the user emptied it to abort.
fn open(
    ctx: &Context,
    copy: &PrivateCopy,
) -> Result<Option<impl Source<EditedMeeting> + use<>>, Failure> {
    match std::fs::metadata(copy.path()) {
        Ok(about) if about.len() == 0 => Ok(None),
        _ => read(ctx, copy).map(Some),
    }
}
