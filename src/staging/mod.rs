//! Data on its way through temporary files: kept in order ([`Spool`]) or brought into one
//! ([`Sorter`]), so that memory does not grow with it. Knows no database.
//!
//! The files have no name and are gone with the process, however it ends.

mod sorter;
mod spool;

use std::env;
use std::io;

pub use sorter::{Merge, Sorted, Sorter};
pub use spool::{Iter, Spool, Spooled};

/// An error of the system with the folder that it is about: the user named no such file.
fn located(error: &io::Error) -> io::Error {
    let folder = env::temp_dir();
    let message = format!("temporary files in {}: {error}", folder.display());
    io::Error::new(error.kind(), message)
}
