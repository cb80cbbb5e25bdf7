//! Lines of columns, drawn by `comfy-table`: it folds, aligns, pads and frames.
//!
//! What it cannot do stays here:
//! - Colours. It has no style for a frame, and where it styles a cell it decides by the process
//!   whether and with which codes; its lines are therefore coloured when they are drawn.
//! - Tables without an end. It draws whole tables, so a grid keeps one of a single row whose cells
//!   change; the lines above and below the rows are drawn once, from a table without any.
//! - Very long cells in a pipe, where nothing is folded: it counts columns in 16 bits, and pads
//!   every other row to the longest. Their rows do not line up.

use comfy_table::{
    CellAlignment, ColumnConstraint, ContentLineStyle, LineStyle, Table, TableStyle, Width,
};

use super::record::{Cell, CellStyle};
use super::stream::paint;
use super::text::{LONG, clamped, foldable};

/// Stands between two cells until they are coloured; sanitised text cannot hold it.
const SEAM: char = '\0';
/// The line at the left and the right of a box.
const BAR: &str = "│";
const BARE: TableStyle = TableStyle::new()
    .header_lines(ContentLineStyle::none().junction(' '))
    .content_lines(ContentLineStyle::none().junction(SEAM));
const BOX: TableStyle = TableStyle::new()
    .top_border(LineStyle::new('╭', '─', '─', '╮'))
    .header_lines(ContentLineStyle::new('│', ' ', '│'))
    .header_separator(LineStyle::new('├', '─', '─', '┤'))
    .content_lines(ContentLineStyle::new('│', SEAM, '│'))
    .bottom_border(LineStyle::new('╰', '─', '─', '╯'));

/// How a table is drawn.
#[derive(Debug, Clone, Copy)]
pub(super) struct Look {
    /// The width of the terminal; `None` in a pipe: no frame, and nothing is folded.
    pub(super) limit: Option<usize>,
    /// Whether titles are shown.
    pub(super) header: bool,
    /// Whether cells are coloured.
    pub(super) color: bool,
}

/// A table whose widths are known and whose rows are drawn one by one.
#[derive(Debug)]
pub(super) struct Grid {
    one_row: Table,
    bottom: Option<String>,
    look: Look,
}

impl Grid {
    /// Appends what stands above the first row to `text`. In a box the `columns` are as wide as
    /// said and cells are folded; without one they are at least as wide and nothing is folded.
    pub(super) fn open(
        text: &mut String,
        columns: &[(usize, CellAlignment)],
        titles: Option<Vec<&str>>,
        look: Look,
    ) -> Self {
        let framed = look.limit.is_some();
        let mut one_row = Table::new();
        one_row.load_style(if framed { BOX } else { BARE });
        one_row.add_row(vec![""; columns.len()]);
        lay_out(&mut one_row, columns, framed);
        let mut whole = one_row.clone();
        if let Some(titles) = titles {
            whole.set_header(titles);
        }
        one_row.style_mut().top_border = LineStyle::none();
        one_row.style_mut().bottom_border = LineStyle::none();
        let mut lines: Vec<String> = whole.lines().collect();
        let bottom = framed.then(|| lines.pop()).flatten();
        // The empty row that made the columns.
        lines.pop();
        for line in lines {
            let line = line.trim_end_matches(' ');
            paint(text, line, CellStyle::Dim.style(), look.color);
            text.push('\n');
        }
        Self {
            one_row,
            bottom,
            look,
        }
    }

    /// Appends a row of sanitised cells to `text`.
    pub(super) fn row(&mut self, text: &mut String, cells: &[Cell]) {
        let framed = self.look.limit.is_some();
        let texts = cells.iter().map(|cell| cell.text.as_str());
        if !framed && texts.clone().any(|text| text.len() > LONG) {
            let texts: Vec<&str> = texts.collect();
            self.colored(text, &texts.join(&format!("{SEAM} ")), cells);
            return;
        }
        if let Some(row) = self.one_row.row_mut(0) {
            *row = texts.map(foldable).into();
        }
        for line in self.one_row.lines() {
            self.colored(text, &line, cells);
        }
    }

    /// Appends what stands below the last row to `text`.
    pub(super) fn close(&self, text: &mut String) {
        if let Some(bottom) = &self.bottom {
            paint(text, bottom, CellStyle::Dim.style(), self.look.color);
            text.push('\n');
        }
    }

    /// Appends a line of the row of `cells`, each in its style and the frame in its own.
    fn colored(&self, text: &mut String, line: &str, cells: &[Cell]) {
        let color = self.look.color;
        let (bar, line) = match line
            .strip_prefix(BAR)
            .and_then(|line| line.strip_suffix(BAR))
        {
            Some(line) if self.look.limit.is_some() => (BAR, line),
            _ => ("", line.trim_end_matches([' ', SEAM])),
        };
        paint(text, bar, CellStyle::Dim.style(), color);
        for (index, (piece, cell)) in line.split(SEAM).zip(cells).enumerate() {
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

/// Gives the columns of `table` their widths and sides. Two blanks stand between neighbours: a
/// seam and a padding.
fn lay_out(table: &mut Table, columns: &[(usize, CellAlignment)], framed: bool) {
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
