//! `meetctl migrate`

mod baseline;
mod down;
mod status;
mod up;

use clap::Subcommand;
use migration::runner::{Event, PlannedStep, RunError, Target};
use serde_json::json;

use crate::context::Context;
use crate::error::{Exit, Failure};
use crate::output::Format;

/// The subcommands of `meetctl migrate`.
#[derive(Debug, Subcommand)]
#[expect(
    missing_docs,
    reason = "a doc comment here would hide that of the arguments from --help"
)]
pub enum Command {
    Up(up::UpArgs),
    Down(down::DownArgs),
    Status(status::StatusArgs),
    Baseline(baseline::BaselineArgs),
}

impl Command {
    /// Runs the subcommand.
    pub async fn run(self, ctx: &Context) -> Result<Exit, Failure> {
        match self {
            Self::Up(args) => args.run(ctx).await,
            Self::Down(args) => args.run(ctx).await,
            Self::Status(args) => args.run(ctx).await,
            Self::Baseline(args) => args.run(ctx).await,
        }
    }
}

/// How far to go, from the options of up and down.
fn target(steps: Option<u32>, to: Option<String>, otherwise: Target) -> Target {
    match (steps, to) {
        (Some(steps), _) => Target::Steps(steps),
        (None, Some(name)) => Target::To(name),
        (None, None) => otherwise,
    }
}

/// Tells each step as it is done.
fn tell(ctx: &Context, verb: &'static str) -> impl FnMut(Event<'_>) + Send + use<> {
    let out = ctx.out.clone();
    move |event| {
        if let Event::Done(name, elapsed) = event {
            out.status(format!("{verb} {name} ({} ms)", elapsed.as_millis()));
        }
    }
}

/// Prints a plan: SQL as it is for people, an object a step in JSON.
fn print_plan(ctx: &Context, steps: &[PlannedStep]) -> Result<Exit, Failure> {
    let as_json = |s: &PlannedStep| json!({"name": s.name, "statements": s.statements});
    if print_json(ctx, steps.iter().map(as_json).collect())? {
        return Ok(Exit::Ok);
    }
    for step in steps {
        ctx.out.raw(&format!("-- {}\n", step.name))?;
        for statement in &step.statements {
            ctx.out.raw(&format!("{statement};\n"))?;
        }
        ctx.out.raw("\n")?;
    }
    if steps.is_empty() {
        ctx.out.status("Nothing would be done.");
    } else {
        ctx.out.status("Nothing was changed (dry run).");
    }
    Ok(Exit::Ok)
}

/// In JSON, prints a list of objects, or one a line; otherwise nothing.
fn print_json(ctx: &Context, objects: Vec<serde_json::Value>) -> Result<bool, Failure> {
    match ctx.out.format() {
        Format::Json => ctx.out.json_value(&objects.into()).map(|()| true),
        Format::Jsonl => {
            for object in &objects {
                ctx.out.json_value(object)?;
            }
            Ok(true)
        }
        _ => Ok(false),
    }
}

/// In JSON, prints the migrations that a run brought to `state`.
fn print_run(ctx: &Context, names: &[String], state: &str) -> Result<(), Failure> {
    let object = |name: &String| json!({"name": name, "state": state});
    print_json(ctx, names.iter().map(object).collect()).map(drop)
}

/// What a failed run means for the user.
fn failure(error: RunError) -> Failure {
    let text = error.to_string();
    let schema = |code, text: String| Failure::new(Exit::Schema, code, text);
    match error {
        RunError::Db(error) => error.into(),
        RunError::UnknownTarget { .. } | RunError::NotApplied(_) => {
            Failure::usage(text).hint("`meetctl migrate status` lists the migrations")
        }
        RunError::TooNew(_) => schema("schema_too_new", text).hint("use the newer meetctl"),
        RunError::NotOurs(_) => schema("not_ours", text).hint(
            "`meetctl config show` tells which database is meant and where its name comes from",
        ),
        RunError::Flask => schema("not_adopted", text)
            .hint("run `meetctl migrate baseline`; with --dry-run it shows what it would do"),
        RunError::NothingToAdopt => {
            schema("no_schema", text).hint("`meetctl migrate up` makes the tables")
        }
        RunError::AlreadyOurs => {
            schema("adopted", text).hint("`meetctl migrate status` shows where it stands")
        }
        RunError::OutOfOrder { .. } => schema("out_of_order", text)
            .hint("restore a backup, or apply the missing steps with the version that made them"),
        RunError::Shape(faults) => faults.into_iter().fold(
            schema(
                "shape",
                "the tables are not what can be worked on".to_owned(),
            )
            .hint("nothing was changed; mend the tables, then run it again"),
            Failure::line,
        ),
        RunError::Violations { found, total } => violations(&found, total),
        RunError::BrokenReferences(rows) => rows.into_iter().take(20).fold(
            Failure::new(
                Exit::Failed,
                "broken_references",
                "rows would refer to nothing; it was rolled back",
            ),
            Failure::line,
        ),
    }
}

fn violations(found: &[migration::runner::Violation], total: u64) -> Failure {
    let rows = if total == 1 {
        "1 row breaks".to_owned()
    } else {
        format!("{total} rows break")
    };
    let list: Vec<_> = found
        .iter()
        .map(|v| json!({"table": v.table, "id": v.id, "what": v.what}))
        .collect();
    let failure = Failure::new(
        Exit::Failed,
        "violations",
        format!("{rows} the rules of the schema"),
    )
    .hint("nothing was changed; mend these rows, then run it again")
    .detail("violations", list.into())
    .detail("total", json!(total));
    let failure = found
        .iter()
        .fold(failure, |f, violation| f.line(violation.to_string()));
    match total.saturating_sub(found.len() as u64) {
        0 => failure,
        hidden => failure.line(format!("and {hidden} more")),
    }
}
