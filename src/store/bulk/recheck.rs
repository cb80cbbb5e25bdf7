//! A second look at the records of a batch, behind the locks: what has changed since the first.

use std::collections::{BTreeSet, HashMap};

use sea_orm::DatabaseTransaction;

use super::known::{self, Matcher, Stored, difference};
use super::{Staged, State, Terms, Wanted};
use crate::error::Failure;
use crate::store::booking::{self, Change, Plan};
use crate::store::dialect;
use crate::store::people::Meeting;
use crate::store::retry::TxError;

/// What has happened since a record was looked at.
#[derive(Debug)]
pub enum Late {
    /// These meetings were booked meanwhile.
    Blocked(Vec<Meeting>),
    /// The user was deleted meanwhile.
    Gone(i64),
    /// The meeting was, and the record does not say who would create it anew.
    Deleted(i64),
}

/// A record as this try sees it.
pub(super) enum Step<'a> {
    New(&'a Wanted),
    Change(i64, Box<(Change, Plan)>),
    Kept,
    /// An earlier try, whose outcome was not known, has created it.
    Created,
    Late(Late),
}

/// A look at the records of a batch behind the locks.
pub(super) struct Look<'a> {
    pub tx: &'a DatabaseTransaction,
    pub terms: Terms,
    /// Those of whom the first look may not tell the truth any more.
    pub moved: BTreeSet<i64>,
    pub gone: BTreeSet<i64>,
    pub locked: &'a BTreeSet<i64>,
    /// People of stored meetings whose guard rows are not ours: they joined meanwhile.
    pub strangers: BTreeSet<i64>,
    pub matcher: Matcher,
    pub first_try: bool,
    /// Whether an earlier try may have written this batch.
    pub in_doubt: bool,
}

impl Look<'_> {
    /// What is to be done with each record, and what cannot be any more.
    pub async fn steps<'b>(
        &mut self,
        batch: &'b [Staged],
    ) -> Result<(Vec<Step<'b>>, Vec<(usize, Late)>), TxError> {
        let ids: Vec<i64> = batch.iter().filter_map(known_id).collect();
        let known = known::by_ids(self.tx, &ids).await?;
        let appeared = self.appeared(batch).await?;
        let stored = known.values().chain(appeared.iter().flatten());
        let strangers = stored.flat_map(Stored::everybody);
        self.strangers = strangers.filter(|id| !self.locked.contains(id)).collect();
        if !self.strangers.is_empty() {
            // Take it from the start, and them with it.
            return Err(dialect::conflict().into());
        }
        loop {
            let (mut steps, mut late) = (Vec::with_capacity(batch.len()), Vec::new());
            for (place, (staged, appeared)) in batch.iter().zip(&appeared).enumerate() {
                match self.step(staged, &known, appeared.as_ref()).await? {
                    Step::Late(why) => late.push((place, why)),
                    step => steps.push(step),
                }
            }
            let stays = late
                .iter()
                .filter_map(|(place, _)| known.get(&known_id(&batch[*place])?));
            let stay: BTreeSet<i64> = stays.flat_map(Stored::everybody).collect();
            if stay.is_subset(&self.moved) {
                return Ok((steps, late));
            }
            // Others may have been meant to take the time of a meeting that stays where it is.
            self.moved.extend(stay);
        }
    }

    async fn step<'b>(
        &self,
        staged: &'b Staged,
        known: &HashMap<i64, Stored>,
        appeared: Option<&Stored>,
    ) -> Result<Step<'b>, TxError> {
        Ok(match (&staged.state, appeared) {
            (State::Bad(_) | State::Kept, _) => Step::Kept,
            (State::New(wanted), None) => self.new_meeting(wanted).await?,
            (State::New(wanted), Some(stored)) => {
                match self.change(wanted, stored.clone()).await? {
                    Step::Kept if self.in_doubt => Step::Created,
                    step => step,
                }
            }
            (State::Known(id, wanted), _) => match known.get(id) {
                Some(stored) => self.change(wanted, stored.clone()).await?,
                None if wanted.creator.is_none() => Step::Late(Late::Deleted(*id)),
                None => self.new_meeting(wanted).await?,
            },
        })
    }

    /// Meetings that new records mean and that were not there before: people whose guard row has
    /// moved may have any, and everybody may once a try has failed.
    async fn appeared(&mut self, batch: &[Staged]) -> Result<Vec<Option<Stored>>, TxError> {
        let mut appeared: Vec<Option<Stored>> = batch.iter().map(|_| None).collect();
        if self.moved.is_empty() && self.first_try {
            return Ok(appeared);
        }
        let suspects = batch.iter().enumerate();
        let (places, wanted): (Vec<usize>, Vec<&Wanted>) = suspects
            .filter_map(|(place, staged)| match &staged.state {
                State::New(wanted) if !self.first_try || self.has_moved(wanted) => {
                    Some((place, wanted))
                }
                _ => None,
            })
            .unzip();
        let found = self.matcher.find(self.tx, &wanted).await?;
        for (place, found) in places.into_iter().zip(found) {
            appeared[place] = found.meeting();
        }
        Ok(appeared)
    }

    fn has_moved(&self, wanted: &Wanted) -> bool {
        let people = wanted.everybody();
        people.iter().any(|id| self.moved.contains(id))
    }

    async fn new_meeting<'b>(&self, wanted: &'b Wanted) -> Result<Step<'b>, TxError> {
        let people = wanted.everybody();
        if let Some(gone) = people.intersection(&self.gone).next() {
            return Ok(Step::Late(Late::Gone(*gone)));
        }
        let blocking = if wanted.busy() {
            self.blocking(&people, wanted, None).await?
        } else {
            Vec::new()
        };
        if blocking.is_empty() {
            return Ok(Step::New(wanted));
        }
        Ok(Step::Late(Late::Blocked(blocking)))
    }

    async fn change<'b>(&self, wanted: &Wanted, stored: Stored) -> Result<Step<'b>, TxError> {
        let Some(change) = difference(wanted, &stored) else {
            return Ok(Step::Kept);
        };
        let id = stored.row.id;
        let plan = Plan::new(stored.row, &stored.participants, &change)?;
        if let Some(gone) = plan.after.intersection(&self.gone).next() {
            return Ok(Step::Late(Late::Gone(*gone)));
        }
        if plan.busy && !plan.newly_bound.is_empty() {
            let blocking = self.blocking(&plan.newly_bound, wanted, Some(id)).await?;
            if !blocking.is_empty() {
                return Ok(Step::Late(Late::Blocked(blocking)));
            }
        }
        Ok(Step::Change(id, Box::new((change, plan))))
    }

    /// What is in the way of people whose guard row has moved; the others were checked.
    async fn blocking(
        &self,
        people: &BTreeSet<i64>,
        wanted: &Wanted,
        except: Option<i64>,
    ) -> Result<Vec<Meeting>, TxError> {
        let people: BTreeSet<i64> = people.intersection(&self.moved).copied().collect();
        if self.terms.allow_overlap || people.is_empty() {
            return Ok(Vec::new());
        }
        let interval = wanted.interval().map_err(Failure::from)?;
        Ok(booking::blocking(self.tx, &people, interval, except).await?)
    }
}

pub(super) fn known_id(staged: &Staged) -> Option<i64> {
    match staged.state {
        State::Known(id, _) => Some(id),
        _ => None,
    }
}
