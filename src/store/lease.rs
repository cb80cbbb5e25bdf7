//! Leases as commands see them: what it means that somebody else has one.

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

/// Exit 7: somebody else is at it.
fn held(holder: &Holder) -> Failure {
    Failure::new(
        Kind::AlreadyRunning,
        format!("another run is in progress: {holder}"),
    )
    .detail("owner", json!(holder.owner))
    .detail("held_seconds", json!(holder.held_for.as_secs()))
    .hint("one that was killed is replaced 10 seconds after its last sign of life")
}

/// Exit 7: somebody else goes on where this run was silent for too long.
fn lost() -> Failure {
    Failure::new(Kind::LeaseLost, LeaseError::Lost.to_string())
        .hint("nothing of the last batch was kept; the other run does it")
}
