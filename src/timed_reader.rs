//! Reading that ends with `--timeout`, also from a pipe into which nobody writes.

use std::fs::File;
use std::io::{self, Cursor, Read};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::thread;
use std::time::Instant;

/// Bytes read at once.
const CHUNK: usize = 128 * 1024;
/// Chunks that are read ahead.
const AHEAD: usize = 2;

/// Reads a file in another thread, until a moment.
#[derive(Debug)]
pub struct TimedReader {
    chunks: Receiver<io::Result<Vec<u8>>>,
    chunk: Cursor<Vec<u8>>,
    deadline: Instant,
}

impl TimedReader {
    /// Reads what `open` opens, which may wait too.
    pub fn new(
        open: impl FnOnce() -> io::Result<File> + Send + 'static,
        deadline: Instant,
    ) -> Self {
        let (send, chunks) = sync_channel(AHEAD);
        thread::spawn(move || {
            let mut file = match open() {
                Ok(file) => file,
                Err(error) => return drop(send.send(Err(error))),
            };
            loop {
                let mut chunk = vec![0; CHUNK];
                let read = match file.read(&mut chunk) {
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                    read => read,
                };
                let ended = !matches!(read, Ok(1..));
                let read = read.map(|length| {
                    chunk.truncate(length);
                    chunk
                });
                // Nobody waits for it after the end of the command.
                if send.send(read).is_err() || ended {
                    return;
                }
            }
        });
        Self { chunks, chunk: Cursor::default(), deadline }
    }
}

impl Read for TimedReader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.chunk.read(buffer)?;
        if read > 0 || buffer.is_empty() {
            return Ok(read);
        }
        let left = self.deadline.saturating_duration_since(Instant::now());
        match self.chunks.recv_timeout(left) {
            Ok(chunk) => {
                self.chunk = Cursor::new(chunk?);
                self.chunk.read(buffer)
            }
            Err(RecvTimeoutError::Disconnected) => Ok(0),
            Err(RecvTimeoutError::Timeout) => {
                Err(io::Error::new(io::ErrorKind::TimedOut, "no more data in time"))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;
    use std::time::Duration;

    use super::*;

    fn reader(bytes: &[u8], left: Duration) -> TimedReader {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(bytes).unwrap();
        let again = file.reopen().unwrap();
        TimedReader::new(move || Ok(again), Instant::now() + left)
    }

    #[test]
    fn all_of_a_file_is_read() {
        let bytes: Vec<u8> =
            (0..u32::try_from(5 * CHUNK / 4).unwrap()).flat_map(u32::to_le_bytes).collect();
        let mut read = Vec::new();
        reader(&bytes, Duration::from_mins(1)).read_to_end(&mut read).unwrap();
        assert!(read == bytes);
        read.clear();
        reader(b"", Duration::from_mins(1)).read_to_end(&mut read).unwrap();
        assert!(read.is_empty());
    }

    #[test]
    fn a_pipe_without_data_ends_with_the_time() {
        let (_writer, pipe) = std::os::unix::net::UnixStream::pair().unwrap();
        let pipe: std::os::fd::OwnedFd = pipe.into();
        let mut reader =
            TimedReader::new(move || Ok(pipe.into()), Instant::now() + Duration::from_millis(20));
        assert_eq!(reader.read(&mut [0; 8]).unwrap_err().kind(), io::ErrorKind::TimedOut);
    }

    #[test]
    fn an_error_of_opening_is_one_of_reading() {
        let open = || File::open("/nowhere/at/all");
        let mut reader = TimedReader::new(open, Instant::now() + Duration::from_mins(1));
        assert_eq!(reader.read(&mut [0; 8]).unwrap_err().kind(), io::ErrorKind::NotFound);
    }
}
