"""What is drawn of an edition, asked at the door."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.publishing.models import Edition
from app.publishing.own_indicators import own_panels_in
from app.publishing.queries import FoundFile, WithdrawnMeanwhile


@dataclass(frozen=True)
class Charted:
    """Of an edition: its municipality's names and its indicators, each as its newest revision tells it."""

    names: dict[str, str]
    indicators: dict[int, dict[str, Any]]


@dataclass(frozen=True)
class OwnCharted:
    """Of an edition: its municipality's names and the facts of its panels of own indicators, by their places."""

    names: dict[str, str]
    panels: dict[tuple[int, int], Mapping[str, Any]]


def charted(session: Session, row: FoundFile) -> Charted:
    """Of the edition of a `publishing.queries.edition_file`; one from before figures were kept has no indicators.
    Raises WithdrawnMeanwhile.
    """
    indicators, names = _asked(session, row, "indicators")
    return Charted(names, {each["indicator"]: each for each in indicators or () if _drawn(each)})


def own_charted(session: Session, row: FoundFile) -> OwnCharted:
    """The same of the panels that stand in its texts. Apart, for these are read with the texts and no other chart is.
    Raises WithdrawnMeanwhile.
    """
    sections, names = _asked(session, row, "sections")
    return OwnCharted(names, own_panels_in({"sections": sections}))


def _asked(session: Session, row: FoundFile, part: str) -> tuple[Any, dict[str, str]]:
    """A part of the content, and the municipality's names."""
    asked = select(Edition.content[part], Edition.content["municipality"]["name"])
    found = session.execute(asked.where(Edition.tenant_id == row.tenant_id, Edition.id == row.edition_id)).one_or_none()
    if found is None:
        raise WithdrawnMeanwhile
    return found[0], found[1]


def _drawn(indicator: dict[str, Any]) -> bool:
    return any(each["points"] for each in indicator["series"])
