//! Pure time logic: no database.

pub mod conflicts;
pub mod free;
pub mod interval;
pub mod load;

pub use interval::Interval;
