//! The rights that the commands need which change the schema, and `doctor --fix`: with exactly those of
//! the documentation they work, without one they are denied and go on once it is granted.

use harness::{Engine, Meetctl, Product, Transcript};

use crate::doctor::{findings, seed, unguarded};

/// A role of the server that has only what it is granted.
struct Operator<'t> {
    t: &'t Meetctl,
    url: String,
    name: String,
}

impl<'t> Operator<'t> {
    fn new(t: &'t Meetctl) -> Self {
        let user = format!("{}_operator", t.database());
        let [password, in_url] = Meetctl::secrets();
        let password = password.replace('\'', "''");
        let (name, create) = if t.engine() == Engine::Postgres {
            (user.clone(), format!("CREATE ROLE {user} LOGIN PASSWORD '{password}'"))
        } else {
            let name = format!("{user}@127.0.0.1");
            (name.clone(), format!("CREATE USER {name} IDENTIFIED BY '{password}'"))
        };
        t.superuser_sql(&create);
        let url = t.url().replace(&format!("meetctl:{in_url}"), &format!("{user}:{in_url}"));
        Self { t, url, name }
    }

    fn grant(&self, rights: &str, on: &str) {
        self.t.superuser_sql(&format!("GRANT {rights} ON {on} TO {}", self.name));
    }

    fn revoke(&self, rights: &str, on: &str) {
        self.t.superuser_sql(&format!("REVOKE {rights} ON {on} FROM {}", self.name));
    }

    fn run(&self, line: &str) -> Transcript {
        let run = self.t.cmd(line.split(' ').chain(["--json"]));
        run.env("MEETCTL_DATABASE_URL", &self.url).run()
    }

    fn is_denied(&self, line: &str) {
        let denied = self.run(line).exits(4);
        let error = denied.error_json();
        assert_eq!(error["code"], "denied", "{denied}");
    }
}

/// A copy into the database, over it, and a restore.
fn copied_by(operator: &Operator<'_>) {
    let source = Meetctl::migrated(Engine::Sqlite);
    source.seed_sql(2, 3);
    source.run(["transfer", "--to", &operator.url]).success();
    source.run(["transfer", "--to", &operator.url, "--replace", "--yes"]).success();
    let archive = source.directory().join("b.db").display().to_string();
    source.run(["backup", &archive]).success();
    operator.run(&format!("restore {archive} --yes")).success();
    operator.run("migrate status --check").success();
}

const UP_AND_DOWN: [&str; 3] = ["migrate up", "migrate down --all --yes", "migrate up"];

#[test]
fn migrations_need_the_rights_of_the_documentation_on_mysql() {
    if !Engine::Mariadb.is_available() || Engine::Mariadb.product() == Product::Seekdb {
        return;
    }
    let mut rights =
        vec!["SELECT", "INSERT", "UPDATE", "DELETE", "CREATE", "ALTER", "DROP", "INDEX"];
    if Engine::Mariadb.product() == Product::Mysql {
        rights.push("REFERENCES");
    }
    let t = Meetctl::empty(Engine::Mariadb);
    let operator = Operator::new(&t);
    let all = format!("{}.*", t.database());
    operator.grant(&rights.join(", "), &all);
    for line in UP_AND_DOWN {
        operator.run(line).success();
    }
    copied_by(&operator);
    for right in rights {
        operator.run("migrate down --all --yes").success();
        operator.revoke(right, &all);
        let runs: Vec<Transcript> = UP_AND_DOWN.iter().map(|line| operator.run(line)).collect();
        let denied = runs.iter().find(|run| run.exit != 0);
        let denied = denied.unwrap_or_else(|| panic!("{right} is not needed"));
        // Nothing is half done.
        assert!(
            right == "SELECT" || operator.run("migrate status").json()[0]["state"] == "pending",
            "{right}"
        );
        assert_eq!(denied.exit, 4, "without {right}: {denied}");
        assert_eq!(denied.error_json()["code"], "denied", "without {right}: {denied}");
        operator.grant(right, &all);
        operator.run("migrate up").success();
        operator.run("migrate status --check").success();
    }
}

#[test]
fn migrations_need_the_owner_on_postgresql() {
    if !Engine::Postgres.is_available() {
        return;
    }
    let t = Meetctl::empty(Engine::Postgres);
    let operator = Operator::new(&t);
    t.superuser_sql(
        "REVOKE ALL ON SCHEMA public FROM PUBLIC; GRANT USAGE ON SCHEMA public TO PUBLIC",
    );
    operator.is_denied("migrate up");
    assert_eq!(
        t.rows("SELECT CAST(COUNT(*) AS TEXT) FROM pg_tables WHERE schemaname = 'public'"),
        [["0"]]
    );
    operator.grant("CREATE", "SCHEMA public");
    for line in UP_AND_DOWN {
        operator.run(line).success();
    }
    copied_by(&operator);
    // All rights on the tables do not make an owner.
    let other = Meetctl::migrated(Engine::Postgres);
    let guest = Operator::new(&other);
    guest.grant("ALL", "ALL TABLES IN SCHEMA public");
    guest.grant("ALL", "SCHEMA public");
    let schema = other.schema();
    guest.is_denied("migrate down --steps 2 --yes");
    let source = Meetctl::migrated(Engine::Sqlite);
    source.seed_sql(2, 3);
    let denied = source.run(["transfer", "--to", &guest.url, "--json"]).exits(4);
    assert_eq!(denied.error_json()["code"], "denied", "{denied}");
    assert_eq!(other.schema(), schema);
    other.run(["migrate", "status", "--check"]).success();
}

#[test]
fn what_the_doctor_fixes_needs_the_rights_on_that() {
    for engine in [Engine::Postgres, Engine::Mariadb] {
        if !engine.is_available() {
            continue;
        }
        let t = Meetctl::migrated(engine);
        seed(&t);
        let operator = Operator::new(&t);
        for table in [
            "seaql_migrations",
            "users",
            "meetings",
            "meeting_participants",
            "meetctl_imported",
            "meetctl_history",
        ] {
            operator.grant("SELECT", table);
        }
        unguarded(&t, "INSERT INTO meeting_participants (meeting_id, user_id) VALUES (3, 99)");
        operator.is_denied("doctor --fix --yes");
        assert_eq!(findings(&t), ["orphan_participants: 1 [3/99]"]);
        operator.grant("DELETE", "meeting_participants");
        operator.run("doctor --fix --yes").success();
        assert_eq!(findings(&t), [""; 0]);

        t.sql("UPDATE meetings SET status = 'completed' WHERE id = 7");
        operator.is_denied("doctor --fix --yes");
        assert_eq!(findings(&t), ["stale_status: 1 [7]"]);
        operator.grant("UPDATE", "meetings");
        operator.is_denied("doctor --fix --yes");
        operator.grant("SELECT, INSERT, UPDATE, DELETE", "meetctl_lock");
        operator.grant("SELECT, INSERT, UPDATE", "meetctl_history");
        operator.run("doctor --fix --yes").success();
        assert_eq!(findings(&t), [""; 0]);
    }
}
