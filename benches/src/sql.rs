//! The statements that the engines' own clients run. `{hot}` stands for the hot user, `{user}` for
//! a typical one, `{= query}` for what that query returns: a client that binds values, as meetctl
//! does, has them at hand as well.

use crate::generate::{HOT_USER, Size};
use crate::problem::Problem;
use crate::site::Site;
use crate::store::Engine;

/// The columns that meetctl reads of each table.
const MEETING: &str = "id, uid, title, description, start_time, end_time, status, created_by, \
                       created_at, updated_at";
const USER: &str = "id, name, email, booking_seq, created_at, updated_at";

/// The text with the users of a database of this size.
pub fn filled(text: &str, size: Size) -> String {
    text.replace("{hot}", &HOT_USER.to_string()).replace("{user}", &(size.users / 2).to_string())
}

/// The statements for the database of this size.
pub fn filled_all(site: &Site, size: Size, statements: &[String]) -> Result<Vec<String>, Problem> {
    let mut all = Vec::new();
    for statement in statements {
        let mut statement = filled(statement, size);
        while let Some((start, rest)) = statement.split_once("{= ") {
            let (query, end) = rest.split_once('}').unwrap_or((rest, ""));
            statement = format!("{start}{}{end}", site.file(size)?.client(&[query]).output()?);
        }
        all.push(statement);
    }
    Ok(all)
}

/// The meetings of a query, with their people.
fn with_people(ids: &str) -> Vec<String> {
    let bound = format!("{{= SELECT group_concat(id) FROM ({ids})}}");
    vec![
        format!("SELECT {MEETING} FROM meetings WHERE id IN ({bound}) ORDER BY start_time, id"),
        format!(
            "SELECT meeting_id, user_id FROM meeting_participants WHERE meeting_id IN ({bound}) \
             ORDER BY meeting_id, user_id"
        ),
        format!(
            "SELECT {USER} FROM users WHERE id IN ({{= SELECT group_concat(id) FROM (SELECT \
             created_by AS id FROM meetings WHERE id IN ({ids}) UNION SELECT user_id \
             FROM meeting_participants WHERE meeting_id IN ({ids}))}})"
        ),
    ]
}

pub fn show(_: Engine) -> Vec<String> {
    with_people("SELECT 5 AS id")
}

/// A page in order of start, all that start with its last meeting, their people, and a count of the
/// rest up to where meetctl stops counting.
pub fn list(_: Engine) -> Vec<String> {
    const ORDERED: &str = "FROM meetings ORDER BY start_time, id LIMIT";
    let last = |column: &str| format!("{{= SELECT {column} {ORDERED} 1 OFFSET 19}}");
    let (start, id) = (last("start_time"), last("id"));
    let mut statements = with_people(&format!("SELECT id {ORDERED} 20"));
    statements[0] = format!("SELECT {MEETING} {ORDERED} 20");
    statements.push(format!(
        "SELECT {MEETING} FROM meetings WHERE start_time = '{start}' ORDER BY id LIMIT 20"
    ));
    statements.push(format!(
        "SELECT COUNT(*) FROM (SELECT 1 FROM meetings WHERE start_time >= '{start}' \
         AND (start_time > '{start}' OR id > {id}) LIMIT 1001)"
    ));
    statements
}

pub fn stats_of_typical(_: Engine) -> Vec<String> {
    stats_of("{user}")
}

pub fn stats_of_hot(_: Engine) -> Vec<String> {
    stats_of("{hot}")
}

fn stats_of(user: &str) -> Vec<String> {
    vec![
        format!("SELECT {USER} FROM users WHERE id = {user}"),
        format!(
            "SELECT COUNT(*), SUM(unixepoch(end_time) - unixepoch(start_time)) FROM meetings \
             WHERE created_by = {user}"
        ),
        format!("SELECT COUNT(*) FROM meeting_participants WHERE user_id = {user}"),
    ]
}

pub fn overlaps(_: Engine) -> Vec<String> {
    vec![format!(
        "SELECT {MEETING} FROM meetings WHERE start_time < '2026-03-09 00:00:00.000000' \
         AND end_time > '2026-03-02 00:00:00.000000' AND (created_by = {{user}} OR EXISTS \
         (SELECT 1 FROM meeting_participants p WHERE p.meeting_id = meetings.id \
         AND p.user_id = {{user}}))"
    )]
}

pub fn hot_overlaps(_: Engine) -> Vec<String> {
    const WINDOW: &str = "start_time < '2026-03-05 00:00:00.000000' \
                          AND end_time > '2026-03-04 00:00:00.000000' AND status <> 'cancelled'";
    vec![format!(
        "SELECT {MEETING} FROM meetings WHERE id IN (SELECT id FROM meetings \
         WHERE created_by = {{hot}} AND {WINDOW} UNION SELECT m.id FROM meeting_participants p \
         JOIN meetings m ON m.id = p.meeting_id WHERE p.user_id = {{hot}} AND {WINDOW}) \
         ORDER BY start_time, id"
    )]
}

pub fn stats_monthly(_: Engine) -> Vec<String> {
    vec![
        "SELECT CAST(strftime('%m', start_time) AS INTEGER) AS month, COUNT(id) FROM meetings \
         WHERE CAST(strftime('%Y', start_time) AS INTEGER) = 2025 GROUP BY month ORDER BY month"
            .to_owned(),
    ]
}

pub fn stats_active(_: Engine) -> Vec<String> {
    vec![
        "SELECT u.id, u.name, u.email, u.created_at, u.updated_at, COUNT(m.id) AS attended \
         FROM users u JOIN meeting_participants p ON p.user_id = u.id \
         JOIN meetings m ON m.id = p.meeting_id GROUP BY u.id ORDER BY attended DESC LIMIT 10"
            .to_owned(),
    ]
}

/// People by e-mail address.
pub fn export_csv(engine: Engine) -> Vec<String> {
    export(engine, "c.email", "u.email")
}

/// People by name and e-mail address.
pub fn export_jsonl(engine: Engine) -> Vec<String> {
    let person = match engine {
        Engine::Mariadb => "u.name, ' ', u.email",
        _ => "u.name || ' ' || u.email",
    };
    export(engine, "c.name, c.email", person)
}

/// One row a meeting, in the form that is fastest on its engine.
fn export(engine: Engine, creator: &str, person: &str) -> Vec<String> {
    let meeting = "m.uid, m.title, m.description, m.start_time, m.end_time, m.status";
    let creators = "FROM meetings m JOIN users c ON c.id = m.created_by";
    let participants = match engine {
        Engine::Sqlite => format!("group_concat({person}, ';')"),
        Engine::Mariadb => format!("group_concat({person} SEPARATOR ';')"),
        Engine::Postgres => {
            return vec![format!(
                "SELECT {meeting}, {creator}, string_agg({person}, ';') {creators} \
                 LEFT JOIN meeting_participants p ON p.meeting_id = m.id \
                 LEFT JOIN users u ON u.id = p.user_id GROUP BY m.id, c.id \
                 ORDER BY m.start_time, m.id"
            )];
        }
    };
    vec![format!(
        "SELECT {meeting}, {creator}, (SELECT {participants} FROM meeting_participants p \
         JOIN users u ON u.id = p.user_id WHERE p.meeting_id = m.id) {creators} \
         ORDER BY m.start_time, m.id"
    )]
}

/// Who attends what, with an index, joined with itself; with the fields that meetctl prints.
/// `b.start_time >= a.start_time` follows from what comes after it: it lets every planner bound the
/// index on both sides.
pub fn self_join(engine: Engine) -> Vec<String> {
    let (earlier, minutes) = match engine {
        Engine::Sqlite => ("min", "(unixepoch($to) - unixepoch($from)) / 60"),
        Engine::Postgres => ("LEAST", "(EXTRACT(EPOCH FROM $to - $from) / 60)::bigint"),
        Engine::Mariadb => ("LEAST", "TIMESTAMPDIFF(MINUTE, $from, $to)"),
    };
    let end = format!("{earlier}(a.end_time, b.end_time)");
    let minutes = minutes.replace("$from", "b.start_time").replace("$to", &end);
    let table = "CREATE TEMPORARY TABLE attendances AS \
         SELECT created_by AS user_id, id, start_time, end_time FROM meetings \
         WHERE status <> 'cancelled' UNION SELECT p.user_id, m.id, m.start_time, m.end_time \
         FROM meeting_participants p JOIN meetings m ON m.id = p.meeting_id \
         WHERE m.status <> 'cancelled'";
    let index = "CREATE INDEX attendances_by_user ON attendances (user_id, start_time)";
    // The others update statistics when they create the index, or have none.
    let analyze = if engine == Engine::Postgres { "ANALYZE attendances" } else { "" };
    let join = format!(
        "SELECT u.email, a.id, b.id, b.start_time, {end}, {minutes} FROM attendances a \
         JOIN attendances b ON a.user_id = b.user_id AND a.start_time < b.end_time \
         AND b.start_time < a.end_time AND b.start_time >= a.start_time \
         AND (a.start_time, a.id) < (b.start_time, b.id) JOIN users u ON u.id = a.user_id"
    );
    let all = [table, index, analyze, &join];
    all.into_iter().filter(|sql| !sql.is_empty()).map(str::to_owned).collect()
}
