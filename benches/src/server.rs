//! Private servers on loopback, whose data is deleted when they stop; `server.sh` makes them.

use std::collections::HashSet;
use std::ffi::OsString;
use std::fs::{self, DirBuilder};
use std::io::Read;
use std::net::{Ipv4Addr, TcpListener};
use std::os::unix::fs::DirBuilderExt;
use std::path::PathBuf;
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::problem::Problem;
use crate::store::{Engine, Store};
use crate::supervisor::Supervisor;

const SCRIPT: &str = include_str!("server.sh");

/// Nothing waits for a disk, and most of a million meetings fits into memory.
pub const POSTGRES: &str = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off \
     -c max_wal_size=4GB -c shared_buffers=256MB -c work_mem=64MB -c maintenance_work_mem=256MB";
/// The same for MariaDB.
pub const MARIADB: &str = "--skip-log-bin --innodb-flush-log-at-trx-commit=0 \
     --innodb-doublewrite=OFF --innodb-buffer-pool-size=512M --innodb-log-file-size=256M";

const MAX_WAIT: Duration = Duration::from_mins(1);

/// A private server.
pub struct Server {
    /// Its system database, which has the name of its account: how to reach the others.
    pub system: Store,
    /// Those that were made.
    pub databases: HashSet<String>,
    /// Stops it when this process ends, for any reason.
    _supervisor: Supervisor,
}

impl Server {
    /// Starts a server, and waits until its client can connect. `base` is a database of any kind.
    pub fn start(engine: Engine, base: Store) -> Result<Self, Problem> {
        // INT is "fast shutdown".
        let (name, programs, settings, signal) = match engine {
            Engine::Mariadb => ("mysql", ["mariadb-install-db", "mariadbd"], MARIADB, "TERM"),
            _ => ("postgres", ["initdb", "postgres"], POSTGRES, "INT"),
        };
        let (client, package) = engine.client();
        for program in [client].into_iter().chain(programs).chain(["setpriv"]) {
            require(program, package)?;
        }
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
        let home = format!("meetctl-bench-{}-{port}", std::process::id());
        let home = std::env::temp_dir().join(home);
        DirBuilder::new().mode(0o700).create(&home)?;
        let password = password()?;
        fs::write(home.join("password"), &password)?;
        let mut command = ["/bin/sh", "-c", SCRIPT, "server", name].map(OsString::from).to_vec();
        command.extend([home.clone().into(), port.to_string().into()]);
        command.extend(settings.split_whitespace().map(OsString::from));
        let supervisor = Supervisor::start(&command, &home, signal).map_err(Problem::Failed)?;
        let system = Store { engine, name: name.to_owned(), port, password, ..base };
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

/// Refuses to continue without a program of a package of Debian.
pub fn require(name: &str, package: &str) -> Result<PathBuf, Problem> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut versions: Vec<PathBuf> = versions.map(|version| version.path().join("bin")).collect();
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

/// Other users of this machine can reach the port too.
fn password() -> Result<String, Problem> {
    let mut bytes = [0; 16];
    fs::File::open("/dev/urandom")?.read_exact(&mut bytes)?;
    Ok(format!("{:032x}", u128::from_ne_bytes(bytes)))
}
