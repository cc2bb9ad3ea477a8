"""Brings figures into the mirror from the bundle that a checkout starts with, and writes that bundle."""

from datetime import date
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.indicators import bundle
from app.indicators.collecting import Say, collect
from app.indicators.judgements import apply_judgements
from app.indicators.loading import load, load_areas, load_listing, take_turn
from app.indicators.models import Indicator, IndicatorLoad, ListedIndicator
from app.indicators.sotkanet import Sotkanet, SotkanetError
from app.indicators.themes import themes
from tenants.clock import now


def snapshot(sotkanet: Sotkanet, directory: Path, today: date, say: Say) -> None:
    """Write the bundle. A set with something missing is not written: raises SotkanetError."""
    collection = collect(sotkanet, themes(), today, say)
    if collection.refused:
        raise SotkanetError(f"the bundle was not written: {len(collection.refused)} indicators were refused")
    bundle.write(collection, directory)


def load_bundle(session: Session, directory: Path = bundle.DIRECTORY) -> int:
    """Load a bundle that has not been loaded before and say how many indicators came from it.

    Figures fetched later than the bundle's stay. What we judge of indicators is brought up to date in any case.
    """
    take_turn(session)
    checksum = bundle.checksum(directory)
    loaded = 0
    if not session.get(IndicatorLoad, checksum):
        loaded = _load(session, directory)
        session.add(IndicatorLoad(checksum=checksum, loaded_at=now()))
    apply_judgements(session)
    return loaded


def _load(session: Session, directory: Path) -> int:
    collection = bundle.read(directory)
    newer = select(Indicator.id).where(Indicator.fetched_on > collection.fetched_on, Indicator.revision > 0)
    kept = set(session.scalars(newer))
    indicators = [each for each in collection.indicators if each.metadata.id not in kept]
    listed = set(session.scalars(select(ListedIndicator.id)))
    load_areas(session, collection.areas)
    load_listing(session, [each for each in collection.listing if each.id not in listed])
    load(session, indicators, collection.fetched_on)
    return len(indicators)
