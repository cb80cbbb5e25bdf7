//! The errors of PostgreSQL.

use super::ErrorClass;

/// How PostgreSQL reports that the schema changed under a statement.
const DDL_MEANWHILE: [&str; 3] =
    ["cached plan must not change", "concurrently", "cache lookup failed"];

/// The class of an error by its code and message.
pub(super) fn classify(code: &str, message: &str) -> ErrorClass {
    match code {
        "40001" | "40P01" | "55P03" | "55006" | "72000" => ErrorClass::Busy,
        // What another session's DDL does to a statement that was prepared or is being executed.
        "0A000" | "XX000" if DDL_MEANWHILE.iter().any(|words| message.contains(words)) => {
            ErrorClass::Busy
        }
        "57014" | "25P04" => ErrorClass::Timeout,
        "25P03" | "57P01" | "57P02" | "57P04" | "57P05" | "40003" => ErrorClass::Lost,
        "28000" | "28P01" => ErrorClass::LoginRefused,
        "3D000" => ErrorClass::NoDatabase,
        "25006" => ErrorClass::ReadOnly,
        "0A000" if message.contains("standby") => ErrorClass::ReadOnly,
        "53100" => ErrorClass::Full,
        "53300" | "57P03" => ErrorClass::NotReady,
        "XX001" | "XX002" => ErrorClass::Corrupt,
        "23505" => ErrorClass::Unique,
        "23503" => ErrorClass::ForeignKey,
        "42P01" | "42703" => ErrorClass::Missing,
        "3F000" => ErrorClass::NoSchema,
        "42501" => ErrorClass::Denied,
        // What a sequence says at its end.
        "2200H" => ErrorClass::NoIds,
        _ if code.starts_with("08") => ErrorClass::Lost,
        _ if code.starts_with("22") || code.starts_with("23") => ErrorClass::Constraint,
        _ => ErrorClass::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::ErrorClass::{
        Busy, Constraint, Corrupt, Denied, ForeignKey, Full, LoginRefused, Lost, Missing,
        NoDatabase, NoIds, NotReady, Other, ReadOnly, Unique,
    };
    use super::*;

    #[test]
    fn the_codes_of_postgres_have_a_class() {
        let classes: [(ErrorClass, &[&str]); 16] = [
            (Busy, &["40001", "40P01", "55P03", "55006", "72000"]),
            (ErrorClass::Timeout, &["57014", "25P04"]),
            (Lost, &["57P01", "57P02", "57P04", "57P05", "25P03", "40003"]),
            (Lost, &["08000", "08003", "08006", "08P01"]),
            (NotReady, &["53300", "57P03"]),
            (LoginRefused, &["28P01", "28000"]),
            (NoDatabase, &["3D000"]),
            (ReadOnly, &["25006"]),
            (Full, &["53100"]),
            (Corrupt, &["XX001", "XX002"]),
            (Unique, &["23505"]),
            (ForeignKey, &["23503"]),
            (Constraint, &["22001", "22021", "23502", "23514", "23P01"]),
            (Missing, &["42P01", "42703"]),
            (ErrorClass::NoSchema, &["3F000"]),
            (Other, &["0A000", "42601", "53200", "XX000", ""]),
        ];
        for (class, codes) in classes {
            for code in codes {
                assert_eq!(classify(code, ""), class, "{code}");
            }
        }
        assert_eq!(classify("42501", ""), Denied);
        assert_eq!(classify("2200H", ""), NoIds);
        let standby = "cannot use serializable mode in a hot standby";
        assert_eq!(classify("0A000", standby), ReadOnly);
        for (code, message) in [
            ("0A000", "cached plan must not change result type"),
            ("XX000", "tuple concurrently updated"),
            ("XX000", "cache lookup failed for index 16417"),
        ] {
            assert_eq!(classify(code, message), Busy, "{message}");
        }
    }
}
