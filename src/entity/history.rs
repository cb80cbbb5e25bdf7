//! Who changed what, when.

use std::ops::RangeInclusive;

use sea_orm::entity::prelude::*;

/// A row of `meetctl_history`. It outlives what it is about.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "meetctl_history")]
pub struct Model {
    /// The run of a command: a random number of 60 bits.
    #[sea_orm(primary_key, auto_increment = false)]
    pub run_id: i64,
    /// Counts the rows of a run from the microsecond at which it began; not without gaps.
    #[sea_orm(primary_key, auto_increment = false)]
    pub entry: i64,
    /// When the run began, UTC.
    pub changed_at: DateTime,
    /// Who ran it.
    pub actor: String,
    /// The command, such as `meeting cancel`.
    pub command: String,
    /// What was changed: `meeting`, `user`, or `run` for all that a bulk run did.
    pub kind: String,
    /// The meeting or user.
    pub item_id: Option<i64>,
    /// A JSON object of what was there before; null for what was created.
    #[sea_orm(column_type = "Text", nullable)]
    pub old_values: Option<String>,
    /// A JSON object of what is there after; null for what was deleted.
    #[sea_orm(column_type = "Text", nullable)]
    pub new_values: Option<String>,
}

/// No relations: the table has no foreign key.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The bits of the number of a run.
pub const RUN_BITS: u32 = 60;
const RUN_DIGITS: u32 = 12;
/// Crockford's base 32: its letters are not easily confused with digits or each other.
const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// The number of a run as users see and type it: 12 digits of base 32.
pub fn run_text(id: i64) -> String {
    let digit = |place| DIGITS[usize::try_from((id >> (5 * place)) & 31).unwrap_or(0)];
    (0..RUN_DIGITS).rev().map(|place| char::from(digit(place))).collect()
}

/// The runs whose text begins with `prefix`; `None` if no text does.
pub fn runs_of(prefix: &str) -> Option<RangeInclusive<i64>> {
    let free = RUN_DIGITS.checked_sub(u32::try_from(prefix.len()).ok()?)?;
    let mut first: i64 = 0;
    for byte in prefix.to_lowercase().bytes() {
        let digit = DIGITS.iter().position(|digit| *digit == byte)?;
        first = first << 5 | i64::try_from(digit).ok()?;
    }
    first <<= 5 * free;
    Some(first..=first + (1 << (5 * free)) - 1)
}

/// What a row of the history is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemKind {
    /// A meeting with its participants.
    Meeting,
    /// A user.
    User,
    /// Everything that a bulk run did: its values are counts.
    Run,
}

impl ItemKind {
    /// The text in the database and in every format.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Meeting => "meeting",
            Self::User => "user",
            Self::Run => "run",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_is_found_by_the_beginning_of_its_text() {
        for id in [0, 1, 31, 32, (1 << 60) - 1, 0x0123_4567_89ab_cdef] {
            let text = run_text(id);
            assert_eq!(text.len(), 12);
            assert_eq!(runs_of(&text), Some(id..=id));
            for length in 1..12 {
                let runs = runs_of(&text[..length]).unwrap();
                assert!(runs.contains(&id), "{text} {length}");
                assert_eq!(runs.end() - runs.start() + 1, 1 << (5 * (12 - length)));
            }
            assert_eq!(runs_of(&text.to_uppercase()), Some(id..=id));
        }
        for wrong in ["i", "l", "o", "u", "-1", " ", "é", "0123456789abc"] {
            assert_eq!(runs_of(wrong), None, "{wrong}");
        }
    }
}
