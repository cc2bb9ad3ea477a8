"""Letters about money: to whom they go, and what stands in them besides what they carry."""

import uuid
from datetime import date

from sqlalchemy.orm import Session
from stdnum import iban

from app.messages.actions import post, write_to_coordinators
from app.messages.content import Content, Enclosure, gathers
from billing.billing_details import email_of
from billing.documents import Document
from billing.issued_files import document_of, invoice_file
from billing.licence_rules import grace_last_day


def write_to_payer(
    session: Session, kind: str, tenant_id: uuid.UUID, language: str, key: str, **payload: object
) -> list[str]:
    """Post a letter to the address for invoicing matters in `language`, or without one to the coordinators.

    Returns the keys of the letters, which begin with `key`; none when there is nobody to write to.
    """
    address = email_of(session, tenant_id)
    if address is None:
        return write_to_coordinators(session, kind, tenant_id, key, **payload)
    whole_key = f"{key}:{address}"
    post(session, kind, to_email=address, language=language, about=tenant_id, key=whole_key, **payload)
    return [whole_key]


@gathers("invoice")
@gathers("credit_note")
def issued_document(session: Session, payload: dict[str, object]) -> Content:
    """The document's PDF goes along; a letter without it would be for nothing."""
    document = document_of(session, payload["number"])
    return Content(_words_of(document), (_pdf(session, document.number),))


@gathers("invoice_friendly_note")
@gathers("invoice_reminder")
@gathers("invoice_owner_notice")
@gathers("invoice_long_unpaid")
def unpaid_invoice(session: Session, payload: dict[str, object]) -> Content:
    """A copy goes along. The sum is that of the day on which the letter was written, and says so."""
    document = document_of(session, payload["number"])
    days = {"on": date.fromisoformat(payload["on"]), "grace_ends_on": grace_last_day(document.due_on)}
    return Content(_words_of(document) | days, (_pdf(session, document.number),))


def _words_of(document: Document) -> dict[str, object]:
    return {
        "gross_cents": document.gross_cents,
        "due_on": document.due_on,
        "reference": document.reference,
        "payee": document.seller.name,
        "iban": iban.format(document.seller.iban),
        "credits_number": document.credits_number,
    }


def _pdf(session: Session, number: str) -> Enclosure:
    body, _ = invoice_file(session, number, "pdf")
    return Enclosure(f"{number}.pdf", "application/pdf", body)
