//! A window of time: `--from` and `--to`, or `--on`.

use clap::{Arg, Args};

use crate::context::Context;
use crate::error::Failure;
use crate::schedule::Interval;
use crate::time::{TypedTime, UtcTime, rfc3339};

/// The ends of a window. The help is that of the commands that list meetings.
#[derive(Debug, Args)]
pub struct WindowArgs {
    /// Only meetings that start at or after this time
    #[arg(long, alias = "since", value_name = "TIME", allow_hyphen_values = true)]
    from: Option<TypedTime>,
    /// Only meetings that end at or before this time; a day alone includes that day
    #[arg(long, alias = "until", value_name = "TIME", allow_hyphen_values = true)]
    to: Option<TypedTime>,
    /// Same as --from and --to of one day (or week or month)
    #[arg(long, value_name = "DAY", allow_hyphen_values = true, conflicts_with_all = ["from", "to"])]
    on: Option<TypedTime>,
}

impl WindowArgs {
    /// The start and the exclusive end, either of which may be missing.
    ///
    /// # Errors
    /// Exit 2 for an end before the start.
    pub fn bounds(&self, ctx: &Context) -> Result<(Option<UtcTime>, Option<UtcTime>), Failure> {
        if let Some(day) = &self.on {
            let (start, end) = ctx.time("--on", day, TypedTime::days)?;
            return Ok((Some(start), Some(end)));
        }
        let from = self.from.as_ref().map(|from| ctx.time("--from", from, TypedTime::start));
        let to = self.to.as_ref().map(|to| ctx.time("--to", to, TypedTime::end));
        let (from, to) = (from.transpose()?, to.transpose()?);
        let (Some(start), Some(end)) = (from, to) else {
            return Ok((from, to));
        };
        // A day that ends where the window starts is the day before.
        let day = self.to.as_ref().is_some_and(|to| ctx.time("--to", to, TypedTime::days).is_ok());
        if end < start || (day && end == start) {
            return Err(backwards(ctx, ["--from", "--to"], start, end));
        }
        Ok((from, to))
    }

    /// The window; a missing end is that of all time.
    ///
    /// # Errors
    /// Exit 2 for an end that is not after the start.
    pub fn interval(&self, ctx: &Context) -> Result<Interval, Failure> {
        let (start, end) = self.bounds(ctx)?;
        let (first, last) = crate::time::bounds();
        interval(ctx, ["--from", "--to"], start.unwrap_or(first), end.unwrap_or(last))
    }

    /// The window, if any end is given.
    ///
    /// # Errors
    /// As [`interval`](Self::interval).
    pub fn interval_if(&self, ctx: &Context) -> Result<Option<Interval>, Failure> {
        self.is_given().then(|| self.interval(ctx)).transpose()
    }

    /// Whether any end is given.
    pub fn is_given(&self) -> bool {
        [&self.from, &self.to, &self.on].into_iter().any(Option::is_some)
    }
}

/// The options of a command that needs a window.
pub fn required(arg: Arg) -> Arg {
    match arg.get_id().as_str() {
        "from" => arg.help("Start of the window").required_unless_present("on"),
        "to" => arg.help(TO).required_unless_present("on"),
        _ => arg,
    }
}

/// The options of a command that lists what overlaps a window.
pub fn overlapping(arg: Arg) -> Arg {
    match arg.get_id().as_str() {
        "from" => arg.help("Only overlaps that end after this time"),
        "to" => {
            arg.help("Only overlaps that start before this time; a day alone includes that day")
        }
        _ => arg,
    }
}

/// The help of the end of a window.
const TO: &str = "End of the window (exclusive); a day alone includes that day";

/// The interval between the times of two options.
///
/// # Errors
/// Exit 2 for an end that is not after the start; names both options.
pub fn interval(
    ctx: &Context,
    options: [&str; 2],
    start: UtcTime,
    end: UtcTime,
) -> Result<Interval, Failure> {
    Interval::new(start, end).map_err(|_| backwards(ctx, options, start, end))
}

fn backwards(ctx: &Context, [from, to]: [&str; 2], start: UtcTime, end: UtcTime) -> Failure {
    let shown = |time| rfc3339(time, ctx.zone());
    Failure::usage(format!("{to} ({}) is not after {from} ({})", shown(end), shown(start)))
}
