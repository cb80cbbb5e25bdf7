//! Updates the status of meetings to match the current time, batch by batch.
//!
//! A meeting that ended before now is `completed`, one that runs `in_progress`, one to come
//! `scheduled`; `cancelled` is never touched. [`range`] says where in the indexes those are that
//! have another status than that, and [`run`] changes them.

mod range;
mod run;

pub use range::{RANGES, Range, Tally};
pub use run::{BackfillRun, Batch};
