//! Database URLs as other programs write them, from the outside.

use std::fs;
use std::io;
use std::net::{Shutdown, TcpStream};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::thread;

use harness::{Engine, Meetctl, Transcript, on_every_engine};

/// The database URL with a driver of SQLAlchemy's.
fn with_driver(t: &Meetctl) -> String {
    let (scheme, rest) = t.url().split_once("://").unwrap();
    match t.engine() {
        Engine::Sqlite => format!("sqlite+pysqlite:///{rest}"),
        Engine::Postgres => format!("{scheme}ql+psycopg2://{rest}?connect_timeout=20"),
        Engine::Mariadb => format!("{scheme}+pymysql://{rest}?charset=utf8mb4"),
    }
}

fn users(t: &Meetctl, url: &str) -> Transcript {
    t.run(["--database-url", url, "user", "list", "--format", "ids"])
}

on_every_engine! {
    fn a_url_of_sqlalchemy_is_used_unchanged(t: &Meetctl) {
        t.seed_people(2);
        let used = users(t, &with_driver(t)).success();
        assert_eq!((used.ids(), used.stderr.as_str()), (vec![1, 2], ""));
        let config = t.write_private("c.toml", format!("database_url = \"{}\"\n", with_driver(t)));
        let args = ["user", "list", "--format", "ids"];
        let used = t.cmd(args).without_url().env("MEETCTL_CONFIG", config).run().success();
        assert_eq!(used.ids(), [1, 2]);
    }

    fn what_cannot_be_honoured_is_wrong_usage_and_connects_to_nothing(t: &Meetctl) {
        for option in ["what=ever", "pool_size=5", "timeout=x"] {
            let url = format!("{}?{option}", t.url());
            let refused = users(t, &url).exits(2);
            let name = option.split('=').next().unwrap();
            assert!(refused.stderr.contains(name), "{refused}");
            assert!(refused.stderr.contains("set by --database-url"), "{refused}");
        }
    }

    fn a_server_is_reached_through_its_socket(t: &Meetctl) {
        t.seed_people(1);
        let Some(server) = t.engine().server() else { return };
        let directory = t.tmp().join("tmp");
        let file = directory.join(".s.PGSQL.7");
        let missing = users(t, &through(t, &file)).exits(6);
        assert!(missing.stderr.contains(&format!("socket {} does not exist", file.display())), "{missing}");
        forward(&file, server.port);
        assert_eq!(users(t, &through(t, &file)).success().ids(), [1]);
        let shown = t.run(["--database-url", &through(t, &file), "config", "show"]).success();
        assert!(shown.stdout.contains(&directory.display().to_string()), "{shown}");
    }
}

/// The URL of the database through a socket.
fn through(t: &Meetctl, file: &Path) -> String {
    let port = t.engine().server().unwrap().port;
    let url = t.url().replace(&format!("127.0.0.1:{port}"), "");
    match t.engine() {
        Engine::Postgres => format!("{url}?port=7&host={}", file.parent().unwrap().display()),
        _ => format!("{url}?unix_socket={}", file.display()),
    }
}

/// Forwards what comes to the socket `file` to a port.
fn forward(file: &Path, port: u16) {
    let listener = UnixListener::bind(file).unwrap();
    thread::spawn(move || {
        for client in listener.incoming().map_while(Result::ok) {
            let server = TcpStream::connect(("127.0.0.1", port)).unwrap();
            let (client2, server2) = (client.try_clone().unwrap(), server.try_clone().unwrap());
            thread::spawn(move || copy(client, server, |s| s.shutdown(Shutdown::Write)));
            thread::spawn(move || {
                copy(server2, client2, |s: &UnixStream| s.shutdown(Shutdown::Write));
            });
        }
    });
}

fn copy<R: io::Read, W: io::Write>(mut from: R, mut to: W, end: impl Fn(&W) -> io::Result<()>) {
    let _ = io::copy(&mut from, &mut to);
    let _ = end(&to);
}

/// `migrate up` on `url`, and the one new file that it made.
fn created_by(t: &Meetctl, url: &str) -> PathBuf {
    let before = databases(t);
    t.run(["--database-url", url, "migrate", "up"]).success();
    let mut new = databases(t);
    new.retain(|file| !before.contains(file));
    assert_eq!(new.len(), 1, "{url}: {new:?}");
    new.remove(0)
}

fn databases(t: &Meetctl) -> Vec<PathBuf> {
    let directories = [t.directory(), t.directory().join("instance"), t.tmp().to_owned()];
    let files = directories.iter().filter_map(|d| fs::read_dir(d).ok()).flatten();
    let files = files.map(|entry| entry.unwrap().path());
    files.filter(|file| file.is_file() && !file.to_string_lossy().contains(".db-")).collect()
}

#[test]
fn each_way_to_name_a_file_means_one_file() {
    let t = Meetctl::empty(Engine::Sqlite);
    let work = t.directory();
    let absolute = work.join("abs.db").display().to_string();
    for (url, file) in [
        ("plain.db".to_owned(), "plain.db"),
        ("sqlite:one.db".to_owned(), "one.db"),
        ("sqlite://two.db".to_owned(), "two.db"),
        ("sqlite+pysqlite:///three.db".to_owned(), "three.db"),
        (format!("sqlite:///{absolute}"), "abs.db"),
        ("file:uri.db?mode=rwc".to_owned(), "uri.db"),
        ("sqlite:///file:sa-uri.db?uri=true".to_owned(), "sa-uri.db"),
        ("sqlite:a%20b%3F.db".to_owned(), "a b?.db"),
        ("a?b#c%20.db".to_owned(), "a?b#c%20.db"),
    ] {
        assert_eq!(created_by(&t, &url), work.join(file), "{url}");
        t.run(["--database-url", &url, "user", "list"]).success();
    }
    for url in ["sqlite:new.db?mode=rw", "file:new.db?mode=ro"] {
        t.run(["--database-url", url, "migrate", "up"]).exits(6);
    }
    for url in ["~/new.db", "sqlite:~/new.db", "sqlite::memory:", "sqlite:///"] {
        t.run(["--database-url", url, "migrate", "up"]).exits(2);
    }
    assert!(!work.join("new.db").exists() && !work.join("~").exists());
}

#[test]
fn three_slashes_mean_the_file_that_exists() {
    let t = Meetctl::empty(Engine::Sqlite);
    let url = "sqlite:///three-slashes.db";
    // Neither exists, and both could be meant.
    for line in ["migrate up", "user list", "config show"] {
        let refused =
            t.cmd(["--database-url", url].into_iter().chain(line.split(' '))).run().exits(2);
        assert!(
            refused.stderr.contains("can mean /three-slashes.db, or three-slashes.db"),
            "{refused}"
        );
    }
    assert!(databases(&t).is_empty());

    t.run(["--database-url", "three-slashes.db", "migrate", "up"]).success();
    let used = users(&t, url).success();
    assert!(used.stderr.contains("note: sqlite:///three-slashes.db is read as"), "{used}");
    assert_eq!(t.run(["-q", "--database-url", url, "user", "list"]).success().stderr, "");

    // The application's own place, beside it.
    fs::create_dir(t.directory().join("instance")).unwrap();
    t.run(["--database-url", "instance/three-slashes.db", "migrate", "up"]).success();
    for url in [url, "sqlite+pysqlite:///three-slashes.db"] {
        let refused = users(&t, url).exits(2);
        assert!(refused.stderr.contains("instance/three-slashes.db"), "{refused}");
    }
    fs::remove_file(t.directory().join("three-slashes.db")).unwrap();
    let used = users(&t, url).success();
    assert!(used.stderr.contains("instance/three-slashes.db"), "{used}");

    // A path of which one reading has more that exists is that one, without a word.
    let absolute = t.directory().join("absolute.db");
    let url = format!("sqlite://{}", absolute.display());
    assert_eq!(
        t.run(["--database-url", &url, "migrate", "status"])
            .exits(6)
            .stderr
            .matches("note")
            .count(),
        0
    );
    assert_eq!(created_by(&t, &url), absolute);
}

#[test]
fn a_role_can_be_asked_for() {
    if !Engine::Postgres.is_available() {
        return;
    }
    let t = Meetctl::migrated(Engine::Postgres);
    t.seed_people(1);
    let port = Engine::Postgres.server().unwrap().port;
    let with = |attrs: &str| format!("{}?target_session_attrs={attrs}", t.url());
    for fits in ["any", "read-write", "primary", "prefer-standby"] {
        assert_eq!(users(&t, &with(fits)).success().ids(), [1]);
    }
    for not in ["standby", "read-only"] {
        let refused = users(&t, &with(not)).exits(6);
        assert!(refused.stderr.contains("target_session_attrs"), "{refused}");
    }
    let both =
        t.url().replace(&format!("127.0.0.1:{port}"), &format!("127.0.0.1:1,127.0.0.1:{port}"));
    assert_eq!(users(&t, &both).success().ids(), [1]);
    t.superuser_sql(&format!(
        "ALTER DATABASE {} SET default_transaction_read_only = on",
        t.database()
    ));
    assert_eq!(users(&t, &with("read-only")).success().ids(), [1]);
    users(&t, &with("read-write")).exits(6);
    let read_only = ["--read-only", "--database-url", &with("read-write"), "user", "list"];
    t.run(read_only).exits(6);
}

#[test]
fn options_of_a_session_are_passed_on() {
    if !Engine::Postgres.is_available() {
        return;
    }
    let t = Meetctl::migrated(Engine::Postgres);
    let url = format!("{}?options=-c%20search_path%3Dnowhere", t.url());
    t.run(["--database-url", &url, "user", "list"]).exits(9);
    let url = format!("{}?options=-c%20no_such_setting%3D1", t.url());
    let refused = t.run(["--database-url", &url, "user", "list"]).exits(2);
    assert!(refused.stderr.contains("no_such_setting"), "{refused}");
    let t = Meetctl::empty(Engine::Postgres);
    let url = format!("{}?options=-c%20search_path%3D", t.url());
    let refused = t.run(["--database-url", &url, "migrate", "up"]).exits(9);
    assert!(refused.stderr.contains("the search path names no schema"), "{refused}");
}
