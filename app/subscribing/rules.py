"""How long an order and its price hold, and what a customer may say of its licence. Pure."""

from datetime import date, datetime, timedelta

from billing.licence_rules import LicenceState
from tenants.errors import Refused

ORDERABLE_AFTER = {LicenceState.TRIAL, LicenceState.ENDED}
RENEWS_ITSELF = {LicenceState.ACTIVE, LicenceState.GRACE, LicenceState.READ_ONLY}

VALID = timedelta(days=7)
"""How long the letter's link confirms an order."""

PRICE_HOLDS = timedelta(days=30)
"""As the contract says."""


def check_confirmable(ordered_at: datetime, declined_at: datetime | None, now: datetime) -> None:
    """Raises Refused("order_closed") for an order that was declined or waited too long."""
    if declined_at or now >= ordered_at + VALID:
        raise Refused("order_closed")


def price_holds(ordered_at: datetime, now: datetime) -> bool:
    """Whether the fee that was confirmed is the fee of the first period."""
    return now < ordered_at + PRICE_HOLDS


def check_may_order(state: str) -> None:
    """A trial's coordinator orders what follows it, and one whose licence has ended a new one.

    Raises Refused("licence_in_force").
    """
    if state not in ORDERABLE_AFTER:
        raise Refused("licence_in_force")


def check_renews_itself(state: str, notice_given_on: date | None) -> None:
    """Only what would go on by itself needs notice. Raises Refused with "no_licence_to_end" or "notice_given"."""
    if state not in RENEWS_ITSELF:
        raise Refused("no_licence_to_end")
    if notice_given_on:
        raise Refused("notice_given")


def check_may_withdraw(state: str, notice_given_on: date | None) -> None:
    """Until the licence has ended. Raises Refused("no_notice")."""
    if state == LicenceState.ENDED or not notice_given_on:
        raise Refused("no_notice")
