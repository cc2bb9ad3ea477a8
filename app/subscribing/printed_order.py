"""What an offer and an order confirmation say on paper, for a municipality's purchasing. Pure."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.config import Operator
from app.web.numbers import day, number
from billing.quotes import Price

Words = Callable[[str], str]


@dataclass(frozen=True)
class Paper:
    """An offer, or with an `orderer` the confirmation of an order."""

    language: str
    made_on: date
    municipality: str
    population: int
    population_on: date
    population_source: str
    price: Price
    buyer: dict[str, str]
    """Invoicing details; in an offer only the name."""
    is_trial: bool = False
    orderer: str = ""
    contract_version: str = ""
    is_example: bool = False
    """From an example of a price list; such a paper binds nobody."""
    note: str = ""
    """What the price list says of itself."""


def printed_order(paper: Paper, operator: Operator, _: Words) -> dict:
    """`_` says an English sentence in the paper's language."""
    made = paper.made_on
    kind = _("Order confirmation") if paper.orderer else _("Offer")
    return {
        "language": paper.language,
        "title": f"{kind}: {paper.municipality}",
        "date": {"year": made.year, "month": made.month, "day": made.day},
        "mark": _("Example") if paper.is_example else None,
        "seller": seller(operator, paper.language, _),
        "buyer": _buyer(paper, _),
        "basis": {"title": _("What the price follows from"), "facts": _basis(paper, _)},
        "sums": _sums(paper, _),
        "notes": _notes(paper, _),
    }


def seller(operator: Operator, language: str, _: Words) -> dict:
    """The association, as the papers name it."""
    facts = _given((_("Business ID"), operator.business_id), (_("E-mail"), operator.email))
    return {"role": _("Seller"), "name": operator.name[language], "address": [], "facts": facts}


def _buyer(paper: Paper, _: Words) -> dict:
    details = paper.buyer
    town = f"{details.get('postal_code', '')} {details.get('town', '')}".strip()
    facts = _given(
        (_("Business ID"), details.get("business_id")),
        (_("Your reference"), details.get("buyer_reference")),
        (_("Order number"), details.get("order_number")),
        (_("Contract number"), details.get("contract_number")),
        (_("E-invoice address"), details.get("e_invoice_address")),
        (_("Operator's identifier"), details.get("operator")),
        (_("Orderer"), paper.orderer),
    )
    address = [line for line in (details.get("street"), town) if line]
    return {"role": _("Buyer"), "name": details["name"], "address": address, "facts": facts}


def _basis(paper: Paper, _: Words) -> list[dict]:
    return _given(
        (_("Date"), day(paper.made_on, paper.language)),
        (_("Municipality"), paper.municipality),
        (_("Population"), number(Decimal(paper.population), 0, paper.language)),
        (_("Reference date"), day(paper.population_on, paper.language)),
        (_("Source"), paper.population_source),
        (_("Contract"), paper.contract_version),
    )


def _sums(paper: Paper, _: Words) -> dict:
    price = paper.price
    rate = number(price.vat_rate, 1, paper.language)
    cents = (price.net_cents, price.vat_cents, price.gross_cents)
    return {
        "caption": _("Fee for a year"),
        "columns": [_("Service"), _("Sum without VAT, €"), _("VAT %(rate)s per cent, €") % {"rate": rate},
                    _("Sum with VAT, €")],
        "rows": [[_("The welfare report service for all users"),
                  *(number(Decimal(sum_) / 100, 2, paper.language) for sum_ in cents)]],
    }  # fmt: skip


def _notes(paper: Paper, _: Words) -> list[str]:
    part = _("A part of a year is paid by days, from the day the service is opened.")
    if not paper.orderer:
        promise = _("The price is that of the day above. An order is made by the price list of its own day.")
    elif paper.is_trial:
        promise = _("A trial of 60 days, free of charge, without publishing")
    else:
        promise = _(
            "This fee without VAT holds for the first period if the service is opened within 30 days of the order."
        )
    return [note for note in (paper.note, part, promise) if note]


def _given(*facts: tuple[str, str | None]) -> list[dict]:
    return [{"label": label, "value": value} for label, value in facts if value]
