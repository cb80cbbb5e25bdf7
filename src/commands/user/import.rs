use std::time::Instant;

use clap::Args;

use crate::commands::csv_args::CalendarArgs;
use crate::commands::import_errors::ImportErrors;
use crate::commands::import_support::{self, ImportFile, ImportOptions, OnError, Rejects};
use crate::context::{Access, Context};
use crate::error::{Exit, Failure};
use crate::interchange::{self, Source, UserEntry};
use crate::output::Unit;
use crate::records::ImportRecord;
use crate::staging::{Spool, Spooled};
use crate::store::addresses;
use crate::store::bulk::{UserCounts, import_users};
use crate::store::session::Session;

/// Import users from a CSV or JSON Lines file
///
/// A user is identified by e-mail address: a new one is created, one whose name differs is
/// renamed. The complete file is read and checked first, then written in batches, each in one
/// transaction. CSV needs a header with name and email.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
    meetctl user import people.csv --dry-run
    meetctl user export | meetctl user import - --input-format csv --profile copy")]
pub struct ImportArgs {
    #[command(flatten)]
    options: ImportOptions,
}

impl ImportArgs {
    pub(super) async fn run(self, ctx: &Context) -> Result<Exit, Failure> {
        let csv = self.options.csv(&CalendarArgs::default());
        let mut input = ImportFile::open(ctx, &self.options, &csv)?;
        let mut rejects = self.options.rejects(ctx)?;
        let read_options = import_support::read_options(ctx, csv, None, rejects.wanted());
        let session = ctx.database_for(Access::read_if(self.options.dry_run)).await?;
        let source = interchange::users(input.format, input.reader(), read_options);
        let mut source = source.map_err(|failure| input.explain(failure))?;
        let mut errors = ImportErrors::default();
        let users = read(ctx, &input, source.as_mut(), &mut rejects, &mut errors)?;
        import_support::report_unread(ctx, source.as_ref());
        if errors.count() > 0 && self.options.on_error == OnError::Abort {
            return Err(errors.nothing_written(&input.name));
        }
        let done = self.write(ctx, &session, &users).await?;
        let rejects = rejects.finish(source.as_ref())?;
        let counts = ImportRecord {
            read: users.count() + errors.count(),
            created: done.created,
            updated: done.updated,
            unchanged: done.unchanged,
            rejected: errors.count(),
            dry_run: self.options.dry_run,
            users_created: done.created,
            ..ImportRecord::default()
        };
        import_support::report(ctx, &input.name, "user", counts)?;
        Ok(import_support::exit(ctx, &input.name, &errors, rejects.as_deref()))
    }

    async fn write(
        &self,
        ctx: &Context,
        session: &Session,
        users: &Spooled<UserEntry>,
    ) -> Result<UserCounts, Failure> {
        let shutdown = ctx.shutdown();
        shutdown.finish_batch_on_signal();
        // Lets the signal handler start before the first transaction.
        tokio::task::yield_now().await;
        let progress = ctx.out.progress("Writing", Some(users.count()), Unit::Records);
        let other_case = session.reading(async |db| Ok(addresses::find_other_case(&db).await?));
        let other_case = other_case.await?;
        let mut counts = UserCounts::default();
        if !self.options.dry_run {
            ctx.written.set([("created", 0), ("updated", 0)]);
        }
        let (mut users, mut done, mut pace) = (users.read(), 0, self.options.pace());
        let mut pauses = import_support::pauses();
        while shutdown.requested().is_none() {
            let started = Instant::now();
            let batch = users.by_ref().take(usize::try_from(pace.size()).unwrap_or(1000));
            let batch: Vec<UserEntry> = batch.collect::<Result<_, _>>()?;
            if batch.is_empty() {
                break;
            }
            let dry_run = self.options.dry_run;
            counts += import_users(session, &batch, other_case, ctx.now(), dry_run, counts).await?;
            let held = started.elapsed();
            pace.learn(held);
            if !self.options.dry_run {
                ctx.written.set([("created", counts.created), ("updated", counts.updated)]);
                pauses.note(held);
            }
            done += batch.len() as u64;
            progress.at(done);
            import_support::pause(&mut pauses, session).await;
        }
        Ok(counts)
    }
}

/// Reads the complete file; bad records go to the rejects file.
fn read(
    ctx: &Context,
    input: &ImportFile,
    source: &mut dyn Source<UserEntry>,
    rejects: &mut Rejects,
    errors: &mut ImportErrors,
) -> Result<Spooled<UserEntry>, Failure> {
    let progress = input.progress(ctx);
    let mut users = Spool::new()?;
    while let Some(entry) = source.next()? {
        progress.at(source.position());
        match entry.content {
            Ok(user) => {
                users.push(&user)?;
            }
            Err(problem) => {
                errors.bad(entry.line, &problem);
                rejects.push(ctx, source, &entry.raw, &problem)?;
            }
        }
    }
    Ok(users.finish()?)
}
