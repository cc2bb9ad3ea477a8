"""What the pages about a municipality's people ask."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Row, func, select

from app.accounts.inviting import key_of
from app.messages.queries import failed_keys
from tenants import clock, invitations, membership
from tenants.boundary import TenantSession
from tenants.invitations import Invitation
from tenants.membership import Membership
from tenants.people import Person
from tenants.permissions import Role
from tenants.requests import AccountRequest, State

LONG_UNSEEN = timedelta(days=365)


@dataclass(frozen=True)
class Invited:
    """An invitation that waits, and whether its letter could not be delivered."""

    invitation: Invitation
    is_undelivered: bool


def invited(session: TenantSession) -> list[Invited]:
    """Those who have been invited and not come, newest first."""
    failed = failed_keys(session, "invitation")
    return [Invited(each, key_of(each.id) in failed) for each in invitations.unanswered(session)]


def invited_emails(session: TenantSession) -> set[str]:
    """Whom an open invitation waits for, in small letters."""
    now = clock.now()
    return {each.email.lower() for each in invitations.unanswered(session) if each.is_open(now)}


def is_long_unseen(member: Row) -> bool:
    """Whether a member has not used the service for a year, or never though it is a month since they could."""
    now = clock.now()
    return now - (member.seen_at or member.created_at) > (LONG_UNSEEN if member.seen_at else timedelta(days=30))


def this_year() -> date:
    """From when on the people of this year are confirmed."""
    return clock.today().replace(month=1, day=1)


def unconfirmed(session: TenantSession) -> list[Row]:
    """The members whom nobody has confirmed this year, by name."""
    wanted = membership.OF_MEMBER.where(membership.is_unconfirmed_since(this_year()))
    return list(session.execute(wanted.order_by(Person.name)))


@dataclass(frozen=True)
class PeopleTask:
    """Something about its people that waits for a municipality's coordinators, and the page where it is seen to."""

    kind: str
    page: str
    count: int


def people_tasks(session: TenantSession) -> list[PeopleTask]:
    """What waits. Asked in one question, because the front page asks it."""
    m, r = Membership, AccountRequest
    waiting = select(func.count()).select_from(r).where(r.state == State.WAITING).scalar_subquery()
    coordinate = func.count().filter(m.role == Role.COORDINATOR)
    not_confirmed = func.count().filter(membership.is_unconfirmed_since(this_year()))
    row = session.execute(select(waiting, not_confirmed, coordinate).where(membership.IS_MEMBER)).one()
    tasks = [
        PeopleTask("requests", "accounts.account_requests", row[0]),
        PeopleTask("unconfirmed", "accounts.check_members", row[1]),
        PeopleTask("alone", "accounts.members", int(row[2] < 2)),
    ]
    return [each for each in tasks if each.count]
