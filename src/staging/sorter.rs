//! An external merge sort: runs that fit into memory are sorted and written, then merged.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::io;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::spool::{Records, Spool, Spooled};

/// How many records are sorted in memory at a time.
const RUN: usize = 64 * 1024;
/// Bytes of those, if they are large.
const RUN_BYTES: usize = 8 * 1024 * 1024;
/// Bytes of each run that are read ahead while merging.
const AHEAD: usize = 16 * 1024;

/// Takes records in any order.
#[derive(Debug)]
pub struct Sorter<T> {
    buffer: Vec<T>,
    /// Bytes of those in the buffer that said that they are large.
    bytes: usize,
    spool: Spool<T>,
    /// Where each run ends, in bytes.
    ends: Vec<u64>,
    run: usize,
}

impl<T: Ord + Serialize + DeserializeOwned> Sorter<T> {
    /// An empty one.
    pub fn new() -> io::Result<Self> {
        Self::with_runs_of(RUN)
    }

    fn with_runs_of(run: usize) -> io::Result<Self> {
        Ok(Self { buffer: Vec::new(), bytes: 0, spool: Spool::new()?, ends: Vec::new(), run })
    }

    /// Takes one record.
    pub fn push(&mut self, record: T) -> io::Result<()> {
        self.push_large(record, 0)
    }

    /// Takes one record with this many bytes on the heap.
    pub fn push_large(&mut self, record: T, bytes: usize) -> io::Result<()> {
        self.buffer.push(record);
        self.bytes += bytes;
        if self.buffer.len() < self.run && self.bytes < RUN_BYTES {
            return Ok(());
        }
        self.write_run()
    }

    /// How many were taken.
    pub fn count(&self) -> u64 {
        self.spool.count() + self.buffer.len() as u64
    }

    fn write_run(&mut self) -> io::Result<()> {
        self.bytes = 0;
        self.buffer.sort_unstable();
        for record in self.buffer.drain(..) {
            self.spool.push(&record)?;
        }
        self.ends.push(self.spool.position());
        Ok(())
    }

    /// Ends writing.
    pub fn finish(mut self) -> io::Result<Sorted<T>> {
        if !self.buffer.is_empty() {
            self.write_run()?;
        }
        Ok(Sorted { spooled: self.spool.finish()?, ends: self.ends })
    }
}

/// The records of a [`Sorter`] in order.
#[derive(Debug)]
pub struct Sorted<T> {
    spooled: Spooled<T>,
    ends: Vec<u64>,
}

impl<T: Ord + DeserializeOwned> Sorted<T> {
    /// Reads them from the least on.
    pub fn read(&self) -> io::Result<Merge<T>> {
        let mut from = 0;
        let mut merge = Merge { runs: Vec::new(), heads: BinaryHeap::new() };
        for &to in &self.ends {
            merge.runs.push(self.spooled.part(from, to, AHEAD));
            merge.refill(merge.runs.len() - 1)?;
            from = to;
        }
        Ok(merge)
    }
}

/// Merges the runs of a [`Sorted`].
#[derive(Debug)]
pub struct Merge<T> {
    runs: Vec<Records<T>>,
    heads: BinaryHeap<Reverse<(T, usize)>>,
}

impl<T: Ord + DeserializeOwned> Merge<T> {
    fn refill(&mut self, run: usize) -> io::Result<()> {
        if let Some(next) = self.runs[run].next() {
            self.heads.push(Reverse((next?, run)));
        }
        Ok(())
    }

    /// The next record, not removed.
    pub fn peek(&self) -> Option<&T> {
        self.heads.peek().map(|Reverse((record, _))| record)
    }

    /// The next record, if it meets `condition`.
    pub fn next_if(&mut self, condition: impl FnOnce(&T) -> bool) -> io::Result<Option<T>> {
        if !self.peek().is_some_and(condition) {
            return Ok(None);
        }
        self.next().transpose()
    }
}

impl<T: Ord + DeserializeOwned> Iterator for Merge<T> {
    type Item = io::Result<T>;

    fn next(&mut self) -> Option<Self::Item> {
        let Reverse((record, run)) = self.heads.pop()?;
        Some(self.refill(run).map(|()| record))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn runs_are_merged_in_order(mut numbers in prop::collection::vec(0..1000_i64, 0..300), run in 1..50_usize) {
            let mut sorter = Sorter::with_runs_of(run).unwrap();
            for number in &numbers {
                sorter.push(*number).unwrap();
            }
            let sorted = sorter.finish().unwrap();
            numbers.sort_unstable();
            for _ in 0..2 {
                let read: Vec<i64> = sorted.read().unwrap().map(Result::unwrap).collect();
                prop_assert_eq!(&read, &numbers);
            }
        }
    }
}
