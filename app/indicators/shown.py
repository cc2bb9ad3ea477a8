"""An indicator as pages show it, past the ORM."""

from collections.abc import Iterable

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from app.indicators.models import Indicator

IN_LISTS = (
    "id", "title_fi", "title_sv", "unit_code", "unit_fi", "unit_sv", "decimals", "direction", "method", "period_kind",
    "organisation_fi", "organisation_sv", "updated_on", "fetched_on", "last_year", "revision", "withdrawn_on",
)  # fmt: skip
SHOWN = select(*(Indicator.__table__.c[name] for name in IN_LISTS))


def shown_indicators(session: Session, ids: Iterable[int]) -> dict[int, Row]:
    """By number, without the long texts; a number that is not mirrored is left out."""
    rows = session.connection().execute(SHOWN.where(Indicator.__table__.c.id.in_(list(ids))))
    return {row.id: row for row in rows}
