//! Leases as commands see them: what it means that another run has one.

use migration::runner::lease::{Holder, LeaseError};
use serde_json::json;

use super::retry::TxError;
use crate::error::{Failure, Kind};

impl From<LeaseError> for TxError {
    fn from(error: LeaseError) -> Self {
        match error {
            LeaseError::Db(error) => Self::Database(error),
            LeaseError::Lost => Self::from(lost()),
            LeaseError::Held(holder) => Self::from(held(&holder)),
        }
    }
}

/// Exit 7: another run holds the lease.
fn held(holder: &Holder) -> Failure {
    Failure::new(Kind::AlreadyRunning, format!("another run is in progress: {holder}"))
        .detail("owner", json!(holder.owner))
        .detail("held_seconds", json!(holder.held_for.as_secs()))
        .hint("a run that was killed is replaced 10 seconds after its last heartbeat")
}

/// Exit 7: another run took the lease, because this one renewed it too late.
fn lost() -> Failure {
    Failure::new(Kind::LeaseLost, LeaseError::Lost.to_string())
        .hint("the last batch was rolled back; the other run continues")
}
