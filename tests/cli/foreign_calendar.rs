//! Our calendars read by another program: the Python package `icalendar`.
//!
//! `MEETCTL_TEST_ICALENDAR` names a Python that has it, as `.ci/run` does.

use std::process::Command;

use serde_json::Value;

use harness::{Engine, Meetctl, Row, python};

/// Prints one JSON object an event, with the names of our columns.
const READ: &str = r"
import datetime, icalendar, json, sys
calendar = icalendar.Calendar.from_ical(open(sys.argv[1], 'rb').read())
assert not calendar.errors, calendar.errors
for event in calendar.walk('VEVENT'):
    assert not event.errors, event.errors
    text = lambda name: str(event.get(name, ''))
    utc = lambda name: event.decoded(name).astimezone(datetime.timezone.utc).strftime('%Y-%m-%dT%H:%M:%SZ')
    people = event.get('ATTENDEE', [])
    people = people if isinstance(people, list) else [people]
    print(json.dumps({
        'uid': '' if text('X-MEETCTL-UID') == 'none' else text('UID'),
        'any_uid': text('UID'), 'title': text('SUMMARY'), 'description': text('DESCRIPTION'),
        'start_time': utc('DTSTART'), 'end_time': utc('DTEND'), 'status': text('X-MEETCTL-STATUS'),
        'cancelled': text('STATUS') == 'CANCELLED',
        'creator': str(event['ORGANIZER']).removeprefix('mailto:'),
        'creator_name': event['ORGANIZER'].params['CN'],
        'participants': ';'.join(str(p).removeprefix('mailto:') for p in people),
    }))
";

#[test]
fn a_foreign_reader_agrees_with_the_csv() {
    let Some(python) = python("MEETCTL_TEST_ICALENDAR", &["icalendar"]) else { return };
    let t = Meetctl::migrated(Engine::Sqlite);
    seed(&t);
    for form in ["csv", "ics"] {
        t.run(["meeting", "export", "--output", &format!("m.{form}")]).success();
    }
    let file = t.directory().join("m.ics");
    let read = Command::new(&python).args(["-c", READ]).arg(&file).output().unwrap();
    let shown = String::from_utf8_lossy(&read.stderr);
    assert!(read.status.success(), "{shown}");
    let events: Vec<Value> = String::from_utf8(read.stdout)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();

    let mut rows = csv::Reader::from_path(t.directory().join("m.csv")).unwrap();
    let columns = rows.headers().unwrap().clone();
    let rows: Vec<csv::StringRecord> = rows.records().map(Result::unwrap).collect();
    assert_eq!(events.len(), rows.len());
    let mut uids = std::collections::HashSet::new();
    for (event, row) in events.iter().zip(&rows) {
        for (column, cell) in columns.iter().zip(row) {
            assert_eq!(event[column], cell, "{column} of {event}");
        }
        assert_eq!(event["cancelled"], event["status"] == "cancelled");
        assert!(uids.insert(event["any_uid"].to_string()), "twice: {event}");
    }
    assert_eq!(events[0]["creator_name"], "Zoë; \"Z\", ^ the 1st");
}

/// Texts of every kind that iCalendar can hold, on lines long and short.
fn seed(t: &Meetctl) {
    let name = t.literal("Zoë; \"Z\", ^ the 1st");
    t.sql(&format!(
        "INSERT INTO users (name, email) VALUES ({name}, 'zoe+cal@example.org'), \
         ('Ben', 'ben@example.org'), ('Cleo', 'üñí@exämple.org')"
    ));
    let texts = [
        "plain",
        "comma, semicolon; colon: \"quote\" back\\slash",
        "line\nfeed\n\nand more",
        "tab\tulator",
        "会議室の予約".repeat(8).as_str(),
        "👩\u{200d}💻 é ".repeat(9).trim(),
        "=1+1",
        "ends in a backslash\\",
        "BEGIN:VEVENT\nEND:VCALENDAR",
    ]
    .map(ToOwned::to_owned);
    let statuses = ["scheduled", "in_progress", "completed", "cancelled"];
    let rows: Vec<Row> = (0..texts.len() * 6)
        .map(|index| {
            let (day, hour) = (index % 28 + 1, index % 23);
            let start = format!("2026-0{}-{day:02} {hour:02}:15:07", index % 9 + 1);
            let end = format!("2026-0{}-{day:02} {:02}:00:00", index % 9 + 1, hour + 1);
            let row = Row::new(texts[index % texts.len()].replace('\n', " "), &start, &end)
                .status(statuses[index % 4])
                .with([&[][..], &[2], &[2, 3]][index % 3]);
            match index % 5 {
                0 => row,
                _ => row.described(&texts[index * 7 % texts.len()]),
            }
        })
        .collect();
    t.insert_meetings(&rows);
    t.sql(
        "INSERT INTO meetings (title, start_time, end_time, created_by, uid) \
           SELECT title, start_time, end_time, created_by, 'uid,' || id FROM meetings WHERE id < 5",
    );
    t.sql(
        "INSERT INTO meetings (title, start_time, end_time, created_by) \
           SELECT title, start_time, end_time, created_by FROM meetings WHERE id < 5",
    );
}
