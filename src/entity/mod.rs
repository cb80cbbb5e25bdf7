//! The SeaORM models of the tables, without queries.

pub mod history;
pub mod imported;
pub mod meeting;
pub mod odd;
pub mod participant;
pub(crate) mod time_text;
pub mod user;
