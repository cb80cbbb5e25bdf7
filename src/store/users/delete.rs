//! Deletes a user, after another one has got the meetings.

use sea_orm::{ConnectionTrait, DbErr, EntityTrait};

use super::hand_over::{NewOverlaps, hand_over, new_overlaps};
use super::write::change;
use super::{by_id, involvement};
use crate::entity::user;
use crate::error::Failure;
use crate::store::IDS_PER_STATEMENT;
use crate::store::booking::lock;
use crate::store::commit::InDoubt;
use crate::store::dialect::{self, WriteTransaction};
use crate::store::history;
use crate::store::session::Session;
use crate::time::UtcTime;

/// Statements for a page of meetings that are handed over: each may take its time.
const STATEMENTS_PER_PAGE: u64 = 6;

/// What happens to the meetings of a user who is deleted.
#[derive(Debug, Clone, Copy)]
pub struct Reassign {
    /// Who takes them over; without, a user with meetings is not deleted.
    pub to: Option<i64>,
    /// The new owner may be double-booked by it.
    pub allow_overlap: bool,
    /// Everything is checked, nothing is locked or written.
    pub dry_run: bool,
    /// The time for `updated_at`.
    pub now: UtcTime,
}

/// How deleting a user ended.
#[derive(Debug)]
pub enum Deleted {
    /// Deleted; the meetings were moved to the other user.
    Done(Moved),
    /// Nothing was written: the user has created meetings and participations, in these numbers.
    HasMeetings(u64, u64),
    /// Nothing was written: the new owner would have pairs of meetings at one time.
    WouldOverlap(NewOverlaps),
}

/// What another user got.
#[derive(Debug, Clone, Default)]
pub struct Moved {
    /// Meetings with a new creator.
    pub created: u64,
    /// Participations that moved.
    pub attended: u64,
    /// The double bookings that this made.
    pub overlaps: NewOverlaps,
}

/// Deletes a user, after handing over the meetings, in one transaction.
///
/// A commit whose outcome is unknown is repeated: a user who no longer exists was deleted.
pub async fn delete(session: &Session, id: i64, reassign: Reassign) -> Result<Deleted, Failure> {
    if reassign.dry_run {
        let check = session.reading(async |db| {
            let tx = dialect::begin_snapshot(&db).await?;
            let checked = check_delete(&tx, id, reassign).await?;
            tx.commit().await?;
            Ok(checked)
        });
        return check.await;
    }
    let (created, attended) = session.reading(async |db| Ok(involvement(&db, id).await?)).await?;
    let statements = (created + attended) / IDS_PER_STATEMENT as u64 * STATEMENTS_PER_PAGE;
    let mut in_doubt = InDoubt::default();
    session
        .for_locks(usize::try_from(statements).unwrap_or(usize::MAX))
        .retrying(async |db| {
            if let Some(moved) = in_doubt.get()
                && by_id(&db, id).await?.is_none()
            {
                return Ok(Deleted::Done(Moved::clone(moved)));
            }
            let tx = dialect::begin_write(&db).await?;
            lock(&tx, &reassign.to.into_iter().chain([id]).collect()).await?;
            let checked = check_delete(&tx, id, reassign).await?;
            let Deleted::Done(moved) = checked else {
                return Ok(checked);
            };
            if let Some(to) = reassign.to {
                hand_over(&tx, session, id, to, reassign.now).await?;
            }
            delete_row(&tx, session, id).await?;
            let took_effect = async { Ok(by_id(&db, id).await?.is_none()) };
            in_doubt.commit(&db, tx, moved.clone(), took_effect).await?;
            Ok(Deleted::Done(moved))
        })
        .await
}

/// Whether the user may be deleted, and what would move.
async fn check_delete<C: ConnectionTrait>(
    tx: &C,
    id: i64,
    reassign: Reassign,
) -> Result<Deleted, DbErr> {
    let (created, attended) = involvement(tx, id).await?;
    let Some(to) = reassign.to else {
        return Ok(match created + attended {
            0 => Deleted::Done(Moved::default()),
            _ => Deleted::HasMeetings(created, attended),
        });
    };
    let overlaps = new_overlaps(tx, id, to, None, |_| true).await?;
    if overlaps.count > 0 && !reassign.allow_overlap {
        return Ok(Deleted::WouldOverlap(overlaps));
    }
    Ok(Deleted::Done(Moved { created, attended, overlaps }))
}

/// Deletes the row, which is locked, and writes it to the history.
async fn delete_row(tx: &WriteTransaction, session: &Session, id: i64) -> Result<(), DbErr> {
    let user = by_id(tx, id).await?.ok_or_else(dialect::conflict)?;
    user::Entity::delete_by_id(id).exec(tx).await?;
    history::write(tx, session.run(), &change(Some(&user), None)).await?;
    Ok(())
}
