//! Unpacks an archive that was compressed.

use std::fs::File;
use std::io::{self, Read, Write as _};
use std::path::Path;

use crate::atomic_file::AtomicFile;
use crate::error::{Exit, Failure, Kind};
use crate::store::dialect::ErrorClass;
use crate::store::failure;
use crate::store::limits::Limits;

/// The first bytes of a file that zstd has written.
const ZSTD: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];

/// The bytes of the header of a SQLite file.
const HEADER: usize = 100;

/// A temporary file with the content of `file`, if that is compressed; it is deleted when it is
/// dropped. A file that cannot be read is left to who opens it next.
///
/// No more is unpacked than the header of the database says: a few kilobytes can become any number of
/// bytes.
///
/// # Errors
/// Exit 7 if the time is up, 10 if the file is damaged or the disk is full.
pub fn unpacked(file: &Path, limits: Limits) -> Result<Option<AtomicFile>, Failure> {
    let mut first = [0; ZSTD.len()];
    let is_packed = file.is_file()
        && File::open(file).and_then(|mut file| file.read_exact(&mut first)).is_ok()
        && first == ZSTD;
    if !is_packed {
        return Ok(None);
    }
    let unpacked = AtomicFile::temporary()?;
    let reader = zstd::Decoder::new(File::open(file)?)?;
    copy(reader, &unpacked, limits).map_err(|error| {
        if limits.is_over() {
            return failure::describe(ErrorClass::Timeout);
        }
        let explained = unpacked.explain(Failure::from(error));
        if explained.exit() == Exit::Storage {
            return explained;
        }
        let message = format!("{} is damaged or is not a backup", file.display());
        Failure::new(Kind::Corrupt, message)
            .with_causes(explained.causes())
            .hint("restore another backup; nothing was changed")
            .at(file)
    })?;
    Ok(Some(unpacked))
}

fn copy(mut from: impl Read, to: &AtomicFile, limits: Limits) -> io::Result<()> {
    let mut header = [0; HEADER];
    from.read_exact(&mut header)?;
    let size = size_of_database(&header)
        .ok_or_else(|| io::Error::other("what is compressed is not a SQLite database"))?;
    let mut to = to.writer().map_err(|failure| io::Error::other(failure.summary()))?;
    to.write_all(&header)?;
    let (mut buffer, mut left) = (vec![0; 256 * 1024], size - HEADER as u64);
    loop {
        if limits.is_over() {
            return Err(io::ErrorKind::Interrupted.into());
        }
        let read = from.read(&mut buffer)?;
        if read == 0 {
            return Ok(());
        }
        left = left
            .checked_sub(read as u64)
            .ok_or_else(|| io::Error::other("it has more pages than its header says"))?;
        to.write_all(&buffer[..read])?;
    }
}

/// The size in bytes of the database with this header.
///
/// <https://www.sqlite.org/fileformat.html#the_database_header>
fn size_of_database(header: &[u8; HEADER]) -> Option<u64> {
    let page: u64 = match u16::from_be_bytes([header[16], header[17]]) {
        1 => 65_536,
        size => size.into(),
    };
    let pages = u32::from_be_bytes([header[28], header[29], header[30], header[31]]);
    let size = page * u64::from(pages);
    (header.starts_with(b"SQLite format 3\0") && size > HEADER as u64).then_some(size)
}
