//! What is common to all commands under a fault: a state before it, what must hold after it, and
//! how the next run ends it. `table.rs` lists which command meets which fault.

use std::time::{Duration, Instant};

use harness::{Engine, Fault, Invocation, Meetctl, Transcript};

/// Rows of a query.
pub type Rows = Vec<Vec<String>>;

/// How long a lease lasts in runs that are killed: the next run replaces a killed one soon.
const LEASE: &str = "300";

/// How far an interrupted command came, in its own unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    pub done: usize,
    pub of: usize,
}

impl Progress {
    pub fn is_partial(self) -> bool {
        0 < self.done && self.done < self.of
    }

    pub fn is_complete(self) -> bool {
        self.done == self.of
    }
}

/// A command that writes, with a database to run it on.
pub trait Case: Sized + Sync {
    const NAME: &'static str;
    /// The exit code of a run that nothing disturbs.
    const EXIT: i32 = 0;
    /// The exit codes of the run after an interrupted one.
    const NEXT: &'static [i32] = &[Self::EXIT];
    /// The parts of a run's time between which it is killed.
    const INSTANTS: (f64, f64) = (0.0, 1.0);
    /// Kills are shared among this number of cases of one command.
    const SHARE: usize = 1;

    /// What is done before and after each commit, where that is the same on every engine.
    const COMMITS: &'static [usize] = &[];
    /// How often a run can be killed at a commit, at least.
    const MIN_COMMITS: usize = 2;

    /// Prepares what all rounds share.
    fn new(engine: Engine) -> Self;

    fn t(&self) -> &Meetctl;

    /// Makes the state before the command.
    fn reset(&mut self);

    fn args(&self) -> Vec<String>;

    /// Asserts what must hold whenever the command was interrupted.
    fn check(&self) -> Progress;

    /// Asserts the final state: nothing is lost, nothing is done twice, no file is left.
    /// `next` is the run after one that came as far as `before`.
    fn check_end(&self, before: Progress, next: &Transcript);

    /// The program with these arguments, and with the variables that every run has.
    fn invocation(&self, args: Vec<String>) -> Invocation<'_> {
        self.t().cmd(args)
    }

    fn command(&self) -> Invocation<'_> {
        self.invocation(self.args()).env("MEETCTL_LEASE_MS", LEASE)
    }

    /// Runs the command again, after the lease of an interrupted run if there is one. Returns how
    /// often it was refused.
    fn finish(&self) -> (Progress, usize) {
        self.t().wait_for_other_sessions();
        let before = self.check();
        for refused in 0..10 {
            let next = self.command().run();
            if next.exit == 7 {
                assert_eq!(next.error_json()["code"], "already_running", "{next}");
                self.t().wait_for_leases();
                continue;
            }
            assert!(Self::NEXT.contains(&next.exit), "{next}");
            self.check_end(before, &next);
            return (before, refused);
        }
        panic!("{}: no lease to be had", Self::NAME);
    }

    /// The time of a run that nothing disturbs.
    fn measure(&mut self) -> Duration {
        self.reset();
        let started = Instant::now();
        self.command().run().exits(Self::EXIT);
        let took = started.elapsed();
        assert!(self.check().is_complete(), "{}", Self::NAME);
        took
    }
}

/// How a connection breaks, further options, and how the run may end then.
pub struct Broken {
    pub fault: Fault,
    pub options: &'static str,
    pub exits: &'static [i32],
}

/// A case whose connection can break.
pub trait Remote: Case {
    /// What is tried beside the faults of every command.
    fn faults() -> Vec<Broken>;

    /// Whether a run survives one broken connection; if not, it may always end with 6 or 7.
    const SURVIVES: bool = true;

    /// Whether it ends a transaction by COMMIT on every engine.
    const ENDS_BY_COMMIT: bool = true;

    /// Whether it sends a COMMIT on every engine.
    const SENDS_COMMIT: bool = true;
}

/// A case that stops in order when it is signalled.
pub trait Stopped: Case {
    const SIGNALS: usize;

    /// Whether the run has started to write, and is to be signalled; `None`: at any instant.
    fn has_started(&self) -> Option<bool> {
        None
    }

    /// Asserts what a run that was stopped leaves.
    fn check_stopped(&self, run: &Transcript, progress: Progress);
}

/// Many runs of a case at once.
pub trait Crowd: Case {
    /// How many runs there are in each round.
    fn rounds(engine: Engine) -> Vec<usize>;

    /// Options of the run with this number.
    fn options(_number: usize) -> &'static str {
        ""
    }

    /// Asserts that the runs together did the work once.
    fn check_crowd(&self, runs: &[Transcript]);
}
