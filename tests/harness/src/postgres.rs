//! A private PostgreSQL server.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::product::Product;
use crate::secret::{PASSWORD, password_in_sql};
use crate::server::{
    Account, Own, Server, USER, find, on_a_free_port, prepare, program_directories,
};
use crate::supervisor::Supervisor;

/// A temporary server has nothing to lose, so nothing waits for a disk. The zone is one that no
/// machine of a developer is in: a query for the local time shows it.
const SETTINGS: &[&str] = &[
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "wal_level=minimal",
    "max_wal_senders=0",
    "autovacuum=off",
    "max_connections=200",
    "shared_buffers=64MB",
    "timezone=Asia/Kathmandu",
];

/// Starts a server of the programs in `fetched`, else of those that are installed; returns `None` if
/// there are none.
pub fn start(fetched: Option<PathBuf>, own: &Own) -> Result<Option<Server>, String> {
    let programs = fetched.or_else(installed);
    programs.map(|bin| on_a_free_port(|port| start_on(&bin, port, own))).transpose()
}

fn start_on(bin: &Path, port: u16, own: &Own) -> Result<Server, String> {
    let started = Instant::now();
    let account = Account::first_of(&["postgres", "nobody"])?;
    let directory = account.directory("meetctl-postgres-")?;
    own.write_files(&account, &directory)?;
    let data = initialise(bin, &account, &directory).inspect_err(|_| {
        let _ = fs::remove_dir_all(&directory);
    })?;

    let mut arguments = vec!["-D".to_owned(), data, "-p".to_owned(), port.to_string()];
    for setting in SETTINGS {
        arguments.extend(["-c".to_owned(), (*setting).to_owned()]);
    }
    arguments.extend(own.arguments(&directory));
    let command = account.command(&bin.join("postgres"), &arguments);
    // QUIT is "immediate shutdown": it waits for no client and takes the children along.
    let supervisor = Supervisor::start(&command, &directory, "QUIT")?;
    let server = Server {
        product: Product::Postgres,
        version: String::new(),
        started_in: Duration::ZERO,
        port,
        scheme: "postgres",
        superuser: "postgres",
        system_database: "postgres",
        directory,
        supervisor,
    }
    .wait(started, "SHOW server_version")?;
    server.execute(&format!("CREATE ROLE {USER} LOGIN PASSWORD {}", password_in_sql()))?;
    Ok(server)
}

/// Makes the data directory, with the password needed for every login.
fn initialise(bin: &Path, account: &Account, directory: &Path) -> Result<String, String> {
    let data = directory.join("data").to_string_lossy().into_owned();
    let password_file = directory.join("password");
    fs::write(&password_file, PASSWORD).map_err(|error| error.to_string())?;
    let arguments = [
        "--no-sync",
        "--locale=C",
        "--encoding=UTF8",
        "--auth=scram-sha-256",
        "--username=postgres",
        &format!("--pwfile={}", password_file.display()),
        &data,
    ];
    prepare(&account.command(&bin.join("initdb"), &arguments), directory)?;
    Ok(data)
}

/// The directory of the newest installed version's programs: distributions keep several side by side
/// and out of PATH.
fn installed() -> Option<PathBuf> {
    let mut versions: Vec<(u32, PathBuf)> = [("/usr/lib/postgresql", ""), ("/usr", "pgsql-")]
        .into_iter()
        .flat_map(|(parent, prefix)| {
            let directories = fs::read_dir(parent).into_iter().flatten().flatten();
            directories.filter_map(move |directory| {
                let version = directory.file_name().to_str()?.strip_prefix(prefix)?.parse().ok()?;
                Some((version, directory.path().join("bin")))
            })
        })
        .filter(|(_, bin)| is_complete(bin))
        .collect();
    versions.sort();
    versions.pop().map(|(_, bin)| bin).or_else(|| {
        let initdb = fs::canonicalize(find(&program_directories(), &["initdb"])?).ok()?;
        initdb.parent().filter(|bin| is_complete(bin)).map(Path::to_owned)
    })
}

fn is_complete(bin: &Path) -> bool {
    bin.join("initdb").is_file() && bin.join("postgres").is_file()
}
