//! What fails to connect says why and where, at once, and never speaks of a lost connection.

use std::io::Write as _;
use std::net::TcpListener;
use std::os::unix::net::UnixListener;
use std::thread;
use std::time::{Duration, Instant};

use harness::{Engine, Meetctl, Transcript, on_every_engine};

const SERVERS: [Engine; 2] = [Engine::Postgres, Engine::Mariadb];

/// A migrated database of each server.
fn servers() -> impl Iterator<Item = Meetctl> {
    SERVERS.into_iter().filter(|engine| engine.is_available()).map(Meetctl::migrated)
}

/// What a command says to a URL that it cannot connect to: within a second, nothing is lost.
fn refused(t: &Meetctl, url: &str, exit: i32) -> Transcript {
    let started = Instant::now();
    let refused = t.run(["--database-url", url, "user", "list", "--json"]).exits(exit);
    assert!(started.elapsed() < Duration::from_secs(3), "{:?} {refused}", started.elapsed());
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

#[test]
fn another_program_on_the_port_is_not_understood() {
    let t = Meetctl::empty(Engine::Sqlite);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let place = listener.local_addr().unwrap();
    thread::spawn(move || {
        for client in listener.incoming().map_while(Result::ok) {
            let mut client = client;
            let _ = client.write_all(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
        }
    });
    for scheme in ["postgres", "mysql"] {
        let refused = refused(&t, &format!("{scheme}://bob@{place}/m?connect_timeout=2"), 6);
        assert_eq!(refused.error_json()["code"], "unreachable", "{refused}");
        assert!(refused.stderr.contains(&place.to_string()), "{refused}");
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
