use proptest::prelude::*;

use super::*;
use crate::entity::meeting::Status;
use crate::error::Kind;
use crate::interchange::record::{MAX_RECORD_BYTES, Person};
use crate::time::{Zone, parse_time};

pub(super) fn options(csv_safe: bool) -> ReadOptions {
    let utc = Zone::utc();
    let now = parse_time("2026-06-01", chrono::NaiveDateTime::default(), &utc).unwrap();
    ReadOptions { csv_safe, keep_raw: true, ..ReadOptions::new(utc, now) }
}

fn read(text: &str) -> Vec<Entry<MeetingEntry>> {
    read_with(text, options(false))
}

pub(super) fn read_with(text: &str, options: ReadOptions) -> Vec<Entry<MeetingEntry>> {
    let mut source = meetings(std::io::Cursor::new(text.to_owned()), options).unwrap();
    let mut entries = Vec::new();
    while let Some(entry) = source.next().unwrap() {
        entries.push(entry);
    }
    assert_eq!(source.position(), text.len() as u64);
    entries
}

fn with(csv: CsvOptions) -> ReadOptions {
    ReadOptions { csv, ..options(false) }
}

pub(super) fn problems_of(entries: &[Entry<MeetingEntry>]) -> Vec<(u64, String)> {
    let problem =
        |entry: &Entry<MeetingEntry>| Some((entry.line, entry.content.as_ref().err()?.to_string()));
    entries.iter().filter_map(problem).collect()
}

fn problems(text: &str) -> Vec<(u64, String)> {
    problems_of(&read(text))
}

fn bad_header(text: &'static str) -> String {
    bad_header_with(text, CsvOptions::default())
}

fn bad_header_with(text: &'static str, csv: CsvOptions) -> String {
    let failure = meetings(text.as_bytes(), with(csv)).err().unwrap();
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
            version: None,
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
    let problem = first.content.unwrap_err();
    assert!(problem.is_encoding);
    assert_eq!(problem.to_string(), "byte 2 of the record is not UTF-8");
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
    assert_eq!(bad_header("title;start_time\n"), "the columns are separated by `;`");
    assert_eq!(bad_header("title\tstart_time\n"), "the columns are separated by tabs");
    assert_eq!(
        bad_header("title,start_time,end_time\rA,2026-06-01,2026-06-02\r"),
        "the lines of the file end with CR alone"
    );
    let other = CsvOptions { delimiter: Some(Delimiter(b';')), ..CsvOptions::default() };
    assert_eq!(bad_header_with("title,start_time\n", other), "the columns are separated by `,`");
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

fn delimited(delimiter: u8) -> CsvOptions {
    CsvOptions { delimiter: Some(Delimiter(delimiter)), ..CsvOptions::default() }
}

fn mapped(map: &str) -> CsvOptions {
    CsvOptions { map: map.parse::<Mappings>().unwrap().0, ..CsvOptions::default() }
}

/// The titles and lines of the meetings in a file.
fn titles(text: &str, csv: CsvOptions) -> Vec<(u64, String)> {
    let entries = read_with(text, with(csv));
    entries.into_iter().map(|entry| (entry.line, entry.content.unwrap().title)).collect()
}

#[test]
fn other_separators_are_read() {
    let expected = [(2, "a,b".to_owned()), (3, "c;d".to_owned())];
    for delimiter in *b";\t|^" {
        let text = "title,start_time,end_time\n\"a,b\",2026-06-01,2026-06-02\n\"c;d\",2026-06-01,2026-06-02\n";
        // Outside of the quotes.
        let text = text.replace("\",", &format!("\"{}", char::from(delimiter)));
        let text = text.replace(
            "title,start_time,",
            &"title,start_time,".replace(',', &char::from(delimiter).to_string()),
        );
        let text = text.replace("2026-06-01,", &format!("2026-06-01{}", char::from(delimiter)));
        assert_eq!(titles(&text, delimited(delimiter)), expected, "{text}");
        let named = format!("\u{feff}sep={}\r\n{text}", char::from(delimiter));
        let later = expected.clone().map(|(line, title)| (line + 1, title));
        assert_eq!(titles(&named, CsvOptions::default()), later);
        assert_eq!(titles(&named, delimited(delimiter)), later);
    }
    for text in ["sep=;;;\ntitle;start_time;end_time\n", "\"SEP=;\"\ntitle;start_time;end_time\n"] {
        assert!(titles(text, CsvOptions::default()).is_empty());
    }
    let wrong = "the file names its delimiter, ';', in the line `sep=`";
    assert_eq!(bad_header_with("sep=;\ntitle\n", delimited(b',')), wrong);
    for text in ["sep=\ntitle\n", "sep=a\n", "sep=;,\n", "sep=é\n"] {
        let message = bad_header(text);
        assert!(message.starts_with("the line `sep=` before the header is wrong"), "{message}");
    }
}

#[test]
fn empty_rows_and_columns_of_a_spreadsheet_are_skipped() {
    let text = ";;;\n title ; Start_Time;END_TIME\u{a0};;\nA;2026-06-01;2026-06-02;;\n;;;;\n \
        ;\t;;;\n\"\";\" \";;;\n\nB;2026-06-01;2026-06-02\n;;\n;;;;;;;;\n";
    let expected = [(3, "A".to_owned()), (8, "B".to_owned())];
    assert_eq!(titles(text, delimited(b';')), expected);
    let text = "title,start_time,end_time,,\nA,2026-06-01,2026-06-02,,x\n";
    let problem = "the row has 5 cells, the header has 3".to_owned();
    assert_eq!(problems(text), [(2, problem)]);
}

#[test]
fn columns_are_mapped() {
    let text = "Nr,Betreff,Datum,Von,Bis,Wer,Mit,title,Stand\n\
        1,Review,1.6.2026,10:00,1.6.2026 11:00,ada@x,ben@x,other,cancelled\n";
    let map = "title=Betreff,start=Datum+von, end = bis ,creator=Wer,participants=Mit+Wer";
    let mut source = meetings(std::io::Cursor::new(text), with(mapped(map))).unwrap();
    let entry = source.next().unwrap().unwrap().content.unwrap();
    assert_eq!((entry.title.as_str(), entry.status), ("Review", None));
    assert_eq!(entry.start, options(false).now + chrono::TimeDelta::hours(10));
    assert_eq!(entry.participants, Some(vec![by_email("ben@x"), by_email("ada@x")]));
    assert_eq!(source.unread_columns(), ["Nr", "title", "Stand"]);
    let rejects =
        [source.rejects_head(), source.reject(text.lines().nth(1).unwrap().as_bytes(), "bad")];
    assert_eq!(
        rejects.concat(),
        text.replace("Stand\n", "Stand,error\n")
            .replace("cancelled\n", "cancelled,bad\n")
            .into_bytes()
    );
    // A name with a plus is taken as it is, if there is such a column.
    let text = "A+B,start_time,end_time\nx,2026-06-01,2026-06-02\n";
    assert_eq!(titles(text, mapped("title=a+b")), [(2, "x".to_owned())]);
}

#[test]
fn wrong_mappings_are_named() {
    let text = "Subject,Start Date,End\n";
    for (map, message) in [
        ("title=Subjct", "--map: the file has no column `Subjct`"),
        ("title=Subject,start=Start Date+Time", "--map: the file has no column `Time`"),
        (
            "title=Subject,start=Start Date",
            "the column `end_time` or `duration_minutes` is missing",
        ),
    ] {
        assert_eq!(bad_header_with(text, mapped(map)), message);
    }
    for map in ["title=Subject,title=End", "name=Subject", "all_day=End"] {
        let failure = meetings(text.as_bytes(), with(mapped(map))).err().unwrap();
        assert_eq!(failure.kind(), Kind::Usage, "{map}");
    }
    let twice = "Subject,subject,Start,End,End\n";
    assert_eq!(
        bad_header_with(twice, mapped("title=Subject,start=Start,duration_minutes=End")),
        "the header has the column `subject` twice"
    );
    let failure = meetings(text.as_bytes(), options(false)).err().unwrap();
    assert!(failure.to_json()["error"]["hint"].as_str().unwrap().contains("--dialect google"));
}

#[test]
fn a_date_with_two_readings_is_refused() {
    let text = format!("{HEAD}a,6/1/2026 10:00,6/1/2026 11:00,1\n");
    let problem = "start_time: \"6/1/2026\" is 2026-06-01 or 2026-01-06: name the order with --date-order mdy or dmy";
    assert_eq!(problems(&text), [(2, problem.to_owned())]);
    for (order, month) in [(DateOrder::Mdy, 6), (DateOrder::Dmy, 1)] {
        let csv = CsvOptions { date_order: Some(order), ..CsvOptions::default() };
        let entries = read_with(&text, with(csv));
        assert_eq!(chrono::Datelike::month(&entries[0].content.as_ref().unwrap().start), month);
    }
}

#[test]
fn other_encodings_are_named() {
    let failure = meetings(&b"title,\xfcber\n"[..], options(false)).err().unwrap();
    assert_eq!(failure.to_json()["error"]["encoding"], "WINDOWS-1252");
    let utf16: Vec<u8> = "\u{feff}title,start_time,end_time\nÄ,2026-06-01,2026-06-02\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let mut source = meetings(std::io::Cursor::new(utf16), options(false)).unwrap();
    assert_eq!(source.next().unwrap().unwrap().content.unwrap().title, "Ä");
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

crate::output::record! {
    struct Exported {
        pub title: String,
        pub description: String,
        pub start_time: &'static str,
        pub end_time: &'static str,
    }
}

impl crate::output::Record for Exported {
    const COLUMNS: &'static [crate::output::Column<Self>] = &[];
}

/// A file that the output writes, in memory.
fn exported(rows: &[(String, String)], csv_safe: bool, delimiter: u8) -> Vec<u8> {
    use crate::output::{Format, Output, Settings};
    let file = tempfile::NamedTempFile::new().unwrap();
    let settings = Settings { format: Format::Csv, csv_safe, delimiter, ..Settings::default() };
    let out = Output::new(settings).to(file.reopen().unwrap());
    let mut listing = out.listing().unwrap();
    for (title, description) in rows {
        let (title, description) = (title.clone(), description.clone());
        let (start_time, end_time) = ("2026-06-01T10:00:00Z", "2026-06-01T11:00:00Z");
        listing.push(&Exported { title, description, start_time, end_time }).unwrap();
    }
    listing.finish().unwrap();
    std::fs::read(file.path()).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// With and without the guard, for every separator.
    #[test]
    fn what_is_exported_is_read_the_same(
        rows in proptest::collection::vec(
            ("[-'=+@＝\"a5.,;|é]{1,9}", "[-'=+@\"a5.,;|\\t\r\n]{0,12}|[^\0]{0,20}"),
            1..6,
        ),
        csv_safe: bool,
        delimiter in proptest::sample::select(b",;\t|".to_vec()),
    ) {
        let file = exported(&rows, csv_safe, delimiter);
        let options = ReadOptions { csv: delimited(delimiter), ..options(csv_safe) };
        let mut source = meetings(std::io::Cursor::new(file), options).unwrap();
        for row in &rows {
            let entry = source.next().unwrap().unwrap().content.unwrap();
            prop_assert_eq!(&(entry.title, entry.description.unwrap()), row);
        }
        prop_assert!(source.next().unwrap().is_none());
    }
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
