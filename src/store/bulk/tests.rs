//! Random files into random databases, against a naive model of what an import may do.

mod generator;
mod model;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use sea_orm::ConnectionTrait as _;

use self::generator::{Case, TestMeeting, case, others};
use self::model::Model;
use super::*;
use crate::interchange::{Entry, MeetingEntry};
use crate::store::session::Session;
use crate::store::testing::Database;

const USERS: i64 = 4;

fn moment(hour: i64) -> UtcTime {
    let first: UtcTime = "2026-06-01T00:00:00".parse().unwrap();
    first + chrono::TimeDelta::hours(hour)
}

/// A database that is filled again for every case.
fn database() -> Database {
    // What a crash leaves is not tested here.
    let mut sql = String::from("PRAGMA synchronous = OFF");
    for user in 1..=USERS {
        let values = format!("VALUES ({user}, 'U', '{user}@example.org')");
        write!(sql, "; INSERT INTO users (id, name, email) {values}").unwrap();
    }
    Database::new(&sql)
}

impl Database {
    fn fill(&self, stored: &[TestMeeting]) {
        let mut sql = String::from("DELETE FROM meetings; DELETE FROM meeting_participants");
        for (meeting, id) in stored.iter().zip(1..) {
            sql += &meeting.insert(id);
        }
        self.execute(&sql);
    }

    /// Everything stored, in no order that means anything.
    fn contents(&self) -> Vec<TestMeeting> {
        let mut all: Vec<TestMeeting> = self.numbered().into_values().collect();
        all.sort();
        all
    }

    /// Everything stored, by id.
    fn numbered(&self) -> BTreeMap<usize, TestMeeting> {
        let read = async {
            let db = self.session.db();
            let rows = db
                .query_all_raw(sea_orm::Statement::from_string(
                    db.get_database_backend(),
                    "SELECT uid, title, COALESCE(description, ''), start_time, end_time, created_by, status, \
                     (SELECT GROUP_CONCAT(user_id) FROM meeting_participants WHERE meeting_id = id), \
                     id FROM meetings",
                ))
                .await
                .unwrap();
            rows.iter()
                .map(|row| (row.try_get_by_index::<i64>(8).unwrap(), TestMeeting::of_row(row)))
                .map(|(id, meeting)| (usize::try_from(id).unwrap(), meeting))
                .collect()
        };
        self.runtime.block_on(read)
    }

    /// Imports as the command does with `--on-error skip`. Once all is checked, another program runs
    /// the statements of `meanwhile`.
    fn import(&self, file: &[MeetingEntry], batch_size: usize, meanwhile: &str) -> ImportResult {
        self.runtime.block_on(import(&self.session, file, batch_size, usize::MAX, meanwhile))
    }

    /// The same, killed after this many batches.
    fn import_some(&self, file: &[MeetingEntry], batch_size: usize, batches: usize) {
        self.runtime.block_on(import(&self.session, file, batch_size, batches, "SELECT 1"));
    }
}

#[derive(Debug, Default, PartialEq, Eq)]
struct ImportResult {
    created: u64,
    updated: u64,
    unchanged: u64,
    rejected: BTreeSet<usize>,
    /// Could not be any more when they were to be written.
    late: usize,
}

impl ImportResult {
    fn add(&mut self, written: &Written) {
        self.late += written.stale.len();
        self.created += written.created;
        self.updated += written.updated;
        self.unchanged += written.unchanged;
    }
}

async fn import(
    session: &Session,
    file: &[MeetingEntry],
    batch_size: usize,
    mut batches: usize,
    meanwhile: &str,
) -> ImportResult {
    let rules =
        ImportRules { creator: None, create_users: false, allow_overlap: false, now: moment(0) };
    let mut stage = Stager::new(session, rules).await.unwrap();
    let entries: Vec<Entry<MeetingEntry>> = (1..)
        .zip(file)
        .map(|(line, entry)| Entry {
            line,
            raw: Vec::new(),
            content: Ok(entry.clone()),
            warnings: Vec::new(),
        })
        .collect();
    for part in entries.chunks(11) {
        stage.take(session, part).await.unwrap();
    }
    let mut staging = stage.finish(session).await.unwrap();
    let rejections = check(session, &staging, |_| {}).await.unwrap();
    let db = session.db();
    db.execute_unprepared(meanwhile).await.unwrap();
    let state = staging.take_writer_state();
    let mut reasons = rejections.reasons().unwrap();
    let mut writer = Writer::new(session, &staging, state).await.unwrap();
    let mut outcome = ImportResult::default();
    let mut batch = Vec::new();
    let records: Vec<StagedRecord> = staging.records.read().map(Result::unwrap).collect();
    let count = records.len();
    let is_linked = |place: usize| rejections.is_linked(place as u64);
    for (place, staged) in staging.records.read().map(Result::unwrap).enumerate() {
        if is_linked(place) {
            batch.push(staged);
        }
    }
    if !batch.is_empty() && batches > 0 {
        batches -= 1;
        outcome.add(&writer.write(&mut batch, false).await.unwrap());
    }
    batch.clear();
    for (place, staged) in records.into_iter().enumerate() {
        let checked = reasons.of(place as u64).unwrap().is_some();
        match staged.state {
            RecordState::Invalid(_) => drop(outcome.rejected.insert(place)),
            _ if checked => drop(outcome.rejected.insert(place)),
            _ if is_linked(place) => {}
            RecordState::Unchanged => outcome.unchanged += 1,
            _ => batch.push(staged),
        }
        let full = batch.len() == batch_size || (place + 1 == count && !batch.is_empty());
        if full && batches > 0 {
            batches -= 1;
            outcome.add(&writer.write(&mut batch, false).await.unwrap());
            batch.clear();
        }
    }
    let bad = outcome.rejected.len() as u64;
    assert!(rejections.count() <= bad, "{} checked, {bad} rejected", rejections.count());
    outcome
}

fn holds(database: &Database, case: &Case) -> Result<(), TestCaseError> {
    database.fill(&case.stored);
    let expected = Model::new(&case.stored, &case.file).run();
    let outcome = database.import(&case.file, case.batch_size, "SELECT 1");
    prop_assert_eq!(&outcome, &expected.outcome);
    let contents = database.contents();
    prop_assert_eq!(&contents, &expected.contents);
    for pair in model::double_bookings(&expected.after) {
        let before = model::double_bookings(&model::numbered(&case.stored));
        prop_assert!(before.contains(&pair), "new double booking {:?}", pair);
    }
    if case.has_twins() {
        // Of two with the same creator, start and title either may match.
        return Ok(());
    }
    let accepted: Vec<MeetingEntry> = (0..case.file.len())
        .filter(|place| !outcome.rejected.contains(place))
        .map(|place| case.file[place].clone())
        .collect();
    let again = database.import(&accepted, case.batch_size, "SELECT 1");
    let unchanged = accepted.len() as u64;
    let nothing = ImportResult { unchanged, ..ImportResult::default() };
    prop_assert_eq!(again, nothing);
    prop_assert_eq!(database.contents(), contents);
    Ok(())
}

/// Others book during an import: no double booking.
fn is_safe(database: &Database, case: &Case, others: &[TestMeeting]) -> Result<(), TestCaseError> {
    database.fill(&case.stored);
    let mut meanwhile = String::from("SELECT 1");
    for (meeting, id) in others.iter().zip(500..) {
        meanwhile += &meeting.insert(id);
        for user in meeting.everybody() {
            let bump = "UPDATE users SET booking_seq = booking_seq + 1 WHERE id =";
            write!(meanwhile, "; {bump} {user}").unwrap();
        }
    }
    let mut before = model::numbered(&case.stored);
    before = before.into_iter().map(|(id, m)| (id + 1, m)).collect();
    before.extend((500..).zip(others.iter().cloned()));
    let outcome = database.import(&case.file, case.batch_size, &meanwhile);
    let before = model::double_bookings(&before);
    for pair in model::double_bookings(&database.numbered()) {
        prop_assert!(before.contains(&pair), "double booking {:?}: {:?}", pair, outcome);
    }
    Ok(())
}

/// Nor is there one if an import ends after any of its batches.
fn is_safe_half_way(database: &Database, case: &Case, batches: usize) -> Result<(), TestCaseError> {
    database.fill(&case.stored);
    database.import_some(&case.file, case.batch_size, batches);
    let before = model::double_bookings(&model::numbered(&case.stored));
    let before: BTreeSet<_> = before.into_iter().map(|(user, a, b)| (user, a + 1, b + 1)).collect();
    for pair in model::double_bookings(&database.numbered()) {
        prop_assert!(before.contains(&pair), "double booking {:?}", pair);
    }
    Ok(())
}

#[test]
fn a_killed_import_leaves_no_double_booking() {
    let database = database();
    let cases = (case(), 0..4_usize);
    let mut runner = runner(300);
    runner.run(&cases, |(case, batches)| is_safe_half_way(&database, &case, batches)).unwrap();
}

#[test]
fn an_import_does_what_a_naive_model_says() {
    let database = database();
    let mut runner = runner(400);
    runner.run(&case(), |case| holds(&database, &case)).unwrap();
}

#[test]
fn concurrent_writes_cause_no_double_booking() {
    let database = database();
    let cases = (case(), others());
    let mut runner = runner(300);
    runner.run(&cases, |(case, others)| is_safe(&database, &case, &others)).unwrap();
}

fn runner(cases: u32) -> TestRunner {
    TestRunner::new(Config { cases, failure_persistence: None, ..Config::default() })
}
