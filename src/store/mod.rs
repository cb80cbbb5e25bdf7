//! Every query. Plain functions that take a connection; one file a topic.
//!
//! Times are UTC. `compare` compares stored ones, in whatever form another program has written them;
//! [`dialect::Writing`] writes them in the form of the schema. meetctl sets whole seconds; other programs
//! may store fractions, which count.

pub mod addresses;
pub mod archive;
pub mod backfill;
pub mod backup;
pub mod batches;
pub mod booking;
pub mod bulk;
mod cells;
pub mod client;
mod commit;
mod compare;
pub mod conflicts;
pub mod connect;
pub mod dialect;
pub mod doctor;
pub mod failure;
pub mod filter;
pub mod history;
mod json_rows;
pub mod lease;
pub mod limits;
pub mod load;
mod long_texts;
pub mod meetings;
pub mod odd_values;
pub mod offers;
pub mod pages;
pub mod people;
pub mod purge;
pub mod retry;
pub mod session;
mod session_setup;
pub mod stats;
#[cfg(test)]
mod testing;
pub mod undo;
pub mod url;
pub mod users;

/// How many ids, addresses or new rows one statement has.
const IDS_PER_STATEMENT: usize = 1000;
