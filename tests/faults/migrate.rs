//! `meetctl migrate` under faults: the schema matches the records, or the state is shown, and
//! the next run ends as if nothing had happened.

use std::env;
use std::fs;
use std::time::{Duration, Instant};

use harness::Break::{CutAfter, CutOn, Random, StallOn};
use harness::{Engine, Fault, Meetctl, Transcript, on_every_engine};

use crate::case::{Broken, Case, Crowd, Progress, Remote, Rows, Stopped};
use crate::import::is_sound;
use crate::processes::words;

const UP: &str = "migrate up --no-backup --json";

/// The lowest schema in these tests: none on SQLite, on a server as far down as a migration of each
/// kind needs.
fn down(engine: Engine) -> &'static str {
    match engine {
        Engine::Sqlite => "migrate down --all --yes --no-backup --json",
        _ => "migrate down --to m20240101_000003 --yes --no-backup --json",
    }
}

/// A database, and its schema after every number of migrations.
struct Steps {
    t: Meetctl,
    lowest: usize,
    schemas: Vec<Rows>,
}

impl Steps {
    fn new(engine: Engine) -> Self {
        let t = Meetctl::migrated(engine);
        let all = t.applied().len();
        t.run(words(down(engine))).success();
        let lowest = t.applied().len();
        let mut schemas = vec![shape(&t)];
        for _ in lowest..all {
            t.run(words("migrate up --steps 1 --no-backup")).success();
            schemas.push(shape(&t));
        }
        Self { t, lowest, schemas }
    }

    /// How many migrations are applied above the lowest schema. The records are those of the schema, or
    /// the state is dirty.
    fn applied(&self) -> usize {
        let t = &self.t;
        let status = t.run(["migrate", "status", "--json"]).success().json();
        let steps = status.as_array().unwrap();
        let count = |state: &str| steps.iter().filter(|s| s["state"] == state).count();
        for state in ["edited", "out_of_order", "unknown", "missing"] {
            assert_eq!(count(state), 0, "{state}: {status}");
        }
        let applied = t.applied().len();
        if applied >= 3 {
            is_sound(t);
        }
        let applied = applied - self.lowest;
        if count("dirty") > 0 {
            assert_eq!(t.engine(), Engine::Mariadb, "{status}");
        } else {
            assert!(
                self.schemas[applied] == shape(t),
                "{applied} migrations are recorded, but the schema differs:\n{:?}\n{:?}",
                self.schemas[applied],
                shape(t)
            );
        }
        applied
    }

    fn count(&self) -> usize {
        self.schemas.len() - 1
    }

    /// No run holds the lease. A run killed after its last commit leaves it to the next run
    /// that needs one.
    fn no_lease_is_left(&self, command: &str) {
        if !leases(&self.t).is_empty() {
            self.t.wait_for_leases();
            self.t.run(words(command)).success();
        }
        assert!(leases(&self.t).is_empty());
    }
}

fn leases(t: &Meetctl) -> Rows {
    t.rows("SELECT owner FROM meetctl_lock")
}

/// The schema, in any order of columns, without the tables of leases and records.
fn shape(t: &Meetctl) -> Vec<Vec<String>> {
    let ours = |row: &Vec<String>| {
        !row.iter().any(|c| {
            c.contains("meetctl_") || c.contains("seaql_") || c.contains("sqlite_sequence")
        })
    };
    let mut shape: Vec<Vec<String>> = t.schema().into_iter().filter(ours).collect();
    for definition in shape.iter_mut().filter_map(|row| row.last_mut()) {
        // A column that was dropped and added again is the last of its table.
        let mut parts: Vec<&str> =
            definition.split([',', '\n']).map(str::trim).filter(|part| !part.is_empty()).collect();
        parts.sort_unstable();
        *definition = parts.join("\n").replace('"', "");
    }
    shape
}

pub struct Up(Steps);

impl Case for Up {
    const NAME: &'static str = "migrate up";
    const MIN_COMMITS: usize = 12;

    fn new(engine: Engine) -> Self {
        Self(Steps::new(engine))
    }

    fn t(&self) -> &Meetctl {
        &self.0.t
    }

    fn reset(&mut self) {
        self.t().run(words(down(self.t().engine()))).success();
    }

    fn args(&self) -> Vec<String> {
        words(UP)
    }

    fn check(&self) -> Progress {
        Progress { done: self.0.applied(), of: self.0.count() }
    }

    fn check_end(&self, _: Progress, _: &Transcript) {
        assert!(self.check().is_complete());
        self.0.no_lease_is_left(UP);
    }
}

impl Stopped for Up {
    const SIGNALS: usize = 20;

    fn check_stopped(&self, run: &Transcript, _: Progress) {
        if run.stderr.contains("stopped between two migrations") {
            assert!(leases(self.t()).is_empty(), "{run}");
        }
    }
}

impl Crowd for Up {
    /// `MEETCTL_TEST_ROUNDS` sets how many.
    fn rounds(engine: Engine) -> Vec<usize> {
        let default = if engine == Engine::Sqlite { 20 } else { 5 };
        let rounds = env::var("MEETCTL_TEST_ROUNDS");
        vec![8; rounds.map_or(default, |text| text.parse().unwrap())]
    }

    fn check_crowd(&self, runs: &[Transcript]) {
        applied_once(runs, self.0.count());
        assert!(leases(self.t()).is_empty());
    }
}

/// All runs succeeded, and one of them applied all migrations.
fn applied_once(runs: &[Transcript], all: usize) {
    let applied = |run: &Transcript| {
        assert_eq!(run.exit, 0, "{run}");
        run.json().as_array().unwrap().len()
    };
    let applied: Vec<usize> = runs.iter().map(applied).collect();
    assert_eq!(applied.iter().max(), Some(&all), "{applied:?}");
    assert_eq!(applied.iter().sum::<usize>(), all, "{applied:?}");
}

pub struct Down(Steps);

impl Case for Down {
    const NAME: &'static str = "migrate down";
    const MIN_COMMITS: usize = 12;

    fn new(engine: Engine) -> Self {
        Self(Steps::new(engine))
    }

    fn t(&self) -> &Meetctl {
        &self.0.t
    }

    fn reset(&mut self) {
        self.t().run(words(UP)).success();
    }

    fn args(&self) -> Vec<String> {
        words(down(self.t().engine()))
    }

    fn check(&self) -> Progress {
        Progress { done: self.0.count() - self.0.applied(), of: self.0.count() }
    }

    fn check_end(&self, _: Progress, _: &Transcript) {
        assert!(self.check().is_complete());
        self.0.no_lease_is_left(down(self.t().engine()));
    }
}

/// `migrate up` on an empty database.
pub struct Fresh {
    t: Meetctl,
    expected: Rows,
}

impl Case for Fresh {
    const NAME: &'static str = "migrate up from nothing";

    fn new(engine: Engine) -> Self {
        Self { t: Meetctl::empty(engine), expected: Meetctl::migrated(engine).schema() }
    }

    fn t(&self) -> &Meetctl {
        &self.t
    }

    fn reset(&mut self) {
        self.t = Meetctl::empty(self.t.engine());
    }

    fn args(&self) -> Vec<String> {
        words(UP)
    }

    fn check(&self) -> Progress {
        let check = self.t.run(["migrate", "status", "--check"]);
        assert!([0, 3].contains(&check.exit), "{check}");
        Progress { done: usize::from(check.exit == 0), of: 1 }
    }

    fn check_end(&self, _: Progress, next: &Transcript) {
        assert!(self.check().is_complete());
        assert!(self.t.schema() == self.expected, "{next}");
    }
}

impl Crowd for Fresh {
    fn rounds(engine: Engine) -> Vec<usize> {
        Up::rounds(engine)
    }

    fn check_crowd(&self, runs: &[Transcript]) {
        applied_once(runs, self.t.applied().len());
        assert!(self.t.schema() == self.expected);
        assert!(leases(&self.t).is_empty());
        if self.t.engine() == Engine::Sqlite {
            let directory = fs::read_dir(self.t.file().parent().unwrap()).unwrap();
            let names = directory.map(|entry| entry.unwrap().file_name().into_string().unwrap());
            let temporary: Vec<String> = names.filter(|name| name.contains(".tmp")).collect();
            assert!(temporary.is_empty(), "{temporary:?}");
        }
    }
}

impl Remote for Fresh {
    const SURVIVES: bool = false;

    fn faults() -> Vec<Broken> {
        let with = |options, fault| Broken { fault, options, exits: &[0, 6, 7] };
        let mut all = vec![
            with("", Fault::always(CutOn("COMMIT"))),
            with("", Fault::times(1, CutOn("CREATE"))),
            with("", Fault::times(1, CutAfter("CREATE"))),
            with("", Fault::times(1, CutOn("ALTER"))),
            with("", Fault::times(2, CutAfter("ALTER"))),
            with("", Fault::times(1, CutOn("meetctl_lock"))),
            with("", Fault::times(1, CutAfter("meetctl_migrations"))),
            with("", Fault::always(CutOn("seaql_migrations"))),
            with("--timeout 1s", Fault::always(StallOn("CREATE"))),
            with("--timeout 2s", Fault::always(StallOn("CREATE"))),
        ];
        all.extend((1..9).map(|seed| with("", Fault::always(Random(0.03, seed)))));
        all
    }
}

/// The adoption of a database of the Flask application, which is another one in each round.
pub struct Baseline {
    t: Meetctl,
    expected: (Rows, [Rows; 3]),
}

fn made_by_flask(engine: Engine) -> Meetctl {
    let t = Meetctl::empty(engine);
    t.create_flask_tables(false);
    t.fill_flask_tables();
    t
}

impl Case for Baseline {
    const NAME: &'static str = "migrate baseline";
    const NEXT: &'static [i32] = &[0, 9];

    fn new(engine: Engine) -> Self {
        let t = made_by_flask(engine);
        t.run(words("migrate baseline --no-backup")).success();
        let expected = (t.schema(), t.all_rows());
        Self { t, expected }
    }

    fn t(&self) -> &Meetctl {
        &self.t
    }

    fn reset(&mut self) {
        self.t = made_by_flask(self.t.engine());
    }

    fn args(&self) -> Vec<String> {
        words("migrate baseline --no-backup")
    }

    fn check(&self) -> Progress {
        let check = self.t.run(["migrate", "status", "--check"]);
        Progress { done: usize::from(check.exit == 0), of: 1 }
    }

    /// At once: a server may still execute the last statement of the killed run.
    fn finish(&self) -> (Progress, usize) {
        let next = self.command().run();
        assert!(Self::NEXT.contains(&next.exit), "{next}");
        let done = usize::from(next.exit == 9);
        let before = Progress { done, of: 1 };
        self.check_end(before, &next);
        (before, 0)
    }

    fn check_end(&self, before: Progress, next: &Transcript) {
        if next.exit == 9 {
            assert!(next.stderr.contains("already"), "{next}");
        }
        assert!(before.of == 1 && self.check().is_complete(), "{next}");
        assert!((self.t.schema(), self.t.all_rows()) == self.expected);
    }
}

on_every_engine! {
    fn a_holder_that_is_killed_is_replaced_within_its_lease_and_two_seconds(t: &Meetctl) {
        // The real lease of ten seconds, once.
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_millis();
        t.sql(&format!(
            "INSERT INTO meetctl_lock (name, owner, token, taken_at, heartbeat_at, expires_at) \
             VALUES ('migrate', 'killed', 't', {now}, {now}, {now} + 10000)"
        ));
        let started = Instant::now();
        t.run(words("migrate down --yes --no-backup")).success();
        let waited = started.elapsed();
        assert!(waited > Duration::from_secs(9), "{waited:?}");
        // Two seconds more, and what a busy machine needs to start a process.
        assert!(waited < Duration::from_secs(17), "{waited:?}");
        t.run(words("migrate up --no-backup")).success();
    }
}
