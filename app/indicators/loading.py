"""Brings fetched indicators into the mirror: COPY into `fetched_series`, then one comparison with what is there.

All in the caller's transaction: readers see the old figures until its commit and an indicator is never half new. Series
that are as they were stay untouched. Used by the owner at a release and by the nightly refresh.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from sqlalchemy import ARRAY, Integer, bindparam, func, or_, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.indicators.collecting import FetchedIndicator, Series
from app.indicators.judgements import Judgement, judgements
from app.indicators.models import Indicator, ListedIndicator, StatisticalArea
from app.indicators.revisions import add_revisions
from app.indicators.sotkanet import Area, Listed
from app.indicators.themes import themes
from tenants.database import Base

LOADING = 0x66696775
"""The advisory lock of those who bring figures in."""

COPY = "COPY fetched_series (indicator_id, gender, area_id, first_year, figures, counts) FROM STDIN"
NULL = r"\N"


INDICATORS = bindparam("indicators", type_=ARRAY(Integer))

GONE = text("""
    DELETE FROM indicator_series AS old WHERE indicator_id = ANY (:indicators) AND NOT EXISTS (
        SELECT FROM fetched_series AS new
        WHERE (new.indicator_id, new.gender, new.area_id) = (old.indicator_id, old.gender, old.area_id)
    )
""").bindparams(INDICATORS)
MERGED = text("""
    INSERT INTO indicator_series AS old (indicator_id, gender, area_id, first_year, figures, counts)
    SELECT indicator_id, gender, area_id, first_year, figures, counts FROM fetched_series
    ON CONFLICT (indicator_id, gender, area_id) DO UPDATE
    SET first_year = excluded.first_year, figures = excluded.figures, counts = excluded.counts
    WHERE (old.first_year, old.figures, old.counts)
        IS DISTINCT FROM (excluded.first_year, excluded.figures, excluded.counts)
""")
OLD_DISTRIBUTIONS = text("DELETE FROM indicator_distribution WHERE indicator_id = ANY (:indicators)").bindparams(
    INDICATORS
)
DISTRIBUTIONS = text("""
    INSERT INTO indicator_distribution (indicator_id, year, municipalities, quantiles)
    SELECT indicator_id, first_year + place - 1, count(*),
        percentile_cont(ARRAY[0, 0.2, 0.5, 0.8, 1]) WITHIN GROUP (ORDER BY figure)
    FROM indicator_series
    JOIN statistical_area AS area ON area.id = area_id AND area.category = 'KUNTA'
    CROSS JOIN unnest(figures) WITH ORDINALITY AS told (figure, place)
    WHERE indicator_id = ANY (:indicators) AND gender = 'total' AND figure IS NOT NULL
    GROUP BY 1, 2
""").bindparams(INDICATORS)


def load_areas(session: Session, areas: Iterable[Area]) -> None:
    """Areas that Sotkanet has no more stay: a superseded figure may tell of them."""
    rows = [
        {"id": a.id, "code": a.code, "category": a.category, "title_fi": a.title["fi"], "title_sv": a.title["sv"]}
        for a in areas
    ]
    _upsert(session, StatisticalArea, rows)


def load_listing(session: Session, listing: Iterable[Listed]) -> None:
    """Every indicator of the bank's list is there to be found; one that was gone is back."""
    rows = [
        {
            "id": each.id,
            "title_fi": each.title["fi"],
            "title_sv": each.title["sv"],
            "organisation_fi": each.organisation["fi"],
            "organisation_sv": each.organisation["sv"],
            "gone_on": None,
        }
        for each in listing
    ]
    _upsert(session, ListedIndicator, rows)


def load(session: Session, indicators: Sequence[FetchedIndicator], fetched_on: date) -> None:
    """Make these indicators what was fetched, with a revision of each that tells what it changed."""
    take_turn(session)
    _copy(session, indicators)
    ids = {"indicators": [each.metadata.id for each in indicators]}
    # Locked first: what staff decide meanwhile waits for us, or has been decided before we look.
    session.execute(select(Indicator.id).where(Indicator.id.in_(ids["indicators"])).with_for_update())
    known = judgements(session)
    _upsert(session, Indicator, [_columns(each, known, fetched_on) for each in indicators])
    changed = add_revisions(session, indicators)
    session.execute(GONE, ids)
    session.execute(MERGED)
    session.execute(OLD_DISTRIBUTIONS, {"indicators": changed})
    session.execute(DISTRIBUTIONS, {"indicators": changed})
    session.execute(text("DELETE FROM fetched_series"))


def take_turn(session: Session) -> None:
    """Two who bring figures in wait for each other; readers wait for nobody."""
    session.execute(select(func.pg_advisory_xact_lock(LOADING)))


def _copy(session: Session, indicators: Iterable[FetchedIndicator]) -> None:
    """COPY's text is put together here: its numbers and the gender, which is one of three words, need no escaping."""
    with session.connection().connection.cursor() as cursor, cursor.copy(COPY) as copy:
        for each in indicators:
            copy.write("".join(_row(each.metadata.id, series) for series in each.series))


def _row(indicator_id: int, series: Series) -> str:
    figures, counts = _array(series.figures), _array(series.counts) if series.counts else NULL
    return f"{indicator_id}\t{series.gender}\t{series.area_id}\t{series.first_year}\t{figures}\t{counts}\n"


def _array(numbers: Iterable[Decimal | None]) -> str:
    return "{" + ",".join(["NULL" if number is None else str(number) for number in numbers]) + "}"


def _columns(fetched: FetchedIndicator, known: dict[int, Judgement], fetched_on: date) -> dict[str, object]:
    """What the source says, and what we say of it: our judgement, and the unit where the source has no good one."""
    told = fetched.metadata
    unit = next((theme.unit for theme in themes() if theme.indicator_id == told.id and theme.unit["fi"]), told.unit)
    texts = {
        "title": told.title,
        "description": told.description,
        "interpretation": told.interpretation,
        "limits": told.limits,
        "unit": unit,
        "organisation": told.organisation,
        "source": told.source,
    }
    return {
        "id": told.id,
        **{f"{name}_{language}": words[language] for name, words in texts.items() for language in ("fi", "sv")},
        **known.get(told.id, Judgement()).columns,
        "unit_code": told.unit_code,
        "decimals": told.decimals,
        "first_year": told.first_year,
        "last_year": told.last_year,
        "updated_on": told.updated_on,
        "fetched_on": fetched_on,
        "withdrawn_on": None,
    }


def _upsert(session: Session, table: type[Base], rows: list[dict[str, object]]) -> None:
    if rows:
        statement = insert(table)
        columns = {column: statement.excluded[column] for column in rows[0] if column != "id"}
        differing = [getattr(table, column).is_distinct_from(new) for column, new in columns.items()]
        session.execute(
            statement.on_conflict_do_update(index_elements=["id"], set_=columns, where=or_(*differing)), rows
        )
