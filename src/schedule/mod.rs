//! Pure time logic: no database.

pub mod interval;

pub use interval::Interval;
pub mod conflicts;
pub mod free;
