//! A private server of MariaDB or MySQL.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::product::Product;
use crate::secret::password_in_sql;
use crate::server::{
    Account, Own, Server, USER, find, on_a_free_port, prepare, program_directories,
};
use crate::supervisor::Supervisor;

/// A temporary server has nothing to lose, so nothing waits for a disk. Collation and zone are
/// the unhelpful ones that a real server may well have: `'A' = 'a'`, and a clock that is not UTC.
const SETTINGS: &[&str] = &[
    "--bind-address=127.0.0.1",
    "--socket=mariadb.sock",
    "--pid-file=mariadb.pid",
    "--skip-name-resolve",
    "--skip-log-bin",
    "--innodb-flush-log-at-trx-commit=0",
    "--innodb-doublewrite=OFF",
    "--innodb-flush-method=fsync",
    "--innodb-buffer-pool-size=64M",
    // The name that MySQL gave up.
    "--loose-innodb-log-file-size=16M",
    "--max-connections=200",
    "--character-set-server=utf8mb4",
    "--collation-server=utf8mb4_general_ci",
    "--default-time-zone=+05:45",
];

struct Programs {
    server: PathBuf,
    /// Makes a data directory.
    install: PathBuf,
    /// Options of the latter.
    install_options: &'static [&'static str],
}

/// Starts a server of the programs in `fetched`, else of the MariaDB that is installed; returns `None`
/// if there is none.
pub fn start(
    product: Product,
    fetched: Option<PathBuf>,
    own: &Own,
) -> Result<Option<Server>, String> {
    let programs = match fetched {
        Some(directory) => Some(Programs {
            server: directory.join("server"),
            install: directory.join("initialize"),
            install_options: &[],
        }),
        None => installed(),
    };
    programs
        .map(|programs| on_a_free_port(|port| start_on(product, &programs, port, own)))
        .transpose()
}

fn start_on(product: Product, programs: &Programs, port: u16, own: &Own) -> Result<Server, String> {
    let started = Instant::now();
    let account = Account::first_of(&["mysql", "nobody"])?;
    let directory = account.directory("meetctl-mariadb-")?;
    own.write_files(&account, &directory)?;
    initialise(programs, &account, &directory, own).inspect_err(|_| {
        let _ = fs::remove_dir_all(&directory);
    })?;

    let mut arguments = vec![
        "--no-defaults".to_owned(),
        format!("--datadir={}", directory.join("data").display()),
        // A server that starts deletes the temporary tables of all others in its directory.
        format!("--tmpdir={}", directory.display()),
        format!("--init-file={}", directory.join("accounts.sql").display()),
        format!("--port={port}"),
    ];
    arguments.extend(SETTINGS.iter().map(|setting| (*setting).to_owned()));
    if product == Product::Mariadb {
        // On MySQL a test counts rows by it.
        arguments.push("--performance-schema=OFF".to_owned());
    }
    arguments.extend(own.arguments(&directory));
    let command = account.command(&programs.server, &arguments);
    let supervisor = Supervisor::start(&command, &directory, "KILL")?;
    Server {
        product,
        version: String::new(),
        started_in: Duration::ZERO,
        port,
        scheme: "mysql",
        superuser: "root",
        system_database: "mysql",
        directory,
        supervisor,
    }
    .wait(started, "SELECT VERSION()")
}

/// Makes the data directory, and the statements that set up the accounts before the first login.
fn initialise(
    programs: &Programs,
    account: &Account,
    directory: &Path,
    own: &Own,
) -> Result<(), String> {
    let data = format!("--datadir={}", directory.join("data").display());
    let mut arguments = vec!["--no-defaults", "--loose-innodb-log-file-size=16M", &data];
    arguments.extend(programs.install_options);
    arguments.extend(own.initial_arguments.iter().map(String::as_str));
    prepare(&account.command(&programs.install, &arguments), directory)?;

    let password = password_in_sql();
    let accounts = format!(
        "FLUSH PRIVILEGES;\n\
         CREATE USER IF NOT EXISTS root@localhost;\n\
         ALTER USER root@localhost IDENTIFIED BY {password};\n\
         DROP USER IF EXISTS root@127.0.0.1;\n\
         CREATE USER root@127.0.0.1 IDENTIFIED BY {password};\n\
         GRANT ALL ON *.* TO root@127.0.0.1 WITH GRANT OPTION;\n\
         CREATE USER {USER}@127.0.0.1 IDENTIFIED BY {password};\n\
         GRANT ALL ON `{USER}\\_%`.* TO {USER}@127.0.0.1;\n"
    );
    let file = directory.join("accounts.sql");
    // The directory is closed to others; the file must only be open to the server's account.
    fs::write(&file, accounts)
        .and_then(|()| fs::set_permissions(&file, fs::Permissions::from_mode(0o644)))
        .map_err(|error| error.to_string())
}

fn installed() -> Option<Programs> {
    let mut directories = program_directories();
    directories.extend(["/usr/local/mysql/bin", "/usr/local/mysql/scripts"].map(PathBuf::from));
    Some(Programs {
        server: find(&directories, &["mariadbd", "mysqld"])?,
        install: find(&directories, &["mariadb-install-db"])?,
        install_options: &[
            "--skip-test-db",
            "--auth-root-authentication-method=normal",
            "--skip-name-resolve",
        ],
    })
}
