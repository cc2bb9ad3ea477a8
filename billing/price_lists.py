"""The price lists that are in force: read by everybody, changed by two staff members together."""

import uuid
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from billing.example_prices import EXAMPLE
from billing.models import StoredPriceClass, StoredPriceList
from billing.prices import PriceClass, PriceList, check_price_list, list_on
from tenants import clock, proposals
from tenants.errors import Refused
from tenants.proposals import Proposal

KIND = "price_list"


def stored_price_lists(session: Session) -> list[StoredPriceList]:
    """Every approved list with its classes, newest first."""
    question = select(StoredPriceList).options(selectinload(StoredPriceList.classes))
    return list(session.scalars(question.order_by(StoredPriceList.valid_from.desc())))


def price_list_on(session: Session, day: date) -> tuple[uuid.UUID, PriceList]:
    """The list in force on a day and its id. Raises Refused("no_price_list")."""
    known = {stored.valid_from: stored for stored in stored_price_lists(session)}
    chosen = list_on(day, [as_price_list(stored) for stored in known.values()])
    return known[chosen.valid_from].id, chosen


def propose_price_list(session: Session, by: uuid.UUID, prices: PriceList) -> Proposal:
    """Lay a list before a second staff member.

    Raises Refused with what is wrong with it (see check_price_list), or "price_list_exists".
    """
    check_price_list(prices)
    _check_day_is_free(session, prices)
    return proposals.propose(session, KIND, _as_payload(prices), by)


def decide_price_list(session: Session, by: uuid.UUID, proposal: Proposal, *, approve: bool) -> None:
    """The second person's word.

    Raises Refused with "own_proposal", "already_decided", "price_list_begun" or "price_list_exists".
    """
    proposals.decide(session, proposal, by, approve=approve)
    if approve:
        prices = proposed_price_list(proposal)
        _check_day_is_ahead(prices)
        _check_day_is_free(session, prices)
        store_price_list(session, prices, proposal_id=proposal.id)


def proposed_price_list(proposal: Proposal) -> PriceList:
    """The list that a proposal holds."""
    fields = dict(proposal.payload)
    fields["valid_from"] = date.fromisoformat(fields["valid_from"])
    fields["classes"] = tuple(PriceClass(**each) for each in fields["classes"])
    return PriceList(**fields)


def store_price_list(session: Session, prices: PriceList, proposal_id: uuid.UUID | None = None) -> StoredPriceList:
    """Put a list in force; without a proposal it is the shipped example."""
    stored = StoredPriceList(
        valid_from=prices.valid_from,
        county_net_cents=prices.county_net_cents,
        is_example=proposal_id is None,
        note_fi=prices.note_fi,
        note_sv=prices.note_sv,
        proposal_id=proposal_id,
    )
    stored.classes = [StoredPriceClass(**asdict(each)) for each in prices.classes]
    session.add(stored)
    return stored


def load_example_prices(session: Session) -> None:
    """Put the shipped example in force where there is no price list at all."""
    if session.scalar(select(StoredPriceList.id).limit(1)) is None:
        store_price_list(session, EXAMPLE)


def as_price_list(stored: StoredPriceList) -> PriceList:
    """The rules' own form of a stored list."""
    classes = tuple(PriceClass(row.min_population, row.max_population, row.net_cents) for row in stored.classes)
    return PriceList(
        stored.valid_from, classes, stored.county_net_cents, note_fi=stored.note_fi, note_sv=stored.note_sv
    )


def _check_day_is_ahead(prices: PriceList) -> None:
    """A proposal may have waited: what was ordered and invoiced meanwhile followed another list."""
    if prices.valid_from <= clock.today():
        raise Refused("price_list_begun")


def _check_day_is_free(session: Session, prices: PriceList) -> None:
    """Two lists from the same day would leave it to chance which one counts."""
    if session.scalar(select(StoredPriceList.id).where(StoredPriceList.valid_from == prices.valid_from)):
        raise Refused("price_list_exists")


def _as_payload(prices: PriceList) -> dict[str, Any]:
    return asdict(prices) | {"valid_from": prices.valid_from.isoformat()}
