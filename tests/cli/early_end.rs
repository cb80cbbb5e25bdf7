//! What ends early says how much it has written.

use harness::{Engine, Meetctl, on_every_engine, wait_for};

/// A CSV file of meetings of user 1, an hour each.
fn file(t: &Meetctl, rows: usize) {
    let row = |n: usize| {
        let (year, day, hour) = (2030 + n / 6000, n / 24 % 250, n % 24);
        let (month, day) = (day / 25 + 1, day % 25 + 1);
        format!(
            "T{n},{year}-{month:02}-{day:02}T{hour:02}:00:00Z,{year}-{month:02}-{day:02}T{hour:02}:30:00Z,1\n"
        )
    };
    let rows: String = (0..rows).map(row).collect();
    t.write("m.csv", format!("title,start_time,end_time,creator\n{rows}"));
}

fn count(t: &Meetctl) -> u64 {
    t.rows("SELECT COUNT(*) FROM meetings")[0][0].parse().unwrap()
}

on_every_engine! {
    fn a_time_limit_in_an_import_and_a_backfill(t: &Meetctl) {
        t.seed_people(1);
        file(t, 6000);
        let args = ["meeting", "import", "m.csv", "--batch-size", "5", "--json"];
        let late = t.cmd(args.into_iter().chain(["--timeout", "2500ms"])).run();
        if late.exit == 0 {
            // A fast machine.
            return;
        }
        let late = late.exits(7);
        let written = late.error_json()["written"]["created"].as_u64().unwrap_or(0);
        let stored = count(t);
        assert!(written <= stored && stored <= written + 5, "{written} {stored}: {late}");
        if written == 0 {
            return;
        }
        let args = ["backfill-status", "--now", "2060-01-01", "--batch-size", "1", "--pause", "100ms", "--timeout", "800ms"];
        let late = t.run(args).exits(7);
        assert!(late.stderr.contains("already written: at least "), "{late}");
        assert!(late.stderr.contains(" completed"), "{late}");
    }

    fn a_server_or_lock_that_goes_away_in_an_import(t: &Meetctl) {
        t.seed_people(1);
        file(t, 3000);
        let args = ["meeting", "import", "m.csv", "--batch-size", "1", "--timeout", "20s"];
        let running = t.cmd(args).start();
        wait_for(|| count(t) >= 3);
        let holder = t.hold_write_lock();
        let ended = running.wait().exits(7);
        drop(holder);
        let stored = count(t);
        assert!(stored < 3000, "{ended}");
        assert!(ended.stderr.contains("already written: "), "{ended}");
    }
}

#[test]
fn a_full_disk_in_an_import() {
    let t = Meetctl::migrated(Engine::Sqlite);
    file(&t, 6000);
    let script = "
        export MEETCTL_DATABASE_URL=\"$DISK/m.db\"
        meetctl -q migrate up || exit 71
        meetctl -q user create --name Ada --email ada@example.org >/dev/null || exit 72
        meetctl meeting import m.csv --batch-size 100 --json; echo \"exit $?\"
        rm -f \"$DISK\"/*.csv
        meetctl meeting list --format count";
    let Some(ended) = t.on_small_disk("1500k", script) else {
        return;
    };
    assert!(ended.stdout.contains("exit 10"), "{ended}");
    let written = ended.error_json()["written"]["created"].as_u64().unwrap();
    assert!(written > 0 && written < 6000, "{ended}");
    assert_eq!(ended.lines().last(), Some(&written.to_string().as_str()), "{ended}");
}

#[test]
fn the_second_signal_ends_with_the_counts() {
    let t = Meetctl::migrated(Engine::Sqlite);
    t.seed_sql(2, 20);
    let args = ["backfill-status", "--now", "2030-01-01", "--batch-size", "1", "--pause", "100ms"];
    let running = t.cmd(args).start();
    let done = || t.rows("SELECT COUNT(*) FROM meetings WHERE status = 'completed'")[0][0] != "0";
    wait_for(done);
    let holder = t.hold_write_lock();
    running.wait_until_interruptible();
    running.signal("INT");
    std::thread::sleep(std::time::Duration::from_millis(200));
    running.signal("TERM");
    let ended = running.wait();
    drop(holder);
    assert!(matches!(ended.exit, 130 | 143), "{ended}");
    if ended.exit == 143 {
        assert!(ended.stderr.contains("interrupted; already written: at least"), "{ended}");
    }
}
