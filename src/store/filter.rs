//! Which meetings: the conditions of every query of meetings, and how they become SQL.

use std::collections::BTreeSet;

use sea_orm::sea_query::{Alias, Expr, ExprTrait, JoinType, Query, SelectStatement, UnionType};
use sea_orm::{ColumnTrait, RelationTrait as _};

use super::{compare, json_rows};
use crate::entity::{meeting, participant};
use crate::time::UtcTime;

/// How a user attends a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum Role {
    /// As its creator.
    Creator,
    /// As a participant.
    Participant,
    /// Either way.
    #[default]
    Any,
}

/// Which meetings.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Those that any of these users attends; empty: all.
    pub attended_by: BTreeSet<i64>,
    /// In which role they attend.
    pub role: Role,
    /// Those that start at this moment or later.
    pub starts_from: Option<UtcTime>,
    /// Those that end at this moment or earlier.
    pub ends_by: Option<UtcTime>,
    /// Those that overlap `[from, to)`.
    pub overlaps: Option<(UtcTime, UtcTime)>,
    /// Only those that make their people busy: all but the cancelled ones.
    pub busy: bool,
    /// Those with one of these statuses; empty: all.
    pub statuses: Vec<&'static str>,
    /// Not these ids.
    pub exclude: Vec<i64>,
    /// Those whose title or description contains this, ignoring case.
    pub search: Option<String>,
}

impl Filter {
    /// The conditions on the row itself.
    fn conditions(&self, select: &mut SelectStatement) {
        use meeting::Column::{EndTime, Id, StartTime, Status};
        if let Some(from) = self.starts_from {
            select.and_where(compare::since(StartTime, from));
        }
        if let Some(to) = self.ends_by {
            select.and_where(compare::until(EndTime, to));
        }
        if let Some((from, to)) = self.overlaps {
            select
                .and_where(compare::before(StartTime, to))
                .and_where(compare::after(EndTime, from));
        }
        if self.busy {
            // "Not equal" on purpose: a list of statuses would tempt SQLite into the index on
            // status, which covers nearly every row.
            select.and_where(Status.ne(meeting::Status::Cancelled.as_str()));
        }
        if !self.statuses.is_empty() {
            select.and_where(Status.is_in(self.statuses.iter().copied()));
        }
        if !self.exclude.is_empty() {
            select.and_where(Id.is_not_in(self.exclude.iter().copied()));
        }
    }

    pub(super) fn matches_search(&self, row: &meeting::Model) -> bool {
        // Done here and not in SQL: the engines disagree about which letters have a case.
        let Some(needle) = &self.search else {
            return true;
        };
        let needle = needle.to_lowercase();
        row.title.to_lowercase().contains(&needle)
            || row.description.as_ref().is_some_and(|d| d.to_lowercase().contains(&needle))
    }

    /// Whether [`select`](Self::select) joins: no index has its meetings in order.
    pub(super) fn is_joined(&self) -> bool {
        !self.attended_by.is_empty() && self.role != Role::Creator
    }

    /// The select of those of `ids`, a page of them, that match.
    pub(super) fn select_among(&self, ids: impl Iterator<Item = i64>) -> SelectStatement {
        let mut select = json_rows::all_columns();
        self.conditions(&mut select);
        select.and_where(meeting::Column::Id.is_in(ids));
        if self.attended_by.is_empty() {
            return select;
        }
        let users = || self.attended_by.iter().copied();
        let (meeting_id, id) = (participant::Column::MeetingId, meeting::Column::Id);
        let takes_part = Query::select()
            .expr(Expr::val(1))
            .from(participant::Entity)
            .and_where(Expr::col((participant::Entity, meeting_id)).equals((meeting::Entity, id)))
            .and_where(participant::Column::UserId.is_in(users()))
            .to_owned();
        let takes_part = Expr::exists(takes_part);
        let created = meeting::Column::CreatedBy.is_in(users());
        select.and_where(match self.role {
            Role::Creator => created,
            Role::Participant => takes_part,
            Role::Any => created.or(takes_part),
        });
        select
    }

    /// The select of the matching meetings, before order and limit.
    pub(super) fn select(&self) -> SelectStatement {
        let mut select = json_rows::all_columns();
        self.conditions(&mut select);
        if self.attended_by.is_empty() {
            return select;
        }
        if self.role == Role::Creator {
            let creators = self.attended_by.iter().copied();
            select.and_where(meeting::Column::CreatedBy.is_in(creators));
            return select;
        }
        // A join with the ids, not IN or EXISTS: with those all three engines choose a slow plan.
        let mine = Alias::new("mine");
        select.join_subquery(
            JoinType::InnerJoin,
            self.ids(),
            mine.clone(),
            Expr::col((mine, Alias::new("id"))).equals((meeting::Entity, meeting::Column::Id)),
        );
        select
    }

    /// The ids of the matching meetings that any of the users attends; each once.
    ///
    /// Each role is an arm of a UNION and uses its own index; one OR over both roles would
    /// make every engine read the table.
    pub fn ids(&self) -> SelectStatement {
        let users = || self.attended_by.iter().copied();
        let narrowed = self.overlaps.is_some() || self.starts_from.is_some();
        let mut created = Query::select();
        created
            .expr_as(Expr::col((meeting::Entity, meeting::Column::Id)), Alias::new("id"))
            .from(meeting::Entity)
            .and_where(meeting::Column::CreatedBy.is_in(users()));
        let mut attended = Query::select();
        attended
            .expr_as(
                Expr::col((participant::Entity, participant::Column::MeetingId)),
                Alias::new("id"),
            )
            .from(participant::Entity)
            .and_where(participant::Column::UserId.is_in(users()));
        if narrowed {
            self.conditions(&mut created);
            attended.join(
                JoinType::InnerJoin,
                meeting::Entity,
                participant::Relation::Meeting.def(),
            );
            self.conditions(&mut attended);
        }
        match self.role {
            Role::Creator => created,
            Role::Participant => attended,
            Role::Any => created.union(UnionType::Distinct, attended).to_owned(),
        }
    }
}
