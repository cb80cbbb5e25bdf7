//! Data on its way through temporary files: kept in order ([`Spool`]) or brought into one
//! ([`Sorter`]), so that memory does not grow with it. Knows no database.
//!
//! The files have no name and are gone with the process, however it ends.

mod sorter;
mod spool;

pub use sorter::{Merge, Sorted, Sorter};
pub use spool::{Iter, Spool, Spooled};
