"""Issuing, and the files that leave the house: made at once for one invoice, by the worker for many."""

import uuid
from datetime import date
from pathlib import Path

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from app.config import Operator
from app.messages.actions import write_to_coordinators
from app.payments.invoice_pdf import invoice_pdf
from app.payments.queries import IS_INVOICED
from app.payments.seller import seller_of
from billing.billing_details import buyer_of, store_details
from billing.invoices import credit_rest, issue_invoice
from billing.issued_files import SUFFIXES, files_to_export, store_files, without_files
from billing.licence_rules import LicenceState
from billing.models import Invoice, Licence
from tenants import audit, clock
from tenants.boundary import TenantSession
from tenants.errors import Refused

WHAT_IS_SOLD = {
    "fi": "Sähköinen hyvinvointikertomus, lisenssi",
    "sv": "Elektronisk välfärdsberättelse, licens",
}


def issue(session: Session, licence: Licence, operator: Operator, issued_on: date) -> Invoice:
    """A licence's invoice with its files. Raises Refused as issue_without_files does."""
    invoice = issue_without_files(session, licence, operator, issued_on)
    store_files(session, invoice, invoice_pdf)
    return invoice


def issue_without_files(session: Session, licence: Licence, operator: Operator, issued_on: date) -> Invoice:
    """A licence's invoice, for where many are issued: the worker makes the files before it delivers them.

    Raises Refused with "not_invoiced" for a trial or what is no part of a calendar year, "already_invoiced" while an
    invoice of it is not credited in full, or "no_billing_details".
    """
    session.flush()  # looking again forgets what has not been stored
    session.refresh(licence, with_for_update=True)
    if licence.state == LicenceState.TRIAL or licence.starts_on.year != licence.ends_on.year:
        raise Refused("not_invoiced")
    if session.scalar(select(IS_INVOICED).where(Licence.tenant_id == licence.tenant_id, Licence.id == licence.id)):
        raise Refused("already_invoiced")
    buyer = buyer_of(session, licence.tenant_id)
    seller = seller_of(operator, buyer.language)
    return issue_invoice(session, licence, buyer, seller, WHAT_IS_SOLD[buyer.language], issued_on)


def credit(session: Session, invoice: Invoice, ends_on: date, issued_on: date) -> Invoice:
    """A credit note for the days after `ends_on`, with its files. Raises Refused("nothing_to_credit")."""
    note = credit_rest(session, invoice, ends_on, issued_on)
    store_files(session, note, invoice_pdf)
    return note


def make_missing_files(session: Session, *conditions: ColumnElement[bool]) -> None:
    """The files of every issued document (that meets the conditions) that has none yet."""
    for invoice in without_files(session, *conditions):
        store_files(session, invoice, invoice_pdf)


def export(session: Session, directory: Path, format: str, numbers: tuple[str, ...] = ()) -> int:
    """Write issued documents to a directory, each named by its number; returns how many."""
    make_missing_files(session)
    directory.mkdir(parents=True, exist_ok=True)
    rows = files_to_export(session, format, numbers)
    for number, body in rows:
        (directory / f"{number}.{SUFFIXES[format]}").write_bytes(body)
    return len(rows)


def change_billing_details(session: TenantSession, by: uuid.UUID, details: dict[str, str]) -> None:
    """The municipality's next invoices are written by these (checked) details; its coordinators are told."""
    store_details(session, session.tenant_id, details, by)
    audit.write(session, by, "billing.changed")
    write_to_coordinators(session, "billing_changed", session.tenant_id, f"billing_changed:{clock.now().isoformat()}")
