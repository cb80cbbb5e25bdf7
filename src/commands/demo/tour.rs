//! The tour: each command as it is typed, and its output.

use std::ffi::OsString;
use std::path::Path;

use clap::Parser;
use unicode_width::UnicodeWidthStr as _;

use super::data::{Sample, guest, host};
use crate::cli::Cli;
use crate::context::Context;
use crate::error::{Failure, Kind};
use crate::output::Output;
use crate::output::sanitise::sanitise;
use crate::settings::Settings;
use crate::shell::quote;

/// The steps of the tour: a title, and the words of a command, separated by `|`. `{day}` is a
/// working day, `{host}` and `{guest}` are two of the users.
const STEPS: [(&str, &str); 8] = [
    ("What is on?", "agenda|{day}"),
    (
        "Book over the stand-up: refused with exit code 4, and the conflict is listed.",
        "meeting|create|--title|Coffee|--start|{day} 09:20|--duration|30m|--creator|{host}",
    ),
    (
        "When are Amara and Hiro both free for two hours?",
        "meeting|free|--user|{host}|--user|{guest}|--from|{day} 09:00|--to|{day} 17:00|--duration|2h|--first",
    ),
    (
        "The evening is free: book it.",
        "meeting|create|--title|Dinner|--start|{day} 20:00|--duration|2h|--creator|{host}",
    ),
    ("Who has the most meetings?", "stats|active|--limit|3"),
    (
        "Past meetings are still `scheduled`. This updates them, from cron each minute.",
        "backfill-status",
    ),
    ("Is the data sound?", "doctor"),
    (
        "Scripts get JSON, CSV or ids; messages go to standard error.",
        "meeting|list|--search|dinner|--format|jsonl|--fields|id,title,status",
    ),
];

pub(super) async fn run(
    ctx: &Context,
    file: &Path,
    sample: &Sample,
    kept: Option<&Path>,
) -> Result<(), Failure> {
    ctx.out.raw(&format!(
        "A sample database with {} users and {} meetings in six weeks.\n",
        sample.users, sample.meetings
    ))?;
    for (title, command) in STEPS {
        let command = words(command, sample);
        ctx.out.raw(&format!("\n# {title}\n{}\n", typed(&command)))?;
        show(ctx, file, &command).await?;
    }
    ctx.out.raw(&next_steps(kept))
}

/// The words of a command.
fn words(command: &str, sample: &Sample) -> Vec<String> {
    let day = sample.day.format("%F").to_string();
    let fill = |word: &str| {
        word.replace("{day}", &day).replace("{host}", &host()).replace("{guest}", &guest())
    };
    command.split('|').map(fill).collect()
}

fn next_steps(kept: Option<&Path>) -> String {
    let sample = if let Some(file) = kept {
        let file = file.display().to_string();
        format!(
            "The sample database is in {}. See its week:\n  export MEETCTL_DATABASE_URL={}\n  meetctl week\n",
            sanitise(&file),
            quote(&file)
        )
    } else {
        "The sample database was deleted. Keep one, and see its week:\n  \
         meetctl demo --keep demo.db\n  meetctl --database-url demo.db week\n"
            .to_owned()
    };
    format!(
        "\n# What next\n{sample}Your own database:\n  \
         meetctl migrate baseline --dry-run  adopt that of a Flask application\n  \
         meetctl migrate up                  or create a new one, or update its schema\n  \
         meetctl help                        everything else\n"
    )
}

/// Runs one command as if it were typed, with its messages between its results.
async fn show(ctx: &Context, file: &Path, command: &[String]) -> Result<(), Failure> {
    let words = ["meetctl".into(), "--database-url".into(), url(file)];
    let zone = ["--tz".to_owned(), ctx.zone().name().to_owned()];
    let zone = if ctx.zone().name() == "local" { [].as_slice() } else { zone.as_slice() };
    let words = words
        .into_iter()
        .chain(zone.iter().map(OsString::from))
        .chain(command.iter().map(OsString::from));
    let cli = Cli::try_parse_from(words).map_err(|error| {
        Failure::new(Kind::DemoFailed, "a command of the tour is invalid").cause(error)
    })?;
    let mut settings = Settings::gather(&cli.global)?;
    settings.color.value = ctx.settings.color.value;
    let out = Output::merged(settings.output(&cli.global));
    let stage = Context::new(&cli.global, settings, out, "demo")?;
    // Boxed: the tour is a command, and a future cannot contain another of its type.
    let result = Box::pin(cli.command.run(&stage)).await;
    stage.close().await;
    match result {
        Err(failure) if failure.is_quiet() => return Err(failure),
        Err(failure) => stage.out.report(&failure),
        Ok(_) => {}
    }
    stage.out.flush()
}

/// The file as a URL, with `;`, `%` and `?` escaped.
fn url(file: &Path) -> OsString {
    let name =
        file.display().to_string().replace('%', "%25").replace(';', "%3B").replace('?', "%3F");
    OsString::from(format!("sqlite:{name}"))
}

/// The command as it is typed, split before an option where it exceeds 80 columns.
fn typed(words: &[String]) -> String {
    const WIDTH: usize = 78;
    let mut lines = vec!["$ meetctl".to_owned()];
    let mut words = words.iter().map(|word| quote(word)).peekable();
    while let Some(mut part) = words.next() {
        if part.starts_with("--")
            && let Some(value) = words.next_if(|word| !word.starts_with("--"))
        {
            part = format!("{part} {value}");
        }
        match lines.last_mut() {
            Some(line) if line.width() + 1 + part.width() <= WIDTH => {
                line.push(' ');
                line.push_str(&part);
            }
            _ => lines.push(format!("    {part}")),
        }
    }
    lines.join(" \\\n")
}
