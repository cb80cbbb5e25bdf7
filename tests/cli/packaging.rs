//! `packaging/`: systemd units and a line for cron, run with this program.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use harness::{Engine, Meetctl};

fn packaged(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("packaging").join(name)
}

fn text(name: &str) -> String {
    fs::read_to_string(packaged(name)).unwrap()
}

/// The value of a setting in a unit.
fn setting<'a>(unit: &'a str, name: &str) -> &'a str {
    let line = unit.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix('='));
    line.unwrap_or_else(|| panic!("no {name}"))
}

/// The command of the line for cron: what follows five fields of time and the account.
fn cron_command() -> String {
    let crontab = text("meetctl.crontab");
    let line = crontab.lines().find(|line| line.starts_with('*')).unwrap();
    assert!(!line.contains('%'), "cron takes it for the end of the line");
    let words: Vec<&str> = line.split_whitespace().collect();
    assert_eq!(words[..6], ["*", "*", "*", "*", "*", "meetctl"]);
    let start = line.find("  meetctl  ").unwrap() + "  meetctl  ".len();
    line[start..].to_owned()
}

/// A database in which the status of five meetings is out of date.
fn out_of_date() -> Meetctl {
    let t = Meetctl::migrated(Engine::Sqlite);
    t.seed_sql(2, 5);
    t
}

#[test]
fn the_service_runs_valid_commands() {
    let service = text("meetctl-backfill.service");
    let mut words = setting(&service, "ExecStart").split_whitespace();
    assert!(words.next().unwrap().ends_with("/meetctl"));
    let args: Vec<&str> = words.collect();
    let t = out_of_date();
    let run = t.run(&args).success();
    assert_eq!((run.stdout.as_str(), run.stderr.as_str()), ("", ""));
    t.run(["backfill-status", "--check"]).success();
    // The exit code for a second run is the one that the unit treats as success.
    assert_eq!(setting(&service, "SuccessExitStatus"), "7");
    seed_lease(&t);
    t.sql("UPDATE meetings SET status = 'scheduled'");
    t.run(&args).exits(7);
    let timer = text("meetctl-backfill.timer");
    assert_eq!(setting(&timer, "OnCalendar"), "minutely");
}

#[test]
fn the_backup_service_writes_a_backup_and_removes_old_ones() {
    let t = out_of_date();
    let backups = t.directory().join("backups");
    fs::create_dir(&backups).unwrap();
    let (old, other) = (backups.join("meetings-2026-01-01.db.zst"), backups.join("notes.txt"));
    for file in [&old, &other] {
        fs::write(file, "x").unwrap();
        let touched = Command::new("touch").args(["-d", "20 days ago"]).arg(file).status();
        assert!(touched.unwrap().success());
    }
    let service = text("meetctl-backup.service");
    let commands = service.lines().filter_map(|line| line.strip_prefix("ExecStart="));
    for command in commands {
        let command = command
            .replace("/usr/bin/meetctl", "meetctl")
            .replace("/var/lib/meetctl/backups", &backups.display().to_string())
            .replace("%%", "%");
        let run = t.shell(&command).run().success();
        assert_eq!((run.stdout.as_str(), run.stderr.as_str()), ("", ""));
    }
    assert!(!old.exists() && other.exists());
    let mut made = fs::read_dir(&backups).unwrap().map(|entry| entry.unwrap().path());
    let made = made.find(|path| *path != other).unwrap();
    let url = "restored.db";
    t.cmd(["restore", &made.display().to_string()])
        .env("MEETCTL_DATABASE_URL", url)
        .run()
        .success();
}

#[test]
fn the_purge_service_moves_old_meetings_to_an_archive() {
    let service = text("meetctl-purge.service");
    assert_eq!(setting(&service, "SuccessExitStatus"), "7");
    let command = setting(&service, "ExecStart");
    let archive = "/var/lib/meetctl/archive/meetings.jsonl";
    // The line for cron, which is a comment, is the same command.
    let crontab = text("meetctl.crontab");
    let line = crontab.lines().find(|line| line.contains("meeting purge")).unwrap();
    assert!(line.contains(command.strip_prefix("/usr/bin/").unwrap()), "{line}");
    let t = out_of_date();
    t.sql("UPDATE meetings SET start_time = '2024-05-31 10:00:00.000000', end_time = '2024-05-31 11:00:00.000000' WHERE id < 3");
    t.sql("UPDATE meetings SET start_time = '2024-06-02 10:00:00.000000', end_time = '2024-06-02 11:00:00.000000' WHERE id = 3");
    let here = t.directory().join("meetings.jsonl").display().to_string();
    for deleted in [3, 3] {
        let run = command.replace("/usr/bin/meetctl", "meetctl").replace(archive, &here);
        let run = t.shell(&run).run().success();
        assert_eq!((run.stdout.as_str(), run.stderr.as_str()), ("", ""));
        assert_eq!(t.rows("SELECT COUNT(*) FROM meetings"), [[deleted.to_string()]]);
        assert_eq!(t.read("meetings.jsonl").lines().count(), 2);
    }
}

#[test]
fn the_metrics_service_writes_what_the_rules_are_about() {
    let t = out_of_date();
    let metrics = "/var/lib/meetctl-metrics/meetctl.prom";
    let here = t.directory().join("meetctl.prom").display().to_string();
    let service = text("meetctl-metrics.service");
    let command = setting(&service, "ExecStart");
    let line = command.strip_prefix("/usr/bin/").unwrap();
    let page = fs::read_to_string(packaged("../docs/monitoring.md")).unwrap();
    assert!(page.contains(&format!("  meetctl  {line}\n")), "{line}");
    let run = command.replace("/usr/bin/meetctl", "meetctl").replace(metrics, &here);
    let run = t.shell(&run).run().success();
    assert_eq!((run.stdout.as_str(), run.stderr.as_str()), ("", ""));
    let written = t.read("meetctl.prom");
    let rules = text("meetctl.rules.yml");
    let expressions = rules.lines().filter_map(|line| line.trim().strip_prefix("expr: "));
    for expression in expressions {
        let name = expression.split(' ').next().unwrap();
        assert!(name == "time()" || written.contains(&format!("\n{name}{{")), "{name}: {written}");
        assert_eq!(page.contains(expression), rules_of_page(expression), "{expression}");
    }
    match Command::new("promtool")
        .args(["check", "rules"])
        .arg(packaged("meetctl.rules.yml"))
        .output()
    {
        Ok(said) => assert!(said.status.success(), "{said:?}"),
        Err(_) => harness::skip("no promtool (Debian: prometheus)"),
    }
}

/// Whether the page shows that rule too: the two that no set-up should be without.
fn rules_of_page(expression: &str) -> bool {
    expression.starts_with("meetctl_up ") || expression.starts_with("time() ")
}

#[test]
fn the_line_for_cron_is_silent_unless_something_is_wrong() {
    let command = cron_command();
    let t = out_of_date();
    let run = t.shell(&command).run().success();
    assert_eq!((run.stdout.as_str(), run.stderr.as_str()), ("", ""));
    t.run(["backfill-status", "--check"]).success();
    // Another active run is not mailed; a missing database is.
    seed_lease(&t);
    t.sql("UPDATE meetings SET status = 'scheduled'");
    let run = t.shell(&command).run().success();
    assert_eq!((run.stdout.as_str(), run.stderr.as_str()), ("", ""));
    let gone = t.shell(&command).env("MEETCTL_DATABASE_URL", "nowhere.db");
    let run = gone.run().exits(6);
    assert!(run.stdout.contains("error: "), "{run}");
}

/// A lease that another run holds for long.
fn seed_lease(t: &Meetctl) {
    t.sql("UPDATE meetings SET status = 'scheduled'");
    // Makes the table where it is missing.
    t.run(["backfill-status"]).success();
    t.sql(
        "INSERT INTO meetctl_lock (name, owner, token, taken_at, heartbeat_at, expires_at) \
         VALUES ('backfill', 'pid 1 on elsewhere', 't', 0, 0, (unixepoch() + 50) * 1000)",
    );
}

#[test]
fn systemd_understands_the_units() {
    let t = Meetctl::empty(Engine::Sqlite);
    let knows = Command::new("systemd-analyze").arg("--version").output();
    if !knows.is_ok_and(|output| output.status.success()) {
        harness::skip("no systemd-analyze");
        return;
    }
    // It checks that the program exists.
    let program = harness::program().to_str().unwrap();
    for unit in ["meetctl-backfill", "meetctl-backup", "meetctl-purge", "meetctl-metrics"] {
        let service = text(&format!("{unit}.service")).replace("/usr/bin/meetctl", program);
        let service = t.write(&format!("{unit}.service"), service);
        let timer = t.write(&format!("{unit}.timer"), text(&format!("{unit}.timer")));
        let verified = Command::new("systemd-analyze")
            .args(["verify", "--man=no"])
            .args([service, timer])
            .output()
            .unwrap();
        // It speaks of other units of the machine too.
        let said = String::from_utf8_lossy(&verified.stderr).into_owned();
        let ours: Vec<&str> = said.lines().filter(|line| line.contains(unit)).collect();
        assert!(ours.is_empty(), "{said}");
    }
}
