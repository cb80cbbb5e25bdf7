//! One test's meetctl: its own home, its own database, and the binary.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::UNIX_EPOCH;

use tempfile::TempDir;

use crate::cleanup;
use crate::database;
use crate::engine::Engine;
use crate::invocation::{Invocation, wait_for};
use crate::product::Product;
use crate::secret::{PASSWORD, password_in_url};
use crate::server::{Server, USER};
use crate::template;
use crate::transcript::{Stable, Transcript};

/// The clock of every run: a Monday morning.
pub const NOW: &str = "2026-06-01T08:00:00Z";

/// The program under test. Cargo builds it beside the directory of the test programs.
pub fn program() -> &'static Path {
    static PROGRAM: LazyLock<PathBuf> = LazyLock::new(|| {
        let test = std::env::current_exe().unwrap();
        let program = test.ancestors().nth(2).unwrap().join("meetctl");
        assert!(program.is_file(), "{} is not built", program.display());
        program
    });
    &PROGRAM
}

/// Copies the program under test, to run it from there.
///
/// Not in this process: a program that another thread starts meanwhile would inherit the open copy, which
/// then cannot be run ("text file busy").
pub fn copy_program(to: &Path) {
    assert!(Command::new("cp").arg(program()).arg(to).status().unwrap().success());
}

/// A private home, a private database, and the binary to run on them.
///
/// Every run starts from an empty environment, with the clock at [`NOW`], in UTC, 100 columns
/// wide, with nothing on standard input and [`Meetctl::directory`] as working directory.
pub struct Meetctl {
    engine: Engine,
    database: String,
    url: String,
    tmp: TempDir,
}

impl Meetctl {
    /// A database that was never migrated: on SQLite no file, on a server an empty database.
    pub fn empty(engine: Engine) -> Self {
        let t = Self::named(engine, &next_name());
        if let Some(server) = engine.server() {
            template::create_on(server, &t.database, None);
        }
        t
    }

    /// A database at the newest schema, without rows.
    pub fn migrated(engine: Engine) -> Self {
        let t = Self::named(engine, &next_name());
        template::copy_into(&t);
        t
    }

    /// A database on a server of the test's own that was never migrated.
    pub fn on(server: &Server, engine: Engine) -> Self {
        let database = next_name();
        template::create_on(server, &database, None);
        let url = server.url(&database);
        Self { url, ..Self::named(engine, &database) }
    }

    /// A home whose database is yet to be created.
    pub(crate) fn named(engine: Engine, database: &str) -> Self {
        let tmp = tempfile::Builder::new().prefix("test-").tempdir_in(cleanup::root()).unwrap();
        for directory in ["home", "work", "tmp"] {
            fs::create_dir(tmp.path().join(directory)).unwrap();
        }
        let url = match engine.server() {
            Some(server) => server.url(database),
            None => format!("sqlite://{}/{database}.db", tmp.path().display()),
        };
        Self { engine, database: database.to_owned(), url, tmp }
    }

    /// Runs `meetctl` with these arguments to its end.
    #[must_use = "assert on the result: `.success()`, `.exits(…)` or a snapshot"]
    pub fn run(&self, args: impl IntoIterator<Item: AsRef<OsStr>>) -> Transcript {
        self.cmd(args).run()
    }

    /// `meetctl` with these arguments, to be run with other settings than usual.
    pub fn cmd(&self, args: impl IntoIterator<Item: AsRef<OsStr>>) -> Invocation<'_> {
        Invocation::new(self, program().as_os_str(), args)
    }

    /// A line of `sh`, in the same environment, with `meetctl` in PATH: for pipes and signals.
    pub fn shell(&self, script: &str) -> Invocation<'_> {
        Invocation::new(self, OsStr::new("/bin/sh"), ["-c", script])
    }

    /// Runs `meetctl` on a terminal of this width in columns; `stdout` is what the terminal got.
    #[must_use = "assert on the result: `.success()`, `.exits(…)` or a snapshot"]
    pub fn terminal(
        &self,
        columns: u16,
        args: impl IntoIterator<Item: AsRef<OsStr>>,
    ) -> Transcript {
        self.cmd(args).on_terminal(columns)
    }

    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// What is behind the engine in this run.
    pub fn product(&self) -> Product {
        self.engine.product()
    }

    /// The database's URL, with the password if it has one.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The database's URL without the password.
    pub fn url_without_password(&self) -> String {
        self.url.replace(&format!(":{}@", password_in_url()), "@")
    }

    /// The database's name on its server; on SQLite the stem of its file.
    pub fn database(&self) -> &str {
        &self.database
    }

    /// The database's file, whether it exists or not. SQLite only.
    pub fn file(&self) -> &Path {
        assert_eq!(self.engine, Engine::Sqlite, "a server's database is not a file");
        Path::new(self.url.trim_start_matches("sqlite://"))
    }

    /// The password of the servers, as it is and as it is in a URL. Every run checks that no
    /// part of it was shown; a test may search files for it too.
    pub fn secrets() -> [String; 2] {
        [PASSWORD.to_owned(), password_in_url()]
    }

    /// The working directory of every run.
    pub fn directory(&self) -> PathBuf {
        self.tmp.path().join("work")
    }

    /// The home of every run, with the `XDG_*` directories in it.
    pub fn home(&self) -> PathBuf {
        self.tmp.path().join("home")
    }

    /// The directory that holds all of the above; `[TMP]` in a transcript.
    pub fn tmp(&self) -> &Path {
        self.tmp.path()
    }

    /// Writes a file into the working directory.
    pub fn write(&self, name: &str, contents: impl AsRef<[u8]>) -> PathBuf {
        let path = self.directory().join(name);
        fs::write(&path, contents).unwrap();
        path
    }

    /// As [`write`](Self::write), readable by its owner alone: for a password.
    pub fn write_private(&self, name: &str, contents: impl AsRef<[u8]>) -> PathBuf {
        let path = self.write(name, contents);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
        path
    }

    /// Reads a text file of the working directory.
    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.directory().join(name)).unwrap()
    }

    /// Runs raw statements, separated by `;`. Creates the file of a SQLite database.
    pub fn sql(&self, sql: &str) {
        if let Err(error) = database::execute(&self.raw_url(), sql) {
            panic!("{error} in\n{sql}");
        }
    }

    /// The rows of a raw query, each value as text (`NULL` for none).
    pub fn rows(&self, sql: &str) -> Vec<Vec<String>> {
        database::query(&self.raw_url(), sql).unwrap_or_else(|error| panic!("{error} in\n{sql}"))
    }

    /// Waits until no other client is connected to the database: a server finishes the last statement
    /// of a process that was killed.
    pub fn wait_for_other_sessions(&self) {
        let others = match self.engine {
            Engine::Sqlite => return,
            Engine::Postgres => {
                "SELECT COUNT(*) FROM pg_stat_activity \
                 WHERE datname = current_database() AND pid <> pg_backend_pid()"
            }
            Engine::Mariadb => {
                "SELECT COUNT(*) FROM information_schema.processlist \
                 WHERE db = DATABASE() AND id <> CONNECTION_ID()"
            }
        };
        wait_for(|| self.rows(others) == [["0"]]);
    }

    /// Waits until no lease is valid: a killed run does not release it.
    pub fn wait_for_leases(&self) {
        wait_for(|| {
            let now = UNIX_EPOCH.elapsed().unwrap().as_millis();
            let sql = format!("SELECT owner FROM meetctl_lock WHERE expires_at > {now}");
            self.rows(&sql).is_empty()
        });
    }

    /// Runs raw statements in this database as the server's superuser, to take rights away, end a
    /// connection or stop writes. Not on SQLite.
    pub fn superuser_sql(&self, sql: &str) {
        let server = self.engine.server().unwrap();
        if let Err(error) = database::execute(&server.superuser_url(&self.database), sql) {
            panic!("{error} in\n{sql}");
        }
    }

    /// The rows of a query of the server's superuser in this database. Not on SQLite.
    pub fn superuser_rows(&self, sql: &str) -> Vec<Vec<String>> {
        let server = self.engine.server().unwrap();
        database::query(&server.superuser_url(&self.database), sql).unwrap()
    }

    fn raw_url(&self) -> String {
        match self.engine {
            Engine::Sqlite => format!("{}?mode=rwc", self.url),
            Engine::Postgres | Engine::Mariadb => self.url.clone(),
        }
    }

    /// What changes from run to run, and the words that replace it in a transcript.
    pub(crate) fn stable(&self) -> Stable {
        let tmp = self.tmp.path().to_string_lossy().into_owned();
        let mut stable = Stable::default();
        if let Some(server) = self.engine.server() {
            let place = format!("127.0.0.1:{}/{}", server.port, self.database);
            stable.url_ends.push((format!("@{place}"), "[DATABASE]"));
            stable.words.push((place, "[DATABASE]"));
            stable.words.push((format!("127.0.0.1:{}", server.port), "[SERVER]"));
        } else {
            stable.words.push((self.url.clone(), "[DATABASE]"));
            stable.words.push((self.file().display().to_string(), "[DATABASE]"));
        }
        stable.words.push((tmp, "[TMP]"));
        stable.words.push((self.database.clone(), "[NAME]"));
        stable
    }

    /// The environment of every run.
    pub(crate) fn environment(&self) -> Vec<(OsString, OsString)> {
        let home = self.home();
        let programs = program().parent().unwrap();
        let mut environment: Vec<(OsString, OsString)> = [
            ("MEETCTL_DATABASE_URL", self.url.as_str()),
            ("MEETCTL_NOW", NOW),
            ("TZ", "UTC"),
            ("LC_ALL", "C.UTF-8"),
            ("COLUMNS", "100"),
            // A pager would wait for a key.
            ("PAGER", "cat"),
            ("PATH", &format!("{}:/usr/local/bin:/usr/bin:/bin", programs.display())),
        ]
        .map(|(name, value)| (name.into(), value.into()))
        .into();
        environment.extend(
            [
                ("HOME", home.clone()),
                ("XDG_CONFIG_HOME", home.join(".config")),
                ("XDG_DATA_HOME", home.join(".local/share")),
                ("XDG_STATE_HOME", home.join(".local/state")),
                ("XDG_CACHE_HOME", home.join(".cache")),
                ("TMPDIR", self.tmp.path().join("tmp")),
            ]
            .map(|(name, value)| (name.into(), value.into_os_string())),
        );
        // Measuring coverage would otherwise end at the process border.
        let coverage = std::env::var_os("LLVM_PROFILE_FILE");
        environment.extend(coverage.map(|file| ("LLVM_PROFILE_FILE".into(), file)));
        environment
    }
}

/// Runs `body` on a migrated database of every available engine, and demands the same text of all:
/// the one that it returns.
pub fn same_on_every_engine(body: impl Fn(&Meetctl) -> String) -> String {
    let mut texts = Engine::ALL
        .into_iter()
        .filter(|engine| engine.is_available())
        .map(|engine| (engine, body(&Meetctl::migrated(engine))));
    let (first, expected) = texts.next().expect("MEETCTL_TEST_ENGINES names at least one engine");
    for (engine, text) in texts {
        assert_eq!(expected, text, "{first:?} (left) and {engine:?} (right) differ");
    }
    expected
}

/// One length for all names, so that none is the beginning of another.
fn next_name() -> String {
    static COUNT: AtomicUsize = AtomicUsize::new(1);
    format!("{USER}_test_{:05}", COUNT.fetch_add(1, Ordering::Relaxed))
}
