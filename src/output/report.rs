//! Messages on standard error.

use std::io::Write as _;

use anstyle::{AnsiColor, Style};

use super::sanitise::sanitise;
use super::stream::{Stream, paint};
use super::{ColorChoice, json};
use crate::error::{Failure, Part};

/// A word before a message, and its colour.
#[derive(Debug, Clone, Copy)]
pub(super) struct Label(&'static str, Style);

pub(super) const WARNING: Label = Label("warning:", AnsiColor::Yellow.on_default().bold());
pub(super) const NOTICE: Label = Label("note:", AnsiColor::Cyan.on_default().bold());
const ERROR: Label = Label("error:", AnsiColor::Red.on_default().bold());
const CAUSE: Label = Label("  caused by:", Style::new().bold());
const HINT: Label = Label("hint:", AnsiColor::Green.on_default().bold());

/// Prints a failure to standard error before any settings are known.
pub fn report_plain(failure: &Failure, json: bool) {
    report(&Stream::stderr(ColorChoice::Auto), failure, json);
}

pub(super) fn report(stream: &Stream, failure: &Failure, json: bool) {
    if failure.is_quiet() {
        return;
    }
    if json && let Ok(mut line) = json::to_string(&failure.to_json(), json::Layout::Compact) {
        line.push('\n');
        emit(stream, &line);
        return;
    }
    let mut text = String::new();
    for (part, line) in failure.lines() {
        let label = match part {
            Part::Error => Some(ERROR),
            Part::Line => None,
            Part::Cause => Some(CAUSE),
            Part::Hint => Some(HINT),
        };
        // Messages of servers often have several lines. The later ones are indented, so that they
        // cannot be read as lines of meetctl.
        let mut lines = line.lines();
        let indent = if label.is_none() { "  " } else { "" };
        text.push_str(indent);
        push_line(&mut text, label, lines.next().unwrap_or_default(), stream);
        for more in lines {
            text.push_str("    ");
            push_line(&mut text, None, more, stream);
        }
    }
    emit(stream, &text);
}

pub(super) fn print(stream: &Stream, label: Option<Label>, line: &str) {
    let mut text = String::new();
    push_line(&mut text, label, line, stream);
    emit(stream, &text);
}

/// Prints lines to standard error, sanitised, before any settings are known.
pub fn stderr_lines(text: &str) {
    let stream = Stream::stderr(ColorChoice::Never);
    let mut safe = String::with_capacity(text.len());
    for line in text.lines() {
        push_line(&mut safe, None, line, &stream);
    }
    emit(&stream, &safe);
}

fn push_line(text: &mut String, label: Option<Label>, line: &str, stream: &Stream) {
    if let Some(Label(word, style)) = label {
        paint(text, word, style, stream.is_colored());
        text.push(' ');
    }
    text.push_str(&sanitise(line));
    text.push('\n');
}

/// One write per message, so that messages of two processes do not mix. A closed standard error
/// is ignored.
fn emit(stream: &Stream, text: &str) {
    let mut stream = stream.clone();
    let _ = stream.write_all(text.as_bytes()).and_then(|()| stream.flush());
}
