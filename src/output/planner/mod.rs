//! Meetings as a calendar shows them: a list by day, and the grid of a week.
//!
//! A mark and a word carry each fact, so that nothing is lost without colours.

mod agenda;
mod grid;
mod rows;
mod time_line;
mod week;

#[cfg(test)]
mod tests;

pub use agenda::{Agenda, AgendaRow, Heading};
pub use time_line::{Bar, TimeLine, TimeLines};
pub use week::{Block, NowLine, Sheet, Week, WeekDay, draw};

use anstyle::{Ansi256Color, AnsiColor, Color, Style};

use super::palette::Palette;
use super::record::CellStyle;

/// What a meeting is at the present moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It has not started.
    Ahead,
    /// It takes place now.
    Running,
    /// It has ended.
    Over,
    /// It does not take place.
    Cancelled,
}

impl State {
    /// The mark before it, one column wide.
    fn mark(self) -> &'static str {
        match self {
            Self::Ahead | Self::Over => " ",
            Self::Running => "▸",
            Self::Cancelled => "✗",
        }
    }

    /// The style of its text in a list.
    fn style(self) -> CellStyle {
        match self {
            Self::Ahead => CellStyle::Plain,
            Self::Running => CellStyle::Strong,
            Self::Over => CellStyle::Dim,
            Self::Cancelled => CellStyle::Struck,
        }
    }

    /// The line at the left of its block.
    fn bar(self) -> &'static str {
        match self {
            Self::Ahead => "▌",
            Self::Running => "█",
            Self::Over => "▏",
            Self::Cancelled => "┊",
        }
    }

    /// The styles of its block, of the bar and of the text: colours of fixed contrast, so that they
    /// suit a light theme and a dark one.
    fn block_style(self, is_double_booked: bool, palette: Palette) -> (Style, Style) {
        let on = |bar: Color, text: Color, ground: Color| {
            let ground = Style::new().bg_color(Some(ground));
            (ground.fg_color(Some(bar)), ground.fg_color(Some(text)))
        };
        let full = |bar: u8, text: u8, ground: u8| {
            on(Ansi256Color(bar).into(), Ansi256Color(text).into(), Ansi256Color(ground).into())
        };
        let few = |bar: AnsiColor, text: AnsiColor, ground: AnsiColor| {
            on(bar.into(), text.into(), ground.into())
        };
        let plain = |style: CellStyle| (style.style(), style.style());
        match (self, palette) {
            (Self::Cancelled, _) => (CellStyle::Dim.style(), CellStyle::Struck.style()),
            (Self::Over, Palette::Full) => full(244, 250, 238),
            (Self::Over, _) => plain(CellStyle::Dim),
            (_, Palette::Full) if is_double_booked => full(210, 231, 124),
            (_, _) if is_double_booked => {
                few(AnsiColor::BrightRed, AnsiColor::BrightWhite, AnsiColor::Red)
            }
            (Self::Running, Palette::Full) => full(114, 231, 28),
            (Self::Running, _) => few(AnsiColor::BrightGreen, AnsiColor::Black, AnsiColor::Green),
            (Self::Ahead, Palette::Full) => full(75, 231, 25),
            (Self::Ahead, _) => few(AnsiColor::BrightBlue, AnsiColor::BrightWhite, AnsiColor::Blue),
        }
    }
}
