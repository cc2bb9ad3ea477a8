"""What a municipality chooses among the figures: its own set, whom it is compared with, what has been seen."""

import uuid
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert

from app.indicators.areas import MOST_MUNICIPALITIES
from app.indicators.choices import ChosenIndicator, ComparisonMunicipality, FiguresSeen
from app.indicators.models import ListedIndicator
from tenants import audit, clock
from tenants.boundary import TenantSession
from tenants.errors import Refused

MOST_CHOSEN = 200


def choose_indicator(session: TenantSession, by: uuid.UUID, indicator_id: int) -> None:
    """Add an indicator to the own set; one that is not mirrored yet is fetched the next night.

    Raises Refused with "unknown_indicator" or "set_is_full".
    """
    if session.get(ListedIndicator, indicator_id) is None:
        raise Refused("unknown_indicator")
    session.take_turn()
    chosen = set(session.scalars(select(ChosenIndicator.indicator_id)))
    if indicator_id in chosen:
        return
    if len(chosen) >= MOST_CHOSEN:
        raise Refused("set_is_full", most=MOST_CHOSEN)
    session.add(ChosenIndicator(indicator_id=indicator_id, chosen_by=by))
    audit.write(session, by, "indicator.chosen", indicator=indicator_id)


def drop_indicator(session: TenantSession, by: uuid.UUID, indicator_id: int) -> None:
    """Take an indicator out of the own set; its figures stay in the mirror."""
    gone = session.execute(delete(ChosenIndicator).where(ChosenIndicator.indicator_id == indicator_id))
    if gone.rowcount:
        audit.write(session, by, "indicator.dropped", indicator=indicator_id)


def compare_with(session: TenantSession, by: uuid.UUID, names: Mapping[str, str]) -> None:
    """Set the municipalities that this one is compared with: by code, in order, the name that the trail tells.

    Raises Refused with "too_many".
    """
    if len(names) > MOST_MUNICIPALITIES:
        raise Refused("too_many", most=MOST_MUNICIPALITIES)
    session.take_turn()
    session.execute(delete(ComparisonMunicipality))
    session.add_all(
        ComparisonMunicipality(position=position, municipality_code=code) for position, code in enumerate(names, 1)
    )
    audit.write(session, by, "comparison.set", municipalities=", ".join(names.values()) or "–")


def mark_seen(session: TenantSession, person_id: uuid.UUID, until: datetime) -> None:
    """The person has seen the news of figures until then, and what they had seen before stays seen."""
    row = insert(FiguresSeen).values(
        tenant_id=session.tenant_id, id=uuid.uuid4(), person_id=person_id, seen_at=min(until, clock.now())
    )
    seen = {"seen_at": func.greatest(FiguresSeen.seen_at, row.excluded.seen_at)}
    session.execute(row.on_conflict_do_update(index_elements=["tenant_id", "person_id"], set_=seen))
