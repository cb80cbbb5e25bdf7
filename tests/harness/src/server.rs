//! What the private PostgreSQL and MariaDB servers have in common.

use std::env;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::os::unix::fs::{PermissionsExt as _, chown};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::product::Product;
use crate::secret::password_in_url;
use crate::supervisor::Supervisor;
use crate::{cleanup, database};

/// The role that tests log in as: it owns its databases and is not a superuser.
pub const USER: &str = "meetctl";

const MAX_WAIT: Duration = Duration::from_mins(1);
const ATTEMPTS: usize = 3;

/// A private server that is ready for logins.
pub struct Server {
    pub product: Product,
    /// Such as `15.18`.
    pub version: String,
    /// From nothing to the first login.
    pub started_in: Duration,
    /// On 127.0.0.1.
    pub port: u16,
    pub scheme: &'static str,
    pub superuser: &'static str,
    /// A database that is always there.
    pub system_database: &'static str,
    /// Its home, with its data and the files that it was given.
    pub directory: PathBuf,
    pub supervisor: Supervisor,
}

/// What a server of one test has beside the usual.
#[derive(Default)]
pub struct Own {
    /// Files in its home, which only the server's account may read.
    pub files: Vec<(&'static str, Vec<u8>)>,
    /// Arguments, in which `HOME` stands for its home.
    pub arguments: Vec<String>,
    /// Arguments that MariaDB and MySQL need when their data directory is made, too.
    pub initial_arguments: Vec<String>,
}

impl Own {
    pub(crate) fn write_files(&self, account: &Account, directory: &Path) -> Result<(), String> {
        for (name, contents) in &self.files {
            let file = directory.join(name);
            let write = || {
                fs::write(&file, contents)?;
                fs::set_permissions(&file, fs::Permissions::from_mode(0o600))?;
                account.adopt(&file)
            };
            write().map_err(|error| format!("cannot write {}: {error}", file.display()))?;
        }
        Ok(())
    }

    pub(crate) fn arguments(&self, directory: &Path) -> impl Iterator<Item = String> {
        let home = directory.display().to_string();
        let all = self.initial_arguments.iter().chain(&self.arguments);
        all.map(move |argument| argument.replace("HOME", &home))
    }
}

impl Server {
    /// The URL of `database` for the ordinary user, password included.
    pub fn url(&self, database: &str) -> String {
        self.url_as(USER, database)
    }

    /// The URL of `database` for the superuser.
    pub fn superuser_url(&self, database: &str) -> String {
        self.url_as(self.superuser, database)
    }

    /// Runs statements as superuser in the system database.
    pub fn execute(&self, sql: &str) -> Result<(), String> {
        database::execute(&self.superuser_url(self.system_database), sql)
            .map_err(|error| error.to_string())
    }

    /// The URL of `database` for `user`, who has the one password.
    pub fn url_as(&self, user: &str, database: &str) -> String {
        let (scheme, password, port) = (self.scheme, password_in_url(), self.port);
        format!("{scheme}://{user}:{password}@127.0.0.1:{port}/{database}")
    }

    /// Waits for the first login, and learns the version by it.
    pub fn wait(self, started: Instant, version_query: &str) -> Result<Self, String> {
        self.wait_after(started, version_query, |_| Ok(()))
    }

    /// The same where `set_up` makes the accounts, which is repeated until it succeeds.
    pub fn wait_after(
        mut self,
        started: Instant,
        version_query: &str,
        set_up: fn(&Self) -> Result<(), String>,
    ) -> Result<Self, String> {
        let mut is_set_up = false;
        let url = self.superuser_url(self.system_database);
        loop {
            if let Some(log) = self.supervisor.failure() {
                return Err(format!("the server ended at once:\n{log}"));
            }
            // A closed port would make the pool wait for its entire time-out.
            let failure = match TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)) {
                Ok(_) if !is_set_up => match set_up(&self) {
                    Ok(()) => {
                        is_set_up = true;
                        continue;
                    }
                    Err(error) => error,
                },
                Ok(_) => match database::query(&url, version_query) {
                    Ok(rows) => {
                        let said = rows[0][0].clone();
                        let number = |c: char| c.is_ascii_digit() || c == '.';
                        self.version = said.chars().take_while(|c| number(*c)).collect();
                        self.started_in = started.elapsed();
                        return Ok(self);
                    }
                    Err(error) => error.to_string(),
                },
                Err(error) => error.to_string(),
            };
            if started.elapsed() > MAX_WAIT {
                let log = self.supervisor.log_tail();
                return Err(format!("no login within {MAX_WAIT:?}: {failure}\n{log}"));
            }
            sleep(Duration::from_millis(20));
        }
    }
}

/// Calls `start` with a port that was free a moment ago, and again should another process have
/// taken it meanwhile.
pub fn on_a_free_port(start: impl Fn(u16) -> Result<Server, String>) -> Result<Server, String> {
    let mut failures = Vec::new();
    for _ in 0..ATTEMPTS {
        match start(free_port()?) {
            Ok(server) => return Ok(server),
            Err(failure) => failures.push(failure),
        }
    }
    Err(failures.join("\n"))
}

/// A port of 127.0.0.1 that is free at this moment.
pub fn free_port() -> Result<u16, String> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
        .and_then(|listener| listener.local_addr())
        .map(|address| address.port())
        .map_err(|error| format!("no free port on 127.0.0.1: {error}"))
}

/// The unprivileged account that a server runs as when the tests run as root, which servers refuse.
pub struct Account(Option<(u32, u32)>);

impl Account {
    /// The first of `names` that exists; oneself if one is not root.
    pub fn first_of(names: &[&str]) -> Result<Self, String> {
        if id("-u", None) != Some(0) {
            return Ok(Self(None));
        }
        names
            .iter()
            .find_map(|name| Some(Self(Some((id("-u", Some(name))?, id("-g", Some(name))?)))))
            .ok_or_else(|| format!("run as root, and none of the users {names:?} exists"))
    }

    /// A new directory of this account, closed to others.
    pub fn directory(&self, prefix: &str) -> Result<PathBuf, String> {
        let make = || {
            let directory =
                tempfile::Builder::new().prefix(prefix).tempdir_in(cleanup::root())?.keep();
            fs::set_permissions(&directory, fs::Permissions::from_mode(0o700))?;
            self.adopt(&directory)?;
            Ok(directory)
        };
        make().map_err(|error: std::io::Error| format!("no temporary directory: {error}"))
    }

    /// Makes the account the owner of a file.
    pub fn adopt(&self, file: &Path) -> std::io::Result<()> {
        self.0.map_or(Ok(()), |(uid, gid)| chown(file, Some(uid), Some(gid)))
    }

    /// `program` and its arguments, run as this account.
    pub fn command(&self, program: &Path, arguments: &[impl AsRef<OsStr>]) -> Vec<OsString> {
        let mut command: Vec<OsString> = Vec::new();
        if let Some((uid, gid)) = self.0 {
            let drop = format!("setpriv --reuid {uid} --regid {gid} --clear-groups --");
            command.extend(drop.split(' ').map(OsString::from));
        }
        command.push(program.into());
        command.extend(arguments.iter().map(|argument| argument.as_ref().to_owned()));
        command
    }
}

fn id(what: &str, user: Option<&str>) -> Option<u32> {
    let output = Command::new("id").arg(what).args(user).output().ok()?;
    String::from_utf8(output.stdout).ok()?.trim().parse().ok()
}

/// Runs a preparing command to its end.
pub fn prepare(command: &[OsString], directory: &Path) -> Result<(), String> {
    let output = Command::new(&command[0])
        .args(&command[1..])
        .current_dir(directory)
        .env("LC_ALL", "C")
        .output()
        .map_err(|error| format!("cannot run {}: {error}", command[0].display()))?;
    if output.status.success() {
        return Ok(());
    }
    let said = [output.stdout, output.stderr].concat();
    Err(format!("{command:?} failed:\n{}", String::from_utf8_lossy(&said)))
}

/// The directories of PATH, then the usual ones that it may lack.
pub fn program_directories() -> Vec<PathBuf> {
    let usual = ["/usr/sbin", "/usr/bin", "/usr/libexec", "/usr/local/sbin", "/usr/local/bin"];
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path).chain(usual.map(PathBuf::from)).collect()
}

/// The first of `names` in any of `directories`.
pub fn find(directories: &[PathBuf], names: &[&str]) -> Option<PathBuf> {
    names
        .iter()
        .flat_map(|name| directories.iter().map(move |directory| directory.join(name)))
        .find(|program| program.is_file())
}
