//! The pager: what is longer than the screen of a terminal is read in another program.
//!
//! The text of one screen is held, so that a short text is printed as it is. A pager that is missing,
//! or that quits early, is not an error: then the command ends as it does when the reader of a
//! pipe leaves.

use std::io::{self, Write};
use std::process::{Child, ChildStdin, Command, Stdio};

use tokio::runtime::Handle;
use tokio::signal::unix::{SignalKind, signal};

/// The pager, if none is named.
const DEFAULT: &str = "less -FRX";
/// What `less` does where the user has not chosen: quit if all fits on the screen, show colours, keep
/// the text on the screen.
const LESS: &str = "FRX";

/// The command of the pager, from the values of `MEETCTL_PAGER` and `PAGER`; `None` if it is turned
/// off: by an empty value or `cat`, or on a terminal that cannot move its cursor.
pub fn command(named: Option<String>, general: Option<String>, term: &str) -> Option<String> {
    let command = named.or(general).unwrap_or_else(|| DEFAULT.to_owned());
    let command = command.trim();
    let is_off = matches!(command, "" | "cat") || matches!(term, "" | "dumb");
    (!is_off).then(|| command.to_owned())
}

/// Writes to the terminal, or to the pager once the text is longer than the screen.
pub(super) struct Paged<W: Write> {
    terminal: W,
    command: String,
    /// Lines that are printed without a pager.
    rows: usize,
    state: State,
}

enum State {
    /// What has been written so far, and its lines.
    Holding(Vec<u8>, usize),
    /// The pager is missing.
    Direct,
    Paging(Child, ChildStdin),
    /// The user has left the pager.
    Left,
}

impl<W: Write> Paged<W> {
    /// Writes to `terminal`, which has `height` rows; the last one is for the prompt of the shell.
    pub(super) fn new(terminal: W, command: &str, height: usize) -> Self {
        let rows = height.saturating_sub(1);
        Self { terminal, command: command.to_owned(), rows, state: State::Holding(Vec::new(), 0) }
    }

    fn start(&mut self) -> io::Result<()> {
        let State::Holding(held, _) = std::mem::replace(&mut self.state, State::Direct) else {
            return Ok(());
        };
        self.terminal.flush()?;
        match spawn(&self.command) {
            Some((child, pipe)) => {
                self.state = State::Paging(child, pipe);
                self.write_all(&held)
            }
            None => self.terminal.write_all(&held),
        }
    }
}

/// Starts a pager; `None` if that fails.
fn spawn(command: &str) -> Option<(Child, ChildStdin)> {
    let words = shell_words::split(command).ok()?;
    let (program, args) = words.split_first()?;
    let mut command = Command::new(program);
    command.args(args).stdin(Stdio::piped());
    if std::env::var_os("LESS").is_none() {
        command.env("LESS", LESS);
    }
    let mut child = command.spawn().ok()?;
    leave_interrupts();
    let pipe = child.stdin.take()?;
    Some((child, pipe))
}

/// From now on Ctrl-C is for the pager, which gets it too: less stops reading, and stays. The command
/// ends when the user leaves the pager.
fn leave_interrupts() {
    if Handle::try_current().is_ok() {
        // The handler of the runtime stays when its listener is dropped.
        let _ = signal(SignalKind::interrupt());
    }
}

impl<W: Write> Write for Paged<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.state {
            State::Holding(held, lines) => {
                held.extend(bytes);
                *lines += bytes.split(|byte| *byte == b'\n').count() - 1;
                if *lines > self.rows {
                    self.start()?;
                }
                Ok(bytes.len())
            }
            State::Direct => self.terminal.write(bytes),
            State::Paging(_, pipe) => {
                let written = pipe.write(bytes);
                if written.as_ref().is_err_and(|error| error.kind() == io::ErrorKind::BrokenPipe) {
                    self.close();
                }
                written
            }
            State::Left => Err(io::ErrorKind::BrokenPipe.into()),
        }
    }

    /// Writes what can be written; a screen that is not full is held.
    fn flush(&mut self) -> io::Result<()> {
        match &mut self.state {
            State::Holding(..) | State::Left => Ok(()),
            State::Direct => self.terminal.flush(),
            State::Paging(_, pipe) => pipe.flush(),
        }
    }
}

impl<W: Write> Paged<W> {
    /// Waits until the user leaves the pager.
    fn close(&mut self) {
        if let State::Paging(mut child, pipe) = std::mem::replace(&mut self.state, State::Left) {
            drop(pipe);
            // How it ends says nothing about the command.
            let _ = child.wait();
        }
    }
}

/// Prints what is held, or waits until the user leaves the pager.
impl<W: Write> Drop for Paged<W> {
    fn drop(&mut self) {
        if let State::Holding(held, _) = &self.state {
            // The next flush of the command reports an error.
            let _ = self.terminal.write_all(held);
        }
        self.close();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pager_is_the_one_that_is_named() {
        let chosen = |named: Option<&str>, general: Option<&str>, term| {
            command(named.map(str::to_owned), general.map(str::to_owned), term)
        };
        assert_eq!(chosen(None, None, "xterm").as_deref(), Some("less -FRX"));
        assert_eq!(chosen(None, Some("most"), "xterm").as_deref(), Some("most"));
        assert_eq!(chosen(Some("more -e"), Some("most"), "xterm").as_deref(), Some("more -e"));
        for off in ["", "  ", "cat"] {
            assert_eq!(chosen(Some(off), Some("most"), "xterm"), None);
            assert_eq!(chosen(None, Some(off), "xterm"), None);
        }
        assert_eq!(chosen(None, None, "dumb"), None);
        assert_eq!(chosen(None, Some("most"), ""), None);
    }

    #[test]
    fn one_screen_is_printed_as_it_is_and_more_goes_to_the_pager() {
        let directory = tempfile::tempdir().unwrap();
        let file = directory.path().join("paged");
        let pager = format!("sh -c 'cat > {}'", file.display());
        let print = |lines: usize, pager: &str| {
            let mut printed = Vec::new();
            let mut paged = Paged::new(&mut printed, pager, 4);
            for _ in 0..lines {
                writeln!(paged, "line").unwrap();
            }
            drop(paged);
            String::from_utf8(printed).unwrap().lines().count()
        };
        assert_eq!(print(3, &pager), 3);
        assert!(!file.exists());
        assert_eq!(print(5, &pager), 0);
        assert_eq!(std::fs::read_to_string(&file).unwrap(), "line\n".repeat(5));
        assert_eq!(print(5, "/nowhere/less"), 5);
        assert_eq!(print(5, "less 'unclosed"), 5);
    }

    #[test]
    fn a_pager_that_quits_early_is_a_reader_that_leaves() {
        let mut paged = Paged::new(Vec::new(), "true", 2);
        let long = "line\n".repeat(1_000_000);
        let error = paged.write_all(long.as_bytes()).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::BrokenPipe);
        assert!(paged.write_all(b"more\n").is_err());
    }
}
