//! Messages on standard error.

use std::io::Write as _;

use anstream::adapter::strip_str;
use anstyle::{AnsiColor, Style};
use serde_json::{Map, Value};

use super::sanitise::sanitise;
use super::stream::{Stream, paint};
use super::text::wrap;
use super::{ColorChoice, json};
use crate::error::{Failure, Part};

/// A word before a message, and its colour.
#[derive(Debug, Clone, Copy)]
struct Label(&'static str, Style);

const WARNING: Label = Label("warning:", AnsiColor::Yellow.on_default().bold());
const NOTICE: Label = Label("note:", AnsiColor::Cyan.on_default().bold());
const ERROR: Label = Label("error:", AnsiColor::Red.on_default().bold());
const CAUSE: Label = Label("  caused by:", Style::new().bold());
const HINT: Label = Label("hint:", AnsiColor::Green.on_default().bold());

/// What a message is, apart from errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Message {
    /// What was done.
    Status,
    /// What a default leaves out, or what to do next.
    Note,
    /// What may be wrong.
    Warning,
}

impl Message {
    fn label(self) -> Option<Label> {
        match self {
            Self::Status => None,
            Self::Note => Some(NOTICE),
            Self::Warning => Some(WARNING),
        }
    }

    /// The name of the JSON object.
    fn name(self) -> &'static str {
        match self {
            Self::Status => "status",
            Self::Note => "note",
            Self::Warning => "warning",
        }
    }
}

/// Something that may be wrong although the command continues.
#[derive(Debug, Clone)]
pub struct Warning {
    code: &'static str,
    message: String,
    details: Map<String, Value>,
}

impl Warning {
    /// A warning that scripts know by `code`: a lower-case sentence without a full stop.
    pub fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), details: Map::new() }
    }

    /// Adds a field to the JSON object; the message has it too.
    #[must_use]
    pub fn detail(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.details.insert(name.to_owned(), value.into());
        self
    }

    /// The message.
    pub fn message(&self) -> &str {
        &self.message
    }

    pub(super) fn into_json(self) -> Map<String, Value> {
        let mut object = Map::new();
        object.insert("code".to_owned(), self.code.into());
        object.insert("message".to_owned(), self.message.into());
        object.extend(self.details);
        object
    }
}
/// The largest indent of the second line of a wrapped message.
const MAX_INDENT: usize = 9;

/// Prints a failure to standard error before any settings are known.
pub fn report_plain(failure: &Failure, json: bool) {
    report(&Stream::stderr(ColorChoice::Auto), failure, json);
}

pub(super) fn report(stream: &Stream, failure: &Failure, json: bool) {
    if failure.is_quiet() {
        return;
    }
    if json {
        return print_json(stream, &failure.to_json());
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
        let first = lines.next().unwrap_or_default();
        match label {
            Some(_) => push_line(&mut text, label, first, stream),
            None => push_indented(&mut text, 2, first, stream),
        }
        for more in lines {
            push_indented(&mut text, 4, more, stream);
        }
    }
    emit(stream, &text);
}

/// Prints a message as a line of text.
pub(super) fn print(stream: &Stream, kind: Message, line: &str) {
    let mut text = String::new();
    push_line(&mut text, kind.label(), line, stream);
    emit(stream, &text);
}

/// Prints a message as one JSON object on a line: `{"warning":{"code":…,"message":…}}`.
pub(super) fn print_object(stream: &Stream, kind: Message, object: Map<String, Value>) {
    let object = (kind.name().to_owned(), Value::Object(object));
    print_json(stream, &Value::Object(Map::from_iter([object])));
}

fn print_json(stream: &Stream, value: &Value) {
    // A JSON value is always serialised.
    let mut line = json::to_string(value, json::Layout::Compact).unwrap_or_default();
    line.push('\n');
    emit(stream, &line);
}

/// Prints `line` of the details of a question.
pub(super) fn detail(stream: &Stream, line: &str) {
    let mut text = String::new();
    push_indented(&mut text, 2, line, stream);
    emit(stream, &text);
}

/// Prints a question, and a blank for the answer in the same line.
pub(super) fn question(stream: &Stream, text: &str) {
    let text = wrap(&sanitise(text), stream.width(), 0, 2);
    let mut line = String::new();
    paint(&mut line, &text, Style::new().bold(), stream.is_colored());
    line.push(' ');
    emit(stream, &line);
}

/// Ends the line of a question without an answer.
pub(super) fn end_line(stream: &Stream) {
    emit(stream, "\n");
}

/// Prints lines to standard error, sanitised, before any settings are known.
pub fn stderr_lines(text: &str) {
    let stream = Stream::stderr(ColorChoice::Never);
    let mut safe = String::with_capacity(text.len());
    for line in text.lines() {
        safe.extend([&sanitise(line), "\n"]);
    }
    emit(&stream, &safe);
}

/// Prints what clap says of a wrong command line, before any settings are known. `hostile`: the
/// words of the command line with characters that control a terminal, which clap repeats.
pub fn report_usage(error: &clap::Error, color: ColorChoice, hostile: &[String]) {
    let stream = Stream::stderr(color);
    let rendered = error.render();
    let text = if hostile.is_empty() && !stream.is_colored() {
        rendered.to_string()
    } else {
        rendered.ansi().to_string()
    };
    // A line break in a word must not begin a line of ours.
    let text = hostile.iter().fold(text, |text, word| text.replace(word, &sanitise(word)));
    let text = if hostile.is_empty() { text } else { strip_str(&text).to_string() };
    let mut wrapped = String::with_capacity(text.len());
    for line in text.lines() {
        let line = if hostile.is_empty() { line.into() } else { sanitise(line) };
        // The list of a usage is indented already.
        let indent = line.len() - line.trim_start().len() + 2;
        wrapped.extend([wrap(&line, stream.width(), 0, indent).as_str(), "\n"]);
    }
    emit(&stream, &wrapped);
}

fn push_line(text: &mut String, label: Option<Label>, line: &str, stream: &Stream) {
    let mut column = 0;
    if let Some(Label(word, style)) = label {
        paint(text, word, style, stream.is_colored());
        text.push(' ');
        column = word.len() + 1;
    }
    // What is wrapped never begins a line: it may be a text of others.
    text.push_str(&wrap(&sanitise(line), stream.width(), column, column.clamp(2, MAX_INDENT)));
    text.push('\n');
}

/// A line without a label; what is wrapped is indented further.
fn push_indented(text: &mut String, indent: usize, line: &str, stream: &Stream) {
    text.extend(std::iter::repeat_n(' ', indent));
    text.push_str(&wrap(&sanitise(line), stream.width(), indent, indent + 2));
    text.push('\n');
}

/// One write per message, so that messages of two processes do not mix. A closed standard error
/// is ignored.
fn emit(stream: &Stream, text: &str) {
    let mut stream = stream.clone();
    let _ = stream.write_all(text.as_bytes()).and_then(|()| stream.flush());
}
