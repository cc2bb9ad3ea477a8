"""What pages ask of the ledger, on the municipality's plane and on the staff's."""

import uuid
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from billing.balances import CREDITED, Balance, balances
from billing.issued_files import HAS_FILES
from billing.licences import licence_on
from billing.models import Invoice, Licence, LicenceEvent
from tenants import clock

IS_INVOICED = (
    select(Invoice.id)
    .where(
        Invoice.tenant_id == Licence.tenant_id,
        Invoice.licence_id == Licence.id,
        Invoice.kind == "invoice",
        Invoice.gross_cents > CREDITED,
    )
    .correlate(Licence)
    .exists()
)
"""The licence has an invoice that still stands."""


@dataclass(frozen=True)
class InvoicePage:
    """An invoice with what has become of it, and its credit notes."""

    balance: Balance
    credit_notes: list[Invoice]
    with_files: frozenset[uuid.UUID]
    """Documents whose files have been made."""

    @property
    def documents(self) -> list[Invoice]:
        """All that was issued, in order."""
        return [self.balance.invoice, *self.credit_notes]


def invoice_pages(session: Session, tenant_id: uuid.UUID) -> list[InvoicePage]:
    """A municipality's invoices, newest first."""
    found = balances(session, Invoice.tenant_id == tenant_id)
    notes = session.scalars(
        select(Invoice).where(Invoice.tenant_id == tenant_id, Invoice.kind == "credit_note").order_by(Invoice.number)
    ).all()
    with_files = frozenset(session.scalars(select(Invoice.id).where(Invoice.tenant_id == tenant_id, HAS_FILES)))
    return [
        InvoicePage(each, [note for note in notes if note.credits_id == each.invoice.id], with_files)
        for each in found[::-1]
    ]


def invoice_page(session: Session, number: str) -> InvoicePage | None:
    """One invoice that the session may see."""
    tenant_id = session.scalar(select(Invoice.tenant_id).where(Invoice.number == number))
    pages = invoice_pages(session, tenant_id) if tenant_id else []
    return next((each for each in pages if each.balance.invoice.number == number), None)


def present_licence(session: Session) -> Licence | None:
    """The licence of the session's municipality today."""
    return licence_on(session, clock.today())


def coming_licence(session: Session) -> Licence | None:
    """The licence of the session's municipality that has been renewed and not begun."""
    coming = select(Licence).where(Licence.starts_on > clock.today()).order_by(Licence.starts_on)
    return session.scalars(coming.limit(1)).first()


def licence_events(session: Session, licence: Licence) -> list[LicenceEvent]:
    """What has happened to a licence, oldest first."""
    events = select(LicenceEvent).where(
        LicenceEvent.tenant_id == licence.tenant_id, LicenceEvent.licence_id == licence.id
    )
    return list(session.scalars(events.order_by(LicenceEvent.at)))
