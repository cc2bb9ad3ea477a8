"""Account requests: somebody asks to be let in, confirms their e-mail, and is answered by those whose guest they are.

A request belongs to no municipality until its e-mail is confirmed and it has been routed; the database shows it from
then on to the coordinators it was routed to, or else to the association. The one who asked reaches it by the token of
their letters.
"""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import CHAR, ColumnElement, ForeignKey, delete, func, insert, or_, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from tenants import clock, email_domains, membership, municipalities
from tenants.database import Base
from tenants.departures import has_left
from tenants.errors import Refused
from tenants.municipalities import Municipality
from tenants.permissions import Role
from tenants.registry import Tenant
from tenants.tokens import digest_of, new_token

VALID = timedelta(days=7)
"""How long the first letter's link confirms the e-mail."""

UNANSWERED = timedelta(days=14)
"""After that the association sees that a municipality has not answered; the database's policy says the same."""

KEPT = timedelta(days=365)
"""How long a request that was answered, or that nobody went on with, is kept."""


class State(StrEnum):
    """Where a request is between its form and its answer."""

    UNCONFIRMED = "unconfirmed"
    WAITING = "waiting"
    MORE_ASKED = "more_asked"
    APPROVED = "approved"
    DECLINED = "declined"
    OFFERED = "offered"
    """The municipality is no customer: its people were told how to order a trial."""
    WITHDRAWN = "withdrawn"


OPEN = frozenset({State.WAITING, State.MORE_ASKED})


class AccountRequest(Base):
    """One request. What was asked never changes; `exchange` is what was asked more and answered, oldest first."""

    __tablename__ = "account_request"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    municipality_code: Mapped[str] = mapped_column(CHAR(3), ForeignKey("municipality.code"))
    name: Mapped[str]
    email: Mapped[str]
    position: Mapped[str]
    reason: Mapped[str]
    language: Mapped[str]
    asked_at: Mapped[datetime]
    token_digest: Mapped[str] = mapped_column(deferred=True)
    later_digest: Mapped[str | None] = mapped_column(deferred=True)
    state: Mapped[str]
    exchange: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    confirmed_at: Mapped[datetime | None]
    waiting_since: Mapped[datetime | None]
    routed_at: Mapped[datetime | None]
    to_tenant: Mapped[uuid.UUID | None]
    role: Mapped[str | None]
    refusal: Mapped[str | None]
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[uuid.UUID | None]

    municipality: Mapped[Municipality] = relationship(lazy="joined", innerjoin=True)

    @property
    def is_open(self) -> bool:
        """Whether an answer is still to come."""
        return self.state in OPEN

    def is_confirmable(self, now: datetime) -> bool:
        """Whether the first letter's link still confirms the e-mail."""
        return self.state == State.UNCONFIRMED and now < self.asked_at + VALID


@dataclass(frozen=True)
class Asked:
    """What was typed, checked."""

    municipality_code: str
    name: str
    email: str
    position: str
    reason: str
    language: str


def ask(session: Session, asked: Asked) -> str:
    """Store a request, at the door; returns the token for the letter that confirms its e-mail."""
    token = new_token()
    row = vars(asked) | {"id": uuid.uuid4(), "asked_at": clock.now(), "token_digest": digest_of(token)}
    session.execute(insert(AccountRequest.__table__).values(row))
    return token


def request_of(session: Session, token: str) -> AccountRequest | None:
    """The request whose letters carried this token."""
    digests = (AccountRequest.token_digest, AccountRequest.later_digest)
    return session.scalar(select(AccountRequest).where(or_(*(each == digest_of(token) for each in digests))))


def request_with_id(session: Session, request_id: uuid.UUID) -> AccountRequest | None:
    """A request by its id, where this plane may see it."""
    return session.scalar(select(AccountRequest).where(AccountRequest.id == request_id))


def confirm(session: Session, request: AccountRequest) -> None:
    """The e-mail is theirs. Raises Refused("request_closed") when the link is too old or was used already."""
    _check(_hold(session, request.id) and request.is_confirmable(clock.now()))
    request.state = State.WAITING
    request.confirmed_at = request.waiting_since = clock.now()


def answer(session: Session, request: AccountRequest, text: str) -> None:
    """What was asked more is answered. Raises Refused("request_closed")."""
    _check(_hold(session, request.id) and request.state == State.MORE_ASKED)
    request.state, request.waiting_since = State.WAITING, clock.now()
    _say(request, None, text)


def withdraw(session: Session, request: AccountRequest) -> None:
    """The one who asked changes their mind. Raises Refused("request_closed")."""
    _check(_hold(session, request.id) and request.is_open)
    request.state = State.WITHDRAWN


def to_route(session: Session) -> list[uuid.UUID]:
    """Confirmed requests that nobody has been told of since they began to wait, oldest first; for the worker."""
    r = AccountRequest
    untold = or_(r.routed_at.is_(None), r.routed_at < r.waiting_since)
    return list(session.scalars(select(r.id).where(r.state == State.WAITING, untold).order_by(r.waiting_since)))


def waiting_since_before(session: Session, moment: datetime) -> list[AccountRequest]:
    """Requests that a municipality's coordinators have left unanswered; for the worker."""
    r = AccountRequest
    left = (r.state == State.WAITING, r.to_tenant.is_not(None), r.waiting_since < moment)
    return list(session.scalars(select(r).where(*left)))


def let_in_by_staff_since(session: Session, moment: datetime) -> list[tuple[uuid.UUID, uuid.UUID]]:
    """(request, tenant) of what the association approved by itself; for the worker."""
    r = AccountRequest
    approved = (r.state == State.APPROVED, r.to_tenant.is_(None), r.decided_at > moment)
    question = select(r.id, Tenant.id).join(Tenant, Tenant.municipality_code == r.municipality_code)
    return [tuple(row) for row in session.execute(question.where(*approved))]


def route(session: Session, request_id: uuid.UUID, *, is_demo: bool) -> AccountRequest:
    """Send a confirmed request to its municipality's coordinators, or to the association; on the worker's plane.

    To the coordinators when there are any and the e-mail is in a domain of the municipality's own.
    """
    request = session.get_one(AccountRequest, request_id)
    tenant_id = tenant_of(session, request.municipality_code)
    is_theirs = tenant_id and _is_own(session, tenant_id, request, is_demo)
    request.to_tenant = tenant_id if is_theirs and membership.coordinators(session, tenant_id) else None
    request.routed_at = clock.now()
    return request


def tenant_of(session: Session, municipality_code: str) -> uuid.UUID | None:
    """The customer that a municipality is; None when it is none, or none any more."""
    return session.scalar(select(Tenant.id).where(Tenant.municipality_code == municipality_code, ~has_left(Tenant.id)))


def _is_own(session: Session, tenant_id: uuid.UUID, request: AccountRequest, is_demo: bool) -> bool:
    slugs = municipalities.slugs_of(session, request.municipality_code)
    plainly = email_domains.is_plainly_official(request.email, slugs, is_demo=is_demo)
    return plainly or email_domains.is_confirmed(session, tenant_id, request.email)


def held(session: Session, request_id: uuid.UUID) -> AccountRequest:
    """A request that this plane answers, locked until it has. Raises Refused("already_decided")."""
    request = _hold(session, request_id)
    if request is None or not request.is_open:
        raise Refused("already_decided")
    return request


def ask_more(request: AccountRequest, by: uuid.UUID, question: str) -> str:
    """Returns the token for the letter to the asker; the one of the first letter opens the page as well."""
    token = new_token()
    request.state, request.later_digest = State.MORE_ASKED, digest_of(token)
    _say(request, by, question)
    return token


def decide(
    request: AccountRequest, by: uuid.UUID, state: State, *, role: Role | None = None, refusal: str | None = None
) -> None:
    """Answer a held request: approved with a role, declined with a reason, or offered a trial."""
    request.state, request.role, request.refusal = state, role, refusal
    request.decided_by, request.decided_at = by, clock.now()


def to_answer(session: Session) -> list[AccountRequest]:
    """Open requests that this plane may see, those first that have waited longest."""
    in_order = (AccountRequest.waiting_since, AccountRequest.id)
    return list(session.scalars(select(AccountRequest).where(IS_OPEN).order_by(*in_order)))


def waiting_count(session: Session) -> int:
    """How many requests wait for an answer of those whom this plane serves."""
    return session.scalar(select(func.count()).where(AccountRequest.state == State.WAITING))


def answered(session: Session, most: int) -> list[AccountRequest]:
    """The latest decisions that this plane may see, newest first."""
    decided = select(AccountRequest).where(AccountRequest.decided_at.is_not(None))
    return list(session.scalars(decided.order_by(AccountRequest.decided_at.desc()).limit(most)))


def forget_old(session: Session) -> None:
    """Remove what was never confirmed and what is long over; on the worker's plane."""
    now, r = clock.now(), AccountRequest
    never = (r.state == State.UNCONFIRMED) & (r.asked_at < now - VALID)
    session.execute(delete(r).where(or_(never, func.coalesce(r.decided_at, r.waiting_since) < now - KEPT)))


IS_OPEN: ColumnElement[bool] = AccountRequest.state.in_(OPEN)


def _say(request: AccountRequest, by: uuid.UUID | None, text: str) -> None:
    said = {"at": clock.now().isoformat(), "by": str(by) if by else None, "text": text}
    request.exchange = [*request.exchange, said]


def _hold(session: Session, request_id: uuid.UUID) -> AccountRequest | None:
    """The request as it is now, locked; None for one that this plane may not move (any more)."""
    return session.get(AccountRequest, request_id, populate_existing=True, with_for_update={"of": AccountRequest})


def _check(may_be_moved: object) -> None:
    if not may_be_moved:
        raise Refused("request_closed")
