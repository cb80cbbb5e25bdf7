//! Adds `users.booking_seq`, a counter that every booking of a user raises.
//!
//! Two bookings for one user at once then write the same row, and the engine itself
//! makes one of them wait or try again: that is the guard against double bookings.

use chrono::NaiveDateTime;
use sea_orm::DbBackend;

use crate::step::{Change, Object, Script, Step, file_stem};

pub struct Migration;

const COLUMN: Object = Object::Column("users", "booking_seq");

impl Step for Migration {
    fn name(&self) -> &'static str {
        file_stem(file!())
    }

    fn up(&self, _backend: DbBackend, _now: NaiveDateTime) -> Script {
        let sql = "ALTER TABLE users ADD COLUMN booking_seq BIGINT DEFAULT 0 NOT NULL";
        Script::from(Change::new(sql).unless(COLUMN))
    }

    fn down(&self, _backend: DbBackend) -> Script {
        let sql = "ALTER TABLE users DROP COLUMN booking_seq";
        Script::from(Change::new(sql).until_gone(COLUMN))
    }
}
