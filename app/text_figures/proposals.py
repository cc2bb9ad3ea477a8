"""Which sentences there are to start from: one for each indicator of which the municipality has a figure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.indicators.areas import Area
from app.indicators.measuring import period_label, years_of
from app.indicators.profile import ProfileRow, profile
from app.indicators.rules import wording
from app.text_figures.offers import Offer, offer
from app.text_figures.rules import written
from app.text_figures.sentences import Facts, made
from tenants.boundary import TenantSession

COMPARED = ("country", "county", "region")
"""The first of these with which a test was made is told of."""


@dataclass(frozen=True)
class Proposal:
    """One indicator's sentences; `other` is the area that they compare with."""

    row: ProfileRow
    other: Area | None
    facts: Facts

    @property
    def indicator_id(self) -> int:
        """The indicator's number."""
        return self.row.indicator.id

    def text(self, language: str, own: str, other: str) -> str:
        """The sentences with what stands for the figures."""
        return made(self.facts, language, own, other)

    def read(self, language: str) -> str:
        """As they would be read."""
        told = self.row.indicator._mapping
        other = written(told, str(self.row.other.value), language) if self.other else ""
        return made(self.facts, language, written(told, str(self.row.own.value), language), other)


def proposals(session: TenantSession, ids: Iterable[int], areas: Sequence[Area]) -> list[Proposal]:
    """In the order asked; an indicator without a figure of the municipality has none."""
    own, ids = areas[0], list(ids)
    others = sorted((each for each in areas if each.kind in COMPARED), key=lambda area: COMPARED.index(area.kind))
    rows = [profile(session, ids, own, other) for other in others]
    return [_proposal(list(zip(others, each, strict=True))) for each in zip(*rows, strict=True) if each[0].own]


def offers_of(session: TenantSession, proposal: Proposal, areas: Sequence[Area]) -> list[Offer]:
    """The figures that its sentences rest on, the own one first."""
    wanted = [areas[0], *([proposal.other] if proposal.other else [])]
    year = proposal.row.own.year
    return [offer(session, areas, proposal.indicator_id, area=area.area_id, year=year) for area in wanted]


def _proposal(compared: list[tuple[Area, ProfileRow]]) -> Proposal:
    """A comparison with a median that we have worked out ourselves is no figure of the source: it is not told of."""
    tested = ((area, row) for area, row in compared if row.comparison.is_tested and row.other)
    other, row = next(tested, (None, compared[0][1]))
    indicator = row.indicator
    titles = {"fi": indicator.title_fi, "sv": indicator.title_sv}
    facts = Facts(
        title={language: wording(titles, language)[0] for language in titles},
        period=period_label(indicator, row.own.year),
        course=row.trend.course,
        verdict=row.trend.verdict,
        years=years_of(indicator, row.trend),
        outcome=row.comparison.outcome if other else None,
        area=other.kind if other else "",
    )
    return Proposal(row, other, facts)
