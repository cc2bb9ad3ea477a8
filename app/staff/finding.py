"""One search for everything that staff are asked about: a name, an e-mail, a number, or an id out of a log.

Each finder takes what was typed and gives hits that lead to a page; `FINDERS` is their order on the desk.
"""

import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, Text, and_, cast, or_, select
from sqlalchemy.orm import Session

from app.ledger.queries import found_payments
from app.messages.models import Letter
from app.staff.queries import found_invoices, found_licences, is_named
from app.subscribing.models import SubscriptionOrder
from app.support.models import SupportCase
from app.web import numbers
from tenants.membership import Membership
from tenants.municipalities import Municipality
from tenants.people import Person
from tenants.proposals import Proposal
from tenants.registry import Tenant, names_by_tenant
from tenants.requests import AccountRequest

MOST = 20
ID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", re.IGNORECASE)
PAGES_OF_PROPOSALS = {
    "price_list": "staff.prices",
    "reference_rate": "ledger.rates",
    "emergency": "staff.proposed",
    "deletion": "staff.proposed",
}


@dataclass(frozen=True)
class Search:
    """What was typed. With an `id` in it only that is looked for."""

    words: str
    language: str

    @property
    def id(self) -> uuid.UUID | None:
        """The first id that stands in the words, such as in a line of a log."""
        found = ID.search(self.words)
        return uuid.UUID(found[0]) if found else None

    def of(self, id_column: ColumnElement, *named: ColumnElement[bool]) -> ColumnElement[bool]:
        """The row with the id where there is one, else those whose words are met."""
        return id_column == self.id if self.id else or_(*named)


@dataclass(frozen=True)
class Hit:
    """A link and what stands beside it."""

    title: str
    at: str
    values: dict[str, object] = field(default_factory=dict)
    about: str = ""
    person_id: uuid.UUID | None = None
    """Whom it shows: such a look is written down."""
    names_in: uuid.UUID | None = None
    """The row by which somebody is named who may have no account: that is written down as well."""


def _people(session: Session, search: Search) -> list[Hit]:
    """By a part of the name or the e-mail, with the municipalities that they belong to."""
    named = [each.icontains(search.words, autoescape=True) for each in (Person.name, Person.email)]
    question = select(Person.id, Person.name, Person.email).where(search.of(Person.id, *named))
    rows = session.execute(question.order_by(Person.name, Person.id).limit(MOST)).all()
    belonging = select(Membership.person_id, Membership.tenant_id).where(
        Membership.person_id.in_([row.id for row in rows]), Membership.ended_at.is_(None)
    )
    places, names = session.execute(belonging).all(), names_by_tenant(session, search.language)
    return [
        Hit(
            row.name or row.email,
            "staff.person",
            {"person_id": row.id},
            ", ".join([row.email, *sorted(names[each.tenant_id] for each in places if each.person_id == row.id)]),
            row.id,
        )
        for row in rows
    ]


def _municipalities(session: Session, search: Search) -> list[Hit]:
    question = (
        select(Municipality)
        .outerjoin(Tenant, Tenant.municipality_code == Municipality.code)
        .where(search.of(Tenant.id, is_named(search.words)))
    )
    rows = session.scalars(question.order_by(Municipality.name_fi).limit(MOST))
    return [
        Hit(each.name(search.language), "staff.municipality", {"municipality_code": each.code}, each.code)
        for each in rows
    ]


def _requests(session: Session, search: Search) -> list[Hit]:
    """Account requests that are the association's to see."""
    asked = AccountRequest
    named = [each.icontains(search.words, autoescape=True) for each in (asked.name, asked.email)]
    question = select(asked).where(search.of(asked.id, *named)).order_by(asked.asked_at.desc()).limit(MOST)
    return [
        Hit(
            each.name,
            "accounts.requests_to_association",
            about=f"{each.email}, {each.municipality.name(search.language)}",
            names_in=each.id,
        )
        for each in session.scalars(question)
    ]


def _cases(session: Session, search: Search) -> list[Hit]:
    """Questions by number, subject, or who asked."""
    case, asker = SupportCase, Person
    texts = (case.subject, case.asker_name, case.asker_email, asker.name, asker.email)
    named = [each.icontains(search.words, autoescape=True) for each in texts]
    question = (
        select(case.id, case.number, case.subject, case.asked_at)
        .outerjoin(asker, asker.id == case.asker_id)
        .where(search.of(case.id, cast(case.number, Text) == search.words, *named))
    )
    return [
        Hit(f"{row.number}: {row.subject}", "support.case", {"number": row.number},
            numbers.moment(row.asked_at, search.language), names_in=row.id)
        for row in session.execute(question.order_by(case.asked_at.desc()).limit(MOST))
    ]  # fmt: skip


def _orders(session: Session, search: Search) -> list[Hit]:
    order, orderer = SubscriptionOrder, SubscriptionOrder.orderer
    named = [orderer[name].astext.icontains(search.words, autoescape=True) for name in ("name", "email")]
    question = select(order).where(search.of(order.id, *named)).order_by(order.ordered_at.desc()).limit(MOST)
    return [
        Hit(
            f"{each.orderer['name']}, {numbers.moment(each.ordered_at, search.language)}",
            "staff.municipality",
            {"municipality_code": each.municipality_code},
            each.municipality.name(search.language),
            names_in=each.id,
        )
        for each in session.scalars(question)
    ]


def _licences(session: Session, search: Search) -> list[Hit]:
    return [
        Hit(
            row.Municipality.name(search.language),
            "staff.licence",
            {"licence_id": row.Licence.id},
            "–".join(numbers.day(each, search.language) for each in (row.Licence.starts_on, row.Licence.ends_on)),
        )
        for row in found_licences(session, search.words, search.id)
    ]


def _invoices(session: Session, search: Search) -> list[Hit]:
    names = names_by_tenant(session, search.language)
    return [
        Hit(
            each.invoice.number,
            "staff.invoice",
            {"invoice_number": each.invoice.number},
            f"{names[each.invoice.tenant_id]}, {numbers.money(each.invoice.gross_cents, search.language)}",
        )
        for each in found_invoices(session, search.words, search.id)[:MOST]
    ]


def _payments(session: Session, search: Search) -> list[Hit]:
    return [
        Hit(
            f"{numbers.day(each.received_on, search.language)}, {numbers.money(each.cents, search.language)}",
            "ledger.payment",
            {"payment_id": each.refunds_id or each.id},
            ", ".join(filter(None, (each.payer, each.message))),
            names_in=each.id,
        )
        for each in found_payments(session, search.words, search.id)[:MOST]
    ]


def _letters(session: Session, search: Search) -> list[Hit]:
    """Those that did not go, by their receiver."""
    failed = and_(Letter.failed_at.is_not(None), Letter.to_email.icontains(search.words, autoescape=True))
    question = select(Letter.id, Letter.to_email, Letter.created_at).where(search.of(Letter.id, failed))
    return [
        Hit(
            numbers.moment(row.created_at, search.language),
            "messages.letters",
            about=row.to_email or "",
            names_in=row.id,
        )
        for row in session.execute(question.order_by(Letter.created_at.desc()).limit(MOST))
    ]


def _proposals(session: Session, search: Search) -> list[Hit]:
    """Only by its id."""
    proposal = session.get(Proposal, search.id) if search.id else None
    if proposal is None:
        return []
    return [Hit(numbers.moment(proposal.proposed_at, search.language), PAGES_OF_PROPOSALS[proposal.kind])]


Finder = Callable[[Session, Search], list[Hit]]
FINDERS: dict[str, Finder] = {
    "people": _people,
    "municipalities": _municipalities,
    "requests": _requests,
    "cases": _cases,
    "orders": _orders,
    "licences": _licences,
    "invoices": _invoices,
    "payments": _payments,
    "letters": _letters,
    "proposals": _proposals,
}


def find(session: Session, words: str, language: str) -> dict[str, list[Hit]]:
    """Hits by kind, kinds without any left out. A single letter finds nothing: everything has it."""
    search = Search(words, language)
    found = {kind: finder(session, search) for kind, finder in FINDERS.items()} if len(words) > 1 else {}
    return {kind: hits for kind, hits in found.items() if hits}


def people_shown(found: dict[str, list[Hit]]) -> list[uuid.UUID]:
    """Whom the hits tell of."""
    return [hit.person_id for hits in found.values() for hit in hits if hit.person_id]


def rows_shown(found: dict[str, list[Hit]]) -> list[uuid.UUID]:
    """Requests, questions, orders, payments and letters that tell of somebody."""
    return [hit.names_in for hits in found.values() for hit in hits if hit.names_in]


def only_hit(found: dict[str, list[Hit]], words: str) -> Hit | None:
    """Where an id leads: straight to its page."""
    hits = [hit for each in found.values() for hit in each]
    return hits[0] if Search(words, "").id and len(hits) == 1 else None
