//! `meetctl transfer`

use clap::Args;
use rusqlite::Connection;
use serde_json::json;

use super::args::counted;
use super::auto_backup::AutoBackupArgs;
use super::backup::first;
use super::backup_source::{Copied, Source};
use super::differences;
use super::restore::{self, Archive};
use crate::atomic_file::AtomicFile;
use crate::context::Context;
use crate::error::{Exit, Failure, Kind};
use crate::output::sanitise::sanitise;
use crate::output::{Format, Unit};
use crate::records::TransferRecord;
use crate::store::archive::{Comparison, compare, manifest};
use crate::store::backup::{self, Depth};
use crate::store::url::Location;

/// Copy the database to another one, on any engine
///
/// Everything is copied: ids, times, statuses, what was imported, the times of migrations. Then the
/// target is read again and compared by checksums. The target must be missing or without rows, or is replaced with
/// --replace, behind a backup. The copy is of one moment; if the source has changed meanwhile, that is
/// an error. Stop what writes to the source first.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
    meetctl transfer --to postgres://ada@db.example/meet
    meetctl transfer --to mysql://ada@db.example/meet --dry-run
    meetctl transfer --to postgres://ada@db.example/meet --verify-only")]
pub struct TransferArgs {
    /// Database to copy to: a SQLite file, or a postgres:// or mysql:// URL
    #[arg(long, value_name = "URL", env = "MEETCTL_TRANSFER_TO", hide_env_values = true)]
    to: String,
    /// Replace the rows of the target
    #[arg(long)]
    replace: bool,
    #[command(flatten)]
    backup: AutoBackupArgs,
    /// Check every row and print what would be copied, write nothing
    #[arg(long, conflicts_with = "verify_only")]
    dry_run: bool,
    /// Only compare the two databases; exit with code 3 if they differ
    #[arg(long, conflicts_with = "replace")]
    verify_only: bool,
}

/// How many differences are named.
const MAX_SHOWN: usize = 20;

impl TransferArgs {
    /// Runs the command.
    pub async fn run(self, ctx: &Context) -> Result<Exit, Failure> {
        let target = self.target(ctx)?;
        let result = self.run_on(ctx, &target).await;
        target.close().await;
        result.map_err(|failure| target.locate(failure))
    }

    async fn run_on(&self, ctx: &Context, target: &Context) -> Result<Exit, Failure> {
        // A signal must not leave an incomplete file.
        ctx.shutdown().cancel_on_signal_from_now().await;
        let source = Source::open(ctx, first(ctx)).await?;
        if self.verify_only {
            return verify(ctx, source, target).await;
        }
        if ctx.settings.read_only.value && !self.dry_run {
            return Err(restore::read_only_failure().with_database(first(target)));
        }
        restore::require_replaceable(target, self.replace).await?;
        let (archive, copied, file) = copy(ctx, &source, target).await?;
        let (archive, _brought_up) = archive.brought_up(ctx).await?;
        let restore = restore::Restore {
            name: first(ctx).to_string(),
            spared: file.path(),
            backup: self.backup.clone(),
            dry_run: self.dry_run,
            quiet: true,
        };
        let backup = restore.run(target, archive).await?;
        if self.dry_run {
            return self.report(ctx, target, &copied.checksums, None);
        }
        if !source.is_as_copied(ctx, &copied).await? {
            return Err(Failure::new(Kind::Differs, "the source changed while it was copied")
                .line(format!("the target has its rows as of {}", ctx.now()))
                .hint("stop what writes to the source, then run it again with --replace"));
        }
        self.report(ctx, target, &copied.checksums, backup)
    }

    /// The run on the target.
    fn target(&self, ctx: &Context) -> Result<Context, Failure> {
        let locations =
            Location::parse_list(&self.to).map_err(|failure| failure.of_option("--to"))?;
        let [to] = locations.as_slice() else {
            return Err(Failure::usage("--to: give one database"));
        };
        let same = match (first(ctx), to) {
            (Location::Sqlite { path, .. }, Location::Sqlite { path: other, .. }) => {
                backup::is_part_of(other, path)
            }
            (from, to) => from.to_string() == to.to_string(),
        };
        if same {
            return Err(Failure::usage(format!("--to: {to} is the source")));
        }
        Ok(ctx.on(locations))
    }

    fn report(
        &self,
        ctx: &Context,
        target: &Context,
        copied: &[manifest::TableChecksum],
        backup: Option<std::path::PathBuf>,
    ) -> Result<Exit, Failure> {
        let rows =
            |name| copied.iter().find(|(table, _)| *table == name).map_or(0, |(_, s)| s.rows);
        let (users, meetings) = (rows("users"), rows("meetings"));
        let total: u64 = copied.iter().map(|(_, sum)| sum.rows).sum();
        if ctx.out.format() != Format::Table {
            ctx.out.one(&TransferRecord {
                from: first(ctx).to_string(),
                to: first(target).to_string(),
                users,
                meetings,
                rows: total,
                backup: backup.map(|path| path.display().to_string()),
                verified: !self.dry_run,
                dry_run: self.dry_run,
            })?;
        } else if !self.dry_run {
            ctx.out.status(format!(
                "Copied {}, {} to {}; all {} are the same.",
                counted(users, "user"),
                counted(meetings, "meeting"),
                first(target),
                counted(total, "row")
            ));
        }
        Ok(Exit::Ok)
    }
}

/// Copies the source into a temporary archive.
async fn copy(
    ctx: &Context,
    source: &Source,
    target: &Context,
) -> Result<(Archive, Copied, AtomicFile), Failure> {
    let file = AtomicFile::temporary()?;
    // A server makes its own indexes, of rows that are compared.
    let server = first(target).server();
    let depth = if server.is_some() { Depth::Pages } else { Depth::Everything };
    let mut copied = source.copied_into(ctx, &file, depth, server).await?;
    let connection: Connection = backup::open_file(&file.path(), ctx.limits())?;
    backup::begin_read(&connection, ctx.limits()).await?;
    let archive = Archive {
        connection,
        found: copied.found.clone(),
        dangling: copied.dangling,
        checksums: Some(copied.checksums.clone()),
        refused: copied.refused.take(),
    };
    Ok((archive, copied, file))
}

/// Compares two databases, and prints what differs.
async fn verify(ctx: &Context, source: Source, target: &Context) -> Result<Exit, Failure> {
    let other = Source::open(target, first(target)).await?;
    if source.found.identity.applied() != other.found.identity.applied() {
        let common = "only what both schemas have is compared: one of them is older";
        ctx.out.notice(common);
    }
    let (mut first_side, mut second_side) =
        (source.into_side(ctx).await?, other.into_side(target).await?);
    let compared = {
        let bar = ctx.out.progress("Comparing", None, Unit::Records);
        compare(&mut first_side, &mut second_side, MAX_SHOWN, |done| bar.at(done)).await?
    };
    report_comparison(ctx, target, &compared)
}

fn report_comparison(
    ctx: &Context,
    target: &Context,
    compared: &Comparison,
) -> Result<Exit, Failure> {
    if ctx.out.format() == Format::Table {
        for line in differences::lines(compared) {
            ctx.out.raw(&format!("{}\n", sanitise(&line)))?;
        }
        let rows: u64 = compared.first.iter().map(|(_, sum)| sum.rows).sum();
        let (from, to) = (first(ctx), first(target));
        ctx.out.status(match compared.differences {
            0 => format!("{from} and {to} hold the same {}.", counted(rows, "row")),
            n => format!("{} of {from} and {to} differ.", counted(n, "row")),
        });
    } else {
        let table = |(name, sum): &(&str, crate::store::archive::Checksum)| json!({"table": name, "rows": sum.rows, "checksum": sum.to_string()});
        ctx.out.json_value(&json!({
            "equal": compared.differences == 0,
            "differences": compared.differences,
            "rows": differences::rows(compared),
            "source": compared.first.iter().map(table).collect::<Vec<_>>(),
            "target": compared.second.iter().map(table).collect::<Vec<_>>(),
        }))?;
    }
    Ok(if compared.differences == 0 { Exit::Ok } else { Exit::Found })
}
