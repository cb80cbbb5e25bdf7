//! `meetctl report`

use std::fs;
use std::os::unix::fs::symlink;

use harness::{Engine, Meetctl, Row, on_every_engine, same_on_every_engine, snapshot};

/// The report on standard output.
fn report(t: &Meetctl, more: &[&str]) -> String {
    let args = ["report", "-o", "-"].iter().chain(more);
    let run = t.run(args).success();
    assert_eq!(run.stderr, "");
    run.stdout
}

/// The section with that id.
fn section<'a>(html: &'a str, id: &str) -> &'a str {
    let (_, rest) = html.split_once(&format!("<section aria-labelledby=\"{id}\">")).unwrap();
    rest.split_once("</section>").unwrap().0
}

/// The text of the cells of each row of a table, without those of bars, which have none.
fn rows(section: &str) -> Vec<Vec<String>> {
    let rows = section.split("<tr>").skip(1).map(|row| row.split("</tr>").next().unwrap());
    let cells = |row: &str| row.split_inclusive("</t").map(text).collect::<Vec<_>>();
    rows.map(|row| cells(row).into_iter().filter(|cell| !cell.is_empty()).collect()).collect()
}

/// The text between tags.
fn text(html: &str) -> String {
    let parts = html.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text));
    parts.filter(|part| *part != "/t").collect::<String>().trim().to_owned()
}

/// Two people, and meetings of a week: one double booking, one over midnight, one cancelled.
fn seed(t: &Meetctl) {
    t.seed_sql(3, 0);
    t.insert_meetings(&[
        Row::new("Early", "2026-05-04 09:30:00", "2026-05-04 11:00:00"),
        Row::new("Over midnight", "2026-06-07 23:30:00", "2026-06-08 00:30:00"),
        Row::new("First", "2026-06-09 10:00:00", "2026-06-09 11:00:00"),
        Row::new("Second", "2026-06-09 10:30:00", "2026-06-09 10:45:00"),
        Row::new("Off", "2026-06-09 10:00:00", "2026-06-09 12:00:00"),
    ]);
    t.sql("UPDATE meetings SET status = 'cancelled' WHERE title = 'Off'");
    t.sql("UPDATE meetings SET status = 'completed' WHERE title = 'Early'");
    t.sql("INSERT INTO meeting_participants (meeting_id, user_id) VALUES (1, 2), (3, 2), (3, 3)");
}

on_every_engine! {
    fn it_says_what_the_statistics_say(t: &Meetctl) {
        seed(t);
        let html = report(t, &[]);
        // The same numbers as in `stats heatmap`.
        let heat = t.run(["stats", "heatmap", "--json"]).success().json();
        for cell in heat.as_array().unwrap() {
            let (day, hour) = (cell["weekday"].as_str().unwrap(), cell["hour"].as_u64().unwrap());
            let day = format!("{}{}", day[..1].to_uppercase(), &day[1..]);
            let count = cell["count"].as_u64().unwrap();
            let title = format!("<title>{day} {hour:02}:00: {count} meeting");
            assert_eq!(html.matches(&title).count(), 2, "{title}");
        }
        let used = heat.as_array().unwrap().len();
        assert!(html.contains(&format!("{used} of the 168 hours of the week have meetings.")));
        assert_eq!(html.matches(": 0 meetings</title>").count(), 2 * (168 - used));
        let months = rows(section(&html, "months"));
        assert_eq!(months[1..], [["May 2026", "1"], ["Jun 2026", "4"]]);
        let statuses = rows(section(&html, "status"));
        let counts: Vec<&str> = statuses.iter().map(|row| row[1].as_str()).collect();
        assert_eq!(counts, ["3", "0", "1", "1"]);
        let lengths = rows(section(&html, "lengths"));
        assert_eq!(lengths[0], ["up to 15 min", "1"]);
        assert_eq!(lengths[3], ["to 1 h", "2"]);
        assert_eq!(lengths.last().unwrap(), &["to 2 h", "1"]);
        let active = t.run(["stats", "active", "--json"]).success().json();
        for (row, record) in rows(section(&html, "active"))[1..].iter().zip(active.as_array().unwrap()) {
            assert_eq!(row.last().unwrap(), &record["meeting_count"].to_string());
            assert!(row[0].contains(record["user"]["name"].as_str().unwrap()), "{row:?}");
        }
        let conflicts = section(&html, "conflicts");
        assert!(conflicts.contains("Tue 2026-06-09 10:30-10:45Z"), "{conflicts}");
        assert!(conflicts.contains("#3 First") && conflicts.contains("#4 Second"), "{conflicts}");
    }

    fn a_window_chooses_by_start_and_cuts_the_load(t: &Meetctl) {
        seed(t);
        let html = report(t, &["--from", "2026-06-08", "--to", "2026-06-09"]);
        assert!(html.contains("<p>2026-06-08 to 2026-06-09 · times in UTC · made 2026-06-01 08:00</p>"));
        // What began before it takes place in its first hour.
        assert!(html.contains("<title>Mon 00:00: 1 meeting</title>"));
        assert!(!html.contains("<title>Sun 23:00: 1 meeting</title>"));
        assert!(html.contains("<b>3</b><span>meetings</span>"));
        assert_eq!(rows(section(&html, "months"))[1..], [["Jun 2026", "3"]]);
        let empty = report(t, &["--from", "2027-01-01", "--to", "2027-12-31"]);
        assert!(empty.contains("<b>0</b><span>meetings</span>"));
        assert!(!empty.contains("<b>1</b>") && empty.contains("<p>None.</p>"));
        assert!(section(&empty, "active").contains("Nobody."));
        // A window that leaves out nothing is as none, but for its name.
        let wide = report(t, &["--from", "2020-01-01", "--to", "2029-12-31"]);
        let after_name = |html: &str| html.split_once("<ul").unwrap().1.replace(" --from 2020-01-01T00:00:00Z --to 2030-01-01T00:00:00Z", "");
        assert_eq!(after_name(&wide), after_name(&report(t, &[])));
    }

    fn the_hours_are_those_of_the_zone(t: &Meetctl) {
        seed(t);
        let html = report(t, &["--tz", "Asia/Kathmandu"]);
        // 09:30 to 11:00 in UTC are 15:15 to 16:45.
        assert!(html.contains("<title>Mon 15:00: 1 meeting</title>"));
        assert!(html.contains("times in Asia/Kathmandu · made 2026-06-01 13:45"));
        let heat = t.run(["stats", "heatmap", "--tz", "Asia/Kathmandu", "--format", "count"]).success();
        assert!(html.contains(&format!("{} of the 168 hours", heat.stdout.trim())));
    }

    fn no_text_of_others_is_more_than_text(t: &Meetctl) {
        t.seed_sql(2, 0);
        let quote = |text: &str| text.replace('\'', "''").replace('\\', if t.engine() == Engine::Mariadb { r"\\" } else { r"\" });
        let script = "</bdi></td><script>alert(1)</script>&lt;\"x\" onload='y'";
        let controls = "a\rb\u{202e}c\u{1b}[31m\u{2066}d";
        t.insert_meetings(&[
            Row::new("one", "2026-06-09 10:00:00", "2026-06-09 11:00:00"),
            Row::new("two", "2026-06-09 10:00:00", "2026-06-09 11:00:00"),
        ]);
        t.sql(&format!("UPDATE meetings SET title = '{}' WHERE id = 1", quote(script)));
        t.sql(&format!("UPDATE meetings SET title = '{}' WHERE id = 2", quote(controls)));
        t.sql(&format!("UPDATE users SET name = '{}' WHERE id = 1", quote(script)));
        t.sql(&format!("UPDATE users SET email = '{}' WHERE id = 1", quote("<img src=x>@e.org")));
        t.sql("INSERT INTO meeting_participants (meeting_id, user_id) VALUES (1, 1)");
        if t.engine() == Engine::Sqlite {
            t.sql(&format!("UPDATE users SET name = '{}' || char(0) WHERE id = 2", "<".repeat(10_000)));
            t.sql("INSERT INTO meeting_participants (meeting_id, user_id) VALUES (1, 2)");
        }
        let html = report(t, &[]);
        let body = html.split_once("<body>").unwrap().1;
        assert!(!body.contains("<script") && !body.contains("<img") && !body.contains("onload='"), "{body}");
        assert!(section(&html, "conflicts").contains("&lt;script&gt;alert(1)&lt;/script&gt;&amp;lt;&quot;x&quot;"));
        assert!(section(&html, "conflicts").contains("a\\rb\\u{202e}c\\x1b[31m\\u{2066}d"));
        assert!(section(&html, "active").contains("&lt;img src=x&gt;@e.org"));
        let raw = |c: char| c.is_control() && c != '\n' || ('\u{202a}'..='\u{202e}').contains(&c);
        assert!(!html.contains(raw));
        assert!(html.lines().all(|line| line.len() < 5000));
        // Nothing is loaded, nothing runs.
        for needle in ["src=", "href=", "url(", "@import", "<link", "javascript:", "http://", "https://"] {
            assert!(!html.replace("&lt;img src=x", "").contains(needle), "{needle}");
        }
        assert!(html.contains("default-src 'none'"));
    }
}

/// The same data and clock make the same file on every engine.
#[test]
fn every_engine_makes_the_same_bytes() {
    let html = same_on_every_engine(|t| {
        t.seed_sql(40, 600);
        let zone = ["--tz", "Europe/Berlin"];
        let window = ["--from", "2026-05-20", "--to", "2026-06-20 11:15"];
        [report(t, &zone), report(t, &window)].concat()
    });
    assert!(html.contains("600</b><span>meetings"), "{html}");
}

#[test]
fn the_file_appears_when_it_is_complete_and_replaces_none_unasked() {
    let t = Meetctl::migrated(Engine::Sqlite);
    t.seed_sql(3, 5);
    snapshot!(t.run(["report", "--output", "report.html"]), @r"
    $ meetctl report --output report.html
    exit: 0
    --- stdout
    --- stderr
    Wrote a report of 5 meetings to report.html.
    ");
    assert!(t.read("report.html").ends_with("</html>\n"));
    snapshot!(t.run(["report", "--output", "report.html"]), @r"
    $ meetctl report --output report.html
    exit: 4
    --- stdout
    --- stderr
    error: report.html already exists
    hint: replace it with --force, or name another file
    ");
    t.run(["report", "--output", "report.html", "--force", "-q"]).success();
    t.run(["report"]).exits(2);
    t.run(["report", "-o", "x.html", "--json"]).exits(2);
    t.run(["report", "-o", "x.html", "--fields", "id"]).exits(2);
    t.run(["report", "-o", "x.html", "--from", "2026-06-02", "--to", "2026-06-01"]).exits(2);
    t.run(["report", "-o", "nowhere/x.html"]).exits(5);
    symlink(t.directory().join("report.html"), t.directory().join("link.html")).unwrap();
    t.run(["report", "-o", "link.html", "--force"]).exits(4);
    let database = t.file().to_str().unwrap();
    t.run(["report", "-o", database, "--force"]).exits(2);
    t.run(["report", "-o", "x.html", "--db", "gone.db"]).exits(6);
    assert!(!fs::exists(t.directory().join("x.html")).unwrap());
    // It only reads.
    t.run(["report", "-o", "-", "--read-only"]).success();
}

/// A time that is none stops no report.
#[test]
fn a_time_that_cannot_be_read_is_named_where_it_matters() {
    let t = Meetctl::migrated(Engine::Sqlite);
    t.seed_sql(3, 0);
    t.insert_meetings(&[
        Row::new("one", "2026-06-09 10:00:00", "2026-06-09 11:00:00"),
        Row::new("two", "2026-06-09 10:00:00", "2026-06-09 11:00:00"),
    ]);
    t.sql("PRAGMA ignore_check_constraints = ON; UPDATE meetings SET start_time = '2026-06-09 noon' WHERE id = 1");
    let html = report_with_warnings(&t);
    assert!(section(&html, "conflicts").contains("They cannot be counted"), "{html}");
    assert!(html.contains("<b>unknown</b><span>double bookings</span>"));
    assert!(html.contains("<b>1</b><span>meetings</span>"));
}

fn report_with_warnings(t: &Meetctl) -> String {
    t.run(["report", "-o", "-"]).success().stdout
}
