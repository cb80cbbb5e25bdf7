//! Row 4: imports a file into an empty database, on the three engines.

use std::fs::{self, File};
use std::io::BufWriter;
use std::path::{Path, PathBuf};

use crate::bench::{Bench, Line, rounded};
use crate::conflict_free;
use crate::copy;
use crate::database::{progress, remove_database};
use crate::generate::{self, Size};
use crate::login::{Engine, Login};
use crate::measure::{Contender, compare_warm};
use crate::problem::Problem;
use crate::server::Server;

/// Relative to the time of the engine's own bulk load.
const GOAL: f64 = 1.5;
/// Limit of the peak memory, in KiB.
const MAX_PEAK_KIB: u64 = 150 * 1024;
/// Relative to the memory for a fourth of the meetings, with the same users.
const MAX_GROWTH: f64 = 1.1;

/// Row 4.
pub fn on_sqlite(bench: &Bench) -> Result<Vec<Line>, Problem> {
    let import = match Import::prepare(bench, Size::of(bench.meetings)) {
        Err(Problem::DiskFull(why)) => {
            return Ok(vec![Line::not_measured(&work("SQLite"), &why, GOAL)]);
        }
        other => other?,
    };
    let ours = import.meetctl(bench, &[]);
    let theirs = import.shell(bench)?;
    let count = || bench.shell(&import.database, "SELECT COUNT(*) FROM meetings");
    let reference = "`.import` of the rows, foreign keys checked";
    let mut lines = import.measure(bench, "SQLite", reference, [&ours, &theirs], &count())?;
    lines.push(large_batches(bench, &import, &theirs)?);
    let four = flat_memory(bench, import.size, &ours);
    remove_database(&import.database)?;
    lines.push(four?);
    Ok(lines)
}

/// The same with a tenth of the transactions: each writes every page that it touches.
fn large_batches(bench: &Bench, import: &Import, theirs: &Contender) -> Result<Line, Problem> {
    let work = "the same with `--batch-size 10000`".to_owned();
    progress(&format!("measuring {work} ..."));
    let ours = import.meetctl(bench, &["--batch-size", "10000"]);
    let ratio = compare_warm(&ours, theirs, bench.long_pairs)?;
    Ok(Line::new(work, "the same", ratio, GOAL))
}

/// Four times the meetings take the same memory.
fn flat_memory(bench: &Bench, size: Size, ours: &Contender) -> Result<Line, Problem> {
    let many = Size { meetings: size.meetings * 4, ..size };
    let work = format!("its peak memory with {}", rounded(many.meetings));
    let reference = format!("itself with {}", rounded(size.meetings));
    if bench.quick {
        return Ok(Line::not_measured(&work, "skipped by --quick", MAX_GROWTH));
    }
    let larger = match Import::prepare(bench, many) {
        Err(Problem::DiskFull(why)) => return Ok(Line::not_measured(&work, &why, MAX_GROWTH)),
        other => other?,
    };
    progress(&format!("measuring {work} ..."));
    let peaks = (larger.meetctl(bench, &[]).run(true)?.peak, ours.run(true)?.peak);
    remove_database(&larger.database)?;
    Ok(Line::of_peaks(&work, &reference, peaks.0, peaks.1, MAX_GROWTH))
}

/// Row 4b.
pub fn on_postgres(bench: &Bench) -> Result<Vec<Line>, Problem> {
    if_installed(bench, Engine::Postgres)
}

/// Row 4c.
pub fn on_mariadb(bench: &Bench) -> Result<Vec<Line>, Problem> {
    if_installed(bench, Engine::Mariadb)
}

fn if_installed(bench: &Bench, engine: Engine) -> Result<Vec<Line>, Problem> {
    match on_a_server(bench, engine) {
        Err(Problem::Missing(why) | Problem::DiskFull(why)) => {
            Ok(vec![Line::not_measured(&work(engine.title()), &why, GOAL)])
        }
        other => other,
    }
}

fn on_a_server(bench: &Bench, engine: Engine) -> Result<Vec<Line>, Problem> {
    let (meetctl, directory) = (&bench.workspace.meetctl, &bench.workspace.directory);
    let import = Import::prepare(bench, Size::of(bench.server_meetings))?;
    let server = Server::get(engine, directory)?;
    copy::fill_users(&server.login, meetctl, directory, &import.template)?;
    require_empty(&server.login, directory, import.size)?;
    let rows = import.rows(bench, Separator::Tab)?;
    let file = import.file.to_string_lossy();
    let ours = server.login.meetctl(meetctl, directory, &["meeting", "import", &*file]);
    let loading: Vec<String> = rows.iter().map(|rows| load(engine, rows)).collect();
    let loading: Vec<&str> = loading.iter().map(String::as_str).collect();
    let theirs = server.login.client(directory, &loading);
    let emptied = |contender: Contender| contender.after(vec![empty(&server.login, directory)]);
    let count = server.login.client(directory, &["SELECT COUNT(*) FROM meetings"]);
    let (reference, contenders) = (bulk_load(engine), [&emptied(ours), &emptied(theirs)]);
    import.measure(bench, engine.title(), reference, contenders, &count)
}

/// The meetings will be deleted, so the users must be those of the benchmarks.
fn require_empty(login: &Login, directory: &Path, size: Size) -> Result<(), Problem> {
    let ours = "SELECT COUNT(*) FROM users WHERE email LIKE 'user%@example.org'";
    let ours = login.client(directory, &[ours]).output()?;
    if ours.trim() == size.users.to_string() {
        return Ok(());
    }
    Err(Problem::Usage(format!(
        "{} names a database with users: pass an empty one",
        login.engine.variable()
    )))
}

fn bulk_load(engine: Engine) -> &'static str {
    match engine {
        Engine::Postgres => "`\\copy` of the rows",
        Engine::Mariadb => "LOAD DATA of the rows",
    }
}

/// The statement that loads a file of rows.
fn load(engine: Engine, rows: &Rows) -> String {
    let (table, columns, path) = (rows.table, &rows.columns, rows.path.display());
    match engine {
        Engine::Postgres => format!("\\copy {table} ({columns}) FROM '{path}'"),
        Engine::Mariadb => format!(
            "LOAD DATA LOCAL INFILE '{path}' INTO TABLE {table} CHARACTER SET utf8mb4 ({columns})"
        ),
    }
}

/// Deletes what a run has written.
fn empty(login: &Login, directory: &Path) -> Contender {
    match login.engine {
        Engine::Postgres => login.client(
            directory,
            &[
                "TRUNCATE meetings, meeting_participants RESTART IDENTITY",
                "UPDATE users SET booking_seq = 0",
                "VACUUM FULL users",
                "CHECKPOINT",
            ],
        ),
        Engine::Mariadb => login.client(
            directory,
            &[
                "SET foreign_key_checks = 0",
                "TRUNCATE TABLE meeting_participants",
                "TRUNCATE TABLE meetings",
                "UPDATE users SET booking_seq = 0",
            ],
        ),
    }
}

/// How the cells of a file are separated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Separator {
    /// For the shell; NULL is an empty cell.
    Comma,
    /// For the servers' clients; NULL is `\N`.
    Tab,
}

/// The rows of a table in a file.
struct Rows {
    table: &'static str,
    columns: String,
    path: PathBuf,
}

/// A file to import, and databases to import it into.
struct Import {
    size: Size,
    /// The file that meetctl reads.
    file: PathBuf,
    /// A database with the users of the file and no meetings.
    template: PathBuf,
    /// A copy of it, new for each run.
    database: PathBuf,
}

impl Import {
    fn prepare(bench: &Bench, size: Size) -> Result<Self, Problem> {
        let users_alone = Size { meetings: 0, ..size };
        let template = bench.workspace.database(users_alone)?;
        let name =
            format!("v{}-import-{}-of-{}-users", generate::VERSION, size.meetings, size.users);
        let file = bench.workspace.directory.join(format!("{name}.csv"));
        if !file.exists() {
            // The file, a database, and two files of rows for the reference.
            bench.workspace.refuse_full_disk(size.meetings.saturating_mul(2))?;
            progress(&format!("creating {} (once) ...", file.display()));
            let partial = file.with_extension("partial");
            conflict_free::write(size, BufWriter::with_capacity(1 << 20, File::create(&partial)?))?;
            fs::rename(&partial, &file)?;
        }
        let database = bench.workspace.directory.join(format!("{name}.db"));
        Ok(Self { size, file, template, database })
    }

    fn meetctl(&self, bench: &Bench, options: &[&str]) -> Contender {
        let file = self.file.to_string_lossy();
        let args = [&["meeting", "import", &*file], options].concat();
        bench.meetctl(&self.database, &args).after(bench.fresh_copy(&self.template, &self.database))
    }

    fn shell(&self, bench: &Bench) -> Result<Contender, Problem> {
        let rows = self.rows(bench, Separator::Comma)?;
        let mut commands = vec!["PRAGMA foreign_keys = ON".to_owned()];
        for rows in rows {
            commands.push(format!(".import --csv '{}' {}", rows.path.display(), rows.table));
        }
        let commands: Vec<&str> = commands.iter().map(String::as_str).collect();
        Ok(bench
            .shell_of(&[], &self.database, &commands)
            .after(bench.fresh_copy(&self.template, &self.database)))
    }

    /// The rows that meetctl makes of the file, with the columns in the order of the table.
    fn rows(&self, bench: &Bench, separator: Separator) -> Result<Vec<Rows>, Problem> {
        let (ending, options): (_, &[&str]) = match separator {
            Separator::Comma => ("rows.csv", &["-csv"]),
            Separator::Tab => ("rows.tsv", &["-list", "-separator", "\t", "-nullvalue", "\\N"]),
        };
        let mut found = Vec::new();
        let mut filled = false;
        for (table, order) in [("meetings", "id"), ("meeting_participants", "meeting_id, user_id")]
        {
            let columns =
                format!("SELECT group_concat(name, ', ') FROM pragma_table_info('{table}')");
            let columns = bench.shell(&self.template, &columns).output()?.trim().to_owned();
            let path = self.file.with_extension(format!("{table}.{ending}"));
            if !path.exists() {
                if !filled {
                    self.meetctl(bench, &[]).run(false)?;
                    filled = true;
                }
                progress(&format!("creating {} (once) ...", path.display()));
                let partial = path.with_extension("partial");
                let sql = format!("SELECT {columns} FROM {table} ORDER BY {order}");
                bench.shell_of(options, &self.database, &[&sql]).save(&partial)?;
                fs::rename(&partial, &path)?;
            }
            found.push(Rows { table, columns, path });
        }
        Ok(found)
    }

    fn measure(
        &self,
        bench: &Bench,
        engine: &str,
        reference: &str,
        [ours, theirs]: [&Contender; 2],
        count: &Contender,
    ) -> Result<Vec<Line>, Problem> {
        let work = format!("{}, {}", work(engine), rounded(self.size.meetings));
        progress(&format!("measuring {work} ..."));
        let mut peak = 0;
        for contender in [theirs, ours] {
            peak = contender.run(true)?.peak;
            let stored = count.output()?.trim().to_owned();
            if stored != self.size.meetings.to_string() {
                return Err(Problem::Failed(format!("{work}: {stored} meetings were stored")));
            }
        }
        let ratio = compare_warm(ours, theirs, bench.long_pairs)?;
        let peak = Line::of_peaks("its peak memory", "150 MiB", peak, MAX_PEAK_KIB, 1.0);
        Ok(vec![Line::new(work, reference, ratio, GOAL), peak])
    }
}

fn work(engine: &str) -> String {
    format!("`meeting import` of CSV, {engine}")
}
