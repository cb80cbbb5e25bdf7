//! The two output streams of the process.

use std::fmt::{self, Write as _};
use std::io::{self, BufWriter, IsTerminal as _, Write};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use anstyle::Style;

use super::ColorChoice;
use crate::error::elsewhere;

/// The width in columns if none is known.
const DEFAULT_WIDTH: u16 = 80;
/// Bytes of the buffer of standard output or a file.
const BUFFER: usize = 64 * 1024;

type Writer = Box<dyn Write + Send>;

/// `writer` with a buffer for long results.
pub(super) fn buffered<W: Write>(writer: W) -> BufWriter<W> {
    BufWriter::with_capacity(BUFFER, writer)
}

/// A stream shared by several owners; each write is complete before the next.
#[derive(Clone)]
pub struct Stream {
    writer: Arc<Mutex<Writer>>,
    terminal: bool,
    color: bool,
}

impl Stream {
    /// A stream to `writer`, treated as a terminal if `terminal`, coloured if `color`.
    pub fn new(writer: impl Write + Send + 'static, terminal: bool, color: bool) -> Self {
        Self { writer: Arc::new(Mutex::new(Box::new(writer))), terminal, color }
    }

    pub(super) fn stdout(choice: ColorChoice) -> Self {
        let raw = io::stdout();
        let color = wants_color(choice, || anstream::AutoStream::choice(&raw));
        let terminal = raw.is_terminal();
        Self::new(buffered(Stdout(raw)), terminal, color)
    }

    /// Standard error is not buffered: its messages must not be lost by a kill.
    pub(super) fn stderr(choice: ColorChoice) -> Self {
        let raw = io::stderr();
        let color = wants_color(choice, || anstream::AutoStream::choice(&raw));
        let terminal = raw.is_terminal();
        Self::new(raw, terminal, color)
    }

    /// Whether it is a terminal.
    pub fn is_terminal(&self) -> bool {
        self.terminal
    }

    /// Whether it is coloured.
    pub fn is_colored(&self) -> bool {
        self.color
    }

    fn lock(&self) -> MutexGuard<'_, Writer> {
        // Each call leaves the writer consistent, so a panic elsewhere does no harm.
        self.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Write for Stream {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.lock().write(bytes)
    }

    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.lock().write_all(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.lock().flush()
    }
}

impl fmt::Debug for Stream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Stream")
            .field("terminal", &self.terminal)
            .field("color", &self.color)
            .finish_non_exhaustive()
    }
}

/// Standard output, whose errors say that they are its.
struct Stdout(io::Stdout);

impl Write for Stdout {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes).map_err(of_stdout)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush().map_err(of_stdout)
    }
}

/// An error of writing to standard output, as such.
pub fn of_stdout(error: io::Error) -> io::Error {
    elsewhere("cannot write to standard output", error)
}

fn wants_color(choice: ColorChoice, ask: impl FnOnce() -> anstream::ColorChoice) -> bool {
    match choice {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto => ask() != anstream::ColorChoice::Never,
    }
}

/// The width of the terminal on standard output, else `COLUMNS`, else 80.
pub(super) fn terminal_width() -> u16 {
    // A pseudo-terminal without a size reports 0.
    let known = |width: &u16| *width > 0;
    let size = rustix::termios::tcgetwinsize(io::stdout()).ok();
    let variable = || std::env::var("COLUMNS").ok()?.trim().parse().ok();
    size.map(|size| size.ws_col)
        .filter(known)
        .or_else(|| variable().filter(known))
        .unwrap_or(DEFAULT_WIDTH)
}

/// Appends `text` to `line` in `style` if `color`.
pub(super) fn paint(line: &mut String, text: &str, style: Style, color: bool) {
    if color && !text.is_empty() && style != Style::new() {
        // Writing to a String cannot fail.
        let _ = write!(line, "{style}{text}{style:#}");
    } else {
        line.push_str(text);
    }
}
