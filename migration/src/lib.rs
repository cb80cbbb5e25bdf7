//! The schema of meetctl: one migration per file, oldest first.
//!
//! A migration is data: for each engine the exact statements, and how to see that each is already
//! done ([`script`]). [`runner`] executes them, and prints the same statements for a dry run. With
//! [`Migrator`] SeaORM's own tools run them too; `seaorm.rs` documents what those cannot do.
//!
//! To add a migration: copy the newest file, write its head comment first, and add it to the list
//! below. A released migration is never edited.

pub mod dialect;
pub mod failpoint;
mod m20240101_000001_create_users;
mod m20240101_000002_create_meetings;
mod m20240101_000003_create_meeting_participants;
mod m20240201_000001_add_meeting_status;
mod m20240201_000002_fill_meeting_status;
mod m20240301_000001_index_meetings;
mod m20240301_000002_index_participants;
mod m20240401_000001_add_meeting_uid;
mod m20240401_000002_add_user_booking_seq;
mod m20240401_000003_check_meeting_times;
mod m20240501_000001_add_time_fractions;
mod m20240601_000001_create_meetctl_imported;
mod m20240701_000001_widen_mysql_times;
mod m20240801_000001_create_meetctl_history;
mod migration;
pub mod rows;
pub mod runner;
pub mod script;
mod seaorm;

use sea_orm_migration::{MigrationTrait, MigratorTrait};

pub use crate::dialect::APPLICATION_ID;
pub use crate::migration::{Loss, Migration};

/// Every migration, in the order of application.
pub static MIGRATIONS: [Migration; 14] = [
    m20240101_000001_create_users::MIGRATION,
    m20240101_000002_create_meetings::MIGRATION,
    m20240101_000003_create_meeting_participants::MIGRATION,
    m20240201_000001_add_meeting_status::MIGRATION,
    m20240201_000002_fill_meeting_status::MIGRATION,
    m20240301_000001_index_meetings::MIGRATION,
    m20240301_000002_index_participants::MIGRATION,
    m20240401_000001_add_meeting_uid::MIGRATION,
    m20240401_000002_add_user_booking_seq::MIGRATION,
    m20240401_000003_check_meeting_times::MIGRATION,
    m20240501_000001_add_time_fractions::MIGRATION,
    m20240601_000001_create_meetctl_imported::MIGRATION,
    m20240701_000001_widen_mysql_times::MIGRATION,
    m20240801_000001_create_meetctl_history::MIGRATION,
];

/// [`MIGRATIONS`] for SeaORM's own tools.
#[derive(Debug)]
pub struct Migrator;

impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        MIGRATIONS.map(|m| Box::new(m) as _).into()
    }
}

/// The names of all migrations, in the order of application.
pub fn names() -> Vec<String> {
    MIGRATIONS.iter().map(|m| m.name.to_owned()).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_list_names_every_file_in_order() {
        let directory = concat!(env!("CARGO_MANIFEST_DIR"), "/src");
        let mut files: Vec<String> = std::fs::read_dir(directory)
            .unwrap()
            .filter_map(|entry| entry.unwrap().file_name().into_string().ok())
            .filter_map(|name| name.strip_suffix(".rs").map(str::to_owned))
            .filter(|name| name.starts_with("m2"))
            .collect();
        files.sort();
        assert_eq!(super::names(), files);
    }
}
