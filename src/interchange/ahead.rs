//! Reads a file in a second thread, while the first one checks what was read before.

use std::sync::mpsc;
use std::{io, thread};

use tokio::sync::mpsc::{Receiver, Sender, channel};

use super::{Entry, MeetingEntry, Source, Withdrawal};
use crate::error::{Failure, Kind};

/// Records of a portion at most.
const RECORDS: usize = 1000;
/// Bytes after which a portion ends: records may be large, and four portions are in memory at once,
/// with those that wait to be freed.
const BYTES: usize = 1024 * 1024;
/// Portions that may wait, so that neither thread often waits for the other. Who reads waits for who
/// checks, so memory does not grow.
const WAITING: usize = 2;

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
pub struct ReadAhead {
    portions: Receiver<Result<Next, Failure>>,
    used: mpsc::Sender<Portion>,
}

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
        let (used, returned) = mpsc::channel();
        thread::Builder::new().spawn(move || read(source, &sender, &returned))?;
        Ok(Self { portions, used })
    }

    /// The next portion, or the file at its end.
    ///
    /// # Errors
    /// As of [`Source::next`].
    pub async fn next(&mut self) -> Result<Next, Failure> {
        let unfinished = || Failure::new(Kind::CheckFailed, "a thread did not finish");
        self.portions.recv().await.unwrap_or_else(|| Err(unfinished()))
    }

    /// Takes a portion back that nobody needs any more.
    ///
    /// Its memory is freed by the thread that allocated it: glibc locks the memory of a thread, and
    /// two that allocate and free the same wait for each other more than they work.
    pub fn give_back(&self, portion: Portion) {
        // After the end of the file nobody takes it.
        drop(self.used.send(portion));
    }
}

/// Sends all of a file, until nobody takes it.
fn read(
    mut source: MeetingSource,
    sender: &Sender<Result<Next, Failure>>,
    returned: &mpsc::Receiver<Portion>,
) {
    loop {
        let used = returned.try_iter().last().unwrap_or_default();
        let (portion, ended) = match portion(source.as_mut(), used) {
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

/// The next portion, in the place of a used one, and whether it is the last.
fn portion(
    source: &mut dyn Source<MeetingEntry>,
    used: Portion,
) -> Result<(Portion, bool), Failure> {
    let (mut entries, mut bytes, mut ended) = (used.entries, 0, false);
    entries.clear();
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
                    ahead.give_back(portion);
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
