//! The progress of long work: a bar on a terminal, a line at intervals elsewhere.

use std::cell::Cell;
use std::fmt::Write;
use std::time::{Duration, Instant};

use indicatif::{BinaryBytes, ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};

use super::Output;

/// Time between two lines of a log.
const LOG_INTERVAL: Duration = Duration::from_secs(10);

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Bytes of a file.
    Bytes,
    /// Records, or rows.
    Records,
}

/// The progress of one piece of work. It is removed from the screen when it is dropped.
#[derive(Debug)]
pub struct Progress {
    display: Display,
}

#[derive(Debug)]
enum Display {
    Hidden,
    Bar(ProgressBar),
    Log(Log),
}

#[derive(Debug)]
struct Log {
    out: Output,
    verb: &'static str,
    total: Option<u64>,
    unit: Unit,
    started: Instant,
    logged: Cell<Instant>,
}

impl Progress {
    pub(super) fn new(out: &Output, verb: &'static str, total: Option<u64>, unit: Unit) -> Self {
        let display = if !out.shows_progress() {
            Display::Hidden
        } else if out.err.is_terminal() {
            Display::Bar(bar(verb, total, unit))
        } else {
            let now = Instant::now();
            Display::Log(Log {
                out: out.clone(),
                verb,
                total,
                unit,
                started: now,
                logged: Cell::new(now),
            })
        };
        Self { display }
    }

    /// Shows that `done` of the total is done.
    pub fn at(&self, done: u64) {
        match &self.display {
            Display::Hidden => {}
            Display::Bar(bar) => bar.set_position(done),
            Display::Log(log) => log.at(done),
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Display::Bar(bar) = &self.display {
            bar.finish_and_clear();
        }
    }
}

fn bar(verb: &'static str, total: Option<u64>, unit: Unit) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(total, ProgressDrawTarget::stderr());
    let template = if total.is_some() {
        "{msg:8} {bar:24} {percent:>3}%  {rate}, {eta} left"
    } else {
        "{msg:8} {spinner} {done}, {rate}"
    };
    // With a wrong template the default style of indicatif remains.
    if let Ok(style) = ProgressStyle::with_template(template) {
        let style = style
            .progress_chars("█▉▊▋▌▍▎▏ ")
            .with_key("rate", move |state: &ProgressState, to: &mut dyn Write| {
                #[expect(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    reason = "an approximate rate"
                )]
                let rate = state.per_sec() as u64;
                let _ = write!(to, "{}/s", amount(rate, unit));
            })
            .with_key("done", move |state: &ProgressState, to: &mut dyn Write| {
                let _ = write!(to, "{}", amount(state.pos(), unit));
            });
        bar.set_style(style);
    }
    bar.set_message(verb);
    bar
}

/// Bytes or records for people: `2.0 MiB`, `6452`.
fn amount(count: u64, unit: Unit) -> String {
    match unit {
        Unit::Bytes => BinaryBytes(count).to_string(),
        Unit::Records => count.to_string(),
    }
}

impl Log {
    fn at(&self, done: u64) {
        if self.logged.get().elapsed() < LOG_INTERVAL {
            return;
        }
        self.logged.set(Instant::now());
        let seconds = self.started.elapsed().as_secs().max(1);
        let rate = done / seconds;
        let of = match self.total {
            Some(total) => {
                let left = total.saturating_sub(done) / rate.max(1);
                format!(" of {}, {left} s left", amount(total, self.unit))
            }
            None => String::new(),
        };
        let (done, rate) = (amount(done, self.unit), amount(rate, self.unit));
        self.out.status(format!("{}: {done}{of} ({rate}/s).", self.verb));
    }
}
