//! `meetctl backfill-status` as cron runs it: what it reads, who else is at it, how it ends.

use std::time::{Duration, Instant};

use serde_json::Value;

use harness::{Engine, Meetctl, Product, on_every_engine, wait_for};

const CLOCK: &str = "2026-09-01 00:00:00";

/// Twenty thousand meetings, all with the status that fits [`CLOCK`].
fn set_statuses(t: &Meetctl) {
    t.seed_sql(2, 20_000);
    t.sql(&format!(
        "UPDATE meetings SET status = CASE WHEN end_time < '{CLOCK}' THEN 'completed' \
         WHEN start_time <= '{CLOCK}' THEN 'in_progress' ELSE 'scheduled' END"
    ));
    vacuum(t);
}

/// Removes dead entries from PostgreSQL's indexes, as autovacuum does later.
fn vacuum(t: &Meetctl) {
    if t.engine() == Engine::Postgres {
        t.sql("VACUUM meetings");
    }
}

/// Rows of meetings, or entries of their indexes, that the server has read so far.
fn rows_read(t: &Meetctl) -> i64 {
    let sql = match t.engine() {
        Engine::Postgres => {
            "SELECT (SELECT CAST(SUM(idx_tup_read) AS BIGINT) FROM pg_stat_user_indexes \
             WHERE relname = 'meetings') + (SELECT CAST(SUM(seq_tup_read) AS BIGINT) \
             FROM pg_stat_user_tables WHERE relname = 'meetings')"
        }
        _ if t.product() == Product::Mysql => {
            "SELECT CAST(COUNT_READ AS SIGNED) \
             FROM performance_schema.table_io_waits_summary_by_table \
             WHERE OBJECT_SCHEMA = DATABASE() AND OBJECT_NAME = 'meetings'"
        }
        _ => {
            "SELECT CAST(COALESCE(SUM(ROWS_READ), 0) AS SIGNED) FROM information_schema.TABLE_STATISTICS \
             WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'meetings'"
        }
    };
    // PostgreSQL reports the work of a session after it ends.
    std::thread::sleep(Duration::from_millis(300));
    t.superuser_rows(sql)[0][0].parse().unwrap()
}

/// The plans of all statements on meetings that a run has logged. SQLite.
fn plans(t: &Meetctl, log: &str) -> Vec<String> {
    let statements = log
        .lines()
        .filter_map(|line| line.split_once(": ").filter(|(head, _)| head.starts_with("sql ")))
        .map(|(_, sql)| sql)
        .filter(|sql| sql.contains("\"meetings\""));
    let mut plans = Vec::new();
    for sql in statements {
        for row in t.rows(&format!("EXPLAIN QUERY PLAN {sql}")) {
            plans.extend(row.last().filter(|step| step.contains("meetings")).cloned());
        }
    }
    plans
}

fn total(json: &Value) -> u64 {
    let updated = json["updated"].as_object().unwrap().values();
    updated.map(|count| count.as_u64().unwrap()).sum()
}

on_every_engine! {
    fn only_what_changes_is_read(t: &Meetctl) {
        const RANGES: [&str; 3] = [
            "meetings_by_status_start (status=? AND start_time",
            "meetings_by_status_end (status=? AND end_time",
            "SEARCH meetings USING INTEGER PRIMARY KEY (rowid=?)",
        ];
        if t.product() == Product::Mariadb {
            t.superuser_sql("SET GLOBAL userstat = 1");
        }
        set_statuses(t);
        // An hour later, the clock two hours earlier, the same again, nothing: with new tables
        // from a bulk load, and with fresh statistics.
        for analyzed in [false, true] {
            for (now, changed) in [("01:00", 6), ("01:00", 0), ("00:00", 6), ("03:00", 14), ("00:00", 14)] {
                let now = format!("2026-09-01T{now}:00Z");
                let before = (t.engine() != Engine::Sqlite).then(|| rows_read(t));
                let run = t.run(["backfill-status", "--now", &now, "--json", "-vv"]).success();
                let check = t.run(["backfill-status", "--now", &now, "--check", "-vv"]).success();
                assert_eq!(total(&run.json()), changed, "{now}");
                if let Some(before) = before {
                    let read = rows_read(t) - before;
                    assert!(read < 500, "{now}, analyzed {analyzed}: {read} rows read\n{run}");
                    continue;
                }
                let plans = plans(t, &(run.stderr + &check.stderr));
                assert!(plans.len() >= 8, "{plans:#?}");
                for plan in &plans {
                    assert!(RANGES.iter().any(|range| plan.contains(range)), "{plans:#?}");
                }
            }
            t.sql(match t.engine() {
                Engine::Mariadb => "ANALYZE TABLE meetings",
                Engine::Sqlite | Engine::Postgres => "ANALYZE",
            });
        }
    }

    fn much_to_change_is_read_a_few_times_over(t: &Meetctl) {
        if t.engine() == Engine::Sqlite {
            return;
        }
        if t.product() == Product::Mariadb {
            t.superuser_sql("SET GLOBAL userstat = 1");
        }
        set_statuses(t);
        for now in ["2027-06-01", "2026-05-01", "2027-06-01"] {
            let before = rows_read(t);
            let run = t.run(["backfill-status", "--now", now, "--json", "-q", "--batch-size", "100"]).success();
            let (read, changed) = (rows_read(t) - before, i64::try_from(total(&run.json())).unwrap());
            vacuum(t);
            assert!(changed > 10_000 && read < 8 * changed, "{read} rows read\n{run}");
        }
    }

    fn a_second_run_is_turned_away_and_a_signal_ends_the_first(t: &Meetctl) {
        t.seed_sql(2, 40);
        for (signal, exit) in [("INT", 130), ("TERM", 143)] {
            t.sql("UPDATE meetings SET status = 'scheduled'");
            let slowly = ["--batch-size", "5", "--pause", "1m", "--json"];
            let args = ["backfill-status", "--now", "2026-07-01"];
            let running = t.cmd(args.iter().chain(&slowly)).start();
            wait_for(|| t.rows("SELECT COUNT(*) FROM meetings WHERE status = 'completed'") == [["5"]]);
            let started = Instant::now();
            let second = t.run(args.iter().chain(&["--json"])).exits(7);
            assert!(started.elapsed() < Duration::from_secs(5));
            let error = second.error_json();
            assert_eq!(error["code"], "already_running");
            let message = error["message"].as_str().unwrap();
            assert!(message.starts_with("another run is in progress: pid "), "{second}");
            assert!(message.contains(" on ") && message.contains("started"), "{second}");
            running.signal(signal);
            let asked = Instant::now();
            let ended = running.wait().exits(exit);
            assert!(asked.elapsed() < Duration::from_secs(2));
            assert_eq!((&ended.json()["complete"], total(&ended.json())), (&false.into(), 5));
            assert_eq!(t.rows("SELECT COUNT(*) FROM meetctl_lock"), [["0"]]);
            let rest = t.run(args.iter().chain(&["--json"])).success();
            assert_eq!((&rest.json()["complete"], total(&rest.json())), (&true.into(), 35));
        }
    }

    fn the_time_ends_a_run_in_its_pause(t: &Meetctl) {
        t.seed_sql(2, 40);
        let args = "backfill-status --now 2026-07-01 --batch-size 5 --pause 1m --max-runtime 1s --json";
        let started = Instant::now();
        let stopped = t.run(args.split(' ')).success().json();
        assert!(started.elapsed() < Duration::from_secs(10));
        assert_eq!((&stopped["complete"], &stopped["batches"], total(&stopped)), (&false.into(), &1.into(), 5));
        assert_eq!(t.rows("SELECT COUNT(*) FROM meetctl_lock"), [["0"]]);
    }

    fn a_terminal_gets_a_progress_bar(t: &Meetctl) {
        t.seed_sql(2, 40);
        let args = "backfill-status --now 2026-07-01 --batch-size 5 --pause 150ms";
        let seen = t.terminal(100, args.split(' ')).success();
        assert!(seen.stdout.contains("Changing") && seen.stdout.contains("/s,"), "{seen}");
        assert!(seen.stdout.contains(" left") && seen.stdout.contains('%'), "{seen}");
        assert!(seen.stdout.contains("40 meetings became completed"), "{seen}");
        let silent = t.run("-q backfill-status --now 2026-05-01 --batch-size 5".split(' ')).success();
        assert_eq!((silent.stdout.as_str(), silent.stderr.as_str()), ("", ""));
    }

    fn a_meeting_that_is_moved_meanwhile_keeps_its_status(t: &Meetctl) {
        t.seed_sql(2, 40);
        let running = t.cmd("backfill-status --now 2026-07-01 --batch-size 5 --pause 300ms --json".split(' ')).start();
        wait_for(|| t.rows("SELECT COUNT(*) FROM meetings WHERE status = 'completed'") != [["0"]]);
        t.run(["meeting", "update", "38", "--start", "2026-08-01T10:00Z", "--duration", "15m"]).success();
        t.run(["meeting", "cancel", "39"]).success();
        assert_eq!(total(&running.wait().success().json()), 38);
        assert_eq!(
            t.rows("SELECT id, status FROM meetings WHERE status <> 'completed' ORDER BY id"),
            [["38", "scheduled"], ["39", "cancelled"]]
        );
    }
}

#[test]
fn nothing_to_change_needs_no_lock() {
    let t = Meetctl::migrated(Engine::Sqlite);
    t.seed_sql(2, 40);
    let writer = t.hold_lock();
    let started = Instant::now();
    t.run(["backfill-status", "--now", "2026-05-01"]).success();
    assert!(started.elapsed() < Duration::from_secs(2));
    drop(writer);
}
