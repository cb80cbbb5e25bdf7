//! How much a run has written, to be reported with whatever ends it early.

use std::cell::RefCell;
use std::rc::Rc;

use serde_json::{Map, Value};

use crate::error::{Failure, Kind};

/// Numbers by name.
type Counts = Vec<(&'static str, u64)>;

/// What a run has committed so far; clones share it.
#[derive(Debug, Clone, Default)]
pub struct Written(Rc<RefCell<Option<Counts>>>);

impl Written {
    /// Notes what is committed by now: at the start of writing zeros, then after each transaction.
    pub fn set(&self, counts: impl IntoIterator<Item = (&'static str, u64)>) {
        *self.0.borrow_mut() = Some(counts.into_iter().collect());
    }

    /// Notes that what was written was rolled back.
    pub fn undone(&self) {
        if let Some(counts) = self.0.borrow_mut().as_mut() {
            for (_, count) in counts {
                *count = 0;
            }
        }
    }

    /// Adds to a failure how much was written before it, once writing had begun.
    #[must_use]
    pub fn add_to(&self, failure: Failure) -> Failure {
        // The transaction in hand may have been committed, unheard.
        let unheard = [Kind::Timeout, Kind::ConnectionLost, Kind::OutcomeUnknown];
        let Some(text) = self.text(unheard.contains(&failure.kind())) else {
            return failure;
        };
        let counts = self.0.borrow();
        let counts =
            counts.iter().flatten().map(|(name, count)| ((*name).to_owned(), (*count).into()));
        failure.line(text).detail("written", Value::Object(counts.collect::<Map<_, _>>()))
    }

    /// `already written: 3 created, 2 updated`; `None` before writing began.
    pub fn text(&self, at_least: bool) -> Option<String> {
        let counts = self.0.borrow();
        let counts = counts.as_ref()?.iter().filter(|(_, count)| *count > 0);
        let parts: Vec<String> =
            counts.map(|(name, count)| format!("{count} {}", name.replace('_', " "))).collect();
        Some(match (parts.is_empty(), at_least) {
            (false, false) => format!("already written: {}", parts.join(", ")),
            (false, true) => format!("already written: at least {}", parts.join(", ")),
            (true, false) => "nothing was written".to_owned(),
            (true, true) => "nothing was written as far as is known".to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_failure_says_what_was_written_before_it() {
        let failure = || Failure::new(Kind::StorageFull, "no space");
        let written = Written::default();
        assert_eq!(written.add_to(failure()).lines().len(), 1);
        written.set([("created", 0), ("updated", 0)]);
        assert_eq!(written.add_to(failure()).lines()[1].1, "nothing was written");
        written.set([("created", 3), ("updated", 0)]);
        let told = written.clone().add_to(failure());
        assert_eq!(told.lines()[1].1, "already written: 3 created");
        assert_eq!(told.to_json()["error"]["written"], json!({"created": 3, "updated": 0}));
        let late = written.add_to(Failure::new(Kind::Timeout, "late"));
        assert_eq!(late.lines()[1].1, "already written: at least 3 created");
        written.undone();
        assert_eq!(written.text(false).as_deref(), Some("nothing was written"));
    }
}
