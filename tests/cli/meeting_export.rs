//! `meetctl meeting export`

use harness::{Engine, Meetctl, Row, on_every_engine, same_on_every_engine, snapshot};

const FORMS: [&str; 3] = ["csv", "jsonl", "ics"];

/// Three people, whose addresses are in another order than their ids; four meetings.
fn seed(t: &Meetctl) {
    t.sql(
        "INSERT INTO users (name, email) VALUES ('Zoë; \"Z\"', 'zoe@example.org'), \
         ('Ben', 'ben@example.org'), ('Ada, Countess', 'ada@example.org')",
    );
    t.insert_meetings(&[
        Row::today("Comma, \"quotes\"; back\\slash", "10:00", "11:30")
            .with(&[3, 2])
            .described("two\nlines"),
        Row::new(
            "A title that is so long that its line in a calendar must be folded: 会議室の予約",
            "2026-12-01 22:00:00",
            "2026-12-02 06:00:00",
        )
        .by(2)
        .status("completed"),
        Row::today("=1+1", "12:00", "12:05").by(3).described("-2").status("cancelled"),
        Row::today("=1+1", "12:00", "12:05").by(3).status("in_progress"),
    ]);
    t.sql("UPDATE meetings SET uid = 'weekly,1@example.org' WHERE id = 2");
}

pub fn export(t: &Meetctl, args: &[&str]) -> String {
    let all = ["meeting", "export"].iter().chain(args);
    t.run(all).success().stdout
}

on_every_engine! {
    fn csv_is_the_default(t: &Meetctl) {
        seed(t);
        let exported = t.run(["meeting", "export"]).success();
        snapshot!(exported, @r#"
        $ meetctl meeting export
        exit: 0
        --- stdout
        uid,title,description,start_time,end_time,status,creator,participants
        ,"Comma, ""quotes""; back\slash","two
        lines",2026-06-01T10:00:00Z,2026-06-01T11:30:00Z,scheduled,zoe@example.org,ada@example.org;ben@example.org
        ,=1+1,-2,2026-06-01T12:00:00Z,2026-06-01T12:05:00Z,cancelled,ada@example.org,
        ,=1+1,,2026-06-01T12:00:00Z,2026-06-01T12:05:00Z,in_progress,ada@example.org,
        "weekly,1@example.org",A title that is so long that its line in a calendar must be folded: 会議室の予約,,2026-12-01T22:00:00Z,2026-12-02T06:00:00Z,completed,ben@example.org,
        --- stderr
        "#);
        assert_eq!(exported.stdout, export(t, &["--format", "csv"]));
    }

    fn lines_of_json(t: &Meetctl) {
        seed(t);
        snapshot!(export(t, &["--format", "jsonl"]), @r#"
        {"uid":null,"title":"Comma, \"quotes\"; back\\slash","description":"two\nlines","start_time":"2026-06-01T10:00:00Z","end_time":"2026-06-01T11:30:00Z","status":"scheduled","creator":{"name":"Zoë; \"Z\"","email":"zoe@example.org"},"participants":[{"name":"Ada, Countess","email":"ada@example.org"},{"name":"Ben","email":"ben@example.org"}]}
        {"uid":null,"title":"=1+1","description":"-2","start_time":"2026-06-01T12:00:00Z","end_time":"2026-06-01T12:05:00Z","status":"cancelled","creator":{"name":"Ada, Countess","email":"ada@example.org"},"participants":[]}
        {"uid":null,"title":"=1+1","description":"","start_time":"2026-06-01T12:00:00Z","end_time":"2026-06-01T12:05:00Z","status":"in_progress","creator":{"name":"Ada, Countess","email":"ada@example.org"},"participants":[]}
        {"uid":"weekly,1@example.org","title":"A title that is so long that its line in a calendar must be folded: 会議室の予約","description":"","start_time":"2026-12-01T22:00:00Z","end_time":"2026-12-02T06:00:00Z","status":"completed","creator":{"name":"Ben","email":"ben@example.org"},"participants":[]}
        "#);
    }

    fn a_calendar(t: &Meetctl) {
        seed(t);
        let calendar = export(t, &["--format", "ics"]);
        assert_eq!(calendar.matches('\n').count(), calendar.matches("\r\n").count());
        assert!(calendar.split("\r\n").all(|line| line.len() <= 75));
        snapshot!(calendar.replace("\r\n", "\n"), @r#"
        BEGIN:VCALENDAR
        VERSION:2.0
        PRODID:-//meetctl//meetctl//EN
        CALSCALE:GREGORIAN
        BEGIN:VEVENT
        UID:e68e33f50eafdc090a17ec86ba018c2d@meetctl
        X-MEETCTL-UID:none
        DTSTAMP:20260601T100000Z
        DTSTART:20260601T100000Z
        DTEND:20260601T113000Z
        SUMMARY:Comma\, "quotes"\; back\\slash
        DESCRIPTION:two\nlines
        ORGANIZER;CN="Zoë; ^'Z^'":mailto:zoe@example.org
        ATTENDEE;CN="Ada, Countess":mailto:ada@example.org
        ATTENDEE;CN="Ben":mailto:ben@example.org
        STATUS:CONFIRMED
        X-MEETCTL-STATUS:scheduled
        END:VEVENT
        BEGIN:VEVENT
        UID:372143408d5a04bea183abc985163ad6@meetctl
        X-MEETCTL-UID:none
        DTSTAMP:20260601T120000Z
        DTSTART:20260601T120000Z
        DTEND:20260601T120500Z
        SUMMARY:=1+1
        DESCRIPTION:-2
        ORGANIZER;CN="Ada, Countess":mailto:ada@example.org
        STATUS:CANCELLED
        X-MEETCTL-STATUS:cancelled
        END:VEVENT
        BEGIN:VEVENT
        UID:372143408d5a04bea183abc985163ad6-2@meetctl
        X-MEETCTL-UID:none
        DTSTAMP:20260601T120000Z
        DTSTART:20260601T120000Z
        DTEND:20260601T120500Z
        SUMMARY:=1+1
        ORGANIZER;CN="Ada, Countess":mailto:ada@example.org
        STATUS:CONFIRMED
        X-MEETCTL-STATUS:in_progress
        END:VEVENT
        BEGIN:VEVENT
        UID:weekly\,1@example.org
        DTSTAMP:20261201T220000Z
        DTSTART:20261201T220000Z
        DTEND:20261202T060000Z
        SUMMARY:A title that is so long that its line in a calendar must be folded:
          会議室の予約
        ORGANIZER;CN="Ben":mailto:ben@example.org
        STATUS:CONFIRMED
        X-MEETCTL-STATUS:completed
        END:VEVENT
        END:VCALENDAR
        "#);
    }

    fn an_export_has_the_filters_of_the_list(t: &Meetctl) {
        t.seed_sql(3, 40);
        for filter in [
            &["--user", "2"][..],
            &["--user", "2", "--role", "creator"],
            &["--from", "2026-06-01 02:00", "--to", "2026-06-01 07:00"],
            &["--search", "meeting 1"],
            &["--status", "cancelled"],
        ] {
            let fields = ["--format", "csv", "--fields", "title"];
            let list = ["meeting", "list", "--all"].iter().chain(filter).chain(&fields);
            let listed = t.run(list).success().stdout;
            assert_eq!(export(t, &[filter, &fields].concat()), listed, "{filter:?}");
            let exported = export(t, &[filter, &["--format", "jsonl"]].concat());
            assert_eq!(exported.lines().count(), listed.lines().count() - 1, "{filter:?}");
        }
        let unknown = t.run(["meeting", "export", "--user", "nobody@example.org"]).exits(5);
        assert_eq!(unknown.stdout, "");
    }

    fn fields_make_it_a_listing(t: &Meetctl) {
        seed(t);
        snapshot!(export(t, &["--fields", "id,title,participants"]), @r#"
        id,title,participants
        1,"Comma, ""quotes""; back\slash",ben@example.org;ada@example.org
        3,=1+1,
        4,=1+1,
        2,A title that is so long that its line in a calendar must be folded: 会議室の予約,
        "#);
        let refused = t.run(["meeting", "export", "--format", "ics", "--fields", "title"]).exits(2);
        snapshot!(refused.stderr, @r"
        error: --fields cannot be used with iCalendar
        hint: omit --fields, or export CSV or JSON Lines
        ");
    }

    fn nothing_to_export_is_an_empty_file(t: &Meetctl) {
        snapshot!(t.run(["meeting", "export"]).success(), @r"
        $ meetctl meeting export
        exit: 0
        --- stdout
        uid,title,description,start_time,end_time,status,creator,participants
        --- stderr
        No meetings found.
        ");
        assert_eq!(export(t, &["--format", "jsonl"]), "");
        snapshot!(export(t, &["--format", "ics"]).replace("\r\n", "\n"), @r"
        BEGIN:VCALENDAR
        VERSION:2.0
        PRODID:-//meetctl//meetctl//EN
        CALSCALE:GREGORIAN
        END:VCALENDAR
        ");
    }
}

#[test]
fn every_engine_exports_the_same_bytes() {
    let shown = same_on_every_engine(|t| {
        seed(t);
        let exports = FORMS.map(|form| export(t, &["--format", form]));
        exports.concat()
    });
    assert!(shown.contains("Zoë"));
}

#[test]
fn other_forms_are_refused() {
    let t = Meetctl::migrated(Engine::Sqlite);
    for form in ["table", "json", "tsv", "ids", "count"] {
        let refused = t.run(["meeting", "export", "--format", form, "--output", "x.csv"]);
        let refused = refused.exits(2);
        assert!(refused.stderr.contains("csv, jsonl or ics"), "{refused}");
    }
    assert!(!t.directory().join("x.csv").exists());
    for args in [
        &["meeting", "list"][..],
        &["user", "list"],
        &["stats"],
        &["backfill-status"],
        &["migrate", "status"],
        &["config", "show"],
        &["user", "export"],
    ] {
        let all = args.iter().chain(&["--format", "ics"]);
        let refused = t.run(all).exits(2);
        assert_eq!(refused.stdout, "");
        assert!(refused.stderr.contains("hint: "), "{refused}");
    }
}

#[test]
fn a_setting_of_the_form_is_not_for_exports() {
    let t = Meetctl::migrated(Engine::Sqlite);
    t.write("c.toml", "format = \"json\"\n");
    let exported = t.run(["meeting", "export", "--config", "c.toml"]).success();
    assert!(exported.stdout.starts_with("uid,title"), "{exported}");
}
