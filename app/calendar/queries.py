"""Questions about the year: what is due, one entry, a report's plan of communication, somebody's feed."""

import uuid
from collections.abc import Iterable
from datetime import date, timedelta

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import Session

from app.calendar.models import CalendarEntry, CalendarFeed, CommunicationEntry
from app.calendar.rules import DONE, NOT_BEGUN, Thing
from app.calendar.template import FOLLOW_UP
from app.follow_up.models import FollowUpRound
from app.plan.models import Plan
from app.reports.models import Report
from tenants import clock, people
from tenants.boundary import TenantSession
from tenants.membership import IS_MEMBER, Membership
from tenants.people import Person
from tenants.tokens import digest_of

E, C, F, R = CalendarEntry, CommunicationEntry, CalendarFeed, FollowUpRound
COMMUNICATING, FOLLOWING_UP = 6, 8
"""The steps that a plan of communication and the days of follow-up belong to."""

AROUND = timedelta(days=366)


def things(session: TenantSession, first: date, last: date, waiting_on: date | None = None) -> list[Thing]:
    """What is due between two days in the clock, in plans of communication and in the follow-up of the welfare plan,
    in order; in three questions. With `waiting_on` only what waits on that day.
    """
    owner, deputy, writer = (people.name_of(each) for each in (E.owner_id, E.deputy_id, C.owner_id))
    entries = select(E, owner, deputy).where(E.due_on.between(first, last), E.removed_at.is_(None))
    of_report = (Report.tenant_id == C.tenant_id) & (Report.id == C.report_id)
    told = select(C, writer, Report.number).join(Report, of_report)
    told = told.where(C.planned_on.between(first, last), C.removed_at.is_(None))
    if waiting_on:
        entries, told = entries.where(E.state != DONE), told.where(C.done_at.is_(None))
    rounds = _rounds(waiting_on or first, last)
    found = [_of_entry(*row) for row in session.execute(entries)]
    found += [_of_communication(*row) for row in session.execute(told)]
    found += [_of_round(*row) for row in session.execute(rounds)]
    return sorted(found, key=lambda each: (each.due_on, each.begins_on is None, each.step or 9, each.title["fi"]))


def things_of(session: TenantSession, year: int) -> list[Thing]:
    """What is due in a year."""
    return things(session, date(year, 1, 1), date(year, 12, 31))


def things_that_wait(session: TenantSession, today: date) -> list[Thing]:
    """What is not done, of a year back and a year ahead."""
    return things(session, today - AROUND, today + AROUND, waiting_on=today)


def _of_entry(entry: CalendarEntry, owner: str | None, deputy: str | None) -> Thing:
    return Thing(
        "entry", entry.id, entry.changed_at, {"fi": entry.title_fi, "sv": entry.title_sv}, entry.begins_on,
        entry.due_on, entry.step, entry.state, entry.owner_id, entry.deputy_id, owner, deputy,
        "calendar.entry", {"year": entry.year, "entry_number": entry.number},
    )  # fmt: skip


def _of_communication(row: CommunicationEntry, owner: str | None, report: int) -> Thing:
    title = {language: f"{row.told('group', language)}: {row.told('channel', language)}" for language in ("fi", "sv")}
    return Thing(
        "communication", row.id, row.changed_at, title, None,
        row.planned_on, COMMUNICATING, DONE if row.done_at else NOT_BEGUN, row.owner_id, None, owner, None,
        "calendar.communication", {"number": report},
    )  # fmt: skip


def _rounds(first: date, last: date) -> Select:
    """The days of follow-up."""
    of_plan = (Plan.tenant_id == R.tenant_id) & (Plan.id == R.plan_id)
    asked = select(R, Plan).join(Plan, of_plan).where(R.removed_at.is_(None))
    return asked.where(R.due_on.between(first, last))


def _of_round(row: FollowUpRound, plan: Plan) -> Thing:
    title = {language: f"{FOLLOW_UP[language]}: {plan.title(language)}" for language in ("fi", "sv")}
    return Thing(
        "follow_up", row.id, row.set_at, title, None,
        row.due_on, FOLLOWING_UP, DONE if row.due_on < clock.today() else NOT_BEGUN, None, None, None, None,
        "follow_up.plan", {"number": plan.number},
    )  # fmt: skip


def years(session: Session) -> list[int]:
    """The years that have a clock."""
    return list(session.scalars(select(E.year).distinct().order_by(E.year)))


def entry_at(session: Session, year: int, number: int) -> CalendarEntry | None:
    """One entry; also one that was taken out."""
    return session.scalar(select(E).filter_by(year=year, number=number))


def entries_of(session: Session, year: int) -> list[CalendarEntry]:
    """What stands in a year's clock, in the order of their numbers."""
    asked = select(E).where(E.year == year, E.removed_at.is_(None))
    return list(session.scalars(asked.order_by(E.number)))


def removed_of(session: Session, year: int) -> list[CalendarEntry]:
    """What was taken out of a year's clock, the latest first."""
    asked = select(E).where(E.year == year, E.removed_at.is_not(None))
    return list(session.scalars(asked.order_by(E.removed_at.desc())))


def last_number(session: Session, year: int) -> int:
    """The highest number in a year's clock, 0 where it is not begun; take a turn first."""
    return session.scalar(select(func.max(E.number)).where(E.year == year)) or 0


def members_of(session: Session, person_ids: Iterable[uuid.UUID | None]) -> set[uuid.UUID]:
    """Who of these still uses the service here."""
    asked = select(Membership.person_id).where(Membership.person_id.in_(set(person_ids) - {None}), IS_MEMBER)
    return set(session.scalars(asked))


def communication_of(session: Session, report: Report) -> list[Row]:
    """(row, owner's name, name of who said that it is done) of a report's plan, those that were taken out last."""
    asked = select(C, people.name_of(C.owner_id).label("owner"), people.name_of(C.done_by).label("doer"))
    in_order = (C.removed_at.is_not(None), C.planned_on, C.number)
    return list(session.execute(asked.where(C.report_id == report.id).order_by(*in_order)))


def communication_at(session: Session, report: Report, number: int) -> CommunicationEntry | None:
    """One row of it."""
    return session.scalar(select(C).where(C.report_id == report.id, C.number == number))


def last_of_report(session: Session, report: Report) -> int:
    """The highest number in a report's plan of communication; take a turn first."""
    return session.scalar(select(func.max(C.number)).where(C.report_id == report.id)) or 0


def feed_of(session: Session, person_id: uuid.UUID) -> CalendarFeed | None:
    """Somebody's feed, if they have made one."""
    return session.scalar(select(F).where(F.person_id == person_id))


def tenant_of_token(door: Session, token: str) -> uuid.UUID | None:
    """In which municipality a feed lies; at the door."""
    return door.scalar(select(F.tenant_id).where(F.token_digest == digest_of(token)))


def feed_behind(session: Session, token: str) -> Row | None:
    """(content, person_id, language) of the feed with a token, while its person belongs to the municipality."""
    asked = select(F.content, F.person_id, Person.language).join(Person, Person.id == F.person_id)
    asked = asked.join(Membership, (Membership.tenant_id == F.tenant_id) & (Membership.person_id == F.person_id))
    return session.execute(asked.where(F.token_digest == digest_of(token), IS_MEMBER)).one_or_none()


def things_of_feed(session: TenantSession, content: str, person_id: uuid.UUID, today: date) -> list[Thing]:
    """What a feed tells of: a year back and two ahead, one's own or all."""
    found = things(session, today - AROUND, today + 2 * AROUND)
    return [each for each in found if content == "all" or each.belongs_to(person_id)]
