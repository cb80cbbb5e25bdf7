//! What a backup or a transfer copies: a SQLite file, or a server.

use std::path::{Path, PathBuf};

use migration::runner::{self, Identity};
use rusqlite::Connection;
use sea_orm::DatabaseConnection;

use super::args::counted;
use super::backup::require_ours;
use crate::atomic_file::AtomicFile;
use crate::context::{Access, Context};
use crate::error::{Failure, Kind};
use crate::output::{Unit, Warning};
use crate::store::archive::manifest::TableChecksum;
use crate::store::archive::{self, Manifest, Origin, Side, TABLES, manifest};
use crate::store::backup::{self, DbSummary};
use crate::store::dialect::{FILE_ENGINE, Snapshot, estimated_rows};
use crate::store::filter::Filter;
use crate::store::pages::count_all;
use crate::store::url::Location;
use crate::store::users;

/// A database to copy, opened, and what it holds.
pub(super) struct Source {
    place: Place,
    /// What it holds; of a server, without its size.
    pub(super) found: DbSummary,
}

enum Place {
    File { connection: Connection, path: PathBuf },
    Server(DatabaseConnection),
}

impl Source {
    /// Opens the database of `ctx`, which must be meetctl's.
    ///
    /// # Errors
    /// Exit 6 if it cannot be reached, 9 if it is not meetctl's.
    pub(super) async fn open(ctx: &Context, location: &Location) -> Result<Self, Failure> {
        let source = if let Location::Sqlite { path, read_only, .. } = location {
            Self::file(ctx, path, *read_only).await?
        } else {
            let found = Self::server_as_it_is(ctx, Access::Read).await?;
            Self::of_server(ctx.open(Access::Read).await?.db(), found)
        };
        require_ours(&source.found)?;
        Ok(source)
    }

    async fn file(ctx: &Context, path: &Path, read_only: bool) -> Result<Self, Failure> {
        let explain = |failure: Failure| failure.with_database(path.display());
        let connection = backup::open_database(path, read_only, ctx.limits()).map_err(explain)?;
        let found = backup::summarize_now(&connection, ctx.limits()).await;
        let found = found.map_err(explain)?;
        Ok(Self { place: Place::File { connection, path: path.to_owned() }, found })
    }

    /// The server that `db` is connected to, which holds what was `found`.
    pub(super) fn of_server(db: DatabaseConnection, found: DbSummary) -> Self {
        Self { found, place: Place::Server(db) }
    }

    /// What the server of `ctx` holds, whatever that is; without its size.
    pub(super) async fn server_as_it_is(
        ctx: &Context,
        access: Access,
    ) -> Result<DbSummary, Failure> {
        let session = ctx.open(access).await?;
        let found = session.reading(async |db| {
            let identity = runner::identify(&db).await?;
            let (mut users, mut meetings) = (0, 0);
            // The first migrations may not have created both tables.
            if runner::has_data(&db).await? {
                users = users::count(&db).await.unwrap_or(0);
                meetings = count_all(&db, &Filter::default()).await.unwrap_or(0);
            }
            Ok(DbSummary {
                identity,
                users,
                meetings,
                has_data: users + meetings > 0,
                bytes: 0,
                foreign: Vec::new(),
                missing: Vec::new(),
            })
        });
        found.await
    }

    /// The checksums of its tables now.
    ///
    /// # Errors
    /// Exit 6 if the connection is lost.
    pub(super) async fn checksums(&self, ctx: &Context) -> Result<Vec<TableChecksum>, Failure> {
        match &self.place {
            Place::File { connection, .. } => manifest::checksums(connection),
            Place::Server(db) => archive::checksums_of_server(db, ctx.limits()).await,
        }
    }

    /// It as one side of a comparison, as of one moment.
    ///
    /// # Errors
    /// Exit 6 if the connection is lost, 7 if the file remains locked.
    pub(super) async fn into_side(self, ctx: &Context) -> Result<Side, Failure> {
        Ok(match self.place {
            Place::File { connection, .. } => {
                backup::begin_read(&connection, ctx.limits()).await?;
                Side::File(connection)
            }
            Place::Server(db) => {
                Side::Server(Box::new(Snapshot::begin(&db, ctx.limits().silence()).await?))
            }
        })
    }

    /// Copies it as of one moment into `file`, and reads the copy again. Returns what the copy
    /// holds.
    ///
    /// # Errors
    /// Exit 10 if the disk is full or the source is damaged, 6 if the connection is lost.
    pub(super) async fn copy_into(
        &self,
        ctx: &Context,
        file: &AtomicFile,
    ) -> Result<DbSummary, Failure> {
        match &self.place {
            Place::File { connection, path } => {
                let copied = self.copy_file(ctx, connection, file).await;
                let copied = copied.map_err(|failure| file.explain_database(failure));
                copied.map_err(|failure| failure.with_database(path.display()))
            }
            Place::Server(db) => {
                let copied = self.copy_server(ctx, db, file).await;
                copied.map_err(|failure| file.explain_database(failure))
            }
        }
    }

    async fn copy_file(
        &self,
        ctx: &Context,
        source: &Connection,
        file: &AtomicFile,
    ) -> Result<DbSummary, Failure> {
        let copy = {
            let bar = ctx.out.progress("Copying", Some(self.found.bytes), Unit::Bytes);
            let progress = |done| bar.at(done);
            backup::snapshot(source, file, ctx.limits(), progress).await?
        };
        let (copy, found, dangling) = backup::verify(copy).await?;
        require_ours(&found)?;
        warn_of_missing(ctx, &found);
        warn_of_orphans(ctx, dangling);
        let manifest = Manifest::new(ctx.now(), FILE_ENGINE, rusqlite::version());
        manifest::write(&copy, &manifest, &manifest::checksums(&copy)?)?;
        Ok(DbSummary { bytes: file.content().metadata()?.len(), ..found })
    }

    async fn copy_server(
        &self,
        ctx: &Context,
        db: &DatabaseConnection,
        file: &AtomicFile,
    ) -> Result<DbSummary, Failure> {
        let total = estimated_total(db).await;
        let identity = &self.found.identity;
        let is_recorded = matches!(identity, Identity::Ours { .. });
        let origin = Origin { schema: identity.schema(), is_recorded, now: ctx.now() };
        let (copy, copied) = {
            let bar = ctx.out.progress("Copying", total, Unit::Records);
            archive::create(db, file, &origin, ctx.limits(), |done| bar.at(done)).await?
        };
        let (copy, found, dangling) = backup::verify(copy).await?;
        if manifest::verify(&copy)? != copied {
            let message = "the backup is not what the server sent";
            return Err(Failure::new(Kind::Corrupt, message).hint("check the disk, then try again"));
        }
        warn_of_orphans(ctx, dangling);
        Ok(DbSummary { bytes: file.content().metadata()?.len(), ..found })
    }
}

/// About how many rows a server holds, if it has counted them.
async fn estimated_total(db: &DatabaseConnection) -> Option<u64> {
    let mut total = 0;
    for table in &TABLES {
        let rows = estimated_rows(db, table.name).await.ok().flatten()?;
        total += u64::try_from(rows).unwrap_or(0);
    }
    Some(total)
}

fn warn_of_missing(ctx: &Context, found: &DbSummary) {
    if !found.missing.is_empty() {
        ctx.out.warning(Warning::new(
            "schema_mismatch",
            format!(
                "the database lacks {}, and so does the backup: `meetctl restore` refuses it",
                found.missing.join(", ")
            ),
        ));
    }
}

fn warn_of_orphans(ctx: &Context, dangling: u64) {
    if dangling > 0 {
        ctx.out.warning(Warning::new(
            "orphans",
            format!(
                "{} in the database refer to rows that do not exist; the backup contains them \
                 unchanged",
                counted(dangling, "row")
            ),
        ));
    }
}
