//! What a backup or a restore did, as scripts see it.

use serde::Serialize;

use crate::output::{Cell, Column, Record};

/// `{"file":"…","bytes":n,"users":n,"meetings":n,"schema":"…","verified":true}`
#[derive(Debug, Clone, Serialize)]
pub struct BackupRecord {
    /// The file that was written.
    pub file: String,
    /// Its size.
    pub bytes: u64,
    /// Users in it.
    pub users: u64,
    /// Meetings in it.
    pub meetings: u64,
    /// The newest migration of its schema.
    pub schema: Option<String>,
    /// It was read again and is whole.
    pub verified: bool,
}

/// `{"file":"…","database":"…","bytes":n,"users":n,"meetings":n,"schema":"…","backup":"…","verified":true}`
#[derive(Debug, Clone, Serialize)]
pub struct RestoreRecord {
    /// The file that was read.
    pub file: String,
    /// The database that was written.
    pub database: String,
    /// The size of its content.
    pub bytes: u64,
    /// Users in it.
    pub users: u64,
    /// Meetings in it.
    pub meetings: u64,
    /// The newest migration of its schema.
    pub schema: Option<String>,
    /// Where what it held before is now.
    pub backup: Option<String>,
    /// It was read again and is whole.
    pub verified: bool,
}

const BACKUP: [Column; 4] = [
    Column::left("File"),
    Column::right("Bytes"),
    Column::right("Users"),
    Column::right("Meetings"),
];

impl Record for BackupRecord {
    const FIELDS: &'static [&'static str] =
        &["file", "bytes", "users", "meetings", "schema", "verified"];

    fn columns() -> &'static [Column] {
        &BACKUP
    }

    fn row(&self) -> Vec<Cell> {
        vec![
            self.file.as_str().into(),
            self.bytes.into(),
            self.users.into(),
            self.meetings.into(),
        ]
    }

    fn id(&self) -> Option<i64> {
        None
    }
}

const RESTORE: [Column; 4] = [
    Column::left("File"),
    Column::left("Database"),
    Column::right("Users"),
    Column::right("Meetings"),
];

impl Record for RestoreRecord {
    const FIELDS: &'static [&'static str] = &[
        "file", "database", "bytes", "users", "meetings", "schema", "backup", "verified",
    ];

    fn columns() -> &'static [Column] {
        &RESTORE
    }

    fn row(&self) -> Vec<Cell> {
        vec![
            self.file.as_str().into(),
            self.database.as_str().into(),
            self.users.into(),
            self.meetings.into(),
        ]
    }

    fn id(&self) -> Option<i64> {
        None
    }
}
