//! A database on any engine: meetctl takes its URL, the engine's own programs take its parts.

use std::path::{Path, PathBuf};

use crate::measure::Contender;

/// The engines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
    Mariadb,
}

impl Engine {
    /// The name for people.
    pub fn title(self) -> &'static str {
        ["SQLite", "PostgreSQL", "MariaDB"][self as usize]
    }

    /// Its client, and the package of Debian with its programs.
    pub fn client(self) -> (&'static str, &'static str) {
        [("sqlite3", "sqlite3"), ("psql", "postgresql"), ("mariadb", "mariadb-server")]
            [self as usize]
    }
}

/// A database, and the programs that are run on it.
#[derive(Debug, Clone)]
pub struct Store {
    pub engine: Engine,
    /// meetctl.
    pub program: PathBuf,
    /// Takes the files of all programs.
    pub directory: PathBuf,
    /// The path of a file, or the name on a server.
    pub name: String,
    /// Of a server on this machine.
    pub port: u16,
    /// Of the only account.
    pub password: String,
}

impl Store {
    /// meetctl on this database, with the words of a line, in which `{file}` stands for a file.
    /// Passwords go into the environment: all users can read arguments.
    pub fn meetctl(&self, line: &str, file: &str) -> Contender {
        let words: Vec<_> =
            line.split_whitespace().map(|word| word.replace("{file}", file)).collect();
        self.run(&self.program, &words).with_env("MEETCTL_DATABASE_URL", &self.url(true))
    }

    /// Brings its schema up to date.
    pub fn migration(&self) -> Contender {
        self.meetctl("migrate up --yes --quiet", "")
    }

    /// Any program that needs no database.
    pub fn run(&self, program: impl AsRef<Path>, args: &[impl AsRef<str>]) -> Contender {
        Contender::new(program, &self.directory, args)
    }

    /// The engine's own client; it runs `statements`, one after the other in one session.
    pub fn client(&self, statements: &[impl AsRef<str>]) -> Contender {
        self.client_with(&[], statements)
    }

    /// The same where the last statement is a query, whose many rows it writes in the way that is
    /// fastest.
    pub fn bulk_client(&self, mut statements: Vec<String>) -> Contender {
        if let (Engine::Postgres, Some(query)) = (self.engine, statements.last_mut()) {
            *query = format!("\\copy ({query}) TO STDOUT CSV");
        }
        let options: &[&str] = if self.engine == Engine::Sqlite { &["-csv"] } else { &[] };
        self.client_with(options, &statements)
    }

    /// The client with options of the engine's own.
    pub fn client_with(&self, options: &[&str], statements: &[impl AsRef<str>]) -> Contender {
        let statements: Vec<&str> = statements.iter().map(AsRef::as_ref).collect();
        let (usual, script) = match self.engine {
            Engine::Sqlite => ("-batch -bail -init /dev/null", statements),
            Engine::Postgres => (
                "-X -q -t --csv -v ON_ERROR_STOP=1",
                statements.iter().flat_map(|statement| ["-c", statement]).collect(),
            ),
            Engine::Mariadb => {
                let usual = "--local-infile=1 --quick --batch --skip-column-names";
                let args: Vec<&str> = usual.split(' ').chain([&*self.name, "-e"]).collect();
                let script = statements.join("; ");
                return self.tool("mariadb", &[&args, &[&*script][..]].concat());
            }
        };
        let database = (self.engine == Engine::Sqlite).then_some(&*self.name);
        let args = usual.split(' ').chain(options.iter().copied()).chain(database).chain(script);
        self.tool(self.engine.client().0, &args.collect::<Vec<_>>())
    }

    /// A program that comes with the engine, or connects as those do.
    pub fn tool(&self, program: &str, args: &[&str]) -> Contender {
        let port = self.port.to_string();
        match self.engine {
            Engine::Sqlite => self.run(program, args),
            Engine::Postgres => self
                .run(program, args)
                .with_env("PGHOST", "127.0.0.1")
                .with_env("PGPORT", &port)
                .with_env("PGUSER", "meetctl")
                .with_env("PGPASSWORD", &self.password)
                .with_env("PGDATABASE", &self.name),
            Engine::Mariadb => {
                let place = "--no-defaults --protocol=tcp --default-character-set=utf8mb4 \
                             --host=127.0.0.1 --user=meetctl --port="
                    .to_owned()
                    + &port;
                let args: Vec<&str> = place.split(' ').chain(args.iter().copied()).collect();
                self.run(program, &args).with_env("MYSQL_PWD", &self.password)
            }
        }
    }

    /// Drops the database on the server and makes it again, empty.
    pub fn recreation(&self) -> Contender {
        let (system, force, options) = match self.engine {
            Engine::Mariadb => ("mysql", "", " CHARACTER SET utf8mb4 COLLATE utf8mb4_bin"),
            _ => ("postgres", " WITH (FORCE)", ""),
        };
        let name = &self.name;
        Self { name: system.to_owned(), ..self.clone() }.client(&[
            format!("DROP DATABASE IF EXISTS {name}{force}"),
            format!("CREATE DATABASE {name}{options}"),
        ])
    }

    /// The URL, or the path of a file.
    pub fn url(&self, with_password: bool) -> String {
        let (port, name) = (self.port, &self.name);
        let password = if with_password { format!(":{}", self.password) } else { String::new() };
        match self.engine {
            Engine::Sqlite => name.clone(),
            Engine::Postgres => format!("postgresql://meetctl{password}@127.0.0.1:{port}/{name}"),
            Engine::Mariadb => format!("mysql://meetctl{password}@127.0.0.1:{port}/{name}"),
        }
    }

    /// Removes a file and its side files.
    pub fn removal(&self) -> Contender {
        let side = ["", "-wal", "-shm", "-journal"].map(|suffix| format!("{}{suffix}", self.name));
        self.run("rm", &[&["-f".to_owned()], &side[..]].concat())
    }

    /// The steps that reset a file to its template between two runs.
    pub fn fresh_copy(&self, template: &Self) -> Vec<Contender> {
        // Pending writes of the previous run must not slow down this one.
        let copy = self.run("cp", &[&template.name, &self.name]);
        vec![self.removal(), copy, self.run("sync", &[""; 0])]
    }
}
