//! Who changed what, when.

use serde_json::{Map, Value};

use crate::entity::history::{self, ItemKind, run_text};
use crate::output::{Cell, CellStyle, Column, Record, record};
use crate::time::{Zone, local, rfc3339};

record! {
    /// `{"run":"…","changed_at":"…Z","actor":"…","command":"…","kind":"meeting","id":7,
    /// "before":{…},"after":{…}}`
    pub struct HistoryRecord {
        /// The run of a command, for `meetctl undo`.
        pub run: String,
        /// When the run began.
        pub changed_at: String,
        /// Who ran it.
        pub actor: String,
        /// The command.
        pub command: String,
        /// What was changed: `meeting`, `user`, or `run` for all that a bulk run did.
        pub kind: String,
        /// The meeting or user.
        pub id: Option<i64>,
        /// The fields that changed, as they were; null if it was created. Of `participants`, those who left.
        pub before: Value,
        /// The fields that changed, as they are since; null if it was deleted. Of `participants`, those who
        /// joined.
        pub after: Value,
    }
    skip {
        when: String,
    }
}

impl HistoryRecord {
    /// The record of a row, its times in `zone`.
    pub fn new(row: &history::Model, zone: &Zone) -> Self {
        let shown = local(row.changed_at, zone);
        Self {
            run: run_text(row.run_id),
            changed_at: rfc3339(row.changed_at, zone),
            actor: row.actor.clone(),
            command: row.command.clone(),
            kind: row.kind.clone(),
            id: row.item_id,
            before: read(row.old_values.as_deref()),
            after: read(row.new_values.as_deref()),
            when: format!("{} {}", shown.date, shown.time),
        }
    }

    fn what(&self) -> String {
        match self.id {
            Some(id) => format!("{} {id}", self.kind),
            None => String::new(),
        }
    }

    /// `created "Plan"`, `start_time 10:00 to 11:00`, `status scheduled to cancelled`.
    fn change(&self) -> String {
        match (&self.before, &self.after) {
            (Value::Null, Value::Object(after)) if self.kind == ItemKind::Run.as_str() => {
                counts(after)
            }
            (Value::Null, Value::Object(after)) => format!("created {}", named(after)),
            (Value::Object(before), Value::Null) => format!("deleted {}", named(before)),
            (Value::Object(before), Value::Object(after)) => differences(before, after),
            _ => String::new(),
        }
    }
}

/// The values of an entry; a text of another program that is not JSON, as it is.
fn read(text: Option<&str>) -> Value {
    text.map_or(Value::Null, |text| {
        serde_json::from_str(text).unwrap_or_else(|_| Value::String(text.to_owned()))
    })
}

fn named(values: &Map<String, Value>) -> String {
    let name = values.get("title").or_else(|| values.get("name"));
    name.map(|name| format!("\"{}\"", short(name))).unwrap_or_default()
}

fn counts(values: &Map<String, Value>) -> String {
    let parts = values.iter().filter(|(_, count)| count.as_u64() != Some(0));
    let parts = parts.map(|(name, value)| format!("{} {}", name.replace('_', " "), short(value)));
    parts.collect::<Vec<_>>().join(", ")
}

fn differences(before: &Map<String, Value>, after: &Map<String, Value>) -> String {
    let parts = after.iter().filter_map(|(name, new)| {
        let old = before.get(name)?;
        Some(if name == "participants" {
            let left = list(old).into_iter().map(|id| format!("-{id}"));
            let joined = list(new).into_iter().map(|id| format!("+{id}"));
            format!("participants {}", left.chain(joined).collect::<Vec<_>>().join(" "))
        } else {
            format!("{name} {} to {}", short(old), short(new))
        })
    });
    parts.collect::<Vec<_>>().join(", ")
}

fn list(value: &Value) -> Vec<String> {
    value.as_array().into_iter().flatten().map(ToString::to_string).collect()
}

/// A value for a table; nothing as `none`.
fn short(value: &Value) -> String {
    const MAX_SHOWN: usize = 40;
    let text = match value {
        Value::Null => "none".to_owned(),
        Value::String(text) => text.clone(),
        Value::Array(all) => all.iter().map(short).collect::<Vec<_>>().join(" "),
        other => other.to_string(),
    };
    match text.char_indices().nth(MAX_SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

impl Record for HistoryRecord {
    const COLUMNS: &'static [Column<Self>] = &[
        Column::left("When", |entry| entry.when.as_str().into()),
        Column::left("Run", |entry| Cell::styled(&entry.run, CellStyle::Dim)),
        Column::flexible("Who", |entry| entry.actor.as_str().into()),
        Column::left("Command", |entry| entry.command.as_str().into()),
        Column::left("What", |entry| entry.what().into()),
        Column::flexible("Change", |entry| entry.change().into()),
    ];
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_one_line() {
        let change = |kind: &str, before: &str, after: &str| {
            let record = HistoryRecord {
                run: String::new(),
                changed_at: String::new(),
                actor: String::new(),
                command: String::new(),
                kind: kind.to_owned(),
                id: Some(7),
                before: read(Some(before)),
                after: read(Some(after)),
                when: String::new(),
            };
            record.change()
        };
        for (kind, before, after, expected) in [
            ("meeting", "null", r#"{"title":"Plan"}"#, "created \"Plan\""),
            ("user", r#"{"name":"Ada"}"#, "null", "deleted \"Ada\""),
            (
                "meeting",
                r#"{"status":"scheduled"}"#,
                r#"{"status":"cancelled"}"#,
                "status scheduled to cancelled",
            ),
            (
                "meeting",
                r#"{"participants":[2]}"#,
                r#"{"participants":[3,4]}"#,
                "participants -2 +3 +4",
            ),
            (
                "meeting",
                r#"{"description":null}"#,
                r#"{"description":"Tea"}"#,
                "description none to Tea",
            ),
            ("run", "null", r#"{"created":3,"updated":0}"#, "created 3"),
            ("meeting", "not json", "null", ""),
        ] {
            assert_eq!(change(kind, before, after), expected);
        }
    }
}
