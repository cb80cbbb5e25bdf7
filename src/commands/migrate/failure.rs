//! A failed run of migrations as the user sees it.

use migration::runner::{Identity, RESTORE, RunError, Violation};
use serde_json::json;

use crate::context::wrong_schema;
use crate::error::{Failure, Kind};
use crate::store::dialect::{ErrorClass, Unsuitable, classify};
use crate::store::failure::held_by;

/// The hint where a migration does not fit the rows.
const ROWS: &str = "`meetctl doctor` lists such rows, and --fix fixes some; then run it again";

/// A failed run as the user sees it.
pub(in crate::commands) fn failure(error: RunError) -> Failure {
    let text = error.to_string();
    match error {
        RunError::Db(error) => {
            let refused = matches!(
                classify(&error),
                ErrorClass::Constraint | ErrorClass::ForeignKey | ErrorClass::Unique
            );
            let failure = Failure::from(error);
            if refused { failure.hint(ROWS) } else { failure }
        }
        RunError::Busy { error, holders } => held_by(error.into(), &holders).hint(
            "wait longer with --lock-timeout, or end the program that holds the lock; \
             `meetctl migrate status` shows the current state",
        ),
        RunError::UnknownTarget { .. } | RunError::NotApplied(_) => {
            Failure::usage(text).hint("`meetctl migrate status` lists the migrations")
        }
        RunError::Restoring => ours(Vec::new(), vec![RESTORE.to_owned()]),
        RunError::TooNew(unknown) => ours(unknown, Vec::new()),
        RunError::NotOurs(tables) => wrong_schema(&Identity::Foreign { tables }),
        RunError::Flask => wrong_schema(&Identity::Flask { has_status: false }),
        RunError::NothingToAdopt => {
            Failure::new(Kind::NoSchema, text).hint("`meetctl migrate up` creates the tables")
        }
        RunError::AlreadyOurs => {
            Failure::new(Kind::Adopted, text).hint("`meetctl migrate status` lists the migrations")
        }
        RunError::Missing(_) => Failure::new(Kind::MissingMigration, text).hint(
            "use the meetctl that applied them; `meetctl migrate repair` deletes the records of \
             migrations that no longer exist",
        ),
        RunError::Edited(_) => Failure::new(Kind::EditedMigration, text).hint(
            "use the meetctl that applied them; `meetctl migrate repair` writes the new checksums \
             if the schema has what the migrations create",
        ),
        RunError::OutOfOrder { .. } => Failure::new(Kind::OutOfOrder, text)
            .hint("`meetctl migrate repair` records or applies them; --dry-run shows which"),
        RunError::SchemaMismatch(differences) => differences.into_iter().fold(
            Failure::new(
                Kind::SchemaMismatch,
                "the tables are not as meetctl expects them".to_owned(),
            )
            .hint("nothing was changed; fix the tables, then run it again"),
            Failure::line,
        ),
        RunError::Unsuitable(why) => {
            let failure = Failure::new(Kind::UnsuitableDatabase, text);
            failure.hint(format!("nothing was changed; {}", suitable(&why)))
        }
        RunError::Rights(missing) => missing.into_iter().fold(
            Failure::new(Kind::Denied, "the database user lacks rights that the run needs")
                .hint("nothing was changed; run it as the owner of the tables, or have these granted"),
            Failure::line,
        ),
        RunError::Dependents(objects) => {
            let list = json!(objects);
            objects.into_iter().fold(
                Failure::new(
                    Kind::Dependents,
                    "other objects depend on what would be dropped or changed",
                )
                .detail("dependents", list)
                .hint("nothing was changed; drop them first, and create them again afterwards"),
                Failure::line,
            )
        }
        RunError::Locked(holder) => Failure::new(Kind::Locked, text)
            .detail(
                "holder",
                json!({
                    "owner": holder.owner,
                    "held_seconds": holder.held_for.as_secs(),
                    "heartbeat_age_seconds": holder.heartbeat_age.as_secs(),
                }),
            )
            .hint(
                "wait longer with --lock-timeout, or try again; a run that ended without a release is replaced 10 s \
                 after its last heartbeat",
            ),
        RunError::ConcurrentChange => Failure::new(Kind::ConcurrentChange, text)
            .hint("nothing was changed; `meetctl migrate status` shows the current state"),
        RunError::LeaseLost => Failure::new(Kind::LeaseLost, text).hint(
            "its last migration was rolled back; `meetctl migrate status` shows the current state",
        ),
        RunError::Violations { found, total } => violations(&text, &found, total),
        RunError::BrokenReferences(rows) => rows.into_iter().fold(
            Failure::new(
                Kind::BrokenReferences,
                "rows would refer to rows that do not exist; the migration was rolled back",
            )
            .hint(ROWS),
            Failure::line,
        ),
    }
}

/// The failure of a database of meetctl's whose state this program does not work with.
fn ours(unknown: Vec<String>, dirty: Vec<String>) -> Failure {
    wrong_schema(&Identity::Ours { pending: Vec::new(), unknown, dirty })
}

/// How a database is made that can hold the tables.
fn suitable(why: &Unsuitable) -> &'static str {
    match why {
        Unsuitable::Encoding(name) if name.starts_with("UTF-16") => {
            "`sqlite3 OLD .dump | sqlite3 NEW` copies the file into one with UTF-8"
        }
        Unsuitable::Encoding(_) => {
            "`createdb --encoding UTF8 --template template0 NAME` creates a suitable one"
        }
        Unsuitable::PageSize(_) => "use a server that was initialized with innodb_page_size=16k",
    }
}

fn violations(text: &str, found: &[Violation], total: u64) -> Failure {
    let list: Vec<_> =
        found.iter().map(|v| json!({"table": v.table, "id": v.id, "what": v.what})).collect();
    let mut lines = text.lines().map(str::trim_start);
    let message = lines.next().unwrap_or_default();
    let failure = Failure::new(Kind::Violations, message)
        .hint("nothing was changed; fix these rows, then run it again")
        .detail("violations", list.into())
        .detail("total", json!(total));
    lines.fold(failure, Failure::line)
}
