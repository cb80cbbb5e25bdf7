//! How to connect to a server: meetctl takes a URL, the engine's own client takes its parts.

use std::path::Path;

use percent_encoding::percent_decode_str;
use url::Url;

use crate::measure::Contender;
use crate::problem::Problem;

/// The engines that run as servers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// Measured against `psql`.
    Postgres,
    /// Measured against `mariadb`.
    Mariadb,
}

impl Engine {
    /// The name for people.
    pub fn title(self) -> &'static str {
        match self {
            Self::Postgres => "PostgreSQL",
            Self::Mariadb => "MariaDB",
        }
    }

    /// Its client program.
    pub fn client(self) -> &'static str {
        match self {
            Self::Postgres => "psql",
            Self::Mariadb => "mariadb",
        }
    }

    /// The variable with the URL of an empty database to use instead of a private server.
    pub fn variable(self) -> &'static str {
        match self {
            Self::Postgres => "MEETCTL_BENCH_POSTGRES",
            Self::Mariadb => "MEETCTL_BENCH_MARIADB",
        }
    }
}

/// A database on a server.
#[derive(Debug, Clone)]
pub struct Login {
    /// The engine.
    pub engine: Engine,
    url: String,
    host: String,
    port: String,
    user: String,
    password: String,
    database: String,
}

impl Login {
    /// Parses a URL such as `postgres://user:password@127.0.0.1:5432/database`.
    pub fn new(engine: Engine, url: &str) -> Result<Self, Problem> {
        // The URL may contain a password, so no message shows it.
        let broken = |why: &str| Problem::Usage(format!("{}: {why}", engine.variable()));
        let parts = Url::parse(url).map_err(|error| broken(&error.to_string()))?;
        let decoded = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
        let (usual_port, schemes): (u16, &[&str]) = match engine {
            Engine::Postgres => (5432, &["postgres", "postgresql"]),
            Engine::Mariadb => (3306, &["mysql", "mariadb"]),
        };
        if !schemes.contains(&parts.scheme()) {
            return Err(broken(&format!("must begin with {}://", schemes[0])));
        }
        Ok(Self {
            engine,
            url: url.to_owned(),
            host: decoded(parts.host_str().ok_or_else(|| broken("names no host"))?),
            port: parts.port().unwrap_or(usual_port).to_string(),
            user: decoded(parts.username()),
            password: decoded(parts.password().unwrap_or_default()),
            database: decoded(parts.path().trim_start_matches('/')),
        })
    }

    /// meetctl on this database. Passwords go into the environment: all users can read arguments.
    pub fn meetctl(&self, program: &Path, directory: &Path, args: &[&str]) -> Contender {
        Contender::new(program, directory, args).with_env("MEETCTL_DATABASE_URL", &self.url)
    }

    /// The engine's own client; it runs `statements`, one after the other in one session, and
    /// streams the rows of the last one.
    pub fn client(&self, directory: &Path, statements: &[&str]) -> Contender {
        match self.engine {
            Engine::Postgres => self.psql(directory, statements),
            Engine::Mariadb => self.mariadb(directory, statements),
        }
    }

    fn psql(&self, directory: &Path, statements: &[&str]) -> Contender {
        let mut args = vec!["-X", "-q", "-t", "--csv", "-v", "ON_ERROR_STOP=1"];
        for statement in statements {
            args.extend(["-c", statement]);
        }
        self.tool("psql", directory, &args)
    }

    fn mariadb(&self, directory: &Path, statements: &[&str]) -> Contender {
        let script = statements.join("; ");
        let args = [
            "--local-infile=1",
            "--quick",
            "--batch",
            "--skip-column-names",
            &self.database,
            "-e",
            &script,
        ];
        self.tool("mariadb", directory, &args)
    }

    /// Another program that comes with the engine, or connects as those do.
    pub fn tool(&self, program: &str, directory: &Path, args: &[&str]) -> Contender {
        let program = Path::new(program);
        match self.engine {
            Engine::Postgres => Contender::new(program, directory, args)
                .with_env("PGHOST", &self.host)
                .with_env("PGPORT", &self.port)
                .with_env("PGUSER", &self.user)
                .with_env("PGPASSWORD", &self.password)
                .with_env("PGDATABASE", &self.database),
            Engine::Mariadb => {
                let (host, port) =
                    (format!("--host={}", self.host), format!("--port={}", self.port));
                let user = format!("--user={}", self.user);
                let protocol =
                    ["--no-defaults", "--protocol=tcp", "--default-character-set=utf8mb4"];
                let place = [&*host, &*port, &*user];
                Contender::new(program, directory, &[&protocol, &place, args].concat())
                    .with_env("MYSQL_PWD", &self.password)
            }
        }
    }

    /// The URL, with the password.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The URL for a program that takes the password from the environment.
    pub fn url_without_password(&self) -> String {
        let Self { user, host, port, database, .. } = self;
        let scheme = match self.engine {
            Engine::Postgres => "postgresql",
            Engine::Mariadb => "mysql",
        };
        format!("{scheme}://{user}@{host}:{port}/{database}")
    }

    /// The name of the database.
    pub fn database(&self) -> &str {
        &self.database
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_is_taken_apart_and_never_shown() {
        let login = Login::new(Engine::Mariadb, "mysql://me:p%40ss@db.example/meet").unwrap();
        assert_eq!((login.port.as_str(), login.password.as_str()), ("3306", "p@ss"));
        assert_eq!((login.host.as_str(), login.database.as_str()), ("db.example", "meet"));
        let wrong = Login::new(Engine::Postgres, "mysql://me:kestrel@db.example/meet");
        assert!(!wrong.unwrap_err().to_string().contains("kestrel"));
    }
}
