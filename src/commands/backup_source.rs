//! What a backup or a transfer copies: a SQLite file, or a server.

use std::path::{Path, PathBuf};

use migration::runner::{self, Identity};
use rusqlite::Connection;
use sea_orm::{DatabaseConnection, DbBackend, DbErr};

use super::args::counted;
use super::backup::require_ours;
use crate::atomic_file::AtomicFile;
use crate::context::{Access, Context};
use crate::error::{Failure, Kind};
use crate::output::{Unit, Warning};
use crate::store::archive::manifest::TableChecksum;
use crate::store::archive::{self, Created, Manifest, Origin, RefusedRows, Side, TABLES, manifest};
use crate::store::backup::automatic::data_version;
use crate::store::backup::{self, Dangling, DbSummary, Depth};
use crate::store::dialect::{ErrorClass, FILE_ENGINE, Snapshot, classify, estimated_rows};
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

/// A copy of a database.
pub(super) struct Copied {
    /// What it holds.
    pub(super) found: DbSummary,
    /// The checksums of its tables.
    pub(super) checksums: Vec<TableChecksum>,
    /// Those of its rows that the server which it is for would refuse, if it is for one.
    pub(super) refused: Option<RefusedRows>,
    /// How many of its rows refer to rows that do not exist.
    pub(super) dangling: Dangling,
    /// SQLite's number for the state of the source, of a moment before it was copied.
    version: Option<i64>,
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
            let users = of_table_that_exists(users::count(&db).await)?;
            let meetings = of_table_that_exists(count_all(&db, &Filter::default()).await)?;
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

    /// Whether its rows are still those that were copied.
    ///
    /// # Errors
    /// Exit 6 if the connection is lost.
    pub(super) async fn is_as_copied(
        &self,
        ctx: &Context,
        copied: &Copied,
    ) -> Result<bool, Failure> {
        let now = match &self.place {
            Place::File { connection, .. } => {
                if Some(data_version(connection, ctx.limits()).await?) == copied.version {
                    return Ok(true);
                }
                // What was written may be the same, or in other tables.
                manifest::checksums(connection)?
            }
            Place::Server(db) => archive::checksums_of_server(db, ctx.limits(), |_| ()).await?,
        };
        Ok(now == copied.checksums)
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
        Ok(self.copied_into(ctx, file, Depth::Everything, None).await?.found)
    }

    /// The same, with more of what was found; what is copied of a file is read again to `depth`, and
    /// checked for what `server` would refuse.
    ///
    /// # Errors
    /// As of [`copy_into`](Self::copy_into).
    pub(super) async fn copied_into(
        &self,
        ctx: &Context,
        file: &AtomicFile,
        depth: Depth,
        server: Option<DbBackend>,
    ) -> Result<Copied, Failure> {
        match &self.place {
            Place::File { connection, path } => {
                let copied = self.copy_file(ctx, connection, file, depth, server).await;
                let copied = copied.map_err(|failure| file.explain_database(failure));
                copied.map_err(|failure| failure.with_database(path.display()))
            }
            Place::Server(db) => {
                let copied = self.copy_server(ctx, db, file, server).await;
                copied.map_err(|failure| file.explain_database(failure))
            }
        }
    }

    async fn copy_file(
        &self,
        ctx: &Context,
        source: &Connection,
        file: &AtomicFile,
        depth: Depth,
        server: Option<DbBackend>,
    ) -> Result<Copied, Failure> {
        let version = data_version(source, ctx.limits()).await?;
        let copy = {
            let bar = ctx.out.progress("Copying", Some(self.found.bytes), Unit::Bytes);
            let progress = |done| bar.at(done);
            backup::snapshot(source, file, ctx.limits(), progress).await?
        };
        let (copy, copied) = verified(ctx, copy, file, depth, server).await?;
        require_ours(&copied.found)?;
        warn_of_missing(ctx, &copied.found);
        warn_of_orphans(ctx, copied.dangling);
        let manifest = Manifest::new(ctx.now(), FILE_ENGINE, rusqlite::version());
        manifest::write(&copy, &manifest, &copied.checksums)?;
        // A damaged record of the table that this replaces may have made the schema unreadable.
        let other = backup::open_beside(file, ctx.limits())?;
        other.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
        with_size(file, Copied { version: Some(version), ..copied })
    }

    async fn copy_server(
        &self,
        ctx: &Context,
        db: &DatabaseConnection,
        file: &AtomicFile,
        server: Option<DbBackend>,
    ) -> Result<Copied, Failure> {
        let total = estimated_total(db).await;
        let identity = &self.found.identity;
        let is_recorded = matches!(identity, Identity::Ours { .. });
        let origin = Origin { schema: identity.schema(), is_recorded, now: ctx.now() };
        let Created { connection: copy, checksums: sent, missing } = {
            let bar = ctx.out.progress("Copying", total, Unit::Records);
            archive::create(db, file, &origin, ctx.limits(), |done| bar.at(done)).await?
        };
        if !missing.is_empty() {
            let missing = missing.join(", ");
            let message = format!("the database lacks {missing}, and so the backup is without it");
            ctx.out.warning(Warning::new("schema_mismatch", message));
        }
        // Its indexes were made from the rows a moment ago.
        let (_copy, copied) = verified(ctx, copy, file, Depth::Pages, server).await?;
        if copied.checksums != sent {
            let message = "the backup is not what the server sent";
            return Err(Failure::new(Kind::Corrupt, message).hint("check the disk, then try again"));
        }
        warn_of_orphans(ctx, copied.dangling);
        with_size(file, copied)
    }
}

/// Reads a copy again: its pages, and on another thread its rows.
async fn verified(
    ctx: &Context,
    copy: Connection,
    file: &AtomicFile,
    depth: Depth,
    server: Option<DbBackend>,
) -> Result<(Connection, Copied), Failure> {
    let other = backup::open_beside(file, ctx.limits())?;
    let (verified, read) = tokio::join!(
        backup::verify_to(copy, depth),
        manifest::on_thread(other, move |copy| manifest::checksums_and_refused(copy, server))
    );
    let (copy, found, dangling) = verified?;
    let (_, (checksums, refused)) = read?;
    Ok((copy, Copied { found, checksums, refused, dangling, version: None }))
}

fn with_size(file: &AtomicFile, mut copied: Copied) -> Result<Copied, Failure> {
    copied.found.bytes = file.content().metadata()?.len();
    Ok(copied)
}

/// How many rows a table has; none if the first migrations have not created it. Rows that the user may
/// not read are not none.
fn of_table_that_exists(count: Result<u64, DbErr>) -> Result<u64, DbErr> {
    count.or_else(|error| match classify(&error) {
        ErrorClass::Missing => Ok(0),
        _ => Err(error),
    })
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
