//! Unpacks an archive that was compressed.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

use crate::atomic_file::AtomicFile;
use crate::error::{Failure, Kind};

/// The first bytes of a file that zstd has written.
const ZSTD: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];

/// A temporary file with the content of `file`, if that is compressed; it is deleted when it is
/// dropped. A file that cannot be read is left to who opens it next.
///
/// # Errors
/// Exit 10 if the file is damaged or the disk is full.
pub fn unpacked(file: &Path) -> Result<Option<AtomicFile>, Failure> {
    let mut first = [0; ZSTD.len()];
    let is_packed = file.is_file()
        && File::open(file).and_then(|mut file| file.read_exact(&mut first)).is_ok()
        && first == ZSTD;
    if !is_packed {
        return Ok(None);
    }
    let name = format!("meetctl-{:032x}.db", rand::random::<u128>());
    let unpacked = AtomicFile::create(&std::env::temp_dir().join(name), false)?;
    let mut reader = zstd::Decoder::new(File::open(file)?)?;
    let mut writer = unpacked.writer()?;
    io::copy(&mut reader, &mut writer).map_err(|error| {
        let explained = unpacked.explain(Failure::from(error));
        if explained.exit() == crate::error::Exit::Storage {
            return explained;
        }
        let message = format!("{} is damaged", file.display());
        Failure::new(Kind::Corrupt, message)
            .with_causes(explained.causes())
            .hint("restore another backup; nothing was changed")
            .at(file)
    })?;
    Ok(Some(unpacked))
}
