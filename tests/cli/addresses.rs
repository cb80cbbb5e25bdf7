//! E-mail addresses in any case, wherever a user is named or stored.

use serde_json::json;

use crate::doctor::found;
use crate::meeting_import::{counts, csv, import};
use harness::{Meetctl, on_every_engine, on_every_engine_empty, snapshot};

/// Users as another program stored them: one in lower case, one as typed, one of other letters.
fn seed(t: &Meetctl) {
    t.sql(
        "INSERT INTO users (name, email) VALUES ('Ada', 'ada@example.org'), \
         ('Ben', 'Ben.Lee@Example.ORG'), ('Ünal', 'ÜNAL@example.org')",
    );
}

fn emails(t: &Meetctl) -> Vec<String> {
    t.rows("SELECT email FROM users ORDER BY id").concat()
}

on_every_engine! {
    fn a_user_is_found_by_an_address_in_any_case(t: &Meetctl) {
        seed(t);
        for (address, id) in [
            ("ADA@example.org", 1),
            ("Ada Lovelace <Ada@Example.org>", 1),
            ("mailto:ada@example.org", 1),
            ("Ben.Lee@Example.ORG", 2),
            ("ben.lee@example.org", 2),
            ("BEN.LEE@EXAMPLE.ORG", 2),
            ("ünal@example.org", 3),
            ("Ünal@Example.org", 3),
        ] {
            assert_eq!(t.run(["user", "show", address, "--json"]).success().json()["id"], id, "{address}");
        }
        let book = ["meeting", "create", "--title", "A", "--start", "2026-06-02 10:00", "--duration", "1h",
                    "--creator", "ADA@EXAMPLE.ORG", "--participant", "ben.lee@example.org", "--json"];
        let booked = t.run(book).success().json();
        assert_eq!((&booked["created_by"], &booked["participants"][0]["id"]), (&json!(1), &json!(2)));
        for command in ["meeting list --user", "stats user", "meeting conflicts --user", "stats heatmap --user"] {
            t.run(command.split(' ').chain(["BEN.lee@example.org"])).success();
        }
        t.run(["user", "show", "bén.lee@example.org"]).exits(5);
        assert_eq!(emails(t), ["ada@example.org", "Ben.Lee@Example.ORG", "ÜNAL@example.org"]);
    }

    fn a_second_user_who_differs_by_case_is_refused(t: &Meetctl) {
        seed(t);
        let before = t.tables();
        snapshot!(t.run(["user", "create", "--name", "Twin", "--email", "ben.lee@example.org"]), @r"
        $ meetctl user create --name Twin --email ben.lee@example.org
        exit: 4
        --- stdout
        --- stderr
        error: user 2 (Ben) has the e-mail address Ben.Lee@Example.ORG
        hint: `meetctl user show 2` shows the user
        ");
        for email in ["BEN.LEE@example.org", "ünal@example.org", "ADA@Example.org"] {
            t.run(["user", "create", "--name", "Twin", "--email", email]).exits(4);
            t.run(["user", "update", if email.starts_with('A') { "3" } else { "1" }, "--email", email]).exits(4);
        }
        assert_eq!(t.tables(), before);
        // The same user: the address is stored in lower case now.
        let updated = t.run(["user", "update", "2", "--email", "Ben.LEE@example.org", "--json"]).success().json();
        assert_eq!(updated["email"], "ben.lee@example.org");
        let again = t.run(["user", "update", "2", "--email", "BEN.LEE@example.org"]).success();
        assert!(again.stderr.contains("already up to date"), "{again}");
        // A name alone leaves it as it is.
        t.run(["user", "update", "3", "--name", "U"]).success();
        assert_eq!(emails(t), ["ada@example.org", "ben.lee@example.org", "ÜNAL@example.org"]);
    }

    fn of_many_who_create_one_user_at_once_one_does(t: &Meetctl) {
        let cases = ["ada@example.org", "Ada@example.org", "ADA@EXAMPLE.ORG", "aDa@example.org"];
        for round in 0..4 {
            let emails = cases.iter().map(|email| format!("{round}{email}"));
            let running: Vec<_> = emails
                .map(|email| t.cmd(["user", "create", "--name", "A", "--email", &email, "--json"]).start())
                .collect();
            let mut exits: Vec<i32> = running.into_iter().map(|run| run.wait().exit).collect();
            exits.sort_unstable();
            assert_eq!(exits, [0, 4, 4, 4]);
        }
        assert_eq!(emails(t), [0, 1, 2, 3].map(|round| format!("{round}ada@example.org")));
    }

    fn of_several_who_differ_by_case_the_exact_one_is_found(t: &Meetctl) {
        t.sql("INSERT INTO users (name, email) VALUES ('A', 'Ada@x'), ('B', 'aDa@x'), ('C', 'Ben@x'), ('D', 'ben@x')");
        for (address, id) in [("Ada@x", 1), ("aDa@x", 2), ("BEN@X", 4), ("Ben@x", 3)] {
            assert_eq!(t.run(["user", "show", address, "--json"]).success().json()["id"], id, "{address}");
        }
        snapshot!(t.run(["user", "show", "ada@x"]), @r"
        $ meetctl user show ada@x
        exit: 2
        --- stdout
        --- stderr
        error: several users have the address ada@x in different case: 1 (Ada@x), 2 (aDa@x)
        hint: name the user by id
        ");
        assert_eq!(t.run(["user", "show", "ADA@x", "--json"]).exits(2).error_json()["code"], "ambiguous_user");
        let refused = import(t, "a.csv", csv(&[",A,10:00,11:00,,ada@x,"]), &["--create-users"]).exits(1);
        assert!(refused.stderr.contains("line 2: creator: several users have the address ada@x"), "{refused}");
        // What an export names is found again.
        import(t, "b.csv", csv(&[",A,10:00,11:00,,aDa@x,", ",B,10:00,11:00,,Ada@x,Ben@x;ben@x"]), &[]).success();
        let exported = t.run(["meeting", "export"]).success().stdout;
        let unchanged = import(t, "c.csv", exported, &["--json"]).success();
        assert_eq!(counts(&unchanged), [2, 0, 0, 2, 0, 0]);
        let people = t.run(["user", "export"]).success().stdout;
        t.write("people.csv", people);
        assert_eq!(counts(&t.run(["user", "import", "people.csv", "--json"]).success()), [4, 0, 0, 4, 0, 0]);
        t.write("people.csv", "name,email\nX,ada@x\n");
        t.run(["user", "import", "people.csv"]).exits(2);
    }

    fn an_import_finds_and_creates_in_any_case(t: &Meetctl) {
        seed(t);
        let file = csv(&[
            ",A,10:00,11:00,,ADA@example.org,ben.lee@EXAMPLE.org;Ben.Lee@example.org",
            ",B,11:00,12:00,,Zoe@Example.org,zoe@example.org;Yan <YAN@example.org>;ünal@example.org",
            ",C,12:00,13:00,,ZOE@example.org,yan@example.org",
        ]);
        let run = import(t, "a.csv", &file, &["--create-users", "--json"]).success();
        assert_eq!(counts(&run), [3, 3, 0, 0, 0, 0]);
        assert_eq!(run.json()["users_created"], 2);
        assert_eq!(emails(t)[3..], ["zoe@example.org", "yan@example.org"]);
        assert_eq!(t.rows("SELECT name FROM users WHERE id > 3 ORDER BY id").concat(), ["Zoe", "Yan"]);
        let people = "SELECT title, user_id FROM meeting_participants JOIN meetings ON id = meeting_id ORDER BY 1, 2";
        assert_eq!(t.rows(people), [["A", "2"], ["B", "3"], ["B", "4"], ["B", "5"], ["C", "5"]]);
        assert_eq!(counts(&import(t, "a.csv", &file, &["--json"]).success()), [3, 0, 0, 3, 0, 0]);
        let line = json!({"title": "D", "start_time": "2026-06-02T10:00:00Z", "duration_minutes": 5,
                          "creator": {"email": "BEN.LEE@example.org"}, "participants": ["Ada@example.org"]});
        import(t, "b.jsonl", line.to_string(), &[]).success();
        let calendar = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:e\r\nSUMMARY:E\r\nDTSTART:20260603T100000Z\r\n\
             DURATION:PT1H\r\nORGANIZER:MAILTO:Ben.Lee@example.org?subject=Hi\r\n\
             ATTENDEE;CN=Ada:MailTo:ADA@EXAMPLE.ORG\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
        import(t, "c.ics", calendar, &[]).success();
        assert_eq!(t.rows("SELECT title, created_by FROM meetings WHERE title IN ('D', 'E') ORDER BY 1"), [["D", "2"], ["E", "2"]]);
        assert_eq!(emails(t).len(), 5);
        t.write("people.csv", "name,email\nBenjamin,BEN.LEE@example.org\nZoë,ZOE@example.org\nNew,New@Example.org\nNewer,NEW@example.org\n");
        let run = t.run(["user", "import", "people.csv", "--json"]).success();
        assert_eq!(counts(&run), [4, 1, 2, 1, 0, 0]);
        assert_eq!(t.rows("SELECT name, email FROM users WHERE id IN (2, 4, 6) ORDER BY id"),
                   [["Benjamin", "Ben.Lee@Example.ORG"], ["Zoë", "zoe@example.org"], ["Newer", "new@example.org"]]);
    }

    fn users_are_created_in_the_order_of_the_file(t: &Meetctl) {
        let row = |n: usize| format!(",M{n},{:02}:00,{:02}:00,,c{}@x,p{}@x;q{}@x", n % 23, n % 23 + 1, n * 7 % 40, n * 7 % 40, n * 7 % 40);
        let rows: Vec<String> = (0..40).map(row).collect();
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        let run = import(t, "a.csv", csv(&rows), &["--create-users", "--batch-size", "3", "--json", "--dry-run"]).success();
        assert_eq!(run.json()["users_created"], 120);
        let run = import(t, "a.csv", csv(&rows), &["--create-users", "--batch-size", "3"]).success();
        assert_eq!(run.stderr, "Read 40 records of a.csv: 40 meetings created, 120 users created.\n");
        let expected: Vec<String> = (0..40).flat_map(|n| ["c", "p", "q"].map(|who| format!("{who}{}@x", n * 7 % 40))).collect();
        assert_eq!(emails(t), expected);
    }

    fn doctor_lists_users_who_differ_by_case(t: &Meetctl) {
        seed(t);
        let report = || found(&t.run(["doctor", "--json"]).success());
        let case = |lines: Vec<String>| lines.into_iter().filter(|line| line.starts_with("email_case")).collect::<Vec<_>>();
        assert_eq!(case(report()), [""; 0]);
        t.sql("INSERT INTO users (name, email) VALUES ('B', 'ben.lee@example.org'), ('C', 'ünal@Example.org'), \
               ('D', 'BEN.LEE@example.org'), ('K', 'kay@x'), ('K', '\u{212a}ay@x'), ('E', 'é@x'), ('E', 'e@x'), ('F', 'É@X')");
        assert_eq!(case(report()), ["email_case: 4 [2/4/6 3/5 7/8 9/11]"]);
        t.run(["doctor", "--check"]).exits(3);
    }
}

on_every_engine_empty! {
    fn an_adopted_database_keeps_its_addresses(t: &Meetctl) {
        t.create_flask_tables(true);
        seed(t);
        t.run(["migrate", "baseline", "--yes"]).success();
        assert_eq!(emails(t), ["ada@example.org", "Ben.Lee@Example.ORG", "ÜNAL@example.org"]);
        t.run(["user", "show", "ben.lee@example.org"]).success();
        t.run(["user", "create", "--name", "B", "--email", "ben.lee@example.org"]).exits(4);
    }
}
