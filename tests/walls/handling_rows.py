"""A real row of one municipality in the tables of a report's way through the bodies."""

import uuid
from collections.abc import Callable

from sqlalchemy import select

from app.handling.models import HandlingChange, HandlingStep
from tenants.database import TenantRow
from tests.handling import a_way_to_look_at
from tests.makers import MunicipalityOfTest, a_report


def _of_a_way(kind: type[TenantRow]) -> Callable[[MunicipalityOfTest], uuid.UUID]:
    """A way on which one body has returned the report."""

    def make(municipality: MunicipalityOfTest) -> uuid.UUID:
        report = a_report(municipality)
        a_way_to_look_at(municipality, report.number)
        with municipality.session(read_only=True) as session:
            return session.scalars(select(kind.id).where(kind.report_id == report.id).limit(1)).one()

    return make


MAKERS = {kind.__tablename__: _of_a_way(kind) for kind in (HandlingStep, HandlingChange)}
