"""Issuing: a number and a reference are drawn, and from then on the document never changes.

Works on the staff's or the worker's plane. A correction is a credit note and a new invoice.
"""

import uuid
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from billing.cents import half_up
from billing.documents import Document, Line, Party, VatRow
from billing.kept_documents import as_data, from_data
from billing.models import Invoice, InvoiceNumber, InvoiceSeries, Licence
from billing.proration import days_in, prorated_cents, remaining_cents, split_cents
from billing.references import national_reference
from billing.vat import credited_vat_cents, split_by_rate, vat_rows
from tenants.errors import Refused

PAYMENT_DAYS = 30
"""A ceiling for public bodies: Act 30/2013 section 4."""


@dataclass(frozen=True)
class Buyer:
    """Who pays and what their invoice must carry."""

    party: Party
    language: str
    buyer_reference: str
    order_number: str = ""
    contract_number: str = ""


def issue_invoice(
    session: Session, licence: Licence, buyer: Buyer, seller: Party, description: str, issued_on: date
) -> Invoice:
    """The invoice of a licence's whole period. `description` names the service in the buyer's language."""
    due_on = issued_on + timedelta(days=PAYMENT_DAYS)
    lines = licence_lines(licence, description, due_on)
    number = _draw(session, issued_on.year)
    document = Document(
        kind="invoice",
        number=number,
        issued_on=issued_on,
        due_on=due_on,
        reference=national_reference(number),
        language=buyer.language,
        seller=seller,
        buyer=buyer.party,
        buyer_reference=buyer.buyer_reference,
        order_number=buyer.order_number,
        contract_number=buyer.contract_number,
        lines=lines,
        vat_rows=vat_rows(lines),
    )
    return _store(session, licence, document)


def licence_lines(licence: Licence, description: str, paid_on: date) -> tuple[Line, ...]:
    """One line per rate of value added tax; a part of a year is priced by days."""
    net_cents = prorated_cents(licence.yearly_net_cents, licence.starts_on, licence.ends_on)
    periods = split_by_rate(licence.starts_on, licence.ends_on, paid_on)
    parts = split_cents(net_cents, [days_in(each.first_day, each.last_day) for each in periods])
    return tuple(
        _line(description, each.first_day, each.last_day, part, each.rate, is_year=part == licence.yearly_net_cents)
        for each, part in zip(periods, parts, strict=True)
    )


def credit_rest(session: Session, invoice: Invoice, ends_on: date, issued_on: date) -> Invoice:
    """A credit note for the days after `ends_on` that no earlier one has credited, at the original's rates.

    Raises Refused("nothing_to_credit") when all of it has been credited or used.
    """
    number = _draw(session, issued_on.year)  # also makes credits of the same invoice wait for each other
    original = from_data(invoice.document)
    notes = _credit_notes(session, invoice)
    before = [line for note in notes for line in note.lines]
    lines = tuple(rest for line in original.lines if (rest := _credited_line(line, ends_on, before)))
    if not lines:
        raise Refused("nothing_to_credit")
    document = replace(
        original,
        kind="credit_note",
        number=number,
        issued_on=issued_on,
        due_on=None,
        lines=lines,
        vat_rows=_credited_rows(lines, notes),
        credits_number=original.number,
        credits_issued_on=original.issued_on,
    )
    licence = session.get_one(Licence, (invoice.tenant_id, invoice.licence_id))
    return _store(session, licence, document, credits_id=invoice.id)


def _line(description: str, first_day: date, last_day: date, net: int, rate: Decimal, *, is_year: bool) -> Line:
    days = days_in(first_day, last_day)
    quantity, unit = (Decimal(1), "year") if is_year else (Decimal(days), "day")
    return Line(description, quantity, unit, half_up(net / quantity), net, rate, first_day, last_day)


def _credited_line(line: Line, ends_on: date, before: Iterable[Line]) -> Line | None:
    """What of a line is given back now: its days after `ends_on`, until those that were credited before."""
    credited = [each for each in before if line.first_day <= each.first_day <= line.last_day]
    first_day = max(line.first_day, ends_on + timedelta(days=1))
    last_day = min((each.first_day - timedelta(days=1) for each in credited), default=line.last_day)
    rest = remaining_cents(line.net_cents, line.first_day, line.last_day, ends_on)
    net_cents = rest - sum(each.net_cents for each in credited)
    if net_cents <= 0 or first_day > last_day:
        return None
    if (first_day, last_day) == (line.first_day, line.last_day):
        return line
    days = Decimal(days_in(first_day, last_day))
    return replace(line, first_day=first_day, last_day=last_day, quantity=days, unit="day", net_cents=net_cents)


def _credit_notes(session: Session, invoice: Invoice) -> list[Document]:
    notes = select(Invoice.document).where(Invoice.tenant_id == invoice.tenant_id, Invoice.credits_id == invoice.id)
    return [from_data(each) for each in session.scalars(notes)]


def _credited_rows(lines: tuple[Line, ...], notes: list[Document]) -> tuple[VatRow, ...]:
    """The tax to give back, counted on from what earlier notes have given."""
    already: Counter[Decimal] = Counter()
    for row in (row for note in notes for row in note.vat_rows):
        already[row.rate] += row.net_cents
    return tuple(
        replace(row, vat_cents=credited_vat_cents(row.net_cents, row.rate, already[row.rate]))
        for row in vat_rows(lines)
    )


def _draw(session: Session, year: int) -> str:
    """The next number of the year's series, digits only. Held until the commit: no gap, no double."""
    session.execute(insert(InvoiceSeries).values(name=str(year), last_number=0).on_conflict_do_nothing())
    series = session.get_one(InvoiceSeries, str(year), with_for_update=True, populate_existing=True)
    series.last_number += 1
    session.flush()
    return f"{year}{series.last_number:06}"


def _store(session: Session, licence: Licence, document: Document, credits_id: uuid.UUID | None = None) -> Invoice:
    invoice = Invoice(
        tenant_id=licence.tenant_id,
        id=uuid.uuid4(),
        licence_id=licence.id,
        kind=document.kind,
        number=document.number,
        reference=national_reference(document.number),
        credits_id=credits_id,
        issued_on=document.issued_on,
        due_on=document.due_on,
        gross_cents=document.gross_cents,
        document=as_data(document),
        is_test=document.is_test,
    )
    session.add_all([invoice, _number(invoice)])
    session.flush()
    return invoice


def _number(invoice: Invoice) -> InvoiceNumber:
    return InvoiceNumber(
        number=invoice.number, reference=invoice.reference, of_tenant=invoice.tenant_id, invoice_id=invoice.id
    )
