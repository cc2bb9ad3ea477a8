"""Whose order is taken at once, how long it can be confirmed, and how long its price holds. Pure."""

from datetime import datetime, timedelta

from tenants.errors import Refused

VALID = timedelta(days=7)
"""How long the letter's link confirms an order."""

PRICE_HOLDS = timedelta(days=30)
"""As the contract says."""


def is_plainly_official(email: str, slugs: set[str], *, is_demo: bool) -> bool:
    """Whether an e-mail is in a domain that is the municipality's name; all others a staff member looks at.

    The register knows no domains. In a demonstration anybody's `.example` will do.
    """
    domain = email.rpartition("@")[2].lower()
    if is_demo and domain.endswith(".example"):
        return True
    return any(domain == f"{slug}.fi" or domain.endswith(f".{slug}.fi") for slug in slugs)


def check_confirmable(ordered_at: datetime, declined_at: datetime | None, now: datetime) -> None:
    """Raises Refused("order_closed") for an order that was declined or waited too long."""
    if declined_at or now >= ordered_at + VALID:
        raise Refused("order_closed")


def price_holds(ordered_at: datetime, now: datetime) -> bool:
    """Whether the fee that was confirmed is the fee of the first period."""
    return now < ordered_at + PRICE_HOLDS
