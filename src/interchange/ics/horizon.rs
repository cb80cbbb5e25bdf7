//! Until when recurring events are expanded.

use chrono::Months;

use super::property::Property;
use super::values::DateValue;
use super::zones::Clocks;
use crate::interchange::record::ReadOptions;
use crate::time::{UtcTime, bounds};

/// One year past the last start in the file or now, whichever is later.
pub(super) fn default(
    last_start: Option<&str>,
    clocks: &mut Clocks,
    options: &ReadOptions,
) -> UtcTime {
    let start = last_start.and_then(Property::parse).and_then(|property| {
        match DateValue::parse(property.value)? {
            DateValue::Date(date) => Some(options.zone.day_start(date)),
            DateValue::Utc(time) => Some(time),
            DateValue::Local(civil) => {
                let clock = property.parameter("TZID").map(|id| clocks.of_id(&id, "DTSTART"));
                let clock = clock.and_then(Result::ok).flatten();
                let clock = clock.unwrap_or_else(|| clocks.floating.clone());
                Some(clock.compatible(civil))
            }
        }
    });
    let last = start.map_or(options.now, |start| start.max(options.now));
    last.checked_add_months(Months::new(12)).unwrap_or(last).min(bounds().1)
}
