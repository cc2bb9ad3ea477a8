"""How an example plan's measures go. Nobody has done any of it."""

import uuid
from datetime import timedelta

from sqlalchemy import select

from app.follow_up.actions import Reported, report, set_rounds
from app.plan.models import Plan
from app.plan.queries import plan_by_number
from tenants import clock
from tenants.boundary import TenantSession

SAID = Reported(
    "under_way", "yellow", "Esimerkki: harrastukset alkoivat kahdella koululla, kolmannella alku viivästyi.",
    "Exempel: hobbyerna började i två skolor, i den tredje blev starten försenad.", "14 ryhmää", "14 grupper", 620_000,
)  # fmt: skip
ROUND_IN = timedelta(days=20)
"""So many days from the making of the example its measures are to be told of."""


def fill(session: TenantSession, coordinator: uuid.UUID, writer: uuid.UUID) -> None:
    """The day of follow-up comes soon: the first measure has been told of, the other waits for the writer."""
    session.expire_all()
    plan = plan_by_number(session, session.scalars(select(Plan.number)).one())
    set_rounds(session, coordinator, plan, [clock.today() + ROUND_IN])
    session.flush()
    report(session, writer, plan, plan.measures[0], SAID)
