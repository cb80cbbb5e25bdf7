//! Another user exchanges names for links while a command writes in a directory of theirs: the
//! command may fail, and nothing is written elsewhere.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{lchown, symlink};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

use harness::{Engine, Meetctl, Transcript};

use crate::processes::{alone, say, words};

const ROUNDS: usize = 2;
/// A user who owns nothing.
const NOBODY: u32 = 65534;

/// A directory of the attacker, and one with files that the attacker would like to have changed.
struct Scene {
    t: Meetctl,
    theirs: PathBuf,
    outside: PathBuf,
    before: BTreeMap<String, Vec<u8>>,
    /// Held while names are as they should be.
    calm: Mutex<()>,
}

fn contents(directory: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(directory).unwrap().map(Result::unwrap);
    entries
        .map(|entry| {
            let name = entry.file_name().into_string().unwrap();
            (name, fs::read(entry.path()).unwrap())
        })
        .collect()
}

impl Scene {
    fn new() -> Self {
        let t = Meetctl::migrated(Engine::Sqlite);
        t.seed_sql(3, 40);
        t.run(["backup", "source.db"]).success();
        let people = "name,email\nBad,nobody\nGood,good@example.org\n";
        t.write("people.csv", people.repeat(3));
        let [theirs, outside] = ["theirs", "outside"].map(|name| t.directory().join(name));
        for directory in [&theirs, &outside] {
            fs::create_dir(directory).unwrap();
        }
        fs::copy(t.directory().join("source.db"), outside.join("victim")).unwrap();
        let before = contents(&outside);
        Self { t, theirs, outside, before, calm: Mutex::new(()) }
    }

    /// Runs a command that writes to `theirs`, whatever becomes of it.
    fn run(&self, line: &str) -> Transcript {
        let run = self.t.run(words(line));
        assert!(run.exit < 100, "{run}");
        assert!(contents(&self.outside) == self.before, "written outside: {run}");
        run
    }

    /// The commands that write files, each once. Leaves the directory as it was.
    fn run_all(&self) -> usize {
        let calm = self.calm.lock().unwrap();
        fs::copy(self.t.directory().join("source.db"), self.theirs.join("m.db")).unwrap();
        drop(calm);
        let m = "--database-url theirs/m.db";
        let done = [
            "backup theirs/b.db".to_owned(),
            "backup theirs/b.db --force".to_owned(),
            "user export --output theirs/u.csv".to_owned(),
            "meeting export --output theirs/m.ics".to_owned(),
            "user import people.csv --on-error skip --rejects theirs/r.csv --dry-run".to_owned(),
            "user import people.csv --on-error skip --rejects theirs/r.csv".to_owned(),
            "demo --keep theirs/d.db".to_owned(),
            "man theirs/man".to_owned(),
            format!("{m} restore source.db --yes"),
            format!("{m} migrate down --yes"),
            format!("{m} migrate up"),
            format!("{m} user create --name Eve --email eve@example.org"),
            "--database-url theirs/new.db migrate up".to_owned(),
            "--database-url theirs/restored.db restore source.db".to_owned(),
        ];
        let done = done.iter().filter(|line| self.run(line).exit == 0).count();
        let _calm = self.calm.lock().unwrap();
        for entry in fs::read_dir(&self.theirs).unwrap().map(Result::unwrap) {
            let path = entry.path();
            let _ = if path.is_symlink() || path.is_file() {
                fs::remove_file(path)
            } else {
                fs::remove_dir_all(path)
            };
        }
        done
    }

    fn run_under(&self, attack: impl Fn(&Self) -> u64 + Sync, what: &str) {
        let (stop, hits) = (AtomicBool::new(false), AtomicU64::new(0));
        let mut done = 0;
        thread::scope(|scope| {
            scope.spawn(|| {
                while !stop.load(Ordering::Relaxed) {
                    let calm = self.calm.lock().unwrap();
                    hits.fetch_add(attack(self), Ordering::Relaxed);
                    drop(calm);
                    // Else the other thread never gets it.
                    thread::sleep(Duration::from_micros(50));
                }
            });
            let rounds = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
                done = (0..ROUNDS).map(|_| self.run_all()).sum();
            }));
            stop.store(true, Ordering::Relaxed);
            if let Err(failed) = rounds {
                std::panic::resume_unwind(failed);
            }
        });
        let hits = hits.load(Ordering::Relaxed);
        assert!(hits > 0, "nothing was exchanged");
        say(format_args!("{what}: {hits} names exchanged, {done} commands did their work"));
    }
}

/// Puts links in the place of temporary files and directories, and of SQLite's files beside them.
fn exchange_temporary_files(scene: &Scene) -> u64 {
    let Ok(entries) = fs::read_dir(&scene.theirs) else {
        return 0;
    };
    let names = entries.flatten().map(|entry| entry.file_name().into_string().unwrap());
    let mut hits = 0;
    for name in names.filter(|name| name.starts_with(".meetctl-") && name.contains(".tmp")) {
        let path = scene.theirs.join(&name);
        let Ok(about) = path.symlink_metadata() else { continue };
        let target =
            if about.is_dir() { scene.outside.clone() } else { scene.outside.join("victim") };
        if about.is_symlink()
            || fs::rename(&path, scene.theirs.join(format!("taken{name}"))).is_err()
        {
            continue;
        }
        hits += u64::from(symlink(&target, &path).is_ok());
        for side in ["-wal", "-journal", "-shm"] {
            let _ = symlink(scene.outside.join("victim"), scene.theirs.join(name.clone() + side));
        }
    }
    hits
}

/// Puts a link in the place of the directory, for a moment.
fn exchange_directory(scene: &Scene) -> u64 {
    let [away, link] = ["away", "link"].map(|name| scene.t.directory().join(name));
    if !link.is_symlink() {
        symlink(&scene.outside, &link).unwrap();
        lchown(&link, Some(NOBODY), None).unwrap();
    }
    fs::rename(&scene.theirs, &away).unwrap();
    fs::rename(&link, &scene.theirs).unwrap();
    thread::sleep(Duration::from_micros(300));
    fs::rename(&scene.theirs, &link).unwrap();
    fs::rename(&away, &scene.theirs).unwrap();
    thread::sleep(Duration::from_micros(300));
    1
}

/// Puts a link in the place of the database, for a moment.
fn exchange_database(scene: &Scene) -> u64 {
    let database = scene.theirs.join("m.db");
    let [away, link] = ["away", "link"].map(|name| scene.t.directory().join(name));
    if !link.is_symlink() {
        symlink(scene.outside.join("victim"), &link).unwrap();
        lchown(&link, Some(NOBODY), None).unwrap();
    }
    if fs::rename(&database, &away).is_err() {
        return 0;
    }
    fs::rename(&link, &database).unwrap();
    thread::sleep(Duration::from_micros(300));
    // The command may have replaced it.
    let replaced = !database.is_symlink();
    let _ = fs::rename(&database, if replaced { &away } else { &link });
    fs::rename(&away, &database).unwrap();
    thread::sleep(Duration::from_micros(300));
    1
}

#[test]
fn links_in_the_place_of_temporary_files_lead_nowhere() {
    let _alone = alone();
    Scene::new().run_under(exchange_temporary_files, "links for temporary files");
}

#[test]
fn a_link_in_the_place_of_the_directory_leads_nowhere() {
    let _alone = alone();
    if let Some(scene) = as_root() {
        scene.run_under(exchange_directory, "a link for the directory");
    }
}

#[test]
fn a_link_in_the_place_of_the_database_leads_nowhere() {
    let _alone = alone();
    if let Some(scene) = as_root() {
        scene.run_under(exchange_database, "a link for the database");
    }
}

/// Links of another user can be made by root alone.
fn as_root() -> Option<Scene> {
    let scene = Scene::new();
    let root = lchown(&scene.outside, Some(0), None).is_ok();
    if !root {
        harness::skip(format_args!("not root: no link can belong to another user"));
    }
    root.then_some(scene)
}
