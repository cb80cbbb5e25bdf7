//! The values of columns as the engines store them, whatever another program wrote.
//!
//! The drivers decode what fits a type and refuse or panic at the rest: the `infinity` of
//! PostgreSQL, the zero dates of MySQL, the text that SQLite keeps in a column of numbers. Here every
//! value is read.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime};
use sea_orm::sqlx::error::BoxDynError;
use sea_orm::sqlx::mysql::{MySql, MySqlRow, MySqlValueRef};
use sea_orm::sqlx::postgres::{PgRow, PgValueFormat, PgValueRef, Postgres};
use sea_orm::sqlx::sqlite::{Sqlite, SqliteRow};
use sea_orm::sqlx::{Decode, Row, TypeInfo, ValueRef};
use sea_orm::{DbErr, QueryResult, RuntimeErr, SqlxError};

/// A value of a column.
#[derive(Debug, Clone, PartialEq)]
pub enum Stored {
    /// NULL.
    Null,
    /// An integer.
    Integer(i64),
    /// A number of SQLite that is not an integer.
    Real(f64),
    /// A text. On SQLite also a time.
    Text(String),
    /// A blob, or a text that is not UTF-8.
    Bytes(Vec<u8>),
    /// A time of a server, of the years 1 to 9999.
    Time(NaiveDateTime),
    /// A time of a server that is none of those.
    OtherTime(OtherTime),
}

/// A time that a calendar of the years 1 to 9999 does not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherTime {
    /// As the engine writes it, such as `infinity` or `0000-00-00 00:00:00`.
    pub text: String,
    /// The nearest time that the calendar has.
    pub nearest: NaiveDateTime,
    /// Whether it is before or after all times of the calendar; else it is between two of them.
    pub outside: bool,
}

/// What a column of a server holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnKind {
    /// Integers.
    Integer,
    /// Texts.
    Text,
    /// Times.
    Time,
}

/// Reads a column of a row.
pub fn stored(row: &QueryResult, index: usize, kind: ColumnKind) -> Result<Stored, DbErr> {
    let read = if let Some(row) = row.try_as_sqlite_row() {
        sqlite(row, index)
    } else if let Some(row) = row.try_as_pg_row() {
        postgres(row, index, kind)
    } else if let Some(row) = row.try_as_mysql_row() {
        mysql(row, index, kind)
    } else {
        Err("a row of an unknown engine".into())
    };
    read.map_err(|error| DbErr::Query(RuntimeErr::SqlxError(SqlxError::Decode(error).into())))
}

/// Reads an array of integers of PostgreSQL, of which there may be none; `None` if it is of another type,
/// or of another engine.
pub fn postgres_integers(row: &QueryResult, index: usize) -> Option<Vec<Option<i64>>> {
    let row = row.try_as_pg_row()?;
    if let Ok(array) = row.try_get::<Option<Vec<_>>, _>(index) {
        return Some(array.unwrap_or_default());
    }
    let array: Option<Vec<Option<i32>>> = row.try_get(index).ok()?;
    Some(array.unwrap_or_default().into_iter().map(|number| number.map(i64::from)).collect())
}

/// The first and the last time of the years 1 to 9999.
pub fn calendar() -> (NaiveDateTime, NaiveDateTime) {
    let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default();
    let last = day(9999, 12, 31).and_hms_micro_opt(23, 59, 59, 999_999);
    (day(1, 1, 1).and_time(NaiveTime::MIN), last.unwrap_or_default())
}

fn text_or_bytes(bytes: &[u8]) -> Stored {
    match std::str::from_utf8(bytes) {
        Ok(text) => Stored::Text(text.to_owned()),
        Err(_) => Stored::Bytes(bytes.to_owned()),
    }
}

fn sqlite(row: &SqliteRow, index: usize) -> Result<Stored, BoxDynError> {
    let value = row.try_get_raw(index)?;
    if value.is_null() {
        return Ok(Stored::Null);
    }
    let kind = value.type_info().name().to_owned();
    Ok(match kind.as_str() {
        "INTEGER" => Stored::Integer(Decode::<Sqlite>::decode(value)?),
        "REAL" => Stored::Real(Decode::<Sqlite>::decode(value)?),
        "TEXT" => text_or_bytes(Decode::<Sqlite>::decode(value)?),
        _ => Stored::Bytes(Decode::<Sqlite>::decode(value)?),
    })
}

fn postgres(row: &PgRow, index: usize, kind: ColumnKind) -> Result<Stored, BoxDynError> {
    let value = row.try_get_raw(index)?;
    if value.is_null() {
        return Ok(Stored::Null);
    }
    Ok(match kind {
        ColumnKind::Integer => Stored::Integer(postgres_integer(value)?),
        ColumnKind::Time if value.format() == PgValueFormat::Binary => {
            postgres_time(Decode::<Postgres>::decode(value)?)
        }
        ColumnKind::Text | ColumnKind::Time => text_or_bytes(value.as_bytes()?),
    })
}

fn postgres_integer(value: PgValueRef<'_>) -> Result<i64, BoxDynError> {
    Ok(match (value.format(), value.as_bytes()?.len()) {
        (PgValueFormat::Binary, 2) => i64::from(<i16 as Decode<Postgres>>::decode(value)?),
        (PgValueFormat::Binary, 4) => i64::from(<i32 as Decode<Postgres>>::decode(value)?),
        _ => Decode::<Postgres>::decode(value)?,
    })
}

/// Microseconds from 1970 to 2000, from which PostgreSQL counts.
const TO_2000: i64 = 946_684_800_000_000;
const SECOND: i64 = 1_000_000;
const DAY: i64 = 86_400 * SECOND;

/// A time of PostgreSQL, in microseconds since 2000; the ends of the range are the infinite ones.
fn postgres_time(micros: i64) -> Stored {
    let (first, last) = calendar();
    let since_1970 = micros.checked_add(TO_2000).and_then(DateTime::from_timestamp_micros);
    if let Some(time) = since_1970.map(|time| time.naive_utc())
        && (first..=last).contains(&time)
    {
        return Stored::Time(time);
    }
    let text = match micros {
        i64::MIN => "-infinity".to_owned(),
        i64::MAX => "infinity".to_owned(),
        _ => postgres_text(micros),
    };
    let nearest = if micros < 0 { first } else { last };
    Stored::OtherTime(OtherTime { text, nearest, outside: true })
}

/// `12000-01-01 00:00:00` or `0044-03-15 12:00:00.5 BC`, for years that no type of date holds.
fn postgres_text(micros: i64) -> String {
    let (days, of_day) = (micros.div_euclid(DAY), micros.rem_euclid(DAY));
    let (year, month, day) = civil(days);
    let (seconds, fraction) = (of_day / SECOND, of_day % SECOND);
    let fraction = if fraction == 0 { String::new() } else { format!(".{fraction:06}") };
    let fraction = fraction.trim_end_matches('0');
    let (year, era) = if year > 0 { (year, "") } else { (1 - year, " BC") };
    let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}{fraction}{era}")
}

/// Year, month and day of a number of days since 2000-01-01, in the calendar of today at all times
/// (H. Hinnant, "chrono-compatible low-level date algorithms", `civil_from_days`).
fn civil(days_since_2000: i64) -> (i64, i64, i64) {
    // Counted from 1 March of the year 0, so that a leap day ends a year.
    let days = days_since_2000 + 730_425;
    let (era, day_of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

fn mysql(row: &MySqlRow, index: usize, kind: ColumnKind) -> Result<Stored, BoxDynError> {
    let value = row.try_get_raw(index)?;
    // To the driver a zero date is NULL too; the bytes tell them apart.
    if <&[u8] as Decode<MySql>>::decode(value.clone()).is_err() {
        return Ok(Stored::Null);
    }
    match kind {
        ColumnKind::Integer => Ok(Stored::Integer(Decode::<MySql>::decode(value)?)),
        ColumnKind::Text => Ok(text_or_bytes(Decode::<MySql>::decode(value)?)),
        ColumnKind::Time => mysql_time(value),
    }
}

fn mysql_time(value: MySqlValueRef<'_>) -> Result<Stored, BoxDynError> {
    if let Ok(time) = <NaiveDateTime as Decode<MySql>>::decode(value.clone())
        && time.year() > 0
    {
        return Ok(Stored::Time(time));
    }
    let bytes: &[u8] = Decode::<MySql>::decode(value)?;
    Ok(Stored::OtherTime(mysql_other_time(bytes)))
}

/// A date that no calendar has, from the binary protocol: its length, year, month, day, hour, minute,
/// second and microseconds, zeros at the end left out.
fn mysql_other_time(bytes: &[u8]) -> OtherTime {
    let (first, _) = calendar();
    let at = |place: usize| bytes.get(place).copied().unwrap_or(0);
    let year = u16::from_le_bytes([at(1), at(2)]);
    let [month, day, hour, minute, second] = [3, 4, 5, 6, 7].map(at);
    let micros = u32::from_le_bytes([8, 9, 10, 11].map(at));
    let fraction = if micros == 0 { String::new() } else { format!(".{micros:06}") };
    let text = format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}{fraction}");
    let outside = year == 0;
    let date = |day: u8| {
        NaiveDate::from_ymd_opt(year.into(), u32::from(month.clamp(1, 12)), u32::from(day.max(1)))
    };
    // A month ends on the 28th at the earliest.
    let date = (28..=day).rev().find_map(date).or_else(|| date(day));
    let nearest = date.filter(|_| !outside).map_or(first, |date| date.and_time(NaiveTime::MIN));
    OtherTime { text, nearest, outside }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(stored: &Stored) -> &str {
        match stored {
            Stored::OtherTime(other) => &other.text,
            other => panic!("{other:?}"),
        }
    }

    /// Microseconds since 2000 of a time.
    fn micros(time: &str) -> i64 {
        let time: NaiveDateTime = time.parse().unwrap();
        time.and_utc().timestamp_micros() - TO_2000
    }

    #[test]
    fn the_days_of_postgres_are_those_of_chrono() {
        for year in (-4712..12_000).step_by(13) {
            for (month, day) in [(1, 1), (2, 28), (3, 1), (12, 31)] {
                let date = NaiveDate::from_ymd_opt(year, month, day).unwrap();
                let days = date.and_time(NaiveTime::MIN).and_utc().timestamp() / 86_400 - 10_957;
                assert_eq!(civil(days), (year.into(), month.into(), day.into()), "{date}");
            }
        }
    }

    #[test]
    fn every_time_of_postgres_is_read() {
        let (first, last) = calendar();
        for time in ["0001-01-01T00:00:00", "2026-06-01T10:00:00", "9999-12-31T23:59:59.999999"] {
            assert_eq!(postgres_time(micros(time)), Stored::Time(time.parse().unwrap()));
        }
        for (micros, written, nearest) in [
            (i64::MAX, "infinity", last),
            (i64::MIN, "-infinity", first),
            (micros("9999-12-31T23:59:59.999999") + 1, "10000-01-01 00:00:00", last),
            (micros("0001-01-01T00:00:00") - 500_000, "0001-12-31 23:59:59.5 BC", first),
            // The ends of its range.
            (-211_813_488_000_000_000, "4714-11-24 00:00:00 BC", first),
            (9_223_371_331_199_999_999, "294276-12-31 23:59:59.999999", last),
        ] {
            let stored = postgres_time(micros);
            assert_eq!(text(&stored), written);
            let expected = OtherTime { text: written.to_owned(), nearest, outside: true };
            assert_eq!(stored, Stored::OtherTime(expected));
        }
    }

    #[test]
    fn every_time_of_mysql_is_read() {
        let (first, _) = calendar();
        let time = |text: &str| text.parse::<NaiveDateTime>().unwrap();
        for (bytes, text, nearest, outside) in [
            (&[][..], "0000-00-00 00:00:00", first, true),
            (&[0], "0000-00-00 00:00:00", first, true),
            (&[4, 0, 0, 5, 6], "0000-05-06 00:00:00", first, true),
            (&[4, 234, 7, 0, 10], "2026-00-10 00:00:00", time("2026-01-10T00:00:00"), false),
            (&[4, 234, 7, 2, 31], "2026-02-31 00:00:00", time("2026-02-28T00:00:00"), false),
            (
                &[11, 234, 7, 6, 0, 10, 5, 9, 7, 0, 0, 0],
                "2026-06-00 10:05:09.000007",
                time("2026-06-01T00:00:00"),
                false,
            ),
        ] {
            let expected = OtherTime { text: text.to_owned(), nearest, outside };
            assert_eq!(mysql_other_time(bytes), expected);
        }
    }
}
