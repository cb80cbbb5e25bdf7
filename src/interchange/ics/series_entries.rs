//! The entries of one event and its overrides.

use std::vec;

use super::details::Details;
use super::event::Event;
use super::series::Occurrence;
use super::{rejects, uid};
use crate::entity::meeting::Status;
use crate::interchange::record::{Entry, MeetingEntry, Version};

/// Makes an entry of each occurrence of a series.
pub(super) struct SeriesEntries {
    parts: Vec<Part>,
    occurrences: vec::IntoIter<Occurrence>,
    /// As the meetings name it; `None` if they have no versions.
    event: Option<String>,
    version: SeriesVersion,
    keep_raw: bool,
}

/// The version of a series.
#[derive(Debug, Clone, Copy)]
pub(super) struct SeriesVersion {
    /// The SEQUENCE of the event; `None` if it is not in the file.
    pub sequence: Option<i64>,
    /// Whether the event is cancelled.
    pub cancelled: bool,
}

/// A VEVENT of a series.
struct Part {
    line: u64,
    uid: Option<String>,
    /// At least that of the event.
    sequence: i64,
    details: Details,
    /// Whether its title is that of the event.
    inherits_title: bool,
    text: Vec<u8>,
}

impl SeriesEntries {
    /// `parts`: the event and its overrides with their text.
    pub(super) fn new(
        parts: impl IntoIterator<Item = (Event, Vec<u8>)>,
        occurrences: Vec<Occurrence>,
        version: SeriesVersion,
        keep_raw: bool,
    ) -> Self {
        let mut title = None;
        let mut identity = None;
        let parts = parts.into_iter().enumerate().map(|(index, (event, text))| {
            let uid = event.uid();
            let sequence = event.sequence.max(version.sequence.unwrap_or(event.sequence));
            if index == 0 {
                identity = event.identity();
            }
            let mut details = event.details;
            let mut inherits_title = details.title.is_none();
            if index == 0 {
                details = details.titled();
                inherits_title = false;
                title.clone_from(&details.title);
            } else if inherits_title {
                details.title.clone_from(&title);
            }
            if version.cancelled {
                details.status = Some(Status::Cancelled);
            }
            Part {
                line: event.line,
                uid,
                sequence,
                details,
                inherits_title,
                text: if keep_raw { text } else { Vec::new() },
            }
        });
        let parts = parts.collect();
        let occurrences = occurrences.into_iter();
        Self { parts, occurrences, event: identity, version, keep_raw }
    }
}

impl Iterator for SeriesEntries {
    type Item = Entry<MeetingEntry>;

    fn next(&mut self) -> Option<Self::Item> {
        let occurrence = self.occurrences.next()?;
        let event = self.parts.first()?.uid.clone();
        let uid = event.as_deref().map(|uid| uid::meeting(uid, occurrence.key));
        let part = &mut self.parts[occurrence.part];
        let raw = match (&occurrence.times, occurrence.key) {
            _ if !self.keep_raw => Vec::new(),
            (Ok(times), Some(key)) => {
                let title = part.details.title.as_deref().filter(|_| part.inherits_title);
                let key = event.is_some().then_some((key, part.sequence));
                rejects::occurrence(&part.text, key, *times, title)
            }
            _ => rejects::unchanged(&part.text),
        };
        let warnings = std::mem::take(&mut part.details.warnings);
        let details = &part.details;
        let version = self.event.clone().map(|event| Version {
            event,
            sequence: part.sequence,
            series_sequence: self.version.sequence,
        });
        let content = occurrence.times.map(|(start, end)| MeetingEntry {
            uid,
            title: details.title.clone().unwrap_or_default(),
            description: details.description.clone(),
            start,
            end,
            status: details.status,
            creator: details.creator.clone(),
            participants: details.participants.clone(),
            version,
        });
        Some(Entry { line: part.line, raw, content, warnings })
    }
}
