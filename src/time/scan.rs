//! Parts of times: digits and offsets.

/// Reads `Z`, `+02:00` or `+0200`, in seconds ahead of UTC; returns what follows it.
pub(super) fn read_offset(text: &str) -> Option<(i32, &str)> {
    if let Some(rest) = text.strip_prefix(['Z', 'z']) {
        return Some((0, rest));
    }
    let sign = if text.starts_with('-') { -1 } else { 1 };
    let (hours, rest) = digits(text.strip_prefix(['+', '-'])?, 2..=2);
    let (minutes, rest) = digits(rest.strip_prefix(':').unwrap_or(rest), 2..=2);
    let (hours, minutes): (i32, i32) = (hours.parse().ok()?, minutes.parse().ok()?);
    (hours < 24 && minutes < 60).then_some((sign * (hours * 60 + minutes) * 60, rest))
}

/// Splits off the leading ASCII digits, as many as `count` allows; none if there are too few.
pub(super) fn digits(text: &str, count: std::ops::RangeInclusive<usize>) -> (&str, &str) {
    let found = text.bytes().take(*count.end()).take_while(u8::is_ascii_digit).count();
    text.split_at(if found < *count.start() { 0 } else { found })
}
