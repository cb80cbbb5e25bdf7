//! `meetctl meeting overlaps`

use harness::{Engine, Meetctl, Row, on_every_engine, snapshot};

/// Allen's thirteen relations to 10:00-12:00, of which only the four that share no moment with it
/// do not overlap. Meeting n is of user n. What `start` and `end` hold is written after the times
/// of every meeting.
pub fn allen(start: &str, end: &str) -> Vec<Row> {
    let relations = [
        ("before", "08:00", "09:00"),
        ("meets", "09:00", "10:00"),
        ("overlaps", "09:30", "10:30"),
        ("finished by", "09:30", "12:00"),
        ("contains", "09:00", "13:00"),
        ("starts", "10:00", "11:00"),
        ("equals", "10:00", "12:00"),
        ("started by", "10:00", "13:00"),
        ("during", "10:30", "11:30"),
        ("finishes", "11:00", "12:00"),
        ("overlapped by", "11:30", "12:30"),
        ("met by", "12:00", "13:00"),
        ("after", "13:00", "14:00"),
    ];
    let rows = relations.into_iter().zip(1..);
    rows.map(|((name, from, to), user)| {
        let from = format!("2026-06-01 {from}:00{start}");
        let to = format!("2026-06-01 {to}:00{end}");
        Row::new(name, &from, &to).by(user)
    })
    .collect()
}

const OVERLAPPING: [i64; 9] = [5, 3, 4, 6, 7, 8, 9, 10, 11];

fn overlaps(t: &Meetctl, from: &str, to: &str, more: &[&str]) -> Vec<i64> {
    let args = ["meeting", "overlaps", "--format", "ids", "--from", from, "--to", to];
    t.run(args.iter().chain(more)).success().ids()
}

on_every_engine! {
    fn only_what_shares_a_moment_overlaps(t: &Meetctl) {
        t.seed_sql(13, 0);
        t.insert_meetings(&allen("", ""));
        snapshot!(t.run(["meeting", "overlaps", "--from", "today 10:00", "--to", "today 12:00"]), @r#"
        $ meetctl meeting overlaps --from 'today 10:00' --to 'today 12:00'
        exit: 0
        --- stdout
        ID  START              END    TITLE          STATUS     PEOPLE
         5  2026-06-01 09:00Z  13:00  contains       scheduled  Eve
         3  2026-06-01 09:30Z  10:30  overlaps       scheduled  Cleo
         4  2026-06-01 09:30Z  12:00  finished by    scheduled  Dan
         6  2026-06-01 10:00Z  11:00  starts         scheduled  Finn
         7  2026-06-01 10:00Z  12:00  equals         scheduled  Person 7
         8  2026-06-01 10:00Z  13:00  started by     scheduled  Person 8
         9  2026-06-01 10:30Z  11:30  during         scheduled  Person 9
        10  2026-06-01 11:00Z  12:00  finishes       scheduled  Person 10
        11  2026-06-01 11:30Z  12:30  overlapped by  scheduled  Person 11
        --- stderr
        "#);
        assert_eq!(overlaps(t, "today 10:00", "today 12:00", &[]), OVERLAPPING);
        // One second further at each end, and the adjacent meetings are in it.
        let wider = overlaps(t, "2026-06-01T09:59:59Z", "2026-06-01T12:00:01Z", &[]);
        assert_eq!(wider, [2, 5, 3, 4, 6, 7, 8, 9, 10, 11, 12]);
        // The same moments in another zone.
        let elsewhere = ["2026-06-01T15:30:00+05:30", "2026-06-01T05:00:00-07:00"];
        assert_eq!(overlaps(t, elsewhere[0], elsewhere[1], &[]), OVERLAPPING);
    }

    fn an_interval_that_ends_before_it_starts_is_refused(t: &Meetctl) {
        snapshot!(t.run(["meeting", "overlaps", "--from", "today 10:00", "--to", "today 10:00"]), @r#"
        $ meetctl meeting overlaps --from 'today 10:00' --to 'today 10:00'
        exit: 2
        --- stdout
        --- stderr
        error: --to (2026-06-01T10:00:00Z) is not after --from (2026-06-01T10:00:00Z)
        "#);
        t.run(["meeting", "overlaps", "--from", "today 10:00"]).exits(2);
        t.run(["meeting", "overlaps", "--to", "today 10:00"]).exits(2);
        t.run(["meeting", "overlaps", "--from", "today", "--to", "tomorrow", "--exclude", "x"]).exits(2);
        t.run(["meeting", "overlaps", "--from", "today", "--to", "tomorrow", "--user", "9"]).exits(5);
        let none = t.run(["meeting", "overlaps", "--from", "today", "--to", "tomorrow"]).success();
        assert_eq!(none.stderr, "No meetings overlap this window.\n");
    }

    fn a_user_a_status_and_an_id_narrow_it(t: &Meetctl) {
        t.seed_sql(3, 0);
        t.insert_meetings(&[
            Row::today("Created", "10:00", "11:00"),
            Row::today("Attended", "10:00", "11:00").by(2).with(&[1, 3]),
            Row::today("Both", "09:00", "13:00").with(&[1]),
            Row::today("Called off", "10:30", "11:00").status("cancelled"),
            Row::today("Not hers", "10:00", "11:00").by(3),
            Row::today("Over", "10:59", "11:30").by(2).status("completed"),
        ]);
        let find = |more: &[&str]| overlaps(t, "today 10:30", "today 11:00", more);
        assert_eq!(find(&[]), [3, 1, 2, 5, 6]);
        assert_eq!(find(&["--user", "ada@example.org"]), [3, 1, 2]);
        assert_eq!(find(&["--user", "1", "--include-cancelled"]), [3, 1, 2, 4]);
        assert_eq!(find(&["--user", "3"]), [2, 5]);
        assert_eq!(find(&["--exclude", "3", "--exclude", "5", "--exclude", "99"]), [1, 2, 6]);
    }
}

/// `SQLAlchemy` writes `10:00:00.000000` on SQLite, other programs `10:00:00`.
#[test]
fn a_fraction_in_a_text_makes_no_overlap_and_hides_none() {
    for (start, end) in [("", ".000000"), (".000000", ""), (".000000", ".000000"), (".0", ".000")] {
        let t = Meetctl::migrated(Engine::Sqlite);
        t.seed_sql(13, 0);
        let rows: Vec<Row> = allen(start, end).into_iter().map(Row::verbatim).collect();
        t.insert_meetings(&rows);
        let found = overlaps(&t, "today 10:00", "today 12:00", &[]);
        assert_eq!(found, OVERLAPPING, "{start:?} {end:?}");
        let people = (2..=13).flat_map(|user| ["--participant".to_owned(), user.to_string()]);
        let new = [
            "meeting",
            "create",
            "--title",
            "New",
            "--start",
            "today 10:00",
            "--end",
            "today 12:00",
            "--json",
            "--creator",
            "1",
        ];
        let args: Vec<String> = new.into_iter().map(ToOwned::to_owned).chain(people).collect();
        let error = t.run(args).exits(4).error_json();
        let conflicts = error["conflicts"].as_array().unwrap().iter();
        let found: Vec<i64> = conflicts.map(|meeting| meeting["id"].as_i64().unwrap()).collect();
        assert_eq!(found, OVERLAPPING, "{start:?} {end:?}");
    }
}

/// Texts with and without a fraction of zero are apart in the index, and are one moment.
#[test]
fn texts_with_and_without_a_fraction_are_one_order() {
    let t = Meetctl::migrated(Engine::Sqlite);
    t.seed_sql(1, 0);
    let fractions = [".000000", "", ".000000", ".500000", ""];
    let rows: Vec<Row> = (0..60)
        .map(|index: usize| {
            let minute = 10 - index / 6;
            let fraction = fractions[index % fractions.len()];
            let start = format!("2026-06-01 09:{minute:02}:00{fraction}");
            Row::new(format!("Meeting {index}"), &start, "2026-06-01 10:00:00.000000").verbatim()
        })
        .collect();
    t.insert_meetings(&rows);
    let mut expected: Vec<i64> = (1..=60).collect();
    expected.sort_by_key(|id| (10 - (id - 1) / 6, (id - 1) % 5 == 3, *id));

    assert_eq!(overlaps(&t, "today 09:00", "today 10:00", &[]), expected);
    for (sort, reversed) in [("--sort=start", false), ("--sort=-start", true)] {
        if reversed {
            expected.reverse();
        }
        let list = |more: &[&str]| {
            t.run(["meeting", "list", "--format", "ids", sort].iter().chain(more)).success()
        };
        assert_eq!(list(&["--all"]).ids(), expected, "{sort}");
        let pages: Vec<i64> = (1..=10)
            .flat_map(|page| list(&["--per-page", "7", "--page", &page.to_string()]).ids())
            .collect();
        assert_eq!(pages, expected, "{sort} --page");
        assert_eq!(
            crate::meeting_list::walk(&t, &[sort, "--per-page", "7"]),
            expected,
            "{sort} --after"
        );
    }
}
