"""The Flask application's models and queries, without Flask: SQLAlchemy on the same database.

    application.py URL create           makes its tables, with people and meetings
    application.py URL touch            changes every row through its models
    application.py URL answers TIME...  prints as JSON what its queries answer for every user, between
                                        each TIME and the next, and from the first to the last

The answers are compared with what the stored times say, so that they are right and not only equal.
"""

import json
import sys
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import DeclarativeBase, Session, relationship, selectinload


def utcnow():
    """Like `datetime.utcnow`: UTC, microseconds, no zone."""
    return datetime.now(UTC).replace(tzinfo=None)


class Base(DeclarativeBase):
    pass


class Stamped:
    id = sa.Column(sa.Integer, primary_key=True)
    created_at = sa.Column(sa.DateTime, default=utcnow)
    updated_at = sa.Column(sa.DateTime, default=utcnow, onupdate=utcnow)


participants = sa.Table(
    "meeting_participants",
    Base.metadata,
    sa.Column("meeting_id", sa.Integer, sa.ForeignKey("meetings.id"), primary_key=True),
    sa.Column("user_id", sa.Integer, sa.ForeignKey("users.id"), primary_key=True),
)


class User(Stamped, Base):
    __tablename__ = "users"
    name = sa.Column(sa.String(100), nullable=False)
    email = sa.Column(sa.String(255), nullable=False, unique=True)


class Meeting(Stamped, Base):
    __tablename__ = "meetings"
    title = sa.Column(sa.String(100), nullable=False)
    description = sa.Column(sa.Text)
    start_time = sa.Column(sa.DateTime, nullable=False)
    end_time = sa.Column(sa.DateTime, nullable=False)
    created_by = sa.Column(sa.Integer, sa.ForeignKey("users.id"), nullable=False)
    status = sa.Column(sa.String(20), nullable=False, server_default="scheduled")
    participants = relationship(User, secondary=participants)
    __table_args__ = (
        sa.CheckConstraint(
            "status in ('scheduled','in_progress','completed','cancelled')",
            name="meeting_status_check",
        ),
    )


def attended_by(user):
    mine = sa.select(participants.c.meeting_id).where(participants.c.user_id == user)
    return sa.or_(Meeting.created_by == user, Meeting.id.in_(mine))


def get_by_user(session, user, start, end):
    query = sa.select(Meeting).where(attended_by(user))
    query = query.where(Meeting.start_time >= start, Meeting.end_time <= end)
    return session.scalars(query.order_by(Meeting.start_time, Meeting.id)).all()


def get_overlapping(session, user, start, end):
    query = sa.select(Meeting).where(attended_by(user))
    query = query.where(Meeting.start_time < end, Meeting.end_time > start)
    return session.scalars(query.order_by(Meeting.start_time, Meeting.id)).all()


def get_meeting_stats(session, user):
    created = session.scalars(sa.select(Meeting).where(Meeting.created_by == user)).all()
    taking_part = sa.select(sa.func.count()).select_from(participants)
    minutes = [(m.end_time - m.start_time).total_seconds() / 60 for m in created]
    return {
        "created_count": len(created),
        "participated_count": session.scalar(taking_part.where(participants.c.user_id == user)),
        "average_duration_minutes": round(sum(minutes) / len(minutes), 6) if minutes else 0,
    }


def get_monthly_meeting_counts(session, year):
    month = sa.extract("month", Meeting.start_time)
    query = sa.select(month, sa.func.count()).where(
        sa.extract("year", Meeting.start_time) == year
    )
    rows = session.execute(query.group_by(month).order_by(month))
    return [{"month": int(month), "count": count} for month, count in rows]


def get_most_active_users(session, limit):
    count = sa.func.count()
    query = sa.select(participants.c.user_id, count).group_by(participants.c.user_id)
    rows = session.execute(query.order_by(count.desc(), participants.c.user_id).limit(limit))
    return [{"user_id": user, "meeting_count": count} for user, count in rows]


def create(engine):
    Base.metadata.create_all(engine)
    day = datetime(2026, 6, 2)
    with Session(engine) as session:
        people = [User(name=n, email=f"{n.lower()}@example.org") for n in ("Ada", "Ben", "Cleo")]
        session.add_all(people)
        session.flush()
        # Back to back from 8:00 to 10:00 and from 12:00 on, then the edges of months and years.
        times = [(day + timedelta(hours=hour), timedelta(hours=1)) for hour in (8, 9, 12, 13)]
        if engine.dialect.name != "mysql":
            # Its columns have no room for fractions. These two are back to back, too.
            odd = day + timedelta(hours=14, microseconds=345678)
            times += [(odd, timedelta(minutes=30)), (odd + timedelta(minutes=30), timedelta(hours=1))]
        times += [
            (datetime(2026, 6, 30, 23), timedelta(hours=1)),
            (datetime(2026, 7, 1), timedelta(minutes=50)),
            (datetime(2025, 12, 31, 23, 30), timedelta(minutes=30)),
            (datetime(2026, 1, 1), timedelta(seconds=1)),
        ]
        for number, (start, length) in enumerate(times):
            creator, others = people[number % 2], people[number % 3 :]
            session.add(
                Meeting(
                    title=f"Meeting {number}",
                    start_time=start,
                    end_time=start + length,
                    created_by=creator.id,
                    participants=others,
                )
            )
        session.commit()


def touch(engine):
    with Session(engine) as session:
        for row in [*session.scalars(sa.select(User)), *session.scalars(sa.select(Meeting))]:
            row.updated_at = utcnow()
        session.commit()


def answers(engine, times):
    times = [datetime.fromisoformat(time) for time in times]
    windows = [*zip(times, times[1:]), (times[0], times[-1])]
    with Session(engine) as session:
        users = session.scalars(sa.select(User.id).order_by(User.id)).all()
        everything = sa.select(Meeting).options(selectinload(Meeting.participants))
        meetings = session.scalars(everything).all()
        found = {"users": {}, "stats": {}}
        for user in users:
            found["stats"][user] = get_meeting_stats(session, user)
            found["users"][user] = []
            for start, end in windows:
                answer = {
                    "from": start.isoformat() + "Z",
                    "to": end.isoformat() + "Z",
                    "overlapping": [m.id for m in get_overlapping(session, user, start, end)],
                    "by_user": [m.id for m in get_by_user(session, user, start, end)],
                }
                check(answer, meetings, user, start, end)
                found["users"][user].append(answer)
        found["monthly"] = {y: get_monthly_meeting_counts(session, y) for y in (2025, 2026)}
        found["active"] = get_most_active_users(session, 10)
    print(json.dumps(found))


def check(answer, meetings, user, start, end):
    """Fails unless the answer of the database is what the times of its rows say."""
    mine = [m for m in meetings if m.created_by == user or user in [u.id for u in m.participants]]
    mine.sort(key=lambda m: (m.start_time, m.id))
    overlapping = [m.id for m in mine if m.start_time < end and m.end_time > start]
    by_user = [m.id for m in mine if m.start_time >= start and m.end_time <= end]
    right = {"overlapping": overlapping, "by_user": by_user}
    for question, ids in right.items():
        assert answer[question] == ids, f"{question} of {user} from {start} to {end}: {answer}, not {ids}"


DRIVERS = {
    "sqlite": "sqlite+pysqlite",
    "postgres": "postgresql+pg8000",
    "mysql": "mysql+pymysql",
    "mariadb": "mysql+pymysql",
}


def main(url, command, *arguments):
    scheme, place = url.split("://", 1)
    if scheme == "sqlite":
        place = "/" + place
    engine = sa.create_engine(f"{DRIVERS[scheme]}://{place}")
    commands = {"create": create, "touch": touch}
    if command == "answers":
        answers(engine, arguments)
    else:
        commands[command](engine)


main(*sys.argv[1:])
