//! The row of the history for a run that is done, where it could not be part of the work.

use crate::context::{Access, Context};
use crate::output::Warning;
use crate::store::history::{self, Values};

/// Writes what was done to the history, if the schema has one. The work itself is done: a failure is
/// only a warning.
pub(super) async fn note_run(ctx: &Context, name: &str, value: impl Into<serde_json::Value>) {
    let values = Values::from_iter([(name.to_owned(), value.into())]);
    let noted = match ctx.open(Access::Write).await {
        Ok(session) => history::note_run(&session, values).await,
        Err(failure) => Err(failure),
    };
    if let Err(failure) = noted {
        let message = format!("the history lacks this run: {}", failure.summary());
        ctx.out.warning(Warning::new("history_incomplete", message));
    }
}
