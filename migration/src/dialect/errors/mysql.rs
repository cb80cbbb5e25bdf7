//! The errors of MySQL and MariaDB.

use super::ErrorClass;

/// What MySQL says of a row that gets the id of the last one there can be.
const LAST_ID: [&str; 2] = ["'9223372036854775807' for key", "PRIMARY'"];

/// What the engine of the tables says in a server that runs with `innodb_read_only`.
const INNODB_READ_ONLY: &str = "errno: 165";

/// The class of an error by its number and message.
pub(super) fn classify(number: u16, message: &str) -> ErrorClass {
    match number {
        1213 | 1205 | 1020 | 1206 | 1412 | 1615 | 1637 | 3101 | 3572 => ErrorClass::Busy,
        1180 if message.contains("Primary Component") => ErrorClass::NonPrimary,
        1969 | 3024 | 1317 => ErrorClass::Timeout,
        1047 => ErrorClass::NonPrimary,
        2006 | 2013 | 1053 | 1152 | 1158..=1161 | 1927 | 3169 | 4031 => ErrorClass::Lost,
        2002 | 2003 => ErrorClass::Unreachable,
        1040 | 1203 | 1226 | 3032 | 3168 => ErrorClass::NotReady,
        1044 | 1045 | 1129 | 1130 | 1184 | 1251 | 1275 | 1524 | 1698 | 1820 | 1862 | 3118
        | 3159 | 3955 | 4151 => ErrorClass::LoginRefused,
        1049 => ErrorClass::NoDatabase,
        1005 | 1015 if message.contains(INNODB_READ_ONLY) => ErrorClass::ReadOnly,
        // The first is said of every option of the server that forbids a statement.
        1290 if !message.contains("read") => ErrorClass::Other,
        // The first is said of a table in a server that runs with innodb_read_only.
        1036 | 1290 | 1792 | 1836 => ErrorClass::ReadOnly,
        1114 | 1021 | 3 => ErrorClass::Full,
        1034 | 1035 | 126 | 127 => ErrorClass::Corrupt,
        // MySQL gives the highest number again.
        1062 if LAST_ID.iter().all(|words| message.contains(words)) => ErrorClass::NoIds,
        1062 | 1022 | 1169 | 1586 => ErrorClass::Unique,
        1451 | 1452 | 1216 | 1217 => ErrorClass::ForeignKey,
        // The first is MariaDB's, of a number that is given automatically.
        167 | 1467 => ErrorClass::NoIds,
        1048 | 1264 | 1292 | 1366 | 1406 | 3819 | 4025 => ErrorClass::Constraint,
        1146 | 1054 => ErrorClass::Missing,
        1142 | 1143 | 1227 => ErrorClass::Denied,
        _ => ErrorClass::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::ErrorClass::{
        Busy, Constraint, Corrupt, Denied, ForeignKey, Full, LoginRefused, Lost, Missing,
        NoDatabase, NoIds, NonPrimary, NotReady, Other, ReadOnly, Unique, Unreachable,
    };
    use super::*;

    #[test]
    fn the_numbers_of_mysql_have_a_class() {
        let classes: [(ErrorClass, &[u16]); 16] = [
            (Busy, &[1213, 1205, 1020, 1206, 1412, 1615, 1637, 3101, 3572]),
            (ErrorClass::Timeout, &[1969, 3024, 1317]),
            (Lost, &[2006, 2013, 1053, 1152, 1158, 1161, 1927, 3169, 4031]),
            (Unreachable, &[2002, 2003]),
            (NotReady, &[1040, 1203, 1226, 3032, 3168]),
            (NoDatabase, &[1049]),
            (NonPrimary, &[1047]),
            (
                LoginRefused,
                &[
                    1044, 1045, 1129, 1130, 1184, 1251, 1275, 1524, 1698, 1820, 1862, 3118, 3159,
                    3955, 4151,
                ],
            ),
            (ReadOnly, &[1792, 1836]),
            (Full, &[1114, 1021, 3]),
            (Corrupt, &[1034, 1035, 126, 127]),
            (Unique, &[1062, 1022, 1169, 1586]),
            (ForeignKey, &[1451, 1452, 1216, 1217]),
            (Constraint, &[1048, 1264, 1292, 1366, 1406, 3819, 4025]),
            (Missing, &[1146, 1054]),
            (Denied, &[1142, 1143, 1227]),
        ];
        for (class, numbers) in classes {
            for number in numbers {
                assert_eq!(classify(*number, ""), class, "{number}");
            }
        }
        for (number, message, class) in [
            (1180, "provider status: Not connected to Primary Component", NonPrimary),
            (1180, "wsrep_max_ws_rows exceeded", Other),
            (1290, "running with the --read-only option", ReadOnly),
            (1290, "running with the --super-read-only option", ReadOnly),
            (1290, "running with the read_only=NO_LOCK_NO_ADMIN option", ReadOnly),
            (1290, "running with the --max-session-mem-used option", Other),
            (1036, "Table 'users' is read only", ReadOnly),
            (1015, "Can't lock file (errno: 165 - Table is read only)", ReadOnly),
            (1005, "Can't create table `m`.`users` (errno: 165 \"Table is read only\")", ReadOnly),
            (1005, "Can't create table `m`.`users` (errno: 150)", Other),
            (1015, "Can't lock file (errno: 168)", Other),
            (1062, "Duplicate entry '9223372036854775807' for key 'users.PRIMARY'", NoIds),
            (1062, "Duplicate entry 'a@x.org' for key 'users.email'", Unique),
            (167, "Out of range value for column 'id' at row 1", NoIds),
            (1467, "Failed to read auto-increment value from storage engine", NoIds),
            (1105, "Maximum writeset size exceeded", Other),
            (1064, "You have an error in your SQL syntax", Other),
        ] {
            assert_eq!(classify(number, message), class, "{number} {message}");
        }
    }
}
