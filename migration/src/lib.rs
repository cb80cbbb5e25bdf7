//! The history of meetctl's schema: one migration a file, oldest first.
//!
//! A step yields data, not effects: for each engine the exact statements, and how
//! to see that each is already done ([`step`]). [`runner`] executes that list, and
//! prints the very same list for a dry run. [`Migrator`] offers the steps to
//! SeaORM's own tools as well.
//!
//! To add a step: copy the newest file, write its head first, and add it at the
//! end of the two lists below. A step that was released is never edited.

mod dialect;
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
mod rebuild;
pub mod runner;
pub mod step;

use sea_orm_migration::{MigrationTrait, MigratorTrait, async_trait::async_trait};

pub use crate::dialect::APPLICATION_ID;

use crate::step::{Bridge, Step};

/// Every step, in the order of application.
pub fn steps() -> Vec<Box<dyn Step>> {
    vec![
        Box::new(m20240101_000001_create_users::Migration),
        Box::new(m20240101_000002_create_meetings::Migration),
        Box::new(m20240101_000003_create_meeting_participants::Migration),
        Box::new(m20240201_000001_add_meeting_status::Migration),
        Box::new(m20240201_000002_fill_meeting_status::Migration),
        Box::new(m20240301_000001_index_meetings::Migration),
        Box::new(m20240301_000002_index_participants::Migration),
        Box::new(m20240401_000001_add_meeting_uid::Migration),
        Box::new(m20240401_000002_add_user_booking_seq::Migration),
        Box::new(m20240401_000003_check_meeting_times::Migration),
    ]
}

/// The names of every step, in the order of application.
pub fn names() -> Vec<String> {
    steps().iter().map(|step| step.name().to_owned()).collect()
}

/// The steps as SeaORM's own tools see them.
///
/// meetctl itself goes through [`runner`], which adds what these lack: one
/// transaction for a step and its record, a lease, checksums, repair of a killed run, and a plan.
#[derive(Debug)]
pub struct Migrator;

#[async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        steps()
            .into_iter()
            .map(|step| Box::new(Bridge(step)) as Box<dyn MigrationTrait>)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_file_is_in_the_list_and_the_list_is_in_order() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src");
        let mut files: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .filter_map(|entry| entry.unwrap().file_name().into_string().ok())
            .filter_map(|name| name.strip_suffix(".rs").map(str::to_owned))
            .filter(|name| name.starts_with("m2"))
            .collect();
        files.sort();
        assert_eq!(super::names(), files);
    }
}
