//! What fails to connect says why and where, at once, and never speaks of a lost connection.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpListener};
use std::os::unix::net::UnixListener;
use std::thread;
use std::time::{Duration, Instant};

use harness::{
    Engine, Meetctl, Own, Product, Server, Transcript, database, on_every_engine, wait_for,
};

const SERVERS: [Engine; 2] = [Engine::Postgres, Engine::Mariadb];

/// A migrated database of each server.
fn servers() -> impl Iterator<Item = Meetctl> {
    SERVERS.into_iter().filter(|engine| engine.is_available()).map(Meetctl::migrated)
}

/// What a command says to a URL that it cannot connect to: long before its time is over, and nothing is
/// lost.
fn refused(t: &Meetctl, url: &str, exit: i32) -> Transcript {
    let started = Instant::now();
    let refused = t.run(["--database-url", url, "user", "list", "--json"]).exits(exit);
    assert!(started.elapsed() < Duration::from_secs(8), "{:?} {refused}", started.elapsed());
    assert!(!refused.stderr.contains("was lost"), "{refused}");
    assert!(!refused.stderr.contains("took effect"), "{refused}");
    refused
}

fn port_of(t: &Meetctl) -> String {
    format!("127.0.0.1:{}", t.engine().server().unwrap().port)
}

#[test]
fn nobody_listens() {
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let t = Meetctl::empty(Engine::Sqlite);
    for scheme in ["postgres", "mysql"] {
        for (place, message) in [
            (format!("127.0.0.1:{closed}"), format!("no server listens on 127.0.0.1:{closed}")),
            (format!("localhost:{closed}"), format!("no server listens on localhost:{closed}")),
            (format!("[::1]:{closed}"), format!("[::1]:{closed}")),
            ("no-such-host.invalid".to_owned(), "host no-such-host.invalid not found".to_owned()),
        ] {
            let refused = refused(&t, &format!("{scheme}://bob:secret@{place}/meet"), 6);
            let error = refused.error_json();
            assert_eq!(error["code"], "unreachable", "{refused}");
            assert!(error["message"].as_str().unwrap().contains(&message), "{refused}");
            assert!(error["causes"][0].is_string(), "{refused}");
        }
    }
}

#[test]
fn a_socket_is_named() {
    let t = Meetctl::empty(Engine::Sqlite);
    let directory = t.tmp().display().to_string();
    let listener = UnixListener::bind(t.tmp().join(".s.PGSQL.5432")).unwrap();
    drop(listener);
    for (url, message) in [
        ("postgres:///m?host=/nowhere", "socket /nowhere/.s.PGSQL.5432 does not exist".to_owned()),
        ("mysql:///m?socket=/nowhere/m.sock", "socket /nowhere/m.sock does not exist".to_owned()),
        (
            &format!("postgres:///m?host={directory}"),
            format!("no server listens on the socket {directory}/.s.PGSQL.5432"),
        ),
    ] {
        let refused = refused(&t, url, 6);
        assert_eq!(refused.error_json()["message"], message, "{refused}");
    }
}

#[test]
fn a_server_that_says_nothing_is_told_after_its_time() {
    let t = Meetctl::empty(Engine::Sqlite);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let place = listener.local_addr().unwrap();
    for scheme in ["postgres", "mysql"] {
        let url = format!("{scheme}://bob@{place}/m?connect_timeout=1");
        let refused = refused(&t, &url, 6);
        let message = refused.error_json()["message"].as_str().unwrap().to_owned();
        assert_eq!(message, format!("no answer from {place} within 1s"), "{refused}");
    }
}

/// A port where a program says `greeting`, and then replies to what it reads.
fn program(greeting: &'static str, reply: &'static str) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let place = listener.local_addr().unwrap();
    thread::spawn(move || {
        for mut client in listener.incoming().map_while(Result::ok) {
            thread::spawn(move || {
                let _ = client.write_all(greeting.as_bytes());
                let _ = client.read(&mut [0; 100]);
                let _ = client.write_all(reply.as_bytes());
                thread::sleep(Duration::from_secs(1));
            });
        }
    });
    place
}

#[test]
fn another_program_on_the_port_is_quoted() {
    let t = Meetctl::empty(Engine::Sqlite);
    for (greeting, reply, said) in [
        ("SSH-2.0-OpenSSH_9.2p1\r\n", "", "SSH-2.0-OpenSSH_9.2p1"),
        ("", "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n", "HTTP/1.1 400 Bad Request"),
        ("220 mail.example.org ESMTP\r\n", "500 what\r\n", "220 mail.example.org ESMTP"),
        ("", "-ERR unknown command\r\n", "-ERR unknown command"),
    ] {
        let place = program(greeting, reply);
        for scheme in ["postgres", "mysql"] {
            for options in ["sslmode=prefer", "sslmode=disable"] {
                let refused = refused(&t, &format!("{scheme}://bob@{place}/m?{options}"), 6);
                let error = refused.error_json();
                let message = format!("what answers at {place} is not a database server");
                assert_eq!(
                    (&error["code"], &error["message"]),
                    (&"unreachable".into(), &message.into())
                );
                assert_eq!(error["causes"][0], format!("it says: {said}"), "{refused}");
            }
        }
    }
}

#[test]
fn the_server_of_the_other_scheme_is_recognised() {
    for t in servers() {
        let (scheme, rest) = t.url().split_once("://").unwrap();
        let (other, says) = match scheme {
            "postgres" => ("mysql", "is PostgreSQL, not MySQL or MariaDB"),
            _ => ("postgres", "is MySQL or MariaDB, not PostgreSQL"),
        };
        for options in ["sslmode=prefer", "sslmode=disable"] {
            let refused = refused(&t, &format!("{other}://{rest}?{options}"), 6);
            assert!(refused.stderr.contains(says), "{refused}");
            assert!(refused.stderr.contains(&format!("write {scheme}://")), "{refused}");
        }
    }
}

#[test]
fn a_login_a_database_and_encryption_are_told_apart() {
    for t in servers() {
        let [_, password] = Meetctl::secrets();
        for (url, code) in [
            (t.url().replace(&password, "wrongpass"), "login_refused"),
            (t.url().replace("meetctl:", "nobody:"), "login_refused"),
            (format!("{}_none", t.url()), "no_database"),
            (format!("{}?sslmode=require", t.url()), "tls_failed"),
            (format!("{}?ssl-mode=VERIFY_IDENTITY", t.url()), "tls_failed"),
        ] {
            let refused = refused(&t, &url, 6);
            assert_eq!(refused.error_json()["code"], code, "{refused}");
            assert!(!refused.stderr.contains("wrongpass"), "{refused}");
        }
        let refused = refused(&t, &format!("{}?sslmode=require", t.url()), 6);
        let offers = format!("{} offers no encrypted connection", port_of(&t));
        assert_eq!(refused.error_json()["message"], offers);
        let missing = format!("{}?sslmode=verify-full&sslrootcert=/nowhere.pem", t.url());
        let usage = t.run(["--database-url", &missing, "user", "list"]).exits(2);
        assert!(usage.stderr.contains("cannot read /nowhere.pem, which sslrootcert"), "{usage}");
    }
}

#[test]
fn a_server_without_a_free_slot_is_busy() {
    if Engine::Postgres.is_available() {
        let t = Meetctl::migrated(Engine::Postgres);
        let role = format!("{}_role", t.database());
        let [_, password] = Meetctl::secrets();
        t.superuser_sql(&format!(
            "CREATE ROLE {role} LOGIN CONNECTION LIMIT 0 PASSWORD '{}'",
            Meetctl::secrets()[0].replace('\'', "''")
        ));
        let url = t.url().replace(&format!("meetctl:{password}"), &format!("{role}:{password}"));
        let refused = refused(&t, &url, 7);
        let error = refused.error_json();
        assert_eq!(error["code"], "not_ready", "{refused}");
        assert!(error["causes"][0].as_str().unwrap().contains(&role), "{refused}");
        t.superuser_sql(&format!("ALTER ROLE {role} NOLOGIN"));
        let refused = self::refused(&t, &url, 6);
        assert_eq!(refused.error_json()["code"], "login_refused", "{refused}");
        t.superuser_sql(&format!("DROP ROLE {role}"));
    }
}

/// Accounts that cannot log in: what makes one, the exit code, the code, and what the hint has.
fn accounts(t: &Meetctl) -> Vec<(&'static str, i32, &'static str, &'static str)> {
    match t.product() {
        Product::Postgres => vec![
            ("CREATE ROLE {u} NOLOGIN", 6, "login_refused", ""),
            ("CREATE ROLE {u} LOGIN PASSWORD {p} VALID UNTIL '2020-01-01'", 6, "login_refused", ""),
            ("CREATE ROLE {u} LOGIN", 6, "login_refused", "password"),
            (
                "CREATE ROLE {u} LOGIN PASSWORD {p}; REVOKE CONNECT ON DATABASE {d} FROM PUBLIC",
                6,
                "login_refused",
                "",
            ),
            (
                "GRANT CONNECT ON DATABASE {d} TO PUBLIC; CREATE ROLE {u} LOGIN PASSWORD {p}; ALTER DATABASE {d} CONNECTION LIMIT 0",
                7,
                "not_ready",
                "later",
            ),
            (
                "ALTER DATABASE {d} CONNECTION LIMIT -1; CREATE ROLE {u} LOGIN PASSWORD {p} CONNECTION LIMIT 0",
                7,
                "not_ready",
                "later",
            ),
            (
                "CREATE ROLE {u} LOGIN PASSWORD {p}; ALTER DATABASE {d} ALLOW_CONNECTIONS false",
                6,
                "unreachable",
                "log",
            ),
        ],
        Product::Mariadb => vec![
            (
                "CREATE USER {u} IDENTIFIED BY {p} ACCOUNT LOCK",
                6,
                "login_refused",
                "ACCOUNT UNLOCK",
            ),
            (
                "CREATE USER {u} IDENTIFIED BY {p} PASSWORD EXPIRE; GRANT ALL ON {d}.* TO {u}",
                6,
                "login_refused",
                "",
            ),
            ("CREATE USER {u} IDENTIFIED BY {p}", 6, "login_refused", "password"),
            (
                "CREATE USER {u} IDENTIFIED BY {p} REQUIRE SSL; GRANT ALL ON {d}.* TO {u}",
                6,
                "login_refused",
                "password",
            ),
            (
                "CREATE USER {u} IDENTIFIED VIA unix_socket; GRANT ALL ON {d}.* TO {u}",
                6,
                "login_refused",
                "",
            ),
            (
                "INSTALL SONAME 'auth_ed25519'; CREATE USER {u} IDENTIFIED VIA ed25519 USING PASSWORD({p}); GRANT ALL ON {d}.* TO {u}",
                6,
                "login_refused",
                "mysql_native_password",
            ),
            (
                "INSTALL SONAME 'auth_pam'; CREATE USER {u} IDENTIFIED VIA pam; GRANT ALL ON {d}.* TO {u}",
                6,
                "login_refused",
                "mysql_native_password",
            ),
            (
                "CREATE USER {u} IDENTIFIED BY {p} WITH MAX_QUERIES_PER_HOUR 1; GRANT ALL ON {d}.* TO {u}",
                7,
                "not_ready",
                "later",
            ),
        ],
        _ => vec![
            (
                "CREATE USER {u} IDENTIFIED BY {p} ACCOUNT LOCK",
                6,
                "login_refused",
                "ACCOUNT UNLOCK",
            ),
            (
                "CREATE USER {u} IDENTIFIED BY {p} PASSWORD EXPIRE; GRANT ALL ON {d}.* TO {u}",
                6,
                "login_refused",
                "IDENTIFIED BY",
            ),
            ("CREATE USER {u} IDENTIFIED BY {p}", 6, "login_refused", "password"),
            (
                "CREATE USER {u} IDENTIFIED BY {p} WITH MAX_QUERIES_PER_HOUR 1; GRANT ALL ON {d}.* TO {u}",
                7,
                "not_ready",
                "later",
            ),
        ],
    }
}

#[test]
fn an_account_that_may_not_log_in_is_told_by_the_server() {
    for t in servers() {
        let [password, in_url] = Meetctl::secrets();
        for (n, (made_by, exit, code, hint)) in accounts(&t).into_iter().enumerate() {
            let user = format!("{}_{n}", t.database());
            let name = if t.engine() == Engine::Postgres {
                user.clone()
            } else {
                format!("{user}@127.0.0.1")
            };
            let sql = made_by.replace("{u}", &name).replace("{d}", t.database());
            let sql = sql.replace("{p}", &format!("'{}'", password.replace('\'', "''")));
            let server = t.engine().server().unwrap();
            // A statement about a database runs alone, and a server may lack a plugin.
            let made = sql.split("; ").try_for_each(|statement| server.execute(statement));
            if made.is_err() && made_by.contains("INSTALL") {
                continue;
            }
            made.unwrap();
            let url = t.url().replace(&format!("meetctl:{in_url}"), &format!("{user}:{in_url}"));
            let refused = refused(&t, &url, exit);
            let error = refused.error_json();
            assert_eq!(error["code"], code, "{made_by}: {refused}");
            assert!(error["causes"][0].is_string(), "{made_by}: {refused}");
            assert!(error["hint"].as_str().unwrap().contains(hint), "{made_by}: {refused}");
        }
    }
}

/// A server blocks a host that connects and goes away again and again; each failed login here is
/// one connection.
#[test]
fn failed_logins_do_not_block_the_host() {
    let t = Meetctl::empty(Engine::Sqlite);
    let own = Own {
        arguments: vec!["--max-connect-errors=3".into(), "--skip-name-resolve=OFF".into()],
        ..Own::default()
    };
    let Some(server) = Engine::Mariadb.own_server(&own) else { return };
    let [_, password] = Meetctl::secrets();
    let before = aborted_so_far(&server);
    let url = server.superuser_url("mysql").replace(&password, "wrong");
    let mut quick = true;
    for _ in 0..4 {
        let started = Instant::now();
        assert_eq!(refused(&t, &url, 6).error_json()["code"], "login_refused");
        quick &= started.elapsed() < Duration::from_millis(200);
    }
    refused(&t, &server.superuser_url("mysql"), 9);
    // A login that the server refuses is counted, some time after the client knows, and nothing else:
    // unless it takes so long that the client asks on another connection what answers there.
    wait_for(|| aborted(&server) - before >= 4);
    assert!(!quick || aborted(&server) - before == 4);
}

/// The number once it stands still: who has waited for the server is counted late, too.
fn aborted_so_far(server: &Server) -> i64 {
    let mut before = aborted(server);
    loop {
        thread::sleep(Duration::from_millis(300));
        let now = aborted(server);
        if now == before {
            return now;
        }
        before = now;
    }
}

fn aborted(server: &Server) -> i64 {
    let rows = database::query(
        &server.superuser_url("mysql"),
        "SHOW GLOBAL STATUS LIKE 'Aborted_connects'",
    );
    rows.unwrap()[0][1].parse().unwrap()
}

on_every_engine! {
    fn the_time_is_7_in_every_command(t: &Meetctl) {
        t.seed_sql(3, 300);
        t.write("m.csv", "title,start_time,end_time,creator\nA,2030-01-01T10:00:00Z,2030-01-01T11:00:00Z,1\n");
        let holder = t.hold_lock();
        for line in ["user update 1 --name B", "meeting import m.csv", "user create --name A --email a@example.org",
            "backfill-status --now 2031-01-01", "meeting delete 1 --yes"] {
            for limit in ["1ms", "3ms", "40ms", "300ms"] {
                let late = t.cmd(line.split(' ').chain(["--timeout", limit, "--json"])).run().exits(7);
                assert!(!late.stderr.contains("host"), "{late}");
            }
        }
        drop(holder);
        for limit in ["1ms", "2ms", "5ms"] {
            for line in ["user list", "stats", "meeting list --all", "doctor", "migrate status", "meeting conflicts"] {
                let ended = t.cmd(line.split(' ').chain(["--timeout", limit])).run();
                assert!(matches!(ended.exit, 0 | 7), "{ended}");
            }
        }
        let holder = t.hold_lock();
        for limit in ["1ms", "300ms"] {
            t.run(["migrate", "down", "--all", "--yes", "--no-backup", "--timeout", limit]).exits(7);
        }
        drop(holder);
    }
}

#[test]
fn the_time_is_7_for_a_server_that_says_nothing() {
    let t = Meetctl::empty(Engine::Sqlite);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let place = listener.local_addr().unwrap();
    for scheme in ["postgres", "mysql"] {
        for limit in ["1ms", "30ms", "500ms"] {
            let url = format!("{scheme}://bob@{place}/m");
            let args = ["--database-url", &url, "--timeout", limit, "user", "list", "--json"];
            assert_eq!(t.run(args).exits(7).error_json()["code"], "timeout");
        }
    }
}

#[test]
fn the_time_is_7_for_input_that_does_not_come() {
    let t = Meetctl::migrated(Engine::Sqlite);
    t.seed_people(1);
    for script in [
        "sleep 20 | meetctl meeting import - --input-format csv --timeout 300ms",
        "mkfifo f.csv && meetctl meeting import f.csv --timeout 300ms",
        "{ printf 'name,email\\n'; sleep 20; } | meetctl user import - --input-format csv --timeout 300ms",
    ] {
        let started = Instant::now();
        let late = t.shell(&format!("{script}; code=$?; exec 2>/dev/null; exit $code")).start();
        let late = late.wait();
        assert_eq!(late.exit, 7, "{late}");
        assert!(started.elapsed() < Duration::from_secs(30), "{late}");
    }
}
