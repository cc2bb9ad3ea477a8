"""A municipality, and a person, as the association may know them: register, people, licence, money, health.

What the people write is not here: the staff's login has no right to it, and so there is no count of reports either.
"""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from app.messages.models import Letter
from app.support.models import SupportCase
from app.support.rules import CaseState
from billing.balances import Balance, InvoiceState, balances
from billing.deliveries import HAS_FAILED
from billing.models import Invoice, InvoiceDelivery, Licence
from tenants import clock
from tenants.membership import Membership
from tenants.municipalities import Municipality, MunicipalityPopulation, latest_population
from tenants.people import Person
from tenants.permissions import Role
from tenants.registry import Tenant
from tenants.requests import OPEN, AccountRequest
from tenants.sign_ins import SignIn

WEEKS = 8


@dataclass(frozen=True)
class MunicipalityPage:
    """`tenant_id` is None where the municipality is no customer; then there is nothing but the register's facts."""

    municipality: Municipality
    population: MunicipalityPopulation | None
    tenant_id: uuid.UUID | None
    people: list[Row[tuple[uuid.UUID, str, str, str, datetime | None]]]
    """Rows of (id, name, email, role, last_seen_at), coordinators first."""
    weeks: list[tuple[datetime, int]]
    """Mondays and how many sign-ins their weeks had, the newest first."""
    licences: list[Licence]
    invoices: list[Balance]
    health: dict[str, int]
    """What needs somebody's attention, and how many of each; nothing that is in order."""


def municipality_page(session: Session, code: str) -> MunicipalityPage | None:
    """None when the register has no such code."""
    municipality = session.get(Municipality, code)
    if municipality is None:
        return None
    tenant_id = session.scalar(select(Tenant.id).where(Tenant.municipality_code == code))
    people, invoices = _people(session, tenant_id), balances(session, Invoice.tenant_id == tenant_id)
    licences = select(Licence).where(Licence.tenant_id == tenant_id).order_by(Licence.starts_on.desc())
    return MunicipalityPage(
        municipality,
        latest_population(session, code),
        tenant_id,
        people,
        _weeks(session, tenant_id),
        list(session.scalars(licences)),
        invoices[::-1],
        _health(session, tenant_id, code, people, invoices) if tenant_id else {},
    )


def _people(session: Session, tenant_id: uuid.UUID | None) -> list[Row]:
    question = (
        select(Person.id, Person.name, Person.email, Membership.role, LAST_SEEN.label("last_seen_at"))
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.tenant_id == tenant_id, Membership.ended_at.is_(None))
    )
    return list(session.execute(question.order_by(Membership.role != Role.COORDINATOR, Person.name)))


LAST_SEEN = select(func.max(SignIn.seen_at)).where(SignIn.person_id == Person.id).correlate(Person).scalar_subquery()


def _weeks(session: Session, tenant_id: uuid.UUID | None) -> list[tuple[datetime, int]]:
    monday = func.date_trunc("week", SignIn.begun_at, "Europe/Helsinki").label("monday")
    members = select(Membership.person_id).where(Membership.tenant_id == tenant_id, Membership.ended_at.is_(None))
    lately = SignIn.begun_at > clock.now() - timedelta(weeks=WEEKS)
    question = select(monday, func.count()).where(SignIn.person_id.in_(members), lately)
    return [tuple(row) for row in session.execute(question.group_by(monday).order_by(monday.desc()))]


def _health(
    session: Session, tenant_id: uuid.UUID, code: str, people: list[Row], invoices: list[Balance]
) -> dict[str, int]:
    """Of account requests only those that are the association's to see: others are the municipality's own."""
    open_case = SupportCase.about_tenant == tenant_id, SupportCase.state != CaseState.CLOSED
    unanswered = AccountRequest.municipality_code == code, AccountRequest.state.in_(OPEN)
    today = clock.today()
    coordinators = sum(each.role == Role.COORDINATOR for each in people)
    counts = {
        "no_coordinator": int(coordinators == 0),
        "single_coordinator": int(coordinators == 1),
        "overdue": sum(each.state(today) == InvoiceState.OVERDUE for each in invoices),
        "letters": _count(session, Letter.id, Letter.about_tenant == tenant_id, Letter.failed_at.is_not(None)),
        "deliveries": _count(session, InvoiceDelivery.id, InvoiceDelivery.tenant_id == tenant_id, HAS_FAILED),
        "requests": _count(session, AccountRequest.id, *unanswered),
        "cases": _count(session, SupportCase.id, *open_case),
    }
    return {kind: count for kind, count in counts.items() if count}


def _count(session: Session, column, *conditions) -> int:
    return session.scalar(select(func.count(column)).where(*conditions))


@dataclass(frozen=True)
class PersonPage:
    """Somebody with an account, and where they belong."""

    person: Row[tuple[uuid.UUID, str, str, str, bool, datetime]]
    places: list[Row[tuple[Municipality, str, datetime, datetime | None]]]
    """Rows of (Municipality, role, created_at, ended_at), present ones first."""
    last_seen_at: datetime | None
    failed_letters: int


def person_page(session: Session, person_id: uuid.UUID) -> PersonPage | None:
    """None when nobody has this id."""
    columns = (Person.id, Person.name, Person.email, Person.language, Person.is_staff, Person.created_at)
    person = session.execute(select(*columns).where(Person.id == person_id)).one_or_none()
    if person is None:
        return None
    places = (
        select(Municipality, Membership.role, Membership.created_at, Membership.ended_at)
        .join(Tenant, Tenant.municipality_code == Municipality.code)
        .join(Membership, Membership.tenant_id == Tenant.id)
        .where(Membership.person_id == person_id)
        .order_by(Membership.ended_at.desc().nulls_first(), Municipality.name_fi)
    )
    return PersonPage(
        person,
        list(session.execute(places)),
        session.scalar(select(func.max(SignIn.seen_at)).where(SignIn.person_id == person_id)),
        _count(session, Letter.id, Letter.to_person == person_id, Letter.failed_at.is_not(None)),
    )
