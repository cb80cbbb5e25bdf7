//! Reads which migrations are applied, plans what a run does, and executes one migration at a time.
//!
//! A command that changes the schema takes the [`lease`] and renews it by a
//! [`Heartbeat`](lease::Lease::heartbeat), makes a [`plan`](fn@plan), calls [`execute`] for each
//! [`StepScript`] of it, and releases the lease. [`run`](fn@run) does that where nothing else is to be
//! done in between.
//!
//! On SQLite and PostgreSQL a migration and its record in `seaql_migrations` are one transaction.
//! MySQL commits every DDL statement at once, so there each one is skipped if its work is done, and
//! the record is written last: the next run finishes an interrupted one.
//!
//! Of two runs at once the second waits for the first, and then finds nothing to do. A checksum of
//! each applied migration is stored beside SeaORM's record, so that [`MigrationState`] shows one that
//! was edited since, as those that are out of order, unknown or half done; [`repair_steps`] computes how
//! they are repaired.

mod apply;
mod baseline;
mod dependents;
mod error;
mod heartbeat;
mod identify;
mod indexes;
pub mod lease;
mod lock_wait;
mod losses;
mod parts;
mod plan;
mod records;
mod repair;
mod restore_mark;
mod rights;
mod run;
mod state;
mod step_script;
mod storage;
mod target;

pub use apply::execute;
pub(crate) use apply::execute_with_manager;
pub use baseline::{BaselineReport, StatusCounts, baseline, check_adoptable, plan_baseline};
pub use error::{RunError, Violation};
pub use identify::{Identity, identify, identify_by};
pub use indexes::{MissingIndex, index_statements, missing_indexes};
pub use lock_wait::LockWait;
pub use losses::losses;
pub use parts::missing_parts_by;
pub use plan::{Task, plan, plan_down, plan_up};
pub use records::RECORD_TABLES;
pub use repair::{RepairAction, RepairStep, repair_steps};
pub use restore_mark::{RESTORE, begin_restore, end_restore};
pub use rights::check_rights;
pub use run::{LEASE, MAX_WAIT, requested, run};
pub use state::{MigrationState, MigrationStatus, State, none_begun};
pub use step_script::StepScript;
pub use target::RunTarget;
