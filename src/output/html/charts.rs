//! Charts as SVG. Each number in them is text of the page too.

use std::fmt::Write as _;

use super::text::{compact, counted, escaped};

/// The names of the days, Monday first.
const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
/// Shades above that of nothing.
const SHADES: u64 = 8;

/// The shade of `value` on a scale up to `most`: 0 for nothing alone.
pub(super) fn shade(value: u64, most: u64) -> u64 {
    if value == 0 {
        return 0;
    }
    let share = u128::from(value) * u128::from(SHADES);
    u64::try_from(share.div_ceil(u128::from(most.max(1)))).unwrap_or(SHADES).min(SHADES)
}

/// The class of text on a shade.
fn text_class(shade: u64) -> &'static str {
    match shade {
        0..=4 => "t1",
        5 => "t5",
        _ => "t6",
    }
}

/// How the cells of a week are placed.
struct Layout {
    class: &'static str,
    /// Of a cell, with the space between two.
    cell: (usize, usize),
    /// Room for the names of rows.
    left: usize,
    /// Whether a row is a day, not an hour.
    rows_are_days: bool,
}

/// Room for the names of columns.
const TOP: usize = 18;
/// Space between two cells.
const GAP: usize = 2;

/// For a wide screen and paper, and for a phone: text that is scaled down with its chart cannot be read.
const LAYOUTS: [Layout; 2] = [
    Layout { class: "wide", cell: (31, 27), left: 34, rows_are_days: true },
    Layout { class: "tall", cell: (46, 22), left: 34, rows_are_days: false },
];

/// The load of a week: a day of the week and an hour is a cell, darker for more.
pub(super) fn week(grid: &[[u64; 24]; 7]) -> String {
    let most = grid.iter().flatten().copied().max().unwrap_or(0);
    let drawn = LAYOUTS.iter().map(|layout| layout.draw(grid, most));
    let mut html: String = drawn.collect();
    html.push_str("<p class=\"legend\">0");
    for shade in 0..=SHADES {
        let _ = write!(
            html,
            "<svg width=\"14\" height=\"14\" aria-hidden=\"true\"><rect class=\"l{shade}\" width=\"14\" height=\"14\" rx=\"3\"/></svg>"
        );
    }
    let _ = write!(html, "{most}</p>");
    html.push_str(&numbers(grid));
    html
}

impl Layout {
    fn draw(&self, grid: &[[u64; 24]; 7], most: u64) -> String {
        let (columns, rows) = if self.rows_are_days { (24, 7) } else { (7, 24) };
        let (width, height) = (self.left + columns * self.cell.0, TOP + rows * self.cell.1);
        let class = self.class;
        let mut svg = format!(
            "<svg class=\"heat {class}\" viewBox=\"0 0 {width} {height}\" role=\"img\" \
             aria-labelledby=\"{class}-title {class}-desc\"><title id=\"{class}-title\">Load by weekday and \
             hour</title><desc id=\"{class}-desc\">{}</desc>\n",
            escaped(&description(grid, most))
        );
        for (column, x) in (0..columns).map(|column| (column, self.x(column))) {
            let _ = writeln!(
                svg,
                "<text x=\"{}\" y=\"12\" text-anchor=\"middle\">{}</text>",
                x + (self.cell.0 - GAP) / 2,
                if self.rows_are_days { hour(column) } else { DAYS[column].to_owned() }
            );
        }
        let names: Vec<String> = if self.rows_are_days {
            DAYS.iter().map(|day| (*day).to_owned()).collect()
        } else {
            (0..rows).map(hour).collect()
        };
        for (row, name) in names.iter().enumerate() {
            let _ = writeln!(svg, "<text x=\"0\" y=\"{}\">{name}</text>", self.foot(row));
            for column in 0..columns {
                let (day, hour) = if self.rows_are_days { (row, column) } else { (column, row) };
                svg.push_str(&self.cell(row, column, &moment(day, hour), grid[day][hour], most));
            }
        }
        svg.push_str("</svg>\n");
        svg
    }

    fn cell(&self, row: usize, column: usize, name: &str, count: u64, most: u64) -> String {
        let (x, y) = (self.x(column), TOP + row * self.cell.1);
        let (width, height) = (self.cell.0 - GAP, self.cell.1 - GAP);
        let level = shade(count, most);
        let mut cell = format!(
            "<g class=\"cell\"><title>{name}: {}</title>\
             <rect class=\"l{level}\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"3\"/>",
            counted(count, "meeting")
        );
        if count > 0 {
            let (middle, foot) = (x + width / 2, self.foot(row));
            let class = text_class(level);
            let count = compact(count);
            let _ =
                write!(cell, "<text class=\"{class}\" x=\"{middle}\" y=\"{foot}\">{count}</text>");
        }
        cell.push_str("</g>\n");
        cell
    }

    fn x(&self, column: usize) -> usize {
        self.left + column * self.cell.0
    }

    /// The foot of the letters in a row.
    fn foot(&self, row: usize) -> usize {
        TOP + row * self.cell.1 + self.cell.1.div_ceil(2) + 3
    }
}

fn hour(hour: usize) -> String {
    format!("{hour:02}")
}

/// `Mon 09:00`
fn moment(day: usize, hour: usize) -> String {
    format!("{} {hour:02}:00", DAYS[day])
}

/// The busiest hour and its count, `Mon 09:00`; the first of several.
pub(super) fn busiest(grid: &[[u64; 24]; 7]) -> Option<(String, u64)> {
    let cells = grid.iter().enumerate();
    let mut cells =
        cells.flat_map(|(day, row)| row.iter().enumerate().map(move |cell| (day, cell)));
    let most = grid.iter().flatten().copied().max().filter(|most| *most > 0)?;
    let (day, (hour, _)) = cells.find(|(_, (_, count))| **count == most)?;
    Some((moment(day, hour), most))
}

fn description(grid: &[[u64; 24]; 7], most: u64) -> String {
    let used = grid.iter().flatten().filter(|count| **count > 0).count();
    match busiest(grid) {
        None => "No hour has a meeting.".to_owned(),
        Some((when, _)) => format!(
            "{used} of the 168 hours of the week have meetings. The busiest is {when} with {}.",
            counted(most, "meeting")
        ),
    }
}

/// The counts of the week as a table.
fn numbers(grid: &[[u64; 24]; 7]) -> String {
    let mut html = String::from(
        "<details><summary>As a table</summary><table class=\"hours\"><caption class=\"only\">Meetings by hour and \
         weekday</caption><thead><tr><th scope=\"col\">Hour</th>",
    );
    for day in DAYS {
        let _ = write!(html, "<th scope=\"col\">{day}</th>");
    }
    html.push_str("</tr></thead><tbody>\n");
    for hour in 0..24 {
        let _ = write!(html, "<tr><th scope=\"row\">{hour:02}:00</th>");
        for day in grid {
            let _ = write!(html, "<td>{}</td>", day[hour]);
        }
        html.push_str("</tr>\n");
    }
    html.push_str("</tbody></table></details>\n");
    html
}

/// The share of `value` in `whole` as a percentage with two digits after the point.
fn percent(value: u64, whole: u64) -> String {
    let share = u128::from(value) * 10_000 / u128::from(whole.max(1));
    format!("{}.{:02}%", share / 100, share % 100)
}

/// A bar for `value` on a scale on which `most` fills the width. Only nothing has none.
pub(super) fn bar(value: u64, most: u64) -> String {
    let width = if value == 0 { "0".to_owned() } else { percent(value, most) };
    let least = if value == 0 { "" } else { "<rect class=\"bar\" width=\"2\" height=\"12\"/>" };
    format!(
        "<svg width=\"100%\" height=\"12\" aria-hidden=\"true\">{least}\
         <rect class=\"bar\" width=\"{width}\" height=\"12\" rx=\"2\"/></svg>"
    )
}

/// Parts of a whole as one bar, the first part in the first colour; described by `description`.
pub(super) fn parts(parts: &[u64], title: &str, description: &str) -> String {
    let whole: u64 = parts.iter().sum();
    let mut svg = format!(
        "<svg width=\"100%\" height=\"16\" role=\"img\" aria-labelledby=\"parts-title parts-desc\">\
         <title id=\"parts-title\">{}</title><desc id=\"parts-desc\">{}</desc>",
        escaped(title),
        escaped(description)
    );
    let mut before = 0;
    for (number, part) in (1..).zip(parts) {
        if *part > 0 {
            let (x, width) = (percent(before, whole), percent(*part, whole));
            let _ = write!(
                svg,
                "<rect class=\"s{number}\" x=\"{x}\" width=\"{width}\" height=\"16\"/>"
            );
        }
        before += part;
    }
    svg.push_str("</svg>\n");
    svg
}

/// The colour of part `number`, counted from 1, beside its name.
pub(super) fn key(number: usize) -> String {
    format!(
        "<svg width=\"10\" height=\"10\" style=\"display:inline-block\" aria-hidden=\"true\">\
         <rect class=\"s{number}\" width=\"10\" height=\"10\" rx=\"2\"/></svg>"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shade_is_nothing_for_zero_alone() {
        let shades: Vec<u64> = [0, 1, 12, 13, 50, 99, 100].map(|n| shade(n, 100)).into();
        assert_eq!(shades, [0, 1, 1, 2, 4, 8, 8]);
        assert_eq!((shade(1, u64::MAX), shade(u64::MAX, u64::MAX), shade(1, 0)), (1, 8, 8));
    }

    #[test]
    fn a_week_is_drawn_twice_with_every_cell() {
        let mut grid = [[0; 24]; 7];
        grid[2][9] = 3;
        let html = week(&grid);
        assert_eq!(html.matches("<g class=\"cell\">").count(), 2 * 168);
        assert_eq!(html.matches("<title>Wed 09:00: 3 meetings</title>").count(), 2);
        assert!(html.contains("The busiest is Wed 09:00 with 3 meetings."), "{html}");
        assert_eq!(busiest(&[[0; 24]; 7]), None);
    }

    #[test]
    fn bars_and_parts_fill_their_width() {
        assert!(bar(5, 5).contains("width=\"100.00%\""));
        assert!(bar(1, 3).contains("width=\"33.33%\""));
        assert!(!bar(0, 3).contains("width=\"2\""));
        let svg = parts(&[1, 0, 3], "t", "d");
        assert!(svg.contains("x=\"25.00%\" width=\"75.00%\"") && !svg.contains("s2"), "{svg}");
    }
}
