//! The grid of a week: a column per day, a row per part of an hour, meetings as blocks.

use anstyle::Style;

use super::State;
use super::grid::{Piece, place, row};
use super::rows::{Slot, fitting, rows_of, slots};
use crate::output::palette::Palette;
use crate::output::record::CellStyle;
use crate::output::sanitise::sanitise;
use crate::output::stream::{Stream, paint};
use crate::output::text::{clip, fold, width};
use crate::schedule::day::Part;
use crate::schedule::lanes::lanes;

/// The columns of the times at the left.
const GUTTER: usize = 6;
/// A terminal that is narrower has no room for a grid.
const MIN_WIDTH: usize = 40;
/// The widest column of a day.
const MAX_COLUMN: usize = 30;
/// A weekend without meetings is left out where columns would be narrower.
const GOOD_COLUMN: usize = 14;
/// Lines around the rows: title, days, legend, prompt and so on.
const FRAME: usize = 6;
/// Rows for meetings that take entire days.
const MAX_ALL_DAY: usize = 4;
/// Minutes of a row where the height is unknown.
const USUAL_STEP: u16 = 30;

/// A week.
#[derive(Debug, Clone, Default)]
pub struct Week {
    /// `Week 23 · 2026-06-01 to 2026-06-07`
    pub title: String,
    /// The time zone.
    pub zone: String,
    /// Its days, Monday first.
    pub days: Vec<WeekDay>,
    /// The present, if it is in this week.
    pub now: Option<NowLine>,
    /// What is said below the grid.
    pub notes: Vec<String>,
}

/// A day of a week.
#[derive(Debug, Clone, Default)]
pub struct WeekDay {
    /// `Mon 1 Jun`
    pub title: String,
    /// `Mon 1`, where there is less room.
    pub short: String,
    /// Saturday or Sunday.
    pub is_weekend: bool,
    /// The meetings, by start.
    pub blocks: Vec<Block>,
}

/// The part of a meeting on a day.
#[derive(Debug, Clone)]
pub struct Block {
    /// The id.
    pub id: i64,
    /// The title, not sanitised.
    pub title: String,
    /// From when to when: `09:00-10:00`.
    pub time: String,
    /// The minutes of the day that it takes.
    pub part: Part,
    /// Whether it is above the hours: it takes an entire day.
    pub is_all_day: bool,
    /// What it is now.
    pub state: State,
    /// Whether a user is double-booked in it.
    pub is_double_booked: bool,
}

/// The present.
#[derive(Debug, Clone)]
pub struct NowLine {
    /// The number of the day.
    pub day: usize,
    /// The minute of the day.
    pub minute: u16,
    /// `10:20`
    pub label: String,
}

/// What a week is drawn on.
#[derive(Debug, Clone, Copy)]
pub struct Sheet {
    /// Columns.
    pub width: usize,
    /// Rows, if they are known.
    pub height: Option<usize>,
    /// Colours.
    pub palette: Palette,
}

impl Sheet {
    pub(in crate::output) fn new(out: &Stream, palette: Palette) -> Self {
        const USUAL_WIDTH: usize = 80;
        Self { width: out.width().unwrap_or(USUAL_WIDTH), height: out.height(), palette }
    }
}

/// Draws a week. Returns also how many meetings of each day do not fit; `None` if the sheet is too
/// narrow for a grid.
pub fn draw(week: &Week, sheet: Sheet) -> Option<(String, Vec<usize>)> {
    if sheet.width < MIN_WIDTH {
        return None;
    }
    let mut drawing = Drawing::new(week, sheet);
    drawing.title();
    if week.days.iter().all(|day| day.blocks.is_empty()) {
        drawing.line(vec![("no meetings".to_owned(), CellStyle::Dim.style())]);
    } else {
        drawing.heads();
        drawing.all_day();
        drawing.rows();
        drawing.legend();
    }
    Some((drawing.text, drawing.hidden))
}

struct Drawing<'a> {
    week: &'a Week,
    sheet: Sheet,
    /// The numbers of the days that are drawn.
    shown: Vec<usize>,
    /// The width of a day.
    column: usize,
    text: String,
    hidden: Vec<usize>,
}

impl<'a> Drawing<'a> {
    fn new(week: &'a Week, sheet: Sheet) -> Self {
        let column = |days: usize| (sheet.width - GUTTER) / days.max(1) - 1;
        let mut shown: Vec<usize> = (0..week.days.len()).collect();
        if column(shown.len()) < GOOD_COLUMN {
            let is_used = |day: &usize| {
                let is_today = week.now.as_ref().is_some_and(|now| now.day == *day);
                is_today || !week.days[*day].blocks.is_empty()
            };
            let weekend = |day: &usize| week.days[*day].is_weekend;
            if !shown.iter().any(|day| weekend(day) && is_used(day)) {
                shown.retain(|day| !weekend(day));
            }
        }
        let column = column(shown.len()).min(MAX_COLUMN);
        Self { week, sheet, shown, column, text: String::new(), hidden: vec![0; week.days.len()] }
    }

    fn line(&mut self, pieces: Vec<Piece>) {
        for (piece, style) in pieces {
            paint(&mut self.text, &piece, style, self.sheet.palette.is_colored());
        }
        self.text.truncate(self.text.trim_end_matches(' ').len());
        self.text.push('\n');
    }

    /// The title, and the zone at the right or below it.
    fn title(&mut self) {
        let Week { title, zone, .. } = self.week;
        let room = GUTTER + (self.column + 1) * self.shown.len();
        let (bold, dim) = (CellStyle::Strong.style(), CellStyle::Dim.style());
        if let Some(gap) = room.checked_sub(width(title) + width(zone)).filter(|gap| *gap > 1) {
            let gap = (" ".repeat(gap), Style::new());
            return self.line(vec![(title.clone(), bold), gap, (zone.clone(), dim)]);
        }
        for (text, style) in [(title, bold), (zone, dim)] {
            for line in fold(text, self.sheet.width) {
                self.line(vec![(line, style)]);
            }
        }
    }

    /// The names of the days, and a line below in which the present one is marked.
    fn heads(&mut self) {
        let today = self.week.now.as_ref().map(|now| now.day);
        let mut names = vec![(" ".repeat(GUTTER), Style::new())];
        let mut rule = names.clone();
        for &day in &self.shown {
            let WeekDay { title, short, .. } = &self.week.days[day];
            let name = if width(title) <= self.column { title } else { short };
            let name = clip(name, self.column);
            let rest = self.column - width(&name);
            let is_today = today == Some(day);
            let style =
                if is_today { CellStyle::Accent.style().bold() } else { CellStyle::Strong.style() };
            names.extend([
                (" ".to_owned(), Style::new()),
                (name, style),
                (" ".repeat(rest), Style::new()),
            ]);
            let line = if is_today { today_rule(self.column) } else { "─".repeat(self.column) };
            let style = if is_today { CellStyle::Accent } else { CellStyle::Dim };
            rule.extend([(" ".to_owned(), Style::new()), (line, style.style())]);
        }
        self.line(names);
        self.line(rule);
    }

    /// The meetings that take entire days, each in one row.
    fn all_day(&mut self) {
        let mut meetings: Vec<(&Block, (usize, usize))> = Vec::new();
        for (place, &day) in self.shown.iter().enumerate() {
            for block in self.week.days[day].blocks.iter().filter(|block| block.is_all_day) {
                match meetings
                    .iter_mut()
                    .find(|(known, days)| known.id == block.id && days.1 == place)
                {
                    Some((_, days)) => days.1 = place + 1,
                    None => meetings.push((block, (place, place + 1))),
                }
            }
        }
        let spans: Vec<(usize, usize)> = meetings.iter().map(|(_, days)| *days).collect();
        let lanes = lanes(&spans);
        let count = lanes.iter().map(|lane| lane.lane + 1).max().unwrap_or(0);
        for band in 0..count.min(MAX_ALL_DAY) {
            let label = if band == 0 { "all day" } else { "       " };
            let mut pieces = vec![(label.to_owned(), CellStyle::Dim.style())];
            let mut place = 0;
            let mut here: Vec<_> =
                meetings.iter().zip(&lanes).filter(|(_, lane)| lane.lane == band).collect();
            here.sort_by_key(|((_, days), _)| days.0);
            for ((block, days), _) in here {
                pieces.push((" ".repeat((self.column + 1) * (days.0 - place)), Style::new()));
                pieces.extend(self.band(block, days.1 - days.0));
                pieces.push((" ".to_owned(), Style::new()));
                place = days.1;
            }
            self.line(pieces);
        }
        for ((_, days), lane) in meetings.iter().zip(&lanes) {
            if lane.lane >= MAX_ALL_DAY {
                for place in days.0..days.1 {
                    self.hidden[self.shown[place]] += 1;
                }
            }
        }
    }

    /// A block over some days.
    fn band(&self, block: &Block, days: usize) -> [Piece; 2] {
        let room = (self.column + 1) * days - 2;
        let marks = format!(
            "{}{}",
            block.state.mark().trim(),
            if block.is_double_booked { "!" } else { "" }
        );
        let gap = if marks.is_empty() { "" } else { " " };
        let text = clip(&format!("{marks}{gap}{}", sanitise(&block.title)), room);
        let rest = room - width(&text);
        let (bar, style) = block.state.block_style(block.is_double_booked, self.sheet.palette);
        // Without colours a line shows how far it reaches.
        let fill = if self.sheet.palette.is_colored() || rest < 2 { " " } else { "─" };
        let fill = if rest > 0 { format!(" {}", fill.repeat(rest - 1)) } else { String::new() };
        [(block.state.bar().to_owned(), bar), (format!("{text}{fill}"), style)]
    }

    fn rows(&mut self) {
        let week = self.week;
        let timed = |day: usize| week.days[day].blocks.iter().filter(|block| !block.is_all_day);
        let spans: Vec<(u16, u16)> = self
            .shown
            .iter()
            .flat_map(|&day| timed(day).map(|block| (block.part.from, block.part.to)))
            .collect();
        let slots = match self.sheet.height {
            Some(height) => fitting(&spans, height.saturating_sub(FRAME)),
            None => slots(&spans, USUAL_STEP),
        };
        let days: Vec<_> = self
            .shown
            .iter()
            .map(|&day| {
                let blocks: Vec<&Block> = timed(day).collect();
                let (placed, hidden) = place(&blocks, &slots, self.column);
                (day, placed, hidden)
            })
            .collect();
        for (day, _, hidden) in &days {
            self.hidden[*day] += hidden;
        }
        let now =
            week.now.as_ref().map(|now| (now, rows_of(&slots, (now.minute, now.minute + 1)).0));
        for (number, slot) in slots.iter().enumerate() {
            let now = now
                .filter(|(now, row)| *row == number && slot.from <= now.minute)
                .map(|(now, _)| now);
            let mut pieces = vec![gutter(*slot, now)];
            for (day, placed, _) in &days {
                let is_now = now.is_some_and(|now| now.day == *day);
                let fill =
                    if is_now { ("─", CellStyle::Bad.style()) } else { (" ", Style::new()) };
                pieces.push((" ".to_owned(), Style::new()));
                let fill = (fill.0.to_owned(), fill.1);
                pieces.extend(row(placed, number, self.column, self.sheet.palette, &fill));
            }
            self.line(pieces);
        }
    }

    /// The meaning of the marks, and the days that are left out.
    fn legend(&mut self) {
        let blocks = || self.shown.iter().flat_map(|&day| &self.week.days[day].blocks);
        let is = |state| blocks().any(|block| block.state == state);
        let mut parts = Vec::new();
        parts.extend(is(State::Running).then_some("▸ running".to_owned()));
        parts.extend(
            blocks().any(|block| block.is_double_booked).then_some("! double booking".to_owned()),
        );
        parts.extend(is(State::Cancelled).then_some("✗ cancelled".to_owned()));
        let left_out = (0..self.week.days.len()).filter(|day| !self.shown.contains(day));
        let left_out: Vec<&str> = left_out.map(|day| self.week.days[day].short.as_str()).collect();
        if !left_out.is_empty() {
            parts.push(format!("{}: no meetings", left_out.join(", ")));
        }
        parts.extend(self.week.notes.iter().cloned());
        if !parts.is_empty() {
            self.text.push('\n');
            for line in joined(&parts, self.sheet.width - GUTTER - 1) {
                let indent = (" ".repeat(GUTTER + 1), Style::new());
                self.line(vec![indent, (line, CellStyle::Dim.style())]);
            }
        }
    }
}

/// Parts beside one another in lines of `room` columns, a part that is longer in several.
fn joined(parts: &[String], room: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for part in parts {
        match lines.last_mut() {
            Some(line) if width(line) + 3 + width(part) <= room => line.extend(["   ", part]),
            _ => lines.extend(fold(part, room)),
        }
    }
    lines
}

/// A line with `today` in its middle.
fn today_rule(columns: usize) -> String {
    const TODAY: &str = " today ";
    if columns < TODAY.len() {
        return "━".repeat(columns);
    }
    format!("{TODAY:━^columns$}")
}

/// The time at the left of a row.
fn gutter(slot: Slot, now: Option<&NowLine>) -> Piece {
    let label = match now {
        Some(now) => {
            return (format!("{:<GUTTER$}", format!("{}─", now.label)), CellStyle::Bad.style());
        }
        None if slot.is_gap => "  ⋮".to_owned(),
        None if slot.from.is_multiple_of(60) => format!("{:02}:00", slot.from / 60),
        None => String::new(),
    };
    (format!("{label:<GUTTER$}"), CellStyle::Dim.style())
}
