//! What starts private servers: shared with the tests of the program.

#[path = "../../../tests/cli/support/database.rs"]
mod database;
#[path = "../../../tests/cli/support/engine.rs"]
pub mod engine;
#[path = "../../../tests/cli/support/janitor.rs"]
mod janitor;
#[path = "../../../tests/cli/support/mariadb.rs"]
mod mariadb;
#[path = "../../../tests/cli/support/postgres.rs"]
mod postgres;
#[path = "../../../tests/cli/support/secret.rs"]
mod secret;
#[path = "../../../tests/cli/support/server.rs"]
mod server;
#[path = "../../../tests/cli/support/supervisor.rs"]
mod supervisor;
