//! The blocks of one day, and how they are drawn row by row.

use anstyle::Style;

use super::rows::{Slot, rows_of};
use super::week::Block;
use crate::output::palette::Palette;
use crate::output::sanitise::sanitise;
use crate::output::text::{clip, fold, width};
use crate::schedule::lanes::lanes;

/// The narrowest block.
const MIN_BLOCK: usize = 3;
/// From this width on, a block of one row shows its time, unless that is the time of the row.
const WITH_TIME: usize = 16;

/// A part of a line in one style.
pub(super) type Piece = (String, Style);

/// A block where it is drawn.
#[derive(Debug)]
pub(super) struct Placed<'a> {
    block: &'a Block,
    /// The first row, and the one after the last.
    pub(super) rows: (usize, usize),
    /// The first column, and the one after the last.
    pub(super) columns: (usize, usize),
    lines: Vec<String>,
}

/// Places the blocks of a day side by side in `columns` columns. Returns also how many do not fit.
pub(super) fn place<'a>(
    blocks: &[&'a Block],
    slots: &[Slot],
    columns: usize,
) -> (Vec<Placed<'a>>, usize) {
    let spans: Vec<(usize, usize)> =
        blocks.iter().map(|block| rows_of(slots, (block.part.from, block.part.to))).collect();
    let most = (columns / MIN_BLOCK).max(1);
    let lanes = lanes(&spans);
    let mut placed = Vec::new();
    for ((block, rows), lane) in blocks.iter().zip(&spans).zip(&lanes) {
        if lane.lane >= most {
            continue;
        }
        let of = lane.of.min(most);
        // Free lanes at the right are its own.
        let others =
            spans.iter().zip(&lanes).filter(|(other, _)| other.0 < rows.1 && rows.0 < other.1);
        let next = others.map(|(_, other)| other.lane).filter(|other| *other > lane.lane).min();
        let edge = |lane: usize| lane * columns / of;
        let columns = (edge(lane.lane), edge(next.unwrap_or(of).min(of)));
        let size = (columns.1 - columns.0, rows.1 - rows.0);
        let starts_within = slots.get(rows.0).is_some_and(|slot| slot.from != block.part.from);
        let lines = lines(block, size, starts_within);
        placed.push(Placed { block, rows: *rows, columns, lines });
    }
    let hidden = blocks.len() - placed.len();
    (placed, hidden)
}

/// What a row of a day shows: pieces that take `columns` columns together, with `fill` where no block
/// is.
pub(super) fn row(
    placed: &[Placed<'_>],
    row: usize,
    columns: usize,
    palette: Palette,
    fill: &Piece,
) -> Vec<Piece> {
    let mut here: Vec<&Placed<'_>> =
        placed.iter().filter(|placed| (placed.rows.0..placed.rows.1).contains(&row)).collect();
    here.sort_by_key(|placed| placed.columns.0);
    let mut pieces = Vec::new();
    let mut at = 0;
    for block in here {
        blank(&mut pieces, block.columns.0 - at, fill);
        let state = block.block.state;
        let (bar, style) = state.block_style(block.block.is_double_booked, palette);
        let line = block.lines.get(row - block.rows.0).map_or("", String::as_str);
        pieces.extend([(state.bar().to_owned(), bar), (line.to_owned(), style)]);
        at = block.columns.1;
    }
    blank(&mut pieces, columns - at, fill);
    pieces
}

fn blank(pieces: &mut Vec<Piece>, columns: usize, (fill, style): &Piece) {
    if columns > 0 {
        pieces.push((fill.repeat(columns), *style));
    }
}

/// The text of a block beside its bar, one line per row: the title, and the time where there is room.
fn lines(block: &Block, (columns, rows): (usize, usize), starts_within: bool) -> Vec<String> {
    let room = columns.saturating_sub(1);
    if room == 0 {
        return vec![String::new(); rows];
    }
    let title = titled(block, room, rows, starts_within);
    // A wide character takes two columns.
    let mut lines = fold(&title, room.max(2));
    if lines.len() > rows {
        let rest = lines.split_off(rows.saturating_sub(1)).join(" ");
        lines.push(clip(&rest, room));
    } else if lines.len() < rows && width(&block.time) <= room {
        lines.push(block.time.clone());
    }
    lines.resize(rows, String::new());
    let padded = |line: &String| {
        let line = clip(line, room);
        let rest = room - width(&line);
        line + &" ".repeat(rest)
    };
    lines.iter().map(padded).collect()
}

/// The title after the marks of the block.
fn titled(block: &Block, room: usize, rows: usize, starts_within: bool) -> String {
    let mut marks = String::new();
    marks.push_str(block.state.mark().trim());
    marks.push_str(if block.is_double_booked { "!" } else { "" });
    let title = sanitise(&block.title);
    let time = match block.time.split('-').next() {
        Some(start) if rows == 1 && starts_within && room >= WITH_TIME => format!("{start} "),
        _ => String::new(),
    };
    let gap = if marks.is_empty() || room < 2 * MIN_BLOCK { "" } else { " " };
    format!("{marks}{gap}{time}{title}")
}
