//! Row 9: moves a database to a server, compared with pgloader; backs servers up and restores them,
//! compared with the programs that come with them.

use std::path::{Path, PathBuf};

use crate::bench::{Bench, Line, rounded};
use crate::copy;
use crate::database::progress;
use crate::login::{Engine, Login};
use crate::measure::{Contender, compare_warm};
use crate::problem::Problem;
use crate::server::{Server, require_program};

/// Relative to pgloader, which does not read again what it has written.
const TRANSFER_GOAL: f64 = 0.7;
/// Relative to the dump of the engine's own program, which nobody has read again.
const BACKUP_GOAL: f64 = 1.5;
/// Relative to the engine's own program, which does not read again what it has written.
const RESTORE_GOAL: f64 = 1.2;
/// Limit of the peak memory, in KiB, for any number of meetings.
const MAX_PEAK_KIB: u64 = 64 * 1024;

/// What is counted after a run, on every engine: rows of three tables.
const ROWS: &str = "SELECT (SELECT COUNT(*) FROM users), (SELECT COUNT(*) FROM meetings), \
                    (SELECT COUNT(*) FROM meeting_participants)";

/// Row 9.
pub fn transfer(bench: &Bench) -> Result<Vec<Line>, Problem> {
    let work = format!("`transfer` to PostgreSQL, {}", rounded(bench.server_meetings));
    or_not_measured(transferred(bench, &work), &[(&work, TRANSFER_GOAL)])
}

/// Row 9b.
pub fn on_postgres(bench: &Bench) -> Result<Vec<Line>, Problem> {
    on_a_server(bench, Engine::Postgres)
}

/// Row 9c.
pub fn on_mariadb(bench: &Bench) -> Result<Vec<Line>, Problem> {
    on_a_server(bench, Engine::Mariadb)
}

fn on_a_server(bench: &Bench, engine: Engine) -> Result<Vec<Line>, Problem> {
    let size = rounded(bench.server_meetings);
    let backup = format!("`backup` of {}, {size}", engine.title());
    let restore = format!("`restore` into {}, {size}", engine.title());
    let lines = backed_up_and_restored(bench, engine, &backup, &restore);
    or_not_measured(lines, &[(&backup, BACKUP_GOAL), (&restore, RESTORE_GOAL)])
}

/// A line with the reason for each work where something is missing.
fn or_not_measured(
    lines: Result<Vec<Line>, Problem>,
    works: &[(&str, f64)],
) -> Result<Vec<Line>, Problem> {
    match lines {
        Err(Problem::Missing(why) | Problem::DiskFull(why)) => {
            Ok(works.iter().map(|(work, goal)| Line::not_measured(work, &why, *goal)).collect())
        }
        other => other,
    }
}

fn transferred(bench: &Bench, work: &str) -> Result<Vec<Line>, Problem> {
    require_program("pgloader", "pgloader")?;
    let (meetctl, directory) = (&bench.workspace.meetctl, &bench.workspace.directory);
    let source = bench.database(bench.server_meetings)?;
    let server = Server::private(Engine::Postgres, directory)?;
    let login = &server.login;
    let ours = bench
        .meetctl(&source, &["--quiet", "transfer"])
        .with_env("MEETCTL_TRANSFER_TO", login.url())
        .after(vec![emptied(login, directory)]);
    let migrate = login.meetctl(meetctl, directory, &["migrate", "up", "--yes", "--quiet"]);
    let script = directory.join("transfer.load");
    std::fs::write(&script, pgloader_script(&source, login))?;
    let theirs = login
        .tool("pgloader", directory, &["--quiet", &script.to_string_lossy()])
        .after(vec![emptied(login, directory), migrate]);
    let reference = "pgloader, data only, into the same tables";
    measure(bench, work, reference, [&ours, &theirs], TRANSFER_GOAL, &|| state(login, directory))
}

/// What pgloader is to do: the rows of the tables that exist on both sides, and the indexes again
/// after them.
fn pgloader_script(source: &Path, login: &Login) -> String {
    format!(
        "LOAD DATABASE FROM sqlite://{} INTO {}\n\
         WITH data only, drop indexes, reset sequences\n\
         CAST type datetime_text TO timestamp, type timestamp_text TO timestamp\n\
         INCLUDING ONLY TABLE NAMES LIKE 'users', 'meetings', 'meeting_participants';\n",
        source.display(),
        login.url_without_password(),
    )
}

fn backed_up_and_restored(
    bench: &Bench,
    engine: Engine,
    backup: &str,
    restore: &str,
) -> Result<Vec<Line>, Problem> {
    let tools = Tools::of(engine);
    for program in [tools.dump, tools.restore] {
        require_program(program, tools.package)?;
    }
    let (meetctl, directory) = (&bench.workspace.meetctl, &bench.workspace.directory);
    let source = bench.database(bench.server_meetings)?;
    let server = Server::private(engine, directory)?;
    let login = &server.login;
    copy::fill(login, meetctl, directory, &source)?;
    let files = Files {
        archive: directory.join(format!("{}.archive.db", engine.client())),
        dump: directory.join(format!("{}.dump", engine.client())),
    };
    let (archive, dump) = (files.archive.to_string_lossy(), files.dump.to_string_lossy());
    let state = || state(login, directory);

    let ours = login.meetctl(meetctl, directory, &["--quiet", "backup", "--force", &archive]);
    let theirs = tools.dumping(login, directory, &dump);
    let mut lines =
        measure(bench, backup, tools.dump_shown, [&ours, &theirs], BACKUP_GOAL, &state)?;

    let args = ["--quiet", "restore", &*archive, "--yes", "--no-backup"];
    let emptied = || vec![emptied(login, directory)];
    let ours = login.meetctl(meetctl, directory, &args).after(emptied());
    let theirs = tools.restoring(login, directory, &files.dump).after(emptied());
    let contenders = [&ours, &theirs];
    lines.extend(measure(bench, restore, tools.restore_shown, contenders, RESTORE_GOAL, &state)?);
    Ok(lines)
}

/// The files of a server, deleted with this.
struct Files {
    archive: PathBuf,
    dump: PathBuf,
}

impl Drop for Files {
    fn drop(&mut self) {
        for file in [&self.archive, &self.dump] {
            let _ = std::fs::remove_file(file);
        }
    }
}

/// The programs that come with a server.
struct Tools {
    dump: &'static str,
    dump_shown: &'static str,
    restore: &'static str,
    restore_shown: &'static str,
    package: &'static str,
    engine: Engine,
}

impl Tools {
    fn of(engine: Engine) -> Self {
        match engine {
            Engine::Postgres => Self {
                dump: "pg_dump",
                dump_shown: "`pg_dump -Fc`",
                restore: "pg_restore",
                restore_shown: "`pg_restore` of that",
                package: "postgresql-client",
                engine,
            },
            Engine::Mariadb => Self {
                dump: "mariadb-dump",
                dump_shown: "`mariadb-dump --single-transaction`",
                restore: "mariadb",
                restore_shown: "`mariadb` with that",
                package: "mariadb-client",
                engine,
            },
        }
    }

    fn dumping(&self, login: &Login, directory: &Path, to: &str) -> Contender {
        let result = format!("--result-file={to}");
        match self.engine {
            Engine::Postgres => login.tool(self.dump, directory, &["-Fc", "-f", to]),
            Engine::Mariadb => {
                let args = ["--single-transaction", &*result, login.database()];
                login.tool(self.dump, directory, &args)
            }
        }
    }

    fn restoring(&self, login: &Login, directory: &Path, from: &Path) -> Contender {
        let file = from.to_string_lossy();
        match self.engine {
            Engine::Postgres => {
                let args = ["--exit-on-error", "-d", login.database(), &*file];
                login.tool(self.restore, directory, &args)
            }
            Engine::Mariadb => {
                login.tool(self.restore, directory, &[login.database()]).reading(from)
            }
        }
    }
}

/// Drops everything in the database of a private server.
fn emptied(login: &Login, directory: &Path) -> Contender {
    match login.engine {
        Engine::Postgres => login.client(
            directory,
            &["DROP SCHEMA public CASCADE", "CREATE SCHEMA public", "CHECKPOINT"],
        ),
        Engine::Mariadb => {
            let database = login.database();
            let create =
                format!("CREATE DATABASE {database} CHARACTER SET utf8mb4 COLLATE utf8mb4_bin");
            login.client(directory, &[&format!("DROP DATABASE {database}"), &create])
        }
    }
}

/// The numbers of rows, and the indexes of the tables: the same after each run.
fn state(login: &Login, directory: &Path) -> Result<String, Problem> {
    let indexes = match login.engine {
        Engine::Postgres => {
            "SELECT string_agg(indexname, ' ' ORDER BY indexname) FROM pg_indexes \
             WHERE tablename IN ('users', 'meetings', 'meeting_participants')"
        }
        Engine::Mariadb => {
            "SELECT GROUP_CONCAT(DISTINCT index_name ORDER BY index_name) \
             FROM information_schema.statistics WHERE table_schema = DATABASE() \
             AND table_name IN ('users', 'meetings', 'meeting_participants')"
        }
    };
    login.client(directory, &[ROWS, indexes]).output()
}

/// Compares the times, after a run of each in which both must leave the same in the database.
fn measure(
    bench: &Bench,
    work: &str,
    reference: &str,
    [ours, theirs]: [&Contender; 2],
    goal: f64,
    state: &dyn Fn() -> Result<String, Problem>,
) -> Result<Vec<Line>, Problem> {
    progress(&format!("measuring {work} ..."));
    theirs.run(false)?;
    let expected = state()?;
    let peak = ours.run(true)?.peak;
    let found = state()?;
    if found != expected {
        return Err(Problem::Failed(format!(
            "{work}: meetctl leaves\n{found}and {reference}\n{expected}"
        )));
    }
    let ratio = compare_warm(ours, theirs, bench.long_pairs)?;
    let peak = Line::of_peaks("its peak memory", "64 MiB", peak, MAX_PEAK_KIB, 1.0);
    Ok(vec![Line::new(work.to_owned(), reference, ratio, goal), peak])
}
