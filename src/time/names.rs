//! The names of days and months.

use chrono::Weekday;

const WEEKDAYS: [&str; 7] =
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The day of the week that `name` means: in any case, of which three letters are enough.
pub fn weekday(name: &str) -> Option<Weekday> {
    Weekday::try_from(u8::try_from(place(name, &WEEKDAYS)?).ok()?).ok()
}

/// The month that `name` means, January is 1: in any case, of which three letters are enough.
pub(super) fn month(name: &str) -> Option<u32> {
    u32::try_from(place(name, &MONTHS)? + 1).ok()
}

/// Every name.
pub(super) fn all() -> impl Iterator<Item = &'static str> {
    WEEKDAYS.into_iter().chain(MONTHS)
}

fn place(name: &str, names: &[&str]) -> Option<usize> {
    let name = name.to_ascii_lowercase();
    (name.len() >= 3).then(|| names.iter().position(|full| full.starts_with(&name)))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_letters_are_enough() {
        for name in ["Mon", "monday", "MOND"] {
            assert_eq!(weekday(name), Some(Weekday::Mon), "{name}");
        }
        assert_eq!(weekday("thurs"), Some(Weekday::Thu));
        assert_eq!((month("jan"), month("Sept"), month("December")), (Some(1), Some(9), Some(12)));
        for name in ["", "mo", "mondays", "month", "funday"] {
            assert_eq!((weekday(name), month(name)), (None, None), "{name}");
        }
    }
}
