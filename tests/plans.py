"""Welfare plans, made through the actions that pages use."""

import uuid
from dataclasses import replace
from datetime import date
from decimal import Decimal

from sqlalchemy import update

from app.plan import actions, deciding, queries, row_actions, shaping_actions, tags
from app.plan.models import GoalIndicator, Plan
from app.plan.row_actions import EmphasisTold, GoalTold, IndicatorTold, MeasureTold
from tenants import clock
from tests.makers import MunicipalityOfTest

GOAL = GoalTold(
    title_fi="Yksinäisyys vähenee", title_sv="Ensamheten minskar", age_group="older",
    strategy_fi="Hyvä arki", strategy_sv="En god vardag", tags=("older_population",),
)  # fmt: skip
MEASURE = MeasureTold(
    title_fi="Kävelyseura joka kylään", title_sv="Promenadsällskap i varje by", body_fi="Sivistyslautakunta",
    body_sv="Bildningsnämnden", partners_fi="Järjestöt", partners_sv="Föreningarna", resource_fi="Oma työ",
    resource_sv="Eget arbete", cost_cents=150_000, begins_on=date(2025, 8, 1), ends_on=date(2027, 12, 31),
)  # fmt: skip
INDICATOR = IndicatorTold(
    indicator_id=127, baseline_period="2023", baseline_value=Decimal("9.5"), target_value=Decimal("7"), target_year=2029
)


def an_empty_plan(municipality: MunicipalityOfTest) -> Plan:
    """Just begun, committed."""
    with municipality.session() as session, session.begin():
        return actions.begin_plan(session, municipality.coordinator, 2025, 2029)


def a_plan(
    municipality: MunicipalityOfTest,
    goals: int = 1,
    measures: int = 1,
    goal: GoalTold = GOAL,
    indicator: IndicatorTold = INDICATOR,
) -> Plan:
    """A plan with one emphasis and so many goals, each with an indicator and so many measures; committed and whole."""
    by = municipality.coordinator
    number = an_empty_plan(municipality).number
    with municipality.session() as session, session.begin():
        plan = queries.plan_by_number(session, number)
        emphasis = row_actions.add_emphasis(session, by, plan, EmphasisTold("Osallisuus", "Delaktighet"))
        session.flush()
        for _ in range(goals):
            added = row_actions.add_goal(session, by, plan, emphasis, goal)
            session.flush()
            row_actions.add_indicator(session, by, plan, added, indicator)
            for _ in range(measures):
                row_actions.add_measure(session, by, plan, added, MEASURE)
    return the_plan(municipality, number)


def the_plan(municipality: MunicipalityOfTest, number: int = 1) -> Plan:
    """As it is stored now, with everything in it."""
    with municipality.session(read_only=True) as session:
        return queries.plan_by_number(session, number)


IN_A_PLAN = {"row": 1, "measure_id": uuid.UUID(int=1)}
"""Rows of the plan that is looked at, and what its first goal is measured by."""


def plans_to_look_at(municipality: MunicipalityOfTest) -> None:
    """The first is in work: a goal with all there is to say and one that says little, a removed row, an own tag.

    The second has been decided twice.
    """
    by = municipality.coordinator
    plan = a_plan(municipality, measures=2)
    a_plan(municipality)
    decide(municipality, 2)
    change_in_mid_term(municipality, 2)
    decide(municipality, 2)
    with municipality.session() as session, session.begin():
        plan = session.merge(plan, load=False)
        tags.add_tag(session, by, {"fi": "Kotoutumisohjelma", "sv": ""}, {"fi": "681/2023", "sv": ""})
        bare = row_actions.add_goal(session, by, plan, plan.emphases[0], GoalTold(title_sv="Bara på svenska"))
        told = replace(MEASURE, owner_id=by, tags=("own-1", "children_and_youth"), cost_cents=None)
        row_actions.add_measure(session, by, plan, bare, told)
        gone = row_actions.add_measure(session, by, plan, bare, MEASURE)
        shaping_actions.remove_row(session, by, plan, gone)
        followed = plan.goals[0].indicators[0]
        session.execute(update(GoalIndicator).where(GoalIndicator.id == followed.id).values(id=IN_A_PLAN["measure_id"]))


def decide(municipality: MunicipalityOfTest, number: int = 1, body: str = "Kunnanhallitus") -> None:
    """A body decides on the plan today in § 5; committed."""
    with municipality.session() as session, session.begin():
        plan = queries.plan_by_number(session, number)
        named = {"fi": body, "sv": "Kommunstyrelsen"}
        deciding.adopt_plan(session, municipality.coordinator, plan, named, clock.today(), "5")


def change_in_mid_term(municipality: MunicipalityOfTest, number: int = 1) -> None:
    """The first measure is called otherwise and there is one more; committed."""
    by = municipality.coordinator
    with municipality.session() as session, session.begin():
        plan = queries.plan_by_number(session, number)
        deciding.reopen_plan(session, by, plan)
        row_actions.change_row(session, by, plan, plan.measures[0], replace(MEASURE, title_fi="Kävelyseura"))
        row_actions.add_measure(session, by, plan, plan.goals[0], MEASURE)
