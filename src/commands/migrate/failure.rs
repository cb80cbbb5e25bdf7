//! What a run of migrations that failed means for the user.

use migration::runner::{RunError, Violation};
use serde_json::json;

use crate::error::{Exit, Failure};
use crate::store::dialect::{Class, classify};

/// What to do about rows that a migration does not get along with.
const ROWS: &str = "`meetctl doctor` lists such rows, and --fix mends some; then run it again";

/// What a failed run means for the user.
pub(super) fn failure(error: RunError) -> Failure {
    let text = error.to_string();
    let schema = |code, text: String| Failure::new(Exit::Schema, code, text);
    match error {
        RunError::Db(error) => {
            let refused = matches!(
                classify(&error),
                Class::Constraint | Class::ForeignKey | Class::Unique
            );
            let failure = Failure::from(error);
            if refused { failure.hint(ROWS) } else { failure }
        }
        RunError::UnknownTarget { .. } | RunError::NotApplied(_) => {
            Failure::usage(text).hint("`meetctl migrate status` lists the migrations")
        }
        RunError::TooNew(_) => schema("schema_too_new", text).hint("use the newer meetctl"),
        RunError::Missing(_) => schema("missing_migration", text).hint(
            "use the meetctl that has them; `meetctl migrate repair` removes the records of steps \
             that no longer exist",
        ),
        RunError::Edited(_) => schema("edited_migration", text).hint(
            "use the meetctl that applied it; `meetctl migrate repair` takes the new checksum \
             if the schema has what the step makes",
        ),
        RunError::Locked(holder) => Failure::new(Exit::Busy, "locked", text)
            .detail("holder", json!({
                "owner": holder.owner,
                "held_seconds": holder.held.as_secs(),
                "silent_seconds": holder.silent.as_secs(),
            }))
            .hint(
                "wait longer with --lock-timeout, or try again; a run that died is replaced 10 s \
                 after it was last heard of",
            ),
        RunError::NotPrepared => Failure::new(Exit::Failed, "not_prepared", text),
        RunError::Moved => Failure::new(Exit::Busy, "changed_meanwhile", text)
            .hint("nothing was done; `meetctl migrate status` shows where it stands"),
        RunError::LeaseLost => Failure::new(Exit::Busy, "lease_lost", text)
            .hint("what it was at was taken back; `meetctl migrate status` shows where it stands"),
        RunError::NotOurs(_) => schema("not_ours", text).hint(
            "`meetctl config show` tells which database is meant and where its name comes from",
        ),
        RunError::Flask => schema("not_adopted", text)
            .hint("run `meetctl migrate baseline`; with --dry-run it shows what it would do"),
        RunError::NothingToAdopt => {
            schema("no_schema", text).hint("`meetctl migrate up` makes the tables")
        }
        RunError::AlreadyOurs => {
            schema("adopted", text).hint("`meetctl migrate status` shows where it stands")
        }
        RunError::OutOfOrder { .. } => schema("out_of_order", text)
            .hint("`meetctl migrate repair` records or applies what was passed over; --dry-run shows which"),
        RunError::Shape(faults) => faults.into_iter().fold(
            schema(
                "shape",
                "the tables are not what can be worked on".to_owned(),
            )
            .hint("nothing was changed; mend the tables, then run it again"),
            Failure::line,
        ),
        RunError::Violations { found, total } => violations(&found, total),
        RunError::BrokenReferences(rows) => rows.into_iter().take(20).fold(
            Failure::new(
                Exit::Failed,
                "broken_references",
                "rows would refer to nothing; it was rolled back",
            )
            .hint(ROWS),
            Failure::line,
        ),
    }
}

fn violations(found: &[Violation], total: u64) -> Failure {
    let rows = if total == 1 {
        "1 row breaks".to_owned()
    } else {
        format!("{total} rows break")
    };
    let list: Vec<_> = found
        .iter()
        .map(|v| json!({"table": v.table, "id": v.id, "what": v.what}))
        .collect();
    let failure = Failure::new(
        Exit::Failed,
        "violations",
        format!("{rows} the rules of the schema"),
    )
    .hint("nothing was changed; mend these rows, then run it again")
    .detail("violations", list.into())
    .detail("total", json!(total));
    let failure = found
        .iter()
        .fold(failure, |f, violation| f.line(violation.to_string()));
    match total.saturating_sub(found.len() as u64) {
        0 => failure,
        hidden => failure.line(format!("and {hidden} more")),
    }
}
