//! `meetctl undo`

use harness::{Engine, Meetctl, Random, Row, Transcript, on_every_engine};
use serde_json::Value;

/// Everything that an undo puts back: all but the times of the last changes and the guards.
fn state(t: &Meetctl) -> Vec<Vec<String>> {
    [
        "SELECT id, name, email, created_at FROM users ORDER BY id",
        "SELECT id, uid, title, description, start_time, end_time, status, created_by, created_at \
         FROM meetings ORDER BY id",
        "SELECT meeting_id, user_id FROM meeting_participants ORDER BY meeting_id, user_id",
        "SELECT meeting_id, event_uid, sequence_number, series_sequence FROM meetctl_imported \
         ORDER BY meeting_id",
    ]
    .into_iter()
    .flat_map(|query| t.rows(query))
    .collect()
}

/// Runs a command as an actor of its own, so that its run is found again.
fn run_as(t: &Meetctl, actor: &str, line: &[&str]) -> Transcript {
    // The editor of `meeting edit` changes some titles.
    t.cmd(line).env("MEETCTL_ACTOR", actor).env("EDITOR", "sed -i s/T/Edited/").run()
}

/// Undoes the only run of an actor, as another one.
fn undo(t: &Meetctl, actor: &str, options: &[&str]) -> Transcript {
    let run =
        t.run(["history", "--by", actor, "--format", "csv", "--no-header", "--fields", "run"]);
    let run = run.success().stdout.lines().next().unwrap_or("zzzzzzzzzzzz").to_owned();
    run_as(t, &format!("undo {actor}"), &[&["undo", &run, "--yes"], options].concat())
}

/// Three users; meetings 1 to 4 of the first two, apart from each other.
fn seed(t: &Meetctl) {
    t.seed_sql(3, 0);
    t.insert_meetings(&[
        Row::today("One", "10:00", "11:00").with(&[2]).described("Bring \u{1f375} \"tea\""),
        Row::today("Two", "11:00", "12:00").by(2),
        Row::today("Off", "10:00", "12:00").by(2).with(&[1, 3]).status("cancelled"),
        Row::today("Four", "13:00", "14:00").with(&[1, 2, 3]),
    ]);
}

on_every_engine! {
    fn each_command_is_undone(t: &Meetctl) {
        seed(t);
        t.sql("INSERT INTO meetctl_imported VALUES (4, 'four@x.org', 3, NULL)");
        let before = state(t);
        for (number, line) in [
            "user create --name New --email new@example.org",
            "user update 1 --name Other --email other@example.org",
            "user delete 1 --reassign-to 3 --allow-overlap --yes",
            "meeting create --title New --start 2030-01-01T10:00Z --duration 1h --creator 1 --participant 2",
            "meeting cancel 1 2 3 4",
            "meeting delete 1 4 3 --yes",
        ]
        .into_iter()
        .enumerate()
        {
            let actor = format!("actor {number}");
            let words: Vec<&str> = line.split(' ').collect();
            run_as(t, &actor, &words).success();
            let changed = state(t);
            assert_ne!(changed, before, "{line}");
            undo(t, &actor, &["--dry-run"]).success();
            assert_eq!(state(t), changed, "{line}: dry run");
            let undone = undo(t, &actor, &[]).success();
            assert_eq!(state(t), before, "{line}: {undone}");
            // An undo is undone as well.
            undo(t, &format!("undo {actor}"), &[]).success();
            assert_eq!(state(t), changed, "{line}: again");
            undo(t, &format!("undo undo {actor}"), &[]).success();
            assert_eq!(state(t), before, "{line}: and back");
        }
    }

    fn what_has_changed_since_is_left(t: &Meetctl) {
        seed(t);
        run_as(t, "a", &["meeting", "cancel", "1", "2"]).success();
        t.run(["meeting", "update", "2", "--status", "completed"]).success();
        t.run(["meeting", "update", "1", "--title", "New title"]).success();
        let before = state(t);
        let refused = undo(t, "a", &["--json"]).exits(4);
        let error = refused.error_json();
        assert_eq!(error["code"], "changed_since", "{refused}");
        assert_eq!(error["changed"], serde_json::json!([
            {"kind": "meeting", "id": 2, "why": "has another status since"}
        ]));
        assert_eq!(state(t), before);
        // Another field of the same meeting may have changed.
        run_as(t, "b", &["meeting", "cancel", "4"]).success();
        t.run(["meeting", "update", "4", "--title", "Later"]).success();
        undo(t, "b", &[]).success();
        assert_eq!(
            t.rows("SELECT title, status FROM meetings WHERE id = 4"),
            [["Later", "scheduled"]]
        );
    }

    fn it_is_checked_like_a_booking(t: &Meetctl) {
        seed(t);
        run_as(t, "a", &["meeting", "cancel", "1"]).success();
        t.run(["meeting", "create", "--title", "Instead", "--start", "today 10:30",
               "--duration", "15m", "--creator", "2"]).success();
        let before = state(t);
        for dry_run in [&["--dry-run"][..], &[]] {
            let refused = undo(t, "a", &[dry_run, &["--json"]].concat()).exits(4);
            assert_eq!(refused.error_json()["code"], "double_booking", "{refused}");
        }
        assert_eq!(state(t), before);
        undo(t, "a", &["--allow-overlap"]).success();
        assert_eq!(t.rows("SELECT status FROM meetings WHERE id = 1"), [["scheduled"]]);
    }

    fn a_user_with_meetings_since_stays(t: &Meetctl) {
        seed(t);
        run_as(t, "a", &["user", "create", "--name", "New", "--email", "new@example.org"]).success();
        let id = t.rows("SELECT MAX(id) FROM users")[0][0].clone();
        t.run(["meeting", "update", "1", "--add-participant", &id]).success();
        let refused = undo(t, "a", &[]).exits(4);
        assert!(refused.stderr.contains(&format!("user {id} has meetings since")), "{refused}");
        run_as(t, "b", &["user", "update", "2", "--email", "elsewhere@example.org"]).success();
        t.run(["user", "update", &id, "--email", "ben@example.org"]).success();
        let refused = undo(t, "b", &[]).exits(4);
        assert!(refused.stderr.contains("has the e-mail address ben@example.org"), "{refused}");
    }

    fn runs_are_found_by_their_beginning(t: &Meetctl) {
        seed(t);
        run_as(t, "a", &["meeting", "cancel", "1"]).success();
        let run = t.run(["history", "--by", "a", "--json"]).success().json()[0]["run"].clone();
        let run = run.as_str().unwrap();
        t.run(["undo", &run[..6].to_uppercase(), "--dry-run"]).success();
        t.run(["undo", &run[..3]]).exits(2);
        t.run(["undo", "not-a-run"]).exits(2);
        t.run(["undo", "zzzzzzzzzzzz"]).exits(5);
        run_as(t, "nobody", &["undo", "last"]).exits(5);
        run_as(t, "d", &["user", "update", "2", "--name", "D"]).success();
        run_as(t, "d", &["undo", "last"]).success();
        t.write("m.csv", "title,start_time,end_time,creator\nA,2030-01-01T10:00:00Z,2030-01-01T11:00:00Z,1\n");
        run_as(t, "importer", &["meeting", "import", "m.csv"]).success();
        let refused = undo(t, "importer", &["--json"]).exits(4);
        assert_eq!(refused.error_json()["code"], "cannot_undo", "{refused}");
        // What it created is only deleted after the question.
        run_as(t, "c", &["user", "create", "--name", "New", "--email", "n@example.org"]).success();
        run_as(t, "c", &["undo", "last"]).exits(4);
        t.cmd(["undo", "last", "--read-only", "--yes"]).env("MEETCTL_ACTOR", "c").run().exits(4);
    }

    fn random_commands_are_undone_in_reverse(t: &Meetctl) {
        seed(t);
        let mut random = Random::seeded();
        let rounds = if t.engine() == Engine::Sqlite { 60 } else { 20 };
        let mut states = vec![state(t)];
        for round in 0..rounds {
            let line = random_command(&mut random, round);
            let words: Vec<&str> = line.split(' ').collect();
            let done = run_as(t, &format!("round {round}"), &words);
            states.push(state(t));
            if done.exit != 0 {
                assert_eq!(states[round], states[round + 1], "{done}");
            }
        }
        for round in (0..rounds).rev() {
            let undone = undo(t, &format!("round {round}"), &["--allow-overlap"]);
            // What was refused, or changed nothing, is no run.
            let expected = if states[round] == states[round + 1] { 5 } else { 0 };
            assert_eq!(undone.exit, expected, "seed {}: {undone}", random.seed);
            assert_eq!(state(t), states[round], "seed {}: {undone}", random.seed);
        }
    }
}

/// A command over the meetings and users of the test; it may be refused. No word has a space.
fn random_command(random: &mut Random, round: usize) -> String {
    let (id, user) = (random.below(6) + 1, random.below(4) + 1);
    let (next, other) = (id % 6 + 1, user % 4 + 1);
    let day = round % 28 + 1;
    let new =
        format!("meeting create --title T{round} --start 2030-01-{day:02}T10:00Z --duration 1h");
    match random.below(15) {
        0 => format!("user create --name U{round} --email u{round}@example.org"),
        1 => format!("user update {user} --name N{round}"),
        2 => format!("meeting cancel {id} {next}"),
        3 => format!("meeting delete {id} --yes"),
        4 => format!("{new} --creator {user} --participant {other}"),
        5 => format!("{new} --creator {user} --repeat daily --count 2 --allow-overlap"),
        6 => format!("user delete {user} --reassign-to {other} --allow-overlap --yes"),
        7 => format!("user merge {user} {other} --yes"),
        8 => format!("user offboard {user} --to {other} --from 2020-01-01 --allow-overlap --yes"),
        9 => format!("user offboard {user} --cancel --from 2020-01-01 --yes"),
        10 => format!("meeting shift {id} {next} --by {}m --allow-overlap", round * 15 + 15),
        11 => {
            format!("meeting update {id} --title T{round} --add-participant {user} --allow-overlap")
        }
        12 => format!(
            "meeting update {id} {next} --creator {user} --status completed --allow-overlap"
        ),
        13 => format!("meeting edit {id} {next} --yes"),
        _ => format!("meeting update {id} --remove-participant {user}"),
    }
}

#[test]
fn the_values_of_another_program_come_back() {
    let t = Meetctl::migrated(Engine::Sqlite);
    t.seed_sql(2, 0);
    // Fractions, an empty description, no time of creation.
    let times = "'2026-06-01 10:00:00.250000', '2026-06-01 10:30:00.500000'";
    let into =
        "meetings (id, title, description, start_time, end_time, created_by, status, created_at)";
    t.sql(&format!(
        "INSERT INTO {into} VALUES (7, 'F', '', {times}, 1, 'scheduled', NULL), \
         (8, 'Odd', NULL, {times}, 1, 'cancelled', 'whenever')"
    ));
    let before = state(&t);
    run_as(&t, "a", &["meeting", "delete", "7", "--yes"]).success();
    undo(&t, "a", &[]).success();
    assert_eq!(state(&t), before);
    run_as(&t, "b", &["meeting", "delete", "8", "--yes"]).success();
    let refused = undo(&t, "b", &["--json"]).exits(4);
    let why: &Value = &refused.error_json()["changed"][0]["why"];
    assert_eq!(why, "had values that meetctl cannot write");
}
