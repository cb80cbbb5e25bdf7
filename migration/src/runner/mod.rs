//! Looks at a database, applies steps and rolls them back, and says beforehand what
//! it would do.
//!
//! On SQLite and PostgreSQL a step and its record in `seaql_migrations` are one
//! transaction. MySQL commits every DDL statement at once, so there each one looks first
//! whether its work is done, and the record comes last: a run that was killed is
//! finished by the next one.
//!
//! Whoever writes holds a [`lease`]: of two runs at once the second waits for the first, and then
//! finds nothing to do. A checksum of each applied step is kept beside SeaORM's record, so that
//! [`status`] tells of one that was edited since, as of those that were passed over, are not
//! known, or half done; [`repair`] mends them.

mod apply;
mod baseline;
mod error;
mod heart;
mod identify;
mod indexes;
pub mod lease;
mod ledger;
mod losses;
mod plan;
mod record;
mod repair;
mod run;
mod status;
mod target;
mod transition;

pub(crate) use apply::execute_with_manager;
pub use baseline::{BaselineReport, Filled, baseline, plan_baseline};
pub use error::{RunError, Violation};
pub use heart::Heart;
pub use identify::{Identity, identify, identify_by};
pub use indexes::{MissingIndex, missing_indexes};
pub use ledger::{RECORDS, checksum};
pub use losses::losses;
pub use plan::{PlannedStep, plan_down, plan_up};
pub use repair::{Cure, Remedy, plan_repair, repair};
pub use run::{Before, Event, LEASE, PATIENCE, Pulse, Run};
pub use status::{MigrationStatus, State, status};
pub use target::Target;
pub use transition::{check, down, up};
