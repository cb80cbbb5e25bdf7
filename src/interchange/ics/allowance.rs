//! What the recurring events of one file may become together: a few lines are enough for many.

use super::recurrence::Budget;
use super::series::Occurrence;
use crate::interchange::record::Problem;

/// Bytes of text, on average.
const BYTES_PER_MEETING: u64 = 4 * 1024;
/// Steps to follow a rule, on average.
const STEPS_PER_MEETING: u64 = 500;

/// What is left for the rest of the file.
pub(super) struct Allowance {
    limit: u64,
    meetings: u64,
    /// Bytes of the text that is repeated.
    bytes: u64,
    /// Steps to follow rules, also those that lead nowhere.
    steps: u64,
}

impl Allowance {
    /// An allowance for `limit` meetings, and in proportion for their text and their rules.
    pub(super) fn new(limit: u64) -> Self {
        Self {
            limit,
            meetings: limit,
            bytes: limit.saturating_mul(BYTES_PER_MEETING),
            steps: limit.max(1000).saturating_mul(STEPS_PER_MEETING) + Budget::default().left(),
        }
    }

    /// The budget to follow the rules of one event.
    pub(super) fn budget(&self) -> Result<Budget, Problem> {
        let budget = Budget::default();
        if self.meetings == 0 {
            return Err(self.too_many());
        }
        if self.steps < budget.left() {
            return Err(excess("take too long to follow"));
        }
        Ok(budget)
    }

    /// Takes what is missing from a budget.
    pub(super) fn spend(&mut self, budget: &Budget) {
        self.steps = self.steps.saturating_sub(Budget::default().left() - budget.left());
    }

    /// Takes the meetings of one event, each with the text of its part.
    pub(super) fn take(
        &mut self,
        meetings: &[Occurrence],
        texts: &[Vec<u8>],
    ) -> Result<(), Problem> {
        let bytes = meetings.iter().map(|meeting| texts[meeting.part].len() as u64).sum();
        let left = self.meetings.checked_sub(meetings.len() as u64);
        let left = left.ok_or_else(|| self.too_many())?;
        self.bytes = self.bytes.checked_sub(bytes).ok_or_else(|| {
            let mebibytes = self.limit.saturating_mul(BYTES_PER_MEETING) >> 20;
            excess(format_args!("repeat more than {mebibytes} MiB of text"))
        })?;
        self.meetings = left;
        Ok(())
    }

    fn too_many(&self) -> Problem {
        excess(format_args!("become more than {} meetings", self.limit))
    }
}

fn excess(what: impl std::fmt::Display) -> Problem {
    let problem = Problem::of("RRULE", format!("the recurring events of the file {what}"));
    Problem { is_excess: true, ..problem }.hint(EXCESS_HINT)
}

/// What to do about a file with too many recurring events.
pub(super) const EXCESS_HINT: &str =
    "check the file; expand it less far with --horizon, or allow more with --max-occurrences";
