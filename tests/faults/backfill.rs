//! `meetctl backfill-status` under faults: every meeting gets its status exactly once. A trigger
//! in the test's database notes each write.

use std::time::{Duration, Instant};

use harness::Break::{CutAfter, CutOn, Random};
use harness::{Engine, Fault, Meetctl, Transcript, on_every_engine};

use crate::case::{Broken, Case, Crowd, Progress, Remote};
use crate::import::is_sound;
use crate::processes::{alone, say, words};

/// Meetings: quarters of an hour, one after the other.
const MEETINGS: usize = 600;
/// This many of them are over at [`NOW`]; the next two run.
const OVER: usize = 335;
const NOW: &str = "2026-06-04T12:00:00Z";

/// The status that a meeting has at first.
fn before(id: usize) -> &'static str {
    match id {
        id if id.is_multiple_of(7) => "cancelled",
        id if id.is_multiple_of(3) => "completed",
        id if id.is_multiple_of(5) => "in_progress",
        _ => "scheduled",
    }
}

/// The status that it should have.
fn after(id: usize) -> &'static str {
    match id {
        id if id.is_multiple_of(7) => "cancelled",
        ..=OVER => "completed",
        id if id <= OVER + 2 => "in_progress",
        _ => "scheduled",
    }
}

/// How many change.
pub fn changes() -> usize {
    (1..=MEETINGS).filter(|id| before(*id) != after(*id)).count()
}

/// The statements that make a trigger note each write of a meeting in the table `writes`.
pub fn noting_writes(engine: Engine) -> String {
    // A cluster wants every table to have a key.
    let key = match engine {
        Engine::Mariadb => "n BIGINT AUTO_INCREMENT PRIMARY KEY, ",
        Engine::Sqlite | Engine::Postgres => "",
    };
    let table = format!("CREATE TABLE writes ({key}id INTEGER, status VARCHAR(20))");
    let note = "INSERT INTO writes (id, status) VALUES (NEW.id, NEW.status)";
    let trigger = "CREATE TRIGGER note_write AFTER UPDATE ON meetings FOR EACH ROW";
    match engine {
        Engine::Sqlite => format!("{table}; {trigger} BEGIN {note}; END"),
        Engine::Mariadb => format!("{table}; {trigger} {note}"),
        Engine::Postgres => format!(
            "{table}; CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS \
             $$ BEGIN {note}; RETURN NEW; END $$; {trigger} EXECUTE FUNCTION note()"
        ),
    }
}

/// The statements that restore the meetings to their first state.
pub fn reset_sql() -> String {
    "UPDATE meetings SET updated_at = '2026-05-01 09:00:00', status = CASE WHEN id % 7 = 0 THEN 'cancelled' \
     WHEN id % 3 = 0 THEN 'completed' WHEN id % 5 = 0 THEN 'in_progress' ELSE 'scheduled' END; \
     DELETE FROM writes"
        .to_owned()
}

pub const STATUSES: &str = "SELECT id, status FROM meetings ORDER BY id";
pub const WRITES: &str = "SELECT id, status FROM writes ORDER BY id";

/// Every meeting is as it was or as it should be, and was written once if it changed. Returns how
/// many changed.
pub fn is_once(statuses: &[Vec<String>], writes: &[Vec<String>]) -> usize {
    assert_eq!(statuses.len(), MEETINGS);
    let mut changed = Vec::new();
    for (row, id) in statuses.iter().zip(1..) {
        assert_eq!(row[0], id.to_string());
        if row[1] != before(id) {
            assert_eq!(row[1], after(id), "meeting {id}");
            changed.push(row.clone());
        }
    }
    assert!(changed == writes, "not once: {writes:?}");
    changed.len()
}

pub fn line(more: &str) -> Vec<String> {
    words(&format!("backfill-status --now {NOW} --json {more}"))
}

/// Meetings that a run reports as changed.
pub fn reported(run: &Transcript) -> u64 {
    let updated = &run.json()["updated"];
    ["in_progress", "completed", "scheduled"]
        .map(|status| updated[status].as_u64().unwrap())
        .iter()
        .sum()
}

/// With this number of meetings in each batch.
pub struct Backfill<const BATCH: usize>(Meetctl);

impl<const BATCH: usize> Case for Backfill<BATCH> {
    const NAME: &'static str = "backfill-status";
    const INSTANTS: (f64, f64) = (0.2, 1.0);
    const MIN_COMMITS: usize = 10;

    fn new(engine: Engine) -> Self {
        let t = Meetctl::migrated(engine);
        t.seed_sql(2, MEETINGS);
        t.sql(&noting_writes(engine));
        Self(t)
    }

    fn t(&self) -> &Meetctl {
        &self.0
    }

    fn reset(&mut self) {
        self.0.sql(&reset_sql());
    }

    fn args(&self) -> Vec<String> {
        line(&format!("--batch-size {BATCH}"))
    }

    fn check(&self) -> Progress {
        is_sound(&self.0);
        let done = is_once(&self.0.rows(STATUSES), &self.0.rows(WRITES));
        Progress { done, of: changes() }
    }

    fn check_end(&self, before: Progress, next: &Transcript) {
        let t = &self.0;
        assert_eq!(reported(next), (changes() - before.done) as u64, "{next}");
        assert!(self.check().is_complete());
        if reported(next) == 0 {
            // Nothing was left to do, and no lease needed: that of the killed run expires.
            t.wait_for_leases();
        } else {
            assert_eq!(t.rows("SELECT COUNT(*) FROM meetctl_lock"), [["0"]]);
        }
        let stamped = "SELECT COUNT(*) FROM meetings \
             WHERE updated_at BETWEEN '2026-06-01 08:00:00' AND '2026-06-01 08:00:00.9'";
        assert_eq!(t.rows(stamped), [[changes().to_string()]]);
        assert_eq!(reported(&self.command().run().success()), 0);
    }
}

impl<const BATCH: usize> Remote for Backfill<BATCH> {
    fn faults() -> Vec<Broken> {
        let survives = |fault| Broken { fault, options: "", exits: &[0] };
        let mut all: Vec<Broken> = [
            Fault::times(2, CutOn("UPDATE")),
            Fault::times(2, CutAfter("UPDATE")),
            Fault::times(2, CutOn("meetctl_lock")),
            // A lease that was taken on a connection that broke is this run's own.
            Fault::times(1, CutAfter("token")),
        ]
        .map(survives)
        .into();
        all.extend((1..8).map(|seed| Broken {
            fault: Fault::always(Random(0.02, seed)),
            options: "",
            exits: &[0, 6, 7],
        }));
        all
    }
}

impl<const BATCH: usize> Crowd for Backfill<BATCH> {
    fn rounds(_: Engine) -> Vec<usize> {
        vec![2, 2, 2, 8, 8]
    }

    fn options(_: usize) -> &'static str {
        "--pause 20ms"
    }

    fn check_crowd(&self, runs: &[Transcript]) {
        let (ended, refused): (Vec<_>, Vec<_>) = runs.iter().partition(|run| run.exit == 0);
        for run in refused {
            assert_eq!(run.error_json()["code"], "already_running", "{run}");
        }
        let updated: Vec<u64> = ended.into_iter().map(reported).collect();
        assert_eq!(updated.iter().sum::<u64>(), changes() as u64);
        assert_eq!(updated.iter().max(), Some(&(changes() as u64)));
    }
}

on_every_engine! {
    fn other_writers_can_write_meanwhile(t: &Meetctl) {
        let _alone = alone();
        t.seed_sql(2, 20_000);
        let update = |id: usize| {
            let title = format!("Renamed {id}");
            let started = Instant::now();
            t.run(["meeting", "update", &id.to_string(), "--title", &title, "--allow-overlap"]).success();
            started.elapsed()
        };
        let idle = (1..6).map(update).max().unwrap();
        let mut running = t.cmd(words("backfill-status --now 2027-06-01 --json --batch-size 200")).start();
        let started = Instant::now();
        let mut waits = Vec::new();
        while !running.has_ended() {
            waits.push(update(waits.len() * 97 % 20_000 + 1));
        }
        let took = started.elapsed();
        assert_eq!(reported(&running.wait().success()), 20_000);
        let longest = waits.iter().max().unwrap();
        assert!(*longest < Duration::from_secs(2), "{longest:?}");
        say(format_args!(
            "backfill of 20,000 beside another writer, {:?}: {:.1} s, {} writes, the longest {:.0} ms from start to end of its process ({:.0} ms without a backfill)",
            t.engine(), took.as_secs_f32(), waits.len(), longest.as_secs_f32() * 1000.0, idle.as_secs_f32() * 1000.0
        ));
    }
}
