//! The forms of the data, for people and for scripts.

use harness::{Engine, Meetctl, Row, on_every_engine, snapshot};

const FORMATS: [&str; 7] = ["table", "json", "jsonl", "csv", "tsv", "ids", "count"];

fn seed(t: &Meetctl) {
    t.seed_sql(3, 0);
    t.insert_meetings(&[
        Row::today("Comma, \"quotes\"", "10:00", "11:30").with(&[3, 2]).described("two\nlines"),
        Row::new("Tab\tback\\slash", "2026-12-01 22:00:00", "2026-12-02 06:00:00").by(2),
        Row::today("=1+1", "12:00", "12:05").by(3).described("-2").status("cancelled"),
    ]);
}

fn list(t: &Meetctl, args: &[&str]) -> String {
    let args = ["meeting", "list", "--all"].iter().chain(args);
    t.run(args).success().stdout
}

on_every_engine! {
    fn a_list_of_meetings_in_every_form(t: &Meetctl) {
        seed(t);
        snapshot!(list(t, &[]), @r#"
        ID  START              END                TITLE            STATUS     PEOPLE
         1  2026-06-01 10:00Z  11:30              Comma, "quotes"  scheduled  Ada +2
         3  2026-06-01 12:00Z  12:05              =1+1             cancelled  Cleo
         2  2026-12-01 22:00Z  2026-12-02 06:00Z  Tab\tback\slash  scheduled  Ben
        "#);
        snapshot!(list(t, &["--format", "jsonl"]), @r#"
        {"id":1,"uid":null,"title":"Comma, \"quotes\"","description":"two\nlines","start_time":"2026-06-01T10:00:00Z","end_time":"2026-06-01T11:30:00Z","duration_minutes":90,"status":"scheduled","created_by":1,"creator":{"id":1,"name":"Ada","email":"ada@example.org","created_at":"2026-05-01T09:00:00Z","updated_at":"2026-05-01T09:00:00Z"},"participants":[{"id":2,"name":"Ben","email":"ben@example.org","created_at":"2026-05-01T09:00:00Z","updated_at":"2026-05-01T09:00:00Z"},{"id":3,"name":"Cleo","email":"cleo@example.org","created_at":"2026-05-01T09:00:00Z","updated_at":"2026-05-01T09:00:00Z"}],"created_at":"2026-05-01T09:00:00Z","updated_at":"2026-05-01T09:00:00Z"}
        {"id":3,"uid":null,"title":"=1+1","description":"-2","start_time":"2026-06-01T12:00:00Z","end_time":"2026-06-01T12:05:00Z","duration_minutes":5,"status":"cancelled","created_by":3,"creator":{"id":3,"name":"Cleo","email":"cleo@example.org","created_at":"2026-05-01T09:00:00Z","updated_at":"2026-05-01T09:00:00Z"},"participants":[],"created_at":"2026-05-01T09:00:00Z","updated_at":"2026-05-01T09:00:00Z"}
        {"id":2,"uid":null,"title":"Tab\tback\\slash","description":"","start_time":"2026-12-01T22:00:00Z","end_time":"2026-12-02T06:00:00Z","duration_minutes":480,"status":"scheduled","created_by":2,"creator":{"id":2,"name":"Ben","email":"ben@example.org","created_at":"2026-05-01T09:00:00Z","updated_at":"2026-05-01T09:00:00Z"},"participants":[],"created_at":"2026-05-01T09:00:00Z","updated_at":"2026-05-01T09:00:00Z"}
        "#);
        snapshot!(list(t, &["--format", "csv"]), @r#"
        id,uid,title,description,start_time,end_time,duration_minutes,status,created_by,creator,participants,created_at,updated_at
        1,,"Comma, ""quotes""","two
        lines",2026-06-01T10:00:00Z,2026-06-01T11:30:00Z,90,scheduled,1,ada@example.org,ben@example.org;cleo@example.org,2026-05-01T09:00:00Z,2026-05-01T09:00:00Z
        3,,=1+1,-2,2026-06-01T12:00:00Z,2026-06-01T12:05:00Z,5,cancelled,3,cleo@example.org,,2026-05-01T09:00:00Z,2026-05-01T09:00:00Z
        2,,Tab	back\slash,,2026-12-01T22:00:00Z,2026-12-02T06:00:00Z,480,scheduled,2,ben@example.org,,2026-05-01T09:00:00Z,2026-05-01T09:00:00Z
        "#);
        snapshot!(list(t, &["--format", "tsv", "--fields", "id,title,description"]), @r#"
        id	title	description
        1	Comma, "quotes"	two\nlines
        3	=1+1	-2
        2	Tab\tback\\slash
        "#);
        snapshot!(list(t, &["--format", "csv", "--csv-safe", "--fields", "id,title,description"]), @r#"
        id,title,description
        1,"Comma, ""quotes""","two
        lines"
        3,'=1+1,-2
        2,Tab	back\slash,
        "#);
        assert_eq!(list(t, &["--format", "ids"]), "1\n3\n2\n");
        assert_eq!(list(t, &["--format", "count"]), "3\n");
        assert_eq!(list(t, &["--json"]), list(t, &["--format", "json"]));
        // One meeting a line is the same meeting as in the list.
        let lines = list(t, &["--format", "jsonl"]);
        let lines: Vec<serde_json::Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(serde_json::Value::from(lines), t.run(["meeting", "list", "--json"]).success().json());
    }

    fn what_is_booked_is_printed_in_the_form_asked_for(t: &Meetctl) {
        t.seed_sql(2, 0);
        let book = |format: &str, hour: u32| {
            let start = format!("today {hour}:00");
            let args = ["meeting", "create", "--title", "New", "--start", &start, "--duration", "1h",
                        "--creator", "1", "--participant", "2", "--format", format];
            t.run(args).success().stdout
        };
        snapshot!(book("json", 10), @r#"
        {
          "id": 1,
          "uid": null,
          "title": "New",
          "description": "",
          "start_time": "2026-06-01T10:00:00Z",
          "end_time": "2026-06-01T11:00:00Z",
          "duration_minutes": 60,
          "status": "scheduled",
          "created_by": 1,
          "creator": {
            "id": 1,
            "name": "Ada",
            "email": "ada@example.org",
            "created_at": "2026-05-01T09:00:00Z",
            "updated_at": "2026-05-01T09:00:00Z"
          },
          "participants": [
            {
              "id": 2,
              "name": "Ben",
              "email": "ben@example.org",
              "created_at": "2026-05-01T09:00:00Z",
              "updated_at": "2026-05-01T09:00:00Z"
            }
          ],
          "created_at": "2026-06-01T08:00:00Z",
          "updated_at": "2026-06-01T08:00:00Z"
        }
        "#);
        snapshot!(book("csv", 11), @r#"
        id,uid,title,description,start_time,end_time,duration_minutes,status,created_by,creator,participants,created_at,updated_at
        2,,New,,2026-06-01T11:00:00Z,2026-06-01T12:00:00Z,60,scheduled,1,ada@example.org,ben@example.org,2026-06-01T08:00:00Z,2026-06-01T08:00:00Z
        "#);
        snapshot!(book("tsv", 12), @r#"
        id	uid	title	description	start_time	end_time	duration_minutes	status	created_by	creator	participants	created_at	updated_at
        3		New		2026-06-01T12:00:00Z	2026-06-01T13:00:00Z	60	scheduled	1	ada@example.org	ben@example.org	2026-06-01T08:00:00Z	2026-06-01T08:00:00Z
        "#);
        assert_eq!(book("ids", 13), "4\n");
        assert_eq!(book("count", 14), "1\n");
        assert!(book("jsonl", 15).starts_with("{\"id\":6,\"uid\":null,\"title\":\"New\",\"description\":\"\","));
    }

    fn a_closed_pipe_ends_quietly(t: &Meetctl) {
        t.seed_sql(1_500, 3_000);
        let script = "
            quit() { { meetctl \"$@\"; echo $? >> exits; } | head -1 > /dev/null; }
            for format in table json jsonl csv tsv ids; do
                quit user list --format $format
                quit meeting list --all --format $format
                quit meeting overlaps --from 2026-01-01 --to 2027-01-01 --format $format
                quit stats active --limit 1500 --format $format
            done
            meetctl meeting list --all --format ids | { quit meeting show -; }
            quit meeting list --all --sort=-id --format csv";
        let closed = t.shell(script).run().success();
        assert_eq!((closed.stdout.as_str(), closed.stderr.as_str()), ("", ""));
        let exits = t.read("exits");
        assert_eq!(exits.lines().count(), 26);
        assert!(exits.lines().all(|exit| exit == "0" || exit == "141"), "{exits}");
    }
}

fn sqlite() -> Meetctl {
    let t = Meetctl::migrated(Engine::Sqlite);
    seed(&t);
    t
}

#[test]
fn the_shape_of_a_meeting_is_the_one_promised() {
    let t = sqlite();
    let meeting = t.run(["meeting", "show", "1", "--json"]).success().json();
    let keys =
        |value: &serde_json::Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert_eq!(
        keys(&meeting),
        [
            "id",
            "uid",
            "title",
            "description",
            "start_time",
            "end_time",
            "duration_minutes",
            "status",
            "created_by",
            "creator",
            "participants",
            "created_at",
            "updated_at"
        ]
    );
    let user = ["id", "name", "email", "created_at", "updated_at"];
    assert_eq!(keys(&meeting["creator"]), user);
    assert_eq!(keys(&meeting["participants"][1]), user);
    let people: Vec<&serde_json::Value> =
        meeting["participants"].as_array().unwrap().iter().map(|user| &user["id"]).collect();
    assert_eq!(people, [2, 3]);
    assert_eq!(
        (&meeting["duration_minutes"], &meeting["start_time"]),
        (&90.into(), &"2026-06-01T10:00:00Z".into())
    );
    // Without a description it is an empty text, not null.
    assert_eq!(t.run(["meeting", "show", "2", "--json"]).success().json()["description"], "");
}

#[test]
fn nothing_has_a_form_too() {
    let t = Meetctl::migrated(Engine::Sqlite);
    for (command, header) in [
        (&["meeting", "list"][..], "id,title"),
        (&["meeting", "list", "--all"], "id,title"),
        (&["meeting", "overlaps", "--from", "today", "--to", "tomorrow"], "id,title"),
        (&["user", "list"], "id,name"),
    ] {
        let of = |format: &str| {
            let shape = ["--fields", header, "--format", format];
            let args = command.iter().chain(&shape);
            t.run(args).success().stdout
        };
        let expected = [
            "",
            "[]\n",
            "",
            &format!("{header}\n"),
            &format!("{}\n", header.replace(',', "\t")),
            "",
            "0\n",
        ];
        for (format, expected) in FORMATS.iter().zip(expected) {
            assert_eq!(of(format), *expected, "{command:?} {format}");
        }
        let bare = t.run(command.iter().chain(&["--format", "csv", "--no-header"])).success();
        assert_eq!(bare.stdout, "", "{command:?}");
    }
    let envelope = t.run(["meeting", "list", "--json", "--envelope"]).success().json();
    assert_eq!(envelope["items"].as_array().unwrap().len(), 0);
}

#[test]
fn a_zone_that_is_asked_for_shows_in_machine_formats_too() {
    let t = sqlite();
    let times = |zone: &[&str], format: &str| {
        let args = [
            "meeting",
            "list",
            "--all",
            "--format",
            format,
            "--fields",
            "start_time",
            "--no-header",
        ];
        t.run(args.iter().chain(zone)).success().stdout
    };
    let berlin =
        "2026-06-01T12:00:00+02:00\n2026-06-01T14:00:00+02:00\n2026-12-01T23:00:00+01:00\n";
    assert_eq!(times(&["--tz", "Europe/Berlin"], "csv"), berlin);
    assert_eq!(times(&["--tz", "Europe/Berlin"], "tsv"), berlin);
    let utc = "2026-06-01T10:00:00Z\n2026-06-01T12:00:00Z\n2026-12-01T22:00:00Z\n";
    assert_eq!(times(&[], "csv"), utc);
    assert_eq!(times(&["--tz", "UTC"], "csv"), utc);
    assert_eq!(times(&["--tz", "+05:30"], "csv").lines().next(), Some("2026-06-01T15:30:00+05:30"));
    // The zone of the system is for people alone.
    let list = |format| {
        t.cmd(["meeting", "list", "--format", format]).env("TZ", "Asia/Tokyo").run().success()
    };
    assert!(list("csv").stdout.contains("2026-06-01T10:00:00Z"));
    assert!(list("table").stdout.contains("2026-06-01 19:00+09:00"), "{}", list("table"));
    t.run(["meeting", "list", "--tz", "Mars/Olympus"]).exits(2);
}

#[test]
fn csv_and_tsv_round_trip() {
    let t = sqlite();
    let csv = list(&t, &["--format", "csv", "--fields", "title,description"]);
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let rows: Vec<Vec<String>> =
        reader.records().map(|row| row.unwrap().iter().map(ToOwned::to_owned).collect()).collect();
    assert_eq!(
        rows,
        [["Comma, \"quotes\"", "two\nlines"], ["=1+1", "-2"], ["Tab\tback\\slash", ""]]
    );
    let tsv = list(&t, &["--format", "tsv", "--fields", "title,description", "--no-header"]);
    assert_eq!(tsv, "Comma, \"quotes\"\ttwo\\nlines\n=1+1\t-2\nTab\\tback\\\\slash\t\n");
    // A number runs nothing, a formula does.
    let safe = list(
        &t,
        &["--format", "tsv", "--csv-safe", "--fields", "title,description", "--no-header"],
    );
    assert_eq!(safe.lines().nth(1), Some("'=1+1\t-2"));
}

#[test]
fn a_full_disk_is_an_error() {
    let t = sqlite();
    for format in FORMATS {
        let full =
            t.shell(&format!("meetctl meeting list --format {format} > /dev/full")).run().exits(10);
        assert!(!full.stderr.is_empty());
    }
}

#[test]
fn a_terminal_gets_a_box_and_a_pipe_the_bare_columns() {
    let t = sqlite();
    snapshot!(t.terminal(72, ["meeting", "list", "--color", "never"]), @r#"
    $ meetctl meeting list --color never
    exit: 0
    --- terminal
    ╭──────────────────────────────────────────────────────────────────────╮
    │ ID  START              END                TITLE            STATUS    │
    │                                           PEOPLE                     │
    ├──────────────────────────────────────────────────────────────────────┤
    │  1  2026-06-01 10:00Z  11:30              Comma, "quotes"  scheduled │
    │                                           Ada +2                     │
    │  3  2026-06-01 12:00Z  12:05              =1+1             cancelled │
    │                                           Cleo                       │
    │  2  2026-12-01 22:00Z  2026-12-02 06:00Z  Tab\tback\slash  scheduled │
    │                                           Ben                        │
    ╰──────────────────────────────────────────────────────────────────────╯
    "#);
    let colored = t.run(["meeting", "list", "--color", "always"]).success();
    assert!(colored.stdout.contains("\u{1b}["));
    let plain = t.cmd(["meeting", "list"]).env("NO_COLOR", "1").on_terminal(72).success();
    assert!(!plain.stdout.contains('\u{1b}'), "{plain}");
}
