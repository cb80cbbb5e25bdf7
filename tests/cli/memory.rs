//! What memory a command takes, however hostile the data: the process may have [`LIMIT`] and no more.

use std::fmt::Write as _;

use harness::{Engine, Meetctl, Transcript, on_every_engine, snapshot};

/// KiB of address space. Most of it is taken for an empty database.
const LIMIT: u32 = 240 * 1024;

/// Meetings of one user at one time, a power of two: 134 million double bookings.
const CROWD: u64 = 1 << 14;

/// Runs a line of `sh`, in which each process has [`LIMIT`].
fn limited(t: &Meetctl, line: &str) -> Transcript {
    t.shell(&format!("ulimit -v {LIMIT}; {line}")).run()
}

/// The meetings of user 1, all at the same time, tomorrow.
fn crowd(t: &Meetctl) {
    t.seed_sql(2, 0);
    let time = |hour| t.stored_time(&format!("2026-06-02 {hour}:00:00"));
    let (start, end) = (time("10"), time("11"));
    let columns = "title, start_time, end_time, created_by, status";
    t.sql(&format!(
        "INSERT INTO meetings (id, {columns}) VALUES (1, 'Crowd', '{start}', '{end}', 1, 'scheduled')"
    ));
    double(t, "meetings", "id", columns, CROWD);
}

/// Copies the only row of a table, whose `id` is 1, until there are `count`, a power of two.
fn double(t: &Meetctl, table: &str, id: &str, columns: &str, count: u64) {
    let copy = |rows| {
        format!(
            "INSERT INTO {table} ({id}, {columns}) SELECT {id} + {rows}, {columns} FROM {table}"
        )
    };
    let copies: Vec<String> = (0..count.ilog2()).map(|power| copy(1_u64 << power)).collect();
    t.sql(&copies.join("; "));
}

/// Runs `meetctl` with these arguments in [`LIMIT`].
fn meetctl(t: &Meetctl, args: &str) -> Transcript {
    limited(t, &format!("exec meetctl {args}"))
}

on_every_engine! {
    fn many_meetings_at_one_time(t: &Meetctl) {
        crowd(t);
        let pairs = CROWD * (CROWD - 1) / 2;
        let counted = meetctl(t, "meeting conflicts --format count --check").exits(3);
        assert_eq!(counted.stdout, format!("{pairs}\n"));
        assert!(meetctl(t, "doctor --json").success().stdout.contains(&pairs.to_string()));
        assert_eq!(meetctl(t, "stats --json").success().json()["double_bookings_ahead"], pairs);
        let booked = "--start 2026-06-02T10:30:00Z --duration 5m --creator 1";
        let refused = meetctl(t, &format!("meeting create --title A {booked}")).exits(4);
        assert!(refused.stderr.contains("conflicts with 50 or more meetings"), "{refused}");
        let listed = meetctl(t, "meeting list --format ids").success().stdout;
        assert_eq!(listed.lines().count() as u64, CROWD);
        meetctl(t, "meeting export --format ics --output a.ics").success();
        meetctl(t, "stats heatmap").success();
        let agenda = meetctl(t, "agenda tomorrow").success().stdout;
        let hidden = format!("{} more meetings", CROWD - 1000);
        assert!(agenda.contains(&hidden) && agenda.matches(" Crowd ").count() == 1000);
        let drawn = limited(t, "meetctl meeting conflicts --draw | head -n 4").success().stdout;
        assert_eq!(drawn.lines().count(), 4);
        let window = "--from 2026-06-02 --to 2026-06-03";
        meetctl(t, &format!("meeting free --user 1 {window} --duration 1h")).success();
        let overlaps = meetctl(t, &format!("meeting overlaps --user 1 {window} --format count"));
        assert_eq!(overlaps.success().stdout, format!("{CROWD}\n"));
        let refused = meetctl(t, "user delete 1 --reassign-to 2 --yes").exits(4);
        assert!(refused.stderr.contains(&format!("double-booked {pairs} times")), "{refused}");
        let shown = refused.stderr.lines().filter(|line| line.contains(" overlaps meeting "));
        assert_eq!(shown.count(), 10, "{refused}");

        // Nothing is printed, and nothing is searched after the first.
        let quiet = meetctl(t, "meeting conflicts --check --quiet --json").exits(3);
        assert_eq!((quiet.stdout.as_str(), quiet.stderr.as_str()), ("", ""));
        let pairs = "meeting conflicts --format csv --no-header --fields first,second";
        let first = meetctl(t, &format!("{pairs} --limit 3")).success();
        assert_eq!(first.stdout, "1,2\n1,3\n1,4\n");
        // Pairs are written as they are found: the reader has enough long before the last one.
        let some = limited(t, &format!("meetctl {pairs} --user 1 | sed -n '30000{{p;q}}'")).success();
        // Meeting 1 comes with each of the others, then meeting 2 with those after it.
        let other = 30_000 - (CROWD - 1) + 2;
        assert_eq!(some.stdout, format!("2,{other}\n"));
    }
}

on_every_engine! {
    fn long_descriptions_are_read_a_few_at_a_time(t: &Meetctl) {
        const BYTES: usize = 1 << 20;
        const COUNT: u16 = 128;
        t.seed_sql(1, 0);
        let [start, end] = ["10", "11"].map(|hour| t.stored_time(&format!("2026-06-02 {hour}:00:00")));
        let text = match t.engine() {
            Engine::Sqlite => format!("replace(hex(zeroblob({BYTES})), '00', 'x')"),
            Engine::Postgres | Engine::Mariadb => format!("REPEAT('x', {BYTES})"),
        };
        if t.engine() == Engine::Mariadb {
            t.sql("ALTER TABLE meetings MODIFY description MEDIUMTEXT");
        }
        let columns = "title, description, start_time, end_time, created_by, status";
        t.sql(&format!(
            "INSERT INTO meetings (id, {columns}) VALUES (1, 'Long', {text}, '{start}', '{end}', 1, 'cancelled')"
        ));
        double(t, "meetings", "id", columns, COUNT.into());
        t.sql("UPDATE meetings SET description = 'short' WHERE id = 3");
        let bytes = |line: &str| {
            let counted = limited(t, &format!("meetctl {line} | wc -c")).success();
            assert!(!counted.stderr.contains("error"), "{counted}");
            counted.stdout.trim().parse::<usize>().unwrap()
        };
        let ids = usize::from(COUNT) * "1\n".len() + 90 + 2 * 29;
        assert_eq!(bytes("meeting list --format ids"), ids);
        let texts = "--format csv --no-header --fields description";
        let expected = (usize::from(COUNT) - 1) * (BYTES + 1) + "short\n".len();
        assert_eq!(bytes(&format!("meeting list {texts}")), expected);
        assert_eq!(bytes(&format!("meeting list {texts} --sort -id --limit 20")), 20 * (BYTES + 1));
        assert_eq!(bytes(&format!("meeting list {texts} --search SHORT")), "short\n".len());
        let window = "--from 2026-06-01 --to 2026-06-03 --include-cancelled";
        assert_eq!(bytes(&format!("meeting overlaps {texts} {window}")), expected);
        meetctl(t, "meeting export --format ics --output a.ics").success();
        meetctl(t, "doctor --quiet").success();
    }

    fn a_meeting_with_many_participants_is_changed(t: &Meetctl) {
        t.seed_sql(1, 2);
        let users = "INSERT INTO users (id, name, email) SELECT id + COUNT, name, \
                     CONCAT(id + COUNT, email) FROM users";
        let users = match t.engine() {
            Engine::Sqlite => users.replace("CONCAT(id + COUNT, email)", "(id + COUNT) || email"),
            Engine::Postgres | Engine::Mariadb => users.to_owned(),
        };
        for power in 0..14 {
            t.sql(&users.replace("COUNT", &(1 << power).to_string()));
        }
        t.sql("DELETE FROM meeting_participants");
        t.sql("INSERT INTO meeting_participants (meeting_id, user_id) SELECT 1, id FROM users");
        let moved = "meeting update 1 --start 2026-06-01T00:15:00Z --dry-run";
        let refused = meetctl(t, moved).exits(4);
        assert!(refused.stderr.contains("#2 \"Meeting 2\""), "{refused}");
        meetctl(t, &format!("{moved} --allow-overlap --format ids")).success();
        meetctl(t, "meeting list --format jsonl").success();

        // Many of these are read a few at a time.
        let [start, end] = ["10", "11"].map(|hour| t.stored_time(&format!("2026-06-02 {hour}:00:00")));
        let wide: Vec<String> =
            (3..=16).map(|id| format!("({id}, 'Wide', '{start}', '{end}', 1, 'cancelled')")).collect();
        t.sql(&format!(
            "INSERT INTO meetings (id, title, start_time, end_time, created_by, status) VALUES {}; \
             INSERT INTO meeting_participants (meeting_id, user_id) \
             SELECT meetings.id, users.id FROM meetings, users WHERE meetings.id > 2",
            wide.join(", ")
        ));
        let lines = |line: &str| limited(t, &format!("meetctl {line} | wc -l")).success().stdout;
        assert_eq!(lines("meeting list --format ids").trim(), "16");
        assert_eq!(lines("meeting list --format csv --no-header --fields id,participants --sort -id").trim(), "16");
        meetctl(t, "meeting export --format ics --output a.ics").success();
    }
}

/// A calendar with these events; each has a UID, a start and a length.
fn calendar(events: &[String]) -> String {
    let mut text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n".to_owned();
    for (index, event) in events.iter().enumerate() {
        write!(
            text,
            "BEGIN:VEVENT\r\nUID:{index}\r\nSUMMARY:S\r\nDTSTART:20260601T100000Z\r\n\
             DURATION:PT1S\r\nORGANIZER:mailto:nobody@example.org\r\n{event}END:VEVENT\r\n"
        )
        .unwrap();
    }
    text + "END:VCALENDAR\r\n"
}

/// A record of JSON Lines with one more member.
fn object(member: &str) -> String {
    format!(
        "{{\"title\":\"T\",\"start_time\":\"2026-06-01T10:00:00Z\",\"end_time\":\"2026-06-01T11:00:00Z\",\
         \"creator\":\"nobody@example.org\",{member}}}\n"
    )
}

const MANY: &str = "become more than 100000 meetings";

/// A name, a file, the exit code of its import, and a part of the reason.
fn hostile_files() -> Vec<(&'static str, String, i32, &'static str)> {
    let lines =
        |count: usize, line: &dyn Fn(usize) -> String| (0..count).map(line).collect::<String>();
    let minutely = "RRULE:FREQ=MINUTELY;COUNT=49999\r\n".to_owned();
    let daily = "RRULE:FREQ=DAILY;COUNT=300\r\n";
    let attendees = lines(60_000, &|n| format!("ATTENDEE:mailto:{n}@example.org\r\n"));
    let text = format!("DESCRIPTION:{}\r\n", "x".repeat(3_900_000));
    let dates = lines(200_000, &|n| format!("{:08}T000000Z,", 20_260_101 + n % 28));
    let part = "BEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\n\
                RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\nEND:STANDARD\r\n";
    let zone = format!("BEGIN:VTIMEZONE\r\nTZID:Odd\r\n{}END:VTIMEZONE\r\n", part.repeat(24_000));
    let zoned = calendar(&[String::new()])
        .replace("BEGIN:VEVENT", &format!("{zone}BEGIN:VEVENT"))
        .replace("DTSTART:20260601T100000Z", "DTSTART;TZID=Odd:20260601T100000");
    let head = "title,start_time,end_time,creator,description";
    let cell = "x".repeat(3_900_000);
    let people = lines(180_000, &|n| format!("\"{n}@example.org\",")) + "1";
    let several = "changed occurrences, older versions of events, or calendars";
    vec![
        ("many.ics", calendar(&vec![minutely; 20]), 2, MANY),
        (
            "people.ics",
            calendar(&[format!("{daily}{attendees}")]),
            2,
            "repeat more than 390 MiB of text",
        ),
        ("text.ics", calendar(&[format!("{daily}{text}")]), 2, "repeat more than 390 MiB of text"),
        ("dates.ics", calendar(&[format!("RDATE:{dates}20260101T000000Z\r\n")]), 1, "not found"),
        ("zone.ics", zoned, 1, "the time zone \"Odd\" is unknown"),
        (
            "versions.ics",
            calendar(&vec![String::new(); 120_000]).replace("UID:", "UID:1\r\nX-UID:"),
            2,
            several,
        ),
        ("header.csv", format!("{head}{}\n", ",".repeat(4_000_000)), 1, "more than 20000 columns"),
        (
            "cell.csv",
            format!("{head}\n")
                + &lines(40, &|_| format!("T,2026-06-01,2026-06-02,n@x.org,{cell}\n")),
            1,
            "not found",
        ),
        ("line.jsonl", object(&format!("\"description\":\"{cell}\"")).repeat(40), 1, "not found"),
        (
            "people.jsonl",
            object(&format!("\"participants\":[{people}]")),
            1,
            "at most 50000 participants",
        ),
        ("nested.jsonl", object(&format!("\"uid\":{}", "[".repeat(4_000_000))), 1, "not JSON"),
        (
            "endless.jsonl",
            format!("{{\"title\":\"{}", "x".repeat(100_000_000)),
            1,
            "longer than 4 MiB",
        ),
    ]
}

#[test]
fn hostile_files_take_little_memory() {
    if !Engine::Sqlite.is_available() {
        return;
    }
    let t = &Meetctl::migrated(Engine::Sqlite);
    for (name, contents, exit, reason) in hostile_files() {
        t.write(name, contents);
        let ended = meetctl(t, &format!("meeting import {name} --dry-run")).exits(exit);
        assert!(ended.stderr.contains(reason), "{ended}");
        std::fs::remove_file(t.directory().join(name)).unwrap();
    }
}

on_every_engine! {
    fn recurring_events_become_at_most_as_many_meetings_as_allowed(t: &Meetctl) {
        t.seed_people(1);
        let daily = "RRULE:FREQ=DAILY;COUNT=6\r\n".to_owned();
        let text = calendar(&[daily.clone(), String::new(), daily]);
        // The second series is an hour later.
        let (first, last) = text.rsplit_once("T100000Z").unwrap();
        t.write("a.ics", format!("{first}T110000Z{last}").replace("UID:1\r\nSUMMARY:S\r\nDTSTART:20260601", "UID:1\r\nSUMMARY:S\r\nDTSTART:20250601"));
        let import = |more: &str| t.shell(&format!("meetctl meeting import a.ics --creator 1 --create-users {more}")).run();
        snapshot!(import("--max-occurrences 10").exits(2), @r"
        $ sh -c 'meetctl meeting import a.ics --creator 1 --create-users --max-occurrences 10'
        exit: 2
        --- stdout
        --- stderr
        error: a.ics, line 24: RRULE: the recurring events of the file become more than 10 meetings
        hint: check the file; expand it less far with --horizon, or allow more with --max-occurrences
        ");
        assert_eq!(t.run(["meeting", "list", "--format", "count"]).success().stdout, "0\n");
        // One is left out, and what does not recur does not count.
        let partly = import("--max-occurrences 10 --on-error skip --json").exits(8);
        assert_eq!(partly.json()["created"], 7);
        assert_eq!(import("--max-occurrences 12 --json").success().json()["created"], 6);
    }
}
