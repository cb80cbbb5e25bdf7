//! Manual pages about topics, made from the Markdown pages of `docs/`.

use clap_mangen::roff::{Inline, Roff, bold, roman};

use super::{MANUAL, SOURCE};

/// A page that is not about a command.
#[derive(Debug)]
pub struct Topic {
    /// Name of the page.
    pub name: &'static str,
    /// Section of the manual: 5 is file formats, 7 is everything else.
    pub section: &'static str,
    summary: &'static str,
    markdown: &'static str,
}

/// Every topic.
pub const TOPICS: [Topic; 3] = [
    Topic {
        name: "meetctl-config",
        section: "5",
        summary: "configuration of meetctl",
        markdown: include_str!("../../../docs/configuration.md"),
    },
    Topic {
        name: "meetctl-times",
        section: "7",
        summary: "times, durations and time zones in meetctl",
        markdown: include_str!("../../../docs/times.md"),
    },
    Topic {
        name: "meetctl-exit-codes",
        section: "7",
        summary: "exit codes of meetctl",
        markdown: include_str!("../../../docs/exit-codes.md"),
    },
];

impl Topic {
    /// The page in roff.
    ///
    /// Supports the Markdown that the pages use: headings, paragraphs, lists, tables (of which the
    /// first column becomes the tag) and fenced blocks. Transcripts are left out.
    pub fn page(&self) -> String {
        let mut roff = Roff::new();
        roff.control("TH", [self.name, self.section, "", SOURCE, MANUAL]);
        roff.control("SH", ["NAME"]);
        roff.text([roman(format!("{} - {}", self.name, self.summary))]);
        roff.control("SH", ["DESCRIPTION"]);
        let mut lines = self.markdown.lines().skip(1).peekable();
        while let Some(line) = lines.next() {
            if let Some(title) = line.strip_prefix("## ") {
                roff.control("SH", [title.to_uppercase().as_str()]);
            } else if let Some(kind) = line.strip_prefix("```") {
                let block = lines.by_ref().take_while(|line| *line != "```");
                literal(&mut roff, kind, block.collect());
            } else if line.starts_with('|') {
                // The line below the header has no text, and the header repeats the page.
                if lines.next_if(|next| next.starts_with("|---")).is_none() {
                    row(&mut roff, line);
                }
            } else if !line.is_empty() {
                let mut text = line.to_owned();
                while let Some(more) = lines.next_if(|next| continues(next)) {
                    text.push(' ');
                    text.push_str(more.trim_start());
                }
                paragraph(&mut roff, &text);
            }
        }
        roff.control("SH", ["SEE ALSO"]);
        roff.text([bold("meetctl"), roman("(1)")]);
        roff.render()
    }
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
    match mark {
        "-" => Some(("•", text)),
        _ => numbered.then_some((mark, text)),
    }
}

fn paragraph(roff: &mut Roff, text: &str) {
    match item(text) {
        Some((mark, text)) => roff.control("IP", [mark, "3"]).text(inlines(text)),
        None => roff.control("PP", []).text(inlines(text)),
    };
}

fn literal(roff: &mut Roff, kind: &str, lines: Vec<&str>) {
    if kind.starts_with("console") {
        return;
    }
    roff.control("PP", []).control("RS", ["4"]).control("nf", []);
    for line in lines {
        roff.text([roman(line)]);
    }
    roff.control("fi", []).control("RE", []);
}

fn row(roff: &mut Roff, line: &str) {
    let cells = line.trim_matches('|').split_once(" | ");
    let (tag, text) = cells.unwrap_or((line, ""));
    roff.control("TP", []).text(inlines(tag.trim()));
    roff.text(inlines(text.trim()));
}

/// Code and strong text in bold, links as their text.
fn inlines(mut text: &str) -> Vec<Inline> {
    let mut inlines = Vec::new();
    while let Some(start) = text.find(['`', '[', '*']) {
        let mark = if text[start..].starts_with("**") { 2 } else { 1 };
        let (opening, rest) = text[start..].split_at(mark);
        let closing = if opening == "[" { "](" } else { opening };
        let Some((inner, rest)) = rest.split_once(closing) else {
            break;
        };
        inlines.push(roman(&text[..start]));
        if opening == "[" {
            inlines.push(roman(inner));
            text = rest.split_once(')').map_or("", |(_, rest)| rest);
        } else {
            inlines.push(bold(inner));
            text = rest;
        }
    }
    inlines.push(roman(text));
    inlines
}
