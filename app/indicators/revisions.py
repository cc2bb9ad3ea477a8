"""What a fetch changed of the one before: counted in its revision, and each old figure kept as it was."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ARRAY, Integer, bindparam, insert, select, text, update
from sqlalchemy.orm import Session

from app.indicators.bundle import as_json
from app.indicators.collecting import FetchedIndicator
from app.indicators.models import Indicator, IndicatorRevision
from tenants import clock

TEXTS = ("title", "unit", "decimals", "description", "interpretation", "limits", "source", "organisation")
"""The metadata whose change is told."""

# Only series that differ are taken apart into figures. A year in which one of the two has no figure is its gap.
COMPARED = text("""
    WITH series AS MATERIALIZED (
        SELECT indicator_id, gender, area_id,
            old.first_year AS old_first, old.figures AS old_figures, old.counts AS old_counts,
            new.first_year AS new_first, new.figures AS new_figures, new.counts AS new_counts
        FROM (SELECT * FROM indicator_series WHERE indicator_id = ANY (:indicators)) AS old
        FULL JOIN fetched_series AS new USING (indicator_id, gender, area_id)
        WHERE (old.first_year, old.figures, old.counts) IS DISTINCT FROM (new.first_year, new.figures, new.counts)
    ), figure AS MATERIALIZED (
        SELECT indicator_id, gender, area_id, year, old.value AS old_value, old.count AS old_count,
            new.value AS new_value
        FROM (
            SELECT indicator_id, gender, area_id, old_first + place - 1 AS year, value, count
            FROM series CROSS JOIN unnest(old_figures, old_counts) WITH ORDINALITY AS told (value, count, place)
            WHERE value IS NOT NULL
        ) AS old FULL JOIN (
            SELECT indicator_id, gender, area_id, new_first + place - 1 AS year, value, count
            FROM series CROSS JOIN unnest(new_figures, new_counts) WITH ORDINALITY AS told (value, count, place)
            WHERE value IS NOT NULL
        ) AS new USING (indicator_id, gender, area_id, year)
        WHERE (old.value, old.count) IS DISTINCT FROM (new.value, new.count)
    ), superseded AS (
        INSERT INTO superseded_figure (indicator_id, revision, gender, area_id, year, value, count)
        SELECT indicator_id, indicator.revision + 1, gender, area_id, year, old_value, old_count
        FROM figure JOIN indicator ON indicator.id = indicator_id WHERE old_value IS NOT NULL
    )
    SELECT indicator_id, count(*) FILTER (WHERE old_value IS NULL) AS added,
        count(*) FILTER (WHERE old_value IS NOT NULL AND new_value IS NOT NULL) AS changed,
        count(*) FILTER (WHERE new_value IS NULL) AS withdrawn
    FROM figure GROUP BY indicator_id
""").bindparams(bindparam("indicators", type_=ARRAY(Integer)))


def add_revisions(session: Session, indicators: Sequence[FetchedIndicator]) -> list[int]:
    """One for each indicator, before its series in the mirror are replaced; gives those whose figures change."""
    ids = [each.metadata.id for each in indicators]
    before = newest_told(session, ids)
    counts = {row.indicator_id: row for row in session.execute(COMPARED, {"indicators": ids})}
    now = clock.now()
    rows = [_revision(each, before.get(each.metadata.id), counts) | {"fetched_at": now} for each in indicators]
    if rows:
        session.execute(insert(IndicatorRevision), rows)
        numbers = [{"id": row["indicator_id"], "revision": row["number"]} for row in rows]
        session.execute(update(Indicator), numbers)
    return list(counts)


def newest_told(session: Session, indicator_ids: Sequence[int]) -> dict[int, tuple[int, dict[str, Any]]]:
    """The newest revision's number and metadata, by indicator; one that was never fetched is missing."""
    newest = (
        select(IndicatorRevision.indicator_id, IndicatorRevision.number, IndicatorRevision.told)
        .join(Indicator, Indicator.id == IndicatorRevision.indicator_id)
        .where(IndicatorRevision.number == Indicator.revision, Indicator.id.in_(indicator_ids))
    )
    return {row.indicator_id: (row.number, row.told) for row in session.execute(newest)}


def _revision(fetched: FetchedIndicator, before: tuple[int, dict[str, Any]] | None, counts: dict) -> dict[str, Any]:
    told, counted = as_json(fetched.metadata), counts.get(fetched.metadata.id)
    number, old = before or (0, told)
    return {
        "indicator_id": fetched.metadata.id,
        "number": number + 1,
        "updated_on": fetched.metadata.updated_on,
        "told": told,
        "changed_texts": [name for name in TEXTS if told[name] != old[name]],
        "added_figures": counted.added if counted else 0,
        "changed_figures": counted.changed if counted else 0,
        "withdrawn_figures": counted.withdrawn if counted else 0,
    }
