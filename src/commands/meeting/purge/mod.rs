mod archive;
mod contents;

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum as _};
use indicatif::BinaryBytes;
use serde_json::json;

use self::archive::Archive;
use crate::commands::args::{counted, first_few};
use crate::commands::backup::first;
use crate::commands::target::refuse_any_database;
use crate::context::{Access, Context};
use crate::entity::meeting::Status;
use crate::error::{Exit, Failure};
use crate::interchange::FileFormat;
use crate::output::{Format, Progress, Unit, Warning};
use crate::prompt::Question;
use crate::records::PurgeRecord;
use crate::store::dialect;
use crate::store::history::Values;
use crate::store::purge::{self, Batch, MAX_BATCH, PurgeRules, PurgeRun};
use crate::store::session::Session;
use crate::store::url::Location;
use crate::time::{TypedTime, UtcTime, Zone, local, rfc3339};

/// Delete meetings that ended long ago, with an archive of them
///
/// Deletes what ended at the given time or earlier, with its participations, in short transactions,
/// so that other programs can write meanwhile. With --archive the meetings of a transaction are on the
/// disk before it commits: a meeting is in the database or in the archive, whatever happens. The file is
/// created, or appended to if it is such an archive; `meeting import FILE` restores the meetings.
/// Without --archive they are lost.
///
/// Asks for the name of the database; without a terminal --yes is required. Only one run at a time: a
/// second one exits with 7. The next run finishes what an interrupted one left. With exit code 8 some
/// meetings were not deleted because an import would not restore them as they are.
///
/// A database server reuses the space. A SQLite file keeps its size and reuses it too; --vacuum makes
/// the file smaller.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
    meetctl meeting purge --before -365d --archive old.jsonl --dry-run
    meetctl meeting purge --before 2025-01-01 --archive 2024.jsonl --vacuum
    meetctl meeting purge --before -30d --status cancelled --yes
    meetctl meeting import 2024.jsonl --allow-overlap
                                  (restores them, double bookings too)")]
pub struct PurgeArgs {
    /// Delete meetings that ended at this time or earlier; a day is its 00:00
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    before: TypedTime,
    /// Only meetings with this status; repeatable
    #[arg(long, value_name = "STATUS", value_enum)]
    status: Vec<Status>,
    /// JSON Lines file to which the meetings are appended before they are deleted
    #[arg(long, value_name = "FILE")]
    archive: Option<PathBuf>,
    /// Meetings per transaction, at most; fewer if a transaction takes long [default: 1000]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..=MAX_BATCH))]
    batch_size: Option<u64>,
    /// Count what would be deleted, delete nothing
    #[arg(long)]
    dry_run: bool,
    /// Make the SQLite file smaller afterwards; needs free disk space, up to twice its size
    #[arg(long)]
    vacuum: bool,
}

/// A run, and what it has done.
struct Run<'a> {
    ctx: &'a Context,
    statuses: Vec<Status>,
    /// Whether the statuses are those of `--status`.
    limited: bool,
    total: u64,
    archive: Option<Archive>,
    record: PurgeRecord,
}

impl PurgeArgs {
    pub(super) async fn run(self, ctx: &Context) -> Result<Exit, Failure> {
        let before = self.before(ctx)?;
        self.check(ctx)?;
        let session = ctx.database_for(Access::read_if(self.dry_run)).await?;
        let counts = self.count(&session, before).await?;
        let path = self.archive.as_deref();
        let archive = path.map(|path| Archive::open(path, ctx.now())).transpose()?;
        let mut run = Run {
            ctx,
            statuses: counts.iter().map(|(status, _)| *status).collect(),
            limited: !self.status.is_empty(),
            total: counts.iter().map(|(_, count)| count).sum(),
            archive,
            record: PurgeRecord {
                before: rfc3339(before, &ctx.stable_zone()),
                archive: path.map(|path| path.display().to_string()),
                dry_run: self.dry_run,
                complete: true,
                ..PurgeRecord::default()
            },
        };
        if self.dry_run {
            (run.record.examined, run.record.deleted) = (run.total, run.total);
            run.record.archived = if path.is_some() { run.total } else { 0 };
        } else {
            let unfinished = run.archive.as_ref().is_some_and(Archive::is_in_doubt);
            if run.total > 0 {
                ctx.confirm(&question(ctx, before, &counts, path)).await?;
            }
            if run.total > 0 || unfinished {
                run.purge(&session, before, self.batch_size).await?;
            }
        }
        let is_complete = run.record.complete;
        let deleted = run.record.deleted;
        let exit = run.report(before)?;
        if !self.dry_run {
            self.shrink(ctx, &session, deleted, is_complete).await?;
        }
        Ok(exit)
    }

    fn before(&self, ctx: &Context) -> Result<UtcTime, Failure> {
        let before = ctx.time("--before", &self.before, TypedTime::start)?;
        if before > ctx.now() {
            return Err(Failure::usage(
                "--before is in the future: meetings that have not ended are not purged",
            )
            .hint("`meetctl meeting delete` deletes other meetings"));
        }
        Ok(before)
    }

    /// Refuses what cannot work, before the database is opened.
    fn check(&self, ctx: &Context) -> Result<(), Failure> {
        if self.vacuum && !matches!(first(ctx), Location::Sqlite { .. }) {
            return Err(Failure::usage(
                "--vacuum is for SQLite: a database server reuses the space by itself",
            ));
        }
        let Some(path) = &self.archive else {
            return Ok(());
        };
        let other = match FileFormat::of(path) {
            Some(FileFormat::Jsonl) => None,
            Some(_) => Some("another format"),
            None if path.as_os_str() == "-" => Some("standard output"),
            None => FileFormat::other(path).map(|_| "another format"),
        };
        if let Some(other) = other {
            return Err(Failure::usage(format!("--archive {} names {other}", path.display()))
                .hint("an archive is a file of JSON Lines: give it a name such as old.jsonl"));
        }
        refuse_any_database(ctx, path)
    }

    /// The statuses of which meetings are to be deleted, and of each how many there are.
    async fn count(
        &self,
        session: &Session,
        before: UtcTime,
    ) -> Result<Vec<(Status, u64)>, Failure> {
        let mut counts = Vec::new();
        for status in Status::value_variants() {
            if self.status.is_empty() || self.status.contains(status) {
                let count = session.reading(async |db| purge::count(&db, *status, before).await);
                counts.push((*status, count.await?));
            }
        }
        counts.retain(|(_, count)| *count > 0);
        Ok(counts)
    }

    /// Makes a SQLite file smaller, or says how.
    async fn shrink(
        &self,
        ctx: &Context,
        session: &Session,
        deleted: u64,
        is_complete: bool,
    ) -> Result<(), Failure> {
        let db = session.db();
        let Some(before) = dialect::file_size(&db).await? else {
            return Ok(());
        };
        if self.vacuum && is_complete {
            let shrunk = dialect::shrink(&db).await;
            shrunk
                .map_err(|error| Failure::from(error).context("the file was not made smaller"))?;
            let after = dialect::file_size(&db).await?.unwrap_or(before);
            ctx.out.status(match (before.total, after.total) {
                (before, after) if after >= before => "The file has no unused space.".to_owned(),
                (before, after) => format!(
                    "Made the file smaller: {} became {}.",
                    BinaryBytes(before),
                    BinaryBytes(after)
                ),
            });
        } else if deleted > 0 && before.free > 0 {
            let free = BinaryBytes(before.free);
            ctx.out.notice(format!(
                "{free} of the file are free for new rows; --vacuum makes it smaller"
            ));
        }
        Ok(())
    }
}

/// What is deleted, and whether anything of it is kept.
fn question(
    ctx: &Context,
    before: UtcTime,
    counts: &[(Status, u64)],
    archive: Option<&Path>,
) -> Question {
    let total = counts.iter().map(|(_, count)| count).sum();
    let text =
        format!("delete {} that ended by {}?", counted(total, "meeting"), moment(ctx, before));
    let mut details =
        first_few(counts.iter().map(|(status, count)| format!("{count} {}", status.as_str())));
    details.push(archive.map_or_else(
        || "without --archive nothing of them is preserved".to_owned(),
        |path| format!("they are appended to {} first", path.display()),
    ));
    Question::new(text).details(details).by_name(first(ctx).name())
}

/// `2026-01-01 00:00Z`
fn moment(ctx: &Context, time: UtcTime) -> String {
    let time = local(time, ctx.zone());
    format!("{} {}{}", time.date, time.time, time.offset)
}

impl Run<'_> {
    async fn purge(
        &mut self,
        session: &Session,
        before: UtcTime,
        batch_size: Option<u64>,
    ) -> Result<(), Failure> {
        let ctx = self.ctx;
        ctx.shutdown().finish_batch_on_signal();
        let rules = PurgeRules { before, most: batch_size, about: self.about(before) };
        let mut run = PurgeRun::begin(session, &ctx.owner(), rules).await?;
        self.note_written();
        let done = self.batches(&mut run, session).await;
        run.batches.end().await;
        let archive = self.archive.take();
        // The reason of the end is what is reported.
        let skipped = archive.map_or(Ok(0), |archive| archive.finish(ctx));
        done?;
        self.record.skipped += skipped?;
        Ok(())
    }

    /// What the history has of the run, beside its counts.
    fn about(&self, before: UtcTime) -> Values {
        let statuses: Vec<&str> = self.statuses.iter().map(|status| status.as_str()).collect();
        let about = [
            ("before", Some(json!(rfc3339(before, &Zone::utc())))),
            ("statuses", self.limited.then(|| json!(statuses))),
            ("archive", self.record.archive.as_ref().map(|path| json!(path))),
        ];
        about.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect()
    }

    async fn batches(&mut self, run: &mut PurgeRun<'_>, session: &Session) -> Result<(), Failure> {
        if let Some(archive) = &mut self.archive {
            archive.repair(self.ctx, session).await?;
        }
        let mut progress: Option<Progress> = None;
        for status in self.statuses.clone() {
            loop {
                if self.ctx.shutdown().requested().is_some() {
                    self.record.complete = false;
                    return Ok(());
                }
                let batch = run.batch(status, self.archive.as_mut()).await?;
                self.note(&batch);
                if batch.last {
                    break;
                }
                let total = Some(self.total);
                let bar = progress
                    .get_or_insert_with(|| self.ctx.out.progress("Deleting", total, Unit::Records));
                bar.at(self.record.examined);
                run.batches.yield_to_writers().await?;
            }
        }
        Ok(())
    }

    fn note(&mut self, batch: &Batch) {
        let skipped = batch.skipped + batch.unreadable.len() as u64;
        let record = &mut self.record;
        record.batches += u64::from(batch.deleted + skipped > 0);
        record.examined += batch.deleted + skipped;
        record.deleted += batch.deleted;
        record.archived = self.archive.as_ref().map_or(0, |archive| archive.written);
        record.skipped += batch.unreadable.len() as u64;
        self.note_written();
        for id in &batch.unreadable {
            let message = format!("meeting {id} was not deleted: its end is not a time");
            self.ctx.out.warning(Warning::new("meeting_skipped", message).detail("id", *id));
        }
    }

    /// Whatever ends the run early reports what is committed.
    fn note_written(&self) {
        let (deleted, archived) = (self.record.deleted, self.record.archived);
        self.ctx.written.set([("deleted", deleted), ("archived", archived)]);
    }

    fn report(self, before: UtcTime) -> Result<Exit, Failure> {
        let Self { ctx, record, .. } = self;
        if ctx.out.format() == Format::Table {
            print(ctx, &record, before);
        } else {
            ctx.out.one(&record)?;
        }
        if let Some(exit) = ctx.shutdown().requested() {
            return Ok(exit);
        }
        Ok(if record.skipped > 0 { Exit::Partial } else { Exit::Ok })
    }
}

fn print(ctx: &Context, record: &PurgeRecord, before: UtcTime) {
    let meetings = counted(record.deleted, "meeting");
    let whither = match &record.archive {
        Some(archive) if record.deleted > 0 => format!("; archived in {archive}"),
        _ => String::new(),
    };
    if record.examined == 0 && record.complete {
        ctx.out.status(format!("No meetings ended by {}.", moment(ctx, before)));
    } else if record.dry_run {
        ctx.print_dry_run(&format!("delete {meetings}"));
    } else {
        ctx.out.status(format!("Deleted {meetings}{whither}."));
    }
    if !record.complete {
        ctx.out.notice("stopped before the end; run it again to continue");
    }
}
