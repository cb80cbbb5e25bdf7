//! Deletes a user, after another one has got the meetings.

use sea_orm::{ConnectionTrait, DbErr, EntityTrait};

use super::hand_over::{NewOverlaps, hand_over, new_overlaps};
use super::{by_id, involvement};
use crate::entity::user;
use crate::error::Failure;
use crate::store::booking::lock;
use crate::store::commit::InDoubt;
use crate::store::dialect;
use crate::store::session::Session;
use crate::time::UtcTime;

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
    Done {
        /// Meetings with a new creator.
        created: u64,
        /// Participations that moved.
        attended: u64,
    },
    /// Nothing was written: the user has created meetings and participations, in these numbers.
    HasMeetings(u64, u64),
    /// Nothing was written: the new owner would have pairs of meetings at one time.
    WouldOverlap(NewOverlaps),
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
    let mut in_doubt = InDoubt::default();
    session
        .retrying(async |db| {
            if let Some(&(created, attended)) = in_doubt.get()
                && by_id(&db, id).await?.is_none()
            {
                return Ok(Deleted::Done { created, attended });
            }
            let tx = dialect::begin_write(&db).await?;
            lock(&tx, &reassign.to.into_iter().chain([id]).collect()).await?;
            let checked = check_delete(&tx, id, reassign).await?;
            let Deleted::Done { created, attended } = checked else {
                return Ok(checked);
            };
            if let Some(to) = reassign.to {
                hand_over(&tx, id, to, reassign.now).await?;
            }
            user::Entity::delete_by_id(id).exec(&tx).await?;
            let took_effect = async { Ok(by_id(&db, id).await?.is_none()) };
            let moved = (created, attended);
            in_doubt.commit(&db, tx, moved, took_effect).await?;
            Ok(Deleted::Done { created, attended })
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
    match reassign.to {
        None if created + attended > 0 => return Ok(Deleted::HasMeetings(created, attended)),
        Some(to) if !reassign.allow_overlap => {
            let overlaps = new_overlaps(tx, id, to).await?;
            if overlaps.count > 0 {
                return Ok(Deleted::WouldOverlap(overlaps));
            }
        }
        _ => {}
    }
    Ok(Deleted::Done { created, attended })
}
