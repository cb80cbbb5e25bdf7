//! A private pooler, pgbouncer, in front of the PostgreSQL server of the tests.

use std::fs;
use std::net::TcpStream;
use std::os::unix::fs::PermissionsExt as _;
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::engine::Engine;
use crate::meetctl::Meetctl;
use crate::secret::PASSWORD;
use crate::server::{Account, USER, find, free_port, program_directories};
use crate::skip::skip;
use crate::supervisor::Supervisor;

/// A running pooler, which ends when it is dropped.
pub struct Pgbouncer {
    /// On 127.0.0.1.
    pub port: u16,
    _supervisor: Supervisor,
}

impl Pgbouncer {
    /// Starts a pooler in a `pool_mode`, with more lines of settings; `None` where PostgreSQL is not
    /// tested or pgbouncer not installed, and the test is noted as skipped.
    pub fn start(pool_mode: &str, settings: &str) -> Option<Self> {
        if !Engine::Postgres.is_available() {
            return None;
        }
        let Some(program) = find(&program_directories(), &["pgbouncer"]) else {
            skip("pgbouncer is not installed");
            return None;
        };
        let account = Account::first_of(&["postgres", "nobody"]).unwrap();
        let directory = account.directory("meetctl-pgbouncer-").unwrap();
        let home = directory.display();
        let server = Engine::Postgres.server().unwrap().port;
        let port = free_port().unwrap();
        let users = format!("\"{USER}\" \"{}\"\n", PASSWORD.replace('"', "\"\""));
        let configuration = format!(
            "[databases]\n* = host=127.0.0.1 port={server}\n[pgbouncer]\nlisten_addr = 127.0.0.1\n\
             listen_port = {port}\nunix_socket_dir =\nauth_type = plain\nauth_file = {home}/users\n\
             pool_mode = {pool_mode}\nignore_startup_parameters = extra_float_digits\n{settings}\n"
        );
        for (name, contents) in [("users", users), ("settings", configuration)] {
            let file = directory.join(name);
            fs::write(&file, contents).unwrap();
            fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
            account.adopt(&file).unwrap();
        }
        let command = account.command(&program, &[directory.join("settings")]);
        let supervisor = Supervisor::start(&command, &directory, "KILL").unwrap();
        let started = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            let late = started.elapsed() > Duration::from_secs(20);
            assert!(!late && supervisor.failure().is_none(), "{}", supervisor.log_tail());
            sleep(Duration::from_millis(10));
        }
        Some(Self { port, _supervisor: supervisor })
    }

    /// The URL of the database of `t` through the pooler.
    pub fn url(&self, t: &Meetctl) -> String {
        let server = Engine::Postgres.server().unwrap().port;
        t.url().replace(&format!("127.0.0.1:{server}"), &format!("127.0.0.1:{}", self.port))
    }
}
