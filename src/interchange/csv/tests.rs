use proptest::prelude::*;

use super::*;
use crate::entity::meeting::Status;
use crate::time::{Zone, parse_time};

fn options(csv_safe: bool) -> ReadOptions {
    let utc = Zone::utc();
    let now = parse_time("2026-06-01", chrono::NaiveDateTime::default(), &utc).unwrap();
    ReadOptions { csv_safe, keep_raw: true, ..ReadOptions::new(utc, now) }
}

fn read(text: &str) -> Vec<Entry<MeetingEntry>> {
    let mut source = meetings(std::io::Cursor::new(text.to_owned()), options(false)).unwrap();
    let mut entries = Vec::new();
    while let Some(entry) = source.next().unwrap() {
        entries.push(entry);
    }
    assert_eq!(source.position(), text.len() as u64);
    entries
}

fn problems(text: &str) -> Vec<(u64, String)> {
    let problem = |entry: Entry<MeetingEntry>| Some((entry.line, entry.content.err()?.to_string()));
    read(text).into_iter().filter_map(problem).collect()
}

fn bad_header(text: &'static str) -> String {
    let failure = meetings(text.as_bytes(), options(false)).err().unwrap();
    assert_eq!(failure.kind(), Kind::BadHeader);
    failure.summary()
}

fn by_email(email: &str) -> Person {
    Person::Email { email: email.to_owned(), name: None }
}

const HEAD: &str = "title,start_time,end_time,creator\n";

#[test]
fn a_row_of_every_column_is_read() {
    let entries = read(
        "\u{feff}UID, Title ,description,start_time,end_time,status,creator,participants,id,error\r\n\
         u-1,Review,\"a\r\nb\",2026-06-01T10:00:00Z,2026-06-01 11:00,cancelled,ada@x,7;bob@x;bob@x,5,bad\r\n\
         \r\n\
         ,Next,,2026-06-01T10:00:00Z,2026-06-01 11:00,,,,,\r\n",
    );
    let day = |hour| options(false).now + chrono::TimeDelta::hours(hour);
    assert_eq!(
        entries[0].content,
        Ok(MeetingEntry {
            uid: Some("u-1".to_owned()),
            title: "Review".to_owned(),
            description: Some("a\r\nb".to_owned()),
            start: day(10),
            end: day(11),
            status: Some(Status::Cancelled),
            creator: Some(by_email("ada@x")),
            participants: Some(vec![Person::Id(7), by_email("bob@x")]),
        })
    );
    let second = entries[1].content.as_ref().unwrap();
    assert_eq!((entries[0].line, entries[1].line), (2, 5));
    assert_eq!((&second.uid, &second.status, &second.creator), (&None, &None, &None));
    assert_eq!(second.description.as_deref(), Some(""));
    assert_eq!(second.participants, Some(vec![]));
}

#[test]
fn a_missing_column_says_nothing() {
    let entries = read("title,start_time,duration_minutes\na,2026-06-01,30");
    let entry = entries[0].content.as_ref().unwrap();
    assert_eq!((&entry.description, &entry.participants), (&None, &None));
    assert_eq!((entry.end - entry.start).num_minutes(), 30);
}

#[test]
fn bad_rows_are_reported_and_the_next_is_read() {
    let text = format!(
        "{HEAD}a,2026-06-01,2026-06-02\n\
         a,2026-06-01,2026-06-02,1,5\n\
         \"a\"b,2026-06-01,2026-06-02,1\n\
         ,2026-06-01,2026-06-02,1\n\
         \"a\nb\",2026-06-01,2026-06-02,1\n\
         a,2026-06-01,2026-06-01,1\n\
         a,2026-06-01,2026-06-02,nobody\n\
         fine,2026-06-01,2026-06-02,1\n\
         \"open,2026-06-01\n,1\n"
    );
    assert_eq!(
        problems(&text),
        [
            (2, "the row has 3 cells, the header has 4"),
            (3, "the row has 5 cells, the header has 4"),
            (4, "there is text after a closing quote"),
            (5, "title: a title may not be empty"),
            (6, "title: a title may not contain line breaks or other control characters"),
            (8, "end_time: is not after start_time"),
            (
                9,
                "creator: \"nobody\" is not a user: an e-mail address has the form name@example.org"
            ),
            (11, "a quoted cell is not closed"),
        ]
        .map(|(line, text)| (line, text.to_owned()))
    );
    assert_eq!(read(&text).len(), 9);
}

#[test]
fn invalid_utf8_only_rejects_its_record() {
    let text = [HEAD.as_bytes(), b"a\xff,2026-06-01,2026-06-02,1\nb,2026-06-01,2026-06-02,1\n"];
    let mut source = meetings(std::io::Cursor::new(text.concat()), options(false)).unwrap();
    let first = source.next().unwrap().unwrap();
    let problem = first.content.unwrap_err().to_string();
    assert_eq!(problem, "byte 2 of the record is not UTF-8");
    assert!(source.next().unwrap().unwrap().content.is_ok());
    assert!(source.next().unwrap().is_none());
}

#[test]
fn a_record_that_is_too_long_is_skipped() {
    for quote in ["", "\""] {
        let filler = format!("{quote}{}{quote}", "x\n".repeat(MAX_RECORD_BYTES / 2 + 1));
        let filler = if quote.is_empty() { filler.replace('\n', "y") } else { filler };
        let text = format!("{HEAD}{filler},2026-06-01,2026-06-02,1\nb,2026-06-01,2026-06-02,1\n");
        let entries = read(&text);
        let problem = entries[0].content.as_ref().unwrap_err().to_string();
        assert_eq!(problem, "the record is longer than 4 MiB");
        assert!(entries[0].raw.is_empty());
        assert!(entries[1].content.is_ok());
        assert_eq!(entries.len(), 2);
    }
}

#[test]
fn headers_are_checked() {
    assert_eq!(bad_header(""), "the file has no header");
    assert_eq!(bad_header("\n\n"), "the file has no header");
    assert_eq!(
        bad_header("title,start_time,end_time,crator\n"),
        "unknown column `crator` in the header"
    );
    assert_eq!(bad_header("title,start_time,Title\n"), "the header has the column `title` twice");
    assert_eq!(
        bad_header("title,start_time\n"),
        "the column `end_time` or `duration_minutes` is missing"
    );
    assert_eq!(bad_header("title,,start_time\n"), "a column of the header has no name");
    assert_eq!(
        bad_header("title;start_time\n"),
        "the columns are not separated by commas but by `;`"
    );
    assert_eq!(
        bad_header("title\tstart_time\n"),
        "the columns are not separated by commas but by tabs"
    );
    assert!(bad_header("\"title\n").contains("not closed"));
    let failure = users(&b"name\n"[..], options(false)).err().unwrap();
    assert_eq!(failure.message(), "the column `email` is missing");
}

#[test]
fn users_have_a_name_and_an_address() {
    let text = "id,email,name\n1,ada@x,Ada\n2,bob,Bob\n3,c@x,\n";
    let mut source = users(text.as_bytes(), options(false)).unwrap();
    let mut next = || source.next().unwrap().unwrap().content;
    let ada = next().unwrap();
    assert_eq!((ada.name.as_str(), ada.email.as_str()), ("Ada", "ada@x"));
    assert_eq!(next().unwrap_err().field.as_deref(), Some("email"));
    assert_eq!(next().unwrap_err().field.as_deref(), Some("name"));
}

/// What a file of rejects holds, read again and rejected again, is the same file.
#[test]
fn rejects_can_be_read_again() {
    let text =
        format!("{HEAD}a,2026-06-01,2026-06-01,1\nshort\n\"a\"b,c,d,e\n\"un\nclosed,c,d,e\n");
    let mut file = text.into_bytes();
    let mut written = Vec::new();
    for round in 0..3 {
        let mut source = meetings(std::io::Cursor::new(file), options(false)).unwrap();
        let mut rejects = source.rejects_head();
        while let Some(entry) = source.next().unwrap() {
            let problem = if round == 0 { "first" } else { "=again, \"so\"" };
            entry.content.unwrap_err();
            rejects.extend(source.reject(&entry.raw, problem));
        }
        rejects.extend(source.rejects_tail());
        written.push(String::from_utf8(rejects.clone()).unwrap());
        file = rejects;
    }
    assert_eq!(
        written[0],
        "title,start_time,end_time,creator,error\n\
         a,2026-06-01,2026-06-01,1,first\n\
         short,,,,first\n\
         \"\"\"a\"\"b,c,d,e\",,,,first\n\
         \"\"\"un\nclosed,c,d,e\",,,,first\n"
    );
    assert_eq!(written[1], written[2]);
    assert_eq!(written[1], written[0].replace("first", "\"=again, \"\"so\"\"\""));
}

#[test]
fn guarded_cells_are_unguarded() {
    let text = "title,start_time,end_time,description\n'=1+1,2026-06-01,2026-06-02,''-cmd\n";
    let mut source = meetings(text.as_bytes(), options(true)).unwrap();
    let entry = source.next().unwrap().unwrap();
    assert_eq!(source.reject(&entry.raw, "-1+1"), b"'=1+1,2026-06-01,2026-06-02,''-cmd,'-1+1\n");
    let entry = entry.content.unwrap();
    assert_eq!(entry.title, "=1+1");
    assert_eq!(entry.description.as_deref(), Some("'-cmd"));
}

#[test]
fn a_participant_may_be_in_quotes() {
    let named = |text| people(text).map(|people| people.len());
    assert_eq!(
        people("\"a;b@x\" ; \"\"\"q\"\"@x\";c@x;;"),
        Ok(vec![by_email("a;b@x"), by_email("\"q\"@x"), by_email("c@x")])
    );
    assert_eq!(named(" "), Ok(0));
    assert_eq!(named("\"a@x"), Err(Problem::of("participants", "a quote in it is not closed")));
    assert!(named("\"a@x\"b").is_err());
}

proptest! {
    #[test]
    fn any_bytes_are_read_to_the_end(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let file = [HEAD.as_bytes(), &bytes].concat();
        let mut source = meetings(std::io::Cursor::new(file), options(false)).unwrap();
        let mut line = 1;
        while let Some(entry) = source.next().unwrap() {
            prop_assert!(entry.line > line);
            line = entry.line;
            source.reject(&entry.raw, "x");
        }
    }
}
