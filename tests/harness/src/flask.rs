//! The tables of the Flask application, in the words in which SQLAlchemy creates them.

use crate::engine::Engine;
use crate::meetctl::Meetctl;

/// What the application's statements are made of on one engine.
struct Words {
    id: &'static str,
    time: &'static str,
    status: &'static str,
}

const fn words(engine: Engine) -> Words {
    match engine {
        Engine::Sqlite => Words {
            id: "INTEGER NOT NULL",
            time: "DATETIME",
            status: "VARCHAR(20) DEFAULT 'scheduled' NOT NULL",
        },
        Engine::Postgres => Words {
            id: "SERIAL NOT NULL",
            time: "TIMESTAMP WITHOUT TIME ZONE",
            status: "VARCHAR(20) DEFAULT 'scheduled' NOT NULL",
        },
        Engine::Mariadb => Words {
            id: "INTEGER NOT NULL AUTO_INCREMENT",
            time: "DATETIME",
            status: "VARCHAR(20) NOT NULL DEFAULT 'scheduled'",
        },
    }
}

impl Meetctl {
    /// Creates the application's tables, with the status column of its later versions or without.
    pub fn create_flask_tables(&self, with_status: bool) {
        self.create_flask_tables_as(with_status, true);
    }

    /// The same without the constraints that keep broken rows out.
    pub fn create_unguarded_flask_tables(&self) {
        self.create_flask_tables_as(true, false);
    }

    fn create_flask_tables_as(&self, with_status: bool, guarded: bool) {
        let Words { id, time, status } = words(self.engine());
        let status_column = if with_status { format!("status {status},\n") } else { String::new() };
        let (status_check, creator, meeting, user) = match (with_status, guarded) {
            (_, false) => ("", "", "", ""),
            (true, true) => (STATUS_CHECK, CREATOR, MEETING, USER),
            (false, true) => ("", CREATOR, MEETING, USER),
        };
        self.sql(&format!(
            "CREATE TABLE users (name VARCHAR(100) NOT NULL, email VARCHAR(255) NOT NULL, id {id}, \
               created_at {time}, updated_at {time}, PRIMARY KEY (id), UNIQUE (email));\n\
             CREATE TABLE meetings (title VARCHAR(100) NOT NULL, description TEXT, \
               start_time {time} NOT NULL, end_time {time} NOT NULL, created_by INTEGER NOT NULL, \
               {status_column} id {id}, created_at {time}, updated_at {time}, \
               PRIMARY KEY (id){status_check}{creator});\n\
             CREATE TABLE meeting_participants (meeting_id INTEGER NOT NULL, \
               user_id INTEGER NOT NULL, PRIMARY KEY (meeting_id, user_id){meeting}{user})"
        ));
    }

    /// Two people and three meetings, written as the application writes: one past, one running
    /// and one ahead at [`NOW`](crate::NOW), with fractions of a second where the engine keeps
    /// them. The status is left to the column's default.
    pub fn fill_flask_tables(&self) {
        self.sql(
            "INSERT INTO users (name, email, created_at, updated_at) VALUES \
               ('Ada', 'ada@example.org', '2026-05-01 09:00:00.123456', '2026-05-01 09:00:00.123456'), \
               ('Ben', 'ben@example.org', '2026-05-01 09:00:01.000000', '2026-05-01 09:00:01.000000')",
        );
        self.sql(
            "INSERT INTO meetings (title, description, start_time, end_time, created_by, created_at, updated_at) VALUES \
               ('Past', NULL, '2026-05-29 10:00:00.000000', '2026-05-29 11:00:00.000000', 1, '2026-05-01 09:30:00.654321', '2026-05-01 09:30:00.654321'), \
               ('Running', 'now', '2026-06-01 07:30:00.000000', '2026-06-01 08:30:00.000000', 2, '2026-05-01 09:30:00.000000', '2026-05-01 09:30:00.000000'), \
               ('Ahead', '', '2026-06-01 08:30:00.000000', '2026-06-01 09:00:00.000000', 2, '2026-05-01 09:30:00.000000', '2026-05-01 09:30:00.000000')",
        );
        self.sql("INSERT INTO meeting_participants VALUES (1, 1), (1, 2), (2, 1), (3, 1)");
    }
}

const STATUS_CHECK: &str = ", CONSTRAINT meeting_status_check \
    CHECK (status in ('scheduled','in_progress','completed','cancelled'))";
const CREATOR: &str = ", FOREIGN KEY(created_by) REFERENCES users (id)";
const MEETING: &str = ", FOREIGN KEY(meeting_id) REFERENCES meetings (id)";
const USER: &str = ", FOREIGN KEY(user_id) REFERENCES users (id)";
