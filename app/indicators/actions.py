"""Brings figures into the mirror: from Sotkanet, or from the bundle a checkout starts with. Written by the owner."""

from datetime import date
from pathlib import Path

from sqlalchemy import delete, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.indicators import bundle
from app.indicators.collecting import Collection, Say, Series, collect
from app.indicators.directions import apply_directions
from app.indicators.models import Indicator, IndicatorLoad, IndicatorValue, StatisticalArea
from app.indicators.sotkanet import Sotkanet, SotkanetError
from app.indicators.themes import themes
from tenants.clock import now
from tenants.municipalities import County, Municipality, Region

COPY = "COPY indicator_value (indicator_id, area_id, gender, year, value, absolute_value) FROM STDIN"


def refresh(session: Session, sotkanet: Sotkanet, today: date, say: Say) -> dict[int, str]:
    """Bring every indicator to what Sotkanet says today. One that does not pass the checks keeps the figures it had.

    Everything is fetched before anything is written. Gives what was refused and why; raises SotkanetError when
    there is no service at all.
    """
    collection = collect(sotkanet, themes(), today, say)
    for name in _strangers(session, {area.id for area in collection.areas}):
        say(f"{name}: Sotkanet does not know its number; it will have no figures until the register is corrected")
    _store(session, collection)
    return collection.refused


def snapshot(sotkanet: Sotkanet, directory: Path, today: date, say: Say) -> None:
    """Write the bundle. A set with something missing is not written: raises SotkanetError."""
    collection = collect(sotkanet, themes(), today, say)
    if collection.refused:
        raise SotkanetError(f"the bundle was not written: {len(collection.refused)} indicators were refused")
    bundle.write(collection, directory)


def load_bundle(session: Session, directory: Path = bundle.DIRECTORY) -> int:
    """Load a bundle that has not been loaded before and say how many indicators came from it.

    Figures fetched later than the bundle's stay.
    """
    _one_writer(session)
    checksum = bundle.checksum(directory)
    if session.get(IndicatorLoad, checksum):
        return 0
    collection = bundle.read(directory)
    newer = select(Indicator.id).where(Indicator.fetched_on > collection.fetched_on)
    kept = set(session.scalars(newer))
    series = [each for each in collection.series if each.metadata.id not in kept]
    _store(session, Collection(collection.fetched_on, collection.areas, series))
    session.add(IndicatorLoad(checksum=checksum, loaded_at=now()))
    session.flush()
    return len(series)


def _store(session: Session, collection: Collection) -> None:
    """Replace the figures of the collection's indicators; readers see the old ones until the commit."""
    _one_writer(session)
    _upsert(
        session,
        StatisticalArea,
        [
            {"id": a.id, "code": a.code, "category": a.category, "title_fi": a.title["fi"], "title_sv": a.title["sv"]}
            for a in collection.areas
        ],
    )
    _upsert(session, Indicator, [_indicator(series, collection.fetched_on) for series in collection.series])
    apply_directions(session)
    ids = [series.metadata.id for series in collection.series]
    session.execute(delete(IndicatorValue).where(IndicatorValue.indicator_id.in_(ids)))
    with session.connection().connection.cursor() as cursor, cursor.copy(COPY) as copy:
        for series in collection.series:
            for v in series.values:
                copy.write_row((series.metadata.id, v.area_id, v.gender, v.year, v.value, v.absolute_value))


def _one_writer(session: Session) -> None:
    """Two loads at once wait for each other; readers wait for nobody."""
    session.execute(text("LOCK TABLE indicator IN SHARE ROW EXCLUSIVE MODE"))


def _indicator(series: Series, fetched_on: date) -> dict[str, object]:
    """What the source says, and what we say of it: the direction, and the unit where the source has no good one."""
    told = series.metadata
    ours = next(theme for theme in themes() if theme.indicator_id == told.id)
    return {
        "id": told.id,
        "title_fi": told.title["fi"],
        "title_sv": told.title["sv"],
        "unit_fi": ours.unit["fi"] or told.unit["fi"],
        "unit_sv": ours.unit["sv"] or told.unit["sv"],
        "decimals": told.decimals,
        "direction": ours.direction,
        "organisation_fi": told.organisation["fi"],
        "organisation_sv": told.organisation["sv"],
        "source_fi": told.source["fi"],
        "source_sv": told.source["sv"],
        "first_year": told.first_year,
        "last_year": told.last_year,
        "updated_on": told.updated_on,
        "fetched_on": fetched_on,
    }


def _upsert(session: Session, table: type[Indicator | StatisticalArea], rows: list[dict[str, object]]) -> None:
    if rows:
        statement = insert(table)
        differing = {column: statement.excluded[column] for column in rows[0] if column != "id"}
        session.execute(statement.on_conflict_do_update(index_elements=["id"], set_=differing), rows)


def _strangers(session: Session, known: set[int]) -> list[str]:
    areas = [each for kind in (Municipality, County, Region) for each in session.scalars(select(kind))]
    return sorted(area.name_fi for area in areas if area.sotkanet_region_id not in known)
