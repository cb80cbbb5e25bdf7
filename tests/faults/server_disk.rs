//! A PostgreSQL tablespace that runs full in the middle of an import, a backfill and a migration.

use std::fmt::Write as _;
use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use rand::rngs::StdRng;
use rand::{RngExt as _, SeedableRng as _};
use tempfile::TempDir;

use crate::processes::{say, words};
use harness::{Engine, Meetctl, Transcript, database, skip};

const RECORDS: usize = 600;
/// A file system of a few megabytes that the server keeps a database on, until it is dropped.
pub struct SmallDisk {
    name: &'static str,
    pub url: String,
    directory: PathBuf,
    _above: TempDir,
}

fn sh(script: &str, directory: &Path) -> bool {
    let run = Command::new("/bin/sh").args(["-c", script]).env("DISK", directory).output();
    run.unwrap().status.success()
}

impl SmallDisk {
    /// Nothing where PostgreSQL is not tested, or mounting is not allowed.
    pub fn new(name: &'static str) -> Option<Self> {
        if !Engine::Postgres.is_available() {
            return None;
        }
        let server = Engine::Postgres.server()?;
        let above = tempfile::Builder::new().prefix("meetctl-").tempdir_in("/tmp").unwrap();
        fs::set_permissions(above.path(), Permissions::from_mode(0o755)).unwrap();
        let directory = above.path().join("disk");
        fs::create_dir(&directory).unwrap();
        let mount = "mount -t tmpfs -o size=16m,mode=700,uid=$(id -u postgres) none \"$DISK\"";
        if !sh(mount, &directory) {
            skip("small disk: nothing may be mounted here");
            return None;
        }
        let disk = Self { name, url: server.url(name), directory, _above: above };
        disk.clear();
        let at = disk.directory.display();
        server.execute(&format!("CREATE TABLESPACE {name} LOCATION '{at}'")).unwrap();
        server.execute(&format!("CREATE DATABASE {name} OWNER meetctl TABLESPACE {name}")).unwrap();
        Some(disk)
    }

    fn clear(&self) {
        let (server, name) = (Engine::Postgres.server().unwrap(), self.name);
        // Neither is there the first time.
        let _ = server.execute(&format!("DROP DATABASE IF EXISTS {name}"));
        let _ = server.execute(&format!("DROP TABLESPACE IF EXISTS {name}"));
    }

    pub fn resize(&self, size: &str) {
        assert!(sh(&format!("mount -o remount,size={size} \"$DISK\""), &self.directory));
    }

    pub fn leave(&self, kilobytes: u32) {
        let script = format!(
            "used=$(df -k --output=used \"$DISK\" | tail -n 1) && \
             mount -o remount,size=$((used + {kilobytes}))k \"$DISK\""
        );
        assert!(sh(&script, &self.directory));
    }

    /// Leaves no more than a few pages free.
    fn fill(&self) {
        assert!(sh(
            "dd if=/dev/zero of=\"$DISK/rest\" bs=8k 2>/dev/null; test -s \"$DISK/rest\"",
            &self.directory
        ));
    }

    fn free_space(&self) {
        fs::remove_file(self.directory.join("rest")).unwrap();
    }

    pub fn run(&self, t: &Meetctl, line: &str) -> Transcript {
        t.cmd(words(line)).env("MEETCTL_DATABASE_URL", &self.url).run()
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        self.clear();
        sh("umount \"$DISK\"", &self.directory);
    }
}

/// Records of some kilobytes each, which do not get smaller by packing.
fn file() -> String {
    let mut dice = StdRng::seed_from_u64(1);
    let mut text = String::new();
    for n in 0..RECORDS {
        let noise: String = (0..4000).map(|_| dice.random_range('a'..='z')).collect();
        let (day, hour, quarter) = (n / 60 + 1, n % 60 / 4 + 6, n % 4 * 15);
        writeln!(
            text,
            "{{\"uid\":\"u{n}\",\"title\":\"M{n}\",\"description\":\"{noise}\",\"start_time\":\
             \"2026-06-{day:02}T{hour:02}:{quarter:02}:00Z\",\"duration_minutes\":15,\"creator\":1}}"
        )
        .unwrap();
    }
    text
}

pub fn is_full(run: &Transcript) {
    assert_eq!(run.exit, 10, "{run}");
    assert_eq!(run.error_json()["code"], "storage_full", "{run}");
}

#[test]
fn a_full_tablespace_stops_work_between_two_transactions() {
    let Some(disk) = SmallDisk::new("meetctl_full_disk") else {
        return;
    };
    let t = Meetctl::empty(Engine::Sqlite);
    t.write("file.jsonl", file());
    disk.run(&t, "migrate up").success();
    disk.run(&t, "user create --name Ada --email ada@example.org").success();

    disk.leave(1024);
    is_full(&disk.run(&t, "meeting import file.jsonl --batch-size 10 --json"));
    disk.resize("40m");
    let stored = disk.run(&t, "meeting list --format count --all").success();
    let half: usize = stored.stdout.trim().parse().unwrap();
    assert!(half.is_multiple_of(10) && half < RECORDS, "{stored}");
    let again = disk.run(&t, "meeting import file.jsonl --batch-size 10 --json").success();
    assert_eq!(again.json()["unchanged"], half);

    disk.fill();
    let backfill = "backfill-status --now 2030-01-01 --json";
    let run = disk.run(&t, backfill);
    // The statuses of some hundred rows may fit into what is free in their pages.
    assert!([0, 10].contains(&run.exit), "{run}");
    let down = disk.run(&t, "migrate down --steps 7 --yes --json");
    assert!([0, 10].contains(&down.exit), "{down}");
    // What it freed is taken too.
    disk.fill();
    let up = disk.run(&t, "migrate up --json");
    is_full(&up);
    disk.free_space();
    disk.run(&t, "migrate up").success();
    disk.run(&t, backfill).success();
    let sound = disk.run(&t, "doctor --format csv --fields check,count").success();
    let reported = |check: &str| sound.stdout.contains(&format!("{check},0"));
    assert!(reported("missing_indexes") && reported("missing_constraints"), "{sound}");
    let rows = database::query(&disk.url, "SELECT COUNT(*), COUNT(DISTINCT title) FROM meetings");
    assert_eq!(rows.unwrap(), [["600", "600"]]);
    say(format_args!(
        "full tablespace, PostgreSQL: {half} of {RECORDS} imported before, all afterwards"
    ));
}
