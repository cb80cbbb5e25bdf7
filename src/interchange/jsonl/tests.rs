use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::entity::meeting::Status;
use crate::interchange::record::{MAX_RECORD_BYTES, Person};
use crate::time::{Zone, parse_time, rfc3339};

fn options() -> ReadOptions {
    let utc = Zone::utc();
    let now = parse_time("2026-06-01", chrono::NaiveDateTime::default(), &utc).unwrap();
    ReadOptions { keep_raw: true, ..ReadOptions::new(utc, now) }
}

fn read(text: &[u8]) -> Vec<Entry<MeetingEntry>> {
    let mut source = meetings(std::io::Cursor::new(text.to_vec()), options()).unwrap();
    let mut entries = Vec::new();
    while let Some(entry) = source.next().unwrap() {
        entries.push(entry);
    }
    assert_eq!(source.position(), text.len() as u64);
    entries
}

fn one(value: &Value) -> Result<MeetingEntry, Problem> {
    read(value.to_string().as_bytes()).remove(0).content
}

fn problem(line: &str) -> String {
    read(line.as_bytes()).remove(0).content.unwrap_err().to_string()
}

/// A good meeting, with `name` being `value`.
fn with(name: &str, value: Value) -> Value {
    let mut object = json!({"title": "a", "start_time": "2026-06-01", "end_time": "2026-06-02"});
    object[name] = value;
    object
}

fn by_email(email: &str, name: Option<&str>) -> Person {
    Person::Email { email: email.to_owned(), name: name.map(str::to_owned) }
}

#[test]
fn the_object_of_meeting_show_is_read() {
    let user = |id: i64, name: &str| json!({"id": id, "name": name, "email": format!("{name}@x"), "created_at": null, "updated_at": "…"});
    let entry = one(&json!({
        "id": 7, "uid": "u-1", "title": "Review", "description": "",
        "start_time": "2026-06-01T10:00:00Z", "end_time": "2026-06-01T11:00:00Z",
        "duration_minutes": 60, "status": "in_progress", "created_by": 1,
        "creator": user(1, "ada"), "participants": [user(2, "bob"), user(3, "cy")],
        "created_at": "…", "updated_at": null,
    }));
    let day = |hour| options().now + chrono::TimeDelta::hours(hour);
    assert_eq!(
        entry,
        Ok(MeetingEntry {
            uid: Some("u-1".to_owned()),
            title: "Review".to_owned(),
            description: Some(String::new()),
            start: day(10),
            end: day(11),
            status: Some(Status::InProgress),
            creator: Some(by_email("ada@x", Some("ada"))),
            participants: Some(vec![by_email("bob@x", Some("bob")), by_email("cy@x", Some("cy"))]),
            version: None,
        })
    );
}

#[test]
fn null_and_nothing_are_the_same() {
    let bare = one(&with("error", json!("ignored"))).unwrap();
    for name in ["uid", "description", "status", "creator", "participants", "created_by"] {
        assert_eq!(one(&with(name, Value::Null)).as_ref(), Ok(&bare), "{name}");
    }
    assert_eq!((bare.description, bare.participants), (None, None));
}

#[test]
fn people_come_in_several_forms() {
    let creator = |value| one(&with("creator", value)).map(|entry| entry.creator);
    assert_eq!(creator(json!("ada@x")), Ok(Some(by_email("ada@x", None))));
    assert_eq!(creator(json!(7)), Ok(Some(Person::Id(7))));
    assert_eq!(creator(json!("7")), Ok(Some(Person::Id(7))));
    assert_eq!(creator(json!({"id": 7, "name": "Ada"})), Ok(Some(Person::Id(7))));
    let several = one(&with("participants", json!([7, "a@x", {"email": "a@x"}, {"id": 7}])));
    assert_eq!(several.unwrap().participants, Some(vec![Person::Id(7), by_email("a@x", None)]));
    let line = |order: [&str; 2]| {
        format!(
            "{{{},{},\"title\":\"a\",\"start_time\":\"2026-06-01\",\"duration_minutes\":5}}",
            order[0], order[1]
        )
    };
    let (id, address) = ("\"created_by\":7", "\"creator\":\"a@x\"");
    for order in [[id, address], [address, id]] {
        let entry = read(line(order).as_bytes()).remove(0).content.unwrap();
        assert_eq!(entry.creator, Some(by_email("a@x", None)));
    }
    assert_eq!(one(&with("created_by", json!(7))).unwrap().creator, Some(Person::Id(7)));
}

#[test]
fn what_is_wrong_is_named() {
    let message = |name: &str, value: Value| one(&with(name, value)).unwrap_err().to_string();
    assert_eq!(
        message("title", json!(5)),
        "title: invalid type: integer `5`, expected a text or null"
    );
    assert_eq!(
        message("participants", json!("a@x")),
        "participants: invalid type: string \"a@x\", expected a list of users or null"
    );
    assert_eq!(
        message("creator", json!([])),
        "creator: invalid type: sequence, expected an object with an email or an id, an e-mail address, or an id"
    );
    assert_eq!(
        message("creator", json!({"name": "Ada"})),
        "creator: a user has neither an email nor an id"
    );
    assert_eq!(
        message("creator", json!({"mail": "a@x"})),
        "creator: in the object of a user: unknown field `mail`, expected one of `email`, `name`, `id`, `created_at`, `updated_at`"
    );
    assert_eq!(message("participants", json!([null])), "participants: a user in the list is null");
    assert!(
        message("participants", json!(["bob"])).starts_with("participants: \"bob\" is not a user")
    );
    assert!(
        message("room", json!(5)).starts_with("unknown field \"room\"; the fields are uid, title")
    );
    assert!(message("end_time", json!("2026-06-01")).starts_with("end_time: is not after"));
    assert_eq!(problem("{\"title\":\"a\",\"title\":\"b\"}"), "title: the field is given twice");
    assert_eq!(problem("{\"title\":\"a\""), "not JSON: the line ends too early");
    assert_eq!(problem("5"), "invalid type: integer `5`, expected an object");
    assert_eq!(problem("{} {}"), "not JSON: trailing characters at column 4");
    assert_eq!(
        problem("{\"title\":\"\\ud800\"}"),
        "title: unexpected end of hex escape, expected a text or null"
    );
}

#[test]
fn deep_nests_and_long_lines_are_survived() {
    let deep = 500_000;
    let nest = |open: &str| format!("{{\"x\":{}", open.repeat(deep));
    assert_eq!(problem(&nest("[")), "not JSON: the line ends too early");
    let creator = nest("{\"a\":").replace("\"x\"", "\"creator\"");
    assert!(problem(&creator).ends_with("the line ends too early"));
    let closed = format!("{creator}1{}", "}".repeat(deep + 1));
    assert!(problem(&closed).starts_with("creator: in the object of a user: unknown field `a`"));
    let closed = format!("{{\"x\":{}{}}}", "[".repeat(deep), "]".repeat(deep));
    assert!(problem(&closed).starts_with("unknown field \"x\""));
    let mut lines = vec![b' '; MAX_RECORD_BYTES + 1];
    lines.extend(format!("\n\n{}\r\n", with("id", json!(1))).bytes());
    let entries = read(&lines);
    assert_eq!((entries[0].line, entries[1].line), (1, 3));
    assert_eq!(entries[0].content, Err(too_long()));
    assert!(entries[1].content.is_ok());
}

#[test]
fn a_list_is_not_json_lines() {
    let mut source = meetings(&b"\n[\n{}]"[..], options()).unwrap();
    assert_eq!(source.next().unwrap_err().kind(), Kind::BadFormat);
}

#[test]
fn users_have_a_name_and_an_address() {
    let text = "{\"id\":1,\"name\":\"Ada\",\"email\":\"ada@x\",\"created_at\":null,\"updated_at\":null}\n{\"name\":\"B\"}\n";
    let mut source = users(text.as_bytes(), options()).unwrap();
    let mut next = || source.next().unwrap().unwrap().content;
    let ada = next().unwrap();
    assert_eq!((ada.name.as_str(), ada.email.as_str()), ("Ada", "ada@x"));
    assert_eq!(next(), Err(Problem::of("email", "is missing")));
}

#[test]
fn rejects_can_be_read_again() {
    let lines =
        b"{\"title\":\"\",\"n\":1e999, \"d\":[[[]]],\"error\":\"old\"}\nnot json\n\xff\n{}\n";
    let mut file = lines.to_vec();
    let mut written = Vec::new();
    for reason in ["a \"b\"", "c", "c"] {
        let mut source = meetings(std::io::Cursor::new(file), options()).unwrap();
        let mut rejects = source.rejects_head();
        while let Some(entry) = source.next().unwrap() {
            entry.content.unwrap_err();
            rejects.extend(source.reject(&entry.raw, reason));
        }
        written.push(String::from_utf8(rejects.clone()).unwrap());
        file = rejects;
    }
    assert_eq!(
        written[0],
        "{\"title\":\"\",\"n\":1e999,\"d\":[[[]]],\"error\":\"a \\\"b\\\"\"}\n\
         {\"error\":\"a \\\"b\\\"\",\"line\":\"not json\"}\n\
         {\"error\":\"a \\\"b\\\"\",\"line\":\"\u{fffd}\"}\n\
         {\"error\":\"a \\\"b\\\"\"}\n"
    );
    assert_eq!(written[1], written[2]);
    assert!(problem(written[0].lines().nth(1).unwrap()).starts_with("this is a rejected line"));
}

proptest! {
    #[test]
    fn any_line_is_survived(line in "[\\[\\]{}\":,a0 \\\\u\\PC]{0,60}") {
        prop_assume!(!line.trim_start().starts_with('['));
        for entry in read(line.as_bytes()) {
            let source = meetings(&b""[..], options()).unwrap();
            let rejected = source.reject(&entry.raw, "x");
            let value: Value = serde_json::from_slice(&rejected).unwrap();
            prop_assert_eq!(&value["error"], "x");
        }
    }

    #[test]
    fn what_is_written_is_read(
        title in "\\PC{1,100}",
        description in proptest::option::of("[^\0]{0,200}"),
        seconds in 0i64..1_000_000_000,
        emails in proptest::collection::btree_set("[a-z\";,=']{1,8}@[a-z]{1,8}", 0..6),
    ) {
        prop_assume!(!title.trim().is_empty());
        let start = options().now + chrono::TimeDelta::seconds(seconds);
        let end = start + chrono::TimeDelta::seconds(1);
        let people: Vec<Value> = emails.iter().map(|email| json!({"email": email})).collect();
        let entry = one(&json!({
            "title": title, "description": description, "participants": people,
            "start_time": rfc3339(start, &Zone::utc()), "end_time": rfc3339(end, &Zone::utc()),
        })).unwrap();
        prop_assert_eq!(entry.title, title.trim());
        prop_assert_eq!(entry.description, description);
        prop_assert_eq!((entry.start, entry.end), (start, end));
        let emails = emails.iter().map(|email| by_email(email, None)).collect();
        prop_assert_eq!(entry.participants, Some(emails));
    }
}
