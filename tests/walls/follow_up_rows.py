"""A real row of one municipality in the tables of follow-up and reminders."""

import uuid
from collections.abc import Callable

from sqlalchemy import select

from app.follow_up import actions, queries, reminders
from app.follow_up.models import FollowUpRound, MeasureFollowUp, MeasureLook, Reminder, ReminderStop
from app.follow_up.reminding import Due
from tenants import clock
from tenants.database import TenantRow
from tests.follow_up import a_round, report
from tests.makers import MunicipalityOfTest
from tests.plans import a_plan


def _followed(kind: type[TenantRow]) -> Callable[[MunicipalityOfTest], uuid.UUID]:
    """Of a measure that has been looked at, reported of and reminded of, by somebody who has had enough."""

    def make(municipality: MunicipalityOfTest) -> uuid.UUID:
        plan, by = a_plan(municipality).number, municipality.coordinator
        a_round(municipality, number=plan)
        report(municipality, by, plan=plan)
        with municipality.session() as session, session.begin():
            at = queries.measure_at(session, plan, 1)
            actions.notice_look(session, at.measure, by)
            reminders.post_one(session, Due(by, "weekly_digest", f"week:{uuid.uuid4()}"), clock.now())
            reminders.stop(session, by)
            session.flush()
            return session.scalars(select(kind.id).limit(1)).one()

    return make


MAKERS = {
    kind.__tablename__: _followed(kind)
    for kind in (FollowUpRound, MeasureFollowUp, MeasureLook, Reminder, ReminderStop)
}
