"""A real row of one municipality in every table about joys and worries and the list of a report."""

import uuid
from collections.abc import Callable

from sqlalchemy import select

from app.observations.models import GoalProposal, Observation
from tenants.database import TenantRow
from tests.coverage_lists import a_required_indicator
from tests.makers import MunicipalityOfTest, a_report
from tests.observations import propose_a_goal, say
from tests.walls.plan_rows import become_a_goal


def _said(kind: type[TenantRow]) -> Callable[[MunicipalityOfTest], uuid.UUID]:
    def make(municipality: MunicipalityOfTest) -> uuid.UUID:
        _a_goal_proposed(municipality)
        with municipality.session(read_only=True) as session:
            return session.scalars(select(kind.id).limit(1)).one()

    return make


def _a_goal_proposed(municipality: MunicipalityOfTest) -> None:
    """For what was observed; once for both tables."""
    with municipality.session(read_only=True) as session:
        if session.scalar(select(GoalProposal.id).limit(1)):
            return
    number = a_report(municipality).number
    say(municipality, ["Pimeä tie"], number)
    propose_a_goal(municipality, number)
    become_a_goal(municipality)


MAKERS = {kind.__tablename__: _said(kind) for kind in (Observation, GoalProposal)} | {
    "required_indicator": lambda municipality: a_required_indicator(municipality, a_report(municipality).number).id
}
