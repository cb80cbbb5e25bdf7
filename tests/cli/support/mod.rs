//! The harness: a private database of each engine, and the binary run against it.
//!
//! ```ignore
//! on_every_engine! {
//!     fn back_to_back_is_no_overlap(t: &Meetctl) {
//!         t.seed_people(1);
//!         snapshot!(t.run(["meeting", "list"]), @"…");
//!     }
//! }
//! ```
//! becomes `back_to_back_is_no_overlap::{sqlite, postgres, mariadb}`, each with a fresh database
//! at the newest schema (`on_every_engine_empty!`: with none). `cargo test --test cli postgres`
//! runs one engine. [`engine`] tells how engines are found, and `MEETCTL_TEST_ENGINES` which of
//! them must not be missing.

mod commands;
pub mod database;
mod engine;
mod flask;
pub mod generated;
mod holder;
mod invocation;
mod janitor;
mod macros;
mod mariadb;
mod meetctl;
mod postgres;
mod random;
mod rows;
mod schema;
mod secret;
mod seed;
mod server;
mod supervisor;
mod template;
mod terminal;
mod transcript;

pub use commands::{every_command, long_options};
pub use engine::Engine;
pub use invocation::{Invocation, wait_for};
pub(crate) use macros::{engine_tests, on_every_engine, on_every_engine_empty, snapshot};
pub use meetctl::{Meetctl, NOW, same_on_every_engine};
pub use random::Random;
pub use rows::Row;
pub use schema::whole_seconds;
pub use transcript::Transcript;
