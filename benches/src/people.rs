//! Names of made-up users, and titles of made-up meetings.

use crate::random::Random;

/// First names, last names, kinds of meetings, topics and sentences, with an empty line between.
const LISTS: &str = include_str!("people.txt");

/// The lists.
#[derive(Debug)]
pub struct People([Vec<&'static str>; 5]);

impl People {
    /// Reads them.
    pub fn new() -> Self {
        let mut lists = LISTS.split("\n\n").map(|list| list.lines().collect());
        Self([(); 5].map(|()| lists.next().unwrap_or_default()))
    }

    /// The name of a user.
    pub fn name(&self, random: &mut Random) -> String {
        let [first, last, ..] = &self.0;
        format!("{} {}", random.pick(first), random.pick(last))
    }

    /// The title of a meeting, 9 to 60 characters.
    pub fn title(&self, random: &mut Random) -> String {
        let [_, _, kinds, topics, _] = &self.0;
        let (kind, topic) = (random.pick(kinds), random.pick(topics));
        match random.below(4) {
            0 => kind.to_owned(),
            1 => format!("{kind} {topic}, part {}", 1 + random.below(6)),
            _ => format!("{kind}: {topic}"),
        }
    }

    /// The description of a meeting, one to five sentences; four meetings of ten have none.
    pub fn description(&self, random: &mut Random) -> Option<String> {
        let sentences = random.below(10).checked_sub(4)?;
        let text: Vec<&str> = (0..=sentences.min(4)).map(|_| random.pick(&self.0[4])).collect();
        Some(text.join(" "))
    }
}
