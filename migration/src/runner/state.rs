//! Which migrations are applied, and what is wrong with the records.

use std::collections::HashMap;

use chrono::NaiveDateTime;
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, DbErr};

use super::RunError;
use super::identify::{Identity, identify};
use super::records::{self, Direction, LogEntry};
use super::restore_mark::RESTORE;
use crate::script::Probe;
use crate::{MIGRATIONS, Migration, dialect};

/// The state of a migration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// Applied and recorded.
    Applied,
    /// Not applied.
    Pending,
    /// Recorded by a newer program.
    Unknown,
    /// Recorded, older than the newest migration of this program, and yet unknown to it.
    Missing,
    /// Not applied although a later one is.
    OutOfOrder,
    /// Applied, and its statements have been changed since.
    Edited,
    /// Half done by an interrupted run (MySQL alone); the next run finishes it.
    Dirty,
    /// Not a migration: a restore that is running or was interrupted (MySQL alone).
    Restoring,
}

/// A migration and its state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MigrationStatus {
    /// The name of the migration.
    pub name: String,
    /// Its state.
    pub state: State,
    /// When it was applied, in UTC.
    pub applied_at: Option<NaiveDateTime>,
}

/// The state of all migrations of a database.
#[derive(Clone, Debug)]
pub struct MigrationState {
    pub(crate) backend: DbBackend,
    /// Known migrations in the order of application, then unknown ones by name.
    pub migrations: Vec<MigrationStatus>,
    /// Applied migrations without a checksum: applied by a program that wrote none.
    pub(crate) missing_checksum: Vec<String>,
    /// Migrations that a run started and did not finish, and their direction.
    unfinished: HashMap<String, Direction>,
}

impl MigrationState {
    /// The state of a database that was not examined: every migration is applied, or none.
    pub fn assumed(backend: DbBackend, applied: bool) -> Self {
        let status = |m: Migration| MigrationStatus {
            name: m.name.to_owned(),
            state: if applied { State::Applied } else { State::Pending },
            applied_at: applied.then(NaiveDateTime::default),
        };
        Self {
            backend,
            migrations: MIGRATIONS.map(status).into(),
            missing_checksum: Vec::new(),
            unfinished: HashMap::new(),
        }
    }

    /// Reads the state of a database. Only reads.
    pub async fn read(db: &DatabaseConnection) -> Result<Self, DbErr> {
        let mut applied = records::applied(db).await?;
        let log = records::step_log(db).await?;
        let mut state = Self::assumed(db.get_database_backend(), false);
        for (migration, status) in MIGRATIONS.iter().zip(&mut state.migrations) {
            let Some(at) = applied.iter().position(|(name, _)| *name == status.name) else {
                continue;
            };
            status.applied_at = Some(applied.remove(at).1);
            status.state = State::Applied;
            match log.get(&status.name) {
                None => state.missing_checksum.push(status.name.clone()),
                Some(entry) if entry.checksum != records::checksum(state.backend, migration) => {
                    status.state = State::Edited;
                }
                Some(_) => {}
            }
        }
        mark_out_of_order(&mut state.migrations);
        mark_dirty(db, &log, &mut state).await?;
        let newest = MIGRATIONS.last().map_or("", |m| m.name);
        applied.sort();
        let unknown = |(name, at): (String, _)| MigrationStatus {
            state: if name.as_str() > newest { State::Unknown } else { State::Missing },
            name,
            applied_at: Some(at),
        };
        state.migrations.extend(applied.into_iter().map(unknown));
        if log.get(RESTORE).is_some_and(|entry| entry.unfinished.is_some()) {
            let name = RESTORE.to_owned();
            let mark = MigrationStatus { name, state: State::Restoring, applied_at: None };
            state.migrations.push(mark);
        }
        Ok(state)
    }

    /// Reads the state of a database that meetctl may change. Only reads.
    ///
    /// # Errors
    /// The database belongs to the Flask application, or to another program.
    pub async fn read_own(db: &DatabaseConnection) -> Result<Self, RunError> {
        match identify(db).await? {
            Identity::Flask { .. } => Err(RunError::Flask),
            Identity::Foreign { tables } => Err(RunError::NotOurs(tables)),
            Identity::Empty | Identity::Ours { .. } => Ok(Self::read(db).await?),
        }
    }

    /// Fails if a migration is in a state in which none may be applied or rolled back.
    pub(crate) fn check(&self) -> Result<(), RunError> {
        self.check_known()?;
        let some = |state| Some(self.names(&[state])).filter(|names| !names.is_empty());
        if let Some(names) = some(State::Missing) {
            return Err(RunError::Missing(names));
        }
        if let Some(missing) = some(State::OutOfOrder) {
            let newest = self.recorded().pop().unwrap_or_default();
            return Err(RunError::OutOfOrder { missing, newest });
        }
        some(State::Edited).map_or(Ok(()), |names| Err(RunError::Edited(names)))
    }

    /// Whether a restore is running or was interrupted.
    pub(crate) fn is_restoring(&self) -> bool {
        self.migrations.iter().any(|m| m.state == State::Restoring)
    }

    /// Fails if a newer program has applied migrations.
    pub(crate) fn check_known(&self) -> Result<(), RunError> {
        let newer = self.names(&[State::Unknown]);
        if newer.is_empty() { Ok(()) } else { Err(RunError::TooNew(newer)) }
    }

    /// The names of the migrations in one of `states`.
    fn names(&self, states: &[State]) -> Vec<String> {
        self.names_where(|m| states.contains(&m.state))
    }

    /// The recorded migrations, in order.
    pub(crate) fn recorded(&self) -> Vec<String> {
        self.names_where(|m| m.applied_at.is_some())
    }

    /// The migrations of this program that are not recorded, in order.
    pub(crate) fn unrecorded(&self) -> Vec<String> {
        self.names_where(|m| m.applied_at.is_none() && m.state != State::Restoring)
    }

    /// The half-done migrations that are recorded, or that are not.
    pub(crate) fn half_done(&self, recorded: bool) -> Vec<String> {
        self.names_where(|m| m.state == State::Dirty && m.applied_at.is_some() == recorded)
    }

    fn names_where(&self, wanted: impl Fn(&MigrationStatus) -> bool) -> Vec<String> {
        let found = self.migrations.iter().filter(|m| wanted(m));
        found.map(|m| m.name.clone()).collect()
    }

    /// The direction of the run that left a migration half done, as far as it is recorded.
    pub(crate) fn direction(&self, name: &str) -> Direction {
        let direction = self.unfinished.get(name);
        direction.copied().unwrap_or(Direction::Up)
    }
}

fn mark_out_of_order(migrations: &mut [MigrationStatus]) {
    let newest = migrations.iter().rposition(|m| m.applied_at.is_some());
    for migration in migrations.iter_mut().take(newest.unwrap_or(0)) {
        if migration.state == State::Pending {
            migration.state = State::OutOfOrder;
        }
    }
}

/// A run that started a migration and did not finish it leaves a log entry. Without one, the schema
/// shows it; then only the newest applied migration and the next can be half done.
async fn mark_dirty(
    db: &DatabaseConnection,
    log: &HashMap<String, LogEntry>,
    state: &mut MigrationState,
) -> Result<(), DbErr> {
    if dialect::transactional(state.backend) {
        return Ok(());
    }
    let list = &mut state.migrations;
    for migration in list.iter_mut() {
        if let Some(direction) = log.get(&migration.name).and_then(|e| e.unfinished) {
            migration.state = State::Dirty;
            state.unfinished.insert(migration.name.clone(), direction);
        }
    }
    // Without any record the tables may belong to another program.
    let Some(newest) = list.iter().rposition(|m| m.applied_at.is_some()) else {
        return Ok(());
    };
    for (at, done) in [(newest, Extent::All), (newest + 1, Extent::None)] {
        if let Some(migration) = list.get_mut(at) {
            let progress = progress(db, &migration.name).await?;
            if progress != done && progress != Extent::Unknown {
                migration.state = State::Dirty;
            }
        }
    }
    Ok(())
}

/// How much of a migration is done, as far as the schema shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Extent {
    /// None of it.
    None,
    /// Some of it.
    Part,
    /// All of it.
    All,
    /// A migration that changes only data does not show in the schema.
    Unknown,
}

/// Compares a migration with the schema.
pub(crate) async fn progress<C: ConnectionTrait>(db: &C, name: &str) -> Result<Extent, DbErr> {
    let backend = db.get_database_backend();
    let up = |m: &Migration| m.up_script(backend, NaiveDateTime::default()).changes;
    let changes = find(&[name]).next().map_or_else(Vec::new, up);
    let probes: Vec<Probe> = changes.into_iter().filter_map(|c| c.probe).collect();
    let mut done = 0;
    for probe in &probes {
        done += usize::from(is_done(db, *probe).await?);
    }
    Ok(match done {
        _ if probes.is_empty() => Extent::Unknown,
        0 => Extent::None,
        n if n == probes.len() => Extent::All,
        _ => Extent::Part,
    })
}

/// Whether the schema shows nothing of a migration that a run has started: it is not applied and none
/// of it is there, or it is applied and all of it is.
pub(crate) async fn is_untouched<C: ConnectionTrait>(db: &C, name: &str) -> Result<bool, DbErr> {
    let applied = records::is_applied(db, name).await?;
    Ok(match progress(db, name).await? {
        Extent::None => !applied,
        Extent::All => applied,
        Extent::Part => false,
        // What it changes is in rows, by one statement that can be repeated.
        Extent::Unknown => true,
    })
}

/// Whether none of these migrations, which runs have started, has changed anything yet: such a run may
/// be waiting for a lock. Only reads.
pub async fn none_begun(db: &DatabaseConnection, started: &[String]) -> Result<bool, DbErr> {
    for name in started {
        if name == RESTORE || !is_untouched(db, name).await? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Whether the schema shows that a statement has been executed.
pub(crate) async fn is_done<C: ConnectionTrait>(db: &C, probe: Probe) -> Result<bool, DbErr> {
    Ok(dialect::exists(db, probe.object).await? == probe.present)
}

/// The migrations of these names, in their order.
pub(crate) fn find<N: AsRef<str>>(names: &[N]) -> impl Iterator<Item = &'static Migration> {
    let find = |name: &N| MIGRATIONS.iter().find(|m| m.name == name.as_ref());
    names.iter().filter_map(find)
}
