"""Which way of an indicator is good: what staff have decided stands before what the service ships.

The decision is kept by itself, because figures, with the direction that we ship, are loaded anew again and again.
"""

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.indicators.models import Indicator
from app.indicators.themes import themes
from tenants import audit, clock
from tenants.database import Base

DIRECTIONS = ("higher_better", "lower_better", "neutral")


class IndicatorDirection(Base):
    """What staff have decided about one indicator."""

    __tablename__ = "indicator_direction"

    indicator_id: Mapped[int] = mapped_column(ForeignKey("indicator.id"), primary_key=True)
    direction: Mapped[str]
    set_at: Mapped[datetime]
    set_by: Mapped[uuid.UUID]


def indicators_with_directions(session: Session, language: str) -> list[Indicator]:
    """Every indicator that we show, by title."""
    title = Indicator.title_sv if language == "sv" else Indicator.title_fi
    shown = Indicator.id.in_({theme.indicator_id for theme in themes()})
    return list(session.scalars(select(Indicator).where(shown).order_by(func.lower(title), Indicator.id)))


def indicator(session: Session, indicator_id: int) -> Indicator | None:
    """One of them."""
    return session.get(Indicator, indicator_id)


def set_direction(session: Session, by: uuid.UUID, indicator_id: int, direction: str) -> None:
    """Reports that are begun from now on have it; those begun before keep what they were begun with."""
    told = {"direction": direction, "set_at": clock.now(), "set_by": by}
    row = insert(IndicatorDirection).values(indicator_id=indicator_id, **told)
    session.execute(row.on_conflict_do_update(index_elements=["indicator_id"], set_=told))
    session.execute(update(Indicator).where(Indicator.id == indicator_id).values(direction=direction))
    audit.write_for_staff(session, by, "direction.set", indicator=indicator_id, direction=direction)


def apply_directions(session: Session) -> None:
    """After figures have been loaded: what staff have decided stands."""
    shown, decided = Indicator.__table__, IndicatorDirection.__table__.c
    session.execute(update(shown).where(shown.c.id == decided.indicator_id).values(direction=decided.direction))
