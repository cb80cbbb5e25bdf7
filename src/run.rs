//! From the command line to the exit code.

use std::ffi::OsString;
use std::pin::pin;
use std::time::{Duration, Instant};
use std::{io, iter};

use clap::error::{ContextKind, ContextValue};
use clap::{ColorChoice as ClapColor, CommandFactory, FromArgMatches};
use tokio::runtime::Runtime;

use crate::cli::{self, Cli};
use crate::command_line::CommandLine;
use crate::commands::deferred::Deferred;
use crate::commands::help::{self, HelpArgs};
use crate::commands::rights;
use crate::completion;
use crate::context::{self, Context};
use crate::error::{Exit, Failure, Kind};
use crate::global_args::GlobalArgs;
use crate::interrupt::{self, Interrupt};
use crate::logging;
use crate::output::{self, ColorChoice, Output, Warning, of_stdout, report_plain, report_usage};
use crate::settings::{self, Settings};
use crate::store::odd_values::{self, Note, Notes};
use crate::suggest;
use crate::time::TimeError;

/// Runs meetctl with the given command line; the first word is the program's name.
pub fn run(args: impl IntoIterator<Item = OsString>) -> Exit {
    let args: Vec<OsString> = args.into_iter().collect();
    if completion::answer(&args) {
        return Exit::Ok;
    }
    let args = help::first(args);
    let line = CommandLine::new(&args);
    let json = line.wants_json();
    let (cli, name, writes) = match parse(&args, &line) {
        Ok(parsed) => parsed,
        Err(error) => return refuse(&error, &line),
    };
    if let cli::Command::Help(Deferred(args)) = &cli.command {
        return show_help(args, &cli.global, json);
    }
    logging::start(cli.global.verbose, cli.global.slow_query.map(Duration::from_millis));
    if let Some(result) = cli.command.without_settings(&cli.global) {
        return finish(result, |failure| report_plain(failure, json));
    }
    let settings = match Settings::gather(&cli.global) {
        Ok(settings) => settings,
        Err(failure) => return finish(Err(failure), |failure| report_plain(failure, json)),
    };
    if cli.global.slow_query.is_none() {
        logging::start(cli.global.verbose, settings.slow_query.value);
    }
    let out = Output::new(settings.output(&cli.global));
    settings.notes.iter().for_each(|note| out.notice(note));
    for warning in &settings.warnings {
        out.warning(Warning::new("config_permissions", warning));
    }
    if let Some(time) = context::fixed_time().filter(|_| writes) {
        out.warning(Warning::new("fixed_time", format!("the time is MEETCTL_NOW: {time}")));
    }
    let result = Context::new(&cli.global, settings, out.clone(), &name)
        .and_then(|ctx| block_on(&ctx, cli, &name));
    let result = result.and_then(|exit| out.flush().map(|()| exit));
    finish(result, |failure| out.report(failure))
}

/// Prints a topic, or the help of a command as its `--help` does.
fn show_help(args: &HelpArgs, global: &GlobalArgs, json: bool) -> Exit {
    let color = global.color.unwrap_or_default();
    let pager = if global.no_pager { None } else { settings::pager() };
    let out = Output::new(output::Settings { color, pager, ..output::Settings::default() });
    let printed = runtime().map_err(Failure::from).and_then(|runtime| {
        // The pager leaves signals to it.
        let _entered = runtime.enter();
        args.run(&cli::prepared(), &out)
    });
    let words = match printed {
        Ok(Err(words)) => words,
        Ok(Ok(exit)) => return exit,
        Err(failure) => return finish(Err(failure), |failure| report_plain(failure, json)),
    };
    let color = match color {
        ColorChoice::Always => "--color=always",
        ColorChoice::Never => "--color=never",
        ColorChoice::Auto => "--color=auto",
    };
    let words = ["meetctl", color].into_iter().chain(words.iter().map(String::as_str));
    let words: Vec<OsString> = words.chain(["--help"]).map(OsString::from).collect();
    let line = CommandLine::new(&words);
    match parse(&words, &line) {
        Err(error) => refuse(&error, &line),
        Ok(_) => Exit::Ok,
    }
}

fn runtime() -> io::Result<Runtime> {
    tokio::runtime::Builder::new_current_thread().enable_all().build()
}

fn finish(result: Result<Exit, Failure>, report: impl FnOnce(&Failure)) -> Exit {
    match result {
        Ok(exit) => exit,
        Err(failure) => {
            if !failure.is_quiet() {
                report(&failure);
            }
            failure.exit()
        }
    }
}

fn block_on(ctx: &Context, cli: Cli, name: &str) -> Result<Exit, Failure> {
    let runtime = runtime()?;
    let result = runtime.block_on(async {
        let interrupt = Interrupt::prepare(ctx.shutdown())?;
        let work = within(ctx, cli.command.run(ctx));
        let (result, ended) = tokio::select! {
            // What SQLite was computing failed because of the signal.
            result = work => match (result, interrupt::ended()) {
                (Err(_), Some(exit)) => (Ok(exit), true),
                (result, _) => (result, false),
            },
            exit = interrupt.at_once() => (exit.map_err(Failure::from), true),
        };
        if ended && let Some(written) = ctx.written.text(true) {
            ctx.out.notice(format!("interrupted; {written}"));
        }
        ctx.close().await;
        name_odd_values(&ctx.out);
        result.map_err(|failure| {
            let failure = rights::add_to(failure, name, &ctx.settings.database.value);
            ctx.written.add_to(ctx.locate(failure))
        })
    });
    // Nobody waits for the result of a computation that is still running.
    runtime.shutdown_background();
    result
}

/// Names what the command has read that another program stored and that cannot be shown as it should.
fn name_odd_values(out: &Output) {
    let Notes { named, more } = odd_values::take();
    for Note { table, id, column, value } in named {
        let message = format!("{table}/{id}: {column} is {value:?} in the database");
        let warning =
            Warning::new("unreadable_value", message).detail("table", table).detail("id", id);
        out.warning(warning.detail("column", column).detail("value", value));
    }
    if more {
        let message = "more rows have such values; `meetctl doctor` counts them";
        out.warning(Warning::new("more_unreadable_values", message));
    }
}

/// How often it is checked whether a user has done what the command waits for.
const WAIT: Duration = Duration::from_secs(1);

/// Stops the command after `--timeout`, also if the network does not answer.
async fn within(
    ctx: &Context,
    work: impl Future<Output = Result<Exit, Failure>>,
) -> Result<Exit, Failure> {
    let Some(limit) = ctx.settings.timeout.value else {
        return work.await;
    };
    let left = || match ctx.deadline() {
        _ if ctx.is_waiting() => WAIT,
        Some(end) => end.saturating_duration_since(Instant::now()),
        None => limit,
    };
    let is_up = || ctx.deadline().is_some_and(|deadline| Instant::now() >= deadline);
    let up = || {
        Failure::new(Kind::Timeout, format!("the command did not finish within {limit:?}"))
            .hint("allow more time with --timeout; uncommitted changes were rolled back")
    };
    let mut work = pin!(work);
    loop {
        return match tokio::time::timeout(left(), work.as_mut()).await {
            // Whatever notices first that the time is up, it is the reason.
            Ok(Err(failure)) if is_up() && !failure.is_quiet() => {
                Err(if failure.exit() == Exit::Busy { failure } else { up().cause(failure) })
            }
            Ok(done) => done,
            Err(_) if ctx.is_waiting() || !is_up() => continue,
            Err(_) => Err(up()),
        };
    }
}

/// Parses the command line, and refuses an option that is given twice with different values. Returns
/// the name of the command too, such as `user create`, and whether it may write: it has `--dry-run`,
/// which is not given.
fn parse(args: &[OsString], line: &CommandLine) -> Result<(Cli, String, bool), clap::Error> {
    let color = match line.color() {
        Some(ColorChoice::Always) => ClapColor::Always,
        Some(ColorChoice::Never) => ClapColor::Never,
        _ => ClapColor::Auto,
    };
    let mut quick = cli::named_in(args);
    let matches = quick.try_get_matches_from_mut(args).or_else(|_| {
        // The complete tree knows what to say.
        let mut command = cli::prepared().color(color);
        let matches = command.try_get_matches_from_mut(args);
        matches.map_err(|error| suggest::with_tip(error, &command, args))
    })?;
    std::mem::forget(quick);
    line.check()?;
    let path = iter::successors(matches.subcommand(), |(_, matches)| matches.subcommand());
    let path: Vec<_> = path.collect();
    let name = path.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(" ");
    let dry_run = path.last().and_then(|(_, last)| last.try_get_one("dry_run").ok().flatten());
    let writes = dry_run == Some(&false);
    let cli = Cli::from_arg_matches(&matches);
    Ok((cli.map_err(|error| error.format(&mut Cli::command()))?, name, writes))
}

/// Prints help and version to standard output, usage errors to standard error with exit 2.
fn refuse(error: &clap::Error, line: &CommandLine) -> Exit {
    if !error.use_stderr() {
        return match error.print() {
            Ok(()) => Exit::Ok,
            Err(problem) => {
                finish(Err(of_stdout(problem).into()), |failure| report_plain(failure, false))
            }
        };
    }
    let json = line.wants_json();
    if let Some(failure) = wrong_time(error) {
        report_plain(&failure, json);
    } else if json {
        let text = error.render().to_string();
        let message: Vec<&str> =
            text.lines().take_while(|line| !line.is_empty()).map(str::trim).collect();
        let message = message.join(" ").trim_start_matches("error: ").to_owned();
        let hint = suggest::tip_of(error).unwrap_or_else(|| "see `meetctl help`".to_owned());
        report_plain(&Failure::usage(message).hint(hint), true);
    } else {
        report_usage(error, line.color().unwrap_or_default(), line.hostile());
    }
    Exit::Usage
}

/// A time or duration that clap refused, as the commands refuse one; names the option.
fn wrong_time(error: &clap::Error) -> Option<Failure> {
    let reason = std::error::Error::source(error)?.downcast_ref::<TimeError>()?;
    match error.get(ContextKind::InvalidArg)? {
        ContextValue::String(arg) => {
            Some(reason.clone().of(arg.split(' ').next().unwrap_or(arg)).into())
        }
        _ => None,
    }
}

impl cli::Command {
    /// Runs a command that works without settings, such as in the start-up file of a shell; `None`
    /// for the others.
    fn without_settings(&self, global: &GlobalArgs) -> Option<Result<Exit, Failure>> {
        let plain =
            || Output::new(crate::output::Settings { quiet: global.quiet, ..Default::default() });
        match self {
            Self::Completions(Deferred(args)) => Some(args.run(cli::prepared(), &plain())),
            Self::Man(Deferred(args)) => Some(args.run(cli::prepared(), &plain())),
            Self::Schema(Deferred(args)) => Some(args.run(cli::prepared(), &plain())),
            Self::Version => Some(cli::print_version(&plain())),
            _ => None,
        }
    }
}
