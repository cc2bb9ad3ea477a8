"""Questions about figures in texts. Past the ORM, and with what the source says now in the same question: a section's
page is opened more than any other.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Row, select, text

from app.reports.models import ReportIndicator
from app.text_figures.models import CHOSEN, TextFigure
from app.text_figures.rules import KeptFigure, news
from tenants.boundary import TenantSession

# A panel is of whole series: whether anything of them has changed is told by a digest.
STATE = """
    SELECT i.revision, i.withdrawn_on IS NOT NULL AS withdrawn, f.kind = 'panel' AS is_panel,
        s.first_year + cardinality(s.figures) - 1 AS latest,
        trim_scale(s.figures[cardinality(s.figures)])::text AS latest_value,
        CASE f.kind WHEN 'figure' THEN trim_scale(s.figures[f.year - s.first_year + 1])::text ELSE (
            SELECT md5(string_agg(concat_ws(':', p.area_id, p.first_year, p.figures), ';' ORDER BY p.area_id))
            FROM indicator_series p
            WHERE p.indicator_id = f.indicator_id AND p.gender = f.gender AND p.area_id = ANY (f.area_ids)
        ) END AS value,
        NULL::jsonb AS latest_period
    FROM indicator i
    LEFT JOIN indicator_series s ON s.indicator_id = i.id AND s.gender = f.gender AND s.area_id = f.area_ids[1]
    WHERE i.id = f.indicator_id
    UNION ALL
    SELECT
        1 + (hashtextextended(concat_ws(';', o.ended_at IS NULL, n.last_day, n.value, held.value), 0) & 268435455)::int,
        o.ended_at IS NOT NULL, f.kind = 'panel', n.last_day - date '0001-01-01', trim_scale(n.value)::text, held.value,
        CASE WHEN n.last_day IS NOT NULL THEN to_jsonb(ARRAY[n.period, n.first_day::text, n.last_day::text]) END
    FROM own_figure k
    JOIN own_indicator o ON o.tenant_id = k.tenant_id AND o.id = k.indicator_id
    LEFT JOIN LATERAL (
        SELECT period, first_day, last_day, value FROM own_figure c
        WHERE c.tenant_id = k.tenant_id AND c.indicator_id = k.indicator_id AND c.ended_at IS NULL
            AND lower(c.population_group) = lower(k.population_group)
        ORDER BY last_day DESC, first_day DESC LIMIT 1
    ) n ON true
    CROSS JOIN LATERAL (SELECT CASE f.kind WHEN 'figure' THEN (
        SELECT trim_scale(p.value)::text FROM own_figure p
        WHERE p.tenant_id = k.tenant_id AND p.indicator_id = k.indicator_id AND p.ended_at IS NULL
            AND p.first_day = k.first_day AND p.last_day = k.last_day
            AND lower(p.population_group) = lower(k.population_group)
    ) ELSE md5(concat_ws(';', o.title_fi, o.title_sv, o.unit_fi, o.unit_sv, o.source_fi, o.source_sv, o.decimals) || (
        SELECT string_agg(concat_ws(':', p.population_group, p.first_day, p.last_day, trim_scale(p.value)), ';'
            ORDER BY p.population_group, p.first_day, p.last_day)
        FROM own_figure p
        WHERE p.tenant_id = k.tenant_id AND p.indicator_id = k.indicator_id AND p.ended_at IS NULL
    )) END AS value) held
    WHERE k.tenant_id = f.tenant_id AND k.id = f.own_figure_id
"""
"""What the source says now, Sotkanet or the municipality itself. `revision` is another number whenever what is told of
has changed; of own figures it is a digest, `latest` a day, and `latest_period` tells its period.
"""
WITH_STATE = f"text_figure f LEFT JOIN LATERAL ({STATE}) now ON true"
OF_SECTION = f"""(
    SELECT jsonb_agg(jsonb_build_object('kind', f.kind, 'number', f.number, 'facts', f.facts, 'known', f.known,
        'note', f.note, 'now', to_jsonb(now)) ORDER BY f.kind, f.number)
    FROM {WITH_STATE}
    WHERE f.tenant_id = report_section.tenant_id AND f.section_id = report_section.id AND f.superseded_at IS NULL
)"""  # noqa: S608 - our own words
"""A column of any question about `report_section`: its figures and panels, as `kept_figures` reads them."""

STATE_OF = text(f"""
    SELECT to_jsonb(now) FROM (SELECT cast(:tenant AS uuid) AS tenant_id, cast(:kind AS text) AS kind,
        cast(:indicator_id AS integer) AS indicator_id, cast(:own_figure_id AS uuid) AS own_figure_id,
        cast(:gender AS text) AS gender, cast(:area_ids AS integer[]) AS area_ids, cast(:year AS integer) AS year) f
    LEFT JOIN LATERAL ({STATE}) now ON true
""")  # noqa: S608
OF_ONE = text(f"SELECT {OF_SECTION} FROM report_section WHERE tenant_id = :tenant AND id = :section")  # noqa: S608
STANDING = text(f"""
    SELECT f.section_id, f.known, to_jsonb(now) AS now
    FROM {WITH_STATE}
    JOIN report_section s ON s.tenant_id = f.tenant_id AND s.id = f.section_id AND s.deleted_at IS NULL
    JOIN report r ON r.tenant_id = f.tenant_id AND r.id = f.report_id AND r.state = 'in_work'
    WHERE f.tenant_id = :tenant AND f.superseded_at IS NULL
        AND position('{{{{' || f.kind || ':' || f.number || '}}}}' IN concat(s.text_fi, ' ', s.text_sv)) > 0
""")  # noqa: S608


def kept_figures(told: Iterable[Mapping[str, Any]] | None) -> list[KeptFigure]:
    """What `OF_SECTION` gives."""
    return [KeptFigure(**each) for each in told or ()]


def figures_of_section(session: TenantSession, section_id: uuid.UUID) -> list[KeptFigure]:
    """A section's figures and panels with their news, by number."""
    session.flush()
    asked = {"tenant": session.tenant_id, "section": section_id}
    return kept_figures(session.execute(OF_ONE, asked).scalar_one())


def figures_of_report(session: TenantSession, report_id: uuid.UUID) -> dict[uuid.UUID, list[KeptFigure]]:
    """By section; for print, so without news."""
    columns = (TextFigure.section_id, TextFigure.kind, TextFigure.number, TextFigure.facts)
    asked = select(*columns).where(TextFigure.report_id == report_id, TextFigure.superseded_at.is_(None))
    found = defaultdict(list)
    for section_id, *told in session.execute(asked.order_by(TextFigure.kind, TextFigure.number)):
        found[section_id].append(KeptFigure(*told))
    return found


def every_choice(session: TenantSession, section_id: uuid.UUID) -> list[Row]:
    """All that was ever chosen in a section: kind, number, facts, chosen_at, superseded_at."""
    columns = (TextFigure.kind, TextFigure.number, TextFigure.facts, TextFigure.chosen_at, TextFigure.superseded_at)
    return list(session.execute(select(*columns).where(TextFigure.section_id == section_id)))


def active(session: TenantSession, section_id: uuid.UUID, kind: str, number: int) -> TextFigure | None:
    """What a token of the section stands for."""
    wanted = {"section_id": section_id, "kind": kind, "number": number, "superseded_at": None}
    return session.scalar(select(TextFigure).filter_by(**wanted))


def state_of(session: TenantSession, figure: TextFigure) -> dict[str, Any] | None:
    """What the source says now of a figure or a panel, stored or about to be."""
    asked = {name: getattr(figure, name) for name in ("kind", *CHOSEN)}
    return session.execute(STATE_OF, {"tenant": session.tenant_id} | asked).scalar_one()


def old_figures(session: TenantSession) -> dict[uuid.UUID, int]:
    """How many figures and panels that stand in a text have grown old, by section of reports that are written."""
    counts: dict[uuid.UUID, int] = defaultdict(int)
    for row in session.execute(STANDING, {"tenant": session.tenant_id}):
        if news(row.known, row.now):
            counts[row.section_id] += 1
    return dict(counts)


def section_indicators(session: TenantSession, section_id: uuid.UUID) -> list[int]:
    """The numbers of the indicators that the section was begun with, in order."""
    number = ReportIndicator.facts["id"].as_integer()
    asked = select(number).where(ReportIndicator.section_id == section_id).order_by(ReportIndicator.position)
    return list(session.scalars(asked))
