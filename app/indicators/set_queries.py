"""Questions about the sets: which there are, and one with the municipality's figures."""

import uuid
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import Row, select
from sqlalchemy.orm import Session, selectinload

from app.indicators.catalogue import listed
from app.indicators.series import series_of
from app.indicators.sets import IndicatorSet, IndicatorSetItem
from app.indicators.shown import shown_indicators
from app.statistics.measures import Point


@dataclass(frozen=True)
class ItemShown:
    """One item: `listed` where Sotkanet has it, `indicator` where it is mirrored, `own` the latest own figure."""

    item: IndicatorSetItem
    listed: Row | None
    indicator: Row | None
    own: Point | None


@dataclass(frozen=True)
class SetPage:
    """A set with its items, in order."""

    set: IndicatorSet
    items: list[ItemShown]

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many items there are, are in Sotkanet, and have a figure of this municipality."""
        found = Counter()
        for each in self.items:
            found.update({"items": 1, "listed": each.listed is not None, "figures": each.own is not None})
        return {name: found[name] for name in ("items", "listed", "figures")}


def sets(session: Session) -> list[IndicatorSet]:
    """Every set with its items, newest version first."""
    newest = (IndicatorSet.kind.desc(), IndicatorSet.version.desc())
    return list(session.scalars(select(IndicatorSet).options(selectinload(IndicatorSet.items)).order_by(*newest)))


def set_page(session: Session, set_id: uuid.UUID, area_id: int) -> SetPage | None:
    """One set, with the figures of the area that has this number in Sotkanet."""
    found = session.get(IndicatorSet, set_id, options=[selectinload(IndicatorSet.items)])
    if found is None:
        return None
    ids = [item.indicator_id for item in found.items if item.indicator_id]
    known, mirrored, series = listed(session, ids), shown_indicators(session, ids), series_of(session, ids, [area_id])
    items = [_item(item, known, mirrored, series.get((item.indicator_id, area_id))) for item in found.items]
    return SetPage(found, items)


def _item(item: IndicatorSetItem, known: dict, mirrored: dict, series) -> ItemShown:
    number = item.indicator_id
    return ItemShown(item, known.get(number), mirrored.get(number), series.latest if series else None)
