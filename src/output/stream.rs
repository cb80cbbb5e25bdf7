//! The two output streams of the process.

use std::fmt::{self, Write as _};
use std::io::{self, BufWriter, IsTerminal as _, Write};
use std::os::fd::AsFd;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use anstyle::Style;

use super::ColorChoice;
use super::pager::Paged;
use crate::error::elsewhere;

/// The size of a terminal if none is known.
const DEFAULT_SIZE: Size = Size { columns: 80, rows: 24 };
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
    /// The size of the terminal, if it is one.
    size: Option<Size>,
    color: bool,
}

/// The size of a terminal.
#[derive(Debug, Clone, Copy)]
struct Size {
    columns: u16,
    rows: u16,
}

impl Stream {
    /// A stream to `writer`, treated as a terminal of `width` columns if given, coloured if `color`.
    pub fn new(writer: impl Write + Send + 'static, width: Option<u16>, color: bool) -> Self {
        let size = width.map(|columns| Size { columns, ..DEFAULT_SIZE });
        Self { writer: Arc::new(Mutex::new(Box::new(writer))), size, color }
    }

    /// A stream to the same terminal, in which what is longer than the screen goes to a pager; the
    /// same stream if it is not a terminal.
    pub(super) fn paged(&self, pager: &str) -> Self {
        let Some(size) = self.size else {
            return self.clone();
        };
        let paged = Paged::new(self.clone(), pager, size.rows.into());
        Self { writer: Arc::new(Mutex::new(Box::new(paged))), ..*self }
    }

    pub(super) fn stdout(choice: ColorChoice) -> Self {
        let raw = io::stdout();
        let color = wants_color(choice, || anstream::AutoStream::choice(&raw));
        let size = raw.is_terminal().then(|| terminal_size(&raw));
        Self { size, ..Self::new(buffered(Stdout(raw)), None, color) }
    }

    /// Standard error is not buffered: its messages must not be lost by a kill.
    pub(super) fn stderr(choice: ColorChoice) -> Self {
        let raw = io::stderr();
        let color = wants_color(choice, || anstream::AutoStream::choice(&raw));
        let size = raw.is_terminal().then(|| terminal_size(&raw));
        Self { size, ..Self::new(raw, None, color) }
    }

    /// Whether it is a terminal.
    pub fn is_terminal(&self) -> bool {
        self.size.is_some()
    }

    /// The width of the terminal in columns; `None` if it is not a terminal.
    pub fn width(&self) -> Option<usize> {
        self.size.map(|size| size.columns.into())
    }

    /// The height of the terminal in rows; `None` if it is not a terminal.
    pub fn height(&self) -> Option<usize> {
        self.size.map(|size| size.rows.into())
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
            .field("size", &self.size)
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

/// The size of a terminal, else `COLUMNS` and `LINES`, else the usual one.
fn terminal_size(terminal: &impl AsFd) -> Size {
    // A pseudo-terminal without a size reports 0.
    let known = |size: &u16| *size > 0;
    let size = rustix::termios::tcgetwinsize(terminal).ok();
    let variable = |name| std::env::var(name).ok()?.trim().parse().ok();
    let or_named = |size: Option<u16>, name, usual| {
        size.filter(known).or_else(|| variable(name).filter(known)).unwrap_or(usual)
    };
    Size {
        columns: or_named(size.map(|size| size.ws_col), "COLUMNS", DEFAULT_SIZE.columns),
        rows: or_named(size.map(|size| size.ws_row), "LINES", DEFAULT_SIZE.rows),
    }
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
