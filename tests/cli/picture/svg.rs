//! What a terminal shows, as SVG: readable in light and dark mode, in any font.
//!
//! Every run of text has the length of its columns, a wide character is in the middle of its
//! two, and frames, bars and shades are drawn as shapes. So columns line up whichever font the
//! reader has, also where it lacks CJK or emoji. The colours of the theme follow the reader's; those
//! of the 256 that are fixed are as they are.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthChar as _;

/// Size of a cell.
const WIDTH: f64 = 8.4;
const HEIGHT: f64 = 18.0;
/// Space around the text.
const MARGIN: f64 = 16.0;
/// From the top of a row to the foot of its letters.
const BASELINE: f64 = 13.5;

const CSS: &str = "\
svg{color:#1f2328}rect.window{fill:#ffffff;stroke:#d1d9e0}
text{font:14px ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace;white-space:pre}
text,rect{fill:currentColor}path{fill:none;stroke:currentColor}g rect{shape-rendering:crispEdges}
.wide{text-anchor:middle}.bold{font-weight:bold}.dim{opacity:.65}.struck{text-decoration:line-through}
.c1{color:#cf222e}.c2{color:#1a7f37}.c3{color:#9a6700}.c4{color:#0969da}.c5{color:#8250df}.c6{color:#1b7c83}
@media(prefers-color-scheme:dark){svg{color:#e6edf3}rect.window{fill:#0d1117;stroke:#3d444d}
.c1{color:#ff7b72}.c2{color:#56d364}.c3{color:#e3b341}.c4{color:#79c0ff}.c5{color:#d2a8ff}.c6{color:#56d4dd}}
";

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Style {
    bold: bool,
    dim: bool,
    struck: bool,
    color: Color,
    ground: Color,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Color {
    #[default]
    None,
    /// One of the theme, as in the escape sequence: 1 is red, 7 is white.
    Theme(u8),
    /// One of the 256.
    Fixed(u8),
}

#[derive(Debug)]
struct Cell {
    text: String,
    column: usize,
    width: usize,
    style: Style,
}

/// Draws lines of text with their colours.
pub fn draw(screen: &str, columns: usize, title: &str) -> String {
    let mut style = Style::default();
    let rows: Vec<Vec<Cell>> = screen.lines().map(|l| cells(l, &mut style)).collect();
    for cell in rows.iter().flatten() {
        assert!(cell.column + cell.width <= columns, "off the screen: {cell:?}");
    }
    let (width, height) = (px(columns, WIDTH), px(rows.len(), HEIGHT));
    let (outer_width, outer_height) = (width + 2.0 * MARGIN, height + 2.0 * MARGIN);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"{outer_width:.0}\" \
         height=\"{outer_height:.0}\" viewBox=\"0 0 {outer_width:.1} {outer_height:.1}\">\n\
         <title>{}</title>\n<style>\n{CSS}</style>\n<rect class=\"window\" x=\".5\" y=\".5\" \
         width=\"{:.1}\" height=\"{:.1}\" rx=\"8\"/>\n<g transform=\"translate({MARGIN} {MARGIN})\">\n",
        escaped(title),
        outer_width - 1.0,
        outer_height - 1.0,
    );
    for (row, cells) in rows.iter().enumerate() {
        draw_grounds(&mut svg, cells, px(row, HEIGHT));
        draw_row(&mut svg, cells, px(row, HEIGHT));
    }
    svg.push_str("</g>\n</svg>\n");
    svg
}

/// The cells of a line; `style` continues on the next line, as on a terminal.
fn cells(line: &str, style: &mut Style) -> Vec<Cell> {
    let mut cells: Vec<Cell> = Vec::new();
    let mut column = 0;
    let mut rest = line;
    while let Some(character) = rest.chars().next() {
        if let Some(sequence) = rest.strip_prefix("\u{1b}[") {
            let (codes, after) = sequence.split_once('m').expect("only colours are known");
            let mut codes = codes.split(';').map(|code| code.parse().unwrap_or(0));
            while let Some(code) = codes.next() {
                style.apply(code, &mut codes);
            }
            rest = after;
            continue;
        }
        rest = &rest[character.len_utf8()..];
        let width = character.width().unwrap_or(0);
        match cells.last_mut() {
            Some(before) if width == 0 => before.text.push(character),
            _ => cells.push(Cell { text: character.to_string(), column, width, style: *style }),
        }
        column += width;
    }
    cells
}

impl Style {
    fn apply(&mut self, code: u8, more: &mut impl Iterator<Item = u8>) {
        let mut fixed = || more.nth(1).map_or(Color::None, Color::Fixed);
        match code {
            0 => *self = Self::default(),
            1 => self.bold = true,
            2 => self.dim = true,
            9 => self.struck = true,
            30..=37 => self.color = Color::Theme(code - 30),
            38 => self.color = fixed(),
            48 => self.ground = fixed(),
            other => panic!("an unknown colour: {other}"),
        }
    }

    fn classes(self, first: &str) -> String {
        let mut classes = vec![first.to_owned()];
        classes.extend(self.bold.then(|| "bold".to_owned()));
        classes.extend(self.dim.then(|| "dim".to_owned()));
        classes.extend(self.struck.then(|| "struck".to_owned()));
        if let Color::Theme(color) = self.color {
            classes.push(format!("c{color}"));
        }
        classes.retain(|class| !class.is_empty());
        let classes = match classes.join(" ") {
            none if none.is_empty() => none,
            classes => format!(" class=\"{classes}\""),
        };
        match self.color {
            Color::Fixed(color) => format!("{classes} style=\"color:{}\"", hex(color)),
            Color::None | Color::Theme(_) => classes,
        }
    }
}

/// A colour of the cube or of the greys of xterm.
fn hex(color: u8) -> String {
    let level = |step: u8| if step == 0 { 0 } else { 55 + 40 * step };
    let (red, green, blue) = match color {
        16..=231 => {
            let cube = color - 16;
            (level(cube / 36), level(cube / 6 % 6), level(cube % 6))
        }
        232.. => (8 + 10 * (color - 232), 8 + 10 * (color - 232), 8 + 10 * (color - 232)),
        _ => panic!("colour {color} is one of the theme"),
    };
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// Draws the backgrounds of a row.
fn draw_grounds(svg: &mut String, cells: &[Cell], top: f64) {
    for run in cells.chunk_by(|a, b| a.style.ground == b.style.ground) {
        if let (Color::Fixed(ground), Some(last)) = (run[0].style.ground, run.last()) {
            let (left, right) = (px(run[0].column, WIDTH), px(last.column + last.width, WIDTH));
            let _ = writeln!(
                svg,
                "<rect style=\"fill:{}\" x=\"{left:.1}\" y=\"{top:.1}\" width=\"{:.1}\" height=\"{HEIGHT:.1}\"/>",
                hex(ground),
                right - left
            );
        }
    }
}

fn draw_row(svg: &mut String, cells: &[Cell], top: f64) {
    let mut cells = cells;
    while let Some(first) = cells.first() {
        let character = first.text.chars().next().unwrap_or(' ');
        let length = if character == ' ' {
            1
        } else if first.width == 2 {
            draw_wide(svg, first, top);
            1
        } else if let Some(path) = frame(character, first.column, top) {
            let _ = writeln!(svg, "<path{} d=\"{path}\"/>", first.style.classes(""));
            1
        } else if is_shape(character) {
            let same = |cell: &&Cell| cell.style == first.style && cell.text == first.text;
            let run = cells.iter().take_while(same).count();
            draw_shape(svg, first, character, run, top);
            run
        } else {
            let run = text_run(cells);
            draw_text(svg, &cells[..run], top);
            run
        };
        cells = &cells[length..];
    }
}

/// How many cells go into one element: of one style, and with single blanks only.
fn text_run(cells: &[Cell]) -> usize {
    let is_blank = |at: usize| cells.get(at).is_none_or(|cell| cell.text == " ");
    let ends = |at: &usize| {
        let cell = &cells[*at];
        let drawn = cell.width != 1 || cell.text.starts_with(is_drawn);
        drawn || cell.style != cells[0].style || (is_blank(*at) && is_blank(at + 1))
    };
    let run = (1..cells.len()).find(ends).unwrap_or(cells.len());
    if is_blank(run - 1) { run - 1 } else { run }
}

fn is_drawn(character: char) -> bool {
    is_shape(character) || frame(character, 0, 0.0).is_some()
}

fn is_shape(character: char) -> bool {
    character == '─' || block(character).is_some()
}

fn draw_text(svg: &mut String, cells: &[Cell], top: f64) {
    let text: String = cells.iter().map(|cell| cell.text.as_str()).collect();
    let _ = writeln!(
        svg,
        "<text{} x=\"{:.1}\" y=\"{:.1}\" textLength=\"{:.1}\">{}</text>",
        cells[0].style.classes(""),
        px(cells[0].column, WIDTH),
        top + BASELINE,
        px(cells.len(), WIDTH),
        escaped(&text)
    );
}

fn draw_wide(svg: &mut String, cell: &Cell, top: f64) {
    let _ = writeln!(
        svg,
        "<text{} x=\"{:.1}\" y=\"{:.1}\">{}</text>",
        cell.style.classes("wide"),
        px(cell.column + 1, WIDTH),
        top + BASELINE,
        escaped(&cell.text)
    );
}

/// A horizontal line, a bar or a shade, repeated over some cells.
fn draw_shape(svg: &mut String, first: &Cell, character: char, run: usize, top: f64) {
    let (left, right) = (px(first.column, WIDTH), px(first.column + run, WIDTH));
    let classes = first.style.classes("");
    // The bars of a chart are apart; those of a block are one line.
    let gap = if first.style.ground == Color::None { 2.0 } else { 0.0 };
    let _ = match block(character) {
        None => {
            writeln!(svg, "<path{classes} d=\"M{left:.1} {:.1}H{right:.1}\"/>", top + HEIGHT / 2.0)
        }
        Some((part, opacity)) => writeln!(
            svg,
            "<rect{classes} x=\"{left:.1}\" y=\"{:.1}\" width=\"{:.2}\" height=\"{:.1}\"{}/>",
            top + gap,
            (right - left) * part,
            HEIGHT - 2.0 * gap,
            if opacity < 1.0 { format!(" fill-opacity=\"{opacity}\"") } else { String::new() }
        ),
    };
}

/// How much of its width a block fills, and how densely.
fn block(character: char) -> Option<(f64, f64)> {
    match character {
        '░' => Some((1.0, 0.25)),
        '▒' => Some((1.0, 0.5)),
        '▓' => Some((1.0, 0.75)),
        // From eight eighths down to one.
        '█'..='▏' => {
            let missing = u32::from(character) - u32::from('█');
            Some((1.0 - f64::from(missing) / 8.0, 1.0))
        }
        _ => None,
    }
}

/// The path of a piece of a frame.
fn frame(character: char, column: usize, top: f64) -> Option<String> {
    let (left, right) = (px(column, WIDTH), px(column + 1, WIDTH));
    let (x, y, bottom) = (left + WIDTH / 2.0, top + HEIGHT / 2.0, top + HEIGHT);
    let path = match character {
        '│' => format!("M{x:.1} {top:.1}V{bottom:.1}"),
        '╭' => format!("M{right:.1} {y:.1}Q{x:.1} {y:.1} {x:.1} {bottom:.1}"),
        '╮' => format!("M{left:.1} {y:.1}Q{x:.1} {y:.1} {x:.1} {bottom:.1}"),
        '╰' => format!("M{right:.1} {y:.1}Q{x:.1} {y:.1} {x:.1} {top:.1}"),
        '╯' => format!("M{left:.1} {y:.1}Q{x:.1} {y:.1} {x:.1} {top:.1}"),
        '├' => format!("M{x:.1} {top:.1}V{bottom:.1}M{x:.1} {y:.1}H{right:.1}"),
        '┤' => format!("M{x:.1} {top:.1}V{bottom:.1}M{x:.1} {y:.1}H{left:.1}"),
        _ => return None,
    };
    Some(path)
}

#[expect(clippy::cast_precision_loss, reason = "a screen is small")]
fn px(cells: usize, size: f64) -> f64 {
    cells as f64 * size
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
