//! `meetctl agenda` and `meetctl week`

mod agenda;
mod days;
mod rows;
mod week;
mod words;

pub use agenda::AgendaArgs;
pub use week::WeekArgs;

use std::collections::BTreeSet;

use clap::Args;
use sea_orm::DatabaseConnection;

use crate::commands::args::LimitArgs;
use crate::context::Context;
use crate::error::{Exit, Failure};
use crate::output::Format;
use crate::records::MeetingRecord;
use crate::schedule::Interval;
use crate::store::filter::Filter;
use crate::store::pages::{Order, Pages};
use crate::store::users;
use crate::time::{TypedTime, local};

/// Which meetings are shown.
#[derive(Debug, Args)]
struct ChoiceArgs {
    /// Only meetings that this user attends: id or e-mail address
    #[arg(long, value_name = "USER")]
    user: Option<String>,
    #[command(flatten)]
    limit: LimitArgs,
}

/// The meetings of a window of time.
struct Choice {
    window: Interval,
    /// Whose meetings; empty: all.
    users: BTreeSet<i64>,
    limit: LimitArgs,
}

impl ChoiceArgs {
    async fn resolve(&self, db: &DatabaseConnection, window: Interval) -> Result<Choice, Failure> {
        let users = users::find_all(db, "--user", self.user.as_slice()).await?;
        Ok(Choice { window, users, limit: self.limit })
    }
}

impl Choice {
    /// The meetings that overlap `window`, cancelled ones too.
    fn filter(&self, window: Interval) -> Filter {
        Filter {
            attended_by: self.users.clone(),
            overlaps: Some((window.start(), window.end())),
            ..Filter::default()
        }
    }

    /// Lists the meetings as `meeting list` does.
    async fn list(&self, ctx: &Context, db: &DatabaseConnection) -> Result<Exit, Failure> {
        let listing = ctx.out.listing::<MeetingRecord>()?.limited_to(self.limit.get());
        let starts_from = days::first(db, self).await?;
        let filter = Filter { starts_from, ..self.filter(self.window) };
        let pages = Pages::new(filter, Order::Start, None);
        let (shown, is_cut) = super::meeting::stream(ctx, db, pages, listing).await?;
        if shown == 0 {
            self.report_none(ctx, db).await?;
        }
        self.limit.report(ctx, shown, is_cut, "meeting");
        Ok(Exit::Ok)
    }

    /// Prints that no meeting was found, and which one is the next.
    async fn report_none(&self, ctx: &Context, db: &DatabaseConnection) -> Result<(), Failure> {
        let filter = Filter {
            attended_by: self.users.clone(),
            starts_from: Some(self.window.end()),
            busy: true,
            ..Filter::default()
        };
        let next = if self.window.end() > ctx.now() {
            Pages::new(filter, Order::Start, None)
                .without_descriptions()
                .next_rows(db, 1)
                .await?
                .pop()
        } else {
            None
        };
        ctx.out.status(match next {
            Some(row) => {
                let start = local(row.start_time, ctx.zone());
                let (day, time) = (format!("{} {}", start.weekday, start.date), start.time);
                format!("No meetings. Next: {day} {time}, #{} {}", row.id, row.title)
            }
            None => "No meetings.".to_owned(),
        });
        Ok(())
    }
}

/// Whether days are shown: in a table whose fields are not chosen.
fn is_for_people(ctx: &Context) -> bool {
    ctx.out.format() == Format::Table && !ctx.out.has_fields()
}

/// The words of DAY as one time.
fn typed(words: &[String], default: &str) -> Result<TypedTime, Failure> {
    let text = if words.is_empty() { default.to_owned() } else { words.join(" ") };
    text.parse::<TypedTime>().map_err(|error| error.of("DAY").into())
}
