//! The events of a file, copied to an unlinked temporary file while it is read: an event may be
//! changed by one that comes later, and memory is not to grow with the file.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek, SeekFrom, Write};

/// What was found in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A VEVENT.
    Event,
    /// A VEVENT with a RECURRENCE-ID.
    Override,
    /// Something that cannot be read; what stands before the first line break is the reason.
    Broken,
}

/// One VEVENT, or what is left of one.
#[derive(Debug, Clone)]
pub(super) struct Record {
    pub kind: Kind,
    /// The line it begins on.
    pub line: u64,
    /// How many bytes of the file were read when it ended.
    pub position: u64,
    /// The hash of its UID; 0 if it has none.
    pub uid: u64,
    /// The VCALENDAR it is in.
    pub calendar: u64,
    /// Its content lines, each ended by LF.
    pub text: Vec<u8>,
}

const HEADER: usize = 41;

/// Takes records.
pub(super) struct SpoolWriter {
    file: BufWriter<File>,
    length: u64,
}

impl SpoolWriter {
    pub(super) fn new() -> io::Result<Self> {
        Ok(Self {
            file: BufWriter::with_capacity(256 * 1024, tempfile::tempfile()?),
            length: 0,
        })
    }

    /// Adds `record` and says where it is.
    pub(super) fn write(&mut self, record: &Record) -> io::Result<u64> {
        let at = self.length;
        let kind = match record.kind {
            Kind::Event => 0,
            Kind::Override => 1,
            Kind::Broken => 2,
        };
        let length = record.text.len() as u64;
        self.file.write_all(&[kind])?;
        for number in [
            record.line,
            record.position,
            record.uid,
            record.calendar,
            length,
        ] {
            self.file.write_all(&number.to_le_bytes())?;
        }
        self.file.write_all(&record.text)?;
        self.length += HEADER as u64 + length;
        Ok(at)
    }

    pub(super) fn finish(self) -> io::Result<Spool> {
        let mut file = self
            .file
            .into_inner()
            .map_err(io::IntoInnerError::into_error)?;
        file.seek(SeekFrom::Start(0))?;
        Ok(Spool {
            file: BufReader::with_capacity(256 * 1024, file),
            at: 0,
            length: self.length,
        })
    }
}

/// Gives records back, in order or by their place.
pub(super) struct Spool {
    file: BufReader<File>,
    at: u64,
    length: u64,
}

impl Spool {
    /// The next record; `None` behind the last one.
    pub(super) fn next(&mut self) -> io::Result<Option<Record>> {
        let Some((mut record, length)) = self.header()? else {
            return Ok(None);
        };
        record.text = vec![0; usize::try_from(length).unwrap_or(usize::MAX)];
        self.file.read_exact(&mut record.text)?;
        self.at += length;
        Ok(Some(record))
    }

    /// The next record without its text.
    pub(super) fn next_header(&mut self) -> io::Result<Option<Record>> {
        let Some((record, length)) = self.header()? else {
            return Ok(None);
        };
        self.file.seek_relative(length.cast_signed())?;
        self.at += length;
        Ok(Some(record))
    }

    /// The record at `place`, as [`SpoolWriter::write`] named it; what comes next stays the same.
    pub(super) fn at(&mut self, place: u64) -> io::Result<Option<Record>> {
        let here = self.at;
        self.go_to(place)?;
        let record = self.next();
        self.go_to(here)?;
        record
    }

    /// Goes back to the first record.
    pub(super) fn rewind(&mut self) -> io::Result<()> {
        self.go_to(0)
    }

    fn go_to(&mut self, place: u64) -> io::Result<()> {
        let far = place.cast_signed() - self.at.cast_signed();
        self.file.seek_relative(far)?;
        self.at = place;
        Ok(())
    }

    fn header(&mut self) -> io::Result<Option<(Record, u64)>> {
        if self.at >= self.length {
            return Ok(None);
        }
        let mut bytes = [0; HEADER];
        self.file.read_exact(&mut bytes)?;
        self.at += HEADER as u64;
        let number = |index: usize| {
            let mut field = [0; 8];
            field.copy_from_slice(&bytes[1 + 8 * index..9 + 8 * index]);
            u64::from_le_bytes(field)
        };
        let record = Record {
            kind: match bytes[0] {
                0 => Kind::Event,
                1 => Kind::Override,
                _ => Kind::Broken,
            },
            line: number(0),
            position: number(1),
            uid: number(2),
            calendar: number(3),
            text: Vec::new(),
        };
        Ok(Some((record, number(4))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_come_back_in_order_and_by_place() {
        let mut writer = SpoolWriter::new().unwrap();
        let record = |line: u64| Record {
            kind: Kind::Override,
            line,
            position: line * 10,
            uid: u64::MAX - line,
            calendar: 1,
            text: vec![b'x'; usize::try_from(line).unwrap() * 1000],
        };
        let places: Vec<u64> = (0..100)
            .map(|n| writer.write(&record(n)).unwrap())
            .collect();
        let mut spool = writer.finish().unwrap();
        assert_eq!(spool.next_header().unwrap().unwrap().line, 0);
        for n in 1..100 {
            let far = spool.at(places[99 - usize::try_from(n).unwrap()]).unwrap();
            assert_eq!(far.unwrap().line, 99 - n);
            let next = spool.next().unwrap().unwrap();
            assert_eq!((next.line, next.position), (n, n * 10));
            assert_eq!(next.text.len(), usize::try_from(n).unwrap() * 1000);
        }
        assert!(spool.next().unwrap().is_none());
        spool.rewind().unwrap();
        assert_eq!(spool.next().unwrap().unwrap().line, 0);
    }
}
