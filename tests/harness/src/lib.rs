//! The harness of meetctl's tests: a private database on each engine, and the program run on it.
//!
//! ```ignore
//! on_every_engine! {
//!     fn back_to_back_is_not_an_overlap(t: &Meetctl) {
//!         t.seed_people(1);
//!         snapshot!(t.run(["meeting", "list"]), @"…");
//!     }
//! }
//! ```
//! becomes `back_to_back_is_not_an_overlap::{sqlite, postgres, mariadb}`, each with a fresh database
//! at the newest schema (`on_every_engine_empty!`: with none). `cargo test --test cli postgres`
//! runs one engine. [`Engine`] documents how engines are found, and how `MEETCTL_TEST_ENGINES`
//! makes them required.

#![expect(clippy::unwrap_used, reason = "a test that cannot continue should panic where it fails")]
#![expect(
    clippy::return_self_not_must_use,
    reason = "an assertion returns its transcript, which need not be used"
)]
#![expect(missing_docs, reason = "names that say what they do, for tests alone")]

mod certificates;
mod cleanup;
pub mod database;
mod disk;
mod engine;
mod flask;
pub mod generated;
mod invocation;
mod lock_holder;
mod macros;
mod mariadb;
mod meetctl;
mod pgbouncer;
mod postgres;
mod product;
mod proxy;
mod python;
mod random;
mod rows;
mod schema;
mod secret;
mod seed;
mod seekdb;
mod server;
mod skip;
mod supervisor;
mod template;
mod terminal;
mod transcript;

#[doc(hidden)]
pub use insta;

pub use certificates::Certificates;
pub use engine::Engine;
pub use invocation::{Invocation, Running, wait_for};
pub use lock_holder::LockHolder;
pub use meetctl::{Meetctl, NOW, copy_program, program, same_on_every_engine};
pub use pgbouncer::Pgbouncer;
pub use product::Product;
pub use proxy::{Break, Fault, Proxy};
pub use python::python;
pub use random::Random;
pub use rows::Row;
pub use server::{Own, Server};
pub use skip::skip;
pub use transcript::Transcript;
