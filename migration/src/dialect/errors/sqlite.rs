//! The errors of SQLite.

use super::ErrorClass;

/// Sorts an extended result code of SQLite and its message into their class.
pub fn classify(code: u32, message: &str) -> ErrorClass {
    match code {
        1 if ["no such table: ", "no such column: "].iter().any(|m| message.starts_with(m)) => {
            return ErrorClass::Missing;
        }
        1555 | 2067 => return ErrorClass::Unique,
        787 => return ErrorClass::ForeignKey,
        // IOERR_WRITE, _FSYNC, _TRUNCATE and _SHMSIZE: what a full disk or a file size limit gives.
        778 | 1034 | 1546 | 4874 => return ErrorClass::Full,
        _ => {}
    }
    match code & 0xff {
        // BUSY, LOCKED, PROTOCOL (a race for the log), SCHEMA
        5 | 6 | 15 | 17 => ErrorClass::Busy,
        9 => ErrorClass::Timeout,
        8 => ErrorClass::ReadOnly,
        10 | 11 | 26 => ErrorClass::Corrupt,
        13 => ErrorClass::Full,
        14 => ErrorClass::CannotOpen,
        18..=20 => ErrorClass::Constraint,
        23 => ErrorClass::Denied,
        _ => ErrorClass::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::ErrorClass::{
        Busy, CannotOpen, Constraint, Corrupt, Denied, ForeignKey, Full, Other, ReadOnly, Unique,
    };
    use super::*;

    #[test]
    fn the_result_codes_of_sqlite_have_a_class() {
        let classes: [(ErrorClass, &[u32]); 12] = [
            // BUSY, BUSY_RECOVERY, BUSY_SNAPSHOT, LOCKED, LOCKED_SHAREDCACHE, PROTOCOL, SCHEMA
            (Busy, &[5, 261, 517, 6, 262, 15, 17]),
            // INTERRUPT: the progress handler of --timeout
            (ErrorClass::Timeout, &[9]),
            // READONLY, READONLY_DIRECTORY
            (ReadOnly, &[8, 1544]),
            // FULL, IOERR_WRITE, IOERR_FSYNC, IOERR_TRUNCATE, IOERR_SHMSIZE
            (Full, &[13, 778, 1034, 1546, 4874]),
            // IOERR, IOERR_READ, CORRUPT, CORRUPT_INDEX, NOTADB
            (Corrupt, &[10, 266, 11, 779, 26]),
            // CANTOPEN, CANTOPEN_ISDIR
            (CannotOpen, &[14, 526]),
            // CONSTRAINT_PRIMARYKEY, CONSTRAINT_UNIQUE
            (Unique, &[1555, 2067]),
            // CONSTRAINT_FOREIGNKEY
            (ForeignKey, &[787]),
            // TOOBIG, CONSTRAINT, CONSTRAINT_CHECK, CONSTRAINT_NOTNULL, MISMATCH
            (Constraint, &[18, 19, 275, 1299, 20]),
            // AUTH
            (Denied, &[23]),
            // ERROR, MISUSE
            (Other, &[1, 21]),
            // What is no code at all.
            (Other, &[0]),
        ];
        for (class, codes) in classes {
            for code in codes {
                assert_eq!(classify(*code, ""), class, "{code}");
            }
        }
    }
}
