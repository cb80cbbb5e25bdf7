//! A restore into a server.

use std::path::PathBuf;

use migration::runner::lease::Lease;
use migration::runner::{self, Identity, LEASE, MAX_WAIT, RESTORE, Task};
use rusqlite::Connection;
use sea_orm::DatabaseConnection;

use super::Restore;
use super::archive::Archive;
use crate::commands::args::counted;
use crate::commands::auto_backup::{AutoBackupArgs, take_of_server};
use crate::commands::backup::{content, first};
use crate::commands::backup_source::Source;
use crate::commands::differences::differs;
use crate::commands::migrate::{failure, hold_lease};
use crate::context::{Access, Context, wrong_schema};
use crate::error::{Failure, Kind};
use crate::output::{Format, Unit};
use crate::prompt::Question;
use crate::records::RestoreRecord;
use crate::store::archive::manifest::TableChecksum;
use crate::store::archive::{self, Refused, RefusedRows, Side, compare};
use crate::store::backup::{Dangling, DbSummary};
use crate::store::connect;
use crate::store::dialect::{self, Snapshot};

/// A server that is to hold the rows of an archive.
pub(super) struct Target {
    db: DatabaseConnection,
    /// What it holds now.
    pub(super) found: DbSummary,
}

/// How many differences are named.
const MAX_SHOWN: usize = 10;

impl Target {
    /// Opens the database of `ctx`, which must be empty or meetctl's, and not newer than this
    /// program.
    ///
    /// # Errors
    /// Exit 6 if it cannot be reached, 9 if it is another program's.
    pub(super) async fn open(ctx: &Context, access: Access) -> Result<Self, Failure> {
        let found = Source::server_as_it_is(ctx, access).await?;
        match &found.identity {
            Identity::Empty => {}
            Identity::Ours { unknown, dirty, .. }
                // A run that was killed before it wrote rows is finished by this one.
                if unknown.is_empty()
                    && (!found.has_data || dirty.iter().all(|name| name == RESTORE)) => {}
            identity => return Err(wrong_schema(identity)),
        }
        Ok(Self { db: ctx.open(access).await?.db(), found })
    }

    /// Whether it holds no rows that a restore would replace: those that an interrupted one has left
    /// are a part of another database, which nobody misses.
    pub(super) fn is_empty(&self) -> bool {
        !self.found.has_data || self.is_half_restored()
    }

    /// Whether an earlier restore was interrupted.
    fn is_half_restored(&self) -> bool {
        matches!(&self.found.identity, Identity::Ours { dirty, .. }
            if dirty.iter().any(|name| name == RESTORE))
    }

    /// Finds the rows of `archive` that the server would refuse.
    ///
    /// # Errors
    /// Exit 1, listing them: nothing was written.
    pub(super) fn check(
        &self,
        archive: &Connection,
        rows: Option<RefusedRows>,
        dangling: Dangling,
    ) -> Result<(), Failure> {
        let engine = self.db.get_database_backend();
        let rows = match rows {
            Some(rows) => rows,
            None => RefusedRows::of(archive, engine)?,
        };
        let Refused { count, shown } = rows.and_others(archive, dangling > 0)?;
        if count == 0 {
            return Ok(());
        }
        let engine = connect::engine(&self.db);
        let more = count - shown.len() as u64;
        let message =
            format!("{engine} would refuse {}; nothing was written", counted(count, "row"));
        let failure = Failure::new(Kind::Violations, message)
            .detail("violations", shown.clone().into())
            .detail("total", count.into())
            .hint("correct the rows in the source; `meetctl doctor` finds and fixes most of them");
        let failure = shown.into_iter().fold(failure, Failure::line);
        Err(if more > 0 { failure.line(format!("and {more} more")) } else { failure })
    }

    /// Asks before rows are replaced.
    ///
    /// # Errors
    /// Exit 4 if the answer is not the name of the database.
    pub(super) async fn confirm(&self, ctx: &Context, with: &str) -> Result<(), Failure> {
        if self.is_empty() {
            return Ok(());
        }
        let there = content(&self.found);
        let question = format!("replace the database {} ({there}) with {with}?", first(ctx));
        ctx.confirm(&Question::new(question).by_name(first(ctx).name())).await
    }

    /// Backs up what the server holds, if it holds anything that is complete and `args` allow it.
    pub(super) async fn back_up(
        &self,
        ctx: &Context,
        args: &AutoBackupArgs,
    ) -> Result<Option<PathBuf>, Failure> {
        if args.no_backup || self.is_empty() {
            return Ok(None);
        }
        take_of_server(ctx, args).await
    }

    /// The failure of a restore, with what it leaves where it is not one transaction.
    fn unfinished(&self, failure: Failure) -> Failure {
        if dialect::transactional(self.db.get_database_backend()) {
            return failure;
        }
        failure
            .line("rows of the database are missing until it has finished")
            .hint("run the same command again; it begins from the start")
    }

    /// Makes the rows of the server those of `archive`, which has the newest schema and the
    /// checksums `expected`, and reads them again.
    ///
    /// # Errors
    /// Exit 6 if the connection is lost, 7 if another run changes the schema, 1 if the rows are not
    /// the archive's afterwards.
    pub(super) async fn fill(
        &self,
        ctx: &Context,
        archive: Connection,
        expected: Option<Vec<TableChecksum>>,
        rows: u64,
    ) -> Result<(), Failure> {
        runner::run(&self.db, &Task::UpForRestore, ctx.now()).await.map_err(failure)?;
        let lease = Lease::take(&self.db, LEASE, &ctx.owner(), MAX_WAIT).await;
        let lease = lease.map_err(|error| failure(error.into()))?;
        let work = async {
            let bar = ctx.out.progress("Writing", Some(rows), Unit::Records);
            let source = archive::Loading { archive, expected };
            archive::load(&self.db, source, ctx.limits().silence(), |done| bar.at(done)).await
        };
        let done = Box::pin(hold_lease(ctx, &self.db, &lease, work)).await;
        let (archive, written) = done.map_err(|failure| self.unfinished(failure))?;
        if rows > 0 {
            ctx.written.set([("rows", rows)]);
        }
        let bar = ctx.out.progress("Comparing", Some(rows), Unit::Records);
        if self.read_again(ctx, |done| bar.at(done)).await? == written {
            return Ok(());
        }
        // Only what differs has to be found row by row.
        let snapshot = Snapshot::begin(&self.db, ctx.limits().silence()).await?;
        let mut server = Side::Server(Box::new(snapshot));
        let compared =
            compare(&mut Side::File(archive), &mut server, MAX_SHOWN, |done| bar.at(done)).await?;
        if compared.differences > 0 {
            return Err(differs(&compared, "the database is not what was written")
                .hint("another program may have written to it; run the command again"));
        }
        Ok(())
    }

    /// The checksums of what the server holds, about which it also learns.
    async fn read_again(
        &self,
        ctx: &Context,
        progress: impl FnMut(u64),
    ) -> Result<Vec<TableChecksum>, Failure> {
        let stored = archive::checksums_of_server(&self.db, ctx.limits(), progress);
        if dialect::analyzes_beside_readers(self.db.get_database_backend())
            && let Ok(Some(second)) = ctx.open(Access::Write).await?.another_connection().await
        {
            let (stored, learnt) = tokio::join!(stored, archive::update_statistics(&second));
            learnt?;
            return stored;
        }
        archive::update_statistics(&self.db).await?;
        stored.await
    }
}

impl Restore {
    pub(super) async fn restore_server(
        &self,
        ctx: &Context,
        archive: Archive,
    ) -> Result<Option<PathBuf>, Failure> {
        let Archive { connection, found, dangling, checksums, refused } = archive;
        let target = Target::open(ctx, Access::read_if(self.dry_run)).await?;
        target.check(&connection, refused, dangling)?;
        if self.dry_run {
            let what = self.content_and_way(first(ctx), &found);
            let there = if target.is_empty() {
                String::new()
            } else {
                format!(", replacing {}", content(&target.found))
            };
            ctx.print_dry_run(&format!("{} {what}{there}", self.verb()));
            if ctx.out.format() != Format::Table {
                ctx.out.one(&RestoreRecord { dry_run: true, ..self.record(first(ctx), &found) })?;
            }
            return Ok(None);
        }
        target.confirm(ctx, &format!("{} ({})", self.name, content(&found))).await?;
        let backup = target.back_up(ctx, &self.backup).await?;
        let rows = rows_of(&connection)?;
        Box::pin(target.fill(ctx, connection, checksums, rows)).await?;
        self.report(ctx, first(ctx), &found, backup.as_deref())?;
        Ok(backup)
    }
}

/// How many rows an archive has.
fn rows_of(archive: &Connection) -> Result<u64, Failure> {
    let mut rows = 0;
    for layout in archive::layouts(archive)? {
        let sql = format!("SELECT count(*) FROM {}", layout.table.name);
        let count: i64 = archive.query_row(&sql, [], |row| row.get(0))?;
        rows += u64::try_from(count).unwrap_or(0);
    }
    Ok(rows)
}
