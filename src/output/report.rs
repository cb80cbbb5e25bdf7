//! Sentences for people on standard error.

use std::io::Write as _;

use anstyle::{AnsiColor, Style};

use super::sanitise::sanitise;
use super::stream::{Stream, paint};
use super::{ColorChoice, json};
use crate::error::{Failure, Part};

/// A word in front of a sentence, and its colour.
#[derive(Debug, Clone, Copy)]
pub(super) struct Label(&'static str, Style);

pub(super) const WARNING: Label = Label("warning:", AnsiColor::Yellow.on_default().bold());
pub(super) const NOTICE: Label = Label("note:", AnsiColor::Cyan.on_default().bold());
const ERROR: Label = Label("error:", AnsiColor::Red.on_default().bold());
const CAUSE: Label = Label("  caused by:", Style::new().bold());
const HINT: Label = Label("hint:", AnsiColor::Green.on_default().bold());

/// Reports a failure on standard error before any settings are known.
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
        // What servers say often has several lines. Those that follow are indented, so that none
        // of them can pose as a line of ours.
        let mut lines = line.lines();
        sentence(
            &mut text,
            label,
            lines.next().unwrap_or_default(),
            stream,
            label.is_none(),
        );
        for more in lines {
            sentence(&mut text, None, &format!("  {more}"), stream, true);
        }
    }
    emit(stream, &text);
}

pub(super) fn say(stream: &Stream, label: Option<Label>, line: &str) {
    let mut text = String::new();
    sentence(&mut text, label, line, stream, false);
    emit(stream, &text);
}

fn sentence(text: &mut String, label: Option<Label>, line: &str, stream: &Stream, indent: bool) {
    if let Some(Label(word, style)) = label {
        paint(text, word, style, stream.is_colored());
        text.push(' ');
    } else if indent {
        text.push_str("  ");
    }
    text.push_str(&sanitise(line));
    text.push('\n');
}

/// One write for the whole message, so that messages of two processes do not mix. Where standard
/// error is closed there is nobody left to tell.
fn emit(stream: &Stream, text: &str) {
    let mut stream = stream.clone();
    let _ = stream
        .write_all(text.as_bytes())
        .and_then(|()| stream.flush());
}
