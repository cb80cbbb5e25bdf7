//! What other programs made on top of the schema is found before the first step, and stops it.

use harness::{Engine, Meetctl, Product, on_every_engine, on_every_engine_empty};

/// A statement of another program, the sentence about it, and the statement that takes it away.
type Case = (&'static str, &'static str, &'static str);

const SQLITE: &[Case] = &[
    (
        "CREATE TABLE notes (m INTEGER REFERENCES meetings (id), note TEXT)",
        "the foreign key of notes.m depends on table meetings",
        "DROP TABLE notes",
    ),
    (
        "CREATE VIEW v AS SELECT m.\"uid\" AS u FROM meetings m",
        "view v depends on table meetings",
        "DROP VIEW v",
    ),
    (
        "CREATE TRIGGER t AFTER UPDATE OF status ON meetings BEGIN SELECT 1; END",
        "trigger t on table meetings depends on table meetings",
        "DROP TRIGGER t",
    ),
    (
        "CREATE TRIGGER t AFTER INSERT ON users BEGIN DELETE FROM meetings WHERE uid = NEW.email; END",
        "trigger t on table users depends on table meetings",
        "DROP TRIGGER t",
    ),
    (
        "CREATE INDEX i ON meetings (title) WHERE uid IS NOT NULL",
        "index i of table meetings depends on column uid of table meetings",
        "DROP INDEX i",
    ),
    (
        "CREATE INDEX i ON meetings (title, uid)",
        "index i of table meetings depends on column uid of table meetings",
        "DROP INDEX i",
    ),
    (
        "ALTER TABLE meetings ADD COLUMN room TEXT",
        "column room of table meetings depends on table meetings, which is created again without it",
        "ALTER TABLE meetings DROP COLUMN room",
    ),
];

const POSTGRES: &[Case] = &[
    (
        "CREATE TABLE notes (m BIGINT REFERENCES meetings (id))",
        "constraint notes_m_fkey on table notes depends on column id of table meetings",
        "DROP TABLE notes",
    ),
    (
        "CREATE SCHEMA meetctl_other; CREATE TABLE meetctl_other.meetings (u TEXT REFERENCES meetings (uid))",
        "depends on column uid of table meetings",
        "DROP SCHEMA meetctl_other CASCADE",
    ),
    (
        "CREATE VIEW v AS SELECT * FROM meetings",
        "view v depends on column uid of table meetings",
        "DROP VIEW v",
    ),
    (
        "CREATE MATERIALIZED VIEW v AS SELECT status FROM meetings",
        "materialized view v depends on column status of table meetings",
        "DROP MATERIALIZED VIEW v",
    ),
    (
        "CREATE RULE r AS ON UPDATE TO meetings WHERE NEW.uid = 'x' DO INSTEAD NOTHING",
        "rule r on table meetings depends on column uid of table meetings",
        "DROP RULE r ON meetings",
    ),
    (
        "CREATE POLICY p ON meetings USING (status <> 'x')",
        "policy p on table meetings depends on column status of table meetings",
        "DROP POLICY p ON meetings",
    ),
    (
        "CREATE FUNCTION f () RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'; \
         CREATE TRIGGER t BEFORE UPDATE OF status ON meetings FOR EACH ROW EXECUTE FUNCTION f ()",
        "trigger t on table meetings depends on column status of table meetings",
        "DROP FUNCTION f CASCADE",
    ),
    (
        "ALTER TABLE meetings ADD COLUMN g TEXT GENERATED ALWAYS AS (upper(uid)) STORED",
        "column g of table meetings depends on column uid of table meetings",
        "ALTER TABLE meetings DROP COLUMN g",
    ),
    (
        "CREATE TABLE child () INHERITS (meetings)",
        "table child depends on table meetings",
        "DROP TABLE child",
    ),
    (
        "CREATE FUNCTION f () RETURNS TEXT LANGUAGE sql BEGIN ATOMIC SELECT max(uid) FROM meetings; END",
        "function f() depends on column uid of table meetings",
        "DROP FUNCTION f",
    ),
    (
        "CREATE FUNCTION f (meetings) RETURNS INT LANGUAGE sql AS 'SELECT 1'",
        "function f(meetings) depends on type meetings",
        "DROP FUNCTION f",
    ),
    (
        "CREATE TABLE old (m meetings)",
        "column m of table old depends on type meetings",
        "DROP TABLE old",
    ),
    (
        "CREATE TABLE old (n BIGINT DEFAULT nextval('meetings_id_seq'))",
        "column n of table old depends on sequence meetings_id_seq",
        "DROP TABLE old",
    ),
    (
        "CREATE STATISTICS s ON uid, title FROM meetings",
        "statistics object s depends on column uid of table meetings",
        "DROP STATISTICS s",
    ),
    (
        "CREATE INDEX i ON meetings (title, uid)",
        "index i depends on column uid of table meetings",
        "DROP INDEX i",
    ),
    (
        "ALTER TABLE meetings ADD CONSTRAINT c CHECK (uid <> '')",
        "constraint c on table meetings depends on column uid of table meetings",
        "ALTER TABLE meetings DROP CONSTRAINT c",
    ),
];

/// Of PostgreSQL 15 and later.
const PUBLICATION: Case = (
    "CREATE PUBLICATION p FOR TABLE meetings (id, uid)",
    "publication of table meetings in publication p depends on column uid of table meetings",
    "DROP PUBLICATION p",
);

const MYSQL: &[Case] = &[
    (
        "CREATE TABLE notes (m BIGINT, CONSTRAINT theirs FOREIGN KEY (m) REFERENCES meetings (id))",
        "foreign key theirs on table notes depends on table meetings",
        "DROP TABLE notes",
    ),
    (
        "CREATE TABLE notes (u VARCHAR(255) COLLATE utf8mb4_bin, \
         CONSTRAINT theirs FOREIGN KEY (u) REFERENCES meetings (uid)) CHARSET utf8mb4",
        "foreign key theirs on table notes depends on table meetings",
        "DROP TABLE notes",
    ),
    (
        "CREATE VIEW v AS SELECT m.uid AS u FROM meetings m",
        "view v depends on table meetings",
        "DROP VIEW v",
    ),
    (
        "CREATE TRIGGER t BEFORE UPDATE ON meetings FOR EACH ROW SET NEW.uid = NULL",
        "trigger t on table meetings depends on table meetings",
        "DROP TRIGGER t",
    ),
    (
        "CREATE TRIGGER t AFTER INSERT ON users FOR EACH ROW DELETE FROM meetings WHERE uid = NEW.email",
        "trigger t on table users depends on table meetings",
        "DROP TRIGGER t",
    ),
    (
        "ALTER TABLE meetings ADD COLUMN g VARCHAR(255) AS (upper(uid)) STORED",
        "column g of table meetings depends on column uid of table meetings",
        "ALTER TABLE meetings DROP COLUMN g",
    ),
    (
        "ALTER TABLE meetings ADD CONSTRAINT c CHECK (uid <> '')",
        "constraint c of table meetings depends on column uid of table meetings",
        "ALTER TABLE meetings DROP CONSTRAINT c",
    ),
    (
        "CREATE INDEX i ON meetings (title, uid)",
        "index i of table meetings depends on column uid of table meetings",
        "DROP INDEX i ON meetings",
    ),
];

fn cases(t: &Meetctl) -> Vec<Case> {
    let cases = match t.engine() {
        Engine::Sqlite => SQLITE,
        Engine::Postgres => POSTGRES,
        Engine::Mariadb => MYSQL,
    };
    let mut cases = cases.to_vec();
    if t.product() == Product::Postgres && !t.rows("SHOW server_version")[0][0].starts_with("14") {
        cases.push(PUBLICATION);
    }
    cases
}

on_every_engine! {
    fn a_rollback_is_refused_with_the_list_before_its_first_step(t: &Meetctl) {
        t.seed_sql(2, 3);
        for (create, sentence, drop) in cases(t) {
            t.sql(create);
            let schema = t.schema();
            let refused = t.run(["migrate", "down", "--all", "--yes", "--json"]).exits(4);
            let error = refused.error_json();
            assert_eq!(error["code"], "dependents", "{refused}");
            let list = error["dependents"].as_array().unwrap();
            let named = list.iter().any(|line| line.as_str().unwrap().contains(sentence));
            assert!(named, "{create}\n{sentence}\n{refused}");
            if create.contains("uid") {
                let to = ["migrate", "down", "--to", "index_participants", "--dry-run"];
                let refused = t.run(to).exits(4);
                assert!(refused.stderr.contains(" depends on column uid of table meetings"), "{refused}");
            }
            assert_eq!(t.schema(), schema, "{create}");
            t.sql(drop);
        }
        t.run(["migrate", "status", "--check"]).success();
        let (first, ..) = cases(t)[0];
        t.sql(first);
        let dry = t.run(["migrate", "down", "--all", "--dry-run", "--read-only"]).exits(4);
        assert!(dry.stderr.contains("  ") && dry.stderr.contains("notes"), "{dry}");
        // What is not touched stops nothing.
        t.run(["migrate", "down", "--steps", "2", "--yes"]).success();
        t.run(["migrate", "up"]).success();
        t.run(["migrate", "repair", "--yes"]).success();
        t.sql(cases(t)[0].2);
        t.run(["migrate", "down", "--all", "--yes"]).success();
    }
}

on_every_engine_empty! {
    fn an_adoption_is_refused_before_anything_is_written(t: &Meetctl) {
        t.create_flask_tables(true);
        t.fill_flask_tables();
        let (create, sentence) = match t.engine() {
            Engine::Sqlite => return,
            Engine::Postgres => (
                "CREATE FUNCTION f () RETURNS BIGINT LANGUAGE sql BEGIN ATOMIC SELECT max(id) FROM users; END",
                "function f() depends on column id of table users",
            ),
            Engine::Mariadb => (
                "CREATE TABLE notes (u INTEGER, CONSTRAINT theirs FOREIGN KEY (u) REFERENCES users (id))",
                "foreign key theirs on table notes depends on column id of table users",
            ),
        };
        t.sql(create);
        let schema = t.schema();
        for line in ["migrate baseline --dry-run", "migrate baseline"] {
            let refused = t.run(line.split(' ')).exits(4);
            assert!(refused.stderr.contains(sentence), "{refused}");
            assert_eq!(t.schema(), schema);
        }
    }
}

/// A migration that creates a SQLite table again would lose what others added to it.
#[test]
fn an_up_that_rebuilds_a_table_is_refused_too() {
    let t = Meetctl::migrated(Engine::Sqlite);
    t.run(["migrate", "down", "--to", "add_user_booking_seq", "--yes"]).success();
    t.sql("ALTER TABLE meetings ADD COLUMN room TEXT CHECK (room <> '')");
    let schema = t.schema();
    for line in ["migrate up", "migrate up --dry-run"] {
        let refused = t.run(line.split(' ')).exits(4);
        assert!(refused.stderr.contains("column room of table meetings"), "{refused}");
        assert!(refused.stderr.contains("a CHECK of table meetings"), "{refused}");
    }
    assert_eq!(t.schema(), schema);
}
