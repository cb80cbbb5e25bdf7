//! The file that is restored.

use std::path::Path;

use migration::runner::Identity;
use rusqlite::Connection;

use crate::atomic_file::AtomicFile;
use crate::commands::args::counted;
use crate::commands::backup::first;
use crate::context::{Context, first_tables};
use crate::error::{Failure, Kind};
use crate::store::archive::manifest::TableChecksum;
use crate::store::archive::{self, RefusedRows, manifest};
use crate::store::backup::{self, Dangling, DbSummary, Depth};
use crate::store::url::Location;

/// A backup that was read and verified, as of one moment that lasts until it is dropped.
pub(in crate::commands) struct Archive {
    /// The file.
    pub(in crate::commands) connection: Connection,
    /// What it holds.
    pub(in crate::commands) found: DbSummary,
    /// How many of its rows refer to rows that do not exist.
    pub(in crate::commands) dangling: Dangling,
    /// The checksums of its tables, where they are known.
    pub(in crate::commands) checksums: Option<Vec<TableChecksum>>,
    /// The rows that the server which it is for would refuse, where they are known.
    pub(in crate::commands) refused: Option<RefusedRows>,
}

impl Archive {
    /// Opens `file`, which is called `name` in messages, and verifies it.
    ///
    /// # Errors
    /// Exit 5 if it does not exist, 9 if it is not an archive that this program can restore, 10 if it
    /// is damaged.
    pub(super) async fn open(ctx: &Context, file: &Path, name: &Path) -> Result<Self, Failure> {
        let verified = async {
            let connection = backup::open_file(file, ctx.limits())?;
            backup::begin_read(&connection, ctx.limits()).await?;
            let found = backup::summarize(&connection).await?;
            require_restorable(&found, name)?;
            let depth = depth(ctx, &connection, &found)?;
            let other = backup::open_file(file, ctx.limits())?;
            backup::begin_read(&other, ctx.limits()).await?;
            let server = first(ctx).server();
            let (checked, read) = tokio::join!(
                backup::check_to(other, depth),
                manifest::on_thread(connection, move |archive| manifest::verify(archive, server))
            );
            let (_, dangling) = checked?;
            let (connection, (checksums, refused)) =
                read.map_err(|failure| failure.line(format!("file: {}", name.display())).at(name))?;
            Ok(Self { connection, found, dangling, checksums: Some(checksums), refused })
        };
        verified.await.map_err(|failure: Failure| with_file(failure, name))
    }

    /// Applies the migrations that it lacks to a copy of it, and prints how many; the copy exists until
    /// the file is dropped.
    ///
    /// # Errors
    /// Exit 10 if the disk is full, 1 if its rows stop a migration.
    pub(in crate::commands) async fn brought_up(
        self,
        ctx: &Context,
    ) -> Result<(Self, Option<AtomicFile>), Failure> {
        let Identity::Ours { pending, .. } = &self.found.identity else {
            return Ok((self, None));
        };
        if pending.is_empty() {
            return Ok((self, None));
        }
        let pending = counted(pending.len() as u64, "migration");
        let (connection, file) =
            archive::upgraded(&self.connection, ctx.now(), ctx.limits()).await?;
        ctx.out.notice(format!("the backup is of an older schema: it is brought up by {pending}"));
        let found = backup::summarize(&connection).await?;
        let dangling = self.dangling;
        let archive = Self { connection, found, dangling, checksums: None, refused: None };
        Ok((archive, Some(file)))
    }
}

/// How much of an archive is read before it is restored: the rows go to a server by their checksums,
/// and its indexes do not go there.
fn depth(ctx: &Context, archive: &Connection, found: &DbSummary) -> Result<Depth, Failure> {
    let is_file = matches!(first(ctx), Location::Sqlite { .. });
    let is_newest = matches!(&found.identity, Identity::Ours { pending, .. } if pending.is_empty());
    let has_checksums = manifest::read(archive)?.is_some();
    let pages = !is_file && is_newest && has_checksums;
    Ok(if pages { Depth::Pages } else { Depth::Everything })
}

/// Adds the name of the backup to a failure that is about it, and not about the database.
pub(super) fn with_file(failure: Failure, file: &Path) -> Failure {
    if failure.is_located() {
        return failure;
    }
    let name = file.display();
    if !is_damage(&failure) {
        return failure.line(format!("file: {name}")).at(file);
    }
    let message = format!("{name} is damaged or is not a database");
    let located = Failure::new(failure.kind(), message)
        .hint("restore another backup; nothing was changed")
        .at(file);
    located.with_causes(failure.causes())
}

/// Refuses a file that this program could not work with afterwards.
fn require_restorable(found: &DbSummary, file: &Path) -> Result<(), Failure> {
    let name = file.display();
    let refused = |kind, message: String| Failure::new(kind, message).at(file);
    let not_a_backup = "give a file that `meetctl backup` wrote";
    Err(match &found.identity {
        Identity::Ours { unknown, .. } if unknown.is_empty() && found.missing.is_empty() => {
            return Ok(());
        }
        Identity::Ours { unknown, .. } if unknown.is_empty() => {
            let message = format!("{name} lacks tables or columns of its schema");
            refused(Kind::SchemaMismatch, message)
                .line(format!("missing: {}", found.missing.join(", ")))
                .hint("restore another backup; nothing was changed")
        }
        Identity::Ours { unknown, .. } => {
            let migrations = counted(unknown.len() as u64, "migration");
            refused(
                Kind::SchemaTooNew,
                format!("{name} is newer than this program: it has {migrations} unknown here"),
            )
            .line(unknown.join(", "))
            .hint("use the newer meetctl; `meetctl --version` prints the version of this one")
        }
        Identity::Empty => {
            refused(Kind::NoSchema, format!("{name} has no tables")).hint(not_a_backup)
        }
        Identity::Flask { .. } => {
            refused(Kind::NotAdopted, format!("{name} was made by the Flask application"))
                .hint("copy it to the path of the database, then run `meetctl migrate baseline`")
        }
        Identity::Foreign { tables } => {
            refused(Kind::NotOurs, format!("{name} is not a database of meetctl"))
                .line(first_tables(tables))
                .hint(not_a_backup)
        }
    })
}

pub(super) fn is_damage(failure: &Failure) -> bool {
    failure.kind() == Kind::Corrupt
}
