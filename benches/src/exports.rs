//! Row 3: exports every meeting with its creator and participants, on the three engines.

use crate::bench::{Bench, Line, rounded};
use crate::copy;
use crate::database::progress;
use crate::login::Engine;
use crate::measure::{Contender, compare_warm};
use crate::problem::Problem;
use crate::server::Server;

/// Limit of the peak memory, in KiB.
const MAX_PEAK_KIB: u64 = 40 * 1024;

/// The format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// Users by e-mail address.
    Csv,
    /// Users by name and e-mail address.
    Jsonl,
}

impl Form {
    fn args(self) -> [&'static str; 4] {
        let name = match self {
            Self::Csv => "csv",
            Self::Jsonl => "jsonl",
        };
        ["meeting", "export", "--format", name]
    }

    /// Lines that are not meetings.
    fn head(self) -> u64 {
        u64::from(self == Self::Csv)
    }
}

/// The join with the same fields, one row per participation.
fn join(form: Form) -> String {
    let people = match form {
        Form::Csv => "c.email, u.email",
        Form::Jsonl => "c.name, c.email, u.name, u.email",
    };
    format!(
        "SELECT m.uid, m.title, m.description, m.start_time, m.end_time, m.status, {people} \
         FROM meetings m JOIN users c ON c.id = m.created_by \
         LEFT JOIN meeting_participants p ON p.meeting_id = m.id \
         LEFT JOIN users u ON u.id = p.user_id ORDER BY m.start_time, m.id"
    )
}

/// A query with the same rows, in the form that is fastest on its engine.
fn rows(form: Form, engine: Option<Engine>) -> String {
    let (creator, person) = match (form, engine) {
        (Form::Csv, _) => ("c.email", "u.email"),
        (Form::Jsonl, Some(Engine::Mariadb)) => ("c.name, c.email", "u.name, ' ', u.email"),
        (Form::Jsonl, _) => ("c.name, c.email", "u.name || ' ' || u.email"),
    };
    let meeting = "m.uid, m.title, m.description, m.start_time, m.end_time, m.status";
    let creators = "FROM meetings m JOIN users c ON c.id = m.created_by";
    let participants = match engine {
        None => format!("group_concat({person}, ';')"),
        Some(Engine::Mariadb) => format!("group_concat({person} SEPARATOR ';')"),
        Some(Engine::Postgres) => {
            return format!(
                "SELECT {meeting}, {creator}, string_agg({person}, ';') {creators} \
                 LEFT JOIN meeting_participants p ON p.meeting_id = m.id \
                 LEFT JOIN users u ON u.id = p.user_id GROUP BY m.id, c.id \
                 ORDER BY m.start_time, m.id"
            );
        }
    };
    format!(
        "SELECT {meeting}, {creator}, (SELECT {participants} FROM meeting_participants p \
         JOIN users u ON u.id = p.user_id WHERE p.meeting_id = m.id) {creators} \
         ORDER BY m.start_time, m.id"
    )
}

/// Row 3.
pub fn on_sqlite(bench: &Bench) -> Result<Vec<Line>, Problem> {
    let database = bench.database(bench.meetings)?;
    let mut lines = Vec::new();
    for form in [Form::Csv, Form::Jsonl] {
        let ours = bench.meetctl(&database, &form.args());
        let theirs =
            [join(form), rows(form, None)].map(|sql| bench.shell_of(&["-csv"], &database, &[&sql]));
        lines.extend(
            Export { form, on: "SQLite", meetings: bench.meetings, goal: 0.8 }
                .measure(bench, &ours, &theirs)?,
        );
    }
    lines.push(ten_times_as_many(bench)?);
    Ok(lines)
}

/// The peak memory of an export of ten times as many meetings.
fn ten_times_as_many(bench: &Bench) -> Result<Line, Problem> {
    let many = bench.meetings * 10;
    let work = format!("peak memory with {}, CSV", rounded(many));
    if bench.quick {
        return Ok(Line::not_measured(&work, "skipped by --quick", 1.0));
    }
    let larger = match bench.database(many) {
        Err(Problem::DiskFull(why)) => return Ok(Line::not_measured(&work, &why, 1.0)),
        other => other?,
    };
    progress(&format!("measuring {work} ..."));
    let run = bench.meetctl(&larger, &Form::Csv.args()).run(true)?;
    Ok(Line::of_peaks(&work, "40 MiB", run.peak, MAX_PEAK_KIB, 1.0))
}

/// Row 3b.
pub fn on_postgres(bench: &Bench) -> Result<Vec<Line>, Problem> {
    if_installed(bench, Engine::Postgres, 1.1)
}

/// Row 3c.
pub fn on_mariadb(bench: &Bench) -> Result<Vec<Line>, Problem> {
    if_installed(bench, Engine::Mariadb, 0.5)
}

fn if_installed(bench: &Bench, engine: Engine, goal: f64) -> Result<Vec<Line>, Problem> {
    match on_a_server(bench, engine, goal) {
        Err(Problem::Missing(why) | Problem::DiskFull(why)) => {
            let work = format!("`meeting export` on {}", engine.title());
            Ok(vec![Line::not_measured(&work, &why, goal)])
        }
        other => other,
    }
}

fn on_a_server(bench: &Bench, engine: Engine, goal: f64) -> Result<Vec<Line>, Problem> {
    let (meetctl, directory) = (&bench.workspace.meetctl, &bench.workspace.directory);
    let meetings = bench.server_meetings;
    let source = bench.database(meetings)?;
    let server = Server::get(engine, directory)?;
    copy::fill(&server.login, meetctl, directory, &source)?;
    let mut lines = Vec::new();
    for form in [Form::Csv, Form::Jsonl] {
        let theirs = [join(form), rows(form, Some(engine))].map(|sql| {
            let statement = match engine {
                Engine::Postgres => format!("\\copy ({sql}) TO STDOUT CSV"),
                Engine::Mariadb => sql,
            };
            server.login.client(directory, &[&statement])
        });
        let ours = server.login.meetctl(meetctl, directory, &form.args());
        let export = Export { form, on: engine.title(), meetings, goal };
        lines.extend(export.measure(bench, &ours, &theirs)?);
    }
    Ok(lines)
}

/// An export that is measured.
struct Export {
    form: Form,
    on: &'static str,
    meetings: u64,
    goal: f64,
}

impl Export {
    /// Compared with the join, and with the same rows.
    fn measure(
        &self,
        bench: &Bench,
        ours: &Contender,
        [join, rows]: &[Contender; 2],
    ) -> Result<[Line; 3], Problem> {
        let (args, meetings) = (self.form.args().join(" "), rounded(self.meetings));
        let work = format!("`{args}` on {}, {meetings}", self.on);
        progress(&format!("measuring {work} ..."));
        let (own, other) = (ours.run(true)?, rows.run(true)?);
        let written = own.lines.saturating_sub(self.form.head());
        if [written, other.lines] != [self.meetings; 2] {
            return Err(Problem::Failed(format!(
                "{work}: meetctl writes {written} meetings, the query {}",
                other.lines
            )));
        }
        join.run(false)?;
        let against_join = compare_warm(ours, join, bench.long_pairs)?;
        let against_rows = compare_warm(ours, rows, bench.long_pairs)?;
        let label = "the join of the same fields, as CSV";
        let rows_label = "the same with the participants of a meeting in one cell";
        Ok([
            Line::new(work, label, against_join, self.goal),
            Line::new("the same".to_owned(), rows_label, against_rows, self.goal),
            Line::of_peaks("its peak memory", "40 MiB", own.peak, MAX_PEAK_KIB, 1.0),
        ])
    }
}
