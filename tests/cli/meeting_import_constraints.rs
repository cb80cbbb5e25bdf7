//! `meetctl meeting import` heeds what others demand of a row, though its own rows need no check.

use harness::{Engine, Meetctl, Transcript, on_every_engine};

use crate::meeting_import::counts;
use crate::odd_values::declare;

/// Two meetings of one creator, with a title that is refused in one of the tests.
const FILE: &str = "title,start_time,end_time,creator,participants\n\
                    A,2026-07-01T10:00:00Z,2026-07-01T10:30:00Z,1,2;3\n\
                    Ghost,2026-07-02T10:00:00Z,2026-07-02T10:30:00Z,1,2\n";

fn import(t: &Meetctl, more: &[&str]) -> Transcript {
    t.write("file.csv", FILE);
    t.run(["meeting", "import", "file.csv", "--json"].iter().chain(more))
}

fn meetings(t: &Meetctl) -> String {
    t.rows("SELECT COUNT(*) FROM meetings").remove(0).remove(0)
}

/// Adds a constraint to `meetings`, which no statement of SQLite can.
fn constrain(t: &Meetctl, constraint: &str) {
    if t.engine() == Engine::Sqlite {
        let ours = "CONSTRAINT meeting_time_check";
        declare(t, &["meetings"], ours, &format!("{constraint}, {ours}"));
    } else {
        t.sql(&format!("ALTER TABLE meetings ADD {constraint}"));
    }
}

on_every_engine! {
    fn a_check_of_others_refuses_the_batch(t: &Meetctl) {
        t.seed_sql(3, 0);
        constrain(t, "CONSTRAINT no_ghosts CHECK (title <> 'Ghost')");
        let refused = import(t, &[]).exits(1);
        assert!(refused.stderr.contains("no_ghosts"), "{refused}");
        assert_eq!(meetings(t), "0");
    }

    fn a_foreign_key_of_others_refuses_the_batch(t: &Meetctl) {
        t.seed_sql(3, 0);
        t.sql("CREATE TABLE rooms (id BIGINT NOT NULL PRIMARY KEY)");
        t.sql("ALTER TABLE meetings ADD COLUMN room BIGINT DEFAULT 9");
        constrain(t, "CONSTRAINT in_a_room FOREIGN KEY (room) REFERENCES rooms (id)");
        let refused = import(t, &[]).exits(1);
        assert!(refused.stderr.contains("does not exist"), "{refused}");
        assert_eq!(meetings(t), "0");
        t.sql("INSERT INTO rooms VALUES (9)");
        assert_eq!(counts(&import(t, &[]).success()), [2, 2, 0, 0, 0, 0]);
    }
}

/// A CHECK of the name that the schema gives to one of its own may demand more.
#[test]
fn a_stricter_check_of_our_name_refuses_the_batch() {
    if !Engine::Sqlite.is_available() {
        return;
    }
    let t = Meetctl::migrated(Engine::Sqlite);
    t.seed_sql(3, 0);
    declare(&t, &["meetings"], "'scheduled', ", "");
    let refused = import(&t, &["-vv"]).exits(1);
    assert!(refused.stderr.contains("meeting_status_check"), "{refused}");
    assert!(!refused.stderr.contains("OR FAIL"), "{refused}");
    assert_eq!(meetings(&t), "0");
}

/// In an unchecked session a failure ends the transaction, and so the file is as it was.
#[test]
fn a_taken_key_undoes_the_batch() {
    if !Engine::Sqlite.is_available() {
        return;
    }
    let t = Meetctl::migrated(Engine::Sqlite);
    t.seed_sql(3, 0);
    t.sql("CREATE UNIQUE INDEX one_of_a_creator ON meetings (created_by)");
    let refused = import(&t, &["-vv"]).exits(1);
    assert!(refused.stderr.contains("INSERT OR FAIL INTO meetings"), "{refused}");
    assert_eq!(meetings(&t), "0");
    assert_eq!(t.rows("SELECT SUM(booking_seq) FROM users"), [["0"]]);
}

/// A trigger chooses what a conflict of its own statement does; the statement that fires it must not.
#[test]
fn a_trigger_of_others_runs_as_it_is_written() {
    if !Engine::Sqlite.is_available() {
        return;
    }
    let t = Meetctl::migrated(Engine::Sqlite);
    t.seed_sql(3, 0);
    t.sql(
        "CREATE TABLE seen (creator INTEGER PRIMARY KEY); \
         CREATE TRIGGER note AFTER INSERT ON meetings BEGIN \
           INSERT OR IGNORE INTO seen VALUES (new.created_by); END",
    );
    let run = import(&t, &["-vv"]).success();
    assert_eq!(counts(&run), [2, 2, 0, 0, 0, 0]);
    assert!(!run.stderr.contains("OR FAIL"), "{run}");
    assert_eq!(t.rows("SELECT creator FROM seen"), [["1"]]);
    assert_eq!(t.rows("SELECT SUM(booking_seq) FROM users"), [["3"]]);
}
