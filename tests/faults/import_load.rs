//! An import into a database without meetings, which is one transaction, under faults: all of it is
//! stored or nothing, and no index or foreign key is missing afterwards.

use harness::Break::{CutAfter, CutOn};
use harness::{Engine, Fault, Invocation, Meetctl, Transcript};

use crate::case::{Broken, Case, Progress, Remote, Rows, Stopped};
use crate::import::{USERS, dump, is_sound};
use crate::processes::{no_double_bookings, words};

/// The import of more records than one statement takes.
pub struct Load {
    t: Meetctl,
    expected: Rows,
    schema: Rows,
}

impl Load {
    const RECORDS: usize = 2500;

    /// Meetings one after the other of all users, who book some of them together.
    fn file() -> String {
        let record = |n: usize| {
            let (day, hour, minute) = (n / 240 + 1, n / 10 % 24, n % 10 * 6);
            format!(
                "{{\"uid\":\"u{n}\",\"title\":\"New {n}\",\"start_time\":\"2026-06-{day:02}T{hour:02}:{minute:02}:00Z\",\
                 \"duration_minutes\":5,\"creator\":{},\"participants\":[{},\"new{}@example.org\"]}}\n",
                n % USERS + 1,
                (n + 1) % USERS + 1,
                n % 3
            )
        };
        (0..Self::RECORDS).map(record).collect()
    }
}

impl Case for Load {
    const NAME: &'static str = "meeting import into a database without meetings";
    const SHARE: usize = 2;

    fn new(engine: Engine) -> Self {
        let t = Meetctl::migrated(engine);
        t.seed_sql(USERS, 0);
        t.write("file.jsonl", Self::file());
        let schema = t.schema();
        let mut case = Self { t, expected: Rows::new(), schema };
        case.command().run().success();
        case.expected = dump(&case.t);
        case
    }

    fn t(&self) -> &Meetctl {
        &self.t
    }

    fn reset(&mut self) {
        self.t.sql(&format!("DELETE FROM meetings; DELETE FROM users WHERE id > {USERS}"));
    }

    fn args(&self) -> Vec<String> {
        words("meeting import file.jsonl --create-users --json")
    }

    fn invocation(&self, args: Vec<String>) -> Invocation<'_> {
        self.t.cmd(args).env("MEETCTL_LOAD_FROM", "1")
    }

    fn check(&self) -> Progress {
        is_sound(&self.t);
        assert_eq!(self.t.schema(), self.schema);
        let done: usize = self.t.rows("SELECT COUNT(*) FROM meetings")[0][0].parse().unwrap();
        assert!([0, Self::RECORDS].contains(&done), "a part is stored: {done} records");
        Progress { done, of: Self::RECORDS }
    }

    fn check_end(&self, before: Progress, next: &Transcript) {
        assert_eq!(next.json()["unchanged"], before.done, "{next}");
        assert!(dump(&self.t) == self.expected, "another end: {next}");
        assert_eq!(self.t.schema(), self.schema);
        no_double_bookings(&self.t);
        is_sound(&self.t);
    }
}

impl Remote for Load {
    fn faults() -> Vec<Broken> {
        let at = ["DROP INDEX", "INSERT INTO meetings", "CREATE INDEX", "ADD CONSTRAINT"];
        let faults = at.into_iter().flat_map(|at| [CutOn(at), CutAfter(at)]);
        faults
            .map(|fault| Broken { fault: Fault::times(1, fault), options: "", exits: &[0] })
            .collect()
    }
}

impl Stopped for Load {
    const SIGNALS: usize = 10;

    fn check_stopped(&self, run: &Transcript, progress: Progress) {
        if progress.done == 0 && !run.stdout.is_empty() {
            assert_eq!(run.json()["created"], 0, "{run}");
            assert!(run.stderr.contains("interrupted; import the same file again"), "{run}");
        }
    }
}
