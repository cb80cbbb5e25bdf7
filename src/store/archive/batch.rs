//! Rows that one thread hands to another in batches: reading a file, and what a server takes or sends,
//! happen at the same time. Both wait for the other, so memory does not grow.

use rusqlite::Connection;
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio::task::JoinHandle;

use super::create::not_taken;
use super::file::{FileWriter, rows_of, select};
use super::row::{Checksum, Row};
use super::table::Layout;
use crate::error::{Failure, Kind};

/// Rows of a batch, unless they are large.
const ROWS: usize = 500;
/// Bytes after which a batch ends.
const BYTES: usize = 128 * 1024;
/// Batches that may wait.
const WAITING: usize = 4;

/// Rows that are handed over together.
#[derive(Debug, Default)]
struct Batch {
    rows: Vec<Row>,
    bytes: usize,
}

impl Batch {
    fn push(&mut self, row: Row) {
        self.bytes += row.bytes();
        self.rows.push(row);
    }

    fn is_full(&self) -> bool {
        self.rows.len() >= ROWS || self.bytes >= BYTES
    }

    fn take(&mut self) -> Vec<Row> {
        self.bytes = 0;
        std::mem::take(&mut self.rows)
    }
}

fn joined(error: tokio::task::JoinError) -> Failure {
    Failure::new(Kind::CheckFailed, "a thread did not finish").cause(error)
}

/// Rows of a table that another thread reads from a file.
pub struct Reading {
    batches: Receiver<Result<Vec<Row>, Failure>>,
    current: std::vec::IntoIter<Row>,
    thread: JoinHandle<(Connection, Checksum)>,
}

impl Reading {
    /// Begins to read.
    pub fn begin(archive: Connection, layout: Layout) -> Self {
        let (sender, batches) = channel(WAITING);
        let thread = tokio::task::spawn_blocking(move || {
            let mut checksum = Checksum::default();
            if let Err(failure) = read(&archive, &layout, &mut checksum, &sender) {
                // Who no longer listens has failed too.
                let _ = sender.blocking_send(Err(failure));
            }
            (archive, checksum)
        });
        Self { batches, current: Vec::new().into_iter(), thread }
    }

    /// The next row.
    ///
    /// # Errors
    /// Exit 10 where the file is damaged, 1 for a value that no engine has in such a column.
    pub async fn next(&mut self) -> Result<Option<Row>, Failure> {
        loop {
            if let Some(row) = self.current.next() {
                return Ok(Some(row));
            }
            match self.batches.recv().await {
                Some(batch) => self.current = batch?.into_iter(),
                None => return Ok(None),
            }
        }
    }

    /// Ends, and returns the connection and the checksum of what was read.
    ///
    /// # Errors
    /// Exit 70 if the thread did not finish.
    pub async fn end(self) -> Result<(Connection, Checksum), Failure> {
        drop(self.batches);
        self.thread.await.map_err(joined)
    }
}

/// Sends the rows of a table until nobody takes them.
fn read(
    archive: &Connection,
    layout: &Layout,
    checksum: &mut Checksum,
    sender: &Sender<Result<Vec<Row>, Failure>>,
) -> Result<(), Failure> {
    let mut statement = archive.prepare(&select(layout))?;
    let mut rows = statement.query([])?;
    let mut next = rows_of(layout, &mut rows);
    let mut batch = Batch::default();
    while let Some(row) = next()? {
        checksum.add(&row);
        batch.push(row);
        if batch.is_full() && sender.blocking_send(Ok(batch.take())).is_err() {
            return Ok(());
        }
    }
    let _ = sender.blocking_send(Ok(batch.take()));
    Ok(())
}

/// Rows of a table that another thread writes into a file.
pub struct Writing {
    sender: std::sync::mpsc::SyncSender<Vec<Row>>,
    batch: Batch,
    thread: JoinHandle<Result<FileWriter, Failure>>,
}

impl Writing {
    /// Begins to write.
    pub fn begin(writer: FileWriter, layout: Layout) -> Self {
        let (sender, batches) = std::sync::mpsc::sync_channel::<Vec<Row>>(WAITING);
        let thread = tokio::task::spawn_blocking(move || {
            let mut insert = writer.insert(&layout)?;
            for row in batches.into_iter().flatten() {
                insert.write(&row).map_err(|error| not_taken(&layout, &row, error))?;
            }
            drop(insert);
            Ok(writer)
        });
        Self { sender, batch: Batch::default(), thread }
    }

    /// Hands a row over. What the thread cannot write, [`end`](Self::end) reports: false says that
    /// it takes no more.
    pub fn write(&mut self, row: Row) -> bool {
        self.batch.push(row);
        !self.batch.is_full() || self.sender.send(self.batch.take()).is_ok()
    }

    /// Waits until all is written.
    ///
    /// # Errors
    /// Exit 10 if the disk is full, 1 for a row that breaks a rule of the schema.
    pub async fn end(mut self) -> Result<FileWriter, Failure> {
        let _ = self.sender.send(self.batch.take());
        drop(self.sender);
        self.thread.await.map_err(joined)?
    }
}
