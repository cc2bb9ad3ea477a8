"""Invoicing details as they are typed, every field checked at once: all there is to correct is told together."""

from collections.abc import Callable
from dataclasses import dataclass, field

from billing import identifiers, invoice_texts
from tenants.errors import Refused

NUMBERS = ("buyer_reference", "order_number", "contract_number")


@dataclass
class CheckedDetails:
    """The details in their stored form; what is refused, and what should be looked at once more, by field."""

    details: dict[str, str] = field(default_factory=dict)
    refusals: dict[str, Refused] = field(default_factory=dict)
    warnings: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def take(self, name: str, check: Callable[[], str | identifiers.Checked]) -> None:
        """Keep what a check returns, or why it refuses."""
        try:
            value = check()
        except Refused as refused:
            self.refusals[name] = refused
            return
        if isinstance(value, identifiers.Checked):
            if value.warnings:
                self.warnings[name] = value.warnings
            value = value.value
        self.details[name] = value


def checked_details(typed: dict[str, str]) -> CheckedDetails:
    """What is typed under the names of billing_details.OF_THE_PAYER and NUMBERS."""
    checked = CheckedDetails()
    for name in invoice_texts.TEXTS:
        checked.take(name, lambda name=name: invoice_texts.invoice_text(name, typed[name]))
    for name in NUMBERS:
        checked.take(name, lambda name=name: invoice_texts.invoice_identifier(name, typed[name]))
    checked.take("business_id", lambda: identifiers.business_id(typed["business_id"]))
    own = checked.details.get("business_id", "")
    checked.take("e_invoice_address", lambda: identifiers.e_invoice_address(typed["e_invoice_address"], own))
    checked.take("operator", lambda: identifiers.operator(typed["operator"]))
    if not own:  # said already at the business id: an address cannot be compared with what is wrong
        checked.warnings.pop("e_invoice_address", None)
    return checked
