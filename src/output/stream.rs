//! The two streams of the process, and what is known about them.

use std::fmt::{self, Write as _};
use std::io::{self, BufWriter, IsTerminal as _, Write};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use anstyle::Style;

use super::ColorChoice;

/// The width taken where nobody knows a better one, in columns.
const DEFAULT_WIDTH: u16 = 80;
/// Bytes gathered before standard output or a file is written to.
const BUFFER: usize = 64 * 1024;

type Writer = Box<dyn Write + Send>;

/// `writer` with a buffer of the size that suits long results.
pub(super) fn buffered<W: Write>(writer: W) -> BufWriter<W> {
    BufWriter::with_capacity(BUFFER, writer)
}

/// A stream that several owners write to, one whole piece after the other.
#[derive(Clone)]
pub struct Stream {
    writer: Arc<Mutex<Writer>>,
    terminal: bool,
    color: bool,
}

impl Stream {
    /// A stream to `writer`, which behaves like a terminal if `terminal`, and is coloured if
    /// `color`.
    pub fn new(writer: impl Write + Send + 'static, terminal: bool, color: bool) -> Self {
        Self {
            writer: Arc::new(Mutex::new(Box::new(writer))),
            terminal,
            color,
        }
    }

    pub(super) fn stdout(choice: ColorChoice) -> Self {
        let raw = io::stdout();
        let color = wants_color(choice, || anstream::AutoStream::choice(&raw));
        let terminal = raw.is_terminal();
        Self::new(buffered(raw), terminal, color)
    }

    /// Standard error is not buffered: what it says must be seen even if we are killed next.
    pub(super) fn stderr(choice: ColorChoice) -> Self {
        let raw = io::stderr();
        let color = wants_color(choice, || anstream::AutoStream::choice(&raw));
        let terminal = raw.is_terminal();
        Self::new(raw, terminal, color)
    }

    /// Whether a person may be looking.
    pub fn is_terminal(&self) -> bool {
        self.terminal
    }

    /// Whether colours are wanted here.
    pub fn is_colored(&self) -> bool {
        self.color
    }

    fn lock(&self) -> MutexGuard<'_, Writer> {
        // A writer is whole after every call, so a panic elsewhere leaves nothing half done in it.
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

fn wants_color(choice: ColorChoice, ask: impl FnOnce() -> anstream::ColorChoice) -> bool {
    match choice {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto => ask() != anstream::ColorChoice::Never,
    }
}

/// The width of the terminal behind standard output, else `COLUMNS`, else 80.
pub(super) fn terminal_width() -> u16 {
    let asked = rustix::termios::tcgetwinsize(io::stdout())
        .map(|size| size.ws_col)
        .ok();
    // A pseudo-terminal nobody sized says 0.
    asked
        .filter(|&width| width > 0)
        .or_else(|| {
            std::env::var("COLUMNS")
                .ok()?
                .trim()
                .parse()
                .ok()
                .filter(|&width| width > 0)
        })
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
