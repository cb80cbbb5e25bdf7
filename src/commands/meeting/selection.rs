//! Which meetings a command changes: ids, or the filters of `meeting list`.

use clap::Args;
use sea_orm::DatabaseConnection;

use super::filter::FilterArgs;
use crate::commands::args;
use crate::context::Context;
use crate::error::Failure;
use crate::store::pages::{Order, Pages};
use crate::store::session::Session;

/// The ids of the filters.
const FILTERS: [&str; 6] = ["user", "from", "to", "on", "status", "search"];

/// Ids, filters or all: one of the three must be given, so that no slip changes every meeting.
#[derive(Debug, Args)]
pub struct SelectionArgs {
    /// Ids; `-` reads them from standard input, one per line
    #[arg(value_name = "ID", conflicts_with_all = FILTERS, conflicts_with = "all")]
    ids: Vec<String>,
    #[command(flatten)]
    filter: FilterArgs,
    /// All meetings in the database
    #[arg(long, conflicts_with_all = FILTERS)]
    all: bool,
}

impl SelectionArgs {
    /// Refuses a command line that selects nothing.
    ///
    /// # Errors
    /// Exit 2.
    pub(super) fn check(&self) -> Result<(), Failure> {
        if self.ids.is_empty() && !self.all && !self.filter.is_given() {
            return Err(Failure::usage("no meetings are selected").hint(
                "name their ids, or filter them as in `meeting list` (--from, --user, --search); \
                 --all selects every meeting",
            ));
        }
        Ok(())
    }

    /// The ids of the meetings, at most `limit` and one more: those named, or those that match, by
    /// start.
    ///
    /// # Errors
    /// Exit 2 for what is not an id, 5 for an unknown user.
    pub(super) async fn resolve(
        &self,
        ctx: &Context,
        session: &Session,
        limit: usize,
    ) -> Result<Vec<i64>, Failure> {
        if !self.ids.is_empty() {
            return args::ids(&self.ids);
        }
        session.reading(async |db| self.matching(ctx, &db, limit).await).await
    }

    async fn matching(
        &self,
        ctx: &Context,
        db: &DatabaseConnection,
        limit: usize,
    ) -> Result<Vec<i64>, Failure> {
        let filter = self.filter.resolve(ctx, db).await?;
        let mut pages = Pages::new(filter, Order::Start, None);
        if !self.filter.searches() {
            pages = pages.without_descriptions();
        }
        let mut ids = Vec::new();
        loop {
            let page = pages.next_rows(db, super::PAGE_SIZE).await?;
            if page.is_empty() || ids.len() > limit {
                return Ok(ids);
            }
            ids.extend(page.iter().map(|row| row.id));
        }
    }
}
