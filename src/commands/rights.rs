//! The rights that each command needs on a server: what a database user needs who runs no other.

use crate::error::{Failure, Kind};
use crate::store::url::Location;

/// What a command needs, beside SELECT on [`RECORDS`].
#[derive(Debug, Clone, Copy)]
pub struct Rights {
    /// The commands, by the words that a user types.
    pub commands: &'static [&'static str],
    /// Tables, each with the rights on it.
    pub tables: &'static [(&'static str, &'static [&'static str])],
}

/// The table of the history. SELECT is for a commit whose outcome is in doubt.
pub const HISTORY: &str = "meetctl_history";

/// The table from which every command learns whether the schema is its own.
pub const RECORDS: &str = "seaql_migrations";

const S: &[&str] = &["SELECT"];
const SI: &[&str] = &["SELECT", "INSERT"];
const SU: &[&str] = &["SELECT", "UPDATE"];
const SD: &[&str] = &["SELECT", "DELETE"];
const SIU: &[&str] = &["SELECT", "INSERT", "UPDATE"];
const SID: &[&str] = &["SELECT", "INSERT", "DELETE"];
const SUD: &[&str] = &["SELECT", "UPDATE", "DELETE"];
const SIUD: &[&str] = &["SELECT", "INSERT", "UPDATE", "DELETE"];

/// The rights of all commands that change no schema.
///
/// On PostgreSQL, INSERT on `users` and `meetings` also needs USAGE on the [`sequence`] of their ids.
pub const RIGHTS: &[Rights] = &[
    Rights { commands: &["user list", "user show", "user export"], tables: &[("users", S)] },
    Rights { commands: &["user create"], tables: &[("users", SI), (HISTORY, SI)] },
    Rights { commands: &["user update"], tables: &[("users", SU), (HISTORY, SI)] },
    Rights { commands: &["user import"], tables: &[("users", SIU), (HISTORY, SIU)] },
    Rights {
        commands: &["user delete", "user merge"],
        tables: &[("users", SUD), ("meetings", SU), ("meeting_participants", SID), (HISTORY, SI)],
    },
    Rights {
        commands: &["user offboard"],
        tables: &[("users", SU), ("meetings", SU), ("meeting_participants", SD), (HISTORY, SI)],
    },
    Rights { commands: &["user anonymize"], tables: &[("users", SU), (HISTORY, SIU)] },
    Rights {
        commands: &["user data"],
        tables: &[("users", S), ("meetings", S), ("meeting_participants", S), (HISTORY, S)],
    },
    Rights {
        commands: &[
            "meeting list",
            "meeting show",
            "meeting overlaps",
            "meeting conflicts",
            "meeting free",
            "meeting export",
            "agenda",
            "week",
            "stats",
            "stats user",
            "report",
            "status",
        ],
        tables: &[("users", S), ("meetings", S), ("meeting_participants", S)],
    },
    Rights {
        commands: &["backup", "transfer"],
        tables: &[
            ("users", S),
            ("meetings", S),
            ("meeting_participants", S),
            ("meetctl_imported", S),
            (HISTORY, S),
        ],
    },
    Rights {
        commands: &["doctor"],
        tables: &[
            ("users", S),
            ("meetings", S),
            ("meeting_participants", S),
            ("meetctl_imported", S),
            (HISTORY, S),
        ],
    },
    Rights { commands: &["history"], tables: &[(HISTORY, S)] },
    Rights { commands: &["history prune"], tables: &[(HISTORY, SIUD)] },
    Rights { commands: &["stats monthly", "stats heatmap"], tables: &[("meetings", S)] },
    Rights { commands: &["stats active"], tables: &[("users", S), ("meeting_participants", S)] },
    Rights {
        commands: &["meeting create"],
        tables: &[("users", SU), ("meetings", SI), ("meeting_participants", SI), (HISTORY, SI)],
    },
    Rights {
        commands: &["meeting update"],
        tables: &[("users", SU), ("meetings", SU), ("meeting_participants", SID), (HISTORY, SI)],
    },
    Rights {
        commands: &["meeting shift"],
        tables: &[("users", SU), ("meetings", SU), ("meeting_participants", S), (HISTORY, SI)],
    },
    Rights {
        commands: &["meeting edit"],
        tables: &[
            ("users", SU),
            ("meetings", SUD),
            ("meeting_participants", SID),
            ("meetctl_imported", SD),
            (HISTORY, SI),
        ],
    },
    Rights {
        commands: &["meeting cancel"],
        tables: &[("users", S), ("meetings", SU), ("meeting_participants", S), (HISTORY, SI)],
    },
    Rights {
        commands: &["meeting delete"],
        tables: &[
            ("users", S),
            ("meetings", SD),
            ("meeting_participants", SD),
            ("meetctl_imported", SD),
            (HISTORY, SI),
        ],
    },
    Rights {
        commands: &["meeting import"],
        tables: &[
            ("users", SIU),
            ("meetings", SIU),
            ("meeting_participants", SID),
            ("meetctl_imported", SID),
            (HISTORY, SIU),
        ],
    },
    Rights {
        commands: &["meeting purge"],
        tables: &[
            ("users", S),
            // Who locks a row of PostgreSQL has to be allowed to change it.
            ("meetings", SUD),
            ("meeting_participants", SD),
            ("meetctl_imported", SD),
            (HISTORY, SIU),
            ("meetctl_lock", SIUD),
        ],
    },
    Rights {
        commands: &["backfill-status"],
        tables: &[("meetings", SU), ("meetctl_lock", SIUD), (HISTORY, SIU)],
    },
];

/// The sequence of a table's ids on PostgreSQL, if it has one.
pub fn sequence(table: &str) -> Option<String> {
    ["users", "meetings"].contains(&table).then(|| format!("{table}_id_seq"))
}

/// Adds to a denial which rights `command` needs where the server refused one.
pub fn add_to(failure: Failure, command: &str, databases: &[Location]) -> Failure {
    if failure.kind() != Kind::Denied {
        return failure;
    }
    let words = failure.causes().join(" ");
    let hint = if changes_the_schema(&words) {
        Some(of_migrations(databases))
    } else {
        of_command(command, &words)
    };
    match hint {
        Some(hint) => failure.or_hint(hint),
        None => failure,
    }
}

/// Whether the refused statement changes tables.
fn changes_the_schema(words: &str) -> bool {
    let verbs = ["CREATE", "ALTER", "DROP", "INDEX", "REFERENCES"];
    words.contains("must be owner")
        || words.contains("for schema")
        || verbs.iter().any(|verb| words.starts_with(&format!("{verb} command denied")))
}

fn of_migrations(databases: &[Location]) -> String {
    match databases.first() {
        Some(Location::MySql(_)) => {
            "it needs SELECT, INSERT, UPDATE, DELETE, CREATE, ALTER, DROP, INDEX, REFERENCES on the \
             database"
                .to_owned()
        }
        _ => "run it as the owner of the tables, who needs CREATE on the schema".to_owned(),
    }
}

fn of_command(command: &str, words: &str) -> Option<String> {
    let named = |table: &str| {
        let forms = [format!("table {table}"), format!("`{table}`"), format!("'{table}'")];
        forms.iter().any(|form| words.contains(form))
    };
    if named(RECORDS) {
        return Some(format!("every command needs SELECT on {RECORDS}"));
    }
    let rights = RIGHTS.iter().find(|rights| rights.commands.contains(&command))?;
    rights.tables.iter().find_map(|(table, rights)| {
        let sequence = sequence(table).filter(|sequence| words.contains(sequence.as_str()));
        match sequence {
            Some(sequence) => Some(format!("`{command}` needs USAGE on the sequence {sequence}")),
            None => {
                named(table).then(|| format!("`{command}` needs {} on {table}", rights.join(", ")))
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hint(words: &str, command: &str) -> Option<String> {
        let denied = Failure::new(Kind::Denied, "denied").with_causes([words]);
        let hinted = add_to(denied, command, &[]);
        hinted.to_json()["error"]["hint"].as_str().map(str::to_owned)
    }

    #[test]
    fn a_denial_names_the_rights_on_the_table() {
        let expected = Some("`user create` needs SELECT, INSERT on users".to_owned());
        for words in [
            "permission denied for table users",
            "INSERT command denied to user 'a'@'b' for table `m`.`users`",
            "INSERT command denied to user 'a'@'b' for table 'users'",
        ] {
            assert_eq!(hint(words, "user create"), expected, "{words}");
        }
        let sequence = hint("permission denied for sequence users_id_seq", "user create");
        assert_eq!(
            sequence.as_deref(),
            Some("`user create` needs USAGE on the sequence users_id_seq")
        );
        let records = hint("permission denied for table seaql_migrations", "stats");
        assert_eq!(records.as_deref(), Some("every command needs SELECT on seaql_migrations"));
        for words in ["must be owner of table users", "permission denied for schema public"] {
            assert!(hint(words, "migrate up").unwrap().contains("owner"), "{words}");
        }
        assert_eq!(hint("permission denied for table strangers", "user create"), None);
    }

    #[test]
    fn the_page_about_databases_lists_all_rights() {
        let page = include_str!("../../docs/databases.md");
        for Rights { commands, tables } in RIGHTS {
            let commands: Vec<String> = commands.iter().map(|name| format!("`{name}`")).collect();
            let rights: Vec<String> = tables
                .iter()
                .map(|(table, rights)| format!("{} on `{table}`", rights.join(", ")))
                .collect();
            let row = format!("| {} | {} |", commands.join(", "), rights.join("; "));
            assert!(page.contains(&row), "docs/databases.md needs {row}");
        }
    }
}
