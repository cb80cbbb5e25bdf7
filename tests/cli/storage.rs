//! Databases that cannot hold meetctl's texts or indexes, and those that only seem so.

use harness::{Engine, Meetctl, Own, Product, database};
use rusqlite::Connection;

use crate::doctor::findings;

/// Every way to begin is refused, and changes nothing.
fn is_refused(t: &Meetctl, url: &str, flask: bool, reason: &str) {
    let ways: [&[&str]; 2] = if flask {
        [&["migrate", "baseline"], &["migrate", "baseline", "--dry-run"]]
    } else {
        [&["migrate", "up"], &["migrate", "up", "--dry-run", "--steps", "1"]]
    };
    for args in ways {
        let run = t.cmd(args.iter().chain(&["--json"])).env("MEETCTL_DATABASE_URL", url).run();
        let error = run.exits(4).error_json();
        assert_eq!(error["code"], "unsuitable_database", "{error}");
        assert!(error["message"].as_str().unwrap().contains(reason), "{error}");
        assert!(error["hint"].as_str().unwrap().starts_with("nothing was changed; "), "{error}");
    }
}

#[test]
fn a_postgresql_database_has_to_be_utf8() {
    if !Engine::Postgres.is_available() {
        return;
    }
    let t = Meetctl::empty(Engine::Postgres);
    let schema = t.run(["migrate", "up", "--dry-run", "--dialect", "postgres"]).success().stdout;
    for encoding in ["LATIN1", "SQL_ASCII"] {
        let name = format!("{}_{}", t.database(), encoding.to_lowercase());
        t.superuser_sql(&format!(
            "CREATE DATABASE {name} ENCODING '{encoding}' LC_COLLATE 'C' LC_CTYPE 'C' \
             TEMPLATE template0 OWNER meetctl"
        ));
        let url = t.url().replace(t.database(), &name);
        let tables = || {
            let sql = "SELECT CAST(COUNT(*) AS TEXT) FROM information_schema.tables \
                       WHERE table_schema = 'public'";
            database::query(&url, sql).unwrap()[0][0].clone()
        };
        let reason = format!("the encoding of the database is {encoding}, not UTF-8");
        is_refused(&t, &url, false, &reason);
        assert_eq!(tables(), "0");
        database::execute(
            &url,
            "CREATE TABLE users (id SERIAL PRIMARY KEY, name VARCHAR(100), email VARCHAR(255), \
             created_at TIMESTAMP, updated_at TIMESTAMP); \
             CREATE TABLE meetings (id SERIAL PRIMARY KEY, title VARCHAR(100), description TEXT, \
             start_time TIMESTAMP, end_time TIMESTAMP, created_by INTEGER, created_at TIMESTAMP, \
             updated_at TIMESTAMP); \
             CREATE TABLE meeting_participants (meeting_id INTEGER, user_id INTEGER)",
        )
        .unwrap();
        is_refused(&t, &url, true, &reason);
        assert_eq!(tables(), "3");
        database::execute(&url, "DROP TABLE users, meetings, meeting_participants").unwrap();
        // One that has the schema already is read and written, and the doctor says so.
        database::execute(&url, &schema).unwrap();
        let run = |line: &str| t.cmd(line.split(' ')).env("MEETCTL_DATABASE_URL", &url).run();
        run("migrate up").success();
        run("user create --name Ada --email ada@example.org").success();
        let doctor = run("doctor --check").exits(3);
        assert!(doctor.stdout.contains(&format!("warning       1  {encoding}")), "{doctor}");
        assert!(
            doctor.stdout.contains("createdb --encoding UTF8 --template template0"),
            "{doctor}"
        );
        t.superuser_sql(&format!("DROP DATABASE {name} WITH (FORCE)"));
    }
}

#[test]
fn a_sqlite_file_has_to_be_utf8() {
    if !Engine::Sqlite.is_available() {
        return;
    }
    let t = Meetctl::empty(Engine::Sqlite);
    let utf16 = |more: &str| {
        let _ = std::fs::remove_file(t.file());
        let db = Connection::open(t.file()).unwrap();
        db.execute_batch(&format!("PRAGMA encoding = 'UTF-16le'; {more}")).unwrap();
    };
    utf16("CREATE TABLE t (x); DROP TABLE t");
    is_refused(&t, t.url(), false, "the encoding of the database is UTF-16le");
    utf16("CREATE TABLE t (x); DROP TABLE t");
    t.create_flask_tables(true);
    is_refused(&t, t.url(), true, "the encoding of the database is UTF-16le");
    let schema = t.run(["migrate", "up", "--dry-run", "--dialect", "sqlite"]).success().stdout;
    utf16(&schema);
    let found = findings(&t);
    assert_eq!(found[0], "encoding: 1 [UTF-16le]", "{found:?}");
}

/// What a server of MariaDB or MySQL may have been set up with, all at once.
fn own() -> Own {
    let arguments = [
        "--innodb-default-row-format=compact",
        "--character-set-server=latin1",
        "--collation-server=latin1_swedish_ci",
        "--loose-sql-require-primary-key=ON",
        "--loose-sql-generate-invisible-primary-key=ON",
        "--loose-default-table-encryption=OFF",
    ];
    Own {
        arguments: arguments.map(ToOwned::to_owned).into(),
        initial_arguments: vec!["--lower-case-table-names=1".to_owned()],
        ..Own::default()
    }
}

#[test]
fn the_defaults_of_a_mysql_server_do_not_matter() {
    let Some(server) = Engine::Mariadb.own_server(&own()) else { return };
    let t = &Meetctl::on(&server, Engine::Mariadb);
    // A database whose name is written otherwise.
    let url = t.url().replace(t.database(), &t.database().to_uppercase());
    let run = |line: &str| t.cmd(line.split(' ')).env("MEETCTL_DATABASE_URL", &url).run();
    let planned = run("migrate up --dry-run").success();
    assert_eq!(planned.stdout.matches("ROW_FORMAT=DYNAMIC").count(), 8, "{planned}");
    run("migrate up").success();
    run("doctor --check").success();
    let schema = t.schema();
    run("user create --name Zoë --email zoe@example.org").success();
    run("migrate down --all --yes").success();
    run("migrate up").success();
    assert_eq!(t.schema(), schema);
    let other = "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE() \
                 AND (row_format <> 'Dynamic' OR table_collation <> 'utf8mb4_bin') \
                 AND table_name <> 'meetctl_lock'";
    assert_eq!(t.rows(other), [[""; 0]; 0]);

    // The tables were made under another default, and a migration writes them again.
    run("migrate down --all --yes").success();
    server.execute("SET GLOBAL innodb_default_row_format = dynamic").unwrap();
    run("migrate up").success();
    server.execute("SET GLOBAL innodb_default_row_format = redundant").unwrap();
    run("migrate down --steps 12 --yes").success();
    run("migrate up").success();
    run("migrate status --check").success();
    assert_eq!(t.rows(other), [[""; 0]; 0]);

    let flask = &Meetctl::on(&server, Engine::Mariadb);
    flask.create_flask_tables(true);
    flask.fill_flask_tables();
    let rows = flask.all_rows();
    flask.run(["migrate", "baseline"]).success();
    assert_eq!(flask.all_rows(), rows);
    assert_eq!(flask.rows(other), [[""; 0]; 0]);
    flask.run(["doctor", "--check", "--fail-on", "error"]).success();
}

#[test]
fn the_pages_of_a_mysql_server_must_have_room_for_the_indexes() {
    let own = Own { initial_arguments: vec!["--innodb-page-size=4k".to_owned()], ..Own::default() };
    let Some(server) = Engine::Mariadb.own_server(&own) else { return };
    let t = Meetctl::on(&server, Engine::Mariadb);
    is_refused(&t, t.url(), false, "InnoDB pages of 4096 bytes");
    assert_eq!(t.rows("SHOW TABLES"), [[""; 0]; 0]);
}

#[test]
fn a_column_of_mysql_with_another_collation_is_found() {
    if !Engine::Mariadb.is_available() || Engine::Mariadb.product() == Product::Seekdb {
        return;
    }
    let t = Meetctl::migrated(Engine::Mariadb);
    t.sql(
        "ALTER TABLE users MODIFY name VARCHAR(100) CHARACTER SET latin1 NOT NULL; \
         ALTER TABLE meetings MODIFY title VARCHAR(100) COLLATE utf8mb4_general_ci NOT NULL",
    );
    let expected =
        "encoding: 2 [meetings.title (utf8mb4_general_ci) users.name (latin1_swedish_ci)]";
    assert_eq!(findings(&t), [expected]);
    t.run(["doctor", "--check"]).exits(3);
}
