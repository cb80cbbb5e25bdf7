//! Tables for people.
//!
//! The first page of rows decides the widths of the columns; later rows are drawn immediately with
//! those widths, so the memory of a table is that of one page. A later row whose id or time is wider
//! starts the table again below: an id or a time is never broken in two.

use comfy_table::CellAlignment;

use super::card;
use super::grid::{Grid, TableLayout};
use super::record::{Align, Cell, Column, Kind};
use super::sanitise::sanitise;
use super::text::{MAX_FOLDED, longest_solid, longest_word, width};
use crate::csv_guard::is_number;

/// Rows that decide the widths.
const PAGE_ROWS: usize = 1000;
/// Spaces between two columns.
const GAP: usize = 2;
/// Columns of the frame: a line and a space on both sides.
const FRAME: usize = 4;
/// Columns that a column of text keeps if all others can.
const PREFERRED_WIDTH: usize = 12;
/// Columns that a column of text keeps.
const SMALL_WIDTH: usize = 8;
/// The narrowest column of text that is still readable.
const MIN_WIDTH: usize = 6;

/// One column as it is drawn.
#[derive(Debug, Clone)]
pub(super) struct Head {
    title: String,
    /// `None`: right if there are only numbers.
    align: Option<Align>,
    kind: Kind,
    /// The widest cell so far.
    widest: usize,
    /// The widest word so far that must not be broken.
    solid: usize,
    numbers: bool,
}

impl Head {
    pub(super) fn of_column<R>(column: &Column<R>) -> Self {
        Self::new(column.title, Some(column.align), column.kind)
    }

    /// A column for `--fields`, known by its name only.
    pub(super) fn of_field(field: &str) -> Self {
        Self::new(field, None, Kind::Field)
    }

    fn new(title: &str, align: Option<Align>, kind: Kind) -> Self {
        Self { title: title.to_uppercase(), align, kind, widest: 1, solid: 1, numbers: true }
    }

    fn is_text(&self) -> bool {
        matches!(self.kind, Kind::Text | Kind::Field)
    }

    /// Takes a sanitised cell into account.
    fn measure(&mut self, text: &str, folds: bool) {
        // In a pipe such a cell is not aligned.
        if folds || text.len() <= MAX_FOLDED {
            self.widest = self.widest.max(width(text));
        }
        self.solid = self.solid.max(if self.is_text() { longest_solid(text) } else { self.widest });
        self.numbers = self.numbers && is_number(text);
    }

    fn align(&self) -> CellAlignment {
        match self.align {
            Some(Align::Right) => CellAlignment::Right,
            None if self.numbers => CellAlignment::Right,
            Some(Align::Left) | None => CellAlignment::Left,
        }
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
    Drawing(Box<Grid>, Columns),
    /// The terminal is too narrow for the columns: each row becomes a card.
    Cards,
}

/// What the columns on the screen hold.
#[derive(Debug)]
struct Columns {
    /// The columns of the table in each column of the screen, one below the other.
    groups: Vec<Vec<usize>>,
    widths: Vec<usize>,
}

impl Table {
    pub(super) fn new(heads: Vec<Head>, layout: TableLayout) -> Self {
        Self { heads, layout, state: State::Waiting(Vec::new()) }
    }

    /// Reserves the width of the largest id that a later row may have.
    pub(super) fn expect_id(&mut self, id: i64) {
        let digits = width(&id.to_string());
        for head in self.heads.iter_mut().filter(|head| head.kind == Kind::Id) {
            head.widest = head.widest.max(digits);
            head.solid = head.widest;
        }
    }

    /// Adds a row and returns the text that can be drawn now.
    pub(super) fn push(&mut self, mut row: Vec<Cell>) -> String {
        row.resize_with(self.heads.len(), Cell::default);
        for (cell, head) in row.iter_mut().zip(&mut self.heads) {
            if let std::borrow::Cow::Owned(safe) = sanitise(&cell.text) {
                cell.text = safe;
            }
            head.measure(&cell.text, self.layout.limit.is_some());
        }
        let mut text = String::new();
        match &mut self.state {
            State::Waiting(rows) => {
                rows.push(row);
                if rows.len() >= PAGE_ROWS {
                    self.begin(&mut text);
                }
            }
            State::Drawing(grid, columns) if columns.hold(&self.heads, self.layout) => {
                grid.row(&mut text, &columns.cells(&row));
            }
            State::Drawing(grid, _) => {
                grid.close(&mut text);
                self.state = State::Waiting(vec![row]);
                self.begin(&mut text);
            }
            State::Cards => self.card(&mut text, &row, false),
        }
        text
    }

    /// Returns the rest of the table: nothing if it has no rows.
    pub(super) fn finish(&mut self) -> String {
        let mut text = String::new();
        if matches!(&self.state, State::Waiting(rows) if !rows.is_empty()) {
            self.begin(&mut text);
        }
        if let State::Drawing(grid, _) = &self.state {
            grid.close(&mut text);
        }
        text
    }

    fn begin(&mut self, text: &mut String) {
        let State::Waiting(rows) = std::mem::replace(&mut self.state, State::Cards) else {
            return;
        };
        let Some(columns) = self.columns() else {
            for (index, row) in rows.iter().enumerate() {
                self.card(text, row, index == 0);
            }
            return;
        };
        let aligned = columns.groups.iter().map(|group| self.heads[group[0]].align());
        let aligned: Vec<(usize, CellAlignment)> =
            columns.widths.iter().copied().zip(aligned).collect();
        let titles: Vec<String> =
            columns.groups.iter().map(|group| self.lines(group).join("\n")).collect();
        let titles = titles.iter().map(String::as_str).collect();
        let titles = self.layout.header.then_some(titles);
        let mut grid = Grid::open(text, &aligned, titles, self.layout);
        for row in &rows {
            grid.row(text, &columns.cells(row));
        }
        self.state = State::Drawing(Box::new(grid), columns);
    }

    /// The titles of a group of columns.
    fn lines(&self, group: &[usize]) -> Vec<&str> {
        group.iter().map(|&index| self.heads[index].title.as_str()).collect()
    }

    /// The columns that fit, or `None` if none are readable: as they are, else without charts, else
    /// with the texts in one column, else also with the times in one column.
    fn columns(&self) -> Option<Columns> {
        let all: Vec<Vec<usize>> = (0..self.heads.len()).map(|index| vec![index]).collect();
        let Some(limit) = self.layout.limit else {
            let widths = all.iter().map(|group| self.bounds(group, 0).1).collect();
            return Some(Columns { groups: all, widths });
        };
        let is = |index: &usize, kind| self.heads[*index].kind == kind;
        let mut plain = all.clone();
        plain.retain(|group| !is(&group[0], Kind::Chart));
        let texts = self.stacked(&plain, Kind::Text);
        let times = self.stacked(&texts, Kind::Time);
        let last = times.clone();
        let found = [all, plain, texts, times].into_iter().find_map(|groups| {
            let fit = |least| self.fit(&groups, limit, least);
            let widths = fit(PREFERRED_WIDTH).or_else(|| fit(SMALL_WIDTH))?;
            Some(Columns { groups, widths })
        });
        found.or_else(|| {
            let widths = self.fit(&last, limit, MIN_WIDTH)?;
            Some(Columns { groups: last, widths })
        })
    }

    /// The groups with those of `kind` in one, where the first of them is.
    fn stacked(&self, groups: &[Vec<usize>], kind: Kind) -> Vec<Vec<usize>> {
        let mut stacked: Vec<Vec<usize>> = Vec::new();
        for group in groups {
            let same = |other: &&mut Vec<usize>| self.heads[other[0]].kind == kind;
            match stacked.iter_mut().find(same) {
                Some(first) if self.heads[group[0]].kind == kind => first.extend(group),
                _ => stacked.push(group.clone()),
            }
        }
        stacked
    }

    /// The widths of `groups` that fit, none below its minimum; a text keeps `least` columns.
    fn fit(&self, groups: &[Vec<usize>], limit: usize, least: usize) -> Option<Vec<usize>> {
        let room = limit.checked_sub(FRAME + GAP * groups.len().saturating_sub(1))?;
        let bounds: Vec<(usize, usize)> =
            groups.iter().map(|group| self.bounds(group, least)).collect();
        // A text may be very long: no column is wider than the room.
        let mut widths: Vec<usize> =
            bounds.iter().map(|&(least, wanted)| wanted.min(room.max(least))).collect();
        while widths.iter().sum::<usize>() > room {
            let widest = (0..widths.len())
                .filter(|&index| widths[index] > bounds[index].0)
                .max_by_key(|&index| widths[index])?;
            widths[widest] -= 1;
        }
        Some(widths)
    }

    /// The least and the wanted width of a group of columns.
    fn bounds(&self, group: &[usize], least: usize) -> (usize, usize) {
        let bounds = group.iter().map(|&index| {
            let head = &self.heads[index];
            let title = |of: fn(&str) -> usize| {
                if self.layout.header { of(&head.title) } else { 0 }
            };
            let wanted = head.widest.max(title(width));
            let least = if head.is_text() {
                least.min(wanted).max(head.solid).max(title(longest_word))
            } else {
                wanted
            };
            (least, wanted)
        });
        bounds.fold((1, 1), |(a, b), (least, wanted)| (a.max(least), b.max(wanted)))
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

impl Columns {
    /// Whether nothing that must not be broken is wider than its column. In a pipe nothing is broken.
    fn hold(&self, heads: &[Head], layout: TableLayout) -> bool {
        let mut all = self.groups.iter().zip(&self.widths);
        layout.limit.is_none()
            || all.all(|(group, width)| group.iter().all(|&index| heads[index].solid <= *width))
    }

    /// The cells of a row as they are on the screen.
    fn cells(&self, row: &[Cell]) -> Vec<Cell> {
        let stacked = |group: &Vec<usize>| {
            let texts = group.iter().map(|&index| row[index].text.as_str());
            let texts: Vec<&str> = texts.filter(|text| !text.is_empty()).collect();
            Cell { text: texts.join("\n"), style: row[group[0]].style }
        };
        self.groups.iter().map(stacked).collect()
    }
}
