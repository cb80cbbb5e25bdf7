//! The tables as SeaORM sees them: models only, no queries.

pub mod meeting;
pub mod participant;
pub mod user;
