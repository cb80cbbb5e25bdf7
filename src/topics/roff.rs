//! A topic as a manual page.

use clap_mangen::roff::{self, Roff, bold, roman};

use super::Topic;
use super::blocks::{Block, Inline, inlines};

impl Topic {
    /// The name of the manual page.
    pub fn page_name(&self) -> String {
        format!("meetctl-{}", self.name)
    }

    /// The manual page in roff; `source` and `manual` are what its header says. The first column of a
    /// table becomes the tag.
    pub fn page(&self, source: &str, manual: &str) -> String {
        let name = self.page_name();
        let mut roff = Roff::new();
        roff.control("TH", [name.as_str(), self.section, "", source, manual]);
        roff.control("SH", ["NAME"]);
        roff.text([roman(format!("{name} - {}", self.summary))]);
        roff.control("SH", ["DESCRIPTION"]);
        for block in self.blocks() {
            add(&mut roff, &block);
        }
        roff.control("SH", ["SEE ALSO"]);
        roff.text([bold("meetctl"), roman("(1)")]);
        roff.render()
    }
}

fn add(roff: &mut Roff, block: &Block<'_>) {
    match block {
        Block::Heading(title) => {
            roff.control("SH", [title.to_uppercase().as_str()]);
        }
        Block::Paragraph(text) => {
            roff.control("PP", []).text(pieces(text));
        }
        Block::Item(mark, text) => {
            roff.control("IP", [mark, "3"]).text(pieces(text));
        }
        Block::Row(tag, text) => {
            roff.control("TP", []).text(pieces(tag));
            roff.text(pieces(text));
        }
        Block::Literal(lines) => {
            roff.control("PP", []).control("RS", ["4"]).control("nf", []);
            for line in lines {
                roff.text([roman(*line)]);
            }
            roff.control("fi", []).control("RE", []);
        }
    }
}

/// Code and strong text in bold.
fn pieces(text: &str) -> Vec<roff::Inline> {
    let piece = |inline| match inline {
        Inline::Plain(text) => roman(text),
        Inline::Strong(text) => bold(text),
    };
    inlines(text).into_iter().map(piece).collect()
}
