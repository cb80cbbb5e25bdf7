//! One file a subcommand: what it takes, what it checks, what it asks the store, what it
//! passes it to the output. No SQL and no layout here.

pub mod args;
pub mod auto_backup;
pub mod backfill_status;
pub mod backup;
mod backup_native;
mod backup_source;
pub mod completions;
pub mod config;
mod csv_args;
pub mod deferred;
pub mod demo;
pub mod differences;
pub mod doctor;
pub mod help;
pub mod history;
mod history_note;
mod import_errors;
mod import_support;
pub mod man;
pub mod meeting;
pub mod migrate;
pub mod planner;
pub mod report;
pub mod restore;
pub mod rights;
pub mod schema;
pub mod shell;
pub mod stats;
pub mod status;
mod status_metrics;
pub mod target;
pub mod transfer;
pub mod undo;
pub mod user;
pub mod window;
