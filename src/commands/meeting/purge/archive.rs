//! The archive of a purge: a record per line, as an export has it, with the id.

use std::collections::HashSet;
use std::io::Cursor;
use std::path::Path;

use super::contents::{self, Contents};
use crate::append_file::AppendFile;
use crate::context::Context;
use crate::entity::meeting::Status;
use crate::error::Failure;
use crate::interchange::{self, Entry, FileFormat, MeetingEntry, ReadOptions};
use crate::output::Warning;
use crate::records::ArchivedMeeting;
use crate::store::people::MeetingDetails;
use crate::store::purge;
use crate::store::session::Session;
use crate::time::{UtcTime, Zone, whole_second};

/// How many meetings are named that cannot be archived.
const MAX_SHOWN: usize = 20;

/// A file to which the meetings of a run are appended.
pub(super) struct Archive {
    file: AppendFile,
    contents: Contents,
    now: UtcTime,
    staged: Staged,
    /// Meetings written so far.
    pub written: u64,
    /// Meetings that an import would not restore as they are: the first, and how many.
    unfit: (Vec<Unfit>, u64),
}

/// A meeting and why it cannot be archived.
type Unfit = (i64, String);

/// The meetings of a batch.
#[derive(Default)]
struct Staged {
    /// Their lines, without the line feed of the last.
    lines: Vec<u8>,
    count: u64,
    unfit: Vec<Unfit>,
}

impl Archive {
    /// Opens the file, and checks that it is an archive if it exists. Nothing is written.
    ///
    /// # Errors
    /// As for [`AppendFile::open`]; exit 4 for a file that is not an archive.
    pub fn open(path: &Path, now: UtcTime) -> Result<Self, Failure> {
        let file = AppendFile::open(path)?;
        let contents = contents::read(&file)?;
        let staged = Staged::default();
        Ok(Self { file, contents, now, staged, written: 0, unfit: (Vec::new(), 0) })
    }

    /// Whether an interrupted run has left meetings that may not be deleted.
    pub fn is_in_doubt(&self) -> bool {
        self.contents.in_doubt
    }

    /// Removes what an interrupted run has written and not deleted: it will be written again. To be
    /// called while no other run deletes.
    ///
    /// # Errors
    /// What the database reports, or the file cannot be written.
    pub async fn repair(&mut self, ctx: &Context, session: &Session) -> Result<(), Failure> {
        if !self.contents.in_doubt {
            return Ok(());
        }
        let last: Vec<_> = self.contents.last.iter().map(|line| line.meeting.clone()).collect();
        let stored = session.reading(async |db| purge::stored(&db, &last).await).await?;
        let first = self.contents.last.iter().find(|line| stored.contains(&line.meeting.0));
        let removed = stored.len();
        match first.map(|line| line.begin).or(self.contents.torn) {
            Some(end) => self.file.cut(end)?,
            None => self.file.end_line()?,
        }
        if removed > 0 {
            ctx.out.notice(format!(
                "removed {removed} records from {}: an interrupted run did not delete their meetings",
                self.file.path().display()
            ));
        }
        self.contents = Contents::default();
        Ok(())
    }

    /// Syncs the file, and prints which meetings could not be archived; returns how many.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn finish(self, ctx: &Context) -> Result<u64, Failure> {
        let (named, count) = self.unfit;
        for (id, why) in named {
            let message = format!("meeting {id} was not deleted: an import would refuse it: {why}");
            ctx.out.warning(Warning::new("meeting_skipped", message).detail("id", id));
        }
        let more = count.saturating_sub(MAX_SHOWN as u64);
        if more > 0 {
            let message = format!("and {more} more meetings were not deleted");
            ctx.out.warning(Warning::new("more", message).detail("count", more));
        }
        self.file.sync()?;
        Ok(count)
    }

    /// Reads lines as an import does.
    fn read_back(&self, lines: Vec<u8>) -> Result<Vec<Entry<MeetingEntry>>, Failure> {
        let options = ReadOptions::new(Zone::utc(), self.now);
        let mut source = interchange::meetings(FileFormat::Jsonl, Cursor::new(lines), options)?;
        let mut entries = Vec::new();
        while let Some(entry) = source.next()? {
            entries.push(entry);
        }
        Ok(entries)
    }
}

impl purge::Archive for Archive {
    fn stage(&mut self, mut meetings: Vec<MeetingDetails>) -> Result<HashSet<i64>, Failure> {
        meetings.sort_by_key(|meeting| (meeting.row.start_time, meeting.row.id));
        let lines: Vec<String> = meetings
            .iter()
            .map(|meeting| Ok(serde_json::to_string(&ArchivedMeeting::new(meeting.clone()))?))
            .collect::<Result<_, anyhow::Error>>()?;
        let entries = self.read_back((lines.join("\n") + "\n").into_bytes())?;
        let mut held = HashSet::new();
        let mut staged = Staged::default();
        for ((meeting, line), entry) in meetings.iter().zip(&lines).zip(&entries) {
            let id = meeting.row.id;
            match difference(meeting, entry) {
                None => {
                    if staged.count > 0 {
                        staged.lines.push(b'\n');
                    }
                    staged.lines.extend(line.as_bytes());
                    staged.count += 1;
                    held.insert(id);
                }
                Some(why) => staged.unfit.push((id, why)),
            }
        }
        self.staged = staged;
        Ok(held)
    }

    fn write(&mut self) -> Result<(), Failure> {
        self.file.write(&self.staged.lines)
    }

    fn committed(&mut self) -> Result<(), Failure> {
        let Staged { count, unfit, .. } = std::mem::take(&mut self.staged);
        self.unfit.1 += unfit.len() as u64;
        let room = MAX_SHOWN - self.unfit.0.len();
        self.unfit.0.extend(unfit.into_iter().take(room));
        self.written += count;
        if count == 0 {
            self.file.discard();
        }
        self.file.confirm()
    }

    fn rolled_back(&mut self) {
        self.file.discard();
    }
}

/// What an import of the line would not restore; `None` if it restores the meeting.
fn difference(meeting: &MeetingDetails, entry: &Entry<MeetingEntry>) -> Option<String> {
    let row = &meeting.row;
    if let Some(odd) = row.odd.iter().next() {
        return Some(format!("{} is {:?} in the database", odd.column, odd.text));
    }
    let entry = match &entry.content {
        Ok(entry) => entry,
        Err(problem) => return Some(problem.to_string()),
    };
    let uid = row.uid.as_deref().map(str::trim).filter(|uid| !uid.is_empty());
    let participants = entry.participants.as_ref().map_or(0, Vec::len);
    let description = entry.description.as_deref().unwrap_or_default();
    let status = entry.status.map(Status::as_str);
    let same = [
        ("uid", entry.uid.as_deref() == uid),
        ("title", entry.title == row.title.trim()),
        ("description", description == row.description.as_deref().unwrap_or_default()),
        ("start_time", entry.start == whole_second(row.start_time)),
        ("end_time", entry.end == whole_second(row.end_time)),
        ("status", status == Some(row.status.as_str())),
        ("creator", entry.creator.is_some()),
        ("participants", participants == meeting.participants.len()),
    ];
    let changed = same.into_iter().find(|(_, same)| !same);
    changed.map(|(field, _)| format!("{field}: would not be the same"))
}
