"""Questions about follow-up: what waits, how a plan's measures go, what has been said of one."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Row, Subquery, func, or_, select
from sqlalchemy.dialects.postgresql import aggregate_order_by, distinct_on
from sqlalchemy.orm import Session

from app.follow_up.models import FollowUpRound, MeasureFollowUp, MeasureLook, Reminder, ReminderStop
from app.follow_up.reminding import Asked, Posted, Team
from app.follow_up.rules import ASKED_AFTER, ASKED_BEFORE, GOES_ON, Followed, current_round
from app.plan.models import Emphasis, Goal, Measure, Plan
from tenants import clock
from tenants.membership import IS_MEMBER, Membership
from tenants.people import Person
from tenants.permissions import Role
from tenants.tokens import digest_of

E, F, L, M, R = Emphasis, MeasureFollowUp, MeasureLook, Measure, FollowUpRound
G, P = Goal, Plan
REMEMBERED = timedelta(days=120)
"""Longer than any occasion lasts."""


@dataclass(frozen=True)
class Waiting:
    """A measure whose follow-up waits, in which plan and until when."""

    measure: Measure
    plan: int
    round_id: uuid.UUID
    due_on: date

    @property
    def asked(self) -> Asked:
        """What the rules of reminding need of it."""
        return Asked(self.measure.id, self.round_id, self.due_on, self.measure.owner_id, self.measure.deputy_id)


def waiting(session: Session, today: date, person_id: uuid.UUID | None = None) -> list[Waiting]:
    """Every measure whose follow-up is asked for and has not come, the most urgent first; in one question.

    With a person only those that they answer for, as owner or deputy.
    """
    asked = _rounds_asked_about(today)
    reported = select(F.id).where(F.measure_id == M.id, F.round_id == asked.c.id)
    found = (
        select(M, P.number, asked.c.id, asked.c.due_on)
        .join(G, (G.tenant_id == M.tenant_id) & (G.id == M.goal_id))
        .join(E, (E.tenant_id == G.tenant_id) & (E.id == G.emphasis_id))
        .join(P, (P.tenant_id == M.tenant_id) & (P.id == M.plan_id))
        .join(asked, asked.c.plan_id == M.plan_id)
        .where(
            *(each.removed_at.is_(None) for each in (E, G, M)),
            M.status.in_(GOES_ON),
            or_(M.begins_on.is_(None), M.begins_on <= asked.c.due_on),
            ~reported.exists(),
        )
        .order_by(asked.c.due_on, P.number, E.place, G.place, M.place)
    )
    if person_id:
        found = found.where(or_(M.owner_id == person_id, M.deputy_id == person_id))
    return [Waiting(*row) for row in session.execute(found)]


def _rounds_asked_about(today: date) -> Subquery:
    """Of each plan the latest that has begun to be asked about, unless that is long over."""
    begun = (R.removed_at.is_(None), R.due_on <= today + ASKED_BEFORE)
    latest = select(R.plan_id, R.id, R.due_on).where(*begun).ext(distinct_on(R.plan_id))
    newest = latest.order_by(R.plan_id, R.due_on.desc()).subquery()
    return select(newest).where(newest.c.due_on >= today - ASKED_AFTER).subquery()


def rounds(session: Session, plan: Plan) -> list[FollowUpRound]:
    """The days of a plan's follow-up, in order."""
    of_plan = select(R).where(R.plan_id == plan.id, R.removed_at.is_(None))
    return list(session.scalars(of_plan.order_by(R.due_on)))


def round_by_number(session: Session, plan: Plan, number: int) -> FollowUpRound | None:
    """One of them."""
    return session.scalar(select(R).where(R.plan_id == plan.id, R.number == number, R.removed_at.is_(None)))


def next_number(session: Session, plan: Plan) -> int:
    """The number of a plan's next round; take a turn first."""
    return (session.scalar(select(func.max(R.number)).where(R.plan_id == plan.id)) or 0) + 1


def round_asked_about(session: Session, plan: Plan, today: date) -> FollowUpRound | None:
    """The one that a report of today answers; None before the first is asked about."""
    current = current_round(rounds(session, plan), today)
    return current if current and current.due_on - ASKED_BEFORE <= today else None


@dataclass(frozen=True)
class MeasureAt:
    """A measure that an address names, with what it belongs to."""

    measure: Measure
    goal: Goal
    plan: Plan


def measure_at(session: Session, plan_number: int, number: int) -> MeasureAt | None:
    """One measure of a plan; also one that was removed, which nobody reports of."""
    of_goal = (G.tenant_id == M.tenant_id) & (G.id == M.goal_id)
    of_plan = (P.tenant_id == M.tenant_id) & (P.id == M.plan_id)
    found = select(M, G, P).join(G, of_goal).join(P, of_plan)
    row = session.execute(found.where(P.number == plan_number, M.number == number)).one_or_none()
    return MeasureAt(*row) if row else None


def history(session: Session, measure: Measure) -> list[Row]:
    """(what was reported, the reporter's name, the day of its round) of a measure, the newest first: all of it."""
    of_round = (R.tenant_id == F.tenant_id) & (R.id == F.round_id)
    said = select(F, Person.name, R.due_on).join(Person, Person.id == F.reported_by, isouter=True)
    said = said.join(R, of_round, isouter=True).where(F.measure_id == measure.id)
    return list(session.execute(said.order_by(F.reported_at.desc(), F.id)))


def latest(session: Session, measure: Measure) -> MeasureFollowUp | None:
    """What was reported of a measure last."""
    said = select(F).where(F.measure_id == measure.id).order_by(F.reported_at.desc(), F.id).limit(1)
    return session.scalar(said)


def followed(session: Session, plan: Plan) -> dict[uuid.UUID, Followed]:
    """How each of the plan's measures goes, by its id; in two questions, however many there are."""
    newest_light = func.array_agg(aggregate_order_by(F.light, F.reported_at.desc()))[1]
    said = select(F.measure_id, newest_light, func.array_agg(F.round_id)).where(F.plan_id == plan.id)
    told = {row[0]: row for row in session.execute(said.group_by(F.measure_id))}
    own = (L.tenant_id == M.tenant_id) & (L.measure_id == M.id) & L.person_id.in_((M.owner_id, M.deputy_id))
    opened = set(session.scalars(select(M.id).join(L, own).where(M.plan_id == plan.id)))
    return {each.id: _followed(each, told.get(each.id), each.id in opened) for each in plan.measures}


def _followed(measure: Measure, told: Row | None, is_opened: bool) -> Followed:
    _id, light, answered = told or (measure.id, None, [])
    return Followed(
        id=measure.id,
        status=measure.status,
        begins_on=measure.begins_on,
        ends_on=measure.ends_on,
        owner_id=measure.owner_id,
        owned_since=measure.owned_since,
        is_opened=is_opened or told is not None,
        reported_rounds=frozenset(answered) - {None},
        light=light,
    )


def has_stopped(session: Session, person_id: uuid.UUID) -> bool:
    """Whether somebody wants no reminders here."""
    return session.scalar(select(ReminderStop.id).where(ReminderStop.person_id == person_id)) is not None


def last_look(session: Session, measure: Measure, person_id: uuid.UUID) -> datetime | None:
    """When somebody who answers for a measure opened it last."""
    return session.scalar(select(L.seen_at).where(L.measure_id == measure.id, L.person_id == person_id))


def team(session: Session) -> Team:
    """Who is there, and who of them wants no reminders."""
    present = session.execute(
        select(Membership.person_id, Membership.role).where(IS_MEMBER).order_by(Membership.created_at)
    ).all()
    coordinators = tuple(row.person_id for row in present if row.role == Role.COORDINATOR)
    stopped = frozenset(session.scalars(select(ReminderStop.person_id)))
    return Team(frozenset(row.person_id for row in present), coordinators, stopped)


def posted(session: Session, now: datetime) -> Posted:
    """The reminders that may still matter."""
    days: dict[uuid.UUID, dict[str, date]] = {}
    recent = select(Reminder.person_id, Reminder.occasion, Reminder.posted_at)
    for person_id, occasion, at in session.execute(recent.where(Reminder.posted_at > now - REMEMBERED)):
        days.setdefault(person_id, {})[occasion] = clock.day_of(at)
    return Posted(days)


def tenant_of_token(door: Session, token: str) -> uuid.UUID | None:
    """In which municipality a reminder was posted; at the door."""
    return door.scalar(select(Reminder.tenant_id).where(Reminder.token_digest == digest_of(token)))


def receiver_of(session: Session, token: str) -> uuid.UUID:
    """To whom the reminder with this token was posted."""
    return session.scalars(select(Reminder.person_id).where(Reminder.token_digest == digest_of(token))).one()
