"""Questions about cases. What a visitor may see of them the database decides, by who they are (migration 0012)."""

import uuid
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Row, func, select
from sqlalchemy.orm import Session, undefer_group

from app.support.models import CannedAnswer, SupportCase, SupportMessage
from app.support.rules import OURS, URGENCIES, CaseState
from tenants import membership, people, registry
from tenants.boundary import TenantSession
from tenants.municipalities import alphabetical
from tenants.people import Person

MOST_SHOWN = 200


@dataclass(frozen=True)
class Conversation:
    """A case, what was written after the question, and who the people in it are."""

    case: SupportCase
    messages: list[SupportMessage]
    names: dict[uuid.UUID, str]


def own_municipalities(session: Session, person_id: uuid.UUID, language: str) -> list[tuple[uuid.UUID, str]]:
    """(id, name) of the municipalities somebody belongs to."""
    found = registry.facts_of(session, membership.tenants_of(session, person_id))
    return sorted(((each.id, each.names[language]) for each in found), key=lambda row: alphabetical(row[1]))


def own_cases(session: Session) -> list[SupportCase]:
    """What the one who is at the door has asked, newest first."""
    return list(session.scalars(select(SupportCase).order_by(SupportCase.changed_at.desc()).limit(MOST_SHOWN)))


def shared_cases(session: TenantSession) -> list[SupportCase]:
    """What people of the session's municipality have asked and let its coordinators see, newest first."""
    return own_cases(session)


def conversation(session: Session, *which: ColumnElement[bool], whole: bool = True) -> Conversation | None:
    """The case that meets a condition; `whole` with what only its asker and the desk know of it."""
    question = select(SupportCase).where(*which)
    case = session.scalar(question.options(undefer_group("desk")) if whole else question)
    if case is None:
        return None
    messages = select(SupportMessage).where(SupportMessage.case_id == case.id).order_by(SupportMessage.at)
    said = list(session.scalars(messages))
    known = {case.asker_id, *(each.author_id for each in said)} - {None}
    return Conversation(case, said, people.names_of(session, known))


def numbered(number: int) -> ColumnElement[bool]:
    """The case that people know by this number."""
    return SupportCase.number == number


def with_token(digest: str) -> ColumnElement[bool]:
    """The case that the newest letter's link leads to."""
    return SupportCase.token_digest == digest


@dataclass(frozen=True)
class Sought:
    """Which cases the desk looks at: in a state ("open" is all but closed), of a kind, with a person."""

    state: str = "open"
    kind: str | None = None
    assigned_to: uuid.UUID | None = None


def desk_cases(session: Session, sought: Sought) -> list[Row[tuple[SupportCase, str | None]]]:
    """Rows of (SupportCase, asker): the association's turn first, of that the urgent, then what has waited longest."""
    of = [SupportCase.state != CaseState.CLOSED if sought.state == "open" else SupportCase.state == sought.state]
    of += [SupportCase.kind == sought.kind] if sought.kind else []
    of += [SupportCase.assigned_to == sought.assigned_to] if sought.assigned_to else []
    asker = func.coalesce(SupportCase.asker_name, Person.name).label("asker")
    order = (
        SupportCase.state.not_in(OURS),
        func.array_position(list(URGENCIES), SupportCase.urgency),
        SupportCase.changed_at,
    )
    question = select(SupportCase, asker).outerjoin(Person, Person.id == SupportCase.asker_id).where(*of)
    return list(session.execute(question.options(undefer_group("desk")).order_by(*order).limit(MOST_SHOWN)))


def waiting_for_us(session: Session) -> int:
    """How many cases are the association's turn."""
    return session.scalar(select(func.count()).where(SupportCase.state.in_(OURS)).select_from(SupportCase))


def canned_answers(session: Session) -> list[CannedAnswer]:
    """What can be put into an answer, by name."""
    offered = select(CannedAnswer).where(CannedAnswer.removed_at.is_(None))
    return list(session.scalars(offered.order_by(CannedAnswer.name)))
