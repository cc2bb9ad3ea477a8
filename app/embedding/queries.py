"""What is drawn of an edition, asked at the door."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.publishing.models import Edition
from app.publishing.queries import FoundFile, WithdrawnMeanwhile


@dataclass(frozen=True)
class Charted:
    """Of an edition: its municipality's names and its indicators, each as its newest revision tells it."""

    names: dict[str, str]
    indicators: dict[int, dict[str, Any]]


def charted(session: Session, row: FoundFile) -> Charted:
    """Of the edition of a `publishing.queries.edition_file`; one from before figures were kept has no indicators.
    Raises WithdrawnMeanwhile.
    """
    content = Edition.content
    asked = select(content["indicators"], content["municipality"]["name"])
    found = session.execute(asked.where(Edition.tenant_id == row.tenant_id, Edition.id == row.edition_id)).one_or_none()
    if found is None:
        raise WithdrawnMeanwhile
    indicators, names = found
    return Charted(names, {each["indicator"]: each for each in indicators or () if _drawn(each)})


def _drawn(indicator: dict[str, Any]) -> bool:
    return any(each["points"] for each in indicator["series"])
