"""Verbs of the sets of indicators, which staff keep: what a set is, its items and their order, a new version of it."""

import json
import uuid
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app.indicators.models import ListedIndicator
from app.indicators.sets import IndicatorSet, IndicatorSetItem
from tenants import audit
from tenants.errors import Refused

SHIPPED = Path(__file__).parent / "sets.json"
KEPT = ("kind", "title_fi", "title_sv", "note_fi", "note_sv", "status", "announced", "source")
OF_AN_ITEM = ("position", "nature", "indicator_id", "title_fi", "title_sv")


def load_sets(session: Session) -> int:
    """Store the shipped sets whose kind and version are not there yet; returns how many. What staff keep stays."""
    known = {tuple(row) for row in session.execute(select(IndicatorSet.kind, IndicatorSet.version))}
    missing = [each for each in json.loads(SHIPPED.read_text("utf-8")) if (each["kind"], each["version"]) not in known]
    for each in missing:
        items = [IndicatorSetItem(position=number, **item) for number, item in enumerate(each.pop("items"), 1)]
        session.add(IndicatorSet(**each, items=items))
    session.flush()
    return len(missing)


def kept_sets(session: Session) -> list[IndicatorSet]:
    """All sets with their items, the newest version of each kind first."""
    newest = (IndicatorSet.kind.desc(), IndicatorSet.version.desc())
    return list(session.scalars(select(IndicatorSet).options(selectinload(IndicatorSet.items)).order_by(*newest)))


def kept_set(session: Session, set_id: uuid.UUID) -> IndicatorSet | None:
    """One set with its items."""
    return session.get(IndicatorSet, set_id, options=[selectinload(IndicatorSet.items)])


def keep_set(session: Session, by: uuid.UUID, kept: IndicatorSet, **words: object) -> None:
    """What a set is from now on: titles, notes, status, source and how many indicators its publisher announces."""
    for name, value in words.items():
        setattr(kept, name, value)
    audit.write_for_staff(session, by, "indicator_set.kept", **_named(kept))


def copy_set(session: Session, by: uuid.UUID, kept: IndicatorSet, version: str) -> IndicatorSet:
    """A new version with the same items. Raises Refused("version_taken")."""
    taken = select(IndicatorSet.id).where(IndicatorSet.kind == kept.kind, IndicatorSet.version == version)
    if session.scalar(taken):
        raise Refused("version_taken")
    items = [IndicatorSetItem(**{name: getattr(each, name) for name in OF_AN_ITEM}) for each in kept.items]
    made = IndicatorSet(version=version, items=items, **{name: getattr(kept, name) for name in KEPT})
    session.add(made)
    session.flush()
    audit.write_for_staff(session, by, "indicator_set.copied", **_named(made))
    return made


def add_item(
    session: Session, by: uuid.UUID, kept: IndicatorSet, nature: str, indicator_id: int | None, title: dict[str, str]
) -> None:
    """An item at the end. Raises Refused with "unknown_indicator" or "in_the_set"."""
    if indicator_id is not None and session.get(ListedIndicator, indicator_id) is None:
        raise Refused("unknown_indicator")
    if indicator_id is not None and any(each.indicator_id == indicator_id for each in kept.items):
        raise Refused("in_the_set")
    position = max((each.position for each in kept.items), default=0) + 1
    item = IndicatorSetItem(
        position=position, nature=nature, indicator_id=indicator_id, title_fi=title["fi"], title_sv=title["sv"]
    )
    kept.items.append(item)
    audit.write_for_staff(session, by, "indicator_set.item_added", item=item.title_fi, **_named(kept))


def remove_item(session: Session, by: uuid.UUID, kept: IndicatorSet, item: IndicatorSetItem) -> None:
    """The others keep their places."""
    session.delete(item)
    audit.write_for_staff(session, by, "indicator_set.item_removed", item=item.title_fi, **_named(kept))


def move_item_up(session: Session, by: uuid.UUID, kept: IndicatorSet, item: IndicatorSetItem) -> None:
    """It changes places with the one before it; the first stays where it is."""
    before = [each for each in kept.items if each.position < item.position]
    if before:
        before[-1].position, item.position = item.position, before[-1].position
        audit.write_for_staff(session, by, "indicator_set.item_moved", item=item.title_fi, **_named(kept))


def _named(kept: IndicatorSet) -> dict[str, str]:
    return {"title": kept.title_fi, "version": kept.version}
