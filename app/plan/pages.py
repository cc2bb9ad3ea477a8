"""What several pages of the plan need: the plan that an address names, its content, the answer to a refusal."""

from typing import TYPE_CHECKING, Any

from flask import abort, flash, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.plan import content, filtering, following, queries, rules, tags, words
from app.plan.filtering import Asked
from app.plan.writing import in_one_language
from app.web.forms import in_words
from tenants import people
from tenants.errors import Refused

if TYPE_CHECKING:
    from app.plan.models import Plan, PlanRow

PLANS_FI, PLANS_SV = "/<municipality>/suunnitelmat/", "/<municipality>/planer/"
PLAN_FI, PLAN_SV = f"{PLANS_FI}<int:number>", f"{PLANS_SV}<int:number>"
LONGEST_ASKED = 1_000


def plan_of(number: int) -> "Plan":
    """The plan that an address names; 404 where there is none."""
    return queries.plan_by_number(g.session, number) or abort(404)


def row_of(plan: "Plan", kind: str, number: object) -> "PlanRow":
    """A row of the plan that has not been removed; 404 where there is none."""
    typed = str(number or "")
    found = queries.row_by_number(g.session, plan, kind, int(typed)) if typed.isdecimal() and len(typed) < 9 else None
    return found if found and found.removed_at is None else abort(404)


def content_here(plan: "Plan", known: dict[str, tags.Tag] | None = None) -> dict[str, Any]:
    """Everything that the plan says now, with the figures of the municipality; `known` are the statutory plans."""
    indicators = [each for goal in plan.goals for each in goal.indicators]
    figures = following.followed(g.session, g.tenant.municipality_code, indicators)
    return content.content_of(plan, figures, known or tags.every_tag(g.session))


def asked() -> Asked:
    """The part of a plan that the address asks for; 404 for what nobody can ask."""
    wanted = {name: request.args.get(name) or None for name in Asked.__dataclass_fields__}
    if any(len(value) > LONGEST_ASKED or "\0" in value for value in wanted.values() if value):
        abort(404)
    return Asked(**wanted)


def filtered_here(plan: "Plan") -> dict[str, Any]:
    """The part of it that the address asks for."""
    return filtering.filtered(content_here(plan), asked())


def still_missing(plan: "Plan") -> dict[str, list]:
    """The rows that keep the plan from a decision."""
    half_written = in_one_language(plan) if g.tenant.is_bilingual else []
    return {"unmeasured": rules.without_measuring(plan.goals), "half_written": half_written}


def names_in(told: dict[str, Any]) -> dict[str, str]:
    """The names of everybody who answers for something, by their ids as the content has them."""
    names = people.names_of(g.session, content.people_in(told))
    return {str(id): name for id, name in names.items()}


def opened(given: dict[str, object]) -> dict[str, object]:
    """What stands in a form when it is opened; what is sent says everything itself."""
    return given if request.method == "GET" else {}


def refused_back(refused: Refused, plan: "Plan") -> ResponseReturnValue:
    """A button's deed that is refused: back to the plan, with the reason."""
    flash(in_words(refused, words.REFUSALS), "error")
    return redirect(url_for("plan.show", number=plan.number))
