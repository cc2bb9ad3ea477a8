"""Questions about a report's list: which sections treat what, how far it is, and the annex."""

import uuid
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, select, text

from app.coverage.models import RequiredIndicator
from app.indicators.sets import IndicatorSet
from app.reports.models import Report
from tenants import people
from tenants.boundary import TenantSession

OWN_SET = {"fi": "Oma kokoelma", "sv": "Egen samling"}
"""What the municipality's own set is called in an edition, in the edition's language."""

TREATED = text("""
    SELECT t.indicator_id, s.id, s.number, s.position FROM (
        SELECT i.section_id, (i.facts ->> 'id')::integer AS indicator_id, NULL AS token
        FROM report_indicator i WHERE i.tenant_id = :tenant AND i.report_id = :report
        UNION
        SELECT f.section_id, f.indicator_id, '{{' || f.kind || ':' || f.number || '}}'
        FROM text_figure f WHERE f.tenant_id = :tenant AND f.report_id = :report AND f.superseded_at IS NULL
            AND f.indicator_id IS NOT NULL
    ) t
    JOIN report_section s ON s.tenant_id = :tenant AND s.id = t.section_id AND s.deleted_at IS NULL
    WHERE t.token IS NULL OR position(t.token IN concat(s.text_fi, ' ', s.text_sv)) > 0
    GROUP BY t.indicator_id, s.id, s.number, s.position, s.place ORDER BY s.place
""")
"""Where an indicator's figures stand: in a section's table, in a sentence, in a panel."""


@dataclass(frozen=True)
class Item:
    """One of the list, and the sections that treat it, in order: (id, number, position) of each."""

    required: RequiredIndicator
    sections: list[Row]

    @property
    def state(self) -> str:
        """handled, left_out or open. What is handled is not left out, whatever was said before."""
        if self.sections:
            return "handled"
        return "left_out" if self.required.reason_fi or self.required.reason_sv else "open"


@dataclass(frozen=True)
class Coverage:
    """A report's list; `title` of its set by language. Without a list there are no items. `earlier` are those that are
    not on it any more, of which something was decided.
    """

    title: dict[str, str]
    set_id: uuid.UUID | None
    items: list[Item]
    earlier: list[Item]

    def of(self, state: str) -> list[Item]:
        """Those that are handled, left out or open."""
        return [each for each in self.items if each.state == state]


def coverage_of(session: TenantSession, report: Report) -> Coverage:
    """In three questions, however long the list is."""
    asked = select(RequiredIndicator).where(RequiredIndicator.report_id == report.id)
    required = list(session.scalars(asked.order_by(RequiredIndicator.position, RequiredIndicator.title_fi)))
    set_id = next((each.set_id for each in required if each.position is not None), None)
    chosen = session.scalar(select(IndicatorSet).where(IndicatorSet.id == set_id))
    title = {"fi": chosen.title_fi, "sv": chosen.title_sv} if chosen else OWN_SET
    treated = _treated(session, report)
    by_id = {each.id: each for each in report.sections}
    items = [Item(each, _sections(each, treated, by_id)) for each in required]
    earlier = [each for each in items if each.required.position is None and each.required.is_decided]
    return Coverage(title, set_id, [each for each in items if each.required.position is not None], earlier)


def _treated(session: TenantSession, report: Report) -> dict[int, list[Any]]:
    found = defaultdict(list)
    for row in session.execute(TREATED, {"tenant": session.tenant_id, "report": report.id}):
        found[row.indicator_id].append(row)
    return found


def _sections(required: RequiredIndicator, treated: dict[int, list[Any]], by_id: dict[uuid.UUID, Any]) -> list[Any]:
    """Where its figures stand, and where somebody says that its words do."""
    told = by_id.get(required.section_id)
    found = treated.get(required.indicator_id, [])
    return [*found, *([told] if told and told.id not in {each.id for each in found} else [])]


def decider(session: TenantSession, required: RequiredIndicator) -> str | None:
    """Who decided about it last."""
    return people.names_of(session, {required.decided_by} - {None}).get(required.decided_by)


def annex_of(session: TenantSession, report: Report) -> dict[str, Any] | None:
    """What an edition prints: plain data in both languages; None where no list was chosen."""
    coverage = coverage_of(session, report)
    if not coverage.items:
        return None
    return {
        "title": coverage.title,
        "handled": [
            {"title": _titles(each), "sections": [section.number for section in each.sections]}
            for each in coverage.of("handled")
        ],
        "left_out": [
            {"title": _titles(each), "reason": {"fi": each.required.reason_fi, "sv": each.required.reason_sv}}
            for each in coverage.of("left_out")
        ],
    }


def _titles(item: Item) -> dict[str, str]:
    return {language: item.required.title(language) for language in ("fi", "sv")}
