//! Private servers on loopback, whose data is deleted when they stop.

use std::ffi::OsString;
use std::fs;
use std::io::Read;
use std::net::{Ipv4Addr, TcpListener};
use std::os::unix::fs::{PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::login::{Engine, Login};
use crate::problem::Problem;
use crate::supervisor::Supervisor;

/// Settings of the private servers, for the note below the table: nothing waits for a disk, and
/// most of a million meetings fits into memory.
pub const SETTINGS: &str = "PostgreSQL with shared_buffers=256MB, work_mem=64MB, \
     maintenance_work_mem=256MB, fsync=off; MariaDB with innodb_buffer_pool_size=512M, \
     innodb_flush_log_at_trx_commit=0; both on loopback, statistics fresh (ANALYZE)";

const POSTGRES: [&str; 9] = [
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "max_wal_size=4GB",
    "shared_buffers=256MB",
    "work_mem=64MB",
    "maintenance_work_mem=256MB",
];

const MARIADB: [&str; 10] = [
    "--bind-address=127.0.0.1",
    "--socket=mariadb.sock",
    "--pid-file=mariadb.pid",
    "--skip-name-resolve",
    "--skip-log-bin",
    "--innodb-flush-log-at-trx-commit=0",
    "--innodb-doublewrite=OFF",
    "--innodb-buffer-pool-size=512M",
    "--innodb-log-file-size=256M",
    "--character-set-server=utf8mb4",
];

const MAX_WAIT: Duration = Duration::from_mins(1);

/// A database on a server, private or not.
pub struct Server {
    /// How to reach it.
    pub login: Login,
    /// Stops a private server when this process ends, for any reason.
    _private: Option<Supervisor>,
}

impl Server {
    /// The server in the environment, otherwise a private one.
    pub fn get(engine: Engine, directory: &Path) -> Result<Self, Problem> {
        if let Ok(url) = std::env::var(engine.variable()) {
            require_client(engine)?;
            let login = Login::new(engine, &url)?;
            return Ok(Self { login, _private: None });
        }
        Self::private(engine, directory)
    }

    /// A private server, whatever the environment names: everything in it may be dropped.
    pub fn private(engine: Engine, directory: &Path) -> Result<Self, Problem> {
        require_client(engine)?;
        match engine {
            Engine::Postgres => postgres(directory),
            Engine::Mariadb => mariadb(directory),
        }
    }
}

fn require_client(engine: Engine) -> Result<(), Problem> {
    program(engine.client()).map(drop).ok_or_else(|| missing(engine, engine.client()))
}

/// Refuses to continue without a program of a package of Debian.
pub fn require_program(name: &str, package: &str) -> Result<(), Problem> {
    program(name).map(drop).ok_or_else(|| {
        Problem::Missing(format!("{name} is not installed (Debian: apt install {package})"))
    })
}

fn postgres(directory: &Path) -> Result<Server, Problem> {
    let (initdb, server) = program("initdb")
        .zip(program("postgres"))
        .ok_or_else(|| missing(Engine::Postgres, "initdb, postgres"))?;
    let (home, password, port) = (Home::new("postgres")?, password()?, free_port()?);
    let (data, secret) = (home.path("data"), home.path("password"));
    home.write(&secret, &password)?;
    home.prepare(
        &initdb,
        &[
            "--no-sync",
            "--locale=C",
            "--encoding=UTF8",
            "--auth=scram-sha-256",
            "--username=meetctl",
            &format!("--pwfile={secret}"),
            &data,
        ],
    )?;
    let mut args = vec!["-D".to_owned(), data, "-p".to_owned(), port.to_string()];
    for setting in POSTGRES {
        args.extend(["-c".to_owned(), setting.to_owned()]);
    }
    let url = format!("postgres://meetctl:{password}@127.0.0.1:{port}/postgres");
    // INT is "fast shutdown".
    home.serve(&server, &args, "INT", Login::new(Engine::Postgres, &url)?, directory)
}

fn mariadb(directory: &Path) -> Result<Server, Problem> {
    let (install, server) = program("mariadb-install-db")
        .zip(program("mariadbd"))
        .ok_or_else(|| missing(Engine::Mariadb, "mariadb-install-db, mariadbd"))?;
    let (home, password, port) = (Home::new("mysql")?, password()?, free_port()?);
    let (data, accounts) = (home.path("data"), home.path("accounts.sql"));
    home.prepare(
        &install,
        &[
            "--no-defaults",
            "--skip-test-db",
            "--auth-root-authentication-method=normal",
            "--skip-name-resolve",
            &format!("--datadir={data}"),
        ],
    )?;
    let sql = format!(
        "ALTER USER root@localhost IDENTIFIED BY '{password}';\n\
         CREATE DATABASE meetctl CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;\n\
         CREATE USER meetctl@127.0.0.1 IDENTIFIED BY '{password}';\n\
         GRANT ALL ON meetctl.* TO meetctl@127.0.0.1;\n"
    );
    home.write(&accounts, &sql)?;
    let mut args = vec![
        "--no-defaults".to_owned(),
        format!("--datadir={data}"),
        format!("--init-file={accounts}"),
        format!("--port={port}"),
        // A starting server deletes the temporary tables of others from the default place.
        format!("--tmpdir={}", home.directory.display()),
    ];
    args.extend(MARIADB.map(str::to_owned));
    let url = format!("mysql://meetctl:{password}@127.0.0.1:{port}/meetctl");
    home.serve(&server, &args, "TERM", Login::new(Engine::Mariadb, &url)?, directory)
}

/// The directory of a server, and its account: servers refuse to run as root.
struct Home {
    directory: PathBuf,
    account: Option<(u32, u32)>,
}

impl Home {
    fn new(account: &str) -> Result<Self, Problem> {
        let account = if rustix::process::geteuid().is_root() {
            Some((id("-u", account)?, id("-g", account)?))
        } else {
            None
        };
        let directory = std::env::temp_dir().join(format!(
            "meetctl-bench-{}-{}",
            std::process::id(),
            free_port()?
        ));
        fs::create_dir(&directory)?;
        let home = Self { directory, account };
        fs::set_permissions(&home.directory, fs::Permissions::from_mode(0o700))?;
        home.give_away(&home.directory)?;
        Ok(home)
    }

    fn path(&self, name: &str) -> String {
        self.directory.join(name).display().to_string()
    }

    fn write(&self, path: &str, text: &str) -> Result<(), Problem> {
        fs::write(path, text)?;
        self.give_away(Path::new(path))
    }

    fn give_away(&self, path: &Path) -> Result<(), Problem> {
        if let Some((uid, gid)) = self.account {
            chown(path, Some(uid), Some(gid))?;
        }
        Ok(())
    }

    /// `program`, run as the account of the server.
    fn command(&self, program: &Path, args: &[impl AsRef<str>]) -> Vec<OsString> {
        let mut command: Vec<OsString> = Vec::new();
        if let Some((uid, gid)) = self.account {
            let drop = format!("setpriv --reuid {uid} --regid {gid} --clear-groups --");
            command.extend(drop.split(' ').map(OsString::from));
        }
        command.push(program.into());
        command.extend(args.iter().map(|arg| OsString::from(arg.as_ref())));
        command
    }

    fn prepare(&self, program: &Path, args: &[&str]) -> Result<(), Problem> {
        let command = self.command(program, args);
        let output =
            Command::new(&command[0]).args(&command[1..]).current_dir(&self.directory).output()?;
        if output.status.success() {
            return Ok(());
        }
        let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
        let failed = format!("{}: {stderr}", program.display());
        fs::remove_dir_all(&self.directory)?;
        Err(Problem::Failed(failed))
    }

    /// Starts the server and waits until its client can connect.
    fn serve(
        self,
        program: &Path,
        args: &[String],
        signal: &str,
        login: Login,
        directory: &Path,
    ) -> Result<Server, Problem> {
        let supervisor = Supervisor::start(&self.command(program, args), &self.directory, signal)
            .map_err(Problem::Failed)?;
        let (knock, started) = (login.client(directory, &["SELECT 1"]), Instant::now());
        while let Err(refused) = knock.run(false) {
            if let Some(log) = supervisor.failure() {
                return Err(Problem::Failed(format!("{}: {log}", program.display())));
            }
            if started.elapsed() > MAX_WAIT {
                return Err(refused);
            }
            sleep(Duration::from_millis(50));
        }
        Ok(Server { login, _private: Some(supervisor) })
    }
}

fn missing(engine: Engine, programs: &str) -> Problem {
    let package = match engine {
        Engine::Postgres => "postgresql",
        Engine::Mariadb => "mariadb-server",
    };
    Problem::Missing(format!(
        "{} is not installed ({programs}; Debian: apt install {package})",
        engine.title()
    ))
}

/// A program in PATH, or where distributions install servers.
fn program(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut versions: Vec<PathBuf> = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .map(|version| version.path().join("bin"))
        .collect();
    versions.sort();
    std::env::split_paths(&path)
        .chain(versions.into_iter().rev())
        .chain(["/usr/sbin", "/usr/local/sbin"].map(PathBuf::from))
        .map(|directory| directory.join(name))
        .find(|program| program.is_file())
}

fn id(what: &str, account: &str) -> Result<u32, Problem> {
    let output = Command::new("id").args([what, account]).output()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    text.trim()
        .parse()
        .map_err(|_| Problem::Missing(format!("run as root, and user {account} does not exist")))
}

fn free_port() -> Result<u16, Problem> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    Ok(listener.local_addr()?.port())
}

/// Other users of this machine can reach the port too.
fn password() -> Result<String, Problem> {
    let mut bytes = [0; 16];
    fs::File::open("/dev/urandom")?.read_exact(&mut bytes)?;
    Ok(format!("{:032x}", u128::from_ne_bytes(bytes)))
}
