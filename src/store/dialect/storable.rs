//! What an engine stores of the values that others store.

use std::ops::RangeInclusive;

use sea_orm::DbBackend;

/// What an engine stores.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Storable {
    /// Whether a text may have a NUL.
    pub nul: bool,
    /// The most bytes of a text without a limit of characters; `None` for any number.
    pub text_bytes: Option<usize>,
    /// The years of times that are written as on every engine.
    pub years: RangeInclusive<i32>,
    /// Whether it has infinite times, and years of another number of digits.
    pub far_times: bool,
    /// Whether texts are unique without the spaces at their ends.
    pub ignores_spaces: bool,
}

/// What `engine` stores.
pub fn storable(engine: DbBackend) -> Storable {
    let any = Storable {
        nul: true,
        text_bytes: None,
        years: 0..=9999,
        far_times: false,
        ignores_spaces: false,
    };
    match engine {
        DbBackend::Postgres => Storable { nul: false, years: 1..=9999, far_times: true, ..any },
        // Of a column of type TEXT.
        DbBackend::MySql => {
            Storable { text_bytes: Some(65_535), years: 1000..=9999, ignores_spaces: true, ..any }
        }
        _ => any,
    }
}
