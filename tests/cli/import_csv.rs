//! CSV files as spreadsheets and other calendars write them.

use serde_json::{Value, json};

use crate::meeting_import::{counts, import, stored};
use harness::{Engine, Meetctl, Row, Transcript, on_every_engine, snapshot};

const SEMICOLONS: &str = " Title ;Start_Time; END_TIME;creator;participants;;\r\n\
    A;2026-06-01 10:00;2026-06-01 11:00;ada@example.org;\"2;cleo@example.org\";;\r\n\
    ;;;;;;\r\n\
    B;2026-06-01 11:00;2026-06-01 12:00;1;;;\r\n\
    ;;;;;;\r\n;;;;;;\r\n";

const OUTLOOK: &str = "\"Subject\",\"Start Date\",\"Start Time\",\"End Date\",\"End Time\",\"All day event\",\
    \"Reminder on/off\",\"Meeting Organizer\",\"Required Attendees\",\"Optional Attendees\",\"Description\",\"Location\"\n\
    \"Review\",\"6/1/2026\",\"10:00:00 AM\",\"6/1/2026\",\"1:30:00 PM\",\"False\",\"False\",\"Ada\",\"Ben@Example.org;Cleo D\",,,\"Room\"\n\
    \"Fair\",\"6/2/2026\",\"12:00:00 AM\",\"6/4/2026\",\"12:00:00 AM\",\"True\",\"False\",\"Ada\",,,,\n\
    \"Wrong\",\"31/5/2026\",\"10:00:00 AM\",\"5/31/2026\",\"1:30:00 PM\",\"False\",\"False\",\"Ada\",,,,\n";

/// Each line of standard error as JSON.
fn messages(run: &Transcript) -> Vec<Value> {
    let parse = |line: &str| serde_json::from_str(line).unwrap_or_else(|_| panic!("{line}\n{run}"));
    run.stderr.lines().map(parse).collect()
}

on_every_engine! {
    fn a_file_of_a_spreadsheet_is_read(t: &Meetctl) {
        t.seed_sql(3, 0);
        let expected = ["A 10:00-11:00", "B 11:00-12:00"];
        import(t, "a.csv", SEMICOLONS, &["--delimiter", ";"]).success();
        assert_eq!(stored(t), expected);
        assert_eq!(t.rows("SELECT user_id FROM meeting_participants ORDER BY 1").concat(), ["2", "3"]);
        let same = |name: &str, text: &[u8], more: &[&str]| {
            let run = import(t, name, text, &[more, &["--json"]].concat()).success();
            assert_eq!(counts(&run), [2, 0, 0, 2, 0, 0], "{run}");
        };
        same("b.csv", format!("\u{feff}sep=;\r\n{SEMICOLONS}").as_bytes(), &[]);
        // The unquoted semicolons alone.
        let tabs = SEMICOLONS.replace(';', "\t").replace("2\tcleo", "2;cleo");
        same("c.csv", tabs.as_bytes(), &["--delimiter", "tab"]);
        same("d.tsv", tabs.as_bytes(), &["--delimiter", "\\t"]);
        for bytes in [u16::to_le_bytes, u16::to_be_bytes] {
            let utf16: Vec<u8> = format!("\u{feff}{tabs}").encode_utf16().flat_map(bytes).collect();
            same("e.txt", &utf16, &["--delimiter", "tab"]);
        }
        same("f.csv", format!("sep=|\n{}", SEMICOLONS.replace(';', "|").replace("2|cleo", "2;cleo")).as_bytes(), &["--delimiter", "|"]);
    }

    fn columns_of_other_names_are_mapped(t: &Meetctl) {
        t.seed_sql(2, 0);
        let file = "Topic;Day;From;Until;Owner;With;Room\nA;1.6.2026;10:00;1.6.2026 11:00;ada@example.org;ben@example.org;1\n\
            Bad;1.6.2026;12:00;1.6.2026 11:00;ada@example.org;;2\n";
        let options = ["--delimiter", ";", "--map", "title=Topic,start=Day+From", "--map", "end=until,creator=Owner,participants=With"];
        let skip = ["--on-error", "skip", "--rejects", "bad.csv"];
        snapshot!(import(t, "plan.csv", file, &[&options[..], &skip].concat()), @r"
        $ meetctl meeting import plan.csv --delimiter ';' --map title=Topic,start=Day+From --map end=until,creator=Owner,participants=With --on-error skip --rejects bad.csv
        exit: 8
        --- stdout
        --- stderr
        note: columns that are not imported: Room
        Read 2 records of plan.csv: 1 meeting created, 1 rejected.
        note: the rejected records are in bad.csv, each with its error: fix and import that file
        ");
        assert_eq!(t.read("bad.csv"), "Topic;Day;From;Until;Owner;With;Room;error\n\
            Bad;1.6.2026;12:00;1.6.2026 11:00;ada@example.org;;2;Until: is not after start_time\n");
        let fixed = t.read("bad.csv").replace("11:00;", "13:00;");
        import(t, "bad.csv", fixed, &options).success();
        assert_eq!(stored(t), ["A 10:00-11:00", "Bad 12:00-13:00"]);
    }

    fn calendars_of_other_programs_are_read(t: &Meetctl) {
        t.seed_sql(3, 0);
        let options = ["--dialect", "outlook", "--creator", "ada@example.org"];
        let refused = import(t, "o.csv", OUTLOOK, &options).exits(1);
        assert!(refused.stderr.contains("line 4: Start Date+Start Time: \"31/5/2026\" is not a date"), "{refused}");
        let skip = ["--on-error", "skip", "--rejects", "bad.csv", "--json"];
        let run = import(t, "o.csv", OUTLOOK, &[&options[..], &skip].concat()).exits(8);
        assert_eq!(counts(&run), [3, 2, 0, 0, 1, 0]);
        let messages = messages(&run);
        let omitted = json!({"warning": {"code": "record_changed", "line": 2,
            "message": "line 2: the participant \"Cleo D\" has no e-mail address and was omitted"}});
        assert!(messages.contains(&omitted), "{run}");
        let unread = json!({"note": {"message": "columns that are not imported: Reminder on/off, Location"}});
        assert!(messages.contains(&unread), "{run}");
        assert_eq!(t.rows("SELECT title, start_time, end_time FROM meetings ORDER BY 2"), [
            ["Review", "2026-06-01 10:00:00", "2026-06-01 13:30:00"],
            ["Fair", "2026-06-02 00:00:00", "2026-06-04 00:00:00"],
        ]);
        assert_eq!(t.rows("SELECT user_id FROM meeting_participants").concat(), ["2"]);
        let fixed = t.read("bad.csv").replace("31/5/2026", "5/31/2026");
        assert_eq!(counts(&import(t, "bad.csv", fixed, &[&options[..], &["--json"]].concat()).success())[1], 1);
        let google = "Subject,Start Date,Start Time,End Date,End Time,All Day Event,Description,Location,Private\n\
            Days,06/20/2026,,06/21/2026,,True,,,False\n";
        let run = import(t, "g.csv", google, &["--dialect", "google", "--creator", "1", "--tz", "Europe/Berlin"]).success();
        assert!(run.stderr.contains("1 meeting created"), "{run}");
        assert_eq!(t.rows("SELECT start_time, end_time FROM meetings WHERE title = 'Days'"), [["2026-06-19 22:00:00", "2026-06-21 22:00:00"]]);
    }

    fn guarded_cells_survive(t: &Meetctl) {
        t.seed_sql(1, 0);
        let titles = ["=1+1", "+1", "-1", "-1+1", "@a", "'=x", "'plain", "''", "x;=1+1", "x,'=1", "a|-b", "\"=1", "x;\"+1", "＝1", "it's", "-5"];
        let rows: Vec<Row> = titles.iter().zip(0..).map(|(title, n)| {
            let description = format!("{title}\n{title}\r\n\t{title};{title}");
            Row::today(title.replace('\'', "''"), &format!("{n:02}:00"), &format!("{n:02}:30")).described(&description.replace('\'', "''"))
        }).collect();
        t.insert_meetings(&rows);
        let before = t.all_rows();
        let exported = t.run(["meeting", "export", "--csv-safe"]).success().stdout;
        let unchanged = import(t, "a.csv", &exported, &["--csv-safe", "--json"]).success();
        assert_eq!(counts(&unchanged), [16, 0, 0, 16, 0, 0]);
        let semicolons = t.run(["meeting", "export", "--csv-safe", "--delimiter", ";"]).success().stdout;
        let unchanged = import(t, "b.csv", semicolons, &["--csv-safe", "--json", "--delimiter", ";"]).success();
        assert_eq!(counts(&unchanged), [16, 0, 0, 16, 0, 0]);
        assert_eq!(t.all_rows(), before);
        let exact = t.run(["meeting", "export"]).success().stdout;
        assert_eq!(counts(&import(t, "c.csv", exact, &["--json"]).success()), [16, 0, 0, 16, 0, 0]);
        let warned = import(t, "a.csv", &exported, &["--dry-run"]);
        assert!(warned.stderr.contains("import it with --csv-safe too"), "{warned}");
    }

    fn warnings_are_json_in_json_mode(t: &Meetctl) {
        t.seed_sql(1, 0);
        let file = "title,start_time,end_time,creator\nA,2026-06-01 10:00,2026-06-01 11:00,1\n,2026-06-01,2026-06-02,1\n";
        let run = import(t, "a.csv", file, &["--on-error", "skip", "--json"]).exits(8);
        assert_eq!(messages(&run), [json!({"warning": {"code": "record_rejected",
            "message": "line 3: title: a title may not be empty", "line": 3, "field": "title"}})]);
        let created = t.run(["user", "create", "--name", "Zoe", "--email", "zoe@example.org", "--json"]).success();
        assert_eq!(messages(&created), [json!({"status": {"message": "Created user 2."}})]);
    }
}

#[test]
fn another_encoding_is_named_with_the_command_that_converts_it() {
    let t = Meetctl::migrated(Engine::Sqlite);
    t.seed_sql(1, 0);
    let file = b"title,start_time,end_time,creator\nFine,2026-06-01 10:00,2026-06-01 11:00,1\n\
        Caf\xe9,2026-06-01 11:00,2026-06-01 12:00,1\n";
    snapshot!(import(&t, "latin 1.csv", file, &[]), @r"
    $ meetctl meeting import 'latin 1.csv'
    exit: 1
    --- stdout
    --- stderr
    error: 1 record of latin 1.csv cannot be imported; nothing was written
      line 3: byte 4 of the record is not UTF-8
    hint: convert it first: iconv -f WINDOWS-1252 -t UTF-8 'latin 1.csv'
    ");
    let skipped = import(&t, "a.csv", file, &["--on-error", "skip"]).exits(8);
    let hint = "warning: some records are not UTF-8; convert it first: iconv -f WINDOWS-1252 -t UTF-8 a.csv";
    assert!(skipped.stderr.contains(hint), "{skipped}");
    let header = import(&t, "b.csv", b"title,\xfcber\n", &["--json"]).exits(1).error_json();
    assert_eq!(
        (&header["code"], &header["encoding"]),
        (&json!("bad_encoding"), &json!("WINDOWS-1252"))
    );
    for (bytes, encoding) in [
        (&b"t\0i\0t\0l\0e\0"[..], "UTF-16LE"),
        (b"\0t\0i\0t\0l\0e", "UTF-16BE"),
        (b"\xff\xfe\0\0t\0\0\0", "UTF-32LE"),
    ] {
        for name in ["c.csv", "c.jsonl", "c.ics"] {
            let refused = import(&t, name, bytes, &[]).exits(1);
            let hint = format!("hint: convert it first: iconv -f {encoding} -t UTF-8 {name}\n");
            assert!(refused.stderr.ends_with(&hint), "{refused}");
        }
    }
    let workbook = import(&t, "d.csv", b"PK\x03\x04\x14\0\x06\0", &[]).exits(1);
    assert!(workbook.stderr.contains("save it as CSV first"), "{workbook}");
    let unknown = import(&t, "d.xlsx", b"PK\x03\x04\x14\0\x06\0", &[]).exits(2);
    assert!(unknown.stderr.contains("save it as CSV first"), "{unknown}");
}

#[test]
fn options_for_csv_are_checked() {
    let t = Meetctl::migrated(Engine::Sqlite);
    t.write("a.jsonl", "");
    t.write("a.csv", "Subject,Start Date\n");
    for delimiter in ["", ";;", "é", "\"", "'", "a", "1", " ", "\n"] {
        t.run(["meeting", "import", "a.csv", &format!("--delimiter={delimiter}")]).exits(2);
        t.run(["meeting", "export", &format!("--delimiter={delimiter}")]).exits(2);
    }
    for option in ["--delimiter=;", "--map=title=A", "--dialect=outlook", "--date-order=dmy"] {
        let refused = t.run(["meeting", "import", "a.jsonl", option]).exits(2);
        assert!(refused.stderr.contains("is for CSV"), "{refused}");
    }
    t.run(["meeting", "export", "--format", "jsonl", "--delimiter", ";"]).exits(2);
    for (map, message) in [
        ("titel=A", "did you mean title?"),
        ("title", "FIELD=COLUMN"),
        ("email=Subject", "have no email"),
    ] {
        let refused = t.run(["meeting", "import", "a.csv", "--map", map]).exits(2);
        assert!(refused.stderr.contains(message), "{refused}");
    }
    let unknown = t.run(["meeting", "import", "a.csv", "--map", "title=Subjct"]).exits(1);
    assert!(unknown.stderr.contains("did you mean `Subject`?"), "{unknown}");
    let plain = t.run(["meeting", "import", "a.csv"]).exits(1);
    assert!(plain.stderr.contains("add --dialect google"), "{plain}");
    let contradiction = import(&t, "b.csv", "sep=;\ntitle\n", &["--delimiter", ","]).exits(1);
    assert!(contradiction.stderr.contains("omit --delimiter"), "{contradiction}");
    t.write("users.csv", "Mail|First Name|Last Name\nADA@x|Ada|Lovelace\n");
    let map = "email=Mail,name=First Name+Last Name";
    t.run(["user", "import", "users.csv", "--delimiter", "|", "--map", map]).success();
    assert_eq!(t.rows("SELECT name, email FROM users"), [["Ada Lovelace", "ada@x"]]);
    let exported = t.run(["user", "export", "--delimiter", ";"]).success();
    assert_eq!(exported.stdout, "name;email\nAda Lovelace;ada@x\n");
}
