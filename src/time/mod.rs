//! Times, durations and zones as people type them.
//!
//! Inside the program a time is a [`UtcTime`]: UTC, the type the entities have.
//! This module parses typed text into it ([`parse_time`]) and formats it ([`rfc3339`], [`local`]).
//! The zone and the clock are always parameters. Zones and their gaps and folds come from jiff,
//! used for offsets only: its instants end on 9999-12-30, ours one day later.

mod duration;
mod error;
mod format;
mod instant;
mod months;
mod names;
mod parse;
mod suggest;
mod zone;

pub use duration::{
    format_seconds, parse_duration, parse_iso_duration, parse_shift, parse_timeout,
};
pub use error::TimeError;
pub use format::{Local, local, rfc3339};
pub use instant::{UtcTime, YEARS, bounds, read_fixed, whole_second};
pub use months::month_starts;
pub use names::weekday;
pub use parse::{TypedTime, not_one_instant, parse_clock, parse_dated, parse_time};
pub use suggest::zone_names;
pub use zone::{Instants, Zone};
