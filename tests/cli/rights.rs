//! The rights that each command needs on a server: with exactly those it works, without any one of
//! them it is denied, and the hint names what is missing.

use std::cell::Cell;

use harness::{Engine, Meetctl, Transcript};
use meetctl::commands::rights::{HISTORY, RECORDS, RIGHTS, sequence};

const CALENDAR: &str = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\nBEGIN:VEVENT\nUID:{n}\n\
    DTSTAMP:20260101T000000Z\nSEQUENCE:{s}\nDTSTART:20260101T1{s}0000Z\n\
    DTEND:20260101T1{s}3000Z\nSUMMARY:A\nORGANIZER:mailto:new{n}@x.org\nATTENDEE:mailto:{a}@x.org\n\
    END:VEVENT\nEND:VCALENDAR\n";

/// A role of the server that has only what it is granted.
struct Clerk<'t> {
    t: &'t Meetctl,
    name: String,
    url: String,
    count: Cell<i64>,
}

impl<'t> Clerk<'t> {
    fn new(t: &'t Meetctl) -> Self {
        let name = format!("{}_clerk", t.database());
        let [password, in_url] = Meetctl::secrets();
        let password = password.replace('\'', "''");
        t.superuser_sql(&match t.engine() {
            Engine::Postgres => format!("CREATE ROLE {name} LOGIN PASSWORD '{password}'"),
            _ => format!("CREATE USER {name}@127.0.0.1 IDENTIFIED BY '{password}'"),
        });
        let url = t.url().replace(&format!("meetctl:{in_url}"), &format!("{name}:{in_url}"));
        Self { t, name, url, count: Cell::new(1000) }
    }

    fn grant(&self, right: &str, on: &str) {
        self.change("GRANT", "TO", right, on);
    }

    fn revoke(&self, right: &str, on: &str) {
        self.change("REVOKE", "FROM", right, on);
    }

    fn change(&self, verb: &str, preposition: &str, right: &str, on: &str) {
        let host = if self.t.engine() == Engine::Postgres { "" } else { "@127.0.0.1" };
        let sql = format!("{verb} {right} ON {on} {preposition} {}{host}", self.name);
        self.t.superuser_sql(&sql);
    }

    fn run(&self, line: &str, input: &str) -> Transcript {
        // A report is HTML.
        let format =
            if line.starts_with("report") { [].as_slice() } else { &["--format", "jsonl"] };
        let run = self.t.cmd(line.split(' ').chain(format.iter().copied())).stdin(input);
        // The editor of `meeting edit`.
        let editor = "sed -i -e '/,D,/d' -e 's/,M,/,N,/' -e 's/,u[0-9]*@x.org,$/,1,/'";
        run.env("MEETCTL_DATABASE_URL", &self.url).env("VISUAL", editor).run()
    }

    /// Runs a command on rows of its own, so that it needs every right; the first denial, if any.
    fn works(&self, command: &str) -> Result<(), Transcript> {
        let n = self.count.replace(self.count.get() + 10);
        self.insert_rows(n);
        for (line, input) in self.lines(command, n) {
            let run = self.run(&line, &input);
            if run.exit != 0 {
                return Err(run);
            }
        }
        Ok(())
    }

    /// User `n` with a meeting.
    fn insert_rows(&self, n: i64) {
        let t = self.t;
        t.sql(&format!(
            "INSERT INTO users (id, name, email, created_at, updated_at) \
             VALUES ({n}, 'A', 'u{n}@x.org', {at}, {at})",
            at = "'2026-01-01 00:00:00'"
        ));
        t.sql(&format!(
            "INSERT INTO meetings (id, title, start_time, end_time, created_by, status, created_at, updated_at) \
             VALUES ({n}, 'M', '{y}-01-01 10:00:00', '{y}-01-01 11:00:00', {n}, 'scheduled', {at}, {at})",
            y = n + 1000,
            at = "'2026-01-01 00:00:00'"
        ));
        t.sql(&format!("INSERT INTO meeting_participants (meeting_id, user_id) VALUES ({n}, {n})"));
    }

    /// Command lines that need every right of a command, each with its standard input.
    fn lines(&self, command: &str, n: i64) -> Vec<(String, String)> {
        if let Some(lines) = self.lines_of_sets(command, n) {
            return lines;
        }
        let t = self.t;
        match command {
            "user show" => vec![(format!("user show {n}"), String::new())],
            "user create" => {
                vec![(format!("user create --name A --email c{n}@x.org"), String::new())]
            }
            "user update" => vec![(format!("user update {n} --name B{n}"), String::new())],
            "user import" => vec![(
                "user import - --input-format csv".into(),
                format!("name,email\nA,new{n}@x.org\nB{n},u{n}@x.org\n"),
            )],
            "user delete" => {
                vec![(format!("user delete {n} --reassign-to 1 --yes"), String::new())]
            }
            "user offboard" => {
                vec![(format!("user offboard {n} --to 1 --from 2000-01-01 --yes"), String::new())]
            }
            "user merge" => vec![(format!("user merge {n} 1 --yes"), String::new())],
            "user anonymize" => vec![(format!("user anonymize {n} --yes"), String::new())],
            "user data" => vec![(format!("user data {n}"), String::new())],
            "meeting show" => vec![(format!("meeting show {n}"), String::new())],
            "meeting overlaps" => {
                vec![("meeting overlaps --from 2026-01-01 --to 2027-01-01".into(), String::new())]
            }
            "meeting free" => vec![(
                "meeting free --user 1 --from 2026-06-02 --to 2026-06-03 --duration 1h".into(),
                String::new(),
            )],
            "stats user" => vec![("stats user 1".into(), String::new())],
            "report" => vec![("report -o -".into(), String::new())],
            "stats monthly" => vec![("stats monthly --year 2026".into(), String::new())],
            "meeting create" => vec![(
                format!(
                    "meeting create --title A --start {}-05-01T10:00Z --duration 1h --creator {n} --participant 1",
                    n + 1000
                ),
                String::new(),
            )],
            "meeting update" => vec![(
                format!(
                    "meeting update {n} --title B --add-participant 1 --remove-participant {n}"
                ),
                String::new(),
            )],
            "history prune" => {
                vec![("history prune --before 2100-01-01 --yes".into(), String::new())]
            }
            "backup" => vec![(format!("backup b{n}.db"), String::new())],
            "transfer" => vec![(format!("transfer --to t{n}.db"), String::new())],
            "meeting cancel" => vec![(format!("meeting cancel {n}"), String::new())],
            "meeting delete" => vec![(format!("meeting delete {n} --yes"), String::new())],
            "meeting purge" => {
                t.sql(&format!("UPDATE meetings SET start_time = '2020-01-01 10:00:00', end_time = '2020-01-01 11:00:00' WHERE id = {n}"));
                let line = format!("meeting purge --before 2021-01-01 --archive a{n}.jsonl --yes");
                vec![(line, String::new())]
            }
            "meeting import" => ["0", "1"]
                .map(|s| {
                    let attendee = if s == "0" { "u1000".to_owned() } else { format!("u{n}") };
                    let calendar = CALENDAR.replace("{n}", &n.to_string()).replace("{s}", s);
                    let calendar = calendar.replace("{a}", &attendee);
                    (
                        "meeting import - --input-format ics --create-users --allow-overlap".into(),
                        calendar,
                    )
                })
                .into(),
            "backfill-status" => {
                t.sql(&format!("UPDATE meetings SET start_time = '2020-01-01 10:00:00', end_time = '2020-01-01 11:00:00' WHERE id = {n}"));
                vec![("backfill-status".into(), String::new())]
            }
            plain => vec![(plain.to_owned(), String::new())],
        }
    }

    /// The same for the commands that change several meetings.
    fn lines_of_sets(&self, command: &str, n: i64) -> Option<Vec<(String, String)>> {
        let line = match command {
            "meeting shift" => format!("meeting shift {n} --by 1h"),
            // One meeting changes with its people, the other is deleted.
            "meeting edit" => {
                let m = n + 1;
                self.t.sql(&format!(
                    "INSERT INTO meetings (id, title, start_time, end_time, created_by, status) \
                     VALUES ({m}, 'D', '{y}-01-01 10:00:00', '{y}-01-01 11:00:00', {n}, 'cancelled')",
                    y = n + 1000
                ));
                format!("meeting edit {n} {m} --delete --yes")
            }
            _ => return None,
        };
        Some(vec![(line, String::new())])
    }
}

#[test]
fn each_command_works_with_its_rights_and_with_none_less() {
    for engine in [Engine::Postgres, Engine::Mariadb] {
        if !engine.is_available() {
            continue;
        }
        let t = Meetctl::migrated(engine);
        t.seed_people(1);
        let clerk = Clerk::new(&t);
        let mut wrong = Vec::new();
        for rights in RIGHTS {
            let mut granted = vec![("SELECT", RECORDS.to_owned())];
            for (table, rights) in rights.tables {
                granted.extend(rights.iter().map(|right| (*right, (*table).to_owned())));
                let sequence = sequence(table).filter(|_| engine == Engine::Postgres);
                let sequence = sequence.filter(|_| rights.contains(&"INSERT"));
                granted.extend(sequence.map(|name| ("USAGE", format!("SEQUENCE {name}"))));
            }
            for (right, on) in &granted {
                clerk.grant(right, on);
            }
            for command in rights.commands {
                if let Err(run) = clerk.works(command) {
                    wrong.push(format!("{command} needs more than {granted:?}: {run}"));
                }
            }
            for (right, on) in &granted {
                // A lease that cannot be given back ends by its time, and a commit is seldom in doubt.
                let seldom = [("DELETE", "meetctl_lock"), ("SELECT", HISTORY)];
                if seldom.contains(&(*right, on.as_str())) {
                    continue;
                }
                // Elsewhere who may delete a row may lock it.
                let locks = (rights.commands[0], *right, on.as_str());
                if engine != Engine::Postgres && locks == ("meeting purge", "UPDATE", "meetings") {
                    continue;
                }
                clerk.revoke(right, on);
                let command = rights.commands[0];
                let name = on.trim_start_matches("SEQUENCE ");
                match clerk.works(command) {
                    Ok(()) => wrong.push(format!("{command} does not need {right} on {on}")),
                    Err(run) if run.exit != 4 => {
                        wrong.push(format!("{command} without {right} on {on}: {run}"));
                    }
                    Err(denied) => {
                        let error = denied.error_json();
                        let hint = error["hint"].as_str().unwrap_or_default();
                        if error["code"] != "denied"
                            || !hint.contains(right)
                            || !hint.contains(name)
                        {
                            wrong.push(format!("{command} without {right} on {on}: {denied}"));
                        }
                    }
                }
                clerk.grant(right, on);
            }
            for (right, on) in &granted {
                clerk.revoke(right, on);
            }
        }
        assert!(wrong.is_empty(), "{engine:?}:\n{}", wrong.join("\n"));
    }
}

/// The statements of docs/databases.md, run as they are there.
#[test]
fn the_grants_of_the_documentation_are_enough() {
    let page = include_str!("../../docs/databases.md");
    let blocks = page.split("```sql\n").skip(1).map(|rest| rest.split("```").next().unwrap());
    for engine in [Engine::Postgres, Engine::Mariadb] {
        if !engine.is_available() {
            continue;
        }
        let t = Meetctl::migrated(engine);
        t.seed_people(1);
        let is_ours = |block: &&str| block.contains("@127.0.0.1") == (engine == Engine::Mariadb);
        for sql in blocks.clone().filter(is_ours) {
            // A role is known to the whole server.
            t.superuser_sql(&sql.replace("meet_", &format!("{}_", t.database())));
        }
        let run = |user: &str, line: &str| {
            let (scheme, rest) = t.url().split_once("://").unwrap();
            let (_, place) = rest.split_once('@').unwrap();
            let url = format!("{scheme}://{}_{user}:change%20me@{place}", t.database());
            t.cmd(line.split(' ')).env("MEETCTL_DATABASE_URL", url).run()
        };
        for line in [
            "meeting create --title A --start 2027-01-01T10:00Z --duration 1h --creator 1",
            "meeting update 1 --title B",
            "meeting cancel 1",
            "meeting list",
        ] {
            run("desk", line).success();
        }
        run("desk", "user create --name A --email a@x.org").exits(4);
        if engine == Engine::Postgres {
            run("reports", "stats").success();
            run("reports", "doctor").success();
            run("reports", "meeting delete 1 --yes").exits(4);
            run("backfill", "backfill-status --now 2028-01-01").success();
            run("backfill", "user list").exits(4);
        }
    }
}

/// What is printed is read before the commit: a command that lacks the right changes nothing.
#[test]
fn a_change_that_cannot_be_printed_is_not_made() {
    for engine in [Engine::Postgres, Engine::Mariadb] {
        if !engine.is_available() {
            continue;
        }
        let t = Meetctl::migrated(engine);
        t.seed_sql(2, 2);
        let clerk = Clerk::new(&t);
        clerk.grant("SELECT", "seaql_migrations");
        clerk.grant("SELECT", "meetings");
        clerk.grant("UPDATE", "meetings");
        clerk.grant("INSERT", "meetctl_history");
        let cancelled = || t.rows("SELECT COUNT(*) FROM meetings WHERE status = 'cancelled'");
        assert_eq!(clerk.run("meeting cancel 1", "").exits(4).error_json()["code"], "denied");
        assert_eq!(cancelled(), [["0"]]);
        let table = t.cmd(["meeting", "cancel", "1"]).env("MEETCTL_DATABASE_URL", &clerk.url);
        table.run().success();
        assert_eq!(cancelled(), [["1"]]);
    }
}
