//! What `meetctl help TOPIC` and the manual pages of sections 5 and 7 say: the pages of `docs/`, or
//! sections of them, without their transcripts.

mod blocks;
mod roff;
mod terminal;

pub use blocks::Block;
pub use terminal::TextStyles;

/// A page that is not about a command.
#[derive(Debug)]
pub struct Topic {
    /// The word after `meetctl help`; the manual page is `meetctl-NAME`.
    pub name: &'static str,
    /// Section of the manual: 5 is file formats, 7 is everything else.
    pub section: &'static str,
    /// What it is about, in one line.
    pub summary: &'static str,
    markdown: &'static str,
    /// The sections of the page that belong to it; none: the whole page.
    parts: &'static [&'static str],
}

/// Every topic.
pub const TOPICS: [Topic; 5] = [
    Topic {
        name: "config",
        section: "5",
        summary: "configuration of meetctl",
        markdown: include_str!("../../docs/configuration.md"),
        parts: &[],
    },
    Topic {
        name: "database",
        section: "7",
        summary: "how meetctl is given its database",
        markdown: include_str!("../../docs/databases.md"),
        parts: &[
            "Naming the database",
            "URLs of other programs",
            "When no connection can be made",
            "Several servers",
            "Encryption",
        ],
    },
    Topic {
        name: "exit-codes",
        section: "7",
        summary: "exit codes of meetctl",
        markdown: include_str!("../../docs/exit-codes.md"),
        parts: &[],
    },
    Topic {
        name: "formats",
        section: "7",
        summary: "output formats of meetctl",
        markdown: include_str!("../../docs/scripting.md"),
        parts: &["Streams", "Formats", "JSON", "Pages"],
    },
    Topic {
        name: "times",
        section: "7",
        summary: "times, durations and time zones in meetctl",
        markdown: include_str!("../../docs/times.md"),
        parts: &[],
    },
];

impl Topic {
    /// The topic called `name`.
    pub fn find(name: &str) -> Option<&'static Self> {
        TOPICS.iter().find(|topic| topic.name == name)
    }

    /// Its text.
    pub fn blocks(&self) -> Vec<Block<'static>> {
        blocks::read(self.markdown, self.parts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_is_there() {
        for topic in TOPICS {
            for part in topic.parts {
                let heading = |block: &Block<'_>| matches!(block, Block::Heading(h) if h == part);
                assert!(topic.blocks().iter().any(heading), "{}: {part}", topic.name);
            }
            assert!(topic.blocks().len() > 10, "{}", topic.name);
        }
    }
}
