use clap::Args;
use serde_json::json;

use crate::commands::args::counted;
use crate::context::{Access, Context};
use crate::entity::user;
use crate::error::{Exit, Failure, Kind};
use crate::prompt::Question;
use crate::store::users::{self, Deleted, NewOverlaps, Reassign};

/// Delete a user
///
/// A user with meetings is deleted only with --reassign-to, which gives the meetings and
/// participations to another user. Refused if this double-books the other user. Requires
/// confirmation; without a terminal, --yes is required.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
    meetctl user delete 7
    meetctl user delete ada@example.org --reassign-to bob@example.org --yes")]
pub struct DeleteArgs {
    /// Id or e-mail address
    #[arg(value_name = "USER")]
    user: String,
    /// Who gets the meetings: id or e-mail address
    #[arg(long, value_name = "USER")]
    reassign_to: Option<String>,
    /// Reassign even if it double-books the other user
    #[arg(long, requires = "reassign_to")]
    allow_overlap: bool,
    /// Check everything, delete nothing
    #[arg(long)]
    dry_run: bool,
}

impl DeleteArgs {
    pub(super) async fn run(self, ctx: &Context) -> Result<Exit, Failure> {
        let session = ctx.database_for(Access::read_if(self.dry_run)).await?;
        let db = session.db();
        let user = users::find(&db, &self.user).await?;
        let successor = match &self.reassign_to {
            Some(name) => {
                let found = users::find(&db, name).await;
                Some(found.map_err(|failure| failure.of_option("--reassign-to"))?)
            }
            None => None,
        };
        if successor.as_ref().is_some_and(|successor| successor.id == user.id) {
            return Err(Failure::usage("--reassign-to names the user to delete"));
        }
        let (created, attended) = users::involvement(&db, user.id).await?;
        if successor.is_none() && created + attended > 0 {
            return Err(has_meetings(&user, created, attended));
        }
        if !self.dry_run {
            let person = format!("{} ({} <{}>)", user.id, user.name, user.email);
            let moves = successor.as_ref().filter(|_| created + attended > 0);
            let moves = moves.map(|to| format!("{} gets {}", to.name, moved(created, attended)));
            ctx.confirm(&Question::new(format!("delete user {person}?")).details(moves)).await?;
        }
        let reassign = Reassign {
            to: successor.as_ref().map(|h| h.id),
            allow_overlap: self.allow_overlap,
            dry_run: self.dry_run,
            now: ctx.now(),
        };
        match users::delete(&session, user.id, reassign).await? {
            Deleted::Done(_) if self.dry_run => {
                ctx.print_dry_run(&format!("delete user {}", user.id));
                Ok(Exit::Ok)
            }
            Deleted::Done(moved) => {
                ctx.out.status(done(&user, successor.as_ref(), moved.created, moved.attended));
                Ok(Exit::Ok)
            }
            Deleted::HasMeetings(created, attended) => Err(has_meetings(&user, created, attended)),
            Deleted::WouldOverlap(overlaps) => Err(would_overlap(successor.as_ref(), &overlaps)),
        }
    }
}

fn done(
    user: &user::Model,
    successor: Option<&user::Model>,
    created: u64,
    attended: u64,
) -> String {
    match successor {
        Some(successor) if created + attended > 0 => {
            let moved = moved(created, attended);
            format!("Deleted user {}; {} got {moved}.", user.id, successor.name)
        }
        _ => format!("Deleted user {}.", user.id),
    }
}

pub(super) fn moved(created: u64, attended: u64) -> String {
    let created = counted(created, "created meeting");
    format!("{created} and {}", counted(attended, "participation"))
}

fn has_meetings(user: &user::Model, created: u64, attended: u64) -> Failure {
    let message = format!(
        "user {} created {} and takes part in {}",
        user.id,
        counted(created, "meeting"),
        counted(attended, "meeting")
    );
    Failure::new(Kind::HasMeetings, message)
        .hint("reassign them with --reassign-to USER, or delete them first")
}

fn would_overlap(successor: Option<&user::Model>, overlaps: &NewOverlaps) -> Failure {
    const MAX_SHOWN: usize = 10;
    let name = successor.map_or("the other user", |h| h.name.as_str());
    let failure = Failure::new(
        Kind::DoubleBooking,
        format!("{name} would be double-booked {}", counted(overlaps.count, "time")),
    )
    .hint("cancel or move one of each pair, or reassign anyway with --allow-overlap")
    .detail("conflicts", overlaps.first.iter().map(|(a, b)| json!([a, b])).collect());
    let shown = overlaps.first.iter().take(MAX_SHOWN);
    let failure = shown.fold(failure, |failure, (own, reassigned)| {
        failure.line(format!("meeting {reassigned} overlaps meeting {own}"))
    });
    match overlaps.count.saturating_sub(MAX_SHOWN as u64) {
        0 => failure,
        more => failure.line(format!("and {more} more")),
    }
}
