//! Every exit code of the contract, met in earnest. 8 belongs to `meeting import`, which is
//! tested where that is.

use std::fs;
use std::net::TcpListener;
use std::thread::sleep;
use std::time::{Duration, Instant};

use harness::{Engine, Meetctl, on_every_engine, on_every_engine_empty, snapshot, wait_for};

on_every_engine! {
    fn done_is_0_also_for_an_empty_list(t: &Meetctl) {
        t.run(["user", "list"]).exits(0);
        t.run(["meeting", "list", "--page", "99"]).exits(0);
    }

    fn a_file_that_cannot_be_imported_is_1(t: &Meetctl) {
        t.write("a.csv", "name,email\nAda,nowhere\n");
        let bad = t.run(["user", "import", "a.csv", "--json"]).exits(1);
        assert_eq!(bad.error_json()["exit_code"], 1);
    }

    fn an_address_that_is_taken_is_4(t: &Meetctl) {
        t.seed_people(1);
        let taken = t.run(["user", "create", "--name", "Ada", "--email", "ada@example.org", "--json"]).exits(4);
        assert_eq!(taken.error_json()["exit_code"], 4);
    }

    fn wrong_usage_is_2(t: &Meetctl) {
        for line in ["user", "user list --nonsense", "meeting list --page 0", "meeting list --from yesteryear",
            "--tz Mars/Olympus user list", "--timeout -1s user list", "meeting create --title T"] {
            t.run(line.split(' ')).exits(2);
        }
    }

    fn found_by_a_check_is_3(t: &Meetctl) {
        t.seed_sql(2, 2);
        t.run(["backfill-status", "--check", "--now", "2030-01-01"]).exits(3);
        t.run(["backfill-status", "--check", "--now", "2020-01-01"]).exits(0);
    }

    fn refused_is_4(t: &Meetctl) {
        t.seed_sql(2, 2);
        t.run(["user", "delete", "1", "--reassign-to", "2"]).exits(4);
        t.run(["meeting", "delete", "1"]).exits(4);
        t.run(["user", "update", "1", "--name", "B", "--read-only"]).exits(4);
        let twice = ["meeting", "create", "--title", "T", "--start", "2026-06-01T00:05:00Z", "--duration", "5m", "--creator", "1"];
        t.run(twice).exits(4);
    }

    fn not_found_is_5(t: &Meetctl) {
        t.seed_people(1);
        for line in ["user show 99", "user show nobody@example.org", "meeting show 99", "meeting list --user 99",
            "meeting cancel 99", "meeting delete 99 --yes", "stats user 99"] {
            let missing = t.cmd(line.split(' ').chain(["--json"])).run().exits(5);
            assert!(missing.error_json()["message"].as_str().is_some_and(|m| m.contains("99") || m.contains("nobody")), "{missing}");
        }
    }

    fn a_lock_is_7(t: &Meetctl) {
        t.seed_sql(2, 2);
        let rows = t.all_rows();
        let holder = t.hold_lock();
        for line in ["user update 1 --name B", "meeting update 1 --title T", "backfill-status --now 2030-01-01", "user delete 2 --reassign-to 1 --yes"] {
            let started = Instant::now();
            let busy = t.cmd(line.split(' ').chain(["--timeout", "200ms", "--json"])).run().exits(7);
            let error = busy.error_json();
            assert!(error["code"] == "busy" || error["code"] == "timeout", "{busy}");
            assert!(started.elapsed() < Duration::from_secs(5), "{busy}");
        }
        if t.engine() != Engine::Sqlite {
            t.run(["user", "list", "--timeout", "200ms"]).exits(7);
        }
        drop(holder);
        assert_eq!(t.all_rows(), rows);
        t.run(["user", "update", "1", "--name", "B", "--timeout", "20s"]).exits(0);
    }

    fn an_interrupted_batch_run_ends_in_order_and_is_finished_by_the_next(t: &Meetctl) {
        t.seed_sql(3, 60);
        let line = ["backfill-status", "--now", "2030-01-01", "--batch-size", "1", "--pause", "50ms", "--json"];
        for (signal, code) in [("INT", 130), ("TERM", 143)] {
            let before = completed(t);
            let running = t.cmd(line).start();
            wait_for(|| completed(t) > before);
            let signalled = Instant::now();
            running.signal(signal);
            let ended = running.wait().exits(code);
            assert!(signalled.elapsed() < Duration::from_secs(2), "{ended}");
            assert_eq!(ended.json()["complete"], false);
            let done = completed(t) - before;
            assert_eq!(ended.json()["updated"]["completed"], done);
            assert!(done < 50, "{ended}");
        }
        t.run(["backfill-status", "--now", "2030-01-01"]).success();
        assert_eq!(completed(t), 60);
    }

    fn a_long_pause_ends_with_the_signal(t: &Meetctl) {
        t.seed_sql(3, 5);
        let line = ["backfill-status", "--now", "2030-01-01", "--batch-size", "1", "--pause", "40s"];
        let running = t.cmd(line).start();
        wait_for(|| completed(t) > 0);
        let signalled = Instant::now();
        running.signal("TERM");
        let ended = running.wait().exits(143);
        assert!(signalled.elapsed() < Duration::from_secs(2), "{ended}");
    }

    fn the_second_signal_ends_at_once(t: &Meetctl) {
        t.seed_sql(3, 5);
        let holder = t.hold_write_lock();
        let mut running = t
            .cmd(["backfill-status", "--now", "2030-01-01"])
            .env("MEETCTL_LEASE_MS", "1000")
            .start();
        running.wait_until_blocked();
        running.wait_until_interruptible();
        running.signal("INT");
        sleep(Duration::from_millis(200));
        assert!(!running.has_ended(), "the current batch was not waited for");
        running.signal("TERM");
        running.wait().exits(143);
        drop(holder);
        assert_eq!(completed(t), 0);
        // A run that ends this way leaves a lease, which expires.
        t.wait_for_leases();
        t.run(["backfill-status", "--now", "2030-01-01"]).success();
        assert_eq!(completed(t), 5);
    }

    fn a_command_that_waits_is_interrupted_at_once(t: &Meetctl) {
        t.seed_sql(2, 2);
        let holder = t.hold_lock();
        for (signal, code) in [("INT", 130), ("TERM", 143)] {
            let running = t.cmd(["user", "update", "1", "--name", "B"]).start();
            running.wait_until_blocked();
            let signalled = Instant::now();
            running.signal(signal);
            running.wait().exits(code);
            assert!(signalled.elapsed() < Duration::from_secs(2));
        }
        drop(holder);
        assert_eq!(t.rows("SELECT name FROM users WHERE id = 1"), [["Ada"]]);
    }
}

on_every_engine_empty! {
    fn no_schema_is_9(t: &Meetctl) {
        t.sql("CREATE TABLE theirs (id BIGINT PRIMARY KEY)");
        t.run(["user", "list"]).exits(9);
    }
}

#[test]
fn a_missing_file_is_6() {
    let t = Meetctl::empty(Engine::Sqlite);
    snapshot!(t.run(["user", "list"]).exits(6), @r#"
    $ meetctl user list
    exit: 6
    --- stdout
    --- stderr
    error: database file [DATABASE] does not exist
    hint: `meetctl migrate up` creates it; `meetctl config show` shows where the name comes from
    "#);
    for line in [
        "meeting list",
        "stats",
        "backfill-status",
        "migrate status",
        "migrate down --yes",
        "migrate baseline",
    ] {
        t.run(line.split(' ')).exits(6);
    }
    assert!(!t.file().exists());
    t.run(["--database-url", "/", "user", "list"]).exits(6);
}

#[test]
fn a_server_that_is_down_or_refuses_is_6() {
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    for engine in [Engine::Postgres, Engine::Mariadb] {
        if !engine.is_available() {
            continue;
        }
        let t = Meetctl::empty(engine);
        let port = engine.server().unwrap().port;
        let [_, password] = Meetctl::secrets();
        for (wrong, url) in [
            ("port", t.url().replace(&format!(":{port}/"), &format!(":{closed}/"))),
            ("password", t.url().replace(&password, "wrongpass")),
            ("user", t.url().replace("meetctl:", "nobody:")),
            ("database", t.url().replace(t.database(), "no_such_database")),
            ("host", t.url().replace("127.0.0.1", "no-such-host.invalid")),
        ] {
            let reported = t
                .run(["--database-url", &url, "--timeout", "20s", "--json", "user", "list"])
                .exits(6);
            let error = reported.error_json();
            let expected = match wrong {
                "port" | "host" => "unreachable",
                // MariaDB tells only a user with more rights that it does not exist.
                "database" if engine == Engine::Postgres => "no_database",
                _ => "login_refused",
            };
            assert_eq!(error["code"], expected, "wrong {wrong}:\n{reported}");
            assert!(!reported.stderr.contains("wrongpass"), "{reported}");
        }
    }
}

#[test]
fn a_damaged_file_is_10() {
    let t = Meetctl::migrated(Engine::Sqlite);
    t.seed_sql(20, 200);
    t.rows("PRAGMA journal_mode = delete");
    let mut bytes = fs::read(t.file()).unwrap();
    let end = bytes.len();
    bytes[4096..end].fill(0x5a);
    fs::write(t.file(), &bytes).unwrap();
    for line in ["meeting list --all", "user list", "user update 1 --name B"] {
        let reported = t.cmd(line.split(' ').chain(["--json"])).run().exits(10);
        assert_eq!(reported.error_json()["code"], "corrupt");
    }
    assert!(fs::read(t.file()).unwrap() == bytes);
}

#[test]
fn a_limit_on_file_sizes_is_10_and_loses_nothing() {
    let mut full = 0;
    for blocks in [0, 1, 8, 24, 64, 100_000] {
        let t = Meetctl::migrated(Engine::Sqlite);
        t.seed_sql(2, 2);
        t.rows("PRAGMA wal_checkpoint(TRUNCATE)");
        let script =
            format!("ulimit -f {blocks}; exec meetctl user create --name A --email a@example.org");
        let ended = t.shell(&script).run();
        assert!(matches!(ended.exit, 0 | 10), "{blocks} blocks:\n{ended}");
        full += i32::from(ended.exit == 10);
        let expected = if ended.exit == 0 { "3" } else { "2" };
        assert_eq!(t.rows("SELECT COUNT(*) FROM users"), [[expected]], "{blocks} blocks:\n{ended}");
        assert_eq!(t.rows("PRAGMA integrity_check"), [["ok"]]);
        if ended.exit == 10 {
            t.run(["user", "create", "--name", "A", "--email", "a@example.org"]).success();
        }

        let t = Meetctl::empty(Engine::Sqlite);
        let ended = t.shell(&format!("ulimit -f {blocks}; exec meetctl migrate up")).run();
        assert!(matches!(ended.exit, 0 | 10), "{blocks} blocks:\n{ended}");
        t.run(["migrate", "up"]).success();
        t.run(["migrate", "status", "--check"]).success();
        assert_eq!(t.schema(), Meetctl::migrated(Engine::Sqlite).schema());
    }
    assert!(full >= 2, "no limit was felt");
}

/// A real full disk, where mounting is allowed: a small file system in its own namespace.
#[test]
fn a_full_disk_is_10_and_loses_nothing() {
    let t = Meetctl::empty(Engine::Sqlite);
    let script = "
        export MEETCTL_DATABASE_URL=\"$DISK/m.db\"
        meetctl -q migrate up || exit 71
        meetctl -q user create --name Ada --email ada@example.org >/dev/null || exit 72
        dd if=/dev/zero of=\"$DISK/filler\" bs=4k 2>/dev/null
        meetctl user create --name Ben --email ben@example.org --json; echo \"exit $?\"
        meetctl user list --format count >/dev/null 2>&1; echo \"exit $?\"
        rm \"$DISK/filler\"
        meetctl -q user create --name Ben --email ben@example.org --format ids; echo \"exit $?\"
        meetctl migrate status --check >/dev/null; echo \"exit $?\"";
    let Some(ended) = t.on_small_disk("1m", script) else {
        return;
    };
    let exits: Vec<&str> = ended.stdout.lines().filter(|l| l.starts_with("exit")).collect();
    assert_eq!(exits[0], "exit 10", "{ended}");
    // A write-ahead log needs a side file even to be read.
    assert!(["exit 0", "exit 10"].contains(&exits[1]), "{ended}");
    assert_eq!(exits[2..], ["exit 0", "exit 0"], "{ended}");
    assert_eq!(ended.error_json()["code"], "storage_full", "{ended}");
}

#[test]
fn the_help_names_every_code() {
    let t = Meetctl::empty(Engine::Sqlite);
    let help = t.run(["--help"]).success().stdout;
    for code in (0..=10).chain([130]) {
        assert!(
            help.lines().any(|line| line.trim_start().starts_with(&format!("{code}  "))),
            "no {code} in\n{help}"
        );
    }
    assert!(help.contains("143"));
}

fn completed(t: &Meetctl) -> i64 {
    t.rows("SELECT COUNT(*) FROM meetings WHERE status = 'completed'")[0][0].parse().unwrap()
}
