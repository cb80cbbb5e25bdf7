//! Writes what was staged, batch by batch.

use std::collections::{BTreeSet, HashMap};

use migration::failpoint;
use sea_orm::sea_query::{Expr, ExprTrait, LockType, Query};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbErr, EntityTrait,
    QueryFilter,
};

use super::directory::Newcomer;
use super::insert::insert;
use super::known::{self, Matcher, Stored};
use super::look::{Late, Look, Step, known_id};
use super::{Staged, Staging, State, Terms, Wanted, users};
use crate::entity::user;
use crate::error::Failure;
use crate::store::booking;
use crate::store::dialect::{self, Class, classify};
use crate::store::json_rows;
use crate::store::retry::TxError;
use crate::store::session::Session;

/// How many users one statement locks.
const A_STATEMENT: usize = 1000;

/// Writes the batches of one import.
#[derive(Debug)]
pub struct Writer<'a> {
    session: &'a Session,
    staging: &'a Staging,
    /// The `booking_seq` of everybody as it was first seen, or as a batch of ours left it.
    seqs: HashMap<i64, i64>,
    matcher: Matcher,
    /// The ids of newcomers who exist by now.
    arrived: HashMap<i64, i64>,
}

/// What staging leaves to writing.
#[derive(Debug)]
pub struct Handover {
    seqs: HashMap<i64, i64>,
    matcher: Matcher,
}

impl Staging {
    /// Leaves what only writing needs.
    pub fn hand_over(&mut self) -> Handover {
        Handover {
            seqs: self.directory.take_seqs(),
            matcher: std::mem::take(&mut self.matcher),
        }
    }
}

/// What became of a batch.
#[derive(Debug, Default)]
pub struct Written {
    /// Records that became meetings.
    pub created: u64,
    /// Records that changed one.
    pub updated: u64,
    /// Records that turned out to be stored just so.
    pub unchanged: u64,
    /// Records that cannot be any more, by their place in the batch.
    pub late: Vec<(usize, Late)>,
}

impl<'a> Writer<'a> {
    /// Takes over from staging.
    ///
    /// # Errors
    /// The database, for good.
    pub async fn new(
        session: &'a Session,
        staging: &'a Staging,
        handover: Handover,
    ) -> Result<Self, Failure> {
        let ready = session.reading(async |db| Ok(dialect::prepare_for_bulk(&db).await?));
        ready.await?;
        Ok(Self {
            session,
            staging,
            seqs: handover.seqs,
            matcher: handover.matcher,
            arrived: HashMap::new(),
        })
    }

    /// Writes a batch in one transaction; if a record cannot be any more and `all_or_nothing`,
    /// nothing of it.
    ///
    /// A commit whose outcome is unknown is done again: what it wrote is found by then.
    ///
    /// # Errors
    /// The database, for good.
    pub async fn write(
        &mut self,
        batch: &mut [Staged],
        all_or_nothing: bool,
    ) -> Result<Written, Failure> {
        self.welcome(batch).await?;
        let known = self.read_known(batch).await?;
        let mut everybody = everybody(batch, known.values());
        let (mut tries, mut in_doubt) = (0, false);
        let (session, terms) = (self.session, self.staging.terms);
        let (expected, matcher) = (&self.seqs, &self.matcher);
        let batch = &*batch;
        let (written, after) = session
            .retrying(everybody.len().div_ceil(A_STATEMENT), async |db| {
                tries += 1;
                let tx = dialect::begin_write(&db).await?;
                let seqs = lock(&tx, &everybody).await?;
                let mut look = Look {
                    tx: &tx,
                    terms,
                    moved: moved(expected, &everybody, &seqs),
                    gone: everybody
                        .iter()
                        .copied()
                        .filter(|id| !seqs.contains_key(id))
                        .collect(),
                    locked: &everybody,
                    strangers: BTreeSet::new(),
                    matcher: matcher.clone(),
                    first_try: tries == 1,
                    in_doubt,
                };
                let looked = look.steps(batch).await;
                let Look {
                    moved,
                    mut matcher,
                    strangers,
                    ..
                } = look;
                everybody.extend(strangers);
                let (steps, late) = looked?;
                let mut written = Written {
                    late,
                    ..Written::default()
                };
                if all_or_nothing && !written.late.is_empty() {
                    tx.rollback().await?;
                    return Ok((written, None));
                }
                for id in apply(&tx, &steps, terms, &mut written).await? {
                    matcher.take(id);
                }
                // Even a commit that is not waited for to its end may take effect.
                let doubted = std::mem::replace(&mut in_doubt, true);
                failpoint::hit();
                if let Err(error) = tx.commit().await {
                    // What was refused for sure is not there.
                    in_doubt = doubted || classify(&error) != Class::Busy;
                    return Err(booking::in_doubt(error));
                }
                failpoint::hit();
                if dialect::commit_unreliable(db.get_database_backend()) {
                    stands(&db, &seqs).await?;
                }
                Ok((written, Some((seqs, moved, matcher))))
            })
            .await?;
        if let Some((seqs, moved, matcher)) = after {
            self.matcher = matcher;
            self.note(seqs, &moved);
        }
        Ok(written)
    }

    /// Notes the guard rows as a batch leaves them. Whoever has moved counts as moved from now on:
    /// this batch alone was looked at again for their sake, and later ones hold other times.
    fn note(&mut self, seqs: HashMap<i64, i64>, moved: &BTreeSet<i64>) {
        for (id, seq) in seqs {
            if moved.contains(&id) {
                self.seqs.remove(&id);
            } else {
                self.seqs.insert(id, seq + 1);
            }
        }
    }

    /// Creates the newcomers of a batch, and puts their ids in the place of their numbers.
    async fn welcome(&mut self, batch: &mut [Staged]) -> Result<(), Failure> {
        let wanted = batch.iter().filter_map(wanted_of);
        let numbers: BTreeSet<i64> = wanted
            .flat_map(Wanted::everybody)
            .filter(|id| *id < 0 && !self.arrived.contains_key(id))
            .collect();
        let newcomers: Vec<(i64, Newcomer)> = numbers
            .into_iter()
            .filter_map(|number| {
                Some((number, self.staging.directory.newcomer_at(number)?.clone()))
            })
            .collect();
        if !newcomers.is_empty() {
            let now = self.staging.terms.now;
            for settled in users::settle(self.session, &newcomers, now).await? {
                self.arrived.insert(settled.number, settled.id);
                if settled.new {
                    self.seqs.insert(settled.id, 0);
                }
            }
        }
        let real = |id: i64| self.arrived.get(&id).copied().unwrap_or(id);
        for staged in batch {
            if let State::New(wanted) | State::Known(_, wanted) = &mut staged.state {
                wanted.rename(real);
            }
        }
        Ok(())
    }

    /// The stored meetings of a batch, read before the transaction: whom to lock.
    async fn read_known(&self, batch: &[Staged]) -> Result<HashMap<i64, Stored>, Failure> {
        let ids: Vec<i64> = batch.iter().filter_map(known_id).collect();
        if ids.is_empty() {
            return Ok(HashMap::new());
        }
        self.session
            .reading(async |db: DatabaseConnection| Ok(known::by_ids(&db, &ids).await?))
            .await
    }
}

fn wanted_of(staged: &Staged) -> Option<&Wanted> {
    match &staged.state {
        State::New(wanted) | State::Known(_, wanted) => Some(wanted),
        State::Bad(_) | State::Kept => None,
    }
}

fn everybody<'a>(batch: &[Staged], known: impl Iterator<Item = &'a Stored>) -> BTreeSet<i64> {
    let wanted = batch.iter().filter_map(wanted_of);
    let mut all: BTreeSet<i64> = wanted.flat_map(Wanted::everybody).collect();
    all.extend(known.flat_map(Stored::everybody));
    all
}

/// Changes the guard rows of `users`, in order of their ids; returns what they were before.
async fn lock(tx: &DatabaseTransaction, users: &BTreeSet<i64>) -> Result<HashMap<i64, i64>, DbErr> {
    let ids: Vec<i64> = users.iter().copied().collect();
    let mut seqs = HashMap::with_capacity(ids.len());
    for ids in ids.chunks(A_STATEMENT) {
        let mut select = Query::select();
        select
            .column(user::Column::Id)
            .column(user::Column::BookingSeq)
            .from(user::Entity)
            .and_where(user::Column::Id.is_in(ids.iter().copied()))
            .order_by(user::Column::Id, sea_orm::sea_query::Order::Asc)
            .lock(LockType::Update);
        seqs.extend(json_rows::pairs(tx, &select, "id, booking_seq").await?);
    }
    for ids in ids.chunks(A_STATEMENT) {
        user::Entity::update_many()
            .col_expr(
                user::Column::BookingSeq,
                Expr::col(user::Column::BookingSeq).add(1),
            )
            .filter(user::Column::Id.is_in(ids.iter().copied()))
            .exec(tx)
            .await?;
    }
    Ok(seqs)
}

/// Those whose meetings may have changed since they were looked at.
fn moved(
    expected: &HashMap<i64, i64>,
    users: &BTreeSet<i64>,
    seqs: &HashMap<i64, i64>,
) -> BTreeSet<i64> {
    let moved = |id: &i64| seqs.get(id) != expected.get(id);
    users.iter().copied().filter(moved).collect()
}

/// Looks after a commit: a guard row that is what it was before was never written.
async fn stands<C: ConnectionTrait>(db: &C, before: &HashMap<i64, i64>) -> Result<(), TxError> {
    let Some((id, seq)) = before.iter().next() else {
        return Ok(());
    };
    let now = user::Entity::find_by_id(*id).one(db).await?;
    if now.is_some_and(|user| user.booking_seq == *seq) {
        return Err(dialect::conflict().into());
    }
    Ok(())
}

/// Writes the steps; returns the ids of new meetings.
async fn apply(
    tx: &DatabaseTransaction,
    steps: &[Step<'_>],
    terms: Terms,
    written: &mut Written,
) -> Result<Vec<i64>, TxError> {
    let mut new = Vec::new();
    for step in steps {
        match step {
            Step::New(wanted) => new.push(*wanted),
            Step::Change(id, planned) => {
                booking::write(tx, *id, &planned.0, &planned.1, terms.now).await?;
                written.updated += 1;
            }
            Step::Kept => written.unchanged += 1,
            Step::Created => written.created += 1,
            Step::Late(_) => {}
        }
    }
    written.created += new.len() as u64;
    insert(tx, &new, terms.now).await.map_err(taken)
}

/// A uid that another program has stored meanwhile, or a user that it has deleted: look again.
fn taken(error: DbErr) -> TxError {
    match classify(&error) {
        Class::Unique | Class::ForeignKey => dialect::conflict().into(),
        _ => error.into(),
    }
}
