//! What an edited file changes: its rows beside those that were written.

use std::collections::{BTreeMap, BTreeSet};

use crate::entity::meeting::Status;
use crate::error::Failure;
use crate::interchange::{EditedMeeting, MeetingEntry, Person, Problem, Source};
use crate::time::UtcTime;

/// What was written, by id.
pub(super) type Written = BTreeMap<i64, MeetingEntry>;

/// What an edited row changes in its meeting; `None` leaves a field as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct RowChange {
    pub line: u64,
    pub title: Option<String>,
    pub description: Option<String>,
    pub start: Option<UtcTime>,
    pub end: Option<UtcTime>,
    pub status: Option<Status>,
    pub creator: Option<Person>,
    pub participants: Option<BTreeSet<Person>>,
}

/// What an edited file changes.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Changes {
    /// By id.
    pub changed: BTreeMap<i64, RowChange>,
    /// The meetings whose rows are gone.
    pub gone: BTreeSet<i64>,
}

impl Changes {
    /// Compares the rows of a file with what was written.
    ///
    /// # Errors
    /// The inner error: what is wrong with rows, each with its line.
    pub fn read(
        rows: &mut dyn Source<EditedMeeting>,
        written: &Written,
    ) -> Result<Result<Self, Vec<(u64, Problem)>>, Failure> {
        let mut changes = Self::default();
        let mut problems = Vec::new();
        let mut lines: BTreeMap<i64, u64> = BTreeMap::new();
        while let Some(entry) = rows.next()? {
            let line = entry.line;
            let row = entry.content.and_then(|row| identified(row, written, &lines, line));
            match row {
                Ok((id, was, is)) => {
                    lines.insert(id, line);
                    let change = RowChange { line, ..RowChange::between(was, is) };
                    if change != (RowChange { line, ..RowChange::default() }) {
                        changes.changed.insert(id, change);
                    }
                }
                Err(problem) => problems.push((problem.line.unwrap_or(line), problem)),
            }
        }
        changes.gone = written.keys().copied().filter(|id| !lines.contains_key(id)).collect();
        Ok(if problems.is_empty() { Ok(changes) } else { Err(problems) })
    }
}

/// The id of a row, the meeting as it was written, and as it is now.
fn identified<'a>(
    row: EditedMeeting,
    written: &'a Written,
    lines: &BTreeMap<i64, u64>,
    line: u64,
) -> Result<(i64, &'a MeetingEntry, MeetingEntry), Problem> {
    let wrong = |message: String| Problem { line: Some(line), ..Problem::of("id", message) };
    let Some(id) = row.id else {
        return Err(wrong("is missing; a new meeting is created with `meeting create`".to_owned()));
    };
    let was = written.get(&id);
    let was = was.ok_or_else(|| wrong(format!("meeting {id} was not in the file")))?;
    if let Some(first) = lines.get(&id) {
        return Err(wrong(format!("meeting {id} is on line {first} already")));
    }
    Ok((id, was, row.entry))
}

impl RowChange {
    /// What differs. A field that the file lacks stays.
    fn between(was: &MeetingEntry, is: MeetingEntry) -> Self {
        let set = |people: &Option<Vec<Person>>| people.as_ref().map(|all| each(all));
        let participants = set(&is.participants);
        let creator = is.creator.filter(|is| was.creator.as_ref().map(key) != Some(key(is)));
        Self {
            line: 0,
            title: Some(is.title).filter(|is| *is != was.title),
            description: is.description.filter(|is| Some(is) != was.description.as_ref()),
            start: Some(is.start).filter(|is| *is != was.start),
            end: Some(is.end).filter(|is| *is != was.end),
            status: is.status.filter(|is| Some(*is) != was.status),
            creator: creator.map(|person| key(&person)),
            participants: participants.filter(|is| Some(is) != set(&was.participants).as_ref()),
        }
    }
}

/// The users, each once.
pub(super) fn each(people: &[Person]) -> BTreeSet<Person> {
    people.iter().map(key).collect()
}

/// A user without the name that is beside the address.
pub(super) fn key(person: &Person) -> Person {
    match person {
        Person::Id(id) => Person::Id(*id),
        Person::Email { email, .. } => {
            Person::Email { email: crate::fields::lower_case(email), name: None }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interchange::{ReadOptions, edited_meetings};
    use crate::time::{Zone, bounds};

    const FILE: &str = "\
id,start_time,end_time,title,status,creator,participants,description
7,2026-06-01 10:00,2026-06-01 11:00,Plan,scheduled,ada@x.org,ben@x.org;cleo@x.org,
8,2026-06-02 10:00,2026-06-02 11:00,\"A, b\",cancelled,1,,\"two
lines\"
";

    fn source(text: &str) -> impl Source<EditedMeeting> {
        let options = ReadOptions::new(Zone::parse("Europe/Berlin").unwrap(), bounds().0);
        edited_meetings(std::io::Cursor::new(text.as_bytes().to_vec()), options).unwrap()
    }

    fn written() -> Written {
        let mut rows = source(FILE);
        let mut written = Written::new();
        while let Some(row) = rows.next().unwrap() {
            let row = row.content.unwrap();
            written.insert(row.id.unwrap(), row.entry);
        }
        written
    }

    fn read(text: &str) -> Result<Changes, Vec<(u64, Problem)>> {
        Changes::read(&mut source(text), &written()).unwrap()
    }

    #[test]
    fn an_unchanged_file_changes_nothing() {
        assert_eq!(read(FILE), Ok(Changes::default()));
        // Another order, another spelling, a column that is gone.
        let (head, rows) = FILE.split_once('\n').unwrap();
        let (first, second) = rows.split_once("\n8").unwrap();
        assert_eq!(read(&format!("{head}\n8{second}{first}\n")), Ok(Changes::default()));
        let spelled = FILE
            .replace("2026-06-01 10:00", "2026-06-01T08:00Z")
            .replace("ben@x.org;cleo@x.org", "\"Cleo <CLEO@x.org>;Ben@X.org\"");
        assert_eq!(read(&spelled), Ok(Changes::default()));
        let short = "id,title,start_time,end_time\n7,Plan,2026-06-01 10:00,2026-06-01 11:00\n";
        let changes = read(short).unwrap();
        assert_eq!((changes.changed.len(), changes.gone), (0, [8].into()));
    }

    #[test]
    fn each_field_that_differs_is_a_change() {
        let edited = FILE
            .replace("Plan,scheduled", "Plans,cancelled")
            .replace("ada@x.org", "ben@x.org")
            .replace("ben@x.org;cleo@x.org", "9")
            .replace("10:00,2026-06-01 11:00", "12:00,2026-06-01 13:00")
            .replace("two\nlines", "one");
        let changes = read(&edited).unwrap();
        let first = &changes.changed[&7];
        assert_eq!(first.title.as_deref(), Some("Plans"));
        assert_eq!(first.status, Some(Status::Cancelled));
        assert_eq!(first.start, Some("2026-06-01T10:00:00".parse().unwrap()));
        assert_eq!(first.end, Some("2026-06-01T11:00:00".parse().unwrap()));
        assert_eq!(first.creator, Some(Person::Email { email: "ben@x.org".into(), name: None }));
        assert_eq!(first.participants, Some([Person::Id(9)].into()));
        assert_eq!((first.line, &first.description), (2, &None));
        let second = &changes.changed[&8];
        let expected =
            RowChange { line: 3, description: Some("one".into()), ..RowChange::default() };
        assert_eq!(*second, expected);
    }

    #[test]
    fn wrong_rows_are_named_with_their_lines() {
        let wrong = |text: &str| {
            let problems = read(text).unwrap_err();
            problems.iter().map(|(line, problem)| format!("{line}: {problem}")).collect::<Vec<_>>()
        };
        assert_eq!(
            wrong(&FILE.replace("\n7,", "\n,")),
            ["2: id: is missing; a new meeting is created with `meeting create`"]
        );
        assert_eq!(wrong(&FILE.replace("\n7,", "\n9,")), ["2: id: meeting 9 was not in the file"]);
        assert_eq!(wrong(&FILE.replace("\n7,", "\n8,")), ["3: id: meeting 8 is on line 2 already"]);
        assert_eq!(wrong(&FILE.replace("\n7,", "\nx,")), ["2: id: \"x\" is not an id"]);
        assert_eq!(
            wrong(&FILE.replace("Plan", "").replace("cancelled", "off")),
            [
                "2: title: a title may not be empty",
                "3: status: a status is one of scheduled, in_progress, completed, cancelled"
            ]
        );
        assert_eq!(
            wrong(&FILE.replace("01 11:00", "01 10:00")),
            ["2: end_time: is not after start_time"]
        );
    }
}
