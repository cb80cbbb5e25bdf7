//! The months of a year in a zone.

use chrono::NaiveDate;

use super::error::TimeError;
use super::instant::{UtcTime, YEARS, bounds};
use super::zone::Zone;

/// The first instants of the twelve months of `year` in `zone`, and of the year after.
///
/// Bounds outside the years that can be stored are moved to the nearest time that can: no meeting
/// is between the two.
pub fn month_starts(year: i32, zone: &Zone) -> Result<[UtcTime; 13], TimeError> {
    let refused = || {
        TimeError::new(
            format!("no meeting can be in the year {year}"),
            format!("write a year from {} to {}", YEARS.start(), YEARS.end()),
        )
    };
    if !YEARS.contains(&year) {
        return Err(refused());
    }
    let (min, max) = bounds();
    let mut starts = [min; 13];
    for (start, month) in starts.iter_mut().zip(0..) {
        let date = NaiveDate::from_ymd_opt(year + month / 12, month.unsigned_abs() % 12 + 1, 1);
        *start = zone.day_start(date.ok_or_else(refused)?).clamp(min, max);
    }
    Ok(starts)
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDateTime;

    use super::*;

    fn utc(text: &str) -> UtcTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S").unwrap()
    }

    #[test]
    fn months_begin_in_the_zone() {
        let starts = month_starts(2026, &Zone::parse("Europe/Berlin").unwrap()).unwrap();
        assert_eq!(starts[0], utc("2025-12-31 23:00:00"));
        assert_eq!(starts[3], utc("2026-03-31 22:00:00"));
        assert_eq!(starts[12], utc("2026-12-31 23:00:00"));
        assert_eq!(month_starts(1000, &Zone::utc()).unwrap()[0], utc("1000-01-01 00:00:00"));
        assert_eq!(month_starts(9999, &Zone::utc()).unwrap()[12], utc("9999-12-31 23:59:59"));
        for year in [999, 10_000, -1, i32::MAX] {
            let error = month_starts(year, &Zone::utc()).unwrap_err();
            assert!(error.message.contains(&year.to_string()), "{error:?}");
        }
    }
}
