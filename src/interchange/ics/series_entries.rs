//! The entries of one event and its overrides.

use std::vec;

use super::details::Details;
use super::event::Event;
use super::series::Occurrence;
use super::{rejects, uid};
use crate::interchange::record::{Entry, MeetingEntry};

/// Makes an entry of each occurrence of a series.
pub(super) struct SeriesEntries {
    parts: Vec<Part>,
    occurrences: vec::IntoIter<Occurrence>,
    keep_raw: bool,
}

/// A VEVENT of a series.
struct Part {
    line: u64,
    uid: Option<String>,
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
        keep_raw: bool,
    ) -> Self {
        let mut title = None;
        let parts = parts.into_iter().enumerate().map(|(index, (event, text))| {
            let uid = event.uid();
            let mut details = event.details;
            let mut inherits_title = details.title.is_none();
            if index == 0 {
                details = details.titled();
                inherits_title = false;
                title.clone_from(&details.title);
            } else if inherits_title {
                details.title.clone_from(&title);
            }
            Part {
                line: event.line,
                uid,
                details,
                inherits_title,
                text: if keep_raw { text } else { Vec::new() },
            }
        });
        Self { parts: parts.collect(), occurrences: occurrences.into_iter(), keep_raw }
    }
}

impl Iterator for SeriesEntries {
    type Item = Entry<MeetingEntry>;

    fn next(&mut self) -> Option<Self::Item> {
        let occurrence = self.occurrences.next()?;
        let uid = self.parts.first()?.uid.as_deref();
        let uid = uid.map(|uid| uid::meeting(uid, occurrence.key));
        let part = &mut self.parts[occurrence.part];
        let raw = match (&occurrence.times, occurrence.key) {
            _ if !self.keep_raw => Vec::new(),
            (Ok(times), Some(_)) => {
                let title = part.details.title.as_deref().filter(|_| part.inherits_title);
                rejects::occurrence(&part.text, uid.as_deref(), *times, title)
            }
            _ => rejects::unchanged(&part.text),
        };
        let warnings = std::mem::take(&mut part.details.warnings);
        let details = &part.details;
        let content = occurrence.times.map(|(start, end)| MeetingEntry {
            uid,
            title: details.title.clone().unwrap_or_default(),
            description: details.description.clone(),
            start,
            end,
            status: details.status,
            creator: details.creator.clone(),
            participants: details.participants.clone(),
        });
        Some(Entry { line: part.line, raw, content, warnings })
    }
}
