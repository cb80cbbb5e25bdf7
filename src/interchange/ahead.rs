//! Reads a file in a second thread, while the first one checks what was read before.

use std::{io, thread};

use tokio::sync::mpsc::{Receiver, Sender, channel};

use super::{Entry, MeetingEntry, Source, Withdrawal};
use crate::error::{Failure, Kind};

/// Records of a portion at most.
const RECORDS: usize = 1000;
/// Bytes after which a portion ends: records may be large, and three portions are in memory at once.
const BYTES: usize = 4 * 1024 * 1024;
/// Portions that may wait. Who reads waits for who checks, so memory does not grow.
const WAITING: usize = 1;

/// A file that another thread may read.
pub type MeetingSource = Box<dyn Source<MeetingEntry> + Send>;

/// Records that follow each other in a file, and what the file says beside them.
#[derive(Debug, Default)]
pub struct Portion {
    /// The records.
    pub entries: Vec<Entry<MeetingEntry>>,
    /// See [`Source::take_withdrawals`].
    pub withdrawals: Vec<Withdrawal>,
    /// See [`Source::take_warnings`].
    pub warnings: Vec<(u64, String)>,
    /// See [`Source::position`].
    pub position: u64,
}

/// A file that is being read.
pub struct ReadAhead(Receiver<Result<Next, Failure>>);

/// What comes next of a file.
pub enum Next {
    /// More records.
    Portion(Portion),
    /// The file, which was read to its end.
    End(MeetingSource),
}

impl ReadAhead {
    /// Begins to read. Nobody waits for the thread, which may wait for a pipe.
    ///
    /// # Errors
    /// The system has no thread left.
    pub fn begin(source: MeetingSource) -> io::Result<Self> {
        let (sender, portions) = channel(WAITING);
        thread::Builder::new().spawn(move || read(source, &sender))?;
        Ok(Self(portions))
    }

    /// The next portion, or the file at its end.
    ///
    /// # Errors
    /// As of [`Source::next`].
    pub async fn next(&mut self) -> Result<Next, Failure> {
        let unfinished = || Failure::new(Kind::CheckFailed, "a thread did not finish");
        self.0.recv().await.unwrap_or_else(|| Err(unfinished()))
    }
}

/// Sends all of a file, until nobody takes it.
fn read(mut source: MeetingSource, sender: &Sender<Result<Next, Failure>>) {
    loop {
        let (portion, ended) = match portion(source.as_mut()) {
            Ok(read) => read,
            Err(failure) => return drop(sender.blocking_send(Err(failure))),
        };
        if sender.blocking_send(Ok(Next::Portion(portion))).is_err() {
            return;
        }
        if ended {
            return drop(sender.blocking_send(Ok(Next::End(source))));
        }
    }
}

/// The next portion, and whether it is the last.
fn portion(source: &mut dyn Source<MeetingEntry>) -> Result<(Portion, bool), Failure> {
    let (mut entries, mut bytes, mut ended) = (Vec::with_capacity(RECORDS), 0, false);
    while !ended && entries.len() < RECORDS && bytes < BYTES {
        match source.next()? {
            Some(entry) => {
                bytes += entry.bytes();
                entries.push(entry);
            }
            None => ended = true,
        }
    }
    let (withdrawals, warnings) = (source.take_withdrawals(), source.take_warnings());
    Ok((Portion { entries, withdrawals, warnings, position: source.position() }, ended))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU64, Ordering};
    use std::time::Duration;

    use super::*;
    use crate::interchange::{Problem, Version, WithdrawalScope};

    /// Rejected records with their numbers as lines, some of which withdraw an event.
    struct Numbers {
        read: Arc<AtomicU64>,
        end: u64,
        fails: bool,
    }

    impl Source<MeetingEntry> for Numbers {
        fn next(&mut self) -> Result<Option<Entry<MeetingEntry>>, Failure> {
            let line = self.read.load(Ordering::Relaxed);
            if line == self.end {
                let failure = Failure::new(Kind::Io, "gone");
                return if self.fails { Err(failure) } else { Ok(None) };
            }
            self.read.store(line + 1, Ordering::Relaxed);
            let content = Err(Problem::new("none"));
            Ok(Some(Entry { line, raw: Vec::new(), content, warnings: Vec::new() }))
        }

        fn position(&self) -> u64 {
            self.read.load(Ordering::Relaxed)
        }

        fn take_withdrawals(&mut self) -> Vec<Withdrawal> {
            let version = Version { event: "e".to_owned(), sequence: 0, series_sequence: None };
            let scope = WithdrawalScope::Rest { before: None };
            vec![Withdrawal { line: self.position(), version, scope }]
        }

        fn reject(&self, _: &[u8], _: &str) -> Vec<u8> {
            Vec::new()
        }
    }

    fn numbers(end: u64, fails: bool) -> (ReadAhead, Arc<AtomicU64>) {
        let read = Arc::new(AtomicU64::new(0));
        let source = Numbers { read: Arc::clone(&read), end, fails };
        (ReadAhead::begin(Box::new(source)).unwrap(), read)
    }

    /// The lines of all portions, and how it ended.
    fn all(mut ahead: ReadAhead) -> (Vec<u64>, Result<u64, Kind>) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let mut lines = Vec::new();
        loop {
            match runtime.block_on(ahead.next()) {
                Ok(Next::Portion(portion)) => {
                    lines.extend(portion.entries.iter().map(|entry| entry.line));
                    assert_eq!(portion.position, lines.len() as u64);
                    assert_eq!(portion.withdrawals[0].line, portion.position);
                }
                Ok(Next::End(source)) => return (lines, Ok(source.position())),
                Err(failure) => return (lines, Err(failure.kind())),
            }
        }
    }

    #[test]
    fn every_record_comes_once_and_in_order() {
        for end in [0, 1, 999, 1000, 1001, 5000] {
            let (ahead, _) = numbers(end, false);
            assert_eq!(all(ahead), ((0..end).collect(), Ok(end)));
        }
    }

    #[test]
    fn a_failure_comes_after_what_was_read_before() {
        let (ahead, _) = numbers(3000, true);
        assert_eq!(all(ahead), ((0..3000).collect(), Err(Kind::Io)));
    }

    #[test]
    fn who_reads_waits_for_who_checks() {
        let (ahead, read) = numbers(1_000_000, false);
        std::thread::sleep(Duration::from_millis(50));
        let most = (WAITING + 1) * RECORDS;
        assert!(read.load(Ordering::Relaxed) <= most as u64);
        drop(ahead);
        std::thread::sleep(Duration::from_millis(50));
        // Nobody takes what was read: the thread has ended.
        assert!(read.load(Ordering::Relaxed) <= (most + RECORDS) as u64);
    }
}
