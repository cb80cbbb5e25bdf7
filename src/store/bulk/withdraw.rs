//! What a calendar withdraws: stored meetings of its events that it no longer has are cancelled.

use std::collections::{BTreeSet, HashMap};

use super::matching::{self, StoredMeeting};
use super::stage::{ReplacedMeeting, Stager, micros};
use super::versions;
use super::{RecordState, StagedRecord};
use crate::error::Failure;
use crate::interchange::{Version, Withdrawal, WithdrawalScope};
use crate::staging::Spool;
use crate::store::IDS_PER_STATEMENT;
use crate::store::session::Session;

/// Events per lookup.
const EVENTS: usize = 200;

impl Stager {
    /// Stages the cancellation of what the file has withdrawn; to be called after all records were
    /// taken, so that what they match is known.
    pub(super) async fn cancel_withdrawn(&mut self, session: &Session) -> Result<(), Failure> {
        let withdrawals = std::mem::replace(&mut self.withdrawals, Spool::new()?).finish()?;
        if withdrawals.count() == 0 || self.is_empty(session).await? {
            return Ok(());
        }
        let mut batch = Vec::with_capacity(EVENTS);
        for withdrawal in withdrawals.read() {
            let withdrawal = withdrawal?;
            if self.bad_events.contains(&withdrawal.version.event) {
                continue;
            }
            batch.push(withdrawal);
            if batch.len() == EVENTS {
                self.cancel_batch(session, &std::mem::take(&mut batch)).await?;
            }
        }
        self.cancel_batch(session, &batch).await
    }

    async fn cancel_batch(
        &mut self,
        session: &Session,
        batch: &[Withdrawal],
    ) -> Result<(), Failure> {
        let events: BTreeSet<&str> = batch.iter().map(|w| w.version.event.as_str()).collect();
        if events.is_empty() {
            return Ok(());
        }
        let members =
            session.reading(async |db| Ok(versions::members(&db, &events).await?)).await?;
        let newest = versions::newest_of(&members);
        let mut of_event: HashMap<&str, Vec<i64>> = HashMap::new();
        for member in members.iter().filter(|member| self.matcher.is_free(member.id)) {
            of_event.entry(member.version.event.as_str()).or_default().push(member.id);
        }
        for withdrawal in batch {
            let version = &withdrawal.version;
            if newest.get(version.event.as_str()).is_some_and(|newest| *newest > version.sequence) {
                continue;
            }
            let ids = of_event.get(version.event.as_str()).map(Vec::as_slice).unwrap_or_default();
            for ids in ids.chunks(IDS_PER_STATEMENT) {
                self.cancel_members(session, withdrawal, ids).await?;
            }
        }
        Ok(())
    }

    async fn cancel_members(
        &mut self,
        session: &Session,
        withdrawal: &Withdrawal,
        ids: &[i64],
    ) -> Result<(), Failure> {
        let stored = session.reading(async |db| Ok(matching::by_ids(&db, ids, true).await?));
        let stored = stored.await?;
        let mut stored: Vec<StoredMeeting> =
            stored.into_values().filter(|stored| withdraws(withdrawal, stored)).collect();
        stored.retain(|stored| self.matcher.is_free(stored.row.id));
        stored.sort_by_key(|stored| (stored.row.start_time, stored.row.id));
        let people: BTreeSet<i64> = stored.iter().flat_map(StoredMeeting::everybody).collect();
        self.users.learn_ids(session, &people.into_iter().collect::<Vec<_>>()).await?;
        for StoredMeeting { row, version, .. } in stored {
            let (id, ordinal) = (row.id, self.read);
            self.replaced.push(ReplacedMeeting { start: micros(row.start_time), id, ordinal })?;
            let kept = version.and_then(|version| version.series_sequence);
            let of_series = withdrawal.version.series_sequence.or(kept);
            let version = Version { series_sequence: of_series, ..withdrawal.version.clone() };
            let state = RecordState::Cancel(id, version);
            self.records.push(&StagedRecord { line: withdrawal.line, raw: Vec::new(), state })?;
            self.matcher.take(id);
            self.read += 1;
        }
        Ok(())
    }
}

/// Whether a stored meeting of the event is withdrawn.
fn withdraws(withdrawal: &Withdrawal, stored: &StoredMeeting) -> bool {
    let row = &stored.row;
    if stored.is_cancelled() || stored.sequence() > withdrawal.version.sequence {
        return false;
    }
    match &withdrawal.scope {
        WithdrawalScope::Rest { before } => before.is_none_or(|before| row.start_time < before),
        WithdrawalScope::One(uid) => row.uid.as_ref() == Some(uid),
        WithdrawalScope::From(start) => row.start_time >= *start,
    }
}
