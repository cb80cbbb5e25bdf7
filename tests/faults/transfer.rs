//! Archives under faults: a backup is complete or absent; a database that is restored or copied to holds
//! its old rows, the new ones, or says that a restore was interrupted.

use std::fs;

use harness::Break::{CutAfter, CutOn, StallAfter, StallOn};
use harness::{Engine, Fault, Meetctl, Transcript};
use rusqlite::Connection;

use crate::case::{Broken, Case, Progress, Remote};
use crate::processes::words;

/// An archive of this many meetings, under this name in the directory of `t`.
fn archive(t: &Meetctl, name: &str, meetings: usize) {
    let source = Meetctl::migrated(Engine::Sqlite);
    source.seed_sql(4, meetings);
    source.sql("UPDATE meetings SET description = hex(randomblob(100))");
    let path = t.directory().join(name).display().to_string();
    source.run(["backup", &path]).success();
}

pub fn meetings(t: &Meetctl) -> usize {
    t.rows("SELECT COUNT(*) FROM meetings")[0][0].parse().unwrap()
}

/// A server with few rows, and an archive with many.
pub struct RestoreServer(Meetctl);

impl RestoreServer {
    const OLD: usize = 20;
    const NEW: usize = 4000;
}

impl Case for RestoreServer {
    const NAME: &'static str = "restore into a server";
    const INSTANTS: (f64, f64) = (0.1, 1.0);

    fn new(engine: Engine) -> Self {
        let t = Meetctl::migrated(engine);
        archive(&t, "old.db", Self::OLD);
        archive(&t, "new.db", Self::NEW);
        Self(t)
    }

    fn t(&self) -> &Meetctl {
        &self.0
    }

    fn reset(&mut self) {
        self.0.wait_for_leases();
        self.0.run(["restore", "old.db", "--yes", "--no-backup"]).success();
    }

    fn args(&self) -> Vec<String> {
        words("restore new.db --yes --no-backup --json")
    }

    fn check(&self) -> Progress {
        let list = self.0.run(["user", "list", "--json"]);
        if list.exit == 9 {
            assert_eq!(list.error_json()["code"], "restore_unfinished", "{list}");
            let status = self.0.run(["migrate", "status"]).success();
            assert!(status.stderr.contains("a restore is running or was interrupted"), "{status}");
            return Progress { done: 1, of: 2 };
        }
        list.success();
        let found = meetings(&self.0);
        assert!([Self::OLD, Self::NEW].contains(&found), "a part of the rows: {found}");
        Progress { done: if found == Self::NEW { 2 } else { 0 }, of: 2 }
    }

    fn check_end(&self, _: Progress, _: &Transcript) {
        assert!(self.check().is_complete());
        let archive = "sqlite:new.db?mode=ro";
        let same = self.0.run([
            "--database-url",
            archive,
            "transfer",
            "--to",
            self.0.url(),
            "--verify-only",
        ]);
        same.success();
        assert_eq!(fs::read_dir(self.0.tmp().join("tmp")).unwrap().count(), 0);
    }
}

impl Remote for RestoreServer {
    const SURVIVES: bool = false;
    const ENDS_BY_COMMIT: bool = false;
    const SENDS_COMMIT: bool = false;

    fn faults() -> Vec<Broken> {
        let faults = [
            Fault::times(1, CutOn("COPY meetings")),
            Fault::times(1, CutAfter("INSERT INTO meetings")),
            Fault::times(1, CutOn("TRUNCATE")),
        ];
        let broken = |fault| Broken { fault, options: "", exits: &[0, 6, 7] };
        let silent = Fault::always(StallOn("TRUNCATE"));
        let silent = Broken { options: "--timeout 2s", exits: &[6, 7], fault: silent };
        faults.map(broken).into_iter().chain([silent]).collect()
    }
}

/// A backup of a server.
pub struct BackupServer(Meetctl);

impl Case for BackupServer {
    const NAME: &'static str = "backup of a server";
    const INSTANTS: (f64, f64) = (0.1, 1.0);

    fn new(engine: Engine) -> Self {
        let t = Meetctl::migrated(engine);
        t.seed_sql(4, 3000);
        Self(t)
    }

    fn t(&self) -> &Meetctl {
        &self.0
    }

    fn reset(&mut self) {
        let _ = fs::remove_file(self.0.directory().join("b.db"));
    }

    fn args(&self) -> Vec<String> {
        words("backup b.db --force")
    }

    fn check(&self) -> Progress {
        let entries = fs::read_dir(self.0.directory()).unwrap();
        let names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        for left in names.iter().filter(|name| name.starts_with(".meetctl-")) {
            fs::remove_dir_all(self.0.directory().join(left)).unwrap();
        }
        let complete = names.iter().any(|name| name == "b.db");
        if complete {
            let list =
                ["--database-url", "sqlite:b.db?mode=ro", "meeting", "list", "--format", "count"];
            assert_eq!(self.0.run(list).success().stdout, "3000\n");
        }
        Progress { done: if complete { 2 } else { usize::from(!names.is_empty()) }, of: 2 }
    }

    fn check_end(&self, _: Progress, _: &Transcript) {
        assert!(self.check().is_complete());
    }
}

impl Remote for BackupServer {
    const SURVIVES: bool = false;
    const ENDS_BY_COMMIT: bool = false;
    const SENDS_COMMIT: bool = false;

    fn faults() -> Vec<Broken> {
        let faults = [
            Fault::times(1, CutOn("COPY (SELECT meeting_id")),
            Fault::times(1, CutAfter("FROM meeting_participants")),
            Fault::always(CutOn("FROM users")),
        ];
        let silent = [StallOn("FROM meetings "), StallAfter("FROM meetings ")].map(Fault::always);
        let broken = |fault| Broken { fault, options: "", exits: &[0, 6, 7] };
        let silent = silent.map(|fault| Broken { options: "--timeout 2s", exits: &[6, 7], fault });
        faults.map(broken).into_iter().chain(silent).collect()
    }
}

/// A SQLite file with many rows that goes to another database: to an empty one where `FRESH`, else
/// to one with the tables.
pub struct Transfer<const FRESH: bool> {
    engine: Engine,
    source: Meetctl,
    target: Meetctl,
}

impl<const FRESH: bool> Transfer<FRESH> {
    const ROWS: usize = 3000;

    fn target(engine: Engine) -> Meetctl {
        if FRESH { Meetctl::empty(engine) } else { Meetctl::migrated(engine) }
    }
}

impl<const FRESH: bool> Case for Transfer<FRESH> {
    const NAME: &'static str = "transfer";
    const INSTANTS: (f64, f64) = (0.2, 1.0);
    const SHARE: usize = 2;
    // What is complete is not replaced.
    const NEXT: &'static [i32] = &[0, 4];

    fn new(engine: Engine) -> Self {
        let source = Meetctl::migrated(Engine::Sqlite);
        source.seed_sql(4, Self::ROWS);
        source.sql("UPDATE meetings SET description = hex(randomblob(300))");
        Self { engine, source, target: Self::target(engine) }
    }

    fn t(&self) -> &Meetctl {
        &self.target
    }

    fn reset(&mut self) {
        self.target = Self::target(self.engine);
    }

    fn args(&self) -> Vec<String> {
        let (from, to) = (self.source.url(), self.target.url());
        ["--database-url", from, "transfer", "--to", to, "--json"].map(str::to_owned).into()
    }

    fn check(&self) -> Progress {
        let progress = |done| Progress { done, of: 3 };
        if self.engine == Engine::Sqlite && !self.target.file().exists() {
            return progress(0);
        }
        let list = self.target.run(["user", "list", "--json"]);
        if list.exit == 9 {
            let code = list.error_json()["code"].as_str().unwrap().to_owned();
            let unfinished = code == "restore_unfinished";
            assert!(
                unfinished
                    || ["no_schema", "schema_too_old", "schema_dirty"].contains(&code.as_str()),
                "{list}"
            );
            if unfinished {
                let backup = self.target.run(["backup", "half.db", "--json"]).exits(9);
                assert_eq!(backup.error_json()["code"], code);
            }
            return progress(if unfinished { 2 } else { 1 });
        }
        list.success();
        let found = meetings(&self.target);
        assert!([0, Self::ROWS].contains(&found), "a part of the rows: {found}");
        progress(if found == 0 { 1 } else { 3 })
    }

    fn check_end(&self, before: Progress, next: &Transcript) {
        assert!(next.exit == 0 || before.is_complete(), "{next}");
        assert!(self.check().is_complete());
        let to = self.target.url();
        self.source.run(["transfer", "--to", to, "--verify-only"]).success();
        self.target.run(["migrate", "status", "--check"]).success();
    }
}

/// A server that goes to a SQLite file.
pub struct TransferToFile(Meetctl);

impl TransferToFile {
    fn file(&self) -> std::path::PathBuf {
        self.0.directory().join("copy.db")
    }
}

impl Case for TransferToFile {
    const NAME: &'static str = "transfer to a file";
    const INSTANTS: (f64, f64) = (0.1, 1.0);
    const SHARE: usize = 2;
    const NEXT: &'static [i32] = &[0, 4];

    fn new(engine: Engine) -> Self {
        let t = Meetctl::migrated(engine);
        t.seed_sql(4, 3000);
        Self(t)
    }

    fn t(&self) -> &Meetctl {
        &self.0
    }

    fn reset(&mut self) {
        let _ = fs::remove_file(self.file());
    }

    fn args(&self) -> Vec<String> {
        words("transfer --to copy.db --json")
    }

    fn check(&self) -> Progress {
        let done = usize::from(self.file().exists());
        if done == 1 {
            let copy = Connection::open(self.file()).unwrap();
            let count = "SELECT count(*) FROM meetings";
            assert_eq!(copy.query_row(count, [], |row| row.get::<_, i64>(0)).unwrap(), 3000);
        }
        Progress { done, of: 1 }
    }

    fn check_end(&self, before: Progress, next: &Transcript) {
        assert!(next.exit == 0 || before.is_complete(), "{next}");
        self.0.run(["transfer", "--to", "copy.db", "--verify-only"]).success();
        let names = fs::read_dir(self.0.directory()).unwrap();
        let left = names.filter(|name| {
            !name.as_ref().unwrap().file_name().to_str().unwrap().starts_with("copy.db")
        });
        for file in left {
            let file = file.unwrap();
            assert!(file.file_name().to_str().unwrap().starts_with(".meetctl-"), "{file:?}");
            fs::remove_dir_all(file.path()).unwrap();
        }
    }
}
