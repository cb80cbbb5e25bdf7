//! Counts.

use serde::Serialize;

use super::json_text;
use super::minutes::Minutes;
use super::user::UserRecord;
use crate::output::{Cell, CellStyle, Column, FieldText as _, Record, chart, field_text, record};

/// The width of a bar in a table, in columns.
const BAR_WIDTH: u16 = 30;

/// The names of the days in machine formats, Monday first.
pub const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// The names of the months in tables.
const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

fn bar(value: i64, most: i64) -> Cell {
    Cell::styled(
        chart::bar(value.unsigned_abs(), most.unsigned_abs(), BAR_WIDTH),
        CellStyle::Accent,
    )
}

record! {
    /// `{"month":1,"count":n}`
    pub struct MonthRecord {
        /// 1 to 12.
        pub month: u32,
        /// Meetings that start in the month.
        pub count: i64,
    }
    skip { most: i64, }
}

impl MonthRecord {
    /// The records of twelve counts, January first.
    pub fn year(counts: &[i64]) -> Vec<Self> {
        let most = counts.iter().copied().max().unwrap_or(0);
        (1..).zip(counts).map(|(month, &count)| Self { month, count, most }).collect()
    }
}

impl Record for MonthRecord {
    const COLUMNS: &'static [Column<Self>] = &[
        Column::left("Month", |row| {
            let name = MONTHS.into_iter().zip(1..).find(|(_, month)| *month == row.month);
            name.map_or("?", |(name, _)| name).into()
        }),
        Column::right("Meetings", |row| row.count.into()),
        Column::chart("", |row| bar(row.count, row.most)),
    ];
}

record! {
    /// `{"user":{user},"meeting_count":n}`
    pub struct ActiveRecord {
        /// Who.
        pub user: UserRecord,
        /// Participations.
        pub meeting_count: i64,
    }
    skip { most: i64, }
}

impl ActiveRecord {
    /// A record whose bar is drawn on a scale up to `most`.
    pub fn new(user: UserRecord, meeting_count: i64, most: i64) -> Self {
        Self { user, meeting_count, most }
    }
}

impl Record for ActiveRecord {
    const COLUMNS: &'static [Column<Self>] = &[
        Column::id(|row| row.user.id.text().into()),
        Column::flexible("Name", |row| (&row.user.name).into()),
        Column::right("Meetings", |row| row.meeting_count.into()),
        Column::chart("", |row| bar(row.meeting_count, row.most)),
    ];

    fn id(&self) -> Option<i64> {
        self.user.id
    }
}

record! {
    /// `{"weekday":"mon","hour":9,"count":n}`
    pub struct HeatmapRecord {
        /// One of [`WEEKDAYS`].
        pub weekday: &'static str,
        /// 0 to 23: from this hour to the next.
        pub hour: u32,
        /// Meetings that take place in that hour, over all weeks.
        pub count: u64,
    }
}

impl Record for HeatmapRecord {
    const COLUMNS: &'static [Column<Self>] = &[
        Column::left("Weekday", |row| row.weekday.into()),
        Column::right("Hour", |row| row.hour.into()),
        Column::right("Meetings", |row| row.count.into()),
    ];
}

record! {
    /// `{"user":{user},"created_count":n,"participated_count":n,"average_duration_minutes":x}`
    pub struct UserStatsRecord {
        /// Who.
        pub user: UserRecord,
        /// Meetings created.
        pub created_count: i64,
        /// Participations.
        pub participated_count: i64,
        /// Mean length of the created meetings in minutes; 0 if none exists.
        pub average_duration_minutes: Minutes,
    }
}

impl Record for UserStatsRecord {
    const COLUMNS: &'static [Column<Self>] = &[
        Column::flexible("User", |row| row.user.full().into()),
        Column::right("Created", |row| row.created_count.into()),
        Column::right("Participated", |row| row.participated_count.into()),
        Column::right("Average minutes", |row| {
            format!("{:.1}", row.average_duration_minutes.number()).into()
        }),
    ];

    fn id(&self) -> Option<i64> {
        self.user.id
    }
}

/// Meetings by status.
#[derive(Debug, Clone, Serialize)]
pub struct StatusCounts {
    /// All of them.
    pub total: i64,
    /// Not started.
    pub scheduled: i64,
    /// Running.
    pub in_progress: i64,
    /// Over.
    pub completed: i64,
    /// Cancelled.
    pub cancelled: i64,
}

record! {
    /// What `meetctl stats` shows.
    pub struct OverviewRecord {
        /// How many users there are.
        pub users: u64,
        /// How many meetings, by status.
        pub meetings: StatusCounts,
        /// The year of `monthly`.
        pub year: i32,
        /// The time zone of `year` and `monthly`.
        pub time_zone: String,
        /// Meetings per month, all twelve.
        pub monthly: Vec<MonthRecord>,
        /// The users with most participations.
        pub most_active: Vec<ActiveRecord>,
        /// Double bookings in the next 30 days.
        pub double_bookings_ahead: u64,
    }
}

field_text!(json_text; StatusCounts, Vec<MonthRecord>, Vec<ActiveRecord>);

impl Record for OverviewRecord {
    const COLUMNS: &'static [Column<Self>] = &[
        Column::right("Users", |row| row.users.into()),
        Column::right("Meetings", |row| row.meetings.total.into()),
        Column::right("Ahead", |row| row.meetings.scheduled.into()),
        Column::right("Double bookings ahead", |row| row.double_bookings_ahead.into()),
    ];

    fn card(&self) -> Vec<(&'static str, Cell)> {
        let m = &self.meetings;
        let style = match self.double_bookings_ahead {
            0 => CellStyle::Good,
            _ => CellStyle::Bad,
        };
        let ahead = format!("{} in the next 30 days", self.double_bookings_ahead);
        vec![
            ("Users", self.users.into()),
            ("Meetings", Cell::styled(m.total, CellStyle::Strong)),
            ("Scheduled", m.scheduled.into()),
            ("In progress", m.in_progress.into()),
            ("Completed", m.completed.into()),
            ("Cancelled", m.cancelled.into()),
            ("Double bookings", Cell::styled(ahead, style)),
        ]
    }
}
