//! What a backup or a restore did.

use crate::output::{Column, Record, record};

record! {
    /// `{"file":"…","bytes":n,"users":n,"meetings":n,"schema":"…","verified":true}`
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
        /// Whether it was read again and is complete.
        pub verified: bool,
    }
}

record! {
    /// `{"file":"…","database":"…","bytes":n,"users":n,"meetings":n,"schema":"…","backup":"…","verified":true,"dry_run":false}`
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
        /// The backup of its previous content.
        pub backup: Option<String>,
        /// Whether it was read again and is complete.
        pub verified: bool,
        /// Whether nothing was written.
        pub dry_run: bool,
    }
}

record! {
    /// `{"from":"…","to":"…","users":n,"meetings":n,"rows":n,"backup":"…","verified":true,"dry_run":false}`
    pub struct TransferRecord {
        /// The database that was read.
        pub from: String,
        /// The database that was written.
        pub to: String,
        /// Users copied.
        pub users: u64,
        /// Meetings copied.
        pub meetings: u64,
        /// Rows of all tables.
        pub rows: u64,
        /// The backup of what the target held.
        pub backup: Option<String>,
        /// Whether every row was read again and is the same.
        pub verified: bool,
        /// Whether nothing was written.
        pub dry_run: bool,
    }
}

impl Record for TransferRecord {
    const COLUMNS: &'static [Column<Self>] = &[
        Column::left("From", |transfer| (&transfer.from).into()),
        Column::left("To", |transfer| (&transfer.to).into()),
        Column::right("Users", |transfer| transfer.users.into()),
        Column::right("Meetings", |transfer| transfer.meetings.into()),
    ];
}

impl Record for BackupRecord {
    const COLUMNS: &'static [Column<Self>] = &[
        Column::left("File", |backup| (&backup.file).into()),
        Column::right("Bytes", |backup| backup.bytes.into()),
        Column::right("Users", |backup| backup.users.into()),
        Column::right("Meetings", |backup| backup.meetings.into()),
    ];
}

impl Record for RestoreRecord {
    const COLUMNS: &'static [Column<Self>] = &[
        Column::left("File", |restore| (&restore.file).into()),
        Column::left("Database", |restore| (&restore.database).into()),
        Column::right("Users", |restore| restore.users.into()),
        Column::right("Meetings", |restore| restore.meetings.into()),
    ];
}
