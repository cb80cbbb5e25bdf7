//! Encrypted connections: what is verified, and what is said when a connection cannot be encrypted as
//! the URL asks.

use std::fs;
use std::thread::sleep;
use std::time::{Duration, Instant};

use harness::{Certificates, Engine, Meetctl, Own, Product, Server, Transcript};

/// Who may log in, by the words of each engine.
const HBA: &str = "\
hostssl all plain_never all scram-sha-256
hostssl all with_certificate all scram-sha-256 clientcert=verify-ca
host all postgres,meetctl all scram-sha-256
host all by_kerberos all gss
host all rejected all reject
host all from_elsewhere 10.9.9.9/32 trust
";

struct Secure {
    server: Server,
    files: Certificates,
    t: Meetctl,
}

impl Secure {
    fn start(engine: Engine) -> Option<Self> {
        if !engine.is_available() {
            return None;
        }
        let files = Certificates::make()?;
        let names =
            [("good.pem", "server.pem"), ("server.key", "server.key"), ("ca.pem", "ca.pem")];
        let mut own = Own {
            files: names.map(|(name, there)| (there, files.read(name))).into(),
            ..Own::default()
        };
        own.files.push(("hba.conf", HBA.into()));
        let settings = match engine {
            Engine::Postgres => {
                "-c ssl=on -c hba_file=HOME/hba.conf -c ssl_cert_file=HOME/server.pem \
                 -c ssl_key_file=HOME/server.key -c ssl_ca_file=HOME/ca.pem"
            }
            _ => "--ssl-cert=HOME/server.pem --ssl-key=HOME/server.key --ssl-ca=HOME/ca.pem",
        };
        own.arguments = settings.split(' ').map(str::to_owned).collect();
        let server = engine.own_server(&own)?;
        let [password, _] = Meetctl::secrets();
        let password = password.replace('\'', "''");
        for (user, requires) in [("plain_never", "SSL"), ("with_certificate", "X509")] {
            let sql = match engine {
                Engine::Postgres => format!("CREATE ROLE {user} LOGIN PASSWORD '{password}'"),
                _ => format!(
                    "CREATE USER {user}@127.0.0.1 IDENTIFIED BY '{password}' REQUIRE {requires}; \
                     GRANT SELECT ON mysql.* TO {user}@127.0.0.1"
                ),
            };
            server.execute(&sql).unwrap();
        }
        Some(Self { server, files, t: Meetctl::empty(Engine::Sqlite) })
    }

    /// Runs a command on the system database, which is not meetctl's: exit 9 says that a session
    /// was had.
    fn run(&self, user: &str, options: &[(&str, &str)]) -> Transcript {
        let mut url = self.server.url_as(user, self.server.system_database);
        for (n, (option, value)) in options.iter().enumerate() {
            // A file of the certificates by its name alone.
            let file = self.files.path(value);
            let value =
                if file.exists() { file.display().to_string() } else { (*value).to_owned() };
            url.extend([if n == 0 { "?" } else { "&" }, option, "=", &value]);
        }
        let started = Instant::now();
        let run = self.t.run(["--database-url", &url, "user", "list", "--json"]);
        assert!(started.elapsed() < Duration::from_secs(3), "{:?} {run}", started.elapsed());
        assert!(!run.stderr.contains("was lost"), "{run}");
        run
    }

    /// Demands that a session is refused with this code, words and hint.
    fn refuses(&self, user: &str, options: &[(&str, &str)], expected: (i32, &str, &str)) {
        let (exit, says, hint) = expected;
        let refused = self.run(user, options).exits(exit);
        let error = refused.error_json();
        assert!(refused.stderr.contains(says), "{options:?}: {says:?} is missing in {refused}");
        let hinted = error["hint"].as_str().unwrap_or_default();
        assert!(hinted.contains(hint), "{options:?}: {hint:?} is missing in {refused}");
    }

    /// Has the server use another certificate, for the same key.
    fn present(&self, certificate: &str) {
        self.files.copy_over(certificate, &self.server.directory.join("server.pem"));
        self.server
            .execute(match self.server.product {
                Product::Postgres => "SELECT pg_reload_conf()",
                Product::Mysql => "ALTER INSTANCE RELOAD TLS",
                _ => "FLUSH SSL",
            })
            .unwrap();
        if self.server.product == Product::Postgres {
            // Its other processes are told, and not waited for.
            sleep(Duration::from_millis(300));
        }
    }
}

const SERVERS: [Engine; 2] = [Engine::Postgres, Engine::Mariadb];

#[test]
fn what_is_wrong_with_a_certificate_or_key_is_told() {
    for server in SERVERS.into_iter().filter_map(Secure::start) {
        let user = server.server.superuser;
        let root = ("sslrootcert", "ca.pem");
        let full = [("sslmode", "verify-full"), root];
        for options in [
            &full[..],
            &[("sslmode", "verify-ca"), root],
            &[root],
            &[("ssl-mode", "VERIFY_IDENTITY"), ("ssl-ca", "ca.pem")],
            &[("sslmode", "require")],
            &[],
        ] {
            server.run(user, options).exits(9);
        }
        let tls = |says, hint| (6, says, hint);
        let untrusted = tls("an authority that is not trusted", "sslrootcert=FILE");
        server.refuses(user, &[("sslmode", "verify-full")], untrusted);
        server.refuses(user, &[("sslrootcert", "stranger.pem")], untrusted);
        for (certificate, says, hint) in [
            ("wrong-name.pem", "elsewhere.invalid", "sslmode=verify-ca"),
            ("expired.pem", "it has expired", "renew"),
            ("future.pem", "it is not valid yet", "clocks"),
        ] {
            server.present(certificate);
            server.refuses(user, &full, tls(says, hint));
            server.run(user, &[("sslmode", "require")]).exits(9);
        }
        server.present("wrong-name.pem");
        server.run(user, &[("sslmode", "verify-ca"), root]).exits(9);
        server.present("good.pem");

        // The client's own.
        let client = [("sslcert", "client.pem"), ("sslkey", "client.key")];
        server.run("with_certificate", &client).exits(9);
        let stranger = [("sslcert", "stranger.pem"), ("sslkey", "stranger.key")];
        let not_trusted = tls("does not accept the certificate of the client", "sslcert=FILE");
        server.refuses("with_certificate", &stranger, not_trusted);
        server.refuses("with_certificate", &[("sslmode", "require")], tls("login_refused", ""));

        // Files.
        server.files.openssl("pkey -in client.key -aes256 -passout pass:x -out locked.key");
        fs::write(server.files.path("noise.pem"), [0, 159, 146, 150]).unwrap();
        for (options, says) in [
            (vec![("sslrootcert", "/nowhere.pem")], "cannot read /nowhere.pem, which sslrootcert"),
            (vec![("sslrootcert", "server.key")], "holds no certificate"),
            (vec![("sslrootcert", "noise.pem")], "holds no certificate"),
            (vec![("sslrootcert", ".")], "cannot read"),
            (vec![("sslcert", "client.key"), ("sslkey", "client.key")], "holds no certificate"),
            (vec![("sslcert", "client.pem"), ("sslkey", "client.pem")], "holds no private key"),
            (vec![("sslcert", "client.pem"), ("sslkey", "locked.key")], "without a password"),
            (vec![("sslcert", "client.pem"), ("sslkey", "stranger.key")], "do not belong together"),
            (vec![("sslcert", "client.pem")], "sslkey must be given together"),
            (vec![("sslmode", "bogus")], "sslmode is not one of"),
        ] {
            server.refuses(user, &options, (2, says, ""));
        }

        // No encryption where the server demands it.
        let plain = [("sslmode", "disable")];
        server.refuses("plain_never", &plain, tls("login_refused", "sslmode=require"));
        server.run("plain_never", &[]).exits(9);
        if server.server.product != Product::Postgres {
            server.server.execute("SET GLOBAL require_secure_transport = ON").unwrap();
            server.refuses(user, &plain, tls("login_refused", "sslmode=require"));
        }
    }
}

#[test]
fn the_variables_of_libpq_are_read_or_refused() {
    let Some(server) = Secure::start(Engine::Postgres) else { return };
    let url = server.server.superuser_url("postgres");
    let root = server.files.path("ca.pem").display().to_string();
    let run = |variables: &[(&str, &str)]| {
        let command = server.t.cmd(["--database-url", &url, "user", "list"]);
        variables.iter().fold(command, |command, (name, value)| command.env(name, value)).run()
    };
    run(&[("PGSSLMODE", "verify-full"), ("PGSSLROOTCERT", &root)]).exits(9);
    run(&[("PGSSLROOTCERT", "/nowhere.pem")]).exits(2);
    let refused = run(&[("PGSSLMODE", "verify-full")]).exits(6);
    assert!(refused.stderr.contains("not trusted"), "{refused}");
    for (name, value, says) in [
        ("PGSSLMODE", "verify", "PGSSLMODE"),
        ("PGSSLCERT", &root, "PGSSLKEY"),
        ("PGOPTIONS", "-c no_such_setting=1", "no_such_setting"),
    ] {
        let refused = run(&[(name, value)]).exits(2);
        assert!(refused.stderr.contains(says), "{refused}");
    }
    // Not looked at where the URL has its own.
    run(&[("PGPORT", "abc")]).exits(9);
    let portless = ["--database-url", "postgres://127.0.0.1/x", "user", "list"];
    let refused = server.t.cmd(portless).env("PGPORT", "abc").run().exits(2);
    assert!(refused.stderr.contains("PGPORT"), "{refused}");
}

#[test]
fn who_may_log_in_is_up_to_pg_hba() {
    let Some(server) = Secure::start(Engine::Postgres) else { return };
    for (user, options, says, hint) in [
        (
            "by_kerberos",
            "sslmode=prefer",
            "a way to log in that meetctl does not support",
            "scram-sha-256",
        ),
        ("rejected", "sslmode=prefer", "pg_hba.conf rejects connection", "pg_hba.conf"),
        ("from_elsewhere", "sslmode=prefer", "no pg_hba.conf entry", "pg_hba.conf"),
        ("plain_never", "sslmode=disable", "no encryption", "sslmode=require"),
        ("with_certificate", "sslmode=prefer", "valid client certificate", "sslcert=FILE"),
    ] {
        if !["plain_never", "with_certificate"].contains(&user) {
            server.server.execute(&format!("CREATE ROLE {user} LOGIN")).unwrap();
        }
        let (option, value) = options.split_once('=').unwrap();
        server.refuses(user, &[(option, value)], (6, says, hint));
        assert_eq!(server.run(user, &[(option, value)]).error_json()["code"], "login_refused");
    }
}

#[test]
fn an_unprotected_connection_is_warned_about_once() {
    let t = Meetctl::empty(Engine::Sqlite);
    let run = |url: &str, quiet: bool| {
        let args = ["--database-url", url, "user", "list", "--json"];
        let run = t.cmd(args.into_iter().chain(quiet.then_some("-q"))).run().exits(6);
        run.stderr.matches("unprotected_connection").count()
    };
    for url in [
        "postgres://db.invalid/m",
        "mysql://a.invalid/m",
        "postgres://a.invalid,b.invalid/m",
        "postgres://a.invalid/m;mysql://b.invalid/m",
    ] {
        assert_eq!((run(url, false), run(url, true)), (1, 1), "{url}");
    }
    for url in [
        "postgres://db.invalid/m?sslmode=prefer",
        "mysql://a.invalid/m?ssl-mode=VERIFY_IDENTITY",
        "postgres://127.0.0.1:1/m",
        "mysql://localhost:1/m",
        "postgres://[::1]:1/m",
    ] {
        assert_eq!(run(url, false), 0, "{url}");
    }
    let by_environment = t
        .cmd(["--database-url", "postgres://db.invalid/m", "user", "list"])
        .env("PGSSLMODE", "require")
        .run()
        .exits(6);
    assert!(!by_environment.stderr.contains("sslmode"), "{by_environment}");
    let warned = t.run(["--database-url", "postgres://db.invalid/m", "user", "list"]).exits(6);
    assert!(
        warned.stderr.contains("warning: the connection to db.invalid may be readable"),
        "{warned}"
    );
}
