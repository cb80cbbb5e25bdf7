//! Adds `users.booking_seq`, a counter that every booking of a user increments.
//!
//! Two concurrent bookings for one user then write the same row, and the engine makes one of
//! them wait or retry: this prevents double bookings.

use crate::migration::Migration;
use crate::script::{SchemaObject, SqlChange};

const COLUMN: SchemaObject = SchemaObject::Column("users", "booking_seq");
const ADD: &str = "ALTER TABLE users ADD COLUMN booking_seq BIGINT DEFAULT 0 NOT NULL";
const DROP: &str = "ALTER TABLE users DROP COLUMN booking_seq";

pub(crate) const MIGRATION: Migration = Migration {
    name: "m20240401_000002_add_user_booking_seq",
    up: |_, _| SqlChange::new(ADD).creates(COLUMN).into(),
    down: |_| SqlChange::new(DROP).drops(COLUMN).into(),
    loss: None,
};
