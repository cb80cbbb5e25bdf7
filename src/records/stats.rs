//! Counts as people and scripts see them.

use std::borrow::Cow;

use serde::Serialize;

use super::user::UserRecord;
use crate::output::{Cell, CellStyle, Column, Record, chart};

/// The width of a bar in a table, in columns.
const BAR: u16 = 30;

/// The names of the months, for tables.
const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// `{"month":1,"count":n}`
#[derive(Debug, Clone, Serialize)]
pub struct MonthRecord {
    /// 1 to 12.
    pub month: u32,
    /// Meetings that start in the month.
    pub count: i64,
    #[serde(skip)]
    most: i64,
}

impl MonthRecord {
    /// The records of twelve counts, January first.
    pub fn year(counts: &[i64]) -> Vec<Self> {
        let most = counts.iter().copied().max().unwrap_or(0);
        (1..)
            .zip(counts)
            .map(|(month, count)| Self {
                month,
                count: *count,
                most,
            })
            .collect()
    }
}

fn bar(value: i64, most: i64) -> Cell {
    Cell::styled(
        chart::bar(value.unsigned_abs(), most.unsigned_abs(), BAR),
        CellStyle::Accent,
    )
}

const MONTH_COLUMNS: [Column; 3] = [
    Column::left("Month"),
    Column::right("Meetings"),
    Column::left("").terminal_only(),
];

impl Record for MonthRecord {
    const FIELDS: &'static [&'static str] = &["month", "count"];

    fn columns() -> &'static [Column] {
        &MONTH_COLUMNS
    }

    fn row(&self) -> Vec<Cell> {
        let name = usize::try_from(self.month)
            .ok()
            .and_then(|m| MONTHS.get(m.wrapping_sub(1)));
        vec![
            name.copied().unwrap_or("?").into(),
            self.count.into(),
            bar(self.count, self.most),
        ]
    }

    fn id(&self) -> Option<i64> {
        None
    }

    fn text(&self, field: &str) -> Cow<'_, str> {
        match field {
            "month" => self.month.to_string().into(),
            _ => self.count.to_string().into(),
        }
    }
}

/// `{"user":{user},"meeting_count":n}`
#[derive(Debug, Clone, Serialize)]
pub struct ActiveRecord {
    /// Who.
    pub user: UserRecord,
    /// Participations.
    pub meeting_count: i64,
    #[serde(skip)]
    most: i64,
}

impl ActiveRecord {
    /// A record whose bar is drawn against `most`.
    pub fn new(user: UserRecord, meeting_count: i64, most: i64) -> Self {
        Self {
            user,
            meeting_count,
            most,
        }
    }
}

const ACTIVE_COLUMNS: [Column; 4] = [
    Column::right("ID"),
    Column::left("Name").flexible(),
    Column::right("Meetings"),
    Column::left("").terminal_only(),
];

impl Record for ActiveRecord {
    const FIELDS: &'static [&'static str] = &["user", "meeting_count"];

    fn columns() -> &'static [Column] {
        &ACTIVE_COLUMNS
    }

    fn row(&self) -> Vec<Cell> {
        vec![
            self.user.id.into(),
            self.user.name.as_str().into(),
            self.meeting_count.into(),
            bar(self.meeting_count, self.most),
        ]
    }

    fn id(&self) -> Option<i64> {
        Some(self.user.id)
    }

    fn text(&self, field: &str) -> Cow<'_, str> {
        match field {
            "user" => self.user.email.as_str().into(),
            _ => self.meeting_count.to_string().into(),
        }
    }
}

/// `{"user":{user},"created_count":n,"participated_count":n,"average_duration_minutes":x}`
#[derive(Debug, Clone, Serialize)]
pub struct UserStatsRecord {
    /// Who.
    pub user: UserRecord,
    /// Meetings created.
    pub created_count: i64,
    /// Participations.
    pub participated_count: i64,
    /// Mean length of the created meetings in minutes, to six decimals; 0 if there are none.
    pub average_duration_minutes: f64,
}

const USER_COLUMNS: [Column; 4] = [
    Column::left("User").flexible(),
    Column::right("Created"),
    Column::right("Participated"),
    Column::right("Average minutes"),
];

impl Record for UserStatsRecord {
    const FIELDS: &'static [&'static str] = &[
        "user",
        "created_count",
        "participated_count",
        "average_duration_minutes",
    ];

    fn columns() -> &'static [Column] {
        &USER_COLUMNS
    }

    fn row(&self) -> Vec<Cell> {
        vec![
            self.user.full().into(),
            self.created_count.into(),
            self.participated_count.into(),
            format!("{:.1}", self.average_duration_minutes).into(),
        ]
    }

    fn id(&self) -> Option<i64> {
        Some(self.user.id)
    }

    fn text(&self, field: &str) -> Cow<'_, str> {
        match field {
            "user" => self.user.email.as_str().into(),
            "created_count" => self.created_count.to_string().into(),
            "participated_count" => self.participated_count.to_string().into(),
            _ => self.average_duration_minutes.to_string().into(),
        }
    }
}

/// Meetings by status.
#[derive(Debug, Clone, Serialize)]
pub struct StatusCounts {
    /// All of them.
    pub total: i64,
    /// Not begun.
    pub scheduled: i64,
    /// Running.
    pub in_progress: i64,
    /// Over.
    pub completed: i64,
    /// Called off.
    pub cancelled: i64,
}

/// What `meetctl stats` shows.
#[derive(Debug, Clone, Serialize)]
pub struct OverviewRecord {
    /// How many users there are.
    pub users: u64,
    /// How many meetings, by status.
    pub meetings: StatusCounts,
    /// The year of `monthly`.
    pub year: i32,
    /// Meetings a month, months without any left out.
    pub monthly: Vec<MonthRecord>,
    /// The five with most participations.
    pub most_active: Vec<ActiveRecord>,
    /// Double bookings in the next 30 days.
    pub double_bookings_ahead: u64,
}

const OVERVIEW_COLUMNS: [Column; 4] = [
    Column::right("Users"),
    Column::right("Meetings"),
    Column::right("Ahead"),
    Column::right("Double bookings ahead"),
];

impl Record for OverviewRecord {
    const FIELDS: &'static [&'static str] = &[
        "users",
        "meetings",
        "year",
        "monthly",
        "most_active",
        "double_bookings_ahead",
    ];

    fn columns() -> &'static [Column] {
        &OVERVIEW_COLUMNS
    }

    fn row(&self) -> Vec<Cell> {
        vec![
            self.users.into(),
            self.meetings.total.into(),
            self.meetings.scheduled.into(),
            self.double_bookings_ahead.into(),
        ]
    }

    fn card(&self) -> Vec<(&'static str, Cell)> {
        let m = &self.meetings;
        let style = if self.double_bookings_ahead == 0 {
            CellStyle::Good
        } else {
            CellStyle::Bad
        };
        vec![
            ("Users", self.users.into()),
            (
                "Meetings",
                Cell::styled(m.total.to_string(), CellStyle::Strong),
            ),
            ("Scheduled", m.scheduled.into()),
            ("In progress", m.in_progress.into()),
            ("Completed", m.completed.into()),
            ("Cancelled", m.cancelled.into()),
            (
                "Double bookings",
                Cell::styled(
                    format!("{} in the next 30 days", self.double_bookings_ahead),
                    style,
                ),
            ),
        ]
    }

    fn id(&self) -> Option<i64> {
        None
    }
}
