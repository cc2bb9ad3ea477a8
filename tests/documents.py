"""Invoices and credit notes for the tests of what is written of them."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from billing.documents import Document, Line, Party
from billing.references import national_reference
from billing.vat import vat_rows

SELLER = Party(
    name="Esimerkkiliitto ry",
    business_id="1234567-1",
    vat_id="FI12345671",
    street="Esimerkkikatu 1",
    postal_code="00100",
    town="Helsinki",
    e_invoice_address="003712345671",
    operator="003723327487",
    email="laskutus@esimerkkiliitto.example",
    phone="+358 00 000 0000",
    iban="FI21 1234 5600 0007 85",
    bic="NDEAFIHH",
)
BUYER = Party(
    name="Paraisten kaupunki",
    business_id="2345678-0",
    vat_id=None,
    street="Rantatie 28",
    postal_code="21600",
    town="Parainen",
    e_invoice_address="003723456780001",
    operator="DABAFIHH",
)
WHOLE_YEAR = Line(
    description="Sähköinen hyvinvointikertomus, lisenssi 2027",
    quantity=Decimal(1),
    unit="year",
    unit_net_cents=300_000,
    net_cents=300_000,
    vat_rate=Decimal("25.5"),
    first_day=date(2027, 1, 1),
    last_day=date(2027, 12, 31),
)


def a_line(**changes) -> Line:
    return replace(WHOLE_YEAR, **changes)


def an_invoice(*lines: Line, **changes) -> Document:
    lines = lines or (WHOLE_YEAR,)
    number = changes.pop("number", "2027-000123")
    made = Document(
        kind="invoice",
        number=number,
        issued_on=date(2027, 1, 4),
        due_on=date(2027, 2, 3),
        reference=national_reference(number),
        language="fi",
        seller=SELLER,
        buyer=BUYER,
        buyer_reference="4410 / Hyvinvointi",
        order_number="T-2026-77",
        contract_number="HK-12",
        lines=lines,
        vat_rows=vat_rows(lines),
    )
    return replace(made, **changes)


def a_credit_note(*lines: Line, **changes) -> Document:
    facts = {"number": "2027-000130", "credits_number": "2027-000123", "credits_issued_on": date(2027, 1, 4)}
    return replace(an_invoice(*lines, **facts | changes), kind="credit_note", due_on=None)


# A licence from 1 July, and the same with a change of rate inside it.
HALF_YEAR = a_line(
    quantity=Decimal(184),
    unit="day",
    unit_net_cents=822,
    net_cents=151_233,
    first_day=date(2027, 7, 1),
)
BEFORE_CHANGE = a_line(
    quantity=Decimal(244),
    unit="day",
    unit_net_cents=820,
    net_cents=200_000,
    vat_rate=Decimal(24),
    first_day=date(2024, 1, 1),
    last_day=date(2024, 8, 31),
)
AFTER_CHANGE = a_line(
    quantity=Decimal(122),
    unit="day",
    unit_net_cents=820,
    net_cents=100_000,
    first_day=date(2024, 9, 1),
    last_day=date(2024, 12, 31),
)
LONG_NAME = "Itä-Uudenmaan hyvinvoinnin ja terveyden edistämisen yhteistoiminta-alueen lautakunnan hankintapalvelut Åäö"
MARKUP = 'Kunta & <b>"Söner"</b> #set page() $x$ @y \\ {{ z }} ]]>'
EVERY_KIND = {
    "whole year": an_invoice(),
    "half a year": an_invoice(HALF_YEAR),
    "a year across a change of rate": an_invoice(BEFORE_CHANGE, AFTER_CHANGE),
    "swedish": an_invoice(
        a_line(description="Elektronisk välfärdsberättelse, licens 2027"),
        language="sv",
        buyer=replace(BUYER, name="Pargas stad", street="Strandvägen 28", town="Pargas"),
        notes=("Fakturan gäller hela året.", "Avgiften följer invånarantalet."),
    ),
    "credit note": a_credit_note(),
    "credit note of a part": a_credit_note(HALF_YEAR, language="sv"),
    "long names": an_invoice(
        buyer=replace(BUYER, name=LONG_NAME, street=LONG_NAME, town=LONG_NAME), seller=replace(SELLER, name=LONG_NAME)
    ),
    "long order number": an_invoice(order_number="7" * 255, buyer_reference=""),
    "markup in names": an_invoice(a_line(description=MARKUP), buyer=replace(BUYER, name=MARKUP, street=MARKUP)),
    "test invoice": an_invoice(is_test=True),
    "no e-invoice address": an_invoice(buyer=replace(BUYER, e_invoice_address="", operator="")),
    "nothing that may be missing": an_invoice(order_number="", contract_number="", notes=()),
}
