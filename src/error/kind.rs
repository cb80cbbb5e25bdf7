//! Exit codes, and the kinds of failure that lead to them: a part of the contract with scripts.

use serde::Serialize;

macro_rules! exits {
    ($($meaning:literal $exit:ident = $code:literal,)+) => {
        /// The process exit codes.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[repr(u8)]
        pub enum Exit {
            $(#[doc = $meaning] $exit = $code,)+
        }

        impl Exit {
            /// Every exit code with its meaning.
            pub const ALL: &[(Self, &str)] = &[$((Self::$exit, $meaning),)+];
        }
    };
}

exits! {
    "Success, also with an empty result." Ok = 0,
    "A failure that has no other code." Failed = 1,
    "The command line, a value in it, or the configuration is wrong." Usage = 2,
    "`--check` found a problem." Found = 3,
    "Refused: a double booking, no confirmation, read-only." Refused = 4,
    "Something that was named does not exist." NotFound = 5,
    "The database cannot be reached, or refused the login, or the connection was lost." Unreachable = 6,
    "Busy, locked or out of time: the same command may work later." Busy = 7,
    "Some records were rejected, the others are done." Partial = 8,
    "The schema is too old, too new, dirty, or not meetctl's." Schema = 9,
    "The storage is full or the database file is damaged." Storage = 10,
    "Ended by SIGINT." Interrupted = 130,
    "Ended by SIGTERM." Terminated = 143,
}

impl From<Exit> for std::process::ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

macro_rules! kinds {
    ($($exit:ident { $($kind:ident: $meaning:literal,)+ })+) => {
        /// What failed. Its name in snake case is the `code` of the JSON error object.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Kind {
            $($(#[doc = $meaning] $kind,)+)+
        }

        impl Kind {
            /// Every kind with its meaning.
            pub const ALL: &[(Self, &str)] = &[$($((Self::$kind, $meaning),)+)+];

            /// The exit code of a command that fails like this.
            pub fn exit(self) -> Exit {
                match self {
                    $($(Self::$kind)|+ => Exit::$exit,)+
                }
            }
        }
    };
}

kinds! {
    Ok {
        BrokenPipe: "The reader of the output has exited; nothing is reported.",
    }
    Failed {
        BackupFailed: "The backup that a migration takes first failed.",
        BadEncoding: "An import file is not UTF-8.",
        BadFormat: "An import file does not have the format it should.",
        BadHeader: "The header of a CSV file is wrong.",
        BadRecords: "Records of an import file are invalid, and nothing was imported.",
        BrokenReferences: "Rows would refer to nothing after a migration.",
        CheckFailed: "The integrity check of a file did not finish.",
        Constraint: "The database refuses a value.",
        Database: "The database reports an error of no other kind.",
        Differs: "Two databases do not hold the same rows.",
        DemoFailed: "The demo database could not be created, or its tour failed.",
        Duplicate: "A value that must be unique exists already.",
        Failed: "An error of no other kind.",
        Io: "A file or stream cannot be read or written.",
        Json: "A result cannot be written as JSON.",
        NoIds: "A table has a row with the highest id, so that a new row gets none.",
        NotIcalendar: "An import file is not iCalendar.",
        Referenced: "Another row refers to it, or the row it refers to was deleted.",
        TooManyConflicts: "An import has more double bookings than can be resolved.",
        TooManyLinked: "Too many records of an import file belong together.",
        Unreadable: "An import file cannot be read.",
        UnreadableValue: "A row that another program wrote has a value that the command cannot use.",
        Violations: "Rows violate the rules of the schema.",
    }
    Usage {
        AmbiguousUser: "Several users have the e-mail address in different case.",
        TooManyOccurrences: "A calendar becomes more meetings than --max-occurrences allows.",
        Usage: "The command line, a value in it, or the configuration is wrong.",
    }
    Refused {
        CannotUndo: "A run of a command that cannot be undone.",
        ChangedSince: "What a run changed has been changed again, so that it is not undone.",
        Denied: "The database user lacks a permission.",
        Dependents: "Objects of other programs depend on what a migration would drop or change.",
        DuplicateEmail: "Another user has the e-mail address, in the same or another case.",
        Edited: "A meeting was changed by another program while it was edited.",
        DoubleBooking: "A user would be in two meetings at the same time.",
        FileExists: "The file exists, and `--force` was not given.",
        HasMeetings: "A user who has meetings is not deleted.",
        NotAFile: "A directory, a link or a device where a file is needed.",
        NotAnArchive: "The file to append to is not an archive of `meeting purge`.",
        ReadOnly: "The database, or `--read-only`, refuses writes.",
        UnsafePath: "Another user could exchange the file, or make it lead elsewhere.",
        TargetNotEmpty: "The target of a transfer holds rows, and `--replace` was not given.",
        UnsuitableDatabase: "The encoding of the database, or the pages of its server, cannot hold meetctl's data.",
        Unconfirmed: "A question was answered with no, or could not be asked.",
    }
    NotFound {
        DirectoryNotFound: "The directory of a file to write does not exist.",
        NotFound: "Something that was named does not exist.",
    }
    Unreachable {
        CannotOpen: "The database file cannot be opened.",
        ConnectionLost: "The connection to the database was lost.",
        LoginRefused: "The database refused the login.",
        NoDatabase: "The database does not exist.",
        NotPrimary: "The node is not part of its cluster's primary component.",
        OutcomeUnknown: "The connection was lost during a commit, and the outcome is unknown.",
        SessionSetup: "The database refuses a setting of the session.",
        TlsFailed: "The connection to the server cannot be encrypted as the URL asks.",
        Unreachable: "The database cannot be reached.",
    }
    Busy {
        AlreadyRunning: "The same command is running already.",
        Busy: "Another program holds a lock.",
        ConcurrentChange: "Another run changed the schema in the meantime.",
        LeaseLost: "Another run has taken the lease.",
        Locked: "Another run migrates the schema.",
        NotReady: "The server accepts no connection now.",
        Timeout: "The time given by `--timeout` is up.",
    }
    Schema {
        Adopted: "The database is meetctl's already.",
        EditedMigration: "An applied migration differs from this program's.",
        FormatTooNew: "The file has a format of a newer version of SQLite.",
        MissingMigration: "An applied migration is unknown to this program.",
        NoSchema: "The database is empty.",
        NotAdopted: "The Flask application created the database, and it is not adopted yet.",
        NotOurs: "The database is not meetctl's.",
        OutOfOrder: "A pending migration is older than an applied one.",
        RestoreUnfinished: "A restore is running or was interrupted: rows are missing.",
        SchemaDirty: "A migration is running or was interrupted.",
        SchemaMismatch: "A table or column is missing or not as expected.",
        SchemaTooNew: "The database has migrations that are unknown to this program.",
        SchemaTooOld: "Migrations are pending.",
    }
    Storage {
        Corrupt: "The database file is damaged or is not a database.",
        StorageFull: "No space is left to write.",
    }
    Interrupted {
        Interrupted: "SIGINT ended a question.",
    }
    Terminated {
        Terminated: "SIGTERM ended a question.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_has_a_code_and_an_exit_code() {
        let code = |kind| serde_json::to_value(kind).unwrap();
        assert_eq!(code(Kind::NotAFile), "not_a_file");
        assert_eq!(code(Kind::DoubleBooking), "double_booking");
        assert_eq!(Kind::StorageFull.exit(), Exit::Storage);
        assert_eq!(Kind::BrokenPipe.exit(), Exit::Ok);
    }
    #[test]
    fn every_kind_is_documented() {
        let page = include_str!("../../docs/exit-codes.md");
        for (kind, meaning) in Kind::ALL.iter().filter(|(kind, _)| kind.exit() != Exit::Ok) {
            let code = serde_json::to_value(kind).unwrap();
            let row =
                format!("| `{}` | {}: {meaning} |", code.as_str().unwrap(), kind.exit() as u8);
            assert!(page.contains(&row), "docs/exit-codes.md needs {row}");
        }
    }
}
