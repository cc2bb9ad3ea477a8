"""Questions about what a municipality has chosen, and which municipalities are its nearest neighbours."""

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from app.indicators.areas import Register
from app.indicators.choices import ChosenIndicator
from app.statistics.neighbours import Neighbour, Profile, nearest
from tenants.boundary import TenantSession

DEPENDENCY, FAMILIES = 761, 179
"""The demographic dependency ratio, and families with children as per cent of families: both describe the ages."""

LATEST = text("""
    SELECT area_id, indicator_id, figures[cardinality(figures)] AS value FROM indicator_series
    WHERE indicator_id IN (761, 179) AND gender = 'total'
""")
INHABITANTS = text("""
    SELECT DISTINCT ON (municipality_code) municipality_code, inhabitants FROM municipality_population
    ORDER BY municipality_code, year DESC
""")


def chosen_indicators(session: TenantSession) -> list[int]:
    """The own set, in the order of choosing."""
    return list(
        session.scalars(select(ChosenIndicator.indicator_id).order_by(ChosenIndicator.chosen_at, ChosenIndicator.id))
    )


def nearest_neighbours(session: Session, everybody: Register, code: str, count: int = 5) -> list[Neighbour]:
    """The municipalities that are most alike, nearest first; none where the own inhabitants are not known."""
    profiles = _profiles(session, everybody)
    own = profiles.pop(code, None)
    return nearest(own, profiles.values(), count) if own else []


def _profiles(session: Session, everybody: Register) -> dict[str, Profile]:
    inhabitants = dict(session.execute(INHABITANTS).all())
    latest = {(row.indicator_id, row.area_id): float(row.value) for row in session.execute(LATEST)}
    return {
        code: Profile(
            code=code,
            inhabitants=inhabitants[code],
            dependency_ratio=latest.get((DEPENDENCY, each.sotkanet_region_id)),
            families_with_children=latest.get((FAMILIES, each.sotkanet_region_id)),
            urban_group=each.urban_group,
            language=each.language_status,
        )
        for code, each in everybody.by_code.items()
        if code in inhabitants
    }
