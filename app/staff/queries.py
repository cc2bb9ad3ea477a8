"""What the desk asks."""

import re
import uuid
from datetime import date

from sqlalchemy import ColumnElement, Row, func, or_, select
from sqlalchemy.orm import Session

from app.payments.queries import IS_INVOICED
from billing.balances import IS_UNPAID, Balance, CreditNote, balances
from billing.models import Invoice, Licence
from billing.references import read_reference
from tenants import registry
from tenants.municipalities import Municipality, MunicipalityPopulation, all_municipalities, latest_populations
from tenants.registry import Tenant

MOST_FOUND = 100


def register_rows(session: Session, language: str) -> list[tuple[Municipality, MunicipalityPopulation | None, bool]]:
    """Each municipality with its newest population and whether it is a customer, in alphabetical order."""
    customers = {tenant.municipality_code for tenant in registry.all_tenants(session)}
    municipalities = all_municipalities(session, language)
    newest = latest_populations(session, [each.code for each in municipalities])
    return [(each, newest.get(each.code), each.code in customers) for each in municipalities]


def population_years(session: Session) -> list[Row[tuple]]:
    """Rows of (year, reference_date, source, municipalities) at hand, newest first."""
    p = MunicipalityPopulation
    return list(
        session.execute(
            select(p.year, p.reference_date, p.source, func.count().label("municipalities"))
            .group_by(p.year, p.reference_date, p.source)
            .order_by(p.year.desc())
        )
    )


UNPAID_SINCE = (
    select(func.min(Invoice.due_on))
    .where(Invoice.tenant_id == Licence.tenant_id, Invoice.licence_id == Licence.id, IS_UNPAID)
    .where(Invoice.kind == "invoice")
    .correlate(Licence)
    .scalar_subquery()
)
OF_LICENCE = (
    select(Licence, Municipality, IS_INVOICED.label("is_invoiced"), UNPAID_SINCE.label("unpaid_since"))
    .join(Tenant, Tenant.id == Licence.tenant_id)
    .join(Municipality, Municipality.code == Tenant.municipality_code)
)


def licences(session: Session) -> list[Row[tuple[Licence, Municipality, bool, date | None]]]:
    """Every licence with its municipality, whether it has been invoiced, and the due day of what is unpaid of it.

    The newest period comes first.
    """
    return list(session.execute(OF_LICENCE.order_by(Licence.starts_on.desc(), Municipality.name_fi)))


def licence(session: Session, licence_id: uuid.UUID) -> Row[tuple[Licence, Municipality, bool, date | None]] | None:
    """One of them."""
    return session.execute(OF_LICENCE.where(Licence.id == licence_id)).one_or_none()


def found_licences(
    session: Session, words: str, id: uuid.UUID | None = None
) -> list[Row[tuple[Licence, Municipality, bool, date | None]]]:
    """The licence with the id where there is one, else those of the municipalities that `words` name."""
    newest = OF_LICENCE.where(Licence.id == id if id else is_named(words)).order_by(Licence.starts_on.desc())
    return list(session.execute(newest.limit(MOST_FOUND)))


def found_invoices(session: Session, words: str, id: uuid.UUID | None = None) -> list[Balance]:
    """Invoices, newest first: those whose number, credit note, payer or municipality `words` name, or all; with an
    id the one that has it.
    """
    if id or not words:
        return balances(session, *([Invoice.id == id] if id else []))[::-1]
    number, buyer = re.sub(r"[\s-]", "", words), Invoice.document["buyer"]
    of_named = select(Tenant.id).join(Municipality, Municipality.code == Tenant.municipality_code)
    credited = select(CreditNote.credits_id).where(CreditNote.number == number)
    numbered = (Invoice.number == number, Invoice.reference == read_reference(words), Invoice.id.in_(credited))
    told = (buyer["business_id"], Invoice.document["order_number"], Invoice.document["buyer_reference"])
    return balances(
        session,
        or_(
            *numbered,
            *(each.astext == words for each in told),
            buyer["name"].astext.icontains(words, autoescape=True),
            Invoice.tenant_id.in_(of_named.where(is_named(words))),
        ),
    )[::-1]


def is_named(words: str) -> ColumnElement[bool]:
    """Of a municipality: by a part of its name, or by its code."""
    names = (Municipality.name_fi, Municipality.name_sv)
    return or_(Municipality.code == words, *(each.icontains(words, autoescape=True) for each in names))


def all_documents(session: Session) -> list[Invoice]:
    """Everything real that was issued, in the order of its numbers."""
    return list(session.scalars(select(Invoice).where(Invoice.is_test.is_(False)).order_by(Invoice.number)))
