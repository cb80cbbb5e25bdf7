//! `meetctl status --metrics`: the text format of Prometheus.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write as _;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::process::{Command, Stdio};
use std::time::{SystemTime, UNIX_EPOCH};

use harness::{Engine, Meetctl, on_every_engine, on_every_engine_empty};

/// The samples of a file by name, each with its labels.
#[derive(Debug, Default)]
struct Samples(BTreeMap<String, Vec<Sample>>);

/// The labels of a sample, and its value.
type Sample = (BTreeMap<String, String>, f64);

impl Samples {
    /// The value of the only sample of a metric.
    fn one(&self, name: &str) -> f64 {
        let [(_, value)] = self.0[name].as_slice() else { panic!("{name} in {self:?}") };
        *value
    }

    /// The value of the sample with that label.
    fn labelled(&self, name: &str, label: &str, is: &str) -> f64 {
        let mut found = self.0[name].iter().filter(|(labels, _)| labels[label] == is);
        let (Some((_, value)), None) = (found.next(), found.next()) else { panic!("{self:?}") };
        *value
    }

    fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }
}

/// Whether it is a name of a metric or a label.
fn is_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}

/// Parses a file, and refuses all that the format does not allow.
fn parse(text: &str) -> Samples {
    assert!(text.ends_with('\n') && !text.contains("\n\n"), "{text}");
    let (mut samples, mut families) = (Samples::default(), BTreeSet::new());
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let (name, help) = line.strip_prefix("# HELP ").unwrap().split_once(' ').unwrap();
        assert!(is_name(name) && name.starts_with("meetctl_"), "{line}");
        assert!(help.ends_with('.') && !help.contains('\\'), "{line}");
        assert!(families.insert(name.to_owned()), "{name} twice");
        assert_eq!(lines.next().unwrap(), format!("# TYPE {name} gauge"));
        // Those names are for counters and histograms.
        assert!(!["_total", "_count", "_sum", "_bucket"].iter().any(|end| name.ends_with(end)));
        let mut seen = BTreeSet::new();
        while let Some(sample) = lines.next_if(|line| !line.starts_with('#')) {
            let rest = sample.strip_prefix(name).unwrap().strip_prefix('{').unwrap();
            let (labels, value) = labels(rest);
            assert!(seen.insert(labels.clone()), "{sample} twice");
            let value = value.strip_prefix(' ').unwrap().parse().unwrap();
            samples.0.entry(name.to_owned()).or_default().push((labels, value));
        }
        assert!(!seen.is_empty(), "{name} has no sample");
    }
    samples
}

/// The labels up to the `}`, and what follows it.
fn labels(mut rest: &str) -> (BTreeMap<String, String>, &str) {
    let mut labels = BTreeMap::new();
    loop {
        let (name, value) = rest.split_once("=\"").unwrap();
        assert!(is_name(name), "{name}");
        let (mut text, mut chars) = (String::new(), value.char_indices());
        let end = loop {
            match chars.next().unwrap() {
                (end, '"') => break end,
                (_, '\\') => text.push(match chars.next().unwrap().1 {
                    'n' => '\n',
                    c @ ('\\' | '"') => c,
                    c => panic!("\\{c}"),
                }),
                (_, c) => text.push(c),
            }
        };
        assert!(labels.insert(name.to_owned(), text).is_none(), "{name} twice");
        rest = &value[end + 1..];
        match rest.split_at(1) {
            (",", more) => rest = more,
            ("}", after) => return (labels, after),
            _ => panic!("{rest}"),
        }
    }
}

/// What Prometheus itself says about a file: nothing.
fn check_with_promtool(text: &str) {
    let promtool = Command::new("promtool")
        .args(["check", "metrics"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let Ok(mut promtool) = promtool else {
        harness::skip("no promtool (Debian: prometheus)");
        return;
    };
    promtool.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    let said = promtool.wait_with_output().unwrap();
    let lines = [said.stdout, said.stderr].concat();
    assert!(said.status.success() && lines.is_empty(), "{}", String::from_utf8_lossy(&lines));
}

on_every_engine! {
    fn the_metrics_are_the_facts_of_status(t: &Meetctl) {
        t.seed_sql(3, 5);
        t.sql("UPDATE meetings SET status = 'cancelled' WHERE id = 2");
        t.sql("INSERT INTO meetctl_lock (name, owner, token, taken_at, heartbeat_at, expires_at) \
               VALUES ('migrate', 'pid 1 on h', 'x', 1000, 1000, 2000)");
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_millis();
        let ends = now + 50_000;
        // A name that another program wrote.
        let hostile = if t.engine() == Engine::Mariadb { r#"b"c\\\\d"# } else { r#"b"c\\d"# };
        t.sql(&format!("INSERT INTO meetctl_lock (name, owner, token, taken_at, heartbeat_at, expires_at) \
               VALUES ('{hostile}{{}},', 'x', 'x', 1000, {ends} - 60000, {ends})"));
        let json = t.run(["status", "--json"]).success().json();
        let run = t.run(["status", "--metrics", "-", "--read-only"]).success();
        assert_eq!(run.stderr, "");
        check_with_promtool(&run.stdout);
        let all = parse(&run.stdout);
        assert!(all.one("meetctl_up") > 0.5 && all.one("meetctl_schema_current") > 0.5);
        for (metric, fact) in [
            ("meetctl_schema_pending_migrations", "pending_migrations"),
            ("meetctl_users", "users"),
            ("meetctl_statuses_behind", "statuses_behind"),
            ("meetctl_double_bookings_ahead", "double_bookings_ahead"),
        ] {
            assert_eq!(Some(all.one(metric)), json[fact].as_f64(), "{metric}");
        }
        for status in ["scheduled", "in_progress", "completed", "cancelled"] {
            let count = all.labelled("meetctl_meetings", "status", status);
            assert_eq!(Some(count), json["meetings"][status].as_f64(), "{status}");
        }
        let (info, _) = &all.0["meetctl_info"][0];
        assert_eq!(json["engine"], info["engine"].as_str());
        assert_eq!(json["engine_version"], info["engine_version"].as_str());
        assert_eq!(info["version"], env!("CARGO_PKG_VERSION"));
        assert!(all.0.values().flatten().all(|(labels, _)| json["database"] == labels["database"].as_str()));
        assert!(all.labelled("meetctl_lease_held", "name", "migrate") < 0.5);
        assert!(all.labelled("meetctl_lease_held", "name", r#"b"c\\d{},"#) > 0.5, "{}", run.stdout);
        // No backup was taken: that is not the year 1970.
        assert!(!all.has("meetctl_last_backup_timestamp_seconds"));
        assert!(!run.stdout.contains(&Meetctl::secrets()[0]));
    }

    fn an_old_schema_is_named_and_what_it_lacks_is_left_out(t: &Meetctl) {
        t.seed_sql(1, 1);
        t.run(["migrate", "down", "--yes", "--backup-dir", "b"]).success();
        let run = t.cmd(["status", "--metrics", "-"]).env("MEETCTL_BACKUP_DIR", "b").run().success();
        let all = parse(&run.stdout);
        assert!(all.one("meetctl_up") > 0.5 && all.one("meetctl_schema_current") < 0.5);
        assert!((all.one("meetctl_schema_pending_migrations") - 1.0).abs() < 0.5);
        // 2026-06-01T08:00:00Z
        assert!((all.one("meetctl_last_backup_timestamp_seconds") - 1_780_300_800.0).abs() < 0.5);
        assert!(!all.has("meetctl_users") && !all.has("meetctl_meetings"), "{all:?}");
    }
}

on_every_engine_empty! {
    fn without_a_schema_no_migration_is_pending(t: &Meetctl) {
        if t.engine() == Engine::Sqlite {
            t.sql("VACUUM");
        }
        let all = parse(&t.run(["status", "--metrics", "-"]).success().stdout);
        assert!(all.one("meetctl_schema_current") < 0.5);
        assert!(!all.has("meetctl_schema_pending_migrations") && !all.has("meetctl_users"));
    }
}

#[test]
fn the_file_is_replaced_also_if_the_database_cannot_be_read() {
    let t = Meetctl::migrated(Engine::Sqlite);
    t.write("m.prom", "old");
    let done = t.run(["status", "--metrics", "m.prom"]).success();
    assert_eq!((done.stdout.as_str(), done.stderr.as_str()), ("", ""));
    assert!(parse(&t.read("m.prom")).one("meetctl_up") > 0.5);
    let file = t.directory().join("m.prom");
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o644);

    let gone =
        |url: &str| t.cmd(["status", "--metrics", "m.prom"]).env("MEETCTL_DATABASE_URL", url);
    let missing = gone("no\"where\\.db").run().exits(6);
    assert!(missing.stderr.contains("error: "), "{missing}");
    let all = parse(&t.read("m.prom"));
    assert!(all.one("meetctl_up") < 0.5 && all.0.len() == 1, "{all:?}");
    assert_eq!(all.0["meetctl_up"][0].0["database"], "no\"where\\.db");
    check_with_promtool(&t.read("m.prom"));
    gone("postgres://bob:hunter2@127.0.0.1:1/x").run().exits(6);
    let text = t.read("m.prom");
    assert!(parse(&text).one("meetctl_up") < 0.5 && !text.contains("hunter2"), "{text}");
    // Nothing else is left for the collector.
    let left = fs::read_dir(t.directory()).unwrap().map(|entry| entry.unwrap().file_name());
    assert_eq!(left.filter(|name| name.to_string_lossy().contains("prom")).count(), 1);
}

#[test]
fn a_server_that_does_not_answer_is_down_when_the_time_is_up() {
    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("postgres://bob@{}/x", silent.local_addr().unwrap());
    let t = Meetctl::empty(Engine::Sqlite);
    let run = t.cmd(["status", "--metrics", "m.prom", "--timeout", "1s"]);
    let run = run.env("MEETCTL_DATABASE_URL", url).run();
    assert!(matches!(run.exit, 6 | 7), "{run}");
    assert!(parse(&t.read("m.prom")).one("meetctl_up") < 0.5);
}

#[test]
fn a_file_that_cannot_be_written_is_named() {
    let t = Meetctl::migrated(Engine::Sqlite);
    t.run(["status", "--metrics", "-", "--json"]).exits(2);
    t.run(["status", "--metrics", "nowhere/m.prom"]).exits(5);
    t.write("real.prom", "x");
    symlink(t.directory().join("real.prom"), t.directory().join("link.prom")).unwrap();
    t.run(["status", "--metrics", "link.prom"]).exits(4);
    assert_eq!(t.read("real.prom"), "x");
    let database = t.file().to_str().unwrap();
    t.run(["status", "--metrics", database]).exits(2);
    t.run(["status"]).success();
}
