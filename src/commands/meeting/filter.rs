//! The filters of `meeting list`.

use clap::Args;
use sea_orm::DatabaseConnection;

use crate::commands::window::WindowArgs;
use crate::context::Context;
use crate::entity::meeting::Status;
use crate::error::Failure;
use crate::store::filter::{Filter, Role};
use crate::store::users;

/// The filters of every command that lists meetings.
#[derive(Debug, Args)]
pub struct FilterArgs {
    /// Only meetings that this user attends: id or e-mail address
    #[arg(long, value_name = "USER")]
    user: Option<String>,
    /// How the user attends
    #[arg(long, value_name = "ROLE", value_enum, default_value_t, requires = "user")]
    role: Role,
    #[command(flatten)]
    window: WindowArgs,
    /// Only meetings with this status; repeatable
    #[arg(long, value_name = "STATUS", value_enum)]
    status: Vec<Status>,
    /// Only meetings whose title or description contains this, ignoring case
    #[arg(long, value_name = "TEXT")]
    search: Option<String>,
}

impl FilterArgs {
    /// The filter of the store.
    ///
    /// # Errors
    /// Exit 5 for an unknown user, 2 for an end before the start.
    pub(super) async fn resolve(
        &self,
        ctx: &Context,
        db: &DatabaseConnection,
    ) -> Result<Filter, Failure> {
        let attended_by = users::find_all(db, "--user", self.user.as_slice()).await?;
        let (starts_from, ends_by) = self.window.bounds(ctx)?;
        Ok(Filter {
            attended_by,
            role: self.role,
            starts_from,
            ends_by,
            statuses: self.status.iter().map(|s| s.as_str()).collect(),
            search: self.search.clone(),
            ..Filter::default()
        })
    }

    /// Whether any filter is given.
    pub(super) fn is_given(&self) -> bool {
        let window = self.window.is_given();
        window || self.user.is_some() || !self.status.is_empty() || self.search.is_some()
    }

    /// Whether `--search` is given: its matches are not counted.
    pub(super) fn searches(&self) -> bool {
        self.search.is_some()
    }
}
