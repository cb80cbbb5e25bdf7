//! Private servers on loopback, whose data is deleted when they stop.

use std::collections::HashSet;
use std::ffi::OsString;
use std::fs;
use std::io::Read;
use std::net::{Ipv4Addr, TcpListener};
use std::os::unix::fs::{PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::problem::Problem;
use crate::store::{Engine, Store};
use crate::supervisor::Supervisor;

/// Settings of the private servers, for the note below the table: nothing waits for a disk, and
/// most of a million meetings fits into memory.
pub const SETTINGS: &str = "PostgreSQL with shared_buffers=256MB, work_mem=64MB, \
     maintenance_work_mem=256MB, fsync=off; MariaDB with innodb_buffer_pool_size=512M, \
     innodb_flush_log_at_trx_commit=0; both on loopback, statistics fresh (ANALYZE)";

const POSTGRES: &str = "-c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off \
     -c synchronous_commit=off -c full_page_writes=off -c max_wal_size=4GB \
     -c shared_buffers=256MB -c work_mem=64MB -c maintenance_work_mem=256MB";

const MARIADB: &str = "--bind-address=127.0.0.1 --socket=mariadb.sock --pid-file=mariadb.pid \
     --skip-name-resolve --skip-log-bin --innodb-flush-log-at-trx-commit=0 \
     --innodb-doublewrite=OFF --innodb-buffer-pool-size=512M --innodb-log-file-size=256M \
     --character-set-server=utf8mb4";

const MAX_WAIT: Duration = Duration::from_mins(1);

/// A private server.
pub struct Server {
    /// Its system database: how to reach the others.
    pub system: Store,
    /// Those that were made.
    pub databases: HashSet<String>,
    /// Stops it when this process ends, for any reason.
    _supervisor: Supervisor,
}

impl Server {
    /// Starts a server, and waits until its client can connect.
    pub fn start(engine: Engine, program: &Path, directory: &Path) -> Result<Self, Problem> {
        let (_, package) = engine.client();
        let (install, serve) = match engine {
            Engine::Mariadb => ("mariadb-install-db", "mariadbd"),
            _ => ("initdb", "postgres"),
        };
        require(engine.client())?;
        let programs = [require((install, package))?, require((serve, package))?];
        let (home, port) = (Home::new(engine)?, free_port()?);
        let system = Store {
            engine,
            program: program.to_owned(),
            directory: directory.to_owned(),
            name: if engine == Engine::Postgres { "postgres" } else { "mysql" }.to_owned(),
            port,
            password: password()?,
        };
        let (command, signal) = match engine {
            Engine::Mariadb => (home.mariadb(&programs, &system)?, "TERM"),
            // INT is "fast shutdown".
            _ => (home.postgres(&programs, &system)?, "INT"),
        };
        let supervisor =
            Supervisor::start(&command, &home.directory, signal).map_err(Problem::Failed)?;
        let (knock, started) = (system.client(&["SELECT 1"]), Instant::now());
        while let Err(refused) = knock.run(false) {
            if let Some(log) = supervisor.failure() {
                return Err(Problem::Failed(format!("{}: {log}", engine.title())));
            }
            if started.elapsed() > MAX_WAIT {
                return Err(refused);
            }
            sleep(Duration::from_millis(50));
        }
        Ok(Self { system, databases: HashSet::new(), _supervisor: supervisor })
    }
}

/// The directory of a server, and its account: servers refuse to run as root.
struct Home {
    directory: PathBuf,
    account: Option<(u32, u32)>,
}

impl Home {
    fn new(engine: Engine) -> Result<Self, Problem> {
        let account = if engine == Engine::Postgres { "postgres" } else { "mysql" };
        let account = match rustix::process::geteuid().is_root() {
            true => Some((id("-u", account)?, id("-g", account)?)),
            false => None,
        };
        let name = format!("meetctl-bench-{}-{}", std::process::id(), free_port()?);
        let home = Self { directory: std::env::temp_dir().join(name), account };
        fs::create_dir(&home.directory)?;
        fs::set_permissions(&home.directory, fs::Permissions::from_mode(0o700))?;
        home.give_away(&home.directory)?;
        Ok(home)
    }

    fn postgres(
        &self,
        [install, serve]: &[PathBuf; 2],
        system: &Store,
    ) -> Result<Vec<OsString>, Problem> {
        let secret = self.file("password", &system.password)?;
        let data = self.directory.join("data").display().to_string();
        let initial = format!(
            "--no-sync --locale=C --encoding=UTF8 --auth=scram-sha-256 --username=meetctl \
             --pwfile={secret} {data}"
        );
        self.prepare(&self.command(install, &initial))?;
        let args = format!("-D {data} -p {} {POSTGRES}", system.port);
        Ok(self.command(serve, &args))
    }

    fn mariadb(
        &self,
        [install, serve]: &[PathBuf; 2],
        system: &Store,
    ) -> Result<Vec<OsString>, Problem> {
        let home = self.directory.display();
        let initial = format!(
            "--no-defaults --skip-test-db --auth-root-authentication-method=normal \
             --skip-name-resolve --datadir={home}/data"
        );
        self.prepare(&self.command(install, &initial))?;
        let password = &system.password;
        let sql = format!(
            "ALTER USER root@localhost IDENTIFIED BY '{password}';\n\
             CREATE USER meetctl@127.0.0.1 IDENTIFIED BY '{password}';\n\
             GRANT ALL ON *.* TO meetctl@127.0.0.1;\n"
        );
        let accounts = self.file("accounts.sql", &sql)?;
        // A starting server deletes the temporary tables of others from the default place.
        let args = format!(
            "--no-defaults --datadir={home}/data --init-file={accounts} --port={} \
             --tmpdir={home} {MARIADB}",
            system.port
        );
        Ok(self.command(serve, &args))
    }

    fn file(&self, name: &str, text: &str) -> Result<String, Problem> {
        let path = self.directory.join(name);
        fs::write(&path, text)?;
        self.give_away(&path)?;
        Ok(path.display().to_string())
    }

    fn give_away(&self, path: &Path) -> std::io::Result<()> {
        self.account.map_or(Ok(()), |(uid, gid)| chown(path, Some(uid), Some(gid)))
    }

    /// `program` with words that have no blanks, run as the account of the server.
    fn command(&self, program: &Path, args: &str) -> Vec<OsString> {
        let account = self
            .account
            .map(|(uid, gid)| format!("setpriv --reuid {uid} --regid {gid} --clear-groups -- "));
        let line = format!("{}{} {args}", account.unwrap_or_default(), program.display());
        line.split_whitespace().map(OsString::from).collect()
    }

    fn prepare(&self, command: &[OsString]) -> Result<(), Problem> {
        let output =
            Command::new(&command[0]).args(&command[1..]).current_dir(&self.directory).output()?;
        if output.status.success() {
            return Ok(());
        }
        fs::remove_dir_all(&self.directory)?;
        Err(Problem::Failed(format!("{command:?}: {}", String::from_utf8_lossy(&output.stderr))))
    }
}

/// Refuses to continue without a program of a package of Debian.
pub fn require((name, package): (&str, &str)) -> Result<PathBuf, Problem> {
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
        .ok_or_else(|| {
            Problem::Missing(format!("{name} is not installed (Debian: apt install {package})"))
        })
}

fn id(what: &str, account: &str) -> Result<u32, Problem> {
    let output = Command::new("id").args([what, account]).output()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    text.trim()
        .parse()
        .map_err(|_| Problem::Missing(format!("run as root, and user {account} does not exist")))
}

fn free_port() -> Result<u16, Problem> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}

/// Other users of this machine can reach the port too.
fn password() -> Result<String, Problem> {
    let mut bytes = [0; 16];
    fs::File::open("/dev/urandom")?.read_exact(&mut bytes)?;
    Ok(format!("{:032x}", u128::from_ne_bytes(bytes)))
}
