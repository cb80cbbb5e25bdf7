//! Archives: SQLite files with meetctl's schema that hold every row of a database of any engine, and
//! the checksums of their tables. A database can be made from one on any engine.
//!
//! [`table`](mod@table) is what is copied, [`row`](mod@row) the form in which rows of all engines are
//! equal, [`file`] reads and writes those of a SQLite file, and `store::dialect::rows` those of a server.
//! [`create`](fn@create) copies a server into a new archive, [`load`](fn@load) an archive into a
//! server, after [`RefusedRows`] has found what that would not take, and [`compare`](fn@compare) lists
//! what differs; [`batch`] lets two threads share the work. [`manifest`] is the table that says what is in an archive.

mod batch;
mod check;
mod compare;
mod create;
mod file;
mod load;
pub mod manifest;
mod row;
mod table;
mod unpack;
mod upgrade;

pub use batch::Reading;
pub use check::{Refused, RefusedRows};
pub use compare::{Comparison, Difference, Side, What, after_key, compare};
pub use create::{Created, Origin, checksums_of_server, create};
pub use file::layouts;
pub use load::{Loading, load, update_statistics};
pub use manifest::Manifest;
pub use row::{Checksum, Row, key_of, order_of};
pub use table::{Column, ColumnKind, Layout, TABLES, Table};
pub use unpack::unpacked;
pub use upgrade::upgraded;
