"""What an invoice or credit note says on paper, in its own language: every word and figure in its place.

Pure: the document in, plain data for the template out. How it looks is `typst/invoice.typ`. The contents are those of
the Value Added Tax Act (1501/1993) section 209 e.
"""

from collections.abc import Callable
from decimal import Decimal
from itertools import groupby

from stdnum import iban, iso11649

from app.web.numbers import day, number
from billing.document_facts import TEST_MARK, euros, sign, unit_price
from billing.documents import Document, Line, Party, VatRow
from billing.references import bar_code, grouped, rf_reference

Words = Callable[[str], str]


def printed_invoice(document: Document, _: Words) -> dict:
    """`_` says an English sentence in the document's language."""
    issued = document.issued_on
    return {
        "language": document.language,
        "title": f"{_title(document, _)} {document.number}",
        "date": {"year": issued.year, "month": issued.month, "day": issued.day},
        "mark": TEST_MARK if document.is_test else None,
        "seller": _party(_("Seller"), document.seller, _),
        "buyer": _party(_("Buyer"), document.buyer, _),
        "facts": _facts(document, _),
        "lines": _lines(document, _),
        "tax": _tax(document, _),
        "total": {"label": _total_label(document, _), "sum": _money(document.gross_cents, document)},
        "notes": list(document.notes),
        "payment": _payment(document, _) if document.kind == "invoice" else None,
    }


def _title(document: Document, _: Words) -> str:
    return _("Credit note") if document.kind == "credit_note" else _("Invoice")


def _total_label(document: Document, _: Words) -> str:
    return _("Credited in total") if document.kind == "credit_note" else _("To be paid")


def _party(role: str, party: Party, _: Words) -> dict:
    town = f"{party.postal_code} {party.town}" + (f", {party.country}" if party.country != "FI" else "")
    identifiers = [(_("Business ID"), party.business_id), (_("VAT number"), party.vat_id)]
    contacts = [(_("E-mail"), party.email), (_("Telephone"), party.phone)]
    return {
        "role": role,
        "name": party.name,
        "address": [line for line in (party.street, town) if line.strip()],
        "facts": _given(*identifiers, *contacts),
    }


def _facts(document: Document, _: Words) -> list[dict]:
    credited = {"number": document.credits_number, "day": _day(document.credits_issued_on, document)}
    return _given(
        (_("Number"), document.number),
        (_("Date"), _day(document.issued_on, document)),
        (_("Due date"), _day(document.due_on, document)),
        (_("Credits"), _("invoice %(number)s of %(day)s") % credited if document.credits_number else ""),
        (_("Your reference"), document.buyer_reference),
        (_("Order number"), document.order_number),
        (_("Contract number"), document.contract_number),
    )


def _given(*facts: tuple[str, str | None]) -> list[dict]:
    return [{"label": label, "value": value} for label, value in facts if value]


def _lines(document: Document, _: Words) -> dict:
    return {
        "caption": _("What is invoiced"),
        "columns": [
            _("Service and its time"),
            _("Quantity"),
            _("Price without VAT, €"),
            _("VAT, %"),
            _("Sum without VAT, €"),
        ],
        "rows": [_line(line, document, _) for line in document.lines],
    }


def _line(line: Line, document: Document, _: Words) -> dict:
    unit = {"year": _("year"), "day": _("days")}[line.unit]
    return {
        "title": line.description,
        "time": f"{_day(line.first_day, document)}–{_day(line.last_day, document)}",
        "cells": [
            f"{_exact(sign(document) * line.quantity, document)}\N{NO-BREAK SPACE}{unit}",
            _exact(unit_price(line), document, least=2),
            _exact(line.vat_rate, document),
            _sum(line.net_cents, document),
        ],
    }


def _tax(document: Document, _: Words) -> dict:
    return {
        "caption": _("Value added tax"),
        "columns": [_("Rate"), _("Sum without VAT, €"), _("VAT, €"), _("Sum with VAT, €")],
        "rows": [_tax_row(row, document) for row in document.vat_rows]
        + [[_("Total"), *_sums(document.net_cents, document.vat_cents, document)]],
    }


def _tax_row(row: VatRow, document: Document) -> list[str]:
    rate = f"{_exact(row.rate, document)}\N{NO-BREAK SPACE}%"
    return [rate, *_sums(row.net_cents, row.vat_cents, document)]


def _sums(net_cents: int, vat_cents: int, document: Document) -> list[str]:
    return [_sum(cents, document) for cents in (net_cents, vat_cents, net_cents + vat_cents)]


def _payment(document: Document, _: Words) -> dict:
    seller = document.seller
    digits = bar_code(seller.iban, document.gross_cents, document.reference, document.due_on)
    return {
        "title": _("Payment"),
        "facts": _given(
            (_("Recipient"), seller.name),
            ("IBAN", iban.format(iban.compact(seller.iban))),
            ("BIC", seller.bic),
            (_("Reference number"), grouped(document.reference)),
            (_("International reference"), iso11649.format(rf_reference(document.reference))),
            (_("Due date"), _day(document.due_on, document)),
            (_("To be paid"), _money(document.gross_cents, document)),
        ),
        "bar_code": {"label": _("Virtual bar code"), "digits": digits, "bars": _bars(digits)},
    }


def _bars(digits: str) -> list[int]:
    """The widths of bars and spaces in turn, bar first: Code 128, set C."""
    from barcode import Code128  # not above: with the pictures it can draw it takes megabytes of every process

    (modules,) = Code128(digits).build()
    return [len(list(run)) for _, run in groupby(modules)]


def _day(value, document: Document) -> str:
    return day(value, document.language) if value else ""


def _sum(cents: int, document: Document) -> str:
    """A credit note's sums are negative."""
    return number(euros(sign(document) * cents), 2, document.language)


def _money(cents: int, document: Document) -> str:
    return f"{_sum(cents, document)}\N{NO-BREAK SPACE}€"


def _exact(value: Decimal, document: Document, least: int = 0) -> str:
    """All its decimals, `least` of them even when they are zeros."""
    return number(value, max(least, -value.normalize().as_tuple().exponent), document.language)
