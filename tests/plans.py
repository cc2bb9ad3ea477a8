"""Welfare plans, made through the actions that pages use."""

from datetime import date
from decimal import Decimal

from app.plan import actions, queries, row_actions
from app.plan.models import Plan
from app.plan.row_actions import EmphasisTold, GoalTold, IndicatorTold, MeasureTold
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
