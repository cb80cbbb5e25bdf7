//! Rows written and read without meetctl, in SQL that all engines accept.

use std::fmt::Write as _;

use crate::engine::Engine;
use crate::meetctl::Meetctl;

/// A meeting to be put into the database as it is, even if meetctl would refuse it.
#[derive(Clone, Debug)]
pub struct Row {
    title: String,
    description: Option<String>,
    start: String,
    end: String,
    creator: i64,
    participants: Vec<i64>,
    status: String,
    verbatim: bool,
}

impl Row {
    /// A scheduled meeting of user 1 alone; times are such as `2026-06-01 10:00:00`.
    pub fn new(title: impl Into<String>, start: &str, end: &str) -> Self {
        Self {
            title: title.into(),
            description: None,
            start: start.to_owned(),
            end: end.to_owned(),
            creator: 1,
            participants: Vec::new(),
            status: "scheduled".to_owned(),
            verbatim: false,
        }
    }

    /// A meeting on the day of the tests' clock, from and to a time such as `10:00`.
    pub fn today(title: impl Into<String>, start: &str, end: &str) -> Self {
        let time = |time| format!("2026-06-01 {time}:00");
        Self::new(title, &time(start), &time(end))
    }

    pub fn by(mut self, creator: i64) -> Self {
        self.creator = creator;
        self
    }

    pub fn with(mut self, participants: &[i64]) -> Self {
        self.participants = participants.to_vec();
        self
    }

    pub fn status(mut self, status: &str) -> Self {
        status.clone_into(&mut self.status);
        self
    }

    /// Times are stored as they are given, also where meetctl would write another text.
    pub fn verbatim(mut self) -> Self {
        self.verbatim = true;
        self
    }

    pub fn described(mut self, description: &str) -> Self {
        self.description = Some(description.to_owned());
        self
    }
}

impl Meetctl {
    /// Puts meetings into a database without any; their ids are 1, 2, 3 and so on. The rows were
    /// written at 2026-05-01 09:00:00, like the people of [`Meetctl::seed_sql`].
    pub fn insert_meetings(&self, rows: &[Row]) {
        let mut sql = String::from(match self.engine() {
            Engine::Mariadb => "START TRANSACTION",
            Engine::Sqlite | Engine::Postgres => "BEGIN",
        });
        let stamp = self.stored_time("2026-05-01 09:00:00");
        for (row, id) in rows.iter().zip(1..) {
            let description = row.description.as_deref();
            write!(
                sql,
                "; INSERT INTO meetings (title, description, start_time, end_time, created_by, \
                 status, created_at, updated_at) VALUES ({}, {}, '{}', '{}', {}, '{}', \
                 '{stamp}', '{stamp}')",
                self.literal(&row.title),
                description.map_or("NULL".to_owned(), |text| self.literal(text)),
                if row.verbatim { row.start.clone() } else { self.stored_time(&row.start) },
                if row.verbatim { row.end.clone() } else { self.stored_time(&row.end) },
                row.creator,
                row.status,
            )
            .unwrap();
            for user in &row.participants {
                write!(
                    sql,
                    "; INSERT INTO meeting_participants (meeting_id, user_id) VALUES ({id}, {user})"
                )
                .unwrap();
            }
        }
        self.sql(&(sql + "; COMMIT"));
    }

    /// The text of a time such as `2026-06-01 10:00:00` as the engine stores it: SQLite with a
    /// fraction.
    pub fn stored_time(&self, time: &str) -> String {
        match self.engine() {
            Engine::Sqlite if time.len() == 19 => format!("{time}.000000"),
            _ => time.to_owned(),
        }
    }

    /// Any text as a literal of the engine's SQL.
    pub fn literal(&self, text: &str) -> String {
        let hex = text.bytes().fold(String::new(), |mut hex, byte| {
            write!(hex, "{byte:02x}").unwrap();
            hex
        });
        match self.engine() {
            Engine::Sqlite => format!("CAST(X'{hex}' AS TEXT)"),
            Engine::Postgres => format!("convert_from('\\x{hex}'::bytea, 'UTF8')"),
            Engine::Mariadb => format!("CONVERT(X'{hex}' USING utf8mb4)"),
        }
    }

    /// Every value of the three tables, to check what a command changed.
    pub fn tables(&self) -> Vec<Vec<String>> {
        [
            "SELECT id, name, email, booking_seq, created_at, updated_at FROM users ORDER BY id",
            "SELECT id, title, description, start_time, end_time, created_by, status, uid, \
             created_at, updated_at FROM meetings ORDER BY id",
            "SELECT meeting_id, user_id FROM meeting_participants ORDER BY meeting_id, user_id",
        ]
        .into_iter()
        .flat_map(|query| self.rows(query))
        .collect()
    }
}
