//! `-v`, `-vv` and `--slow-query`: logs what meetctl and the database do to standard error.
//!
//! Only events of known origin are shown. The traces of the drivers may contain connection
//! options, and with them a password.

use std::fmt;
use std::time::{Duration, Instant};

use tracing::field::{Field, Visit};
use tracing::{Event, Level, Metadata, Subscriber};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};
use tracing_subscriber::registry;

use crate::output::sanitise::sanitise;
use crate::output::stderr_lines;

/// Starts the log. `verbosity` 1 shows what meetctl does, 2 and more each SQL statement.
/// Statements that take as long as `slow` are shown at any verbosity; with 0 and no `slow` nothing is
/// started.
pub fn start(verbosity: u8, slow: Option<Duration>) {
    if verbosity == 0 && slow.is_none() {
        return;
    }
    let log = registry().with(Log { verbosity, slow });
    // The first log of the process remains: a second start is not an error.
    drop(tracing::subscriber::set_global_default(log));
}

/// The events of a driver's statements ...
const DRIVER: &str = "sqlx::query";
/// ... and of those that a driver does not report, with the same fields. Their level does not say whether
/// they are slow.
const STATEMENT: &str = "meetctl::statement";

/// Logs a COPY, which the driver does not report, when it has ended; it has returned rows or written them.
pub fn copied(sql: &str, returned: u64, written: u64, started: Instant) {
    let elapsed = started.elapsed();
    tracing::debug!(
        target: STATEMENT,
        summary = sql,
        rows_affected = written,
        rows_returned = returned,
        elapsed = ?elapsed,
        elapsed_secs = elapsed.as_secs_f64()
    );
}

struct Log {
    verbosity: u8,
    slow: Option<Duration>,
}

impl Log {
    fn shows(&self, metadata: &Metadata<'_>) -> bool {
        match metadata.target() {
            DRIVER => *metadata.level() == Level::WARN || self.verbosity >= 2,
            STATEMENT => self.slow.is_some() || self.verbosity >= 2,
            target => {
                (target.starts_with("meetctl") || target.starts_with("migration"))
                    && (*metadata.level() <= Level::WARN || self.verbosity >= 1)
            }
        }
    }
}

impl<S: Subscriber> Layer<S> for Log {
    fn enabled(&self, metadata: &Metadata<'_>, _: Context<'_, S>) -> bool {
        self.shows(metadata)
    }

    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let mut fields = Fields::default();
        event.record(&mut fields);
        let line = match event.metadata().target() {
            DRIVER => fields.statement_line(*event.metadata().level() == Level::WARN),
            STATEMENT => {
                let slow = self.slow.is_some_and(|limit| fields.seconds() >= limit.as_secs_f64());
                if !slow && self.verbosity < 2 {
                    return;
                }
                fields.statement_line(slow)
            }
            _ => fields.plain_line(event.metadata()),
        };
        // Sanitised first, so that a line break in a field does not start a line.
        stderr_lines(&sanitise(&line));
    }
}

/// The fields of an event, in their order.
#[derive(Default)]
struct Fields(Vec<(&'static str, String)>);

impl Fields {
    fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(field, _)| *field == name).map_or("", |(_, text)| text)
    }

    fn seconds(&self) -> f64 {
        self.get("elapsed_secs").parse().unwrap_or_default()
    }

    fn statement_line(&self, slow: bool) -> String {
        let statement = self.get("db.statement");
        let sql = if statement.trim().is_empty() { self.get("summary") } else { statement };
        let sql = sql.split_whitespace().collect::<Vec<_>>().join(" ");
        let kind = if slow { "slow sql" } else { "sql" };
        let rows = match (self.get("rows_returned"), self.get("rows_affected")) {
            ("0", "0") => String::new(),
            ("0", n) => format!(" ({n} changed)"),
            (n, _) => format!(" ({n} rows)"),
        };
        format!("{kind} {}{rows}: {sql}", self.get("elapsed"))
    }

    fn plain_line(&self, metadata: &Metadata<'_>) -> String {
        let level = metadata.level().as_str().to_ascii_lowercase();
        let mut line = format!("{level}: {}", self.get("message"));
        for (name, text) in self.0.iter().filter(|(name, _)| *name != "message") {
            line.extend([" ", name, "=", text]);
        }
        line
    }
}

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.0.push((field.name(), format!("{value:?}")));
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.record_debug(field, &format_args!("{value}"));
    }
}
