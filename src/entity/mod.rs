//! The SeaORM models of the tables, without queries.

pub mod meeting;
pub mod participant;
pub mod user;
