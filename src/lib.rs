//! meetctl administers the database of a meeting scheduler: users, their meetings, who takes
//! part; on SQLite, PostgreSQL and MySQL/MariaDB alike.
//!
//! # Modules
//!
//! Data flows one way: [`cli`] (what may be typed) to [`commands`] (one file a subcommand:
//! check, query the store, pass to the output) to [`store`] (every query) to [`entity`] (the
//! tables). The schema's history is its own crate, `migration`.
//!
//! These modules use no database: [`schedule`] (pure logic of intervals),
//! [`output`] (what people and scripts see), [`time`] (what people type), [`error`] (how
//! things fail, every exit code), [`interchange`] (file formats), [`staging`] (temporary files that
//! keep memory flat), [`atomic_file`] (files that are complete or absent), [`fields`] (what a title may be).
//! [`records`] is the layout of each kind of record in
//! every format; [`completion`] what the Tab key offers in a shell; [`topics`] the pages of `meetctl help`;
//! [`settings`] where each setting //! comes from; [`context`] holds what a command receives: clock, settings, output and the database, opened when needed.
//!
//! # To add a subcommand
//!
//! 1. Copy the nearest file in `src/commands/`, rename its `Args`, write the doc comment
//!    first: it is the help text.
//! 2. Add its `mod` line, enum variant and match arm to the group's `mod.rs` (or [`cli`]).
//! 3. Add `tests/cli/<group>_<command>.rs`, then run `tests/regenerate` for the completions.
//!
//! A new query goes into `store`, a new layout into `output`, a new kind of data into `records`.

mod append_file;
pub mod atomic_file;
pub mod cli;
mod command_line;
pub mod commands;
pub mod completion;
pub mod context;
pub mod csv_guard;
pub mod directory;
pub mod entity;
pub mod error;
pub mod fields;
mod file_kind;
mod fnv;
pub mod global_args;
mod ical_text;
pub mod interchange;
pub mod interrupt;
mod logging;
pub mod output;
mod private_file;
mod prompt;
pub mod records;
mod run;
pub mod schedule;
pub mod settings;
mod shell;
pub mod staging;
pub mod store;
mod suggest;
pub mod time;
mod timed_reader;
pub mod topics;
mod written;

pub use run::run;
