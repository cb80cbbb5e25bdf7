//! `meetctl user export`

use std::fs;

use harness::{Meetctl, on_every_engine, same_on_every_engine, snapshot};

on_every_engine! {
    fn names_and_addresses_by_id(t: &Meetctl) {
        t.sql(
            "INSERT INTO users (name, email) VALUES ('Zoë', 'zoe@example.org'), \
             ('=1+1, \"Ben\"', 'ben@example.org'), ('Ada', 'ada@example.org')",
        );
        snapshot!(t.run(["user", "export"]), @r#"
        $ meetctl user export
        exit: 0
        --- stdout
        name,email
        Zoë,zoe@example.org
        "=1+1, ""Ben""",ben@example.org
        Ada,ada@example.org
        --- stderr
        "#);
        snapshot!(t.run(["user", "export", "--format", "jsonl"]), @r#"
        $ meetctl user export --format jsonl
        exit: 0
        --- stdout
        {"name":"Zoë","email":"zoe@example.org"}
        {"name":"=1+1, \"Ben\"","email":"ben@example.org"}
        {"name":"Ada","email":"ada@example.org"}
        --- stderr
        "#);
        snapshot!(t.run(["user", "export", "--csv-safe", "--search", "BEN"]), @r#"
        $ meetctl user export --csv-safe --search BEN
        exit: 0
        --- stdout
        name,email
        "'=1+1, ""Ben""",ben@example.org
        --- stderr
        "#);
        snapshot!(t.run(["user", "export", "--fields", "id,email"]), @r"
        $ meetctl user export --fields id,email
        exit: 0
        --- stdout
        id,email
        1,zoe@example.org
        2,ben@example.org
        3,ada@example.org
        --- stderr
        ");
        snapshot!(t.run(["user", "export", "--search", "nobody"]), @r"
        $ meetctl user export --search nobody
        exit: 0
        --- stdout
        name,email
        --- stderr
        No users found.
        ");
        let shown = t.run(["user", "export", "--output", "users.jsonl"]).success();
        assert_eq!((shown.stdout.as_str(), shown.stderr.as_str()), ("", "Exported 3 users to users.jsonl.\n"));
        let written = fs::read_to_string(t.directory().join("users.jsonl")).unwrap();
        assert_eq!(written, t.run(["user", "export", "--format", "jsonl"]).success().stdout);
    }

    fn calendars_hold_no_users(t: &Meetctl) {
        snapshot!(t.run(["user", "export", "--format", "ics"]), @r"
        $ meetctl user export --format ics
        exit: 2
        --- stdout
        --- stderr
        error: only `meeting export` writes iCalendar
        hint: the other formats are table, json, jsonl, csv, tsv, ids and count
        ");
        snapshot!(t.run(["user", "export", "--format", "table"]), @r"
        $ meetctl user export --format table
        exit: 2
        --- stdout
        --- stderr
        error: an export can be written as csv or jsonl
        hint: choose it with --format or the file extension of --output
        ");
    }
}

#[test]
fn every_engine_exports_the_same_bytes() {
    let run =
        |t: &Meetctl, form: &str| t.run(["user", "export", "--format", form]).success().stdout;
    let shown = same_on_every_engine(|t| {
        t.seed_sql(2500, 0);
        run(t, "csv") + &run(t, "jsonl")
    });
    assert_eq!(shown.lines().count(), 5001);
}
