//! The databases that are measured, on every engine: files are created once and kept; servers live
//! as long as this process.

use std::cell::RefCell;
use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::rc::Rc;

use crate::generate::{self, Size};
use crate::problem::Problem;
use crate::server::Server;
use crate::store::{Engine, Store};
use crate::tables::{self, TABLES};

/// A meetctl, and databases with its schema.
#[derive(Clone)]
pub struct Site {
    /// Has the programs and the directory.
    base: Store,
    /// Meetings in the SQLite database that most rows use.
    pub meetings: u64,
    /// Meetings on the servers.
    pub server_meetings: u64,
    servers: Rc<RefCell<Vec<Server>>>,
}

impl Site {
    /// A site without servers: they are started when a row needs one.
    pub fn new(program: &Path, directory: &Path, meetings: u64, server_meetings: u64) -> Self {
        let base = Store {
            engine: Engine::Sqlite,
            program: program.to_owned(),
            directory: directory.to_owned(),
            name: String::new(),
            port: 0,
            password: String::new(),
        };
        Self { base, meetings, server_meetings, servers: Rc::default() }
    }

    /// The meetctl to measure.
    pub fn program(&self) -> &Path {
        &self.base.program
    }

    /// The site of another meetctl: the same databases if their schemas are the same.
    pub fn of(&self, program: &Path) -> Result<Self, Problem> {
        let base = Store { program: program.to_owned(), ..self.base.clone() };
        let twin = Self { base, ..self.clone() };
        let migrations = twin.migrations()?;
        if self.migrations()? == migrations {
            return Ok(twin);
        }
        progress("the other program has another schema, and gets its own databases");
        let directory = self.path(migrations.lines().last().unwrap_or("none"));
        Ok(Self::new(program, &directory, self.meetings, self.server_meetings))
    }

    fn migrations(&self) -> Result<String, Problem> {
        let probe = self.store("probe.db");
        probe.migration().after(vec![probe.removal()]).run(false)?;
        let versions = probe.client(&["SELECT version FROM seaql_migrations ORDER BY 1"]).output();
        probe.removal().run(false)?;
        versions
    }

    /// The meetings and users on an engine.
    pub fn size_on(&self, engine: Engine) -> Size {
        Size::of(if engine == Engine::Sqlite { self.meetings } else { self.server_meetings })
    }

    /// A path among the files whose content depends on the generator.
    pub fn path(&self, name: &str) -> PathBuf {
        self.base.directory.join(format!("v{}-{name}", generate::VERSION))
    }

    /// A file with such a path as a database.
    pub fn store(&self, name: &str) -> Store {
        Store { name: self.path(name).display().to_string(), ..self.base.clone() }
    }

    /// The SQLite database of this size.
    pub fn file(&self, size: Size) -> Result<Store, Problem> {
        let name = format!("{}-meetings-{}-users.db", size.meetings, size.users);
        self.cached(&name, size.meetings, |store| fill(store, size).map(|said| progress(&said)))
    }

    /// A database with a name, which `make` fills if it does not exist.
    pub fn cached(
        &self,
        name: &str,
        meetings: u64,
        make: impl FnOnce(&Store) -> Result<(), Problem>,
    ) -> Result<Store, Problem> {
        let store = self.store(name);
        if Path::new(&store.name).exists() {
            store.migration().run(false)?;
            return Ok(store);
        }
        self.refuse_full_disk(meetings)?;
        let partial = self.store(&format!("{name}.partial"));
        progress(&format!("creating {} (once) ...", store.name));
        partial.migration().after(vec![partial.removal()]).run(false)?;
        make(&partial)?;
        partial.client(&["PRAGMA wal_checkpoint(TRUNCATE)"]).run(false)?;
        fs::rename(&partial.name, &store.name)?;
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
            tables::copy(&file, &store)?;
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
        let known = servers.iter().position(|server| server.system.engine == engine);
        let index = known.unwrap_or(servers.len());
        if known.is_none() {
            progress(&format!("starting {} ...", engine.title()));
            servers.push(Server::start(engine, self.base.clone())?);
        }
        let (program, name) = (self.base.program.clone(), name.to_owned());
        let store = Store { program, name, ..servers[index].system.clone() };
        let is_new = servers[index].databases.insert(store.name.clone());
        if is_new {
            store.recreation().run(false)?;
        }
        Ok((store, is_new))
    }

    /// A database takes about 500 bytes per meeting, and as much again while indexes are created.
    pub fn refuse_full_disk(&self, meetings: u64) -> Result<(), Problem> {
        let directory = &self.base.directory;
        fs::create_dir_all(directory)?;
        let needed = meetings.saturating_mul(1000);
        let disk = rustix::fs::statvfs(directory)?;
        let free = disk.f_bavail.saturating_mul(disk.f_frsize);
        if free >= needed {
            return Ok(());
        }
        Err(Problem::Missing(format!(
            "{meetings} meetings need {} MB in {}, {} MB are free",
            needed / 1_000_000,
            directory.display(),
            free / 1_000_000
        )))
    }
}

/// Fills a database that `meetctl migrate up` has just created. Returns a summary of its content.
///
/// Indexes are dropped and created again, which is several times faster than updating them.
/// ANALYZE is not run, because meetctl does not run it either.
fn fill(store: &Store, size: Size) -> Result<String, Problem> {
    let indexes = store.client(&[format!(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL \
         AND tbl_name IN ('{}', '{}') ORDER BY name",
        TABLES[1], TABLES[2]
    )]);
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
    let quick =
        "PRAGMA synchronous=OFF; PRAGMA journal_mode=OFF; PRAGMA cache_size=-500000; BEGIN;";
    writeln!(out, "{quick}")?;
    let indexes = || indexes.lines().filter_map(|line| line.split_once('|'));
    indexes().try_for_each(|(name, _)| writeln!(out, "DROP INDEX {name};"))?;
    let summary = generate::write(size, &mut out)?;
    indexes().try_for_each(|(_, sql)| writeln!(out, "{sql};"))?;
    writeln!(out, "COMMIT; PRAGMA journal_mode=WAL;")?;
    out.flush()?;
    Ok(summary)
}

/// Prints a line of progress on standard error.
pub fn progress(text: &str) {
    // Progress is optional: the table goes to standard output.
    drop(writeln!(io::stderr(), "{text}"));
}
