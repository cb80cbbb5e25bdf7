//! Objects of other programs that depend on what a run would drop or change.

use sea_orm::ConnectionTrait;

use super::{RunError, StepScript};
use crate::dialect::{self, Changed};
use crate::script::SchemaObject;

/// Fails with a list if something of others depends on what `plan` drops, or would be lost by it: the
/// plan would stop there, half way. Only reads.
pub(crate) async fn check<C: ConnectionTrait>(db: &C, plan: &[StepScript]) -> Result<(), RunError> {
    let mut changed = Changed::default();
    for script in plan.iter().map(|step| &step.script) {
        let dropped = script.changes.iter().filter_map(|change| change.probe);
        changed.dropped.extend(dropped.filter(|probe| !probe.present).map(|probe| probe.object));
        if let Some(rebuild) = &script.rebuild {
            let columns = rebuild.dropped.split(", ").filter(|column| !column.is_empty());
            let columns = columns.map(|column| SchemaObject::Column(rebuild.table, column));
            changed.dropped.extend(columns);
            changed.rebuilt.push(rebuild.clone());
        }
    }
    refuse(db, &changed).await
}

/// Fails with a list if something of others depends on what is changed.
pub(crate) async fn refuse<C: ConnectionTrait>(db: &C, changed: &Changed) -> Result<(), RunError> {
    let found = dialect::dependents(db, changed).await?;
    if found.is_empty() { Ok(()) } else { Err(RunError::Dependents(found)) }
}
