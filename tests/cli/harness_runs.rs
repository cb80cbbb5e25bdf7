//! The harness itself: what every other test relies on.

use std::path::Path;
use std::time::{Duration, Instant};

use harness::{
    Engine, Meetctl, NOW, Transcript, on_every_engine, on_every_engine_empty, same_on_every_engine,
    snapshot,
};

/// The three tables as far as the seeds need them.
fn create_tables(t: &Meetctl) {
    let id = match t.engine() {
        Engine::Sqlite => "INTEGER PRIMARY KEY",
        Engine::Postgres => "BIGSERIAL PRIMARY KEY",
        Engine::Mariadb => "BIGINT PRIMARY KEY AUTO_INCREMENT",
    };
    let time = if t.engine() == Engine::Postgres { "timestamp" } else { "datetime" };
    t.sql(&format!(
        "CREATE TABLE users (id {id}, name varchar(100), email varchar(255), \
           created_at {time}, updated_at {time}); \
         CREATE TABLE meetings (id {id}, title varchar(100), description text, \
           start_time {time}, end_time {time}, created_by BIGINT, \
           status varchar(20) NOT NULL DEFAULT 'scheduled', created_at {time}, updated_at {time}); \
         CREATE TABLE meeting_participants (meeting_id BIGINT, user_id BIGINT)"
    ));
}

on_every_engine_empty! {
    fn raw_sql_reads_alike(t: &Meetctl) {
        create_tables(t);
        t.seed_sql(3, 200);
        let counts = t.rows(
            "SELECT (SELECT COUNT(*) FROM users), (SELECT COUNT(*) FROM meetings), \
             (SELECT COUNT(*) FROM meeting_participants WHERE user_id BETWEEN 1 AND 3)",
        );
        assert_eq!(counts, [["3", "200", "200"]]);
        let last = t.rows(
            "SELECT id, title, description, start_time, end_time, created_by, status \
             FROM meetings WHERE id = 200",
        );
        assert_eq!(
            last,
            [["200", "Meeting 200", "NULL", "2026-06-03 01:45:00", "2026-06-03 02:00:00", "2",
              "scheduled"]]
        );
    }

    fn every_test_has_its_own_database(t: &Meetctl) {
        t.sql("CREATE TABLE mine (id BIGINT)");
        let other = Meetctl::empty(t.engine());
        assert_ne!(t.url(), other.url());
        other.sql("CREATE TABLE mine (id BIGINT)");
    }

    fn a_run_has_a_clean_and_fixed_environment(t: &Meetctl) {
        t.run(["--version"]).success();
        let seen = t.shell("echo $MEETCTL_NOW $TZ $COLUMNS $CARGO_MANIFEST_DIR; pwd").run();
        let lines = [format!("{NOW} UTC 100"), t.directory().display().to_string()];
        assert_eq!(seen.lines(), lines);
        let url = "test \"$MEETCTL_DATABASE_URL\"";
        t.shell(url).run().success();
        t.shell(url).without_url().run().exits(1);
        t.shell("command -v meetctl").run().success();
    }

    fn a_transcript_is_the_same_on_every_engine(t: &Meetctl) {
        let url = t.url_without_password();
        let masked = url.replace("meetctl@", "meetctl:***@");
        let elsewhere = t.write("people.csv", "name\n");
        let script = format!("echo {url}; echo '{masked}' {} >&2; exit 4", elsewhere.display());
        assert!(t.read("people.csv").starts_with("name"));
        let transcript = t.shell("eval \"$SCRIPT\"").env("SCRIPT", script).run().exits(4);
        snapshot!(transcript, @r#"
        $ sh -c 'eval "$SCRIPT"'
        exit: 4
        --- stdout
        [DATABASE]
        --- stderr
        [DATABASE] [TMP]/work/people.csv
        "#);
        assert_eq!(transcript.stable_stdout(), "[DATABASE]\n");
    }
}

on_every_engine! {
    fn a_copied_schema_is_the_migrated_one(t: &Meetctl) {
        let manual = Meetctl::empty(t.engine());
        manual.run(["migrate", "up"]).success();
        if t.engine() != Engine::Sqlite || manual.file().exists() {
            assert_eq!(columns(t), columns(&manual));
        }
    }
}

/// Every column of every table, as the engine reports it.
fn columns(t: &Meetctl) -> Vec<Vec<String>> {
    t.rows(match t.engine() {
        Engine::Sqlite => "SELECT name, sql FROM sqlite_schema ORDER BY name",
        Engine::Postgres => {
            "SELECT table_name::text, column_name::text, data_type::text, column_default::text \
             FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1, 2"
        }
        Engine::Mariadb => {
            "SELECT table_name, column_name, column_type, column_default, collation_name, extra \
             FROM information_schema.columns WHERE table_schema = DATABASE() ORDER BY 1, 2"
        }
    })
}

on_every_engine! {
    fn people_are_created_by_the_tool_itself(t: &Meetctl) {
        assert_eq!(t.seed_people(7), [1, 2, 3, 4, 5, 6, 7]);
        let last = t.rows("SELECT name, email FROM users WHERE id = 7");
        assert_eq!(last, [["Person 7", "person.7@example.org"]]);
    }

    fn many_rows_are_seeded_fast(t: &Meetctl) {
        t.seed_sql(100, 2_000);
        assert_eq!(t.rows("SELECT COUNT(*), MAX(id) FROM meetings"), [["2000", "2000"]]);
    }
}

#[test]
fn engines_can_be_compared() {
    let text = same_on_every_engine(|t| {
        t.shell("echo \"$MEETCTL_DATABASE_URL\" | wc -l").run().success().stable_stdout()
    });
    assert_eq!(text.trim(), "1");
}

#[test]
fn a_superuser_exists_and_the_ordinary_user_is_not_one() {
    for engine in [Engine::Postgres, Engine::Mariadb] {
        if engine.is_available() {
            let t = Meetctl::empty(engine);
            t.superuser_sql("CREATE TABLE theirs (id BIGINT)");
            let rights = match engine {
                Engine::Postgres => {
                    "SELECT usename::text FROM pg_user WHERE usesuper AND usename = current_user"
                }
                _ => {
                    "SELECT grantee FROM information_schema.user_privileges \
                     WHERE privilege_type <> 'USAGE'"
                }
            };
            assert!(t.rows(rights).is_empty());
        }
    }
}

#[test]
fn a_password_that_is_shown_fails_the_test() {
    let t = Meetctl::empty(Engine::Sqlite);
    for secret in Meetctl::secrets() {
        let leak = t.shell("printf %s \"$SECRET\" >&2").env("SECRET", secret);
        let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| leak.run()));
        assert!(outcome.is_err());
    }
}

#[test]
fn a_program_that_hangs_is_killed() {
    let t = Meetctl::empty(Engine::Sqlite);
    let started = Instant::now();
    let hang = t.shell("echo started; exec sleep 30").timeout(Duration::from_millis(300));
    let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| hang.run()));
    let message = *outcome.unwrap_err().downcast::<String>().unwrap();
    assert!(message.contains("killed after 300ms") && message.contains("started"), "{message}");
    assert!(started.elapsed() < Duration::from_secs(10));
}

#[test]
fn a_signal_gives_the_exit_code_of_a_shell() {
    let t = Meetctl::empty(Engine::Sqlite);
    let mut running = t.shell("exec sleep 30").start();
    assert!(!running.has_ended());
    running.signal("TERM");
    let transcript = running.wait();
    assert_eq!(transcript.exit, 143);
}

#[test]
fn standard_input_json_and_ids_are_passed() {
    let t = Meetctl::empty(Engine::Sqlite);
    assert_eq!(t.shell("cat").stdin("3\n5\n").run().success().ids(), [3, 5]);
    assert_eq!(t.shell("cat").stdin("{\"id\":7}").run().json()["id"], 7);
    let error = "echo note >&2; echo '{\"error\":{\"exit_code\":4}}' >&2";
    assert_eq!(t.shell(error).run().error_json()["exit_code"], 4);
    let none: Transcript = t.shell("cat").run().success();
    assert!(none.stdout.is_empty() && none.stderr.is_empty() && none.args.len() == 2);
}

#[test]
fn a_home_is_private() {
    let t = Meetctl::empty(Engine::Sqlite);
    assert!(!t.file().exists(), "an empty SQLite database does not have a file yet");
    assert!(t.home().starts_with(t.tmp()) && t.home().is_dir());
    let home = t.shell("cd && pwd").run().success();
    assert_eq!(Path::new(home.lines()[0]), t.home());
    assert!(t.file().starts_with(t.tmp()) && t.file().ends_with(format!("{}.db", t.database())));
}
