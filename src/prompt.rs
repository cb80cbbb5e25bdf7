//! Questions on the terminal. One whole line answers a question.
//!
//! The terminal keeps the mode it is in, so nothing has to be restored after a signal or a stop. What
//! is typed before a question is discarded, since nobody can answer a question before reading it; so
//! is what follows the answer, which would reach the shell.

use std::io::{self, IsTerminal as _};

use rustix::termios::{QueueSelector, tcflush};
use tokio::signal::unix::{SignalKind, signal};

use crate::error::{Failure, Kind};
use crate::output::Output;

/// Longest answer in bytes; the rest of a longer line is ignored.
const MAX_ANSWER: usize = 4096;

/// What is to be confirmed, and how.
#[derive(Debug, Clone)]
pub struct Question {
    text: String,
    details: Vec<String>,
    name: Option<String>,
}

impl Question {
    /// A question that `y` or `yes` confirms; `text` ends with a question mark.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), details: Vec::new(), name: None }
    }

    /// Adds what would be lost, one per line.
    #[must_use]
    pub fn details(mut self, lines: impl IntoIterator<Item = String>) -> Self {
        self.details.extend(lines);
        self
    }

    /// Has the user type `name`, that of the database, instead of `y`.
    #[must_use]
    pub fn by_name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Whether a user is at the terminal.
    pub fn can_be_asked() -> bool {
        io::stdin().is_terminal() && io::stderr().is_terminal()
    }

    /// Asks the user.
    ///
    /// # Errors
    /// Exit 4 without a terminal or for any other answer, 130 or 143 after a signal.
    pub async fn ask(&self, out: &Output) -> Result<(), Failure> {
        if !Self::can_be_asked() {
            return Err(self.unconfirmed());
        }
        let answer = self.answer(out).await?;
        let confirmed = match &self.name {
            Some(name) => answer == name.trim(),
            None => ["y", "yes"].iter().any(|yes| answer.eq_ignore_ascii_case(yes)),
        };
        if confirmed { Ok(()) } else { Err(aborted(Kind::Unconfirmed)) }
    }

    /// The refusal where nobody can be asked.
    pub fn unconfirmed(&self) -> Failure {
        let failure = Failure::new(Kind::Unconfirmed, format!("not confirmed: {}", self.text))
            .hint("add --yes to confirm");
        self.details.iter().fold(failure, Failure::line)
    }

    /// The line that the user types, without blanks around it.
    async fn answer(&self, out: &Output) -> Result<String, Failure> {
        // On Linux and most others; a question is printed again after `fg`.
        const SIGCONT: i32 = 18;
        let mut interrupt = signal(SignalKind::interrupt())?;
        let mut terminate = signal(SignalKind::terminate())?;
        let mut resumed = signal(SignalKind::from_raw(SIGCONT))?;
        let prompt = self.prompt();
        discard_input();
        for line in &self.details {
            out.question_detail(line);
        }
        out.question(&prompt);
        // A signal ends the wait for the thread, not the thread: it ends with the process.
        let mut reading = tokio::task::spawn_blocking(read_line);
        let line = loop {
            tokio::select! {
                line = &mut reading => break line.map_err(io::Error::from)?,
                _ = interrupt.recv() => break Err(Kind::Interrupted),
                _ = terminate.recv() => break Err(Kind::Terminated),
                _ = resumed.recv() => out.question(&prompt),
            }
        };
        discard_input();
        line.map_err(|kind| {
            out.end_question();
            aborted(kind)
        })
    }

    fn prompt(&self) -> String {
        match &self.name {
            Some(name) => {
                format!("{} Type the name of the database, {name}, to confirm:", self.text)
            }
            None => format!("{} [y/N]", self.text),
        }
    }
}

fn aborted(kind: Kind) -> Failure {
    Failure::new(kind, "aborted; nothing changed")
}

/// Reads a line byte by byte: what follows it stays with the terminal, where it can be discarded.
fn read_line() -> Result<String, Kind> {
    const END_OF_TEXT: u8 = 3;
    const END_OF_TRANSMISSION: u8 = 4;
    let mut line = Vec::new();
    loop {
        let mut byte = [0];
        // An error is the end too: the terminal is gone.
        let read = rustix::io::retry_on_intr(|| rustix::io::read(io::stdin(), &mut byte));
        match (read, byte[0]) {
            // In raw mode the return key and the keys for the end and for SIGINT are bytes.
            (Ok(1), b'\n' | b'\r') => break,
            (Ok(1), END_OF_TEXT) => return Err(Kind::Interrupted),
            (Ok(1), byte) if byte != END_OF_TRANSMISSION => {
                if line.len() < MAX_ANSWER {
                    line.push(byte);
                }
            }
            _ => return Err(Kind::Unconfirmed),
        }
    }
    Ok(String::from_utf8_lossy(&line).trim().to_owned())
}

fn discard_input() {
    // Without effect if the terminal is gone.
    let _ = tcflush(io::stdin(), QueueSelector::IFlush);
}
