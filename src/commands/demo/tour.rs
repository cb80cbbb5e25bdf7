//! The tour: each command as one would type it, and what it prints.

use std::ffi::OsString;
use std::path::Path;

use clap::Parser;
use unicode_width::UnicodeWidthStr as _;

use super::data::{Made, guest, host};
use crate::cli::Cli;
use crate::context::Context;
use crate::error::{Exit, Failure, Kind};
use crate::output::Output;
use crate::settings::Settings;

/// The stops of the tour: what is about to be shown, and the words of the command that shows it,
/// with `|` between them. `{day}` is a working day, `{host}` and `{guest}` are two of the people.
const STOPS: [(&str, &str); 11] = [
    (
        "A day's meetings, in order of time.",
        "meeting|list|--from|{day}|--to|{day} 18:00",
    ),
    (
        "What is in Amara's way in the morning? Back-to-back is no overlap.",
        "meeting|overlaps|--user|{host}|--from|{day} 09:00|--to|{day} 12:00",
    ),
    (
        "Book over the stand-up: refused, and told what is in the way (exit code 4).",
        "meeting|create|--title|Coffee|--start|{day} 09:20|--duration|30m|--creator|{host}",
    ),
    (
        "When are she and Hiro both free for two hours?",
        "meeting|free|--user|{host}|--user|{guest}|--from|{day} 09:00|--to|{day} 17:00|--duration|2h",
    ),
    (
        "Nobody is in the way in the evening.",
        "meeting|create|--title|Dinner|--start|{day} 18:00|--duration|2h|--creator|{host}",
    ),
    ("Who meets most?", "stats|active|--limit|5"),
    ("The whole picture.", "stats"),
    (
        "Past meetings still say `scheduled`. What would the clock change?",
        "backfill-status|--dry-run",
    ),
    (
        "Change it: in short transactions, only what differs, cancelled never.",
        "backfill-status",
    ),
    (
        "Again: nothing left to do, so cron may run it every minute.",
        "backfill-status",
    ),
    (
        "Scripts get JSON, CSV or bare ids; people's words go to standard error.",
        "meeting|list|--search|dinner|--format|jsonl|--fields|id,title,status",
    ),
];

pub(super) async fn run(
    ctx: &Context,
    file: &Path,
    made: &Made,
    kept: bool,
) -> Result<Exit, Failure> {
    say(
        ctx,
        &format!(
            "A database with {} made-up people and {} of their meetings, six weeks of them.\n",
            made.people, made.meetings
        ),
    )?;
    for (why, command) in STOPS {
        let command = words(command, made);
        say(ctx, &format!("\n# {why}\n{}\n", typed(&command)))?;
        show(ctx, file, &command).await?;
    }
    say(ctx, &next(file, kept))?;
    Ok(Exit::Ok)
}

/// The words of a stop's command.
fn words(command: &str, made: &Made) -> Vec<String> {
    let day = made.day.format("%F").to_string();
    let fill = |word: &str| {
        word.replace("{day}", &day)
            .replace("{host}", &host())
            .replace("{guest}", &guest())
    };
    command.split('|').map(fill).collect()
}

fn next(file: &Path, kept: bool) -> String {
    let again = if kept {
        format!(
            "The demo database stays in {}. To go on with it:\n  export MEETCTL_DATABASE_URL={}\n  meetctl meeting list",
            file.display(),
            shell_word(&file.display().to_string())
        )
    } else {
        "The demo database is deleted. To keep one to play with:\n  meetctl demo --keep demo.db"
            .to_owned()
    };
    format!(
        "\n# What next\n{again}\n\nYour own database:\n  meetctl migrate up                  make it, or bring its \
         schema up to date\n  meetctl user create --help          fill it\n  meetctl migrate baseline --dry-run  \
         adopt one that the Flask application made\n  meetctl help                        everything else\n"
    )
}

/// Runs one command of the tour as if it had been typed, its messages between its results.
async fn show(ctx: &Context, file: &Path, command: &[String]) -> Result<(), Failure> {
    let words = ["meetctl".into(), "--database-url".into(), url(file)];
    let zone = ["--tz".to_owned(), ctx.zone().name().to_owned()];
    let zone = if ctx.zone().name() == "local" {
        [].as_slice()
    } else {
        zone.as_slice()
    };
    let words = words
        .into_iter()
        .chain(zone.iter().map(OsString::from))
        .chain(command.iter().map(OsString::from));
    let cli = Cli::try_parse_from(words).map_err(|error| {
        Failure::new(Kind::DemoFailed, "the tour has lost its way").cause(error)
    })?;
    let mut settings = Settings::gather(&cli.global)?;
    settings.color.value = ctx.settings.color.value;
    let out = Output::merged(settings.output(&cli.global));
    let stage = Context::new(&cli.global, settings, out)?;
    // Boxed: the tour is itself a command, and a future cannot hold another of its own kind.
    let result = Box::pin(cli.command.run(&stage)).await;
    stage.close().await;
    match result {
        Err(failure) if failure.is_quiet() => return Err(failure),
        Err(failure) => stage.out.report(&failure),
        Ok(_) => {}
    }
    stage.out.flush()
}

/// The file as a URL: `;` and `%` of its name escaped.
fn url(file: &Path) -> OsString {
    let name = file
        .display()
        .to_string()
        .replace('%', "%25")
        .replace(';', "%3B")
        .replace('?', "%3F");
    OsString::from(format!("sqlite:{name}"))
}

fn say(ctx: &Context, text: &str) -> Result<(), Failure> {
    ctx.out.raw(text)
}

/// The command as one would type it, on more lines where 80 columns are too few: broken before
/// an option, which keeps its value.
fn typed(words: &[String]) -> String {
    const WIDTH: usize = 78;
    let mut lines = vec!["$ meetctl".to_owned()];
    let mut words = words.iter().map(|word| shell_word(word)).peekable();
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

fn shell_word(word: &str) -> String {
    let plain = word
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || "-_@./:,=".contains(c));
    if plain {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', "'\\''"))
    }
}
