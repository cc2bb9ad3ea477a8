"""An example municipality's welfare plan. Nobody has decided on any of it."""

import uuid
from dataclasses import replace
from datetime import date
from decimal import Decimal

from app.plan import measuring_actions
from app.plan.actions import begin_plan
from app.plan.measuring_actions import Aim
from app.plan.queries import plan_by_number
from app.plan.row_actions import EmphasisTold, GoalTold, MeasureTold, add_emphasis, add_goal, add_measure
from app.reports.actions import carry_plan
from app.reports.models import Report
from tenants.boundary import TenantSession

EMPHASIS = EmphasisTold("Yhdenvertainen arki (esimerkki)", "En jämlik vardag (exempel)")
CHILDREN = GoalTold(
    title_fi="Lapsiperheiden toimeentulo vahvistuu",
    title_sv="Barnfamiljernas utkomst stärks",
    age_group="children",
    strategy_fi="Elinvoimainen ja lapsiystävällinen kunta",
    strategy_sv="En livskraftig och barnvänlig kommun",
    tags=("children_and_youth",),
)
OLDER = GoalTold(
    title_fi="Ikäihmisten yksinäisyys vähenee",
    title_sv="Ensamheten bland äldre minskar",
    age_group="older",
    measured_fi="Vanhusneuvoston vuosittainen kysely",
    measured_sv="Äldrerådets årliga enkät",
    tags=("older_population",),
)
HOBBY = MeasureTold(
    title_fi="Maksuton harrastus jokaiselle alakoululaiselle",
    title_sv="En avgiftsfri hobby för varje elev i årskurs 1–6",
    body_fi="Sivistyslautakunta",
    body_sv="Bildningsnämnden",
    partners_fi="Seurat ja yhdistykset",
    partners_sv="Föreningar",
    resource_fi="Harrastuskoordinaattorin työ",
    resource_sv="Hobbykoordinatorns arbete",
    cost_cents=1_800_000,
    begins_on=date(2025, 8, 1),
    ends_on=date(2028, 5, 31),
)
WALKS = MeasureTold(
    title_fi="Kävelyseura jokaiseen kylään",
    title_sv="Promenadsällskap i varje by",
    body_fi="Hyvinvoinnin ohjausryhmä",
    body_sv="Styrgruppen för välfärd",
    partners_fi="Eläkeläisyhdistykset",
    partners_sv="Pensionärsföreningarna",
    begins_on=date(2026, 1, 1),
    ends_on=date(2027, 12, 31),
)
LOW_INCOME = 228
"""Sotkanet's number: children who live in families of low income."""


def fill(session: TenantSession, by: uuid.UUID, deputy: uuid.UUID, code: str, report: Report) -> None:
    """One emphasis with two goals and a measure for each, carried by the report."""
    begun = begin_plan(session, by, 2025, 2029)
    plan = plan_by_number(session, begun.number)
    emphasis = add_emphasis(session, by, plan, EMPHASIS)
    session.flush()
    children, older = (add_goal(session, by, plan, emphasis, told) for told in (CHILDREN, OLDER))
    session.flush()
    followed = measuring_actions.choose(session, by, plan, children, code, {"indicator_id": LOW_INCOME})
    told = Aim(followed.baseline_period, followed.baseline_value, Decimal("8"), plan.last_year)
    measuring_actions.aim(session, by, plan, children, followed, told)
    for goal, measure in ((children, HOBBY), (older, WALKS)):
        add_measure(session, by, plan, goal, replace(measure, owner_id=deputy, deputy_id=by))
    session.flush()
    carry_plan(session, by, report, plan)
