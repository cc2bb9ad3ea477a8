"""Licences as they are kept: opened, moved from state to state with a reason, asked whether writing is open."""

import uuid
from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from billing import licence_rules
from billing.licence_rules import Actor, LicenceState
from billing.models import Licence, LicenceEvent
from billing.price_lists import price_list_on
from tenants.errors import Refused
from tenants.municipalities import latest_population


@dataclass(frozen=True)
class Terms:
    """A yearly fee and what it follows from."""

    population: int
    population_on: date
    price_list_id: uuid.UUID
    yearly_net_cents: int


def terms_on(session: Session, municipality_code: str, day: date) -> Terms:
    """What follows from the newest population and the list in force on a day.

    Raises Refused with "no_population" or "no_price_list".
    """
    population = latest_population(session, municipality_code)
    if population is None:
        raise Refused("no_population")
    price_list_id, prices = price_list_on(session, day)
    net_cents = prices.class_for(population.inhabitants).net_cents
    return Terms(population.inhabitants, population.reference_date, price_list_id, net_cents)


def open_licence(
    session: Session,
    tenant_id: uuid.UUID,
    municipality_code: str,
    starts_on: date,
    ends_on: date,
    agreed: Terms | None = None,
) -> Licence:
    """A draft licence on the terms that were agreed, else on those of its first day; raises Refused as `terms_on`."""
    terms = agreed or terms_on(session, municipality_code, starts_on)
    licence = Licence(
        tenant_id=tenant_id,
        id=uuid.uuid4(),
        state=LicenceState.DRAFT,
        starts_on=starts_on,
        ends_on=ends_on,
        **asdict(terms),
    )
    begin(session, licence, "ordered")
    return licence


def begin(session: Session, licence: Licence, reason: str, by: uuid.UUID | None = None) -> None:
    """Store a new licence with the first line of its story."""
    session.add(licence)
    session.flush()
    _record(session, licence, None, reason, by)


def move_licence(session: Session, licence: Licence, move: str, reason: str, by: uuid.UUID | None = None) -> None:
    """Change the state; `by` is the staff member, None when the service does it by itself.

    Raises Refused with "wrong_licence_state" or "staff_only".
    """
    session.flush()
    session.refresh(licence, with_for_update=True)
    before = licence.state
    licence.state = licence_rules.licence_after(move, before, Actor.STAFF if by else Actor.SYSTEM)
    _record(session, licence, before, reason, by)


def licence_on(session: Session, day: date) -> Licence | None:
    """The licence of the session's municipality on a day: the latest begun, whatever its state."""
    return session.scalar(_begun(day, Licence))


def state_on(session: Session, day: date) -> str:
    """The state that decides what the session's municipality may change; without a licence it has ended."""
    return session.scalar(_begun(day, Licence.state)) or LicenceState.ENDED


def tenants_in(session: Session, states: Collection[str]) -> list[uuid.UUID]:
    """Every municipality with a licence in one of the states; for the worker."""
    return list(session.scalars(select(Licence.tenant_id).where(Licence.state.in_(states)).distinct()))


def _begun(day: date, what) -> Select:
    """A licence that follows on the very day on which a trial began comes before that trial."""
    has_ended = Licence.state == LicenceState.ENDED
    return select(what).where(Licence.starts_on <= day).order_by(Licence.starts_on.desc(), has_ended).limit(1)


def _record(session: Session, licence: Licence, before: str | None, reason: str, by: uuid.UUID | None) -> None:
    session.add(
        LicenceEvent(
            tenant_id=licence.tenant_id,
            licence_id=licence.id,
            before=before,
            after=licence.state,
            reason=reason,
            person_id=by,
        )
    )
