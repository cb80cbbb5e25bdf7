//! Names of made-up users, and titles of made-up meetings.

use crate::random::Random;

const FIRST: [&str; 24] = [
    "Ada",
    "Ben",
    "Chiara",
    "Dmitri",
    "Élodie",
    "Farid",
    "Grace",
    "Hiroshi",
    "Ines",
    "Jonas",
    "Katarzyna",
    "Liam",
    "Mei",
    "Noah",
    "Olga",
    "Priya",
    "Quentin",
    "Rosa",
    "Søren",
    "Tomás",
    "Uma",
    "Viktor",
    "Wanjiru",
    "Zeynep",
];

const LAST: [&str; 24] = [
    "Andersson",
    "Bakker",
    "Costa",
    "Dubois",
    "Eriksen",
    "Fischer",
    "García",
    "Hoffmann",
    "Ivanova",
    "Jensen",
    "Kowalski",
    "Lovelace",
    "Müller",
    "Nakamura",
    "O'Brien",
    "Papadopoulos",
    "Quispe",
    "Rossi",
    "Schmidt",
    "Tanaka",
    "Usman",
    "van den Berg",
    "Wang",
    "Yılmaz",
];

const KIND: [&str; 16] = [
    "Design review",
    "Stand-up",
    "Sprint planning",
    "Retrospective",
    "One-to-one",
    "Interview",
    "Budget",
    "Kick-off",
    "Post-mortem",
    "Workshop",
    "Demo",
    "All-staff meeting",
    "Customer call",
    "Release meeting",
    "Training",
    "Handoff",
];

const TOPIC: [&str; 16] = [
    "payments",
    "search",
    "mobile app",
    "onboarding",
    "data warehouse",
    "accessibility",
    "incident 4711",
    "quarterly figures",
    "hiring",
    "security audit",
    "new office",
    "API v3",
    "support rota",
    "translations",
    "customer portal",
    "billing migration",
];

const SENTENCE: [&str; 12] = [
    "Please read the document beforehand and list your open questions.",
    "We go through the open tickets and agree on who takes what.",
    "Dial-in and minutes are linked in the team's page.",
    "The aim is a decision: keep the present supplier, or change in autumn.",
    "Prepare last month's figures.",
    "First half: what went well. Second half: what we change.",
    "If you cannot attend, send a deputy who can decide.",
    "Agenda: status, risks, next steps, any other business.",
    "Remote is fine; the room has a camera.",
    "The draft is in the shared drive, comments until the evening before.",
    "Follow-up of the meeting of last week, with the points we left open.",
    "We try the new version together and write down what is missing.",
];

/// The name of a user.
pub fn name(random: &mut Random) -> String {
    format!("{} {}", random.pick(&FIRST), random.pick(&LAST))
}

/// The title of a meeting, 9 to 60 characters.
pub fn title(random: &mut Random) -> String {
    let (kind, topic) = (random.pick(&KIND), random.pick(&TOPIC));
    match random.below(4) {
        0 => kind.to_owned(),
        1 => format!("{kind} {topic}, part {}", 1 + random.below(6)),
        _ => format!("{kind}: {topic}"),
    }
}

/// The description of a meeting, one to five sentences; four meetings of ten have none.
pub fn description(random: &mut Random) -> Option<String> {
    let sentences = random.below(10).checked_sub(4)?;
    let text: Vec<&str> = (0..=sentences.min(4)).map(|_| random.pick(&SENTENCE)).collect();
    Some(text.join(" "))
}
