use clap::Args;

use crate::context::{Access, Context};
use crate::error::{Exit, Failure, Kind};
use crate::output::Format;
use crate::prompt::Question;
use crate::records::{AnonymizeRecord, UserRecord};
use crate::store::session::Session;
use crate::store::users::{self, Anonymized};

/// Replace the name and the e-mail address of a user permanently
///
/// User 7 becomes `Deleted user 7` with the address `user-7@anonymized.invalid`, also in the
/// history. The meetings and all counts stay. What titles and descriptions of meetings say, and
/// earlier backups, are not changed. It cannot be undone. The id of a deleted user anonymizes what
/// the history has of it. Requires confirmation; without a terminal, --yes is required.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
    meetctl user anonymize ada@example.org --dry-run
    meetctl user anonymize 7 --yes")]
pub struct AnonymizeArgs {
    /// Id or e-mail address
    #[arg(value_name = "USER")]
    user: String,
    /// Check everything, write nothing
    #[arg(long)]
    dry_run: bool,
}

impl AnonymizeArgs {
    pub(super) async fn run(self, ctx: &Context) -> Result<Exit, Failure> {
        let session = ctx.database_for(Access::read_if(self.dry_run)).await?;
        let id = self.find(&session).await?;
        let now = ctx.now();
        let planned = users::check_anonymize(&session, id, now).await?;
        if !planned.changed() {
            ctx.out.status(format!("User {id} is already anonymized."));
            return report(ctx, id, &planned, self.dry_run);
        }
        if self.dry_run {
            ctx.print_dry_run(&format!("anonymize {}", what(id, &planned)));
            return report(ctx, id, &planned, true);
        }
        ctx.confirm(&self.question(&session, id, &planned).await?).await?;
        let done = users::anonymize(&session, id, now).await?;
        ctx.out.status(format!("Anonymized {}.", what(id, &done)));
        report(ctx, id, &done, false)
    }

    /// The id of the user, or of one that only the history has.
    async fn find(&self, session: &Session) -> Result<i64, Failure> {
        let db = session.db();
        let missing = match users::find(&db, &self.user).await {
            Ok(user) => return Ok(user.id),
            Err(missing) if missing.kind() == Kind::NotFound => missing,
            Err(failure) => return Err(failure),
        };
        match self.user.parse() {
            Ok(id) if users::is_in_history(&db, id).await? => Ok(id),
            _ => Err(missing),
        }
    }

    async fn question(
        &self,
        session: &Session,
        id: i64,
        planned: &Anonymized,
    ) -> Result<Question, Failure> {
        let user = users::by_id(&session.db(), id).await?;
        let person = user.map(|user| format!(" ({} <{}>)", user.name, user.email));
        let also = (planned.entries > 0)
            .then(|| format!("also in {} of the history", entries(planned.entries)));
        let text = format!("anonymize user {id}{}?", person.unwrap_or_default());
        let details = ["name and address are replaced; this cannot be undone".to_owned()];
        Ok(Question::new(text).details(details.into_iter().chain(also)))
    }
}

fn entries(count: u64) -> String {
    if count == 1 { "1 entry".to_owned() } else { format!("{count} entries") }
}

/// `user 7 and 3 entries of the history`
fn what(id: i64, done: &Anonymized) -> String {
    let entries = entries(done.entries);
    match (done.renamed, done.entries) {
        (true, 0) => format!("user {id}"),
        (true, _) => format!("user {id} and {entries} of the history"),
        (false, _) => format!("{entries} of the history of user {id}"),
    }
}

fn report(ctx: &Context, id: i64, done: &Anonymized, dry_run: bool) -> Result<Exit, Failure> {
    if ctx.out.format() != Format::Table {
        let zone = ctx.record_zone();
        ctx.out.one(&AnonymizeRecord {
            id,
            user: done.user.as_ref().map(|user| UserRecord::new(user, &zone)),
            changed: done.changed(),
            history_entries: done.entries,
            dry_run,
        })?;
    }
    Ok(Exit::Ok)
}
