"""Plans that are followed up: measures with owners, rounds, reports, reminders."""

import uuid
from datetime import date, timedelta

from sqlalchemy import select, update

from app.follow_up import actions, queries, reminders
from app.follow_up.actions import Reported
from app.follow_up.reminding import Due
from app.messages.models import Letter
from app.plan import row_actions
from app.plan.models import Measure, Plan
from app.plan.queries import plan_by_number
from tenants import clock
from tenants.boundary import WorkerSession
from tenants.permissions import Role
from tests.makers import MunicipalityOfTest
from tests.plans import MEASURE, a_plan

SAID = Reported("under_way", "green", "Seuroja on jo <b>viisi</b>.", "Fem sällskap finns.", "5 seuraa", "", 120_050)


def a_followed_plan(
    municipality: MunicipalityOfTest, owner: uuid.UUID | None, deputy: uuid.UUID | None = None, measures: int = 1
) -> Plan:
    """A plan whose measures somebody answers for."""
    plan = a_plan(municipality, measures=measures)
    own(municipality, owner, deputy)
    return plan


def more_measures(municipality: MunicipalityOfTest, count: int) -> None:
    """Of the first goal of the first plan."""
    with municipality.session() as session, session.begin():
        plan = plan_by_number(session, 1)
        for _ in range(count):
            row_actions.add_measure(session, municipality.coordinator, plan, plan.goals[0], MEASURE)


def own(municipality: MunicipalityOfTest, owner: uuid.UUID | None, deputy: uuid.UUID | None = None, **more) -> None:
    """Name who answers for every measure that there is."""
    with municipality.session() as session, session.begin():
        named = {"owner_id": owner, "deputy_id": deputy, "owned_since": clock.now() if owner else None}
        session.execute(update(Measure).values(**named | more))


def a_round(municipality: MunicipalityOfTest, due_on: date | None = None, number: int = 1) -> date:
    """A day of follow-up of a plan, ten days from now unless another is said."""
    due_on = due_on or clock.today() + timedelta(10)
    with municipality.session() as session, session.begin():
        plan = session.scalars(select(Plan).where(Plan.number == number)).one()
        actions.set_rounds(session, municipality.coordinator, plan, [due_on])
    return due_on


def report(
    municipality: MunicipalityOfTest, by: uuid.UUID, said: Reported = SAID, measure: int = 1, plan: int = 1
) -> None:
    """Somebody says how a measure goes."""
    with municipality.session() as session, session.begin():
        at = queries.measure_at(session, plan, measure)
        actions.report(session, by, at.plan, at.measure, said)


def follow_up_to_look_at(municipality: MunicipalityOfTest) -> tuple[int, str]:
    """A plan some of whose measures are late, unowned or reported, and a reminder; gives its number and the token."""
    writer = municipality.people[Role.WRITER].id
    plan = a_followed_plan(municipality, writer, measures=3).number
    a_round(municipality, number=plan)
    report(municipality, writer, plan=plan)
    report(municipality, writer, Reported("under_way", "red", "", "Ingen har tid.", cost_cents=0), plan=plan)
    with municipality.session() as session, session.begin():
        session.execute(update(Measure).where(Measure.number == 3).values(owner_id=None, ends_on=date(2025, 12, 31)))
        actions.notice_look(session, queries.measure_at(session, plan, 1).measure, writer)
        reminders.post_one(session, Due(writer, "weekly_digest", "week:2025-12-29"), clock.now())
    return plan, token_of_reminder(municipality)


def token_of_reminder(municipality: MunicipalityOfTest) -> str:
    """What the newest reminder's letter carries."""
    with WorkerSession(municipality.engines, read_only=True) as session:
        of_here = select(Letter.payload).where(Letter.about_tenant == municipality.facts.id)
        carried = of_here.where(Letter.kind.in_(("follow_up_reminder", "weekly_digest")))
        return session.scalars(carried.order_by(Letter.created_at.desc()).limit(1)).one()["token"]
