//! The Markdown that the pages use: headings, paragraphs, lists, tables and fenced blocks.

/// A part of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block<'a> {
    /// A heading.
    Heading(&'a str),
    /// Text, with marks inside.
    Paragraph(String),
    /// An item of a list: its mark and text.
    Item(&'a str, String),
    /// A row of a table: its first cell and the others.
    Row(&'a str, &'a str),
    /// Lines that are kept as they are.
    Literal(Vec<&'a str>),
}

/// A piece of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Inline<'a> {
    /// Ordinary text, or the text of a link.
    Plain(&'a str),
    /// Code or strong text.
    Strong(&'a str),
}

/// Reads a page without its title, or those of its sections that are in `parts`. Transcripts are left
/// out.
pub(super) fn read<'a>(markdown: &'a str, parts: &[&str]) -> Vec<Block<'a>> {
    let mut blocks = Vec::new();
    let mut wanted = parts.is_empty();
    let mut lines = markdown.lines().skip(1).peekable();
    while let Some(line) = lines.next() {
        let found = if let Some(title) = line.strip_prefix("## ") {
            wanted = parts.is_empty() || parts.contains(&title);
            Some(Block::Heading(title))
        } else if let Some(kind) = line.strip_prefix("```") {
            let block = lines.by_ref().take_while(|line| *line != "```").collect();
            (!kind.starts_with("console")).then_some(Block::Literal(block))
        } else if line.starts_with('|') {
            // The line below the header has no text, and the header repeats the page.
            let is_header = lines.next_if(|next| next.starts_with("|---")).is_some();
            (!is_header).then(|| row(line))
        } else if line.is_empty() {
            None
        } else {
            let mut text = line.to_owned();
            while let Some(more) = lines.next_if(|next| continues(next)) {
                text.push(' ');
                text.push_str(more.trim_start());
            }
            Some(match item(line) {
                Some((mark, _)) => Block::Item(
                    if mark == "-" { "•" } else { mark },
                    text.split_once(' ').map_or(String::new(), |(_, text)| text.to_owned()),
                ),
                None => Block::Paragraph(text),
            })
        };
        blocks.extend(found.filter(|_| wanted));
    }
    blocks
}

/// Whether a line belongs to the paragraph or list item before it.
fn continues(line: &str) -> bool {
    let block = ["|", "#", "```"].iter().any(|mark| line.starts_with(mark));
    !(line.is_empty() || block || item(line).is_some())
}

/// Mark and text of a list item.
fn item(line: &str) -> Option<(&str, &str)> {
    let (mark, text) = line.split_once(' ')?;
    let number = mark.strip_suffix('.');
    let numbered = number.is_some_and(|n| n.parse::<u8>().is_ok());
    (mark == "-" || numbered).then_some((mark, text))
}

fn row(line: &str) -> Block<'_> {
    let line = line.trim_matches('|');
    let (tag, text) = line.split_once(" | ").unwrap_or((line, ""));
    Block::Row(tag.trim(), text.trim())
}

/// The pieces of a text: code and strong text, links as their text.
pub(super) fn inlines(mut text: &str) -> Vec<Inline<'_>> {
    let mut inlines = Vec::new();
    while let Some(start) = text.find(['`', '[', '*']) {
        let mark = if text[start..].starts_with("**") { 2 } else { 1 };
        let (opening, rest) = text[start..].split_at(mark);
        let closing = if opening == "[" { "](" } else { opening };
        let Some((inner, rest)) = rest.split_once(closing) else {
            break;
        };
        inlines.push(Inline::Plain(&text[..start]));
        if opening == "[" {
            inlines.push(Inline::Plain(inner));
            text = rest.split_once(')').map_or("", |(_, rest)| rest);
        } else {
            inlines.push(Inline::Strong(inner));
            text = rest;
        }
    }
    inlines.push(Inline::Plain(text));
    inlines
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "# Title\n\nIntro\nand more.\n\n## One\n\n- a\n  b\n- c\n\n```sh\nx\n```\n\n\
        ## Two\n\n| k | v |\n|---|---|\n| `a` | b c |\n\n```console\n$ x\n```\n";

    #[test]
    fn a_page_is_read_in_blocks() {
        assert_eq!(
            read(PAGE, &[]),
            [
                Block::Paragraph("Intro and more.".to_owned()),
                Block::Heading("One"),
                Block::Item("•", "a b".to_owned()),
                Block::Item("•", "c".to_owned()),
                Block::Literal(vec!["x"]),
                Block::Heading("Two"),
                Block::Row("`a`", "b c"),
            ]
        );
        assert_eq!(read(PAGE, &["Two"]), [Block::Heading("Two"), Block::Row("`a`", "b c")]);
    }

    #[test]
    fn marks_are_read() {
        assert_eq!(
            inlines("a `b` **c** [d](e) 2*3"),
            [
                Inline::Plain("a "),
                Inline::Strong("b"),
                Inline::Plain(" "),
                Inline::Strong("c"),
                Inline::Plain(" "),
                Inline::Plain("d"),
                Inline::Plain(" 2*3"),
            ]
        );
    }
}
