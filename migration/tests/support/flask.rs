//! The tables as SQLAlchemy makes them, with a few rows as the application writes them.

/// SQLite, before or after the application had a status.
pub fn sqlite(status: bool) -> Vec<String> {
    let (column, check) = if status {
        (
            "status VARCHAR(20) DEFAULT 'scheduled' NOT NULL, ",
            "CONSTRAINT meeting_status_check CHECK (status in \
             ('scheduled','in_progress','completed','cancelled')), ",
        )
    } else {
        ("", "")
    };
    let mut script = vec![
        "CREATE TABLE users (\n\tname VARCHAR(100) NOT NULL, \n\temail VARCHAR(255) NOT NULL, \n\t\
         id INTEGER NOT NULL, \n\tcreated_at DATETIME, \n\tupdated_at DATETIME, \n\t\
         PRIMARY KEY (id), \n\tUNIQUE (email)\n)"
            .to_owned(),
        format!(
            "CREATE TABLE meetings (title VARCHAR(100) NOT NULL, description TEXT, \
             start_time DATETIME NOT NULL, end_time DATETIME NOT NULL, \
             created_by INTEGER NOT NULL, {column}id INTEGER NOT NULL, created_at DATETIME, \
             updated_at DATETIME, PRIMARY KEY (id), {check}\
             FOREIGN KEY(created_by) REFERENCES users (id))"
        ),
        PARTICIPANTS.to_owned(),
        "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, \
         CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
            .to_owned(),
    ];
    script.extend(rows(status));
    script
}

/// PostgreSQL or MySQL, before or after the application had a status.
pub fn server(mysql: bool, status: bool) -> Vec<String> {
    let (id, time) = if mysql {
        ("INTEGER NOT NULL AUTO_INCREMENT", "DATETIME")
    } else {
        ("SERIAL NOT NULL", "TIMESTAMP WITHOUT TIME ZONE")
    };
    let (column, check) = if status {
        (
            "status VARCHAR(20) DEFAULT 'scheduled' NOT NULL, ",
            "CONSTRAINT meeting_status_check CHECK (status in \
             ('scheduled','in_progress','completed','cancelled')), ",
        )
    } else {
        ("", "")
    };
    let mut script = vec![
        format!(
            "CREATE TABLE users (name VARCHAR(100) NOT NULL, email VARCHAR(255) NOT NULL, \
             id {id}, created_at {time}, updated_at {time}, PRIMARY KEY (id), UNIQUE (email))"
        ),
        format!(
            "CREATE TABLE meetings (title VARCHAR(100) NOT NULL, description TEXT, \
             start_time {time} NOT NULL, end_time {time} NOT NULL, \
             created_by INTEGER NOT NULL, {column}id {id}, created_at {time}, \
             updated_at {time}, PRIMARY KEY (id), {check}\
             FOREIGN KEY(created_by) REFERENCES users (id))"
        ),
        PARTICIPANTS.to_owned(),
    ];
    script.extend(rows(status));
    script
}

const PARTICIPANTS: &str = "CREATE TABLE meeting_participants (\n\tmeeting_id INTEGER NOT NULL, \
    \n\tuser_id INTEGER NOT NULL, \n\tPRIMARY KEY (meeting_id, user_id), \n\t\
    FOREIGN KEY(meeting_id) REFERENCES meetings (id), \n\t\
    FOREIGN KEY(user_id) REFERENCES users (id)\n)";

/// Three users and three meetings: over, running, ahead. Every stored status is wrong.
fn rows(status: bool) -> Vec<String> {
    let mut script = Vec::new();
    for (name, email) in [("Ann", "ann@example.org"), ("Bob", "bob@example.org"), ("Zoë", "z@x")] {
        script.push(format!(
            "INSERT INTO users (name, email, created_at, updated_at) VALUES \
             ('{name}', '{email}', '2026-01-02 03:04:05.678901', NULL)"
        ));
    }
    for (title, from, to) in [("past", 9, 10), ("running", 11, 13), ("ahead", 14, 15)] {
        script.push(meeting(
            title,
            &format!("{from:02}:00:00.000000"),
            &format!("{to:02}:00:00.000000"),
            status.then_some("cancelled"),
        ));
    }
    script.push(
        "INSERT INTO meeting_participants (meeting_id, user_id) VALUES (1, 2), (1, 3), (2, 3)"
            .to_owned(),
    );
    script
}

/// The application's own statement for a new meeting of user 1 on 2026-06-01.
pub fn meeting(title: &str, from: &str, to: &str, status: Option<&str>) -> String {
    let (column, value) = match status {
        Some(status) => ("status, ", format!("'{status}', ")),
        None => ("", String::new()),
    };
    format!(
        "INSERT INTO meetings (title, description, start_time, end_time, created_by, {column}\
         created_at, updated_at) VALUES ('{title}', '', '2026-06-01 {from}', '2026-06-01 {to}', \
         1, {value}'2026-01-02 03:04:05.678901', '2026-01-02 03:04:05.678902')"
    )
}
