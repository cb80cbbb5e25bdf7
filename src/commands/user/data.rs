use std::path::PathBuf;

use clap::Args;
use sea_orm::DatabaseConnection;

use crate::commands::meeting::records;
use crate::commands::target::{ExportTarget, file_of};
use crate::context::{Access, Context};
use crate::entity::user;
use crate::error::{Exit, Failure};
use crate::fields;
use crate::output::{Document, Format, Output};
use crate::records::{HistoryRecord, MeetingRecords, UserRecord};
use crate::store::filter::{Filter, Role};
use crate::store::history::{self, HistoryFilter};
use crate::store::pages::{Order, Pages};
use crate::store::users;

/// Write all that is stored of a user as one JSON document
///
/// For a person who asks for their data: the user, the meetings created and attended with their
/// people, and the changes in the history that are about the user or made under the
/// e-mail address, newest first. In constant memory. Times are in UTC; in --tz if given. A file of --output is
/// readable by its owner only.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
    meetctl user data ada@example.org --output ada.json
    meetctl user data 7 | jq '.meetings_created | length'")]
pub struct DataArgs {
    /// Id or e-mail address
    #[arg(value_name = "USER")]
    user: String,
    /// File to write; it appears only when it is complete; - is standard output
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Replace the file if it exists
    #[arg(long, requires = "output")]
    force: bool,
}

/// Meetings, or rows of the history, per page.
const PAGE: u64 = 1000;

impl DataArgs {
    pub(super) async fn run(self, ctx: &Context) -> Result<Exit, Failure> {
        let format = match ctx.out.format() {
            Format::Table | Format::Json => Format::Json,
            Format::Jsonl => Format::Jsonl,
            _ => {
                return Err(Failure::usage("the data of a user is one JSON document")
                    .hint("omit --format, or use `--format jsonl` for one line"));
            }
        };
        if ctx.out.has_fields() {
            return Err(Failure::usage("--fields cannot be used with the data of a user"));
        }
        let db = ctx.database_for(Access::Read).await?.db();
        let user = users::find(&db, &self.user).await?;
        let out = ctx.out.with_format(format);
        let target = ExportTarget::open(ctx, out, file_of(self.output.as_deref()), self.force);
        let target = target.await?;
        let result = write(ctx, &db, &user, &target.out).await;
        if let ((), Some(name)) = target.close(result)? {
            ctx.out.status(format!("Wrote the data of user {} to {name}.", user.id));
        }
        Ok(Exit::Ok)
    }
}

async fn write(
    ctx: &Context,
    db: &DatabaseConnection,
    user: &user::Model,
    out: &Output,
) -> Result<(), Failure> {
    let zone = ctx.stable_zone();
    let mut document = out.document();
    let mut meetings = records(ctx);
    document.field("user", &UserRecord::new(user, &zone))?;
    document.list("meetings_created")?;
    write_meetings(db, user.id, Role::Creator, &mut meetings, &mut document).await?;
    document.list("meetings_attended")?;
    write_meetings(db, user.id, Role::Participant, &mut meetings, &mut document).await?;
    document.list("history")?;
    let person = Some((user.id, fields::lower_case(&user.email)));
    let filter = HistoryFilter { person, ..HistoryFilter::default() };
    let mut page = history::page(db, &filter, None, PAGE).await?;
    while let Some(last) = page.last() {
        for entry in &page {
            document.item(&HistoryRecord::new(&entry.row, &zone))?;
        }
        page = history::page(db, &filter, Some(last), PAGE).await?;
    }
    document.finish()
}

async fn write_meetings(
    db: &DatabaseConnection,
    user: i64,
    role: Role,
    records: &mut MeetingRecords,
    document: &mut Document,
) -> Result<(), Failure> {
    let filter = Filter { attended_by: [user].into(), role, ..Filter::default() };
    let mut pages = Pages::new(filter, Order::Start, None);
    loop {
        let page = pages.next(db, PAGE).await?;
        if page.is_empty() {
            return Ok(());
        }
        for meeting in page {
            document.item(&records.record(&meeting))?;
        }
        // Lets a signal be handled: SQLite answers without ever waiting.
        tokio::task::yield_now().await;
    }
}
