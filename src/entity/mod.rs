//! The SeaORM models of the tables, without queries.

pub mod imported;
pub mod meeting;
pub mod participant;
mod time_text;
pub mod user;
