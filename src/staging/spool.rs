//! Records written one after the other, then read as often as needed.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::marker::PhantomData;
use std::os::unix::fs::FileExt;
use std::sync::Arc;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::error::elsewhere;

/// Bytes gathered before the file is written to or read from.
const BUFFER: usize = 64 * 1024;
/// Bytes read for a single record.
const SMALL_BUFFER: usize = 4 * 1024;

/// An error of the system with the directory it is about: the user named no such file.
fn located(error: io::Error) -> io::Error {
    let directory = std::env::temp_dir();
    elsewhere(format!("cannot write temporary files in {}", directory.display()), error)
}

/// A temporary file that records are written to.
#[derive(Debug)]
pub struct Spool<T> {
    file: BufWriter<File>,
    written: u64,
    count: u64,
    scratch: Vec<u8>,
    record: PhantomData<fn(T)>,
}

impl<T: Serialize + DeserializeOwned> Spool<T> {
    /// An empty one, in the system's directory for temporary files.
    pub fn new() -> io::Result<Self> {
        Ok(Self {
            file: BufWriter::with_capacity(BUFFER, tempfile::tempfile().map_err(located)?),
            written: 0,
            count: 0,
            scratch: Vec::new(),
            record: PhantomData,
        })
    }

    /// Appends a record; returns its place for [`Spooled::at`].
    pub fn push(&mut self, record: &T) -> io::Result<u64> {
        self.scratch.clear();
        let bytes = postcard::to_extend(record, std::mem::take(&mut self.scratch));
        self.scratch = bytes.map_err(io::Error::other)?;
        let length = u32::try_from(self.scratch.len()).map_err(io::Error::other)?;
        self.file
            .write_all(&length.to_le_bytes())
            .and_then(|()| self.file.write_all(&self.scratch))
            .map_err(located)?;
        let place = self.written;
        self.written += 4 + u64::from(length);
        self.count += 1;
        Ok(place)
    }

    /// How many were appended.
    pub(super) fn count(&self) -> u64 {
        self.count
    }

    /// How many bytes were written.
    pub(super) fn position(&self) -> u64 {
        self.written
    }

    /// Ends writing.
    pub fn finish(self) -> io::Result<Spooled<T>> {
        let file = self.file.into_inner().map_err(|error| located(error.into_error()))?;
        Ok(Spooled {
            file: Arc::new(file),
            end: self.written,
            count: self.count,
            record: PhantomData,
        })
    }
}

/// The records of a [`Spool`], in the order they were written.
#[derive(Debug)]
pub struct Spooled<T> {
    file: Arc<File>,
    end: u64,
    count: u64,
    record: PhantomData<fn() -> T>,
}

impl<T: DeserializeOwned> Spooled<T> {
    /// How many there are.
    pub fn count(&self) -> u64 {
        self.count
    }

    /// Reads them from the first on; several readers do not disturb each other.
    pub fn read(&self) -> Records<T> {
        self.part(0, self.end, BUFFER)
    }

    /// The record at a place that [`Spool::push`] returned.
    pub fn at(&self, place: u64) -> io::Result<T> {
        let mut records = self.part(place, self.end, SMALL_BUFFER);
        records.next().unwrap_or_else(|| Err(io::ErrorKind::UnexpectedEof.into()))
    }

    /// Reads those between two positions in bytes.
    pub(super) fn part(&self, from: u64, to: u64, buffer: usize) -> Records<T> {
        let range = FileRange { file: Arc::clone(&self.file), at: from, end: to };
        Records {
            bytes: BufReader::with_capacity(buffer, range),
            scratch: Vec::new(),
            record: PhantomData,
        }
    }
}

/// A range of a file, read independently of others.
#[derive(Debug)]
struct FileRange {
    file: Arc<File>,
    at: u64,
    end: u64,
}

impl Read for FileRange {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = usize::try_from(self.end - self.at).unwrap_or(usize::MAX);
        let wanted = buffer.len().min(left);
        let read = self.file.read_at(&mut buffer[..wanted], self.at)?;
        self.at += read as u64;
        Ok(read)
    }
}

/// Reads records one after the other.
#[derive(Debug)]
pub struct Records<T> {
    bytes: BufReader<FileRange>,
    scratch: Vec<u8>,
    record: PhantomData<fn() -> T>,
}

impl<T: DeserializeOwned> Records<T> {
    fn record(&mut self) -> io::Result<Option<T>> {
        let mut length = [0; 4];
        match self.bytes.read_exact(&mut length) {
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
            done => done?,
        }
        let length = usize::try_from(u32::from_le_bytes(length)).map_err(io::Error::other)?;
        self.scratch.resize(length, 0);
        self.bytes.read_exact(&mut self.scratch)?;
        let record = postcard::from_bytes(&self.scratch).map_err(io::Error::other)?;
        Ok(Some(record))
    }
}

impl<T: DeserializeOwned> Iterator for Records<T> {
    type Item = io::Result<T>;

    fn next(&mut self) -> Option<Self::Item> {
        self.record().transpose()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_read_again_and_again() {
        let mut spool = Spool::new().unwrap();
        let records: Vec<(u64, String)> =
            (0..5000).map(|n| (n, "é".repeat(usize::try_from(n % 97).unwrap()))).collect();
        let places: Vec<u64> = records.iter().map(|r| spool.push(r).unwrap()).collect();
        let spooled = spool.finish().unwrap();
        assert_eq!(spooled.count(), 5000);
        let mut ahead = spooled.read();
        ahead.next().unwrap().unwrap();
        for _ in 0..2 {
            let read: Vec<_> = spooled.read().map(Result::unwrap).collect();
            assert_eq!(read, records);
        }
        assert_eq!(ahead.next().unwrap().unwrap(), records[1]);
        assert_eq!(spooled.at(places[4999]).unwrap(), records[4999]);
        assert_eq!(spooled.at(places[7]).unwrap(), records[7]);
    }
}
