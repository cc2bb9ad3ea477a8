"""An issued document as the ledger keeps it: plain data, and back, without losing a cent or a letter."""

import json
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from billing.documents import Document, Line, Party, VatRow

DAYS = ("issued_on", "due_on", "credits_issued_on")


def as_data(document: Document) -> dict[str, Any]:
    """Days as 2026-11-21, rates and quantities as exact decimal text."""
    return json.loads(json.dumps(asdict(document), default=str))


def from_data(data: dict[str, Any]) -> Document:
    """The document that was kept."""
    days = {name: date.fromisoformat(data[name]) if data[name] else None for name in DAYS}
    parts = {
        "seller": Party(**data["seller"]),
        "buyer": Party(**data["buyer"]),
        "lines": tuple(_line(each) for each in data["lines"]),
        "vat_rows": tuple(VatRow(**each | {"rate": Decimal(each["rate"])}) for each in data["vat_rows"]),
        "notes": tuple(data["notes"]),
    }
    return Document(**data | days | parts)


def _line(data: dict[str, Any]) -> Line:
    exact = {name: Decimal(data[name]) for name in ("quantity", "vat_rate")}
    days = {name: date.fromisoformat(data[name]) for name in ("first_day", "last_day")}
    return Line(**data | exact | days)
