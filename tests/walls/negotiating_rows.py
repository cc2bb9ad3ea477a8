"""A real row of one municipality in the tables of negotiations with the county."""

import itertools
import uuid
from collections.abc import Callable

from sqlalchemy import select

from app.negotiating.models import CommonGoal, Negotiation, Promise, SharedPack
from tenants.database import TenantRow
from tests.makers import MunicipalityOfTest
from tests.negotiating import a_negotiation, share
from tests.plans import a_plan

YEARS = itertools.count(2026)


def _of_a_negotiation(kind: type[TenantRow]) -> Callable[[MunicipalityOfTest], uuid.UUID]:
    """A negotiation of a year of its own, whose pack is shared."""

    def make(municipality: MunicipalityOfTest) -> uuid.UUID:
        a_plan(municipality)
        year = next(YEARS)
        a_negotiation(municipality, year)
        share(municipality, year)
        with municipality.session(read_only=True) as session:
            return session.scalars(select(kind.id).limit(1)).one()

    return make


MAKERS = {kind.__tablename__: _of_a_negotiation(kind) for kind in (Negotiation, CommonGoal, Promise, SharedPack)}
