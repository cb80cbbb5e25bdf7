use clap::Args;
use serde_json::json;

use crate::commands::args::counted;
use crate::context::Context;
use crate::entity::user;
use crate::error::{Exit, Failure};
use crate::store::users::{self, Deleted, Reassign};

/// Delete a user
///
/// A user with meetings is only deleted with --reassign-to: the meetings then belong to the
/// other user, participations too. That is refused if it would double-book the other user.
/// Asks first; without a terminal it needs --yes.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
    meetctl user delete 7
    meetctl user delete ada@example.org --reassign-to bob@example.org --yes")]
pub struct DeleteArgs {
    /// Id or e-mail address
    #[arg(value_name = "USER")]
    user: String,
    /// Who takes over the meetings: id or e-mail address
    #[arg(long, value_name = "USER")]
    reassign_to: Option<String>,
    /// Hand over meetings also where the other user is double-booked by them
    #[arg(long, requires = "reassign_to")]
    allow_overlap: bool,
}

impl DeleteArgs {
    pub(super) async fn run(self, ctx: &Context) -> Result<Exit, Failure> {
        let db = ctx.database().await?;
        let user = users::find(&db, &self.user).await?;
        let heir = match &self.reassign_to {
            Some(name) => Some(users::find(&db, name).await?),
            None => None,
        };
        if heir.as_ref().is_some_and(|heir| heir.id == user.id) {
            return Err(Failure::usage(
                "a user's meetings cannot be reassigned to the same user",
            ));
        }
        if heir.is_none() {
            let (created, attended) = users::involvement(&db, user.id).await?;
            if created + attended > 0 {
                return Err(has_meetings(&user, created, attended));
            }
        }
        ctx.confirm(&format!(
            "delete user {} ({} <{}>)?",
            user.id, user.name, user.email
        ))?;
        let reassign = Reassign {
            to: heir.as_ref().map(|h| h.id),
            allow_overlap: self.allow_overlap,
            now: ctx.now(),
        };
        match users::delete(&ctx.session(db), user.id, reassign).await? {
            Deleted::Done { created, attended } => {
                ctx.out
                    .status(done(&user, heir.as_ref(), created, attended));
                Ok(Exit::Ok)
            }
            Deleted::HasMeetings(created, attended) => Err(has_meetings(&user, created, attended)),
            Deleted::WouldOverlap(pairs) => Err(would_overlap(heir.as_ref(), &pairs)),
        }
    }
}

fn done(user: &user::Model, heir: Option<&user::Model>, created: u64, attended: u64) -> String {
    match heir {
        Some(heir) if created + attended > 0 => format!(
            "Deleted user {}; {} took over {} and {}.",
            user.id,
            heir.name,
            counted(created, "created meeting"),
            counted(attended, "participation")
        ),
        _ => format!("Deleted user {}.", user.id),
    }
}

fn has_meetings(user: &user::Model, created: u64, attended: u64) -> Failure {
    let message = format!(
        "user {} created {} and takes part in {}",
        user.id,
        counted(created, "meeting"),
        counted(attended, "meeting")
    );
    Failure::new(Exit::Refused, "has_meetings", message)
        .hint("name who takes them over with --reassign-to USER, or delete the meetings first")
}

fn would_overlap(heir: Option<&user::Model>, pairs: &[(i64, i64)]) -> Failure {
    let name = heir.map_or("the other user", |h| h.name.as_str());
    let failure = Failure::new(
        Exit::Refused,
        "double_booking",
        format!("{name} would be double-booked {} times", pairs.len()),
    )
    .hint("cancel or move one of each pair, or allow it with --allow-overlap")
    .detail(
        "conflicts",
        pairs.iter().map(|(a, b)| json!([a, b])).collect(),
    );
    pairs.iter().take(10).fold(failure, |f, (kept, moved)| {
        f.line(format!("meeting {moved} overlaps meeting {kept}"))
    })
}
