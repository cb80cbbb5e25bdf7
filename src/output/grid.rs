//! Rows of columns, drawn by `comfy-table`, which folds, aligns, pads and frames.
//!
//! It cannot do the following, so this module does:
//! - Colours. It has no style for a frame, and decides for the entire process whether and how a
//!   cell is coloured. Its lines are coloured after it has drawn them.
//! - Endless tables. It draws complete tables, so a grid keeps a table of one row whose cells
//!   change; the lines above and below the rows are drawn once, from an empty table.
//! - Very long cells in a pipe, where nothing is folded: it counts columns in 16 bits, and pads
//!   every other row to the longest. Such rows are not aligned.

use comfy_table::{
    CellAlignment, ColumnConstraint, ContentLineStyle, LineStyle, Table, TableStyle, Width,
};

use super::record::{Cell, CellStyle};
use super::stream::paint;
use super::text::{MAX_FOLDED, clamped, foldable};

/// Separates two cells until they are coloured; sanitised text cannot contain it.
const SEPARATOR: char = '\0';
/// The line at the left and the right of a box.
const BAR: &str = "│";
const BARE: TableStyle = TableStyle::new()
    .header_lines(ContentLineStyle::none().junction(' '))
    .content_lines(ContentLineStyle::none().junction(SEPARATOR));
const BOX: TableStyle = TableStyle::new()
    .top_border(LineStyle::new('╭', '─', '─', '╮'))
    .header_lines(ContentLineStyle::new('│', ' ', '│'))
    .header_separator(LineStyle::new('├', '─', '─', '┤'))
    .content_lines(ContentLineStyle::new('│', SEPARATOR, '│'))
    .bottom_border(LineStyle::new('╰', '─', '─', '╯'));

/// How a table is drawn.
#[derive(Debug, Clone, Copy)]
pub(super) struct TableLayout {
    /// The width of the terminal; `None` in a pipe: no frame, and nothing is folded.
    pub(super) limit: Option<usize>,
    /// Whether titles are drawn.
    pub(super) header: bool,
    /// Whether cells are coloured.
    pub(super) color: bool,
}

/// A table with fixed widths whose rows are drawn one by one.
#[derive(Debug)]
pub(super) struct Grid {
    one_row: Table,
    bottom: Option<String>,
    layout: TableLayout,
}

impl Grid {
    /// Appends the lines above the first row to `text`. In a box the widths of `columns` are exact
    /// and cells are folded; without one they are minimums and nothing is folded.
    pub(super) fn open(
        text: &mut String,
        columns: &[(usize, CellAlignment)],
        titles: Option<Vec<&str>>,
        layout: TableLayout,
    ) -> Self {
        let framed = layout.limit.is_some();
        let mut one_row = Table::new();
        one_row.load_style(if framed { BOX } else { BARE });
        one_row.add_row(vec![""; columns.len()]);
        set_columns(&mut one_row, columns, framed);
        let mut empty = one_row.clone();
        if let Some(titles) = titles {
            empty.set_header(titles);
        }
        one_row.style_mut().top_border = LineStyle::none();
        one_row.style_mut().bottom_border = LineStyle::none();
        let mut lines: Vec<String> = empty.lines().collect();
        let bottom = framed.then(|| lines.pop()).flatten();
        // The empty row that defines the columns.
        lines.pop();
        for line in lines {
            let line = line.trim_end_matches(' ');
            paint(text, line, CellStyle::Dim.style(), layout.color);
            text.push('\n');
        }
        Self { one_row, bottom, layout }
    }

    /// Appends a row of sanitised cells to `text`.
    pub(super) fn row(&mut self, text: &mut String, cells: &[Cell]) {
        let framed = self.layout.limit.is_some();
        let texts = cells.iter().map(|cell| cell.text.as_str());
        if !framed && texts.clone().any(|text| text.len() > MAX_FOLDED) {
            let texts: Vec<&str> = texts.collect();
            self.colored(text, &texts.join(&format!("{SEPARATOR} ")), cells);
            return;
        }
        if let Some(row) = self.one_row.row_mut(0) {
            *row = texts.map(foldable).into();
        }
        for line in self.one_row.lines() {
            self.colored(text, &line, cells);
        }
    }

    /// Appends the line below the last row to `text`.
    pub(super) fn close(&self, text: &mut String) {
        if let Some(bottom) = &self.bottom {
            paint(text, bottom, CellStyle::Dim.style(), self.layout.color);
            text.push('\n');
        }
    }

    /// Appends one line of a row, each cell in its style.
    fn colored(&self, text: &mut String, line: &str, cells: &[Cell]) {
        let color = self.layout.color;
        let (bar, line) = match line.strip_prefix(BAR).and_then(|line| line.strip_suffix(BAR)) {
            Some(line) if self.layout.limit.is_some() => (BAR, line),
            _ => ("", line.trim_end_matches([' ', SEPARATOR])),
        };
        paint(text, bar, CellStyle::Dim.style(), color);
        for (index, (piece, cell)) in line.split(SEPARATOR).zip(cells).enumerate() {
            text.push_str(if index > 0 { " " } else { "" });
            let shown = piece.trim_matches(' ');
            let (before, after) = piece.split_once(shown).unwrap_or_default();
            text.push_str(before);
            paint(text, shown, cell.style.style(), color);
            text.push_str(after);
        }
        paint(text, bar, CellStyle::Dim.style(), color);
        text.push('\n');
    }
}

/// Sets the widths and alignment of the columns. Two characters separate columns: the separator
/// and a padding.
fn set_columns(table: &mut Table, columns: &[(usize, CellAlignment)], framed: bool) {
    let last = columns.len().saturating_sub(1);
    for (column, (index, &(width, align))) in
        table.column_iter_mut().zip(columns.iter().enumerate())
    {
        let left = u16::from(framed || index > 0);
        let right = u16::from(framed && index == last);
        let width = Width::Fixed(clamped(width).saturating_add(left + right));
        column.set_padding((left, right));
        column.set_cell_alignment(align);
        column.set_constraint(if framed {
            ColumnConstraint::Absolute(width)
        } else {
            ColumnConstraint::LowerBoundary(width)
        });
    }
}
