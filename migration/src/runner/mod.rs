//! Looks at a database, applies steps and rolls them back, and says beforehand what
//! it would do.
//!
//! On SQLite and PostgreSQL a step and its record in `seaql_migrations` are one
//! transaction. MySQL commits every DDL statement at once, so there each one looks first
//! whether its work is done, and the record comes last: a run that was killed is
//! finished by the next one. No lock is taken beyond those of the statements: of two
//! runs at once the second waits for the first, fails on what it has made, looks again,
//! and goes on with the next step.

pub(crate) mod apply;
mod baseline;
mod error;
mod identify;
mod indexes;
pub mod lease;
mod losses;
mod plan;
mod record;
mod status;
mod target;
mod transition;

pub use baseline::{BaselineReport, Filled, baseline, plan_baseline};
pub use error::{RunError, Violation};
pub use identify::{Identity, identify};
pub use indexes::{MissingIndex, missing_indexes};
pub use losses::losses;
pub use plan::{PlannedStep, plan_down, plan_up};
pub use status::{MigrationStatus, State, status};
pub use target::Target;
pub use transition::{Event, down, up};
