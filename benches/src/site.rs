//! The databases that are measured, on every engine: files are created once and kept; servers live
//! as long as this process.

use std::cell::RefCell;
use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::rc::Rc;

use crate::generate::{self, Size};
use crate::measure::Contender;
use crate::problem::Problem;
use crate::server::Server;
use crate::store::{Engine, Store};

/// What is copied to servers, in an order that foreign keys allow.
pub const TABLES: [&str; 3] = ["users", "meetings", "meeting_participants"];

/// A meetctl, and databases with its schema.
#[derive(Clone)]
pub struct Site {
    /// The meetctl to measure.
    pub program: PathBuf,
    /// The directory of all files.
    pub directory: PathBuf,
    /// Meetings in the SQLite database that most rows use.
    pub meetings: u64,
    /// Meetings on the servers.
    pub server_meetings: u64,
    servers: Rc<RefCell<Vec<Server>>>,
}

impl Site {
    /// A site without servers: they are started when a row needs one.
    pub fn new(program: &Path, directory: &Path, meetings: u64, server_meetings: u64) -> Self {
        Self {
            program: program.to_owned(),
            directory: directory.to_owned(),
            meetings,
            server_meetings,
            servers: Rc::default(),
        }
    }

    /// The site of another meetctl: the same databases if their schemas are the same.
    pub fn of(&self, program: &Path) -> Result<Self, Problem> {
        let twin = Self { program: program.to_owned(), ..self.clone() };
        let migrations = twin.migrations()?;
        if self.migrations()? == migrations {
            return Ok(twin);
        }
        progress("the other program has another schema, and gets its own databases");
        let directory = self.directory.join(migrations.lines().last().unwrap_or("none"));
        Ok(Self::new(program, &directory, self.meetings, self.server_meetings))
    }

    fn migrations(&self) -> Result<String, Problem> {
        let probe = self.store(&self.directory.join("probe.db"));
        remove_database(&probe)?;
        probe.migration().run(false)?;
        let versions =
            probe.client(&["SELECT version FROM seaql_migrations ORDER BY version"]).output();
        remove_database(&probe)?;
        versions
    }

    /// How many meetings there are on an engine.
    pub fn meetings_on(&self, engine: Engine) -> u64 {
        if engine == Engine::Sqlite { self.meetings } else { self.server_meetings }
    }

    /// The users of the meetings on an engine.
    pub fn size_on(&self, engine: Engine) -> Size {
        Size::of(self.meetings_on(engine))
    }

    /// A file as a database.
    pub fn store(&self, path: &Path) -> Store {
        Store {
            engine: Engine::Sqlite,
            program: self.program.clone(),
            directory: self.directory.clone(),
            name: path.display().to_string(),
            port: 0,
            password: String::new(),
        }
    }

    /// A path among the files whose content depends on the generator.
    pub fn path(&self, name: &str) -> PathBuf {
        self.directory.join(format!("v{}-{name}", generate::VERSION))
    }

    /// The SQLite database of this size.
    pub fn file(&self, size: Size) -> Result<Store, Problem> {
        let name = format!("{}-meetings-{}-users.db", size.meetings, size.users);
        self.cached(&name, size.meetings, |store| {
            progress(&fill(store, size)?);
            Ok(())
        })
    }

    /// A database with a name, which `make` fills if it does not exist.
    pub fn cached(
        &self,
        name: &str,
        meetings: u64,
        make: impl FnOnce(&Store) -> Result<(), Problem>,
    ) -> Result<Store, Problem> {
        let path = self.path(name);
        let store = self.store(&path);
        if path.exists() {
            store.migration().run(false)?;
            return Ok(store);
        }
        self.refuse_full_disk(meetings)?;
        let partial = self.store(&path.with_extension("partial"));
        remove_database(&partial)?;
        progress(&format!("creating {} (once) ...", path.display()));
        partial.migration().run(false)?;
        make(&partial)?;
        partial.client(&["PRAGMA wal_checkpoint(TRUNCATE)"]).run(false)?;
        fs::rename(&partial.name, &path)?;
        Ok(store)
    }

    /// The database of the size that rows use on an engine.
    pub fn filled(&self, engine: Engine) -> Result<Store, Problem> {
        let file = self.file(self.size_on(engine))?;
        if engine == Engine::Sqlite {
            return Ok(file);
        }
        let (store, is_new) = self.on_server(engine, "filled")?;
        if is_new {
            copy(&file, &store)?;
        }
        Ok(store)
    }

    /// An empty database on a server, for what a row writes.
    pub fn scratch(&self, engine: Engine) -> Result<Store, Problem> {
        let (store, _) = self.on_server(engine, "scratch")?;
        store.recreation().run(false)?;
        Ok(store)
    }

    /// A database on a server, and whether it had to be made.
    fn on_server(&self, engine: Engine, name: &str) -> Result<(Store, bool), Problem> {
        let mut servers = self.servers.borrow_mut();
        if servers.iter().all(|server| server.system.engine != engine) {
            progress(&format!("starting {} ...", engine.title()));
            servers.push(Server::start(engine, &self.program, &self.directory)?);
        }
        let server = servers.iter_mut().find(|server| server.system.engine == engine);
        let server = server.ok_or_else(|| Problem::Failed("no server".to_owned()))?;
        let store =
            Store { name: name.to_owned(), program: self.program.clone(), ..server.system.clone() };
        let is_new = server.databases.insert(name.to_owned());
        if is_new {
            store.recreation().run(false)?;
        }
        Ok((store, is_new))
    }

    /// A database takes about 500 bytes per meeting, and as much again while indexes are created.
    pub fn refuse_full_disk(&self, meetings: u64) -> Result<(), Problem> {
        fs::create_dir_all(&self.directory)?;
        let needed = meetings.saturating_mul(1000);
        let disk = rustix::fs::statvfs(&self.directory)?;
        let free = disk.f_bavail.saturating_mul(disk.f_frsize);
        if free >= needed {
            return Ok(());
        }
        Err(Problem::Missing(format!(
            "{meetings} meetings need {} MB in {}, {} MB are free",
            needed / 1_000_000,
            self.directory.display(),
            free / 1_000_000
        )))
    }
}

/// Fills a database that `meetctl migrate up` has just created. Returns a summary of its content.
///
/// Indexes are dropped and created again, which is several times faster than updating them.
/// ANALYZE is not run, because meetctl does not run it either.
pub fn fill(store: &Store, size: Size) -> Result<String, Problem> {
    let indexes = store
        .client(&["SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL \
         AND tbl_name IN ('meetings', 'meeting_participants') ORDER BY name"]);
    let indexes = indexes.output()?;
    let mut shell = Command::new("sqlite3")
        .args(["-batch", "-bail", "-init", "/dev/null", &store.name])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()?;
    let summary = match shell.stdin.take() {
        Some(pipe) => write_all(BufWriter::with_capacity(1 << 20, pipe), size, &indexes),
        None => Ok(String::new()),
    };
    // Report the shell's failure first: a broken pipe is only its consequence.
    if !shell.wait()?.success() {
        return Err(Problem::Failed(format!("sqlite3 could not fill {}", store.name)));
    }
    summary
}

fn write_all(mut out: impl Write, size: Size, indexes: &str) -> Result<String, Problem> {
    let indexes: Vec<(&str, &str)> =
        indexes.lines().filter_map(|line| line.split_once('|')).collect();
    writeln!(
        out,
        "PRAGMA synchronous=OFF; PRAGMA journal_mode=OFF; PRAGMA cache_size=-500000; BEGIN;"
    )?;
    for (name, _) in &indexes {
        writeln!(out, "DROP INDEX {name};")?;
    }
    let summary = generate::write(size, &mut out)?;
    for (_, sql) in &indexes {
        writeln!(out, "{sql};")?;
    }
    writeln!(out, "COMMIT; PRAGMA journal_mode=WAL;")?;
    out.flush()?;
    Ok(summary)
}

/// Copies the rows of a SQLite database to an empty database on a server.
pub fn copy(source: &Store, target: &Store) -> Result<(), Problem> {
    target.migration().run(false)?;
    for table in TABLES {
        progress(&format!("copying {table} to {} ...", target.engine.title()));
        let columns = columns(source, table)?;
        // No generated text has a tab or a backslash.
        let rows = source.client_with(
            &["-list", "-separator", "\t", "-nullvalue", "\\N"],
            &[format!("SELECT {columns} FROM {table} ORDER BY rowid")],
        );
        rows.pipe(&load(target, table, &columns, None))?;
    }
    // The servers would update their statistics later; do it now.
    target.client(&[analyze(target.engine)]).run(false).map(drop)
}

/// The statement that updates the statistics of a server.
pub fn analyze(engine: Engine) -> &'static str {
    match engine {
        Engine::Mariadb => "ANALYZE TABLE users, meetings, meeting_participants",
        _ => "VACUUM ANALYZE users, meetings, meeting_participants",
    }
}

/// The columns of a table.
pub fn columns(store: &Store, table: &str) -> Result<String, Problem> {
    let columns = format!("SELECT group_concat(name, ', ') FROM pragma_table_info('{table}')");
    store.client(&[columns]).output()
}

/// Loads rows in the form of COPY, from a file or from standard input without checks.
pub fn load(target: &Store, table: &str, columns: &str, file: Option<&Path>) -> Contender {
    target.client(&load_statements(target.engine, table, columns, file))
}

/// The statements of [`load`].
pub fn load_statements(
    engine: Engine,
    table: &str,
    columns: &str,
    file: Option<&Path>,
) -> Vec<String> {
    let from = |other: &str| file.map_or(other.to_owned(), |file| format!("'{}'", file.display()));
    match engine {
        Engine::Mariadb => {
            let unchecked = "SET unique_checks = 0, foreign_key_checks = 0".to_owned();
            let statement = format!(
                "LOAD DATA LOCAL INFILE {} INTO TABLE {table} CHARACTER SET utf8mb4 ({columns})",
                from("'/dev/stdin'")
            );
            file.is_none().then_some(unchecked).into_iter().chain([statement]).collect()
        }
        _ => vec![format!("\\copy {table} ({columns}) FROM {}", from("STDIN"))],
    }
}

/// Removes a file and its side files.
pub fn remove_database(store: &Store) -> Result<(), Problem> {
    for suffix in ["", "-wal", "-shm", "-journal"] {
        match fs::remove_file(format!("{}{suffix}", store.name)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
    }
    Ok(())
}

/// The steps that reset a file to its template between two runs.
pub fn fresh_copy(template: &Store, store: &Store) -> Vec<Contender> {
    let (wal, shm) = (format!("{}-wal", store.name), format!("{}-shm", store.name));
    vec![
        store.run("rm", &["-f", &store.name, &wal, &shm]),
        store.run("cp", &[&template.name, &store.name]),
        // Pending writes of the previous run must not slow down this one.
        store.run("sync", &[]),
    ]
}

/// Prints a line of progress on standard error.
pub fn progress(text: &str) {
    // Progress is optional: the table goes to standard output.
    drop(writeln!(io::stderr(), "{text}"));
}
