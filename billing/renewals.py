"""Next year's licences: proposed with population and fee frozen, approved by a person, opened one by one.

The service proposes and a staff member approves, so that two have always looked. A renewal is opened in a transaction
of its own: whoever is killed in the middle leaves whole ones behind, and the database holds a year to one renewal.
"""

import uuid
from datetime import date, datetime

from sqlalchemy import Select, exists, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session, aliased

from billing.licence_rules import LicenceState
from billing.licences import begin, move_licence
from billing.models import BillingDetails, Licence, Renewal
from billing.price_lists import price_list_on
from tenants import clock
from tenants.departures import has_left
from tenants.errors import Refused
from tenants.municipalities import latest_populations
from tenants.registry import Tenant

RENEWABLE = (LicenceState.ACTIVE, LicenceState.GRACE)
HAS_PAYER = exists().where(BillingDetails.tenant_id == Renewal.tenant_id)
Later = aliased(Licence)
IS_FOLLOWED = exists().where(Later.tenant_id == Licence.tenant_id, Later.starts_on > Licence.starts_on)


def year_to_renew(today: date) -> int:
    """In December the coming year; before it the present one, for what was left over."""
    return today.year + (today.month == 12)


def not_yet_proposed(session: Session, year: int) -> list[tuple[Licence, str]]:
    """Licences (with their municipality's code) that run out as a year begins and go on unless notice was given.

    Also those that ran out earlier: unpaid for so long, or approved by nobody for a whole year.
    """
    is_proposed = exists().where(Renewal.tenant_id == Licence.tenant_id, Renewal.year == year)
    question = (
        select(Licence, Tenant.municipality_code)
        .join(Tenant, Tenant.id == Licence.tenant_id)
        .where(Licence.ends_on <= date(year - 1, 12, 31), Licence.state.in_(RENEWABLE))
        .where(Licence.notice_given_on.is_(None), ~IS_FOLLOWED, ~is_proposed, ~has_left(Licence.tenant_id))
    )
    return [tuple(row) for row in session.execute(question)]


def propose_renewals(session: Session, year: int) -> int:
    """Freeze population and fee of every licence that has no proposal yet; returns how many could be proposed.

    Raises Refused("no_price_list").
    """
    found = not_yet_proposed(session, year)
    price_list_id, prices = price_list_on(session, date(year, 1, 1))
    populations = latest_populations(session, {code for _, code in found})
    rows = [
        {
            "tenant_id": licence.tenant_id,
            "id": uuid.uuid4(),
            "year": year,
            "licence_id": licence.id,
            "population": populations[code].inhabitants,
            "population_on": populations[code].reference_date,
            "price_list_id": price_list_id,
            "yearly_net_cents": prices.class_for(populations[code].inhabitants).net_cents,
            "proposed_at": clock.now(),
        }
        for licence, code in found
        if code in populations
    ]
    if rows:
        session.execute(insert(Renewal).values(rows).on_conflict_do_nothing())
    return len(rows)


def propose_again(session: Session, year: int) -> int:
    """Freeze anew what nobody has approved, by today's population and lists; returns how many changed or came.

    Raises Refused("no_price_list").
    """
    waiting = select(Renewal, Tenant.municipality_code).join(Tenant, Tenant.id == Renewal.tenant_id)
    rows = session.execute(
        waiting.where(Renewal.year == year, Renewal.approved_at.is_(None)).with_for_update(of=Renewal)
    ).all()
    price_list_id, prices = price_list_on(session, date(year, 1, 1))
    populations = latest_populations(session, {code for _, code in rows})
    for renewal, code in rows:
        newest = populations[code]
        renewal.population, renewal.population_on = newest.inhabitants, newest.reference_date
        renewal.price_list_id = price_list_id
        renewal.yearly_net_cents = prices.class_for(newest.inhabitants).net_cents
        renewal.proposed_at = clock.now()
    return len(rows) + propose_renewals(session, year)


def approve_renewals(
    session: Session, by: uuid.UUID, year: int, ids: set[uuid.UUID], seen_at: datetime
) -> list[Renewal]:
    """A staff member's word for some of the proposals, as they stood at `seen_at`; returns those it holds for.

    What was frozen anew since then, or whose municipality has given notice or left, waits for another look.
    """
    question = _with_licence(Renewal).where(Renewal.year == year, Renewal.id.in_(ids), Renewal.proposed_at <= seen_at)
    found = session.scalars(question.where(Renewal.approved_at.is_(None), *_GOES_ON).with_for_update(of=Renewal)).all()
    for renewal in found:
        renewal.approved_by, renewal.approved_at = by, clock.now()
    return list(found)


def renewals_to_approve(session: Session, year: int) -> int:
    """How many proposals of a year wait for a person."""
    waiting = _with_licence(func.count()).where(Renewal.year == year, Renewal.approved_at.is_(None), *_GOES_ON)
    return session.scalar(waiting)


def approved_renewals(session: Session) -> list[tuple[uuid.UUID, uuid.UUID]]:
    """Keys (municipality, id) of what is approved and not opened yet; without a payer there is nobody to invoice."""
    question = _with_licence(Renewal.tenant_id, Renewal.id).where(Renewal.approved_at.is_not(None))
    return [tuple(row) for row in session.execute(question.where(Renewal.opened_id.is_(None), HAS_PAYER, *_GOES_ON))]


def open_renewal(session: Session, key: tuple[uuid.UUID, uuid.UUID]) -> Licence | None:
    """The next year's licence of an approved renewal, in force from its first day; None when there is none to open."""
    renewal = session.get_one(Renewal, key, with_for_update=True, populate_existing=True)
    old = session.get_one(Licence, (key[0], renewal.licence_id), with_for_update=True, populate_existing=True)
    goes_on = not old.notice_given_on and old.state in RENEWABLE and not session.scalar(select(has_left(key[0])))
    if renewal.opened_id or not renewal.approved_at or not goes_on:
        return None
    licence = Licence(
        tenant_id=renewal.tenant_id,
        id=uuid.uuid4(),
        state=LicenceState.DRAFT,
        starts_on=date(renewal.year, 1, 1),
        ends_on=date(renewal.year, 12, 31),
        population=renewal.population,
        population_on=renewal.population_on,
        price_list_id=renewal.price_list_id,
        yearly_net_cents=renewal.yearly_net_cents,
    )
    begin(session, licence, "renewed", renewal.approved_by)
    move_licence(session, licence, "activate", "renewed", renewal.approved_by)
    renewal.opened_id = licence.id
    return licence


def follow(session: Session, old: Licence, new: Licence) -> None:
    """What was proposed after a licence and is not opened comes after another one now, and a person looks again."""
    of_old = Renewal.tenant_id == old.tenant_id, Renewal.licence_id == old.id, Renewal.opened_id.is_(None)
    unseen = {"approved_at": None, "approved_by": None, "proposed_at": clock.now()}
    session.execute(update(Renewal).where(*of_old).values(licence_id=new.id, **unseen))


def check_not_renewed(session: Session, licence: Licence) -> None:
    """Raises Refused("already_renewed") once a person has approved what follows a licence."""
    if session.scalar(
        select(Renewal.id).where(Renewal.licence_id == licence.id, Renewal.approved_at.is_not(None)).limit(1)
    ):
        raise Refused("already_renewed")


_GOES_ON = (Licence.notice_given_on.is_(None), Licence.state.in_(RENEWABLE), ~has_left(Licence.tenant_id))


def _with_licence(*what) -> Select:
    together = (Licence.tenant_id == Renewal.tenant_id) & (Licence.id == Renewal.licence_id)
    return select(*what).select_from(Renewal).join(Licence, together)
