"""What a pack says, as plain data in both languages: what its page and PDF are drawn from, and what is shared."""

from typing import Any

from app.indicators.areas import register
from app.indicators.measuring import period_label
from app.indicators.profile import ProfileRow, profile
from app.indicators.rules import source_line
from app.negotiating.models import Negotiation, Promise
from app.negotiating.queries import negotiation_before, newest_plan
from app.plan.models import Plan
from app.plan.queries import numbers
from tenants import clock
from tenants.boundary import TenantSession
from tenants.registry import TenantFacts

Content = dict[str, Any]


def content_of(session: TenantSession, tenant: TenantFacts, negotiation: Negotiation) -> Content:
    """The pack as it is now."""
    own, *beside = register(session).areas_of(tenant.municipality_code, ["county"])
    before = negotiation_before(session, negotiation.year)
    rows = profile(session, negotiation.indicator_ids, own, beside[0]) if beside else []
    return {
        "municipality": tenant.names,
        "county": beside[0].names if beside else {"fi": "", "sv": ""},
        "year": negotiation.year,
        "made_on": clock.today().isoformat(),
        "figures": [_figure(row) for row in rows],
        "goals": _goals(newest_plan(session), negotiation) if negotiation.common_goals else [],
        "before": {"year": before.year, "promises": [_promise(each) for each in before.promises]} if before else None,
        "support": {"fi": negotiation.support_fi, "sv": negotiation.support_sv},
        "participants": negotiation.participants,
        "minutes": _minutes(negotiation),
    }


def _figure(row: ProfileRow) -> Content:
    told = row.indicator
    return {
        "indicator": told.id,
        "title": {"fi": told.title_fi, "sv": told.title_sv},
        "unit": {"fi": told.unit_fi, "sv": told.unit_sv},
        "decimals": told.decimals,
        "period": period_label(told, row.own.year) if row.own else None,
        "own": str(row.own.value) if row.own else None,
        "county": str(row.other.value) if row.other else None,
        "median": str(row.median.value) if row.median else None,
        "outcome": str(row.comparison.outcome),
        "is_tested": row.comparison.is_tested,
        "reason": str(row.comparison.reason) if row.comparison.reason else None,
        "source": source_line({"fi": told.organisation_fi, "sv": told.organisation_sv}),
        "fetched_on": told.fetched_on.isoformat(),
    }


def _goals(plan: Plan | None, negotiation: Negotiation) -> list[Content]:
    """Those of the plan that are common, in its order; what has been taken out of it is no longer there."""
    common = {each.goal_id for each in negotiation.common_goals}
    if plan is None:
        return []
    counted = numbers(plan)
    return [
        {
            "number": counted[goal.id],
            "title": {"fi": goal.title_fi, "sv": goal.title_sv},
            "emphasis": {"fi": emphasis.title_fi, "sv": emphasis.title_sv},
            "measures": [{"fi": each.title_fi, "sv": each.title_sv} for each in goal.measures],
        }
        for emphasis in plan.emphases
        for goal in emphasis.goals
        if goal.id in common
    ]


def _promise(promise: Promise) -> Content:
    names = ("who", "what", "by_when", "language", "outcome", "told", "told_language")
    return {name: getattr(promise, name) for name in names}


def _minutes(negotiation: Negotiation) -> Content | None:
    if negotiation.met_on is None:
        return None
    promises = [_promise(each) for each in negotiation.promises]
    return {"met_on": negotiation.met_on.isoformat(), "place": negotiation.place, "promises": promises}
