//! Times in rows that SQLite has packed as JSON: text, as it stores them.

use std::borrow::Cow;

use sea_orm::prelude::DateTime;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

use crate::time::read_fixed;

#[derive(Deserialize)]
#[serde(transparent)]
struct Text<'a>(#[serde(borrow)] Cow<'a, str>);

#[derive(Deserialize)]
#[serde(transparent)]
struct Time(#[serde(deserialize_with = "time")] DateTime);

/// Reads `YYYY-MM-DD HH:MM:SS`, also with a fraction, which is cut.
pub(super) fn time<'de, D: Deserializer<'de>>(deserializer: D) -> Result<DateTime, D::Error> {
    let Text(text) = Text::deserialize(deserializer)?;
    match read_fixed(&text) {
        // SQL compares the text: with a `T` it would sort after every space of the same day.
        Some((time, b' ', rest)) if !rest.contains(['+', '-']) => Ok(time),
        _ => Err(D::Error::custom(format_args!(
            "a time in the database is not of the form YYYY-MM-DD HH:MM:SS: {text}"
        ))),
    }
}

/// The same, or null.
pub(super) fn optional<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<DateTime>, D::Error> {
    Ok(Option::<Time>::deserialize(deserializer)?.map(|Time(time)| time))
}
