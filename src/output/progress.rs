//! How far a long piece of work has come: a bar on a terminal, a line now and then elsewhere.

use std::cell::Cell;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::Output;

/// How often a log hears of work that goes on.
const NOW_AND_THEN: Duration = Duration::from_secs(10);

/// The progress of one piece of work. It leaves the screen when it is dropped.
#[derive(Debug)]
pub struct Progress {
    look: Look,
}

#[derive(Debug)]
enum Look {
    Nothing,
    Bar(ProgressBar),
    Log(Log),
}

#[derive(Debug)]
struct Log {
    out: Output,
    verb: &'static str,
    total: Option<u64>,
    started: Instant,
    said: Cell<Instant>,
}

impl Progress {
    pub(super) fn new(out: &Output, verb: &'static str, total: Option<u64>) -> Self {
        let look = if out.settings.quiet || !out.settings.progress {
            Look::Nothing
        } else if out.err.is_terminal() {
            Look::Bar(bar(verb, total))
        } else {
            let now = Instant::now();
            Look::Log(Log {
                out: out.clone(),
                verb,
                total,
                started: now,
                said: Cell::new(now),
            })
        };
        Self { look }
    }

    /// So much of the total is done.
    pub fn at(&self, done: u64) {
        match &self.look {
            Look::Nothing => {}
            Look::Bar(bar) => bar.set_position(done),
            Look::Log(log) => log.at(done),
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Look::Bar(bar) = &self.look {
            bar.finish_and_clear();
        }
    }
}

fn bar(verb: &'static str, total: Option<u64>) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(total, ProgressDrawTarget::stderr());
    let template = if total.is_some() {
        "{msg} {bar:24} {percent:>3}%  {per_sec}, {eta} left"
    } else {
        "{msg} {spinner} {human_pos}  {per_sec}"
    };
    // The template is ours; a wrong one would leave indicatif's own look.
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style.progress_chars("█▉▊▋▌▍▎▏ "));
    }
    bar.set_message(verb);
    bar
}

impl Log {
    fn at(&self, done: u64) {
        if self.said.get().elapsed() < NOW_AND_THEN {
            return;
        }
        self.said.set(Instant::now());
        let seconds = self.started.elapsed().as_secs().max(1);
        let rate = done / seconds;
        let of = match self.total {
            Some(total) => {
                let left = total.saturating_sub(done) / rate.max(1);
                format!(" of {total}, {left} s left")
            }
            None => String::new(),
        };
        self.out
            .status(format!("{}: {done}{of} ({rate}/s).", self.verb));
    }
}
