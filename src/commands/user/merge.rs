use clap::Args;

use super::delete::moved;
use super::new_overlaps::DoubleBookings;
use crate::commands::args::counted;
use crate::context::{Access, Context};
use crate::entity::user;
use crate::error::{Exit, Failure};
use crate::output::Format;
use crate::prompt::Question;
use crate::records::{MergeRecord, UserRecord};
use crate::store::session::Session;
use crate::store::users::{self, Deleted, Moved, Reassign};

/// Merge two users who are one person
///
/// The meetings and participations of FROM go to INTO, each once, and FROM is deleted, in one
/// transaction. INTO keeps name and address. Double bookings that appear are listed and not
/// refused: the person has them already. Requires confirmation; without a terminal,
/// --yes is required.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
    meetctl user merge 12 ada@example.org --dry-run
    meetctl user merge ada@old.example ada@example.org --yes")]
pub struct MergeArgs {
    /// Who is deleted: id or e-mail address
    #[arg(value_name = "FROM")]
    from: String,
    /// Who stays: id or e-mail address
    #[arg(value_name = "INTO")]
    into: String,
    /// Check everything, write nothing
    #[arg(long)]
    dry_run: bool,
}

impl MergeArgs {
    pub(super) async fn run(self, ctx: &Context) -> Result<Exit, Failure> {
        let session = ctx.database_for(Access::read_if(self.dry_run)).await?;
        let db = session.db();
        let from =
            users::find(&db, &self.from).await.map_err(|failure| failure.of_option("FROM"))?;
        let into =
            users::find(&db, &self.into).await.map_err(|failure| failure.of_option("INTO"))?;
        if from.id == into.id {
            return Err(Failure::usage(format!("FROM and INTO are both user {}", from.id)));
        }
        let pair = Pair { ctx, session, from, into };
        let planned = pair.merge(true).await?;
        // Read before the commit: after it nothing should fail.
        let mut found =
            DoubleBookings::load(ctx, &pair.session, &pair.into, &planned.overlaps).await?;
        if self.dry_run {
            pair.report(&planned, &found, true)?;
            let (from, into) = (pair.from.id, pair.into.id);
            ctx.print_dry_run(&format!("merge user {from} into user {into}"));
            return Ok(Exit::Ok);
        }
        ctx.confirm(&pair.question(&planned)).await?;
        let merged = pair.merge(false).await?;
        let Pair { from, into, .. } = &pair;
        ctx.out.status(format!(
            "Merged user {} into user {}; {} got {}.",
            from.id,
            into.id,
            into.name,
            moved(merged.created, merged.attended)
        ));
        if merged.overlaps != planned.overlaps {
            found = DoubleBookings::load(ctx, &pair.session, &pair.into, &merged.overlaps).await?;
        }
        pair.report(&merged, &found, false)?;
        Ok(Exit::Ok)
    }
}

/// The two users.
struct Pair<'a> {
    ctx: &'a Context,
    session: Session,
    from: user::Model,
    into: user::Model,
}

impl Pair<'_> {
    async fn merge(&self, dry_run: bool) -> Result<Moved, Failure> {
        let now = self.ctx.now();
        let reassign = Reassign { to: Some(self.into.id), allow_overlap: true, dry_run, now };
        match users::delete(&self.session, self.from.id, reassign).await? {
            Deleted::Done(moved) => Ok(moved),
            // Only without a successor, and without leave to overlap.
            Deleted::HasMeetings(..) | Deleted::WouldOverlap(_) => Ok(Moved::default()),
        }
    }

    fn question(&self, planned: &Moved) -> Question {
        let person = |user: &user::Model| format!("{} ({} <{}>)", user.id, user.name, user.email);
        let Moved { created, attended, overlaps } = planned;
        let gets = format!("{} gets {}", self.into.name, moved(*created, *attended));
        let double = (overlaps.count > 0).then(|| {
            let times = counted(overlaps.count, "time");
            format!("{} becomes double-booked {times}", self.into.name)
        });
        let text = format!("merge user {} into {}?", person(&self.from), person(&self.into));
        Question::new(text).details([gets].into_iter().chain(double))
    }

    /// Prints what moved, and the double bookings.
    fn report(&self, moved: &Moved, found: &DoubleBookings, dry_run: bool) -> Result<(), Failure> {
        let verb = if dry_run { "would be" } else { "is" };
        found.warn(self.ctx, verb);
        if self.ctx.out.format() == Format::Table && !dry_run {
            return Ok(());
        }
        let zone = self.ctx.record_zone();
        self.ctx.out.one(&MergeRecord {
            from: UserRecord::new(&self.from, &zone),
            into: UserRecord::new(&self.into, &zone),
            created: moved.created,
            attended: moved.attended,
            double_bookings: found.count(),
            conflicts: found.json(),
            dry_run,
        })
    }
}
