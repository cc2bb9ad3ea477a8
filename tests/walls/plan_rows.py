"""A real row of one municipality in every table of the welfare plan, and what refers to a plan from elsewhere.

Each refers to everything that it may refer to, so that every key can be tried.
"""

import uuid
from collections.abc import Callable

from sqlalchemy import text

from app.plan.models import Emphasis, Goal, GoalIndicator, Measure, Plan, PlanVersion, StatuteTag
from app.plan.row_actions import IndicatorTold
from tenants import clock
from tenants.database import TenantRow
from tests.makers import MunicipalityOfTest, a_report
from tests.own_figures import a_row_of_each
from tests.plans import a_plan
from tests.walls.section_rows import an_own_template


def a_plan_that_continues(municipality: MunicipalityOfTest) -> Plan:
    """Its rows and itself continue rows: themselves, which are as good as any."""
    own = IndicatorTold(own_indicator_id=a_row_of_each(municipality)["own_indicator"])
    plan = a_plan(municipality, indicator=own)
    with municipality.session() as session, session.begin():
        for table in ("emphasis", "goal", "measure"):
            session.execute(text(f"UPDATE {table} SET carried_from = id WHERE plan_id = :plan"), {"plan": plan.id})
        session.execute(text("UPDATE plan SET predecessor_id = id WHERE id = :plan"), {"plan": plan.id})
    return plan


def a_report_with_a_plan(municipality: MunicipalityOfTest) -> uuid.UUID:
    """A report that carries one, begun from a template of the municipality's own."""
    report, plan, template = a_report(municipality), a_plan(municipality), an_own_template(municipality)
    with municipality.session() as session, session.begin():
        also = "plan_id = :plan, own_template_id = :template, predecessor_id = id"
        refers = text(f"UPDATE report SET {also} WHERE id = :id")
        session.execute(refers, {"plan": plan.id, "template": template, "id": report.id})
    return report.id


def a_carried_section(municipality: MunicipalityOfTest) -> uuid.UUID:
    """One that continues a section of a report before, here itself."""
    section = a_report(municipality).sections[3]
    with municipality.session() as session, session.begin():
        session.execute(text("UPDATE report_section SET carried_from = id WHERE id = :id"), {"id": section.id})
    return section.id


def become_a_goal(municipality: MunicipalityOfTest) -> None:
    """Every proposal became the goal of a plan."""
    told = {"goal": a_plan(municipality).goals[0].id}
    with municipality.session() as session, session.begin():
        session.execute(text("UPDATE goal_proposal SET goal_id = :goal"), told)


def _first(pick: Callable[[Plan], TenantRow]) -> Callable[[MunicipalityOfTest], uuid.UUID]:
    return lambda municipality: pick(a_plan_that_continues(municipality)).id


def _stored(make: Callable[[MunicipalityOfTest], TenantRow]) -> Callable[[MunicipalityOfTest], uuid.UUID]:
    def store(municipality: MunicipalityOfTest) -> uuid.UUID:
        row = make(municipality)
        with municipality.session() as session, session.begin():
            session.add(row)
            session.flush()
            return row.id

    return store


def _a_version(municipality: MunicipalityOfTest) -> PlanVersion:
    body = {"decided_by_body_fi": "Valtuusto", "decided_by_body_sv": "Fullmäktige"}
    decided = {"decided_by": municipality.coordinator, "meeting_on": clock.today(), "meeting_section": "4"}
    return PlanVersion(plan_id=a_plan(municipality).id, number=1, content={}, checksum="", **body, **decided)


def _a_tag(municipality: MunicipalityOfTest) -> StatuteTag:
    return StatuteTag(number=uuid.uuid4().int % 2**30, title_fi="Kotoutumisohjelma", title_sv="Integrationsprogram")


MAKERS = {
    Plan.__tablename__: _first(lambda plan: plan),
    Emphasis.__tablename__: _first(lambda plan: plan.emphases[0]),
    Goal.__tablename__: _first(lambda plan: plan.goals[0]),
    Measure.__tablename__: _first(lambda plan: plan.measures[0]),
    GoalIndicator.__tablename__: _first(lambda plan: plan.goals[0].indicators[0]),
    StatuteTag.__tablename__: _stored(_a_tag),
    PlanVersion.__tablename__: _stored(_a_version),
    "report": a_report_with_a_plan,
    "report_section": a_carried_section,
}
