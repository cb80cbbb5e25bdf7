//! The automatic backup that a command takes before it changes the database, and restores if that
//! fails.

use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};

use clap::Args;
use etcetera::BaseStrategy as _;
use migration::runner::Identity;

use super::backup::{content, first};
use super::backup_source::Source;
use crate::atomic_file::{AtomicFile, directory_of};
use crate::context::{Access, Context, wrong_schema};
use crate::directory::FoundFile;
use crate::error::{Exit, Failure, Kind};
use crate::output::{Unit, Warning};
use crate::store::backup::automatic::{self, VersionMark};
use crate::store::backup::{self, Replaced};
use crate::store::url::Location;
use crate::time::UtcTime;

use crate::store::backup::automatic::DEFAULT_KEEP;

/// Whether and where a backup is taken first.
#[derive(Debug, Clone, Default, Args)]
pub struct AutoBackupArgs {
    /// Take no backup first
    #[arg(long)]
    pub no_backup: bool,
    /// Directory of the backup [default: that of a SQLite file, ~/.local/state/meetctl/backups for a
    /// server]
    #[arg(long, value_name = "DIR", conflicts_with = "no_backup")]
    backup_dir: Option<PathBuf>,
    /// Keep the newest N automatic backups [default: 5]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..), conflicts_with = "no_backup")]
    keep_backups: Option<u16>,
}

impl AutoBackupArgs {
    /// How many are kept.
    fn keep(&self) -> usize {
        self.keep_backups.map_or(DEFAULT_KEEP, usize::from)
    }

    /// The directory that was named.
    fn directory(&self, ctx: &Context) -> Option<PathBuf> {
        self.backup_dir.clone().or_else(|| ctx.settings.backup_dir.value.clone())
    }
}

/// An automatic backup, and what shows later whether others have written since it was taken.
#[derive(Debug, Clone)]
pub struct Backup {
    path: PathBuf,
    mark: VersionMark,
}

impl Backup {
    /// The file of the backup.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

/// Backs up the database of this run; prints the name of the file, and removes all automatic backups
/// but the newest few. `None` if nothing can be restored from it at once: the database is on a server,
/// or no table has a row, apart from the migration records.
///
/// The context's connection may be open; no transaction may be.
///
/// # Errors
/// Exit 7 if the database remains locked or its file was replaced, 9 if it is not meetctl's nor the
/// Flask application's, 10 if the disk is full or the database is damaged: each time the command
/// must stop, and the hint names `--no-backup`.
pub async fn take(ctx: &Context, args: &AutoBackupArgs) -> Result<Option<Backup>, Failure> {
    let Location::Sqlite { path, .. } = first(ctx) else {
        take_of_server(ctx, args).await?;
        return Ok(None);
    };
    let path = real(path)?;
    let db = ctx.open(Access::Write).await?.db();
    // Before the copy starts: later writes count as written after it.
    let mark = automatic::mark_version(&db).await?;
    if !automatic::is_open_here(&path) {
        return Err(replaced(&path));
    }
    let taken = take_of_file(ctx, &path, args, &[]).await?;
    Ok(taken.map(|path| Backup { path, mark }))
}

/// Backs up the database `path` as [`take`] does, into the file returned; `spared` are never removed.
pub(super) async fn take_of_file(
    ctx: &Context,
    path: &Path,
    args: &AutoBackupArgs,
    spared: &[&Path],
) -> Result<Option<PathBuf>, Failure> {
    let explain = |failure: Failure| with_hint(failure.with_database(path.display()));
    let source = backup::open_database(path, false, ctx.limits()).map_err(explain)?;
    let found = backup::summarize_now(&source, ctx.limits()).await;
    let found = found.map_err(explain)?;
    match &found.identity {
        Identity::Foreign { .. } => {
            return Err(wrong_schema(&found.identity).with_database(path.display()));
        }
        _ if !found.has_data => return Ok(None),
        _ => {}
    }
    let base = base_of_file(path, args.directory(ctx));
    created(directory_of(&base))?;
    // A signal must not leave an incomplete file.
    ctx.shutdown().cancel_on_signal_from_now().await;
    let taken = {
        let bar = ctx.out.progress("Copying", Some(found.bytes), Unit::Bytes);
        let progress = |done| bar.at(done);
        automatic::take(&source, path, &base, ctx.now(), ctx.limits(), progress).await
    };
    let (file, found) = taken.map_err(explain)?;
    ctx.out.status(format!("Backed up {} to {}.", content(&found), file.display()));
    for old in automatic::prune(&base, args.keep(), &file, spared) {
        tracing::info!(file = %old.display(), "removed an old automatic backup");
    }
    Ok(Some(file))
}

/// Backs up the server of this run into the directory of backups, prints the name of the file, and
/// removes all automatic backups of that database but the newest few. `None` if it holds no rows.
///
/// # Errors
/// As [`take`].
pub(super) async fn take_of_server(
    ctx: &Context,
    args: &AutoBackupArgs,
) -> Result<Option<PathBuf>, Failure> {
    let found = Source::server_as_it_is(ctx, Access::Write).await?;
    if !found.has_data {
        return Ok(None);
    }
    let base = base_of_server(first(ctx), args.directory(ctx))?;
    created(directory_of(&base))?;
    // A signal must not leave an incomplete file.
    ctx.shutdown().cancel_on_signal_from_now().await;
    let source = Source::of_server(ctx.open(Access::Write).await?.db(), found);
    let name = automatic::name(&base, ctx.now());
    let file = AtomicFile::create(&name, false).map_err(with_hint)?;
    let found = source.copy_into(ctx, &file).await.map_err(with_hint)?;
    file.finish().map_err(with_hint)?;
    ctx.out.status(format!("Backed up {} to {}.", content(&found), name.display()));
    for old in automatic::prune(&base, args.keep(), &name, &[]) {
        tracing::info!(file = %old.display(), "removed an old automatic backup");
    }
    Ok(Some(name))
}

/// The newest automatic backup of the database of this run, and when (UTC) it was taken.
pub fn newest(ctx: &Context) -> Option<(UtcTime, PathBuf)> {
    let directory = AutoBackupArgs::default().directory(ctx);
    let base = match first(ctx) {
        Location::Sqlite { path, .. } => base_of_file(&real(path).ok()?, directory),
        server => base_of_server(server, directory).ok()?,
    };
    automatic::newest(&base)
}

/// With what the paths of the backups of a SQLite file begin.
fn base_of_file(path: &Path, directory: Option<PathBuf>) -> PathBuf {
    match directory {
        // Databases of several directories may have one name.
        Some(directory) => directory.join(plain(&path.to_string_lossy())),
        None => path.to_path_buf(),
    }
}

/// With what the paths of the backups of a server begin.
fn base_of_server(server: &Location, directory: Option<PathBuf>) -> Result<PathBuf, Failure> {
    let directory = directory.map_or_else(default_directory, Ok)?;
    Ok(directory.join(file_name(server)))
}

/// The directory of the automatic backups of servers.
fn default_directory() -> Result<PathBuf, Failure> {
    let strategy = etcetera::base_strategy::Xdg::new();
    let state = strategy.ok().and_then(|strategy| strategy.state_dir());
    let state = state.ok_or_else(|| {
        Failure::new(Kind::DirectoryNotFound, "no home directory for the backup").hint(
            "name a directory with --backup-dir, or continue without a backup with --no-backup",
        )
    })?;
    Ok(state.join("meetctl").join("backups"))
}

/// Creates a directory that is missing, for this user alone.
fn created(directory: &Path) -> Result<(), Failure> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true).mode(0o700).create(directory).map_err(|error| {
        let message = format!("cannot create the directory {}", directory.display());
        Failure::new(Kind::Io, message)
            .cause(error)
            .at(directory)
            .hint("nothing was changed; --backup-dir names another one")
    })
}

/// The name of a database as that of a file: `postgres_ada@db.example_5432_meet`.
fn file_name(location: &Location) -> String {
    plain(&location.to_string().replace("://", "_").replace(":***", ""))
}

/// `text` as a part of the name of a file.
fn plain(text: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '@');
    let name = text.trim_start_matches('/').chars().map(|c| if is_plain(c) { c } else { '_' });
    let name: Vec<char> = name.collect();
    name[name.len().saturating_sub(150)..].iter().collect()
}

/// Restores the database from an automatic backup, unless another program has written to it since:
/// that would be lost. Prints which. True: the database is as it was.
///
/// Must be called with the same context as [`take`]; no transaction may be open.
///
/// # Errors
/// Exit 7 if the database remains locked, 10 if the disk is full: nothing was changed, unless a line says so.
pub async fn restore(ctx: &Context, backup: &Backup) -> Result<bool, Failure> {
    let Location::Sqlite { path, .. } = first(ctx) else {
        return Ok(false);
    };
    let path = real(path)?;
    let file = backup.path.display();
    let quoted = crate::shell::quote(&backup.path.to_string_lossy());
    let hint = format!("the backup is {file}; `meetctl restore {quoted}` restores it");
    let db = ctx.open(Access::Write).await?.db();
    let result = async {
        let source = backup::open_file(&backup.path, ctx.limits())?;
        backup::begin_read(&source, ctx.limits()).await?;
        let unchanged = async || Ok(automatic::is_unchanged(&db, backup.mark).await);
        let replaced = backup::replace(&source, &path, ctx.limits(), unchanged, |_| ()).await?;
        if replaced == Replaced::Done {
            let verified = backup::verify_replaced(&path, ctx.limits()).await;
            verified.map_err(|failure| {
                failure
                    .line("the backup was restored, but the check after it was not made or failed")
            })?;
        }
        Ok(replaced)
    };
    match result
        .await
        .map_err(|failure: Failure| failure.with_database(path.display()).hint(hint.as_str()))?
    {
        Replaced::Done => {
            ctx.out.status(format!("Restored the backup {file}: the database is as it was."));
            Ok(true)
        }
        Replaced::ConcurrentChange => {
            ctx.out.warning(Warning::new(
                "not_restored",
                format!(
                    "another program has written to the database, so the backup was not restored: {hint}"
                ),
            ));
            Ok(false)
        }
    }
}

/// The file itself where the name is a link: its side files and the backups are beside it.
///
/// # Errors
/// Exit 4 for a link of another user.
pub(super) fn real(path: &Path) -> Result<PathBuf, Failure> {
    if !path.is_symlink() {
        return Ok(path.to_path_buf());
    }
    match FoundFile::find(path) {
        Ok(file) => Ok(file.path().unwrap_or_else(|| path.to_path_buf())),
        Err(failure) if failure.kind() == Kind::UnsafePath => Err(failure),
        // What is missing is reported when it is opened.
        Err(_) => Ok(path.to_path_buf()),
    }
}

fn replaced(path: &Path) -> Failure {
    let message = format!("{} was replaced while the command ran", path.display());
    Failure::new(Kind::ConcurrentChange, message).hint("nothing was changed; run the command again")
}

fn with_hint(failure: Failure) -> Failure {
    match failure.exit() {
        Exit::Storage | Exit::Failed | Exit::NotFound | Exit::Refused => {
            failure.hint("nothing was changed; --no-backup continues without a backup")
        }
        _ => failure,
    }
}

#[cfg(test)]
mod tests;
