//! People and meetings for tests to work with.

use crate::engine::Engine;
use crate::meetctl::Meetctl;

const NAMES: [&str; 6] = ["Ada", "Ben", "Cleo", "Dan", "Eve", "Finn"];

/// Statements are well below every engine's limit on their length.
const ROWS_A_STATEMENT: usize = 500;

impl Meetctl {
    /// Creates `count` users through meetctl itself (Ada, Ben, Cleo, Dan, Eve, Finn, then Person 7
    /// and so on, `ada@example.org`) and returns their ids in that order.
    pub fn seed_people(&self, count: usize) -> Vec<i64> {
        (0..count).map(|index| self.seed_person(index)).collect()
    }

    fn seed_person(&self, index: usize) -> i64 {
        let name = person(index);
        let email = email(index);
        let args = ["user", "create", "--name", &name, "--email", &email, "--json"];
        let created = self.run(args).success();
        created.json()["id"].as_i64().unwrap_or_else(|| panic!("no id:\n{created}"))
    }

    /// Fills a fresh migrated database past meetctl, for tests that need many rows: users 1 to
    /// `users` and meetings 1 to `meetings`. Meeting n is the quarter of an hour from
    /// 2026-06-01T00:00:00Z + (n - 1) * 15 min on, created by user (n - 1) % `users` + 1, with the
    /// next user as participant: no user is booked twice. All are `scheduled`.
    pub fn seed_sql(&self, users: usize, meetings: usize) {
        let stamp = format!("'{}'", self.stored_time("2026-05-01 09:00:00"));
        let people = (0..users)
            .map(|index| format!("('{}', '{}', {stamp}, {stamp})", person(index), email(index)));
        self.insert("users (name, email, created_at, updated_at)", people);

        let rows = (0..meetings).map(|index| {
            let (start, end, creator) =
                (self.quarter(index), self.quarter(index + 1), index % users + 1);
            format!("('Meeting {}', {start}, {end}, {creator}, {stamp}, {stamp})", index + 1)
        });
        self.insert(
            "meetings (title, start_time, end_time, created_by, created_at, updated_at)",
            rows,
        );

        let taking_part =
            (0..meetings).map(|index| format!("({}, {})", index + 1, (index + 1) % users + 1));
        self.insert("meeting_participants (meeting_id, user_id)", taking_part);
    }

    fn insert(&self, into: &str, rows: impl Iterator<Item = String>) {
        let rows: Vec<String> = rows.collect();
        let statements: Vec<String> = rows
            .chunks(ROWS_A_STATEMENT)
            .map(|some| format!("INSERT INTO {into} VALUES {}", some.join(", ")))
            .collect();
        if !statements.is_empty() {
            // One transaction: on SQLite each statement would otherwise wait for the disk.
            let begin =
                if self.engine() == Engine::Mariadb { "START TRANSACTION" } else { "BEGIN" };
            self.sql(&format!("{begin};\n{};\nCOMMIT;", statements.join(";\n")));
        }
    }

    /// The literal for the quarter of an hour with this index.
    fn quarter(&self, index: usize) -> String {
        let minutes = index * 15;
        let (days, hours, minutes) = (minutes / 1440, minutes / 60 % 24, minutes % 60);
        // The engine computes the length of a month.
        let time = format!("{hours:02}:{minutes:02}:00");
        match self.engine() {
            Engine::Sqlite => format!("datetime('2026-06-01 {time}', '+{days} days') || '.000000'"),
            Engine::Postgres => format!("timestamp '2026-06-01 {time}' + interval '{days} days'"),
            Engine::Mariadb => format!("timestamp '2026-06-01 {time}' + interval {days} day"),
        }
    }
}

fn person(index: usize) -> String {
    NAMES.get(index).map_or_else(|| format!("Person {}", index + 1), ToString::to_string)
}

fn email(index: usize) -> String {
    format!("{}@example.org", person(index).to_lowercase().replace(' ', "."))
}
