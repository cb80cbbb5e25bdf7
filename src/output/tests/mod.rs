//! The module as commands use it: records in, bytes out.

use std::io::{self, Write};
use std::sync::{Arc, Mutex};

use super::sanitise::is_hidden;
use super::*;

mod machines;
mod messages;
mod tables;

/// Titles that break careless tables.
pub(super) const HOSTILE: &[&str] = &[
    "Stand-up",
    "季度规划会议：讨论下一年度的预算和人员安排",
    "👩\u{200d}💻👨\u{200d}👩\u{200d}👧\u{200d}👦 🇩🇪🇫🇷 ❤\u{fe0f} 1\u{fe0f}\u{20e3} party 🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
    "Cafe\u{301} re\u{301}union a\u{300}\u{301}\u{302}\u{303} la\u{308}nger als gedacht, wirklich",
    "\x1b[31mred\x1b[0m\x1b]0;title\x07 \r\n\t\0\x7f\u{9b}2J",
    "\u{202e}evil\u{202c} \u{2066}x\u{2069} \u{2028}\u{2029}\u{feff}\u{200b}zero\u{200d}joiner",
    "اجتماع لا لالا ﷺ می\u{200c}خواهم क्क्क्क्क्क",
    "=1+1",
    "averyveryveryveryveryveryveryveryveryveryveryverylongwordwithoutanyblank",
    "",
    "a,b;\"quoted\"\tand 'so' on \\ back",
];

record! {
    struct Row {
        pub id: i64,
        pub title: String,
        pub start_time: &'static str,
        pub status: &'static str,
        pub note: Option<String>,
    }
}

impl Row {
    fn new(id: i64, title: &str) -> Self {
        let note = (id % 2 == 0).then(|| title.to_owned());
        Self {
            id,
            title: title.into(),
            start_time: "2026-06-01 10:00",
            status: "in_progress",
            note,
        }
    }
}

impl Record for Row {
    const COLUMNS: &'static [Column<Self>] = &[
        Column::id(|row| row.id.into()),
        Column::time("Start", |row| row.start_time.into()),
        Column::left("Status", |row| Cell::styled(row.status, CellStyle::Good)),
        Column::flexible("Title", |row| (&row.title).into()),
        Column::flexible("Note", |row| row.note.clone().unwrap_or_default().into()),
        Column::chart("Load", |row| chart::bar(row.id.unsigned_abs(), 1000, 4).into()),
    ];

    fn id(&self) -> Option<i64> {
        (self.id > 0).then_some(self.id)
    }
}

/// What was written to a stream.
#[derive(Clone, Default)]
pub(super) struct Buffer(Arc<Mutex<Vec<u8>>>);

impl Buffer {
    pub(super) fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

impl Write for Buffer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

struct Closed;

impl Write for Closed {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(io::ErrorKind::BrokenPipe.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn output(settings: Settings, width: Option<u16>) -> (Output, Buffer, Buffer) {
    let (out, err) = (Buffer::default(), Buffer::default());
    let color = settings.color == ColorChoice::Always;
    let output = Output::on(
        settings,
        Stream::new(out.clone(), width, color),
        Stream::new(err.clone(), width, color),
    );
    (output, out, err)
}

fn settings(format: Format) -> Settings {
    Settings { format, color: ColorChoice::Never, ..Settings::default() }
}

fn fields(names: &[&str]) -> Vec<String> {
    names.iter().map(|&name| name.to_owned()).collect()
}

/// Standard output of rows with these titles and the ids 1, 2, 3...
fn list(settings: Settings, width: Option<u16>, titles: &[&str]) -> String {
    let (output, out, err) = output(settings, width);
    let mut listing = output.listing().unwrap();
    for (id, title) in (1..).zip(titles) {
        listing.push(&Row::new(id, title)).unwrap();
    }
    assert_eq!(listing.finish().unwrap(), titles.len() as u64);
    assert_eq!(err.text(), "");
    out.text()
}

fn safe(text: &str) -> bool {
    !text.chars().any(|c| c != '\n' && is_hidden(c) && !('\u{e0020}'..='\u{e007f}').contains(&c))
}
