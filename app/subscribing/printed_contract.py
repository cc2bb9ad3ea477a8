"""What the contract says on paper: its text, and once it has been accepted by whom and when. Pure."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from app.config import Operator
from app.subscribing.printed_order import seller
from app.web.numbers import moment
from app.writing.parse import parse
from app.writing.typst_data import as_typst_data
from tenants.clock import day_of


@dataclass(frozen=True)
class Acceptance:
    """Who accepted a contract for which municipality, and when."""

    municipality: str
    by: str
    at: datetime


@dataclass(frozen=True)
class Contract:
    """A version of the contract in one language; with its acceptance, a municipality's own copy."""

    version: str
    language: str
    text: str
    is_example: bool
    acceptance: Acceptance | None = None


def printed_contract(contract: Contract, operator: Operator, made_on: date, _: Callable[[str], str]) -> dict:
    """`_` says an English sentence in the contract's language; `made_on` dates a copy that nobody has accepted."""
    dated = day_of(contract.acceptance.at) if contract.acceptance else made_on
    parties = [seller(operator, contract.language, _)]
    if contract.acceptance:
        parties.append(_customer(contract.acceptance, contract.language, _))
    return {
        "language": contract.language,
        "title": f"{_('Contract and data-processing terms')} {contract.version}",
        "date": {"year": dated.year, "month": dated.month, "day": dated.day},
        "mark": _("Example") if contract.is_example else None,
        "parties": parties,
        "text": as_typst_data(parse(contract.text)),
    }


def _customer(acceptance: Acceptance, language: str, _: Callable[[str], str]) -> dict:
    facts = [
        {"label": _("Accepted by"), "value": acceptance.by},
        {"label": _("Accepted"), "value": moment(acceptance.at, language)},
    ]
    return {"role": _("Customer"), "name": acceptance.municipality, "address": [], "facts": facts}
