"""What of a plan is still written in one language: where a municipality serves in both, a decision needs both. Pure.

The Language Act (423/2003 section 29) has a bilingual municipality's documents of general importance in both.
"""

from app.plan.models import Plan, PlanRow

WORDED = {
    "emphasis": ("title",),
    "goal": ("title", "strategy", "measured"),
    "measure": ("title", "body", "partners", "resource"),
}


def in_one_language(plan: Plan) -> list[PlanRow]:
    """The rows that say something in one language alone, in reading order."""
    rows = []
    for emphasis in plan.emphases:
        rows.append(emphasis)
        for goal in emphasis.goals:
            rows += [goal, *goal.measures]
    return [each for each in rows if any(_is_half(each, name) for name in WORDED[each.__tablename__])]


def _is_half(row: PlanRow, name: str) -> bool:
    return bool(getattr(row, f"{name}_fi")) != bool(getattr(row, f"{name}_sv"))
