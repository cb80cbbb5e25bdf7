//! Data passed through temporary files, so that memory does not grow with it: kept in order
//! ([`Spool`]) or sorted ([`Sorter`]). Uses no database.
//!
//! The files have no name, so the system deletes them when the process ends.

pub mod bytes;
mod sorter;
mod spool;

pub use sorter::{Merge, Sorted, Sorter};
pub use spool::{Records, Spool, Spooled};
