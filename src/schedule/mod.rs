//! Pure time logic: no database.

pub mod conflicts;
pub mod day;
pub mod double_booked;
pub mod free;
pub mod interval;
pub mod lanes;
pub mod load;

pub use day::Day;
pub use interval::Interval;
