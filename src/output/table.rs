//! Tables for people.
//!
//! The first page of rows decides the widths of the columns; later rows are drawn immediately with
//! those widths, so the memory of a table is that of one page.

use std::cmp::Reverse;
use std::collections::HashMap;

use comfy_table::CellAlignment;

use super::card;
use super::grid::{Grid, TableLayout};
use super::record::{Align, Cell, Column};
use super::sanitise::sanitise;
use super::text::{MAX_FOLDED, longest_word, width};
use crate::csv_guard::is_number;

/// Rows that decide the widths.
const PAGE_ROWS: usize = 1000;
/// Spaces between two columns.
const GAP: usize = 2;
/// Columns of the frame: a line and a space on both sides.
const FRAME: usize = 4;
/// Columns that a flexible column keeps while another can be narrower.
const PREFERRED_WIDTH: usize = 12;
/// Columns that a flexible column keeps while no other breaks a word.
const SMALL_WIDTH: usize = 8;
/// The narrowest column that is still readable.
const MIN_WIDTH: usize = 6;

/// One column as it is drawn.
#[derive(Debug, Clone)]
pub(super) struct Head {
    title: String,
    /// `None`: right if the first page has only numbers.
    align: Option<Align>,
    flexible: bool,
}

impl Head {
    pub(super) fn of_column<R>(column: &Column<R>) -> Self {
        Self {
            title: column.title.to_uppercase(),
            align: Some(column.align),
            flexible: column.flexible,
        }
    }

    /// A column for `--fields`, known by its name only.
    pub(super) fn of_field(field: &str) -> Self {
        Self { title: field.to_uppercase(), align: None, flexible: true }
    }
}

/// A table that is drawn while its rows arrive.
#[derive(Debug)]
pub(super) struct Table {
    heads: Vec<Head>,
    layout: TableLayout,
    state: State,
}

#[derive(Debug)]
enum State {
    Waiting(Vec<Vec<Cell>>),
    Drawing(Box<Grid>),
    /// The terminal is too narrow for the columns: each row becomes a card.
    Cards,
}

impl Table {
    pub(super) fn new(heads: Vec<Head>, layout: TableLayout) -> Self {
        Self { heads, layout, state: State::Waiting(Vec::new()) }
    }

    /// Adds a row and returns the text that can be drawn now.
    pub(super) fn push(&mut self, mut row: Vec<Cell>) -> String {
        row.resize_with(self.heads.len(), Cell::default);
        for cell in &mut row {
            if let std::borrow::Cow::Owned(safe) = sanitise(&cell.text) {
                cell.text = safe;
            }
        }
        let mut text = String::new();
        if let State::Waiting(rows) = &mut self.state {
            rows.push(row);
            if rows.len() >= PAGE_ROWS {
                self.begin(&mut text);
            }
            return text;
        }
        match &mut self.state {
            State::Drawing(grid) => grid.row(&mut text, &row),
            State::Waiting(_) | State::Cards => self.card(&mut text, &row, false),
        }
        text
    }

    /// Returns the rest of the table: nothing if it has no rows.
    pub(super) fn finish(&mut self) -> String {
        let mut text = String::new();
        if matches!(&self.state, State::Waiting(rows) if !rows.is_empty()) {
            self.begin(&mut text);
        }
        if let State::Drawing(grid) = &self.state {
            grid.close(&mut text);
        }
        text
    }

    fn begin(&mut self, text: &mut String) {
        let State::Waiting(rows) = std::mem::replace(&mut self.state, State::Cards) else {
            return;
        };
        let Some(widths) = self.widths(&rows) else {
            for (index, row) in rows.iter().enumerate() {
                self.card(text, row, index == 0);
            }
            return;
        };
        let columns: Vec<(usize, CellAlignment)> = widths
            .into_iter()
            .enumerate()
            .map(|(index, width)| (width, self.align(index, &rows)))
            .collect();
        let titles = || self.heads.iter().map(|head| head.title.as_str()).collect();
        let titles = self.layout.header.then(titles);
        let mut grid = Grid::open(text, &columns, titles, self.layout);
        for row in &rows {
            grid.row(text, row);
        }
        self.state = State::Drawing(Box::new(grid));
    }

    fn align(&self, index: usize, rows: &[Vec<Cell>]) -> CellAlignment {
        match self.heads[index].align {
            Some(Align::Right) => CellAlignment::Right,
            None if rows.iter().all(|row| is_number(&row[index].text)) => CellAlignment::Right,
            Some(Align::Left) | None => CellAlignment::Left,
        }
    }

    /// The widths that fit, or `None` if none are readable.
    ///
    /// First the flexible columns shrink to a preferred width. Then the others fold between words,
    /// those that free most first, and the flexible ones grow again. Last, every column shrinks.
    fn widths(&self, rows: &[Vec<Cell>]) -> Option<Vec<usize>> {
        let measure = |index: usize, of: fn(&str) -> usize| {
            let title = if self.layout.header { of(&self.heads[index].title) } else { 0 };
            rows.iter()
                .map(|row| row[index].text.as_str())
                .filter(|text| self.layout.limit.is_some() || text.len() <= MAX_FOLDED)
                .map(of)
                .fold(title.max(1), usize::max)
        };
        let columns = 0..self.heads.len();
        let wanted: Vec<usize> = columns.clone().map(|index| measure(index, width)).collect();
        let Some(limit) = self.layout.limit else {
            return Some(wanted);
        };
        let room = limit.checked_sub(FRAME + GAP * self.heads.len().saturating_sub(1))?;
        let flexible = |index: usize| self.heads[index].flexible;
        let floor = |least| move |index| if flexible(index) { least } else { usize::MAX };

        let mut widths = wanted.clone();
        if shrink(&mut widths, room, floor(PREFERRED_WIDTH)) {
            return Some(widths);
        }
        let mut folds: Vec<(usize, usize)> = columns
            .filter(|&index| !flexible(index))
            .map(|index| (index, measure(index, longest_word)))
            .collect();
        folds.sort_by_key(|&(index, word)| Reverse(wanted[index] - word));
        let words: HashMap<usize, usize> = folds.iter().copied().collect();
        for (index, word) in folds {
            if widths.iter().sum::<usize>() > room {
                widths[index] = word;
            }
        }
        let fits = shrink(&mut widths, room, floor(SMALL_WIDTH))
            || shrink(&mut widths, room, |index| {
                // A card is better than a date, a time or a state broken inside.
                words.get(&index).map_or(MIN_WIDTH, |&word| word)
            });
        grow(&mut widths, room, &wanted, flexible);
        fits.then_some(widths)
    }

    fn card(&self, text: &mut String, row: &[Cell], first: bool) {
        if !first {
            text.push('\n');
        }
        let titles = self.heads.iter().map(|head| head.title.as_str());
        let entries: Vec<(&str, Cell)> = titles.zip(row.iter().cloned()).collect();
        text.push_str(&card::draw(&entries, self.layout.limit, self.layout.color));
    }
}

/// Shrinks the widest column until all fit into `room`, none below its floor. Returns whether they
/// fit.
fn shrink(widths: &mut [usize], room: usize, floor: impl Fn(usize) -> usize) -> bool {
    for (index, width) in widths.iter_mut().enumerate() {
        // A text may be very long: no column is wider than the room.
        *width = (*width).min(room.max(floor(index)));
    }
    while widths.iter().sum::<usize>() > room {
        let widest = (0..widths.len())
            .filter(|&index| widths[index] > floor(index))
            .max_by_key(|&index| widths[index]);
        let Some(widest) = widest else { return false };
        widths[widest] -= 1;
    }
    true
}

/// Gives the rest of `room` to the narrowest flexible columns that need more.
fn grow(widths: &mut [usize], room: usize, wanted: &[usize], flexible: impl Fn(usize) -> bool) {
    while widths.iter().sum::<usize>() < room {
        let narrowest = (0..widths.len())
            .filter(|&index| flexible(index) && widths[index] < wanted[index])
            .min_by_key(|&index| widths[index]);
        let Some(narrowest) = narrowest else { return };
        widths[narrowest] += 1;
    }
}
