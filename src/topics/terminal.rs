//! A topic as text for a terminal.

use std::mem::discriminant;

use anstyle::Style;
use unicode_width::UnicodeWidthStr as _;

use super::Topic;
use super::blocks::{Block, Inline, inlines};
use crate::output::wrap;

/// The columns of the first cells of a table; a longer one ends its line.
const TAG: usize = 22;
/// The columns before a row or an item.
const INDENT: usize = 4;

/// The styles of a text; empty ones without colours.
#[derive(Debug, Clone, Copy, Default)]
pub struct TextStyles {
    /// Of a heading.
    pub heading: Style,
    /// Of code and strong text.
    pub strong: Style,
}

impl Topic {
    /// The text in lines of at most `width` columns. What has no spaces may be longer.
    pub fn text(&self, width: usize, styles: TextStyles) -> String {
        let mut text = String::new();
        let mut before = None;
        for block in self.blocks() {
            // Rows and items are kept together.
            let kind = discriminant(&block);
            let is_joined =
                matches!(block, Block::Row(..) | Block::Item(..)) && before == Some(kind);
            if before.is_some() && !is_joined {
                text.push('\n');
            }
            text.push_str(&shown(&block, width, styles));
            text.push('\n');
            before = Some(kind);
        }
        text
    }
}

fn shown(block: &Block<'_>, width: usize, styles: TextStyles) -> String {
    let spaces = |count| " ".repeat(count);
    let wrapped =
        |text: &str, column| wrap(&styled(text, styles.strong), Some(width), column, column);
    match block {
        Block::Heading(title) => format!("{}:", painted(title, styles.heading)),
        Block::Paragraph(text) => wrapped(text, 0),
        Block::Item(mark, text) => format!("  {mark} {}", wrapped(text, INDENT)),
        Block::Row(tag, text) => {
            let column = INDENT + TAG + 2;
            let columns = styled(tag, Style::new()).width();
            let gap = if columns <= TAG {
                spaces(TAG + 2 - columns)
            } else {
                format!("\n{}", spaces(column))
            };
            format!("{}{}{gap}{}", spaces(INDENT), wrapped(tag, INDENT), wrapped(text, column))
        }
        Block::Literal(lines) => {
            let lines = lines.iter().map(|line| format!("{}{line}", spaces(INDENT)));
            lines.collect::<Vec<_>>().join("\n")
        }
    }
}

/// `text` without its marks.
fn styled(text: &str, strong: Style) -> String {
    let piece = |inline| match inline {
        Inline::Plain(text) => text.to_owned(),
        Inline::Strong(text) => painted(text, strong),
    };
    inlines(text).into_iter().map(piece).collect()
}

fn painted(text: &str, style: Style) -> String {
    format!("{style}{text}{style:#}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::topics::TOPICS;

    #[test]
    fn a_topic_has_no_marks_and_fits_the_width() {
        for topic in TOPICS {
            let text = topic.text(80, TextStyles::default());
            for mark in ["`", "](", "**", "|---", "\u{1b}", "$ meetctl"] {
                assert!(!text.contains(mark), "{}: {mark}", topic.name);
            }
            let long = text.lines().find(|line| {
                // A word, or an example, is not broken.
                line.width() > 80 && line.trim_start().contains(' ') && !line.contains("  ")
            });
            assert_eq!(long, None, "{}", topic.name);
        }
    }

    #[test]
    fn code_is_marked_where_there_are_colours() {
        let styles = TextStyles { strong: Style::new().bold(), ..TextStyles::default() };
        let block = Block::Row("`0`", "done");
        let line = shown(&block, 80, styles);
        assert_eq!(line, format!("    \u{1b}[1m0\u{1b}[0m{}done", " ".repeat(TAG + 1)));
    }
}
