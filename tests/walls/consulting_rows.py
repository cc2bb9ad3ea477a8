"""A real row of one municipality in the tables of consultation rounds."""

import uuid
from collections.abc import Callable

from sqlalchemy import select

from app.consulting.models import Consultation, ConsultedBody
from tenants.database import TenantRow
from tests.consulting import a_round, state, tokens
from tests.makers import MunicipalityOfTest, a_report


def _of_a_round(kind: type[TenantRow]) -> Callable[[MunicipalityOfTest], uuid.UUID]:
    """A round in which one body has answered."""

    def make(municipality: MunicipalityOfTest) -> uuid.UUID:
        a_round(municipality, number=a_report(municipality).number)
        state(municipality, tokens(municipality)[0])
        with municipality.session(read_only=True) as session:
            return session.scalars(select(kind.id).limit(1)).one()

    return make


MAKERS = {kind.__tablename__: _of_a_round(kind) for kind in (Consultation, ConsultedBody)}
