//! Which records are older versions of their events than what is stored.

use std::collections::{BTreeSet, HashMap};

use super::matching::StoredMeeting;
use super::stage::Stager;
use super::{ResolvedMeeting, versions};
use crate::error::Failure;
use crate::interchange::Problem;
use crate::store::session::Session;

impl Stager {
    /// The newest stored version of each event that the records come from.
    pub(super) async fn newest(
        &self,
        session: &Session,
        records: &[Result<ResolvedMeeting, Problem>],
    ) -> Result<HashMap<String, i64>, Failure> {
        if self.nothing_stored {
            return Ok(HashMap::new());
        }
        let versions = records.iter().flatten().filter_map(|resolved| resolved.version.as_ref());
        let events: BTreeSet<&str> = versions.map(|version| version.event.as_str()).collect();
        if events.is_empty() {
            return Ok(HashMap::new());
        }
        let newest = session.reading(async |db| Ok(versions::newest(&db, &events).await?));
        newest.await
    }

    /// Whether a newer version than the one of this record is stored, which is warned of once.
    pub(super) fn is_outdated(
        &mut self,
        line: u64,
        resolved: &ResolvedMeeting,
        stored: Option<&StoredMeeting>,
        newest: &HashMap<String, i64>,
    ) -> bool {
        let Some(version) = &resolved.version else {
            return false;
        };
        let of_event = newest.get(&version.event).copied().unwrap_or(0);
        let stored = stored.map_or(of_event, |stored| stored.sequence().max(of_event));
        if version.sequence >= stored {
            return false;
        }
        let message = format!(
            "SEQUENCE {} is older than what was imported before (SEQUENCE {stored}): skipped",
            version.sequence
        );
        if self.warnings.last().is_none_or(|last| *last != (line, message.clone())) {
            self.warnings.push((line, message));
        }
        true
    }
}
