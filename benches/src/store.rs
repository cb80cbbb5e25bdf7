//! A database on any engine: meetctl takes its URL, the engine's own programs take its parts.

use std::path::{Path, PathBuf};

use crate::measure::Contender;

/// The engines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// Measured beside `sqlite3`.
    Sqlite,
    /// Measured beside `psql`, `pg_dump` and `pg_restore`.
    Postgres,
    /// Measured beside `mariadb` and `mariadb-dump`.
    Mariadb,
}

impl Engine {
    /// The name for people.
    pub fn title(self) -> &'static str {
        match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
            Self::Mariadb => "MariaDB",
        }
    }

    /// Its client, and the package of Debian with its programs.
    pub fn client(self) -> (&'static str, &'static str) {
        match self {
            Self::Sqlite => ("sqlite3", "sqlite3"),
            Self::Postgres => ("psql", "postgresql"),
            Self::Mariadb => ("mariadb", "mariadb-server"),
        }
    }
}

/// A database, and the programs that are run on it.
#[derive(Debug, Clone)]
pub struct Store {
    /// Where it is.
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
    /// meetctl on this database. Passwords go into the environment: all users can read arguments.
    pub fn meetctl(&self, args: &[impl AsRef<str>]) -> Contender {
        let args: Vec<&str> = args.iter().map(AsRef::as_ref).collect();
        self.run(&self.program, &args).with_env("MEETCTL_DATABASE_URL", &self.url(true))
    }

    /// Brings its schema up to date.
    pub fn migration(&self) -> Contender {
        self.meetctl(&["migrate", "up", "--yes", "--quiet"])
    }

    /// Any program that needs no database.
    pub fn run(&self, program: impl AsRef<Path>, args: &[&str]) -> Contender {
        Contender::new(program, &self.directory, args)
    }

    /// The engine's own client; it runs `statements`, one after the other in one session.
    pub fn client(&self, statements: &[impl AsRef<str>]) -> Contender {
        self.client_with(&[], statements)
    }

    /// The same where the last statement is a query, whose many rows it writes in the way that is
    /// fastest.
    pub fn bulk_client(&self, statements: &[impl AsRef<str>]) -> Contender {
        let mut statements: Vec<String> =
            statements.iter().map(|s| s.as_ref().to_owned()).collect();
        match self.engine {
            Engine::Sqlite => self.client_with(&["-csv"], &statements),
            Engine::Mariadb => self.client(&statements),
            Engine::Postgres => {
                let query = statements.pop().unwrap_or_default();
                statements.push(format!("\\copy ({query}) TO STDOUT CSV"));
                self.client(&statements)
            }
        }
    }

    /// The client with options of the engine's own.
    pub fn client_with(&self, options: &[&str], statements: &[impl AsRef<str>]) -> Contender {
        let statements: Vec<&str> = statements.iter().map(AsRef::as_ref).collect();
        let script = statements.join("; ");
        let each: Vec<&str> = statements.iter().flat_map(|statement| ["-c", statement]).collect();
        let (usual, database, script): (&[&str], _, &[&str]) = match self.engine {
            Engine::Sqlite => {
                (&["-batch", "-bail", "-init", "/dev/null"], Some(&*self.name), &statements)
            }
            Engine::Postgres => {
                (&["-X", "-q", "-t", "--csv", "-v", "ON_ERROR_STOP=1"], None, &each)
            }
            Engine::Mariadb => (
                &["--local-infile=1", "--quick", "--batch", "--skip-column-names"],
                Some(&*self.name),
                &["-e", &script],
            ),
        };
        let database: Vec<&str> = database.into_iter().collect();
        self.tool(self.engine.client().0, &[usual, options, &database, script].concat())
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
                let place = [
                    "--no-defaults",
                    "--protocol=tcp",
                    "--default-character-set=utf8mb4",
                    "--host=127.0.0.1",
                    &format!("--port={port}"),
                    "--user=meetctl",
                ];
                self.run(program, &[&place, args].concat()).with_env("MYSQL_PWD", &self.password)
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
        let scheme = match self.engine {
            Engine::Sqlite => return self.name.clone(),
            Engine::Postgres => "postgresql",
            Engine::Mariadb => "mysql",
        };
        let password = if with_password { format!(":{}", self.password) } else { String::new() };
        format!("{scheme}://meetctl{password}@127.0.0.1:{}/{}", self.port, self.name)
    }
}
