//! The two output streams of the process.

use std::fmt::{self, Write as _};
use std::io::{self, BufWriter, IsTerminal as _, Write};
use std::os::fd::AsFd;
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
    /// The width of the terminal in columns, if it is one.
    width: Option<u16>,
    color: bool,
}

impl Stream {
    /// A stream to `writer`, treated as a terminal of `width` columns if given, coloured if `color`.
    pub fn new(writer: impl Write + Send + 'static, width: Option<u16>, color: bool) -> Self {
        Self { writer: Arc::new(Mutex::new(Box::new(writer))), width, color }
    }

    pub(super) fn stdout(choice: ColorChoice) -> Self {
        let raw = io::stdout();
        let color = wants_color(choice, || anstream::AutoStream::choice(&raw));
        let width = raw.is_terminal().then(|| terminal_width(&raw));
        Self::new(buffered(Stdout(raw)), width, color)
    }

    /// Standard error is not buffered: its messages must not be lost by a kill.
    pub(super) fn stderr(choice: ColorChoice) -> Self {
        let raw = io::stderr();
        let color = wants_color(choice, || anstream::AutoStream::choice(&raw));
        let width = raw.is_terminal().then(|| terminal_width(&raw));
        Self::new(raw, width, color)
    }

    /// Whether it is a terminal.
    pub fn is_terminal(&self) -> bool {
        self.width.is_some()
    }

    /// The width of the terminal in columns; `None` if it is not a terminal.
    pub fn width(&self) -> Option<usize> {
        self.width.map(usize::from)
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
            .field("width", &self.width)
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

/// The width of a terminal, else `COLUMNS`, else 80.
fn terminal_width(terminal: &impl AsFd) -> u16 {
    // A pseudo-terminal without a size reports 0.
    let known = |width: &u16| *width > 0;
    let size = rustix::termios::tcgetwinsize(terminal).ok();
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
