//! Many processes at once, and what became of them.

use std::collections::BTreeMap;
use std::env;
use std::fmt::{self, Display, Formatter};
use std::io::{Write as _, stderr};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use harness::{Engine, Meetctl, Transcript};

/// The exit codes of a booking among others: done, refused, busy.
pub const ORDERLY: [i32; 3] = [0, 4, 7];

/// One program and its database.
pub struct Job<'t> {
    pub t: &'t Meetctl,
    /// `None`: that of `t`.
    pub url: Option<String>,
    pub args: Vec<String>,
}

impl Job<'_> {
    /// Runs `meetctl -v` to its end, and times it.
    pub fn run(&self) -> (Transcript, Duration) {
        let started = Instant::now();
        let mut run = self.t.cmd(self.args.iter().chain([&"-v".to_owned()]));
        if let Some(url) = &self.url {
            run = run.env("MEETCTL_DATABASE_URL", url);
        }
        (run.run(), started.elapsed())
    }
}

/// Runs all jobs at the same time.
pub fn at_once(jobs: &[Job<'_>]) -> Vec<(Transcript, Duration)> {
    thread::scope(|scope| {
        let threads: Vec<_> = jobs.iter().map(|job| scope.spawn(|| job.run())).collect();
        threads.into_iter().map(|t| t.join().unwrap()).collect()
    })
}

/// Words of a command line.
pub fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(ToOwned::to_owned).collect()
}

/// How long each engine is worked on.
pub fn span() -> Duration {
    let seconds = env::var("MEETCTL_TEST_SECONDS").ok();
    Duration::from_secs(seconds.map_or(5, |text| text.parse().unwrap()))
}

/// The seed of this run.
pub fn seed() -> u64 {
    let seed = env::var("MEETCTL_TEST_SEED").ok();
    seed.map_or_else(rand::random, |text| text.parse().unwrap())
}

/// How often a command is killed; `MEETCTL_TEST_KILLS` sets another figure.
pub fn kills(engine: Engine) -> usize {
    let default = if engine == Engine::Sqlite { 50 } else { 10 };
    env::var("MEETCTL_TEST_KILLS").map_or(default, |text| text.parse().unwrap())
}

/// Two cores are enough for one crowd.
pub fn alone() -> MutexGuard<'static, ()> {
    static ALONE: Mutex<()> = Mutex::new(());
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Prints what was done, past the capture of the test runner.
pub fn say(text: impl Display) {
    // The print macros are captured in a test that passes; this is not.
    stderr().write_all(format!("{text}\n").as_bytes()).unwrap();
}

/// What became of many runs.
#[derive(Default)]
pub struct Tally {
    pub rounds: usize,
    pub exits: BTreeMap<i32, usize>,
    /// Transactions that were tried again.
    retries: usize,
    /// Reconnects.
    reconnects: usize,
    longest: Duration,
}

impl Tally {
    pub fn add(&mut self, run: &Transcript, took: Duration) {
        *self.exits.entry(run.exit).or_default() += 1;
        self.retries += run.stderr.matches("trying again").count();
        self.reconnects += run.stderr.matches("looking for a database").count();
        self.longest = self.longest.max(took);
    }

    pub fn merge(&mut self, other: &Self) {
        self.rounds += other.rounds;
        for (exit, count) in &other.exits {
            *self.exits.entry(*exit).or_default() += count;
        }
        self.retries += other.retries;
        self.reconnects += other.reconnects;
        self.longest = self.longest.max(other.longest);
    }

    pub fn ended(&self, exit: i32) -> usize {
        self.exits.get(&exit).copied().unwrap_or(0)
    }
}

impl Display for Tally {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let processes: usize = self.exits.values().sum();
        write!(
            f,
            "{processes} processes, {} rounds, {} retries, {} reconnects, longest {:.1} s, exits {:?}",
            self.rounds,
            self.retries,
            self.reconnects,
            self.longest.as_secs_f32(),
            self.exits
        )
    }
}

/// Pairs of busy meetings of one user that overlap, found by comparing every meeting with every
/// other: user, lower id, higher id.
pub const DOUBLE_BOOKINGS: &str = "\
    WITH attends AS ( \
        SELECT created_by AS user_id, id, start_time, end_time FROM meetings \
        WHERE status <> 'cancelled' \
        UNION \
        SELECT p.user_id, m.id, m.start_time, m.end_time FROM meeting_participants p \
        JOIN meetings m ON m.id = p.meeting_id WHERE m.status <> 'cancelled') \
    SELECT a.user_id, a.id, b.id FROM attends a \
    JOIN attends b ON a.user_id = b.user_id AND a.id < b.id \
    WHERE a.start_time < b.end_time AND b.start_time < a.end_time \
    ORDER BY 1, 2, 3";

/// No user is double-booked: by SQL, and by meetctl.
pub fn no_double_bookings(t: &Meetctl) {
    let none: [[&str; 3]; 0] = [];
    assert_eq!(t.rows(DOUBLE_BOOKINGS), none);
    let check = t.run(["meeting", "conflicts", "--check", "--format", "count"]);
    assert_eq!(check.success().stdout, "0\n");
}
