//! `meetctl meeting list`

use serde_json::Value;

use harness::{Engine, Meetctl, Row, on_every_engine, snapshot};

fn list(t: &Meetctl, args: &[&str]) -> Vec<i64> {
    let args = ["meeting", "list", "--format", "ids"].iter().chain(args);
    t.run(args).success().ids()
}

/// The ids of all pages, each page requested with the cursor of the previous one.
pub fn walk(t: &Meetctl, args: &[&str]) -> Vec<i64> {
    let mut ids = Vec::new();
    let mut after: Option<String> = None;
    loop {
        let cursor = after.as_ref().map(|cursor| format!("--after={cursor}"));
        let base = ["meeting", "list", "--json", "--envelope", "--fields", "id"];
        let all = base.iter().copied().chain(args.iter().copied()).chain(cursor.as_deref());
        let page = t.run(all).success().json();
        let items = page["items"].as_array().unwrap().iter();
        ids.extend(items.map(|item| item["id"].as_i64().unwrap()));
        assert_eq!(page["page"]["more"], page["page"]["after"].is_string());
        assert!(ids.len() < 10_000, "the walk does not end");
        match &page["page"]["after"] {
            Value::String(cursor) => after = Some(cursor.clone()),
            _ => return ids,
        }
    }
}

on_every_engine! {
    fn a_page_reports_further_pages(t: &Meetctl) {
        t.seed_sql(3, 23);
        let listed = t.run(["meeting", "list", "--per-page", "3"]).success();
        snapshot!(listed, @r#"
        $ meetctl meeting list --per-page 3
        exit: 0
        --- stdout
        ID  START              END    TITLE      STATUS     PEOPLE
         1  2026-06-01 00:00Z  00:15  Meeting 1  scheduled  Ada +1
         2  2026-06-01 00:15Z  00:30  Meeting 2  scheduled  Ben +1
         3  2026-06-01 00:30Z  00:45  Meeting 3  scheduled  Cleo +1
        --- stderr
        note: 3 meetings shown, 20 more match (all: --all)
        next page: --after 2026-06-01T00:30:00Z,3
        "#);
        let limited = t.run(["meeting", "list", "--limit", "3"]).success();
        assert_eq!((&limited.stdout, &limited.stderr), (&listed.stdout, &listed.stderr));
        let quiet = t.run(["meeting", "list", "--per-page", "3", "-q"]).success();
        assert_eq!((&quiet.stdout, quiet.stderr.as_str()), (&listed.stdout, ""));
        let second = t.run(["meeting", "list", "--page", "2", "--format", "ids"]).success();
        assert_eq!((second.ids(), second.stderr.as_str()), (vec![21, 22, 23], ""));
        // Without more pages nothing is printed; the count is the total, not the page.
        assert_eq!(t.run(["meeting", "list", "--per-page", "23"]).success().stderr, "");
        assert_eq!(t.run(["meeting", "list", "--format", "count"]).success().stdout, "23\n");
        assert_eq!(t.run(["meeting", "list", "--all", "--format", "count"]).success().stdout, "23\n");
        assert_eq!(t.run(["meeting", "list", "--page", "2", "--format", "count"]).success().stdout, "3\n");
        assert_eq!(t.run(["meeting", "list", "--limit", "5", "--format", "count"]).success().stdout, "5\n");
    }

    fn only_a_table_on_a_terminal_stops_at_20(t: &Meetctl) {
        t.seed_sql(3, 23);
        let rows = |run: harness::Transcript| {
            let run = run.success();
            (run.stdout.matches("2026-06-01").count(), run.stdout.contains("3 more match") || run.stderr.contains("more"))
        };
        for format in ["table", "json", "jsonl", "csv", "tsv"] {
            let line = ["meeting", "list", "--format", format, "--fields", "start_time"];
            assert_eq!(rows(t.run(line)), (23, false), "{format}");
            let shown = if format == "table" { (20, true) } else { (23, false) };
            let on_terminal = rows(t.terminal(100, line));
            // The cursor of the next page is a time too.
            assert_eq!(on_terminal, (shown.0 + usize::from(shown.1), shown.1), "{format}");
        }
        assert_eq!(list(t, &[]).len(), 23);
        assert_eq!(t.terminal(100, ["meeting", "list", "--all"]).success().stdout.matches("2026-06-01").count(), 23);
        // All of them are passed on.
        t.shell("meetctl meeting list --format ids | meetctl meeting cancel -").run().success();
        assert_eq!(t.rows("SELECT COUNT(*) FROM meetings WHERE status = 'cancelled'"), [["23"]]);
    }

    fn a_limit_is_a_limit_in_every_format(t: &Meetctl) {
        t.seed_sql(3, 23);
        assert_eq!(list(t, &["--limit", "2"]), [1, 2]);
        assert_eq!(list(t, &["-n", "2", "--sort=-id"]), [23, 22]);
        assert_eq!(list(t, &["--limit", "2", "--after", "2026-06-01T00:30:00Z,3"]), [4, 5]);
        assert_eq!(list(t, &["--after", "2026-06-01T00:30:00Z,3"]).len(), 20);
        assert_eq!(list(t, &["--limit", "23"]).len(), 23);
        assert_eq!(list(t, &["--limit", "18446744073709551615"]).len(), 23);
        let envelope = ["meeting", "list", "--json", "--envelope", "--fields", "id"];
        assert_eq!(
            t.run(envelope).success().json()["page"],
            serde_json::json!({"number": 1, "per_page": null, "shown": 23, "more": false, "after": null})
        );
        for args in [&["--limit", "0"][..], &["--limit", "-1"], &["--limit", "2", "--all"],
                     &["--limit", "2", "--page", "2"], &["--limit", "2", "--per-page", "2"]] {
            t.run(["meeting", "list"].iter().chain(args)).exits(2);
        }
    }

    fn a_page_past_the_end_is_empty(t: &Meetctl) {
        t.seed_sql(1, 3);
        snapshot!(t.run(["meeting", "list", "--page", "9"]), @r#"
        $ meetctl meeting list --page 9
        exit: 0
        --- stdout
        --- stderr
        No meetings found.
        "#);
        for page in ["2", "1000000", "18446744073709551615"] {
            let sorts = ["start", "-start", "id", "-id"];
            let sort = format!("--sort={}", sorts[page.len() % 4]);
            assert_eq!(list(t, &["--page", page, "--per-page", "3", &sort]), [] as [i64; 0], "{page}");
        }
        assert_eq!(list(t, &["--after", "2030-01-01T00:00:00Z,0"]), [] as [i64; 0]);
    }

    fn an_order_that_is_none_is_refused(t: &Meetctl) {
        snapshot!(t.run(["meeting", "list", "--sort", "title"]), @r#"
        $ meetctl meeting list --sort title
        exit: 2
        --- stdout
        --- stderr
        error: invalid value 'title' for '--sort <ORDER>': valid orders: start, -start, id, -id

        For more information, try '--help'.
        "#);
    }

    fn an_unknown_user_is_not_found(t: &Meetctl) {
        snapshot!(t.run(["meeting", "list", "--user", "nobody@example.org"]), @r#"
        $ meetctl meeting list --user nobody@example.org
        exit: 5
        --- stdout
        --- stderr
        error: --user: user nobody@example.org not found
        hint: `meetctl user list --search …` finds users
        "#);
    }

    fn every_order_is_walked_in_pages_as_in_one(t: &Meetctl) {
        t.seed_sql(3, 0);
        // Starts that many meetings share, not in the order of the ids.
        let rows: Vec<Row> = (0..40)
            .map(|index| {
                let minute = (index * 7) % 5;
                Row::today(format!("Meeting {index}"), &format!("10:{minute:02}"), "11:00")
                    .by(index % 3 + 1)
            })
            .collect();
        t.insert_meetings(&rows);
        let mut by_start: Vec<i64> = (1..=40).collect();
        by_start.sort_by_key(|id| (((id - 1) * 7) % 5, *id));
        let backwards = |ids: &[i64]| ids.iter().rev().copied().collect::<Vec<_>>();
        let by_id: Vec<i64> = (1..=40).collect();
        for (sort, expected) in [
            ("start", by_start.clone()),
            ("-start", backwards(&by_start)),
            ("id", by_id.clone()),
            ("-id", backwards(&by_id)),
        ] {
            let sort = format!("--sort={sort}");
            assert_eq!(list(t, &[&sort, "--all"]), expected, "{sort}");
            assert_eq!(walk(t, &[&sort, "--per-page", "9"]), expected, "{sort}");
            let pages: Vec<i64> = ["1", "2", "3"]
                .into_iter()
                .flat_map(|page| list(t, &[&sort, "--per-page", "19", "--page", page]))
                .collect();
            assert_eq!(pages, expected, "{sort}");
        }
    }

    fn filters_narrow_the_list(t: &Meetctl) {
        t.seed_sql(3, 0);
        t.insert_meetings(&[
            Row::today("Created", "08:00", "09:00"),
            Row::today("Attended", "09:00", "10:00").by(2).with(&[1, 3]).status("completed"),
            Row::today("Both", "10:00", "11:00").with(&[1, 2]).status("in_progress"),
            Row::today("Called off", "10:00", "11:30").by(2).status("cancelled"),
            Row::today("Cleo's", "11:00", "12:00").by(3),
        ]);
        let find = |args: &[&str]| list(t, args);
        assert_eq!(find(&["--user", "ada@example.org"]), [1, 2, 3]);
        assert_eq!(find(&["--user", "1", "--role", "any"]), [1, 2, 3]);
        assert_eq!(find(&["--user", "1", "--role", "creator"]), [1, 3]);
        assert_eq!(find(&["--user", "1", "--role", "participant"]), [2, 3]);
        // From and to are within: start >= from, end <= to.
        assert_eq!(find(&["--from", "today 10:00"]), [3, 4, 5]);
        assert_eq!(find(&["--from", "2026-06-01T10:00:01Z"]), [5]);
        assert_eq!(find(&["--to", "today 11:00"]), [1, 2, 3]);
        assert_eq!(find(&["--to", "2026-06-01T10:59:59Z"]), [1, 2]);
        assert_eq!(find(&["--from", "today 09:00", "--to", "today 11:00"]), [2, 3]);
        assert_eq!(find(&["--from", "today 12:00", "--to", "today 12:00"]), [] as [i64; 0]);
        let backwards = ["meeting", "list", "--from", "today 12:00", "--to", "today 08:00"];
        t.run(backwards).exits(2);
        assert_eq!(find(&["--status", "cancelled", "--status", "completed"]), [2, 4]);
        assert_eq!(find(&["--status", "scheduled", "--user", "3", "--from", "today"]), [5]);
        assert_eq!(find(&["--user", "2", "--role", "participant", "--from", "today 09:30"]), [3]);
        let count = ["meeting", "list", "--user", "1", "--to", "today 10:00", "--format", "count"];
        assert_eq!(t.run(count).success().stdout, "2\n");
    }

    fn a_search_ignores_case_beyond_ascii(t: &Meetctl) {
        t.seed_sql(1, 0);
        t.insert_meetings(&[
            Row::today("École", "08:00", "09:00"),
            Row::today("Straße", "09:00", "10:00"),
            Row::today("Обед с ЖАННОЙ", "10:00", "11:00"),
            Row::today("plain", "11:00", "12:00").described("In the ÉCOLE's hall, 100%_\\"),
            Row::today("e\u{301}cole in two pieces", "12:00", "13:00"),
            Row::today("ΣΟΦΟΣ", "13:00", "14:00"),
        ]);
        let find = |text: &str| list(t, &["--search", text]);
        assert_eq!(find("éCOLE"), [1, 4]);
        assert_eq!(find("É"), [1, 4]);
        assert_eq!(find("straße"), [2]);
        assert_eq!(find("ß"), [2]);
        assert_eq!(find("STRASSE"), [] as [i64; 0]);
        assert_eq!(find("ж"), [3]);
        assert_eq!(find("Жанной"), [3]);
        assert_eq!(find("e\u{301}"), [5]);
        assert_eq!(find("100%_\\"), [4]);
        assert_eq!(find("%"), [4]);
        assert_eq!(find("σοφος"), [6]);
        assert_eq!(find("ΟΦ"), [6]);
        assert_eq!(find(""), [1, 2, 3, 4, 5, 6]);
        let count = ["meeting", "list", "--search", "école", "--format", "count"];
        assert_eq!(t.run(count).success().stdout, "2\n");
    }

    fn a_search_is_paged_like_everything(t: &Meetctl) {
        t.seed_sql(2, 0);
        let rows: Vec<Row> = (0..45)
            .map(|index| {
                let title = if index % 3 == 0 { "Retro" } else { "other" };
                Row::today(title, &format!("10:{index:02}"), "11:00")
            })
            .collect();
        t.insert_meetings(&rows);
        let expected: Vec<i64> = (1..=45).step_by(3).collect();
        assert_eq!(list(t, &["--search", "retro", "--all"]), expected);
        assert_eq!(walk(t, &["--search", "retro", "--per-page", "4"]), expected);
        assert_eq!(list(t, &["--search", "retro", "--per-page", "10", "--page", "2"]), expected[10..]);
        assert_eq!(list(t, &["--search", "retro", "--per-page", "15", "--page", "2"]), [] as [i64; 0]);
    }

    fn fields_are_in_the_requested_order(t: &Meetctl) {
        t.seed_sql(2, 2);
        let csv = |fields: &str, more: &[&str]| {
            let args = ["meeting", "list", "--format", "csv", "--fields", fields];
            t.run(args.iter().chain(more)).success().stdout
        };
        assert_eq!(csv("title,id,creator", &[]), "title,id,creator\nMeeting 1,1,ada@example.org\nMeeting 2,2,ben@example.org\n");
        assert_eq!(csv("id, title ,id", &["--no-header"]), "1,Meeting 1\n2,Meeting 2\n");
        let json = t.run(["meeting", "list", "--json", "--fields", "status,id"]).success().json();
        let keys: Vec<&String> = json[0].as_object().unwrap().keys().collect();
        assert_eq!(keys, ["status", "id"]);
        let table = t.run(["meeting", "list", "--fields", "end_time,id", "--no-header"]).success();
        assert_eq!(table.lines()[0], "2026-06-01T00:15:00Z  1");
        for bad in ["nothing", "id,nothing", "", ",", "id;DROP TABLE users", "ID"] {
            let refused = t.run(["meeting", "list", "--fields", bad]).exits(2);
            assert_eq!(refused.stdout, "", "{bad}");
        }
    }

    fn an_envelope_describes_the_page(t: &Meetctl) {
        t.seed_sql(1, 5);
        let json = |args: &[&str]| {
            let base = ["meeting", "list", "--json", "--envelope", "--fields", "id"];
            t.run(base.iter().chain(args)).success().json()
        };
        let first = json(&["--per-page", "2"]);
        assert_eq!(
            first["page"],
            serde_json::json!({"number": 1, "per_page": 2, "shown": 2, "more": true, "after": "2026-06-01T00:15:00Z,2"})
        );
        let last = json(&["--per-page", "2", "--page", "3", "--sort", "id"]);
        assert_eq!(
            last["page"],
            serde_json::json!({"number": 3, "per_page": 2, "shown": 1, "more": false, "after": null})
        );
    }
}

#[test]
fn options_that_do_not_go_together_are_refused() {
    let t = Meetctl::migrated(Engine::Sqlite);
    for args in [
        &["--page", "1", "--all"][..],
        &["--page", "1", "--after", "1"],
        &["--all", "--after", "1"],
        &["--all", "--per-page", "5"],
        &["--page", "0"],
        &["--page", "-1"],
        &["--per-page", "0"],
        &["--per-page", "10001"],
        &["--role", "any"],
        &["--user", "1", "--role", "owner"],
        &["--status", "done"],
        &["--status", "Scheduled"],
        &["--from", "someday"],
        &["--after", "7"],
        &["--after", "2026-06-01T10:00:00Z"],
        &["--after", "x,7"],
        &["--sort=id", "--after", "2026-06-01T10:00:00Z,7"],
        &["--format", "yaml"],
        &["--format", "csv", "--json"],
        &["stray"],
    ] {
        let refused = t.run(["meeting", "list"].iter().chain(args)).exits(2);
        assert_eq!(refused.stdout, "", "{args:?}");
    }
}

/// More than are counted: the notice gives a bound, and streaming crosses its own pages.
#[test]
fn thousands_are_streamed_each_once() {
    let t = Meetctl::migrated(Engine::Sqlite);
    t.seed_sql(5, 2_500);
    assert_eq!(list(&t, &["--all"]), (1..=2_500).collect::<Vec<i64>>());
    assert_eq!(list(&t, &["--all", "--sort=-start"]), (1..=2_500).rev().collect::<Vec<i64>>());
    assert_eq!(list(&t, &[]), (1..=2_500).collect::<Vec<i64>>());
    assert_eq!(list(&t, &["--limit", "1500"]), (1..=1_500).collect::<Vec<i64>>());
    let first = t.run(["meeting", "list", "--limit", "1"]).success();
    assert!(first.stderr.contains("more than 1000 more match"), "{first}");
    let last = t.run(["meeting", "list", "--limit", "2400"]).success();
    assert!(last.stderr.contains("2400 meetings shown, 100 more match"), "{}", last.stderr);
    assert_eq!(
        list(&t, &["--per-page", "1000", "--page", "3"]),
        (2_001..=2_500).collect::<Vec<i64>>()
    );
}
