//! What a server may not change by its settings: answers, and that what is reported as done is done.

use harness::{Engine, Meetctl, Row, Transcript};

/// Commands that read.
const READS: [&[&str]; 6] = [
    &["user", "list", "--json"],
    &["meeting", "export", "--format", "jsonl"],
    &["meeting", "conflicts", "--json"],
    &[
        "meeting",
        "free",
        "--user",
        "1",
        "--from",
        "2026-06-01",
        "--to",
        "2026-06-01",
        "--duration",
        "1h",
        "--json",
    ],
    &["stats", "monthly", "--year", "2026", "--json"],
    &["doctor", "--format", "csv", "--fields", "check,count"],
];

/// Commands that write, each with a query that counts what it does, and the count it leads to.
const WRITES: [(&[&str], &str, &str); 6] = [
    (
        &["user", "create", "--name", "Zoë \\'\"`", "--email", "zoe@example.org"],
        "SELECT COUNT(*) FROM users WHERE email = 'zoe@example.org' AND name LIKE 'Zoë %'",
        "1",
    ),
    (
        &[
            "meeting",
            "create",
            "--title",
            "Δ",
            "--start",
            "2026-07-01 10:00",
            "--duration",
            "1h",
            "--creator",
            "1",
            "--participant",
            "2",
        ],
        "SELECT COUNT(*) FROM meetings m JOIN meeting_participants p ON p.meeting_id = m.id \
         WHERE title = 'Δ' AND start_time = '2026-07-01 10:00:00' AND p.user_id = 2",
        "1",
    ),
    (
        &["meeting", "import", "file.jsonl", "--quiet"],
        "SELECT COUNT(*) FROM meetings WHERE uid IN ('u1', 'u2', 'u3')",
        "3",
    ),
    (
        &["meeting", "update", "2", "--title", "New title"],
        "SELECT COUNT(*) FROM meetings WHERE title = 'New title' AND id = 2",
        "1",
    ),
    (&["meeting", "delete", "3", "--yes"], "SELECT 1 - COUNT(*) FROM meetings WHERE id = 3", "1"),
    (
        &["backfill-status", "--quiet"],
        "SELECT COUNT(*) FROM meetings WHERE title = 'Long ago' AND status = 'completed'",
        "1",
    ),
];

/// Commands that have to be refused: by a constraint, and by a double booking of meeting 2's user.
const REFUSED: [&[&str]; 2] = [
    &["user", "create", "--name", "Ada", "--email", "ADA@example.org"],
    &[
        "meeting",
        "create",
        "--title",
        "No",
        "--start",
        "2026-07-01 10:30",
        "--duration",
        "1h",
        "--creator",
        "2",
    ],
];

const IMPORT: &str = r#"{"uid":"u1","title":"One","start_time":"2026-08-01T10:00:00Z","duration_minutes":30,"creator":1}
{"uid":"u2","title":"Zwölf 𝄞","start_time":"2026-08-01T11:00:00Z","duration_minutes":30,"creator":2,"participants":[1]}
{"uid":"u3","title":"Three","start_time":"2026-08-01T12:00:00Z","duration_minutes":30,"creator":3}
"#;

/// A database, and what it answers on a server whose settings are the usual ones.
pub struct Battery {
    pub t: Meetctl,
    answers: Vec<String>,
    schema: Vec<Vec<String>>,
}

/// What one run of the battery found wrong; nothing if all is well.
pub type Wrong = Vec<String>;

impl Battery {
    /// Fills the database, which is migrated, and asks it.
    pub fn new(t: Meetctl) -> Self {
        t.write("file.jsonl", IMPORT);
        let schema = t.schema();
        let mut battery = Self { t, answers: Vec::new(), schema };
        battery.fill();
        battery.answers = battery.read().into_iter().map(|run| answer(&run.success())).collect();
        battery
    }

    /// Brings the rows back to what they were at first.
    pub fn fill(&self) {
        let t = &self.t;
        let tables = ["meetctl_imported", "meeting_participants", "meetings", "users"];
        t.sql(&match t.engine() {
            Engine::Mariadb => {
                let empty = tables.map(|table| format!("TRUNCATE TABLE {table}; "));
                format!("SET foreign_key_checks = 0; {}", empty.concat())
            }
            _ => format!("TRUNCATE {} RESTART IDENTITY", tables.join(", ")),
        });
        t.seed_sql(3, 0);
        t.insert_meetings(&[
            Row::new("Long ago", "2026-05-01 10:00:00", "2026-05-01 11:00:00"),
            Row::today("Überprüfung \\ 'a' \"b\" `c` %_", "10:00", "11:00").with(&[2, 3]),
            Row::today("Clash", "10:30", "11:30").by(2).described("first\nsecond 𝄞"),
            Row::today("Cancelled", "12:00", "13:00").status("cancelled"),
            Row::new("Σ", "2026-12-31 23:00:00", "2027-01-01 01:00:00").by(3).with(&[1]),
        ]);
    }

    fn read(&self) -> Vec<Transcript> {
        READS.iter().map(|args| self.t.run(*args)).collect()
    }

    /// Runs every command under the settings of now; `restore` takes these back.
    pub fn run(&self, restore: impl FnOnce()) -> Wrong {
        let mut wrong = Wrong::new();
        for (run, expected) in self.read().into_iter().zip(&self.answers) {
            if run.exit != 0 || answer(&run) != *expected {
                wrong.push(format!("{run}"));
            }
        }
        let written = WRITES.map(|(args, ..)| self.t.run(args));
        let refused = REFUSED.map(|args| self.t.run(args)).into_iter().filter(|run| run.exit != 4);
        wrong.extend(refused.map(|run| format!("not refused: {run}")));
        restore();
        for (run, (_, sql, count)) in written.into_iter().zip(WRITES) {
            let done = self.t.rows(sql) == [[count]];
            if run.exit != 0 || !done {
                wrong.push(format!("done: {done}, but {run}"));
            }
        }
        self.fill();
        wrong
    }

    /// Runs a few commands under settings with which each may end with `code`, having done nothing
    /// then.
    pub fn run_refused(&self, code: i32, restore: impl FnOnce()) -> Wrong {
        let mut wrong = Wrong::new();
        let read = READS.iter().zip(&self.answers).take(2);
        for (run, expected) in read.map(|(args, expected)| (self.t.run(*args), expected)) {
            let right = run.exit == code || run.exit == 0 && answer(&run) == *expected;
            wrong.extend((!right).then(|| format!("{run}")));
        }
        let written =
            [WRITES[0], WRITES[2]].map(|(args, sql, count)| (self.t.run(args), sql, count));
        restore();
        for (run, sql, count) in written {
            let done = self.t.rows(sql) == [[count]];
            let right = run.exit == code && !done || run.exit == 0 && done;
            wrong.extend((!right).then(|| format!("done: {done}, but {run}")));
        }
        self.fill();
        wrong
    }

    /// Rolls back and applies migrations under the settings of now, as above.
    pub fn migrate(&self, restore: impl FnOnce()) -> Wrong {
        let t = &self.t;
        let down = t.run(["migrate", "down", "--steps", "11", "--yes", "--no-backup"]);
        let up = t.run(["migrate", "up", "--no-backup"]);
        restore();
        let failed = [down, up].into_iter().filter(|run| run.exit != 0);
        let mut wrong: Wrong = failed.map(|run| format!("{run}")).collect();
        let differing = t.schema().into_iter().filter(|part| !self.schema.contains(part));
        wrong.extend(differing.map(|part| format!("another schema: {part:?}")));
        if t.schema().len() != self.schema.len() {
            wrong.push("a part of the schema is missing, or one too much is there".to_owned());
        }
        self.fill();
        wrong
    }
}

/// What is printed, without what the doctor says of settings that other programs are under.
fn answer(run: &Transcript) -> String {
    let lines = run.stdout.lines().filter(|line| !line.starts_with("missing_constraints"));
    lines.fold(String::new(), |text, line| text + line + "\n")
}
