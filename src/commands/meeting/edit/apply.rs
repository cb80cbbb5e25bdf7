//! The changes of an edited file: resolved, shown, and written as one set.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::rows::{Changes, RowChange, key};
use crate::commands::args::counted;
use crate::commands::import_errors::ImportErrors;
use crate::commands::meeting::set::{self, Users};
use crate::context::Context;
use crate::error::{Exit, Failure, Kind};
use crate::fields;
use crate::interchange::{Person, Problem};
use crate::records::{brief, typed_time};
use crate::store::booking::{Edit, MeetingChange, MeetingState, SetResult, SetRules, change_set};
use crate::store::people::MeetingDetails;
use crate::store::session::Session;
use crate::store::users;

/// Meetings whose changes are shown.
const MAX_SHOWN: usize = 100;

/// Characters of a text in a line.
const MAX_TEXT: usize = 60;

/// What is to be written.
pub(super) struct Batch<'a> {
    /// As the file was written from them.
    before: BTreeMap<i64, &'a MeetingDetails>,
    changes: BTreeMap<i64, (RowChange, MeetingChange)>,
    deleted: BTreeSet<i64>,
    left_alone: usize,
    people: HashMap<Person, i64>,
}

impl<'a> Batch<'a> {
    /// Finds the users that the file names.
    ///
    /// # Errors
    /// Users do not exist, each with its line.
    pub async fn resolve(
        session: &Session,
        meetings: &'a [MeetingDetails],
        changes: Changes,
        deletes: bool,
    ) -> Result<Self, Failure> {
        let before: BTreeMap<i64, &MeetingDetails> =
            meetings.iter().map(|meeting| (meeting.row.id, meeting)).collect();
        let (deleted, left_alone) =
            if deletes { (changes.gone, 0) } else { (BTreeSet::new(), changes.gone.len()) };
        let people = find(session, meetings, changes.changed.values()).await?;
        let id_of = |person: &Person| people.get(person).copied();
        let change = |id: i64, row: RowChange| {
            let meeting = before.get(&id)?;
            let present: BTreeSet<i64> = meeting.participants.iter().map(|user| user.id).collect();
            let after = row.participants.as_ref();
            let after: Option<BTreeSet<i64>> =
                after.map(|people| people.iter().filter_map(id_of).collect());
            let after = after.unwrap_or_else(|| present.clone());
            let change = MeetingChange {
                title: row.title.clone(),
                description: row.description.clone(),
                creator: row.creator.as_ref().and_then(id_of),
                start: row.start,
                // A new start alone keeps the end that the file has.
                end: row.end.or(row.start.map(|_| meeting.row.end_time)),
                seconds: None,
                status: row.status,
                add: &after - &present,
                remove: &present - &after,
            };
            Some((id, (row, change)))
        };
        let changes = changes.changed.into_iter().filter_map(|(id, row)| change(id, row));
        let changes = changes.collect();
        Ok(Self { before, changes, deleted, left_alone, people })
    }

    /// How many rows are gone whose meetings stay.
    pub fn left_alone(&self) -> usize {
        self.left_alone
    }

    /// Whether nothing is to be written.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty() && self.deleted.is_empty()
    }

    /// `change 2 meetings and delete 1 meeting`
    pub fn summary(&self) -> String {
        let parts = [("change", self.changes.len()), ("delete", self.deleted.len())];
        let parts = parts.into_iter().filter(|(_, count)| *count > 0);
        let parts: Vec<String> = parts
            .map(|(verb, count)| format!("{verb} {}", counted(count as u64, "meeting")))
            .collect();
        parts.join(" and ")
    }

    /// What differs, meeting by meeting.
    pub fn lines(&self, ctx: &Context) -> Vec<String> {
        let mut records = super::super::records(ctx);
        let mut lines = Vec::new();
        let ids: BTreeSet<i64> = self.changes.keys().chain(&self.deleted).copied().collect();
        for id in ids.iter().take(MAX_SHOWN) {
            let Some(meeting) = self.before.get(id) else { continue };
            let named = brief(&records.record(meeting));
            match self.changes.get(id) {
                None => lines.push(format!("{named}: deleted")),
                Some((row, change)) => {
                    lines.push(named);
                    lines.extend(self.differences(ctx, meeting, row, change));
                }
            }
        }
        match ids.len().saturating_sub(MAX_SHOWN) {
            0 => {}
            more => lines.push(format!("and {more} more meetings")),
        }
        lines
    }

    fn differences(
        &self,
        ctx: &Context,
        meeting: &MeetingDetails,
        row: &RowChange,
        change: &MeetingChange,
    ) -> Vec<String> {
        let old = &meeting.row;
        let mut lines = Vec::new();
        let mut line = |field: &str, old: &str, new: &str| {
            lines.push(format!("  {field}: {} -> {}", short(old), short(new)));
        };
        let time = |time| typed_time(time, ctx.zone());
        if let Some(start) = row.start {
            line("start_time", &time(old.start_time), &time(start));
        }
        if let Some(end) = row.end {
            line("end_time", &time(old.end_time), &time(end));
        }
        if let Some(title) = &row.title {
            line("title", &old.title, title);
        }
        if let Some(status) = row.status {
            line("status", &old.status, status.as_str());
        }
        if let Some(creator) = &row.creator {
            let was = meeting.creator.as_ref().map_or("", |user| user.email.as_str());
            line("creator", was, &name(creator));
        }
        if let Some(description) = &row.description {
            line("description", old.description.as_deref().unwrap_or_default(), description);
        }
        if row.participants.is_some() {
            let joins = row.participants.iter().flatten();
            let joins =
                joins.filter(|p| self.people.get(p).is_some_and(|id| change.add.contains(id)));
            let leaves =
                meeting.participants.iter().filter(|user| change.remove.contains(&user.id));
            let joins = joins.map(|person| format!("+{}", name(person)));
            let all: Vec<String> =
                joins.chain(leaves.map(|user| format!("-{}", user.email))).collect();
            lines.push(format!("  participants: {}", all.join(" ")));
        }
        lines
    }

    /// Writes the changes as one set, and prints the meetings.
    ///
    /// # Errors
    /// Exit 4 for a double booking; exit 7 if a meeting has changed since the file was written.
    pub async fn write(
        &self,
        ctx: &Context,
        session: &Session,
        allow_overlap: bool,
        dry_run: bool,
    ) -> Result<Exit, Failure> {
        let rules = SetRules { allow_overlap, skip_conflicts: false, dry_run, now: ctx.now() };
        let ids: Vec<i64> = self.changes.keys().chain(&self.deleted).copied().collect();
        let mut users = Users::default();
        let involved = self.changes.iter().flat_map(|(id, (_, change))| {
            let present = self.before.get(id).map(|meeting| attendees(meeting));
            present.into_iter().flatten().chain(change.add.clone()).chain(change.creator)
        });
        users.learn(session, involved).await?;
        let edits = match change_set(session, &ids, rules, |stored| self.edits(stored)).await? {
            SetResult::Done { edits, .. } => edits,
            SetResult::Blocked(conflicts) => {
                let hint = "edit the times again, or change them anyway with --allow-overlap";
                return Err(set::refused(ctx, session, &conflicts, ids.len(), hint).await?);
            }
        };
        users.learn_all(session, &edits).await?;
        if dry_run {
            ctx.print_dry_run(&self.summary());
        } else {
            ctx.out.status(done(&edits));
        }
        let mut records = super::super::records(ctx);
        let after = edits.iter().filter_map(|edit| Some((edit.id?, edit.after.as_ref()?)));
        let after = after.map(|(id, state)| records.record(&users.details(id, state, ctx.now())));
        super::print(ctx, after)
    }

    fn edits(&self, stored: &BTreeMap<i64, MeetingState>) -> Result<Vec<Edit>, Failure> {
        let moved_on: Vec<String> = stored
            .iter()
            .filter(|(id, state)| self.before.get(id).is_none_or(|was| !is_as(state, was)))
            .map(|(id, _)| id.to_string())
            .collect();
        if !moved_on.is_empty() {
            let (noun, verb) =
                if moved_on.len() == 1 { ("meeting", "was") } else { ("meetings", "were") };
            let message =
                format!("{noun} {} {verb} changed while the editor was open", moved_on.join(", "));
            return Err(Failure::new(Kind::Edited, message)
                .hint("run the command again, and repeat the change on the new file"));
        }
        let edit = |(id, before): (&i64, &MeetingState)| {
            let after = match self.changes.get(id) {
                Some((row, change)) => {
                    let named = |failure: Failure| failure.of_option(&format!("line {}", row.line));
                    Some(before.changed(change).map_err(named)?)
                }
                None => None,
            };
            Ok(Edit { id: Some(*id), before: Some(before.clone()), after })
        };
        stored.iter().map(edit).collect()
    }
}

/// `Changed 2 meetings and deleted 1 meeting.`
fn done(edits: &[Edit]) -> String {
    let deleted = edits.iter().filter(|edit| edit.after.is_none()).count();
    let parts = [("changed", edits.len() - deleted), ("deleted", deleted)];
    let parts = parts.into_iter().filter(|(_, count)| *count > 0);
    let parts: Vec<String> =
        parts.map(|(verb, count)| format!("{verb} {}", counted(count as u64, "meeting"))).collect();
    match parts.join(" and ").split_at_checked(1) {
        Some((first, rest)) => format!("{}{rest}.", first.to_uppercase()),
        None => "Nothing changed.".to_owned(),
    }
}

/// Whether a meeting is stored as it was read.
fn is_as(state: &MeetingState, was: &MeetingDetails) -> bool {
    let row = &was.row;
    let people = was.participants.iter().map(|user| user.id);
    state.uid == row.uid
        && state.title == row.title
        && state.description == row.description
        && (state.start_time, state.end_time) == (row.start_time, row.end_time)
        && state.status == row.status
        && state.created_by == row.created_by
        && state.odd == row.odd
        && state.participants == people.collect()
}

fn attendees(meeting: &MeetingDetails) -> BTreeSet<i64> {
    let participants = meeting.participants.iter().map(|user| user.id);
    participants.chain([meeting.row.created_by]).collect()
}

/// The ids of the users that changes name.
async fn find(
    session: &Session,
    meetings: &[MeetingDetails],
    changes: impl Iterator<Item = &RowChange>,
) -> Result<HashMap<Person, i64>, Failure> {
    let mut known = HashMap::new();
    for user in meetings.iter().flat_map(|m| m.participants.iter().chain(&m.creator)) {
        known.insert(Person::Id(user.id), user.id);
        known.insert(key(&Person::Email { email: user.email.clone(), name: None }), user.id);
    }
    let mut errors = ImportErrors::default();
    for change in changes {
        let creator = change.creator.iter().map(|person| ("creator", person));
        let participants = change.participants.iter().flatten();
        for (field, person) in creator.chain(participants.map(|person| ("participants", person))) {
            if known.contains_key(person) {
                continue;
            }
            let found = session.reading(async |db| users::find(&db, &name(person)).await).await;
            match found {
                Ok(user) => {
                    known.insert(person.clone(), user.id);
                }
                Err(failure) if matches!(failure.exit(), Exit::NotFound | Exit::Usage) => {
                    errors.bad(change.line, &Problem::of(field, failure.message()));
                }
                Err(failure) => return Err(failure),
            }
        }
    }
    if errors.count() > 0 { Err(errors.of_edited_file()) } else { Ok(known) }
}

/// A user as the file names them.
fn name(person: &Person) -> String {
    match person {
        Person::Id(id) => id.to_string(),
        Person::Email { email, .. } => fields::lower_case(email),
    }
}

/// A text that fits in a line.
fn short(text: &str) -> String {
    let line = text.replace(['\n', '\r'], " ");
    match line.char_indices().nth(MAX_TEXT) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None if line.is_empty() => "(empty)".to_owned(),
        None => line,
    }
}
