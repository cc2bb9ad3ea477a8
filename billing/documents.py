"""An invoice or credit note as it leaves us: frozen facts that every writer (UBL, Finvoice, PDF) tells the same way."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class Party:
    """The seller or the buyer, as they were when the document was issued."""

    name: str
    business_id: str
    vat_id: str | None
    street: str
    postal_code: str
    town: str
    country: str = "FI"
    e_invoice_address: str = ""
    operator: str = ""
    """The e-invoice operator's own identifier (välittäjätunnus, förmedlarkod)."""
    email: str = ""
    phone: str = ""
    iban: str = ""
    bic: str = ""


@dataclass(frozen=True)
class Line:
    """One row: what, for which days (both included), at which rate."""

    description: str
    quantity: Decimal
    unit: str
    """year or day."""
    unit_net_cents: int
    net_cents: int
    vat_rate: Decimal
    """Per cent, for example 25.5."""
    first_day: date
    last_day: date


@dataclass(frozen=True)
class VatRow:
    """The sum of one rate: value added tax is worked out per rate, not per line."""

    rate: Decimal
    net_cents: int
    vat_cents: int


@dataclass(frozen=True)
class Document:
    """An invoice or a credit note; a credit note's amounts are positive too."""

    kind: str
    """invoice or credit_note."""
    number: str
    issued_on: date
    due_on: date | None
    reference: str
    """The Finnish payment reference (7-3-1), without spaces."""
    language: str
    seller: Party
    buyer: Party
    buyer_reference: str
    order_number: str
    contract_number: str
    lines: tuple[Line, ...]
    vat_rows: tuple[VatRow, ...]
    credits_number: str | None = None
    credits_issued_on: date | None = None
    notes: tuple[str, ...] = ()
    is_test: bool = False

    @property
    def net_cents(self) -> int:
        """The sum without tax."""
        return sum(row.net_cents for row in self.vat_rows)

    @property
    def vat_cents(self) -> int:
        """The tax."""
        return sum(row.vat_cents for row in self.vat_rows)

    @property
    def gross_cents(self) -> int:
        """What is paid."""
        return self.net_cents + self.vat_cents
