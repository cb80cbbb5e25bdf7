//! What is run for a line of the table, and how it is measured.

use std::time::Duration;

use crate::measure::{Contender, Effort, Ratio, Run, compare, longest_wait};
use crate::problem::Problem;
use crate::rows::Memory;

/// Another writer waits no longer than this for a backfill.
const MAX_WAIT: Duration = Duration::from_millis(500);
/// From here on the peak memory is in the table.
const LONG: Duration = Duration::from_secs(1);

/// Two contenders that do the same.
pub struct Case {
    /// meetctl.
    pub ours: Contender,
    /// What it is measured beside.
    pub theirs: Rival,
    /// What that is, for the table.
    pub label: String,
    /// How many meetings it works on, where those are not the usual ones.
    pub size: Option<u64>,
    /// Lines that we print before the rows, of which the other prints as many.
    pub header: Option<u64>,
    /// A writer that must not wait long meanwhile.
    pub writer: Option<Contender>,
    /// Deletes what the runs leave.
    pub cleanup: Vec<Contender>,
}

/// What meetctl is measured beside.
pub enum Rival {
    /// A program.
    Program(Contender),
    /// A time.
    Limit(Duration),
}

/// The figures of a line.
pub struct Figures {
    /// Times.
    pub ratio: Ratio,
    /// In KiB, of both; 0 if unknown.
    pub peaks: [u64; 2],
    /// Whether they are worth a cell.
    pub is_long: bool,
    /// The longest wait of another writer, and how long it may be.
    pub wait: Option<[Duration; 2]>,
}

impl Case {
    /// Without anything that only some rows need.
    pub fn new(ours: Contender, theirs: Contender, label: &str) -> Self {
        Self {
            ours,
            theirs: Rival::Program(theirs),
            label: label.to_owned(),
            size: None,
            header: None,
            writer: None,
            cleanup: Vec::new(),
        }
    }

    /// The same command of another meetctl as the rival.
    pub fn beside(self, other: Self, program: &str) -> Self {
        // The label still tells the lines of a row apart.
        let label = format!("`{program}` (instead of {})", self.label);
        let header = self.header.map(|_| 0);
        let cleanup = self.cleanup.into_iter().chain(other.cleanup).collect();
        Self { theirs: Rival::Program(other.ours), label, header, cleanup, ..self }
    }

    /// Runs everything.
    pub fn measure(&self, effort: Effort) -> Result<Figures, Problem> {
        let figures = self.measure_all(effort);
        for step in &self.cleanup {
            step.run(false)?;
        }
        figures
    }

    fn measure_all(&self, effort: Effort) -> Result<Figures, Problem> {
        let theirs = match &self.theirs {
            Rival::Program(theirs) => theirs,
            Rival::Limit(limit) => {
                let time = self.ours.run(false)?.time;
                return Ok(Figures::of_one(time, *limit));
            }
        };
        let (their_run, their_state) = try_out(theirs, self.header.map(|_| 0))?;
        let (our_run, our_state) = try_out(&self.ours, self.header)?;
        if our_state != their_state {
            let label = &self.label;
            return Err(Problem::Failed(format!(
                "meetctl leaves or writes\n{our_state}\nand {label}\n{their_state}"
            )));
        }
        let ratio = compare([&self.ours, theirs], effort, our_run.time + their_run.time)?;
        let wait =
            self.writer.as_ref().map(|writer| longest_wait(&self.ours, writer)).transpose()?;
        Ok(Figures {
            ratio,
            peaks: [our_run.peak, their_run.peak],
            is_long: our_run.time.max(their_run.time) >= LONG,
            wait: wait.map(|wait| [wait, MAX_WAIT]),
        })
    }
}

/// The first run of a contender, which also warms up, and what must be the same for both.
fn try_out(contender: &Contender, header: Option<u64>) -> Result<(Run, String), Problem> {
    let run = contender.run(true)?;
    let rows = header.map(|header| format!("{} rows", run.lines.saturating_sub(header)));
    Ok((run, rows.unwrap_or_default() + &contender.left()?))
}

impl Figures {
    fn of_one(time: Duration, limit: Duration) -> Self {
        let median = time.as_secs_f64() / limit.as_secs_f64();
        let ratio = Ratio { median, quartiles: [median; 2], times: [time, limit], pairs: 1 };
        Self { ratio, peaks: [0; 2], is_long: true, wait: None }
    }

    /// The longest wait of another writer as figures of its own.
    pub fn of_wait(&self) -> Option<Self> {
        self.wait.map(|[wait, limit]| Self::of_one(wait, limit))
    }

    /// Whether meetctl takes no more memory than it may.
    pub fn fits(&self, memory: Memory) -> bool {
        let [ours, theirs] = self.peaks;
        match memory {
            Memory::Any => true,
            Memory::Mebibytes(most) => ours <= u64::from(most) * 1024,
            Memory::Flat => !self.is_long || ours * 10 <= theirs * 11,
        }
    }
}
