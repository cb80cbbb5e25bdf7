//! `meetctl meeting import`: what a file may be, and what is made of it.

use serde_json::json;

use harness::{Engine, Meetctl, Transcript, on_every_engine, on_every_engine_empty, snapshot};

/// Imports a file of the working directory, made of `text`.
pub fn import(t: &Meetctl, name: &str, text: impl AsRef<[u8]>, more: &[&str]) -> Transcript {
    t.write(name, text);
    t.run(["meeting", "import", name].iter().chain(more))
}

/// Read, created, updated, unchanged, rejected, of them double bookings: as `--json` counts.
pub fn counts(run: &Transcript) -> [u64; 6] {
    let counts = run.json();
    ["read", "created", "updated", "unchanged", "rejected", "conflicts"]
        .map(|name| counts[name].as_u64().unwrap())
}

/// A CSV file with the columns that most tests need; a row is `uid,title,from,to,status,creator,participants`
/// with the times of one day.
pub fn csv(rows: &[&str]) -> String {
    let row = |row: &&str| {
        let cells: Vec<&str> = row.split(',').collect();
        let [uid, title, from, to, status, creator, participants] = cells[..] else {
            panic!("{row} has {} cells", cells.len());
        };
        format!(
            "{uid},{title},2026-06-01T{from}:00Z,2026-06-01T{to}:00Z,{status},{creator},{participants}\n"
        )
    };
    let rows: String = rows.iter().map(row).collect();
    format!("uid,title,start_time,end_time,status,creator,participants\n{rows}")
}

/// The meetings, by start, each as one line.
pub fn stored(t: &Meetctl) -> Vec<String> {
    let rows =
        t.rows("SELECT title, start_time, end_time FROM meetings ORDER BY start_time, title, id");
    rows.iter().map(|row| format!("{} {}-{}", row[0], &row[1][11..16], &row[2][11..16])).collect()
}

const FILE: &str = "\
title,start_time,end_time,creator,uid,description,status,participants
Design review,2026-06-01T10:00:00Z,2026-06-01T11:00:00Z,ada@example.org,review-1,List ideas,,ben@example.org;3
\"Lunch, long\",2026-06-01 12:00,2026-06-01 13:30,2,,\"two
lines\",scheduled,
Retro,2026-05-29T15:00:00+02:00,2026-05-29T16:00:00+02:00,cleo@example.org,,,completed,1;ada@example.org
";

on_every_engine! {
    fn a_file_is_imported_and_counted(t: &Meetctl) {
        t.seed_sql(3, 0);
        snapshot!(import(t, "team.csv", FILE, &[]), @r"
        $ meetctl meeting import team.csv
        exit: 0
        --- stdout
        --- stderr
        Read 3 records of team.csv: 3 meetings created.
        ");
        assert_eq!(
            t.rows("SELECT uid, title, description, start_time, end_time, status, created_by, \
                    created_at, updated_at FROM meetings ORDER BY title"),
            [
                ["review-1", "Design review", "List ideas", "2026-06-01 10:00:00",
                 "2026-06-01 11:00:00", "scheduled", "1", "2026-06-01 08:00:00", "2026-06-01 08:00:00"],
                ["NULL", "Lunch, long", "two\nlines", "2026-06-01 12:00:00", "2026-06-01 13:30:00",
                 "scheduled", "2", "2026-06-01 08:00:00", "2026-06-01 08:00:00"],
                ["NULL", "Retro", "NULL", "2026-05-29 13:00:00", "2026-05-29 14:00:00", "completed",
                 "3", "2026-06-01 08:00:00", "2026-06-01 08:00:00"],
            ]
        );
        let people = "SELECT title, user_id FROM meeting_participants JOIN meetings ON id = meeting_id ORDER BY 1, 2";
        assert_eq!(t.rows(people), [["Design review", "2"], ["Design review", "3"], ["Retro", "1"]]);

        let before = t.tables();
        let again = import(t, "team.csv", FILE, &["--json"]).success();
        assert_eq!(
            again.json(),
            json!({"read": 3, "created": 0, "updated": 0, "unchanged": 3, "rejected": 0,
                   "conflicts": 0, "dry_run": false, "users_created": 0, "cancelled": 0})
        );
        assert_eq!(again.stderr, "");
        assert_eq!(t.tables(), before);
    }

    fn a_bad_record_refuses_the_entire_file(t: &Meetctl) {
        t.seed_sql(2, 0);
        let before = t.tables();
        let file = "title,start_time,end_time,creator\n\
             Fine,2026-06-01 10:00,2026-06-01 11:00,1\n\
             ,2026-06-01 10:00,2026-06-01 11:00,1\n\
             No such hour,2026-06-01 25:00,2026-06-01 11:00,1\n\
             Backwards,2026-06-01 11:00,2026-06-01 11:00,1\n\
             Who,2026-06-01 11:00,2026-06-01 12:00,nobody@example.org\n\
             Who,2026-06-01 11:00,2026-06-01 12:00,77\n\
             Whose,2026-06-01 11:00,2026-06-01 12:00,\n\
             Short\n\
             Twice,2026-06-01 10:30,2026-06-01 11:30,1\n";
        snapshot!(import(t, "bad.csv", file, &[]), @r#"
        $ meetctl meeting import bad.csv
        exit: 1
        --- stdout
        --- stderr
        error: 8 records of bad.csv cannot be imported; nothing was written
          line 3: title: a title may not be empty
          line 4: start_time: "2026-06-01 25:00" is not a time of day; write hours from 00 to 23, minutes and seconds from 00 to 59
          line 5: end_time: is not after start_time
          line 6: creator: user nobody@example.org not found; --create-users would create it
          line 7: creator: user 77 not found
          line 8: creator: the record names no creator; --creator names one
          line 9: the row has 1 cells, the header has 4
          line 10: double booking: ada@example.org attends the meeting on line 2, from 2026-06-01T10:00:00Z to 2026-06-01T11:00:00Z
        hint: fix the file, or skip such records and write them to a file with --on-error skip --rejects FILE
        "#);
        let error = import(t, "bad.csv", file, &["--json"]).exits(1).error_json();
        assert_eq!((&error["code"], &error["exit_code"], &error["file"], &error["rejected"]),
                   (&json!("bad_records"), &json!(1), &json!("bad.csv"), &json!(8)));
        assert_eq!(error["rejects"][0],
                   json!({"line": 3, "field": "title", "message": "a title may not be empty"}));
        assert_eq!(error["rejects"].as_array().unwrap().len(), 8);
        let trial = import(t, "bad.csv", file, &["--dry-run"]).exits(1);
        assert!(trial.stderr.contains("line 3: title"), "{trial}");
        assert_eq!(t.tables(), before);
    }

    fn skipped_records_are_fixed_and_imported(t: &Meetctl) {
        t.seed_sql(2, 0);
        let good = "Fine,2026-06-01T10:00:00Z,2026-06-01T11:00:00Z,1";
        let bad = "\"Bad, \"\"quoted\"\"\",2026-06-01T12:00:00Z,2026-06-01T25:00:00Z,2";
        let twice = "Twice,2026-06-01T10:30:00Z,2026-06-01T11:30:00Z,1";
        let file = format!("title,start_time,end_time,creator\n{good}\n{bad}\n{twice}\n");
        let skip = ["--on-error", "skip"];
        let keep = ["--on-error", "skip", "--rejects", "bad.csv"];
        let trial = import(t, "all.csv", &file, &["--on-error", "skip", "--dry-run", "--json"]).exits(8);
        assert_eq!(counts(&trial), [3, 1, 0, 0, 2, 1]);
        assert_eq!(stored(t).len(), 0);
        snapshot!(import(t, "all.csv", &file, &keep), @r"
        $ meetctl meeting import all.csv --on-error skip --rejects bad.csv
        exit: 8
        --- stdout
        --- stderr
        Read 3 records of all.csv: 1 meeting created, 2 rejected (1 double booking).
        note: the rejected records are in bad.csv, each with its error: fix and import that file
        ");
        snapshot!(t.read("bad.csv"), @r#"
        title,start_time,end_time,creator,error
        "Bad, ""quoted""",2026-06-01T12:00:00Z,2026-06-01T25:00:00Z,2,"end_time: ""2026-06-01T25:00:00Z"" is not a time of day; write hours from 00 to 23, minutes and seconds from 00 to 59"
        Twice,2026-06-01T10:30:00Z,2026-06-01T11:30:00Z,1,"double booking: ada@example.org attends the meeting on line 2, from 2026-06-01T10:00:00Z to 2026-06-01T11:00:00Z"
        "#);
        // Without a file they are printed.
        let shown = import(t, "all.csv", &file, &skip).exits(8);
        assert!(shown.stderr.contains("line 3: end_time: ") && shown.stderr.contains("line 4: double booking: "), "{shown}");

        // Nothing is overwritten without --force.
        let before = (t.tables(), t.read("bad.csv"));
        let refused = import(t, "all.csv", &file, &[&keep[..], &["--json"]].concat()).exits(4);
        assert_eq!(refused.error_json()["code"], "file_exists");
        assert_eq!((t.tables(), t.read("bad.csv")), before);
        import(t, "all.csv", &file, &[&keep[..], &["--force"]].concat()).exits(8);
        // By now the conflicting meetings are stored.
        assert_eq!(t.read("bad.csv"), before.1.replace("the meeting on line 2", "meeting 1"));

        let fixed = t.read("bad.csv").replace("T25:", "T13:").replace("T10:30", "T11:00");
        let done = import(t, "fixed.csv", fixed, &["--json"]).success();
        assert_eq!(counts(&done), [2, 2, 0, 0, 0, 0]);
        assert_eq!(stored(t), ["Fine 10:00-11:00", "Twice 11:00-11:30", "Bad, \"quoted\" 12:00-13:00"]);
        let again = import(t, "fixed.csv", t.read("fixed.csv"), &["--json"]).success();
        assert_eq!(counts(&again), [2, 0, 0, 2, 0, 0]);
    }

    fn rejected_lines_of_json_are_fixed_and_imported(t: &Meetctl) {
        t.seed_sql(2, 0);
        let file = "\
            {\"title\":\"Fine\",\"start_time\":\"2026-06-01T10:00:00Z\",\"duration_minutes\":60,\"creator\":{\"email\":\"ada@example.org\"}}\n\
            {\"title\":\"Late\",\"start_time\":\"2026-06-01T12:00:00Z\",\"end_time\":\"soon\",\"creator\":2,\"participants\":[1,\"ben@example.org\"]}\n\
            not json\n";
        let keep = ["--on-error", "skip", "--rejects", "bad.jsonl", "--json"];
        assert_eq!(counts(&import(t, "all.jsonl", file, &keep).exits(8)), [3, 1, 0, 0, 2, 0]);
        let rejects = t.read("bad.jsonl");
        let lines: Vec<serde_json::Value> = rejects.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
        assert_eq!(lines.len(), 2);
        assert!(lines[0]["error"].as_str().unwrap().starts_with("end_time: \"soon\""), "{rejects}");
        assert_eq!(lines[1]["line"], "not json");
        let fixed = rejects.lines().next().unwrap().replace("soon", "2026-06-01T12:45:00Z");
        assert_eq!(counts(&import(t, "fixed.jsonl", fixed, &["--json"]).success()), [1, 1, 0, 0, 0, 0]);
        assert_eq!(stored(t), ["Fine 10:00-11:00", "Late 12:00-12:45"]);
        // Nothing rejected, no file.
        let clean = import(t, "fixed.jsonl", t.read("fixed.jsonl"),
                           &["--on-error", "skip", "--rejects", "none.jsonl"]).success();
        assert!(!t.directory().join("none.jsonl").exists(), "{clean}");
    }

    fn people_who_are_missing_are_made(t: &Meetctl) {
        t.seed_sql(1, 0);
        let file = "{\"title\":\"A\",\"start_time\":\"2026-06-01T10:00:00Z\",\"duration_minutes\":30,\
             \"creator\":{\"name\":\"Zoë Z\",\"email\":\"zoe@example.org\",\"id\":77},\
             \"participants\":[\"yan@example.org\",\"ada@example.org\"]}\n\
             {\"title\":\"B\",\"start_time\":\"2026-06-01T11:00:00Z\",\"duration_minutes\":30,\
             \"creator\":\"yan@example.org\"}\n";
        let before = t.tables();
        let refused = import(t, "a.jsonl", file, &[]).exits(1);
        assert!(refused.stderr.contains("line 1: creator: user zoe@example.org not found"), "{refused}");
        import(t, "a.jsonl", file, &["--create-users", "--dry-run"]).success();
        assert_eq!(t.tables(), before);
        for done in ["--batch-size=1", "--batch-size=1000"] {
            import(t, "a.jsonl", file, &["--create-users", done]).success();
        }
        assert_eq!(t.rows("SELECT name, email, created_at FROM users ORDER BY email"), [
            ["Ada", "ada@example.org", "2026-05-01 09:00:00"],
            ["yan", "yan@example.org", "2026-06-01 08:00:00"],
            ["Zoë Z", "zoe@example.org", "2026-06-01 08:00:00"],
        ]);
        assert_eq!(stored(t), ["A 10:00-10:30", "B 11:00-11:30"]);
        // A rejected record creates no user.
        let overlapping = "{\"title\":\"C\",\"start_time\":\"2026-06-01T10:00:00Z\",\"duration_minutes\":30,\
             \"creator\":\"yan@example.org\",\"participants\":[\"new@example.org\"]}\n";
        import(t, "c.jsonl", overlapping, &["--create-users", "--on-error", "skip"]).exits(8);
        assert_eq!(t.rows("SELECT COUNT(*) FROM users"), [["3"]]);
    }

    fn a_creator_is_given_to_records_that_name_none(t: &Meetctl) {
        t.seed_sql(2, 0);
        let file = csv(&[",A,10:00,11:00,,,", ",B,11:00,12:00,,2,"]);
        import(t, "a.csv", &file, &[]).exits(1);
        for nobody in ["77", "nobody@example.org"] {
            let missing = import(t, "a.csv", &file, &["--creator", nobody, "--json"]).exits(5);
            assert_eq!(missing.error_json()["message"], format!("--creator: user {nobody} not found"));
        }
        import(t, "a.csv", &file, &["--creator", "ada@example.org"]).success();
        assert_eq!(t.rows("SELECT title, created_by FROM meetings ORDER BY 1"), [["A", "1"], ["B", "2"]]);
        // With a uid a stored meeting keeps its creator, whatever the option says.
        import(t, "a.csv", csv(&["u,C,12:00,13:00,,1,"]), &[]).success();
        let kept = import(t, "a.csv", csv(&["u,C,12:00,13:00,,,"]), &["--creator", "2", "--json"]).success();
        assert_eq!(counts(&kept), [1, 0, 0, 1, 0, 0]);
    }

    fn every_batch_size_has_the_same_result(t: &Meetctl) {
        t.seed_sql(3, 0);
        let rows: Vec<String> = (0..30)
            .map(|n| format!("u{n},M{n},{:02}:{:02},{:02}:{:02},,{},{}", 8 + n / 6, n % 6 * 10,
                             8 + n / 6, n % 6 * 10 + 9, n % 3 + 1, (n + 1) % 3 + 1))
            .collect();
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        let all = "SELECT title, start_time, end_time, created_by, user_id FROM meetings \
                   JOIN meeting_participants ON id = meeting_id ORDER BY start_time, title";
        let mut seen = Vec::new();
        for size in ["1", "7", "1000"] {
            let done = import(t, "a.csv", csv(&rows), &["--batch-size", size, "--json"]).success();
            assert_eq!(counts(&done), [30, 30, 0, 0, 0, 0]);
            seen.push(t.rows(all));
            t.sql("DELETE FROM meeting_participants; DELETE FROM meetings");
        }
        assert!(seen[0].len() == 30 && seen[0] == seen[1] && seen[1] == seen[2]);
    }

    fn standard_input_needs_a_format(t: &Meetctl) {
        t.seed_sql(1, 0);
        let file = csv(&[",A,10:00,11:00,,1,"]);
        snapshot!(t.cmd(["meeting", "import", "-"]).stdin(file.as_str()).run(), @r"
        $ meetctl meeting import -
        exit: 2
        --- stdout
        --- stderr
        error: the format of standard input is unknown
        hint: name it with --input-format
        ");
        let read = t.cmd(["meeting", "import", "-", "--input-format", "csv"]).stdin(file.as_str()).run();
        assert_eq!(read.success().stderr, "Read 1 record of standard input: 1 meeting created.\n");
        let piped = t.shell("meetctl meeting export --format jsonl | meetctl meeting import - --input-format jsonl --json").run();
        assert_eq!(counts(&piped.success()), [1, 0, 0, 1, 0, 0]);
        // The former name of the option; it must agree with the extension.
        import(t, "a.txt", csv(&[",B,11:00,12:00,,1,"]), &["--input", "csv"]).success();
        let clash = import(t, "a.jsonl", csv(&[",C,12:00,13:00,,1,"]), &["--input-format", "csv"]).exits(2);
        assert!(clash.stderr.contains("--input-format csv contradicts the extension of a.jsonl, which is jsonl"), "{clash}");
        assert_eq!(stored(t), ["A 10:00-11:00", "B 11:00-12:00"]);
    }

    fn a_database_that_takes_no_writes_is_still_compared(t: &Meetctl) {
        t.seed_sql(1, 0);
        let file = csv(&[",A,10:00,11:00,,1,"]);
        let refused = import(t, "a.csv", &file, &["--read-only", "--json"]).exits(4);
        assert_eq!(refused.error_json()["code"], "read_only");
        let trial = import(t, "a.csv", &file, &["--read-only", "--dry-run", "--json"]).success();
        assert_eq!(counts(&trial), [1, 1, 0, 0, 0, 0]);
        assert_eq!(stored(t).len(), 0);
    }

    fn a_log_is_clean(t: &Meetctl) {
        t.seed_sql(1, 0);
        let file = csv(&[",A,10:00,11:00,,1,"]);
        for more in [&["-q"][..], &["-q", "--no-progress"], &["-q", "--dry-run"]] {
            let quiet = import(t, "a.csv", &file, more).success();
            assert_eq!((quiet.stdout.as_str(), quiet.stderr.as_str()), ("", ""), "{quiet}");
        }
    }
}

on_every_engine_empty! {
    fn a_foreign_database_is_left_alone(t: &Meetctl) {
        t.sql("CREATE TABLE users (id BIGINT, pin BIGINT); INSERT INTO users VALUES (1, 2)");
        let refused = import(t, "a.csv", csv(&[",A,10:00,11:00,,1,"]), &["--json"]).exits(9);
        assert!(refused.error_json()["message"].is_string());
        assert_eq!(t.rows("SELECT * FROM users"), [["1", "2"]]);
    }
}

#[test]
fn invalid_arguments_are_refused() {
    let t = Meetctl::migrated(Engine::Sqlite);
    t.seed_sql(1, 0);
    t.write("a.csv", csv(&[]));
    t.write("a.txt", csv(&[]));
    for (args, exit) in [
        (&["a.txt"][..], 2),
        (&["a.csv", "--input-format", "xml"], 2),
        (&["a.csv", "--batch-size", "0"], 2),
        (&["a.csv", "--batch-size", "100001"], 2),
        (&["a.csv", "--on-error", "ignore"], 2),
        (&["a.csv", "--rejects", "b.csv"], 2),
        (&["a.csv", "--force"], 2),
        (&["a.csv", "--horizon", "someday"], 2),
        (&[".", "--input-format", "csv"], 2),
        (&[], 2),
        (&["missing.csv"], 5),
        (&["a.csv", "--on-error", "skip", "--rejects", "no/such/b.csv"], 0),
    ] {
        let run = t.run(["meeting", "import"].iter().chain(args)).exits(exit);
        assert_eq!(run.stdout, "", "{run}");
    }
    let missing = t.run(["meeting", "import", "missing.csv"]);
    assert!(missing.stderr.contains("file missing.csv not found"), "{missing}");
}

#[test]
fn a_terminal_gets_a_bar_and_then_the_counts() {
    let t = Meetctl::migrated(Engine::Sqlite);
    t.seed_sql(1, 0);
    let rows: Vec<String> = (0..600)
        .map(|n| {
            format!(
                "u{n},M,{:02}:{:02},{:02}:{:02},cancelled,1,",
                n / 60,
                n % 60,
                n / 60 + 1,
                n % 60
            )
        })
        .collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    t.write("a.csv", csv(&rows));
    let args = ["meeting", "import", "a.csv", "--batch-size", "1", "--color", "never"];
    let seen = t.terminal(80, args).success();
    assert!(seen.stdout.contains("Writing") && seen.stdout.contains('%'), "{seen}");
    assert!(seen.stdout.trim_end().ends_with("600 meetings created."), "{seen}");
    let without = t.terminal(80, args.iter().chain(&["--no-progress"])).success();
    assert_eq!(without.stdout, "Read 600 records of a.csv: 600 unchanged.\n");
}
