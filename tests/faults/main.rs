//! Faults: many programs at once, lost connections, killed nodes. Real processes on real engines.
//!
//! Seeded: the seed is printed with each result, and `MEETCTL_TEST_SEED` repeats it.
//! `MEETCTL_TEST_SECONDS` sets how long each engine is worked on (5), `MEETCTL_TEST_KILLS` how
//! often an import or a backfill is killed (50 on SQLite, 10 elsewhere).

#![expect(clippy::unwrap_used, reason = "a failed test panics at the line that failed")]

mod among_writers;
mod archive_disk;
mod backfill;
mod backfill_failover;
mod backup;
mod backup_damage;
mod backup_disk;
mod booking;
mod case;
mod disk;
mod fault;
mod galera;
mod import;
mod import_crowd;
mod import_disk;
mod import_galera;
mod import_load;
mod meanwhile;
mod migrate;
mod migrate_galera;
mod mix;
mod people;
mod people_galera;
mod people_kills;
mod processes;
mod purge;
mod purge_disk;
mod race;
mod server_disk;
mod standby;
mod swap;
mod table;
mod transfer;
mod transfer_galera;
