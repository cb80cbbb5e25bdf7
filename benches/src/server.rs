//! Private servers on loopback, with data that goes when they go.

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

/// How the private servers are set up, for the notes under the table: nothing waits for a disk,
/// and a million meetings fit into memory for the most part.
pub const SETTINGS_TOLD: &str = "PostgreSQL with shared_buffers=256MB, work_mem=64MB, \
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

const PATIENCE: Duration = Duration::from_mins(1);

/// A database on a server, private or not.
pub struct Server {
    /// How to reach it.
    pub login: Login,
    /// Ends a private server with this process, however that ends.
    _private: Option<Supervisor>,
}

impl Server {
    /// The server that the environment names, else a private one.
    pub fn get(engine: Engine, folder: &Path) -> Result<Self, Problem> {
        if program(engine.client()).is_none() {
            return Err(missing(engine, engine.client()));
        }
        if let Ok(url) = std::env::var(engine.variable()) {
            let login = Login::new(engine, &url)?;
            return Ok(Self {
                login,
                _private: None,
            });
        }
        match engine {
            Engine::Postgres => postgres(folder),
            Engine::Mariadb => mariadb(folder),
        }
    }
}

fn postgres(folder: &Path) -> Result<Server, Problem> {
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
    home.serve(
        &server,
        &args,
        "INT",
        Login::new(Engine::Postgres, &url)?,
        folder,
    )
}

fn mariadb(folder: &Path) -> Result<Server, Problem> {
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
        // A server that starts removes the temporary tables of all others from the usual place.
        format!("--tmpdir={}", home.folder.display()),
    ];
    args.extend(MARIADB.map(str::to_owned));
    let url = format!("mysql://meetctl:{password}@127.0.0.1:{port}/meetctl");
    home.serve(
        &server,
        &args,
        "TERM",
        Login::new(Engine::Mariadb, &url)?,
        folder,
    )
}

/// The folder of a server, and the account it runs as: servers refuse to run as root.
struct Home {
    folder: PathBuf,
    account: Option<(u32, u32)>,
}

impl Home {
    fn new(account: &str) -> Result<Self, Problem> {
        let account = if rustix::process::geteuid().is_root() {
            Some((id("-u", account)?, id("-g", account)?))
        } else {
            None
        };
        let folder = std::env::temp_dir().join(format!(
            "meetctl-bench-{}-{}",
            std::process::id(),
            free_port()?
        ));
        fs::create_dir(&folder)?;
        let home = Self { folder, account };
        fs::set_permissions(&home.folder, fs::Permissions::from_mode(0o700))?;
        home.give_away(&home.folder)?;
        Ok(home)
    }

    fn path(&self, name: &str) -> String {
        self.folder.join(name).display().to_string()
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

    /// `program` as the account of the server.
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
        let output = Command::new(&command[0])
            .args(&command[1..])
            .current_dir(&self.folder)
            .output()?;
        if output.status.success() {
            return Ok(());
        }
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        let failed = format!("{}: {said}", program.display());
        fs::remove_dir_all(&self.folder)?;
        Err(Problem::Failed(failed))
    }

    /// Starts the server and waits until it lets its client in.
    fn serve(
        self,
        program: &Path,
        args: &[String],
        signal: &str,
        login: Login,
        folder: &Path,
    ) -> Result<Server, Problem> {
        let supervisor = Supervisor::start(&self.command(program, args), &self.folder, signal)
            .map_err(Problem::Failed)?;
        let (knock, started) = (login.client(folder, &["SELECT 1"]), Instant::now());
        while let Err(refused) = knock.run(false) {
            if let Some(log) = supervisor.failure() {
                return Err(Problem::Failed(format!("{}: {log}", program.display())));
            }
            if started.elapsed() > PATIENCE {
                return Err(refused);
            }
            sleep(Duration::from_millis(50));
        }
        Ok(Server {
            login,
            _private: Some(supervisor),
        })
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

/// A program of PATH, or of the places that distributions keep out of it.
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
        .map(|folder| folder.join(name))
        .find(|program| program.is_file())
}

fn id(what: &str, account: &str) -> Result<u32, Problem> {
    let output = Command::new("id").args([what, account]).output()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    text.trim()
        .parse()
        .map_err(|_| Problem::Missing(format!("run as root, and there is no user {account}")))
}

fn free_port() -> Result<u16, Problem> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    Ok(listener.local_addr()?.port())
}

/// Others on this machine may knock at the port, too.
fn password() -> Result<String, Problem> {
    let mut bytes = [0; 16];
    fs::File::open("/dev/urandom")?.read_exact(&mut bytes)?;
    Ok(format!("{:032x}", u128::from_ne_bytes(bytes)))
}
