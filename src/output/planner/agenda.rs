//! Meetings by day, one below the other.

use std::io::Write as _;

use super::State;
use crate::error::Failure;
use crate::output::record::CellStyle;
use crate::output::sanitise::sanitise;
use crate::output::stream::{Stream, paint};
use crate::output::text::{clip, fold, width};

/// A wider list is harder to read: title and people would be far apart.
const MAX_WIDTH: usize = 100;
/// Columns of the marks before the time.
const MARKS: usize = 3;
/// Spaces between two columns.
const GAP: usize = 2;
/// The width of a time of day from and to: `09:00-10:00`.
const TIME_WIDTH: usize = 11;
/// People are left out where titles would get less room.
const MIN_TITLE: usize = 24;
/// The narrowest title that is folded.
const LEAST_TITLE: usize = 8;
/// The widest column of people.
const MAX_PEOPLE: usize = 24;

/// The title of a day, or of several without meetings.
#[derive(Debug, Clone, Default)]
pub struct Heading {
    /// `Monday 2026-06-01`
    pub title: String,
    /// What is said of it: `today`.
    pub notes: Vec<String>,
    /// Whether it is the present day.
    pub is_today: bool,
}

/// A meeting on a day.
#[derive(Debug, Clone)]
pub struct AgendaRow {
    /// The id.
    pub id: i64,
    /// From when to when: `09:00-10:00`.
    pub time: String,
    /// The title, not sanitised.
    pub title: String,
    /// What is said of it: `in 20 min`.
    pub notes: Vec<String>,
    /// Who takes part, not sanitised.
    pub people: String,
    /// What it is now.
    pub state: State,
    /// Who is double-booked in it, not sanitised; `None` if nobody is.
    pub double_booked: Option<String>,
}

/// A list of days, written as they come.
#[must_use = "an agenda must be finished"]
pub struct Agenda {
    out: Stream,
    /// The width; `None` in a pipe, where nothing is folded.
    limit: Option<usize>,
    color: bool,
    id_width: usize,
    zone: Option<String>,
    is_first: bool,
}

/// The widths of the columns of a day.
struct Columns {
    time: usize,
    title: usize,
    people: usize,
}

impl Agenda {
    /// A list whose ids have at most the digits of `last_id`; `zone` is named once, in the first line.
    pub(in crate::output) fn new(out: Stream, zone: &str, last_id: i64) -> Self {
        let limit = out.width().map(|width| width.min(MAX_WIDTH));
        let color = out.is_colored();
        let id_width = width(&format!("#{last_id}"));
        Self { out, limit, color, id_width, zone: Some(zone.to_owned()), is_first: true }
    }

    /// Writes a day. `now` is the present time and the number of rows before it.
    ///
    /// # Errors
    /// Standard output cannot be written.
    pub fn day(
        &mut self,
        heading: &Heading,
        rows: &[AgendaRow],
        now: Option<(&str, usize)>,
    ) -> Result<(), Failure> {
        let mut text = self.heading(heading);
        let columns = self.columns(rows);
        for (index, row) in rows.iter().enumerate() {
            if let Some((now, _)) = now.filter(|(_, before)| *before == index) {
                self.now_line(&mut text, now);
            }
            self.row(&mut text, row, &columns);
        }
        if rows.is_empty() {
            paint(&mut text, "   no meetings", CellStyle::Dim.style(), self.color);
            text.push('\n');
        }
        if let Some((now, _)) = now.filter(|(_, before)| *before >= rows.len()) {
            self.now_line(&mut text, now);
        }
        self.out.write_all(text.as_bytes())?;
        Ok(())
    }

    /// Writes a line about the day above.
    ///
    /// # Errors
    /// Standard output cannot be written.
    pub fn note(&mut self, note: &str) -> Result<(), Failure> {
        let mut text = String::new();
        paint(&mut text, &format!("   {note}"), CellStyle::Warn.style(), self.color);
        text.push('\n');
        Ok(self.out.write_all(text.as_bytes())?)
    }

    /// Ends the list, and waits until the user leaves the pager.
    ///
    /// # Errors
    /// Standard output cannot be written.
    pub fn finish(mut self) -> Result<(), Failure> {
        Ok(self.out.flush()?)
    }

    fn heading(&mut self, heading: &Heading) -> String {
        let mut text = if self.is_first { String::new() } else { "\n".to_owned() };
        self.is_first = false;
        let style = if heading.is_today {
            CellStyle::Accent.style().bold()
        } else {
            CellStyle::Strong.style()
        };
        paint(&mut text, &heading.title, style, self.color);
        let mut columns = width(&heading.title);
        for note in &heading.notes {
            columns += width(note) + 3;
            text.push_str(" · ");
            let style = if heading.is_today { CellStyle::Accent } else { CellStyle::Dim };
            paint(&mut text, note, style.style(), self.color);
        }
        if let Some(zone) = self.zone.take() {
            let end = self.limit.unwrap_or(0);
            let gap = end.saturating_sub(columns + width(&zone)).max(GAP);
            text.extend(std::iter::repeat_n(' ', gap));
            paint(&mut text, &zone, CellStyle::Dim.style(), self.color);
        }
        text.push('\n');
        text
    }

    fn columns(&self, rows: &[AgendaRow]) -> Columns {
        let time = rows.iter().map(|row| width(&row.time)).max().unwrap_or(0).max(TIME_WIDTH);
        let people = rows.iter().map(|row| width(&sanitise(&row.people))).max().unwrap_or(0);
        let widest = rows.iter().map(|row| {
            let notes = row.notes.iter().map(|note| width(note) + 3);
            width(&sanitise(&row.title)) + notes.sum::<usize>()
        });
        let widest = widest.max().unwrap_or(0);
        let Some(limit) = self.limit else {
            return Columns { time, title: widest, people };
        };
        let people = people.min(MAX_PEOPLE).min(limit / 4);
        let room = limit.saturating_sub(MARKS + time + GAP + GAP + self.id_width);
        match room.checked_sub(people + GAP) {
            Some(title) if title >= MIN_TITLE => Columns { time, title, people },
            _ => Columns { time, title: room.max(LEAST_TITLE), people: 0 },
        }
    }

    fn row(&self, text: &mut String, row: &AgendaRow, columns: &Columns) {
        let style = row.state.style();
        let is_over = row.state == State::Over;
        let faint = if is_over { CellStyle::Dim } else { CellStyle::Plain };
        let mark_style =
            if row.state == State::Running { CellStyle::Running } else { CellStyle::Dim };
        paint(text, row.state.mark(), mark_style.style(), self.color);
        let warning = if is_over { CellStyle::Dim } else { CellStyle::Bad };
        let booked = row.double_booked.as_deref();
        paint(text, if booked.is_some() { "!" } else { " " }, warning.style(), self.color);
        text.push(' ');
        paint(
            text,
            &row.time,
            if row.state == State::Cancelled { CellStyle::Dim } else { faint }.style(),
            self.color,
        );
        pad(text, columns.time - width(&row.time) + GAP);
        let indent = MARKS + columns.time + GAP;
        for (number, line) in self.title(row, style, columns.title).iter().enumerate() {
            if number > 0 {
                pad(text, indent);
            }
            let mut columns_used = 0;
            for (part, style) in line {
                paint(text, part, style.style(), self.color);
                columns_used += width(part);
            }
            if number == 0 {
                pad(text, columns.title.saturating_sub(columns_used) + GAP);
                if columns.people > 0 {
                    let people = clip(&sanitise(&row.people), columns.people);
                    paint(text, &people, CellStyle::Dim.style(), self.color);
                    pad(text, columns.people - width(&people) + GAP);
                }
                let id = format!("{:>1$}", format!("#{}", row.id), self.id_width);
                paint(text, &id, CellStyle::Dim.style(), self.color);
            }
            text.truncate(text.trim_end_matches(' ').len());
            text.push('\n');
        }
        if let Some(names) = booked {
            let names = sanitise(names);
            let names = if names.is_empty() { String::new() } else { format!(": {names}") };
            let line = format!("double booking{names}");
            let room = self.limit.map(|limit| limit.saturating_sub(indent).max(LEAST_TITLE));
            for line in room.map_or_else(|| vec![line.clone()], |room| fold(&line, room)) {
                pad(text, indent);
                paint(text, &line, warning.style(), self.color);
                text.push('\n');
            }
        }
    }

    /// The lines of the title, with the notes after it.
    fn title(
        &self,
        row: &AgendaRow,
        style: CellStyle,
        room: usize,
    ) -> Vec<Vec<(String, CellStyle)>> {
        let title = sanitise(&row.title);
        let lines = match self.limit {
            Some(_) => fold(&title, room),
            None => vec![title.into_owned()],
        };
        let mut lines: Vec<Vec<(String, CellStyle)>> =
            lines.into_iter().map(|line| vec![(line, style)]).collect();
        let note_style = match row.state {
            State::Running => CellStyle::Running,
            State::Ahead => CellStyle::Accent,
            State::Over | State::Cancelled => CellStyle::Dim,
        };
        for note in &row.notes {
            let note = (note.clone(), note_style);
            let used: usize =
                lines.last().map_or(0, |line| line.iter().map(|(t, _)| width(t)).sum());
            match lines.last_mut() {
                Some(line) if self.limit.is_none() || used + 3 + width(&note.0) <= room => {
                    line.extend([(" · ".to_owned(), CellStyle::Dim), note]);
                }
                _ => lines.extend(fold(&note.0, room).into_iter().map(|line| vec![(line, note.1)])),
            }
        }
        lines
    }

    /// The line between what has started and what has not.
    fn now_line(&self, text: &mut String, now: &str) {
        let line = match self.limit {
            Some(limit) => {
                let line = format!("── {now} now ");
                let rest = limit.saturating_sub(width(&line));
                format!("{line}{}", "─".repeat(rest))
            }
            None => format!("   {now} now"),
        };
        paint(text, &line, CellStyle::Bad.style(), self.color);
        text.push('\n');
    }
}

fn pad(text: &mut String, columns: usize) {
    text.extend(std::iter::repeat_n(' ', columns));
}
