//! A private server of seekdb.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::database;
use crate::product::Product;
use crate::secret::password_in_sql;
use crate::server::{Account, Server, USER, on_a_free_port};
use crate::supervisor::Supervisor;

/// It takes all memory and half of the disk unless it is told.
const SETTINGS: &[&str] = &["memory_limit=2G", "datafile_size=2G", "log_disk_size=2G"];

/// Starts a server of the program in `fetched`.
pub fn start(fetched: Option<PathBuf>) -> Result<Option<Server>, String> {
    fetched.map(|programs| on_a_free_port(|port| start_on(&programs, port))).transpose()
}

fn start_on(programs: &Path, port: u16) -> Result<Server, String> {
    let started = Instant::now();
    let account = Account::first_of(&["nobody"])?;
    let directory = account.directory("meetctl-seekdb-")?;
    let mut arguments = vec![
        "--nodaemon".to_owned(),
        format!("--base-dir={}", directory.join("base").display()),
        format!("--port={port}"),
    ];
    for setting in SETTINGS {
        arguments.extend(["--parameter".to_owned(), (*setting).to_owned()]);
    }
    let command = account.command(&programs.join("server"), &arguments);
    let supervisor = Supervisor::start(&command, &directory, "KILL")?;
    Server {
        product: Product::Seekdb,
        version: String::new(),
        started_in: Duration::ZERO,
        port,
        scheme: "mysql",
        superuser: "root",
        system_database: "mysql",
        directory,
        supervisor,
    }
    .wait_after(started, "SELECT SUBSTRING_INDEX(VERSION(), '-v', -1)", set_up)
}

/// Sets up the accounts: its superuser has no password at first.
fn set_up(server: &Server) -> Result<(), String> {
    let password = password_in_sql();
    let first = format!("mysql://root@127.0.0.1:{}/mysql", server.port);
    let accounts = format!(
        "CREATE USER {USER} IDENTIFIED BY {password};\n\
         GRANT ALL ON *.* TO {USER};\n\
         ALTER USER root IDENTIFIED BY {password}"
    );
    database::execute(&first, &accounts).map_err(|error| error.to_string())
}
