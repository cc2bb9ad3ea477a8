"""A merger of municipalities: the old licences end, what was not used is credited, the merged one gets a new licence.

The register is a file of each release. A municipality that a merger makes anew comes with the next one and orders by
itself; here one customer merges into another.
"""

import uuid
from contextlib import suppress
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.config import Operator
from app.payments import actions as payments
from billing.balances import CREDITED
from billing.licence_rules import LicenceState
from billing.licences import Terms, begin, move_licence
from billing.models import Invoice, Licence
from billing.price_lists import price_list_on
from billing.renewals import follow
from tenants import audit, clock
from tenants.errors import Refused
from tenants.mergers import record_merger, recorded_merger
from tenants.registry import Tenant

IN_FORCE = (LicenceState.ACTIVE, LicenceState.GRACE, LicenceState.READ_ONLY)


def merge(
    session: Session, by: uuid.UUID, licence: Licence, into: uuid.UUID, last_day: date, operator: Operator
) -> Licence:
    """A licence's municipality merged into another customer after a day that is past; returns the new licence.

    Both licences end then, and their populations together have the fee; the next year's follows the population file.
    Raises Refused with "no_licence_to_merge_into", "merger_day", "merger_after_renewal", "wrong_licence_state",
    "merger_into_itself" or "no_billing_details".
    """
    receiving = _licence_of(session, into, last_day)
    _check_day(last_day, licence, receiving)
    _check_nothing_follows(session, last_day, licence, receiving)
    terms = _terms(session, (licence, receiving), last_day)
    for each in (licence, receiving):
        move_licence(session, each, "end", "merged", by)
        _credit_rest(session, each, last_day)
    merged = Licence(
        tenant_id=into,
        id=uuid.uuid4(),
        state=LicenceState.DRAFT,
        starts_on=last_day + timedelta(days=1),
        ends_on=receiving.ends_on,
        **vars(terms),
    )
    begin(session, merged, "merged", by)
    move_licence(session, merged, "activate", "merged", by)
    follow(session, receiving, merged)
    payments.issue(session, merged, operator, clock.today())
    codes = {name: session.get_one(Tenant, each.tenant_id).municipality_code
             for name, each in (("code", licence), ("into", receiving))}  # fmt: skip
    if recorded_merger(session, codes["code"]) is None:  # its public addresses
        record_merger(session, by, codes["code"], codes["into"], last_day + timedelta(days=1))
    audit.write_for_staff(session, by, "municipalities.merged", **codes, last_day=last_day.isoformat())
    return merged


def _licence_of(session: Session, tenant_id: uuid.UUID, day: date) -> Licence:
    begun = select(Licence).where(
        Licence.tenant_id == tenant_id, Licence.starts_on <= day + timedelta(days=1), Licence.state.in_(IN_FORCE)
    )
    found = session.scalars(begun.order_by(Licence.starts_on.desc()).limit(1)).first()
    if found is None:
        raise Refused("no_licence_to_merge_into")
    return found


def _check_day(last_day: date, *licences: Licence) -> None:
    """The day after it belongs to the year of every licence, so that the new one is a part of that year."""
    first_day = last_day + timedelta(days=1)
    if last_day >= clock.today() or not all(each.starts_on <= first_day <= each.ends_on for each in licences):
        raise Refused("merger_day")


def _check_nothing_follows(session: Session, last_day: date, *licences: Licence) -> None:
    """A next year that is opened and invoiced would go on beside the merged licence."""
    is_theirs = Licence.tenant_id.in_(each.tenant_id for each in licences)
    later = is_theirs, Licence.starts_on > last_day + timedelta(days=1), Licence.state != LicenceState.ENDED
    if session.scalar(select(Licence.id).where(*later).limit(1)):
        raise Refused("merger_after_renewal")


def _terms(session: Session, licences: tuple[Licence, ...], last_day: date) -> Terms:
    population = sum(each.population for each in licences)
    list_id, prices = price_list_on(session, last_day + timedelta(days=1))
    counted_on = max(each.population_on for each in licences)
    return Terms(population, counted_on, list_id, prices.class_for(population).net_cents)


def _credit_rest(session: Session, licence: Licence, last_day: date) -> None:
    """Of each invoice of a licence that still stands."""
    standing = (Invoice.kind == "invoice", Invoice.gross_cents > CREDITED)
    of_licence = Invoice.tenant_id == licence.tenant_id, Invoice.licence_id == licence.id
    for invoice in session.scalars(select(Invoice).where(*of_licence, *standing)).all():
        # an earlier note may have given the same days back; the number drawn for a second one is returned
        with suppress(Refused), session.begin_nested():
            payments.credit(session, invoice, last_day, clock.today())
