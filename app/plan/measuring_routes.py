"""The pages on which a goal says what it is measured by: figures found by search, or a description without any."""

import re
import uuid
from typing import TYPE_CHECKING

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.indicators import catalogue
from app.indicators.pages import asked_words
from app.own_figures.queries import every_indicator
from app.plan import following, measuring_actions, pages, words
from app.plan.measuring_forms import FigureForm, MeasuredForm, fields_of_figure
from app.plan.pages import PLAN_FI, PLAN_SV, row_of
from app.plan.routes import room
from app.web.access import needs
from app.web.addresses import RunningNumber
from app.web.languages import page
from tenants.errors import Refused

if TYPE_CHECKING:
    from app.plan.models import Goal, GoalIndicator, Plan

GOAL_FI, GOAL_SV = f"{PLAN_FI}/tavoitteet/<int:row>/mittarit", f"{PLAN_SV}/mal/<int:row>/matare"


@page(room, GOAL_FI, GOAL_SV)
@needs("plan.write")
def measuring(number: int, row: int) -> ResponseReturnValue:
    """What a goal is measured by, and the search for more."""
    plan = pages.plan_of(number)
    return _measuring(plan, row_of(plan, "goal", row))


@page(room, GOAL_FI, GOAL_SV, methods=("POST",))
@needs("plan.write")
def choose_measuring(number: int, row: int) -> ResponseReturnValue:
    """One more figure, by Sotkanet's number or of the municipality's own; next its target is asked for."""
    plan = pages.plan_of(number)
    goal = row_of(plan, "goal", row)
    told = (g.tenant.municipality_code, _chosen())
    try:
        added = measuring_actions.choose(g.session, current_user.id, plan, goal, *told)
    except Refused as refused:
        flash(words.REFUSALS[refused.reason], "error")
        return redirect(url_for("plan.measuring", number=number, row=row))
    flash(_("Chosen. The starting point is the municipality's latest figure: now set the target."), "success")
    return redirect(url_for("plan.target", number=number, row=row, measure_id=added.id))


@page(room, f"{GOAL_FI}/kuvaus", f"{GOAL_SV}/beskrivning", methods=("POST",))
@needs("plan.write")
def describe_measuring(number: int, row: int) -> ResponseReturnValue:
    """What the goal is followed by where no figure exists."""
    plan, form = pages.plan_of(number), MeasuredForm(g.written_in)
    goal = row_of(plan, "goal", row)
    if form.validate():
        try:
            measuring_actions.describe(g.session, current_user.id, plan, goal, form.told(goal))
        except Refused as refused:
            form.refuse_as(refused, words.REFUSALS, next(iter(form._fields)))
        else:
            flash(_("Stored."), "success")
            return redirect(url_for("plan.show", number=number, _anchor=f"goal-{row}"))
    return _measuring(plan, goal, form)


@page(room, f"{GOAL_FI}/<uuid:measure_id>", f"{GOAL_SV}/<uuid:measure_id>", methods=("GET", "POST"))
@needs("plan.write")
def target(number: int, row: int, measure_id: uuid.UUID) -> ResponseReturnValue:
    """Where a figure stood and where it should be; or leave the figure out."""
    plan = pages.plan_of(number)
    goal, indicator = _indicator(row_of(plan, "goal", row), measure_id)
    form = FigureForm(data=pages.opened(fields_of_figure(indicator)))
    if request.form.get("deed") == "remove" or form.validate_on_submit():
        try:
            _keep(plan, goal, indicator, form)
        except Refused as refused:
            form.refuse_as(refused, words.REFUSALS, "target_value")
        else:
            flash(_("Stored."), "success")
            return redirect(url_for("plan.show", number=number, _anchor=f"goal-{row}"))
    now = following.followed(g.session, g.tenant.municipality_code, [indicator])[indicator.id]
    told = {"plan": plan, "goal": goal, "form": form, "now": now}
    return render_template("plan/target.html", **told), 422 if form.errors else 200


def _chosen() -> dict[str, object]:
    """The figure whose button was pressed: an indicator of Sotkanet or the municipality's own."""
    typed = request.form.get("indicator", "")
    if re.fullmatch(RunningNumber.regex, typed):
        return {"indicator_id": int(typed)} if catalogue.listed(g.session, [int(typed)]) else abort(404)
    own = {str(each.number): each for each in every_indicator(g.session)}
    return {"own_indicator_id": (own.get(request.form.get("own", "")) or abort(400)).id}


def _keep(plan: "Plan", goal: "Goal", indicator: "GoalIndicator", form: FigureForm) -> None:
    if request.form.get("deed") == "remove":
        measuring_actions.leave_out(g.session, current_user.id, plan, goal, indicator)
    else:
        measuring_actions.aim(g.session, current_user.id, plan, goal, indicator, form.aim())


def _indicator(goal: "Goal", measure_id: uuid.UUID) -> "tuple[Goal, GoalIndicator]":
    return goal, next((each for each in goal.indicators if each.id == measure_id), None) or abort(404)


def _measuring(plan: "Plan", goal: "Goal", form: MeasuredForm | None = None) -> ResponseReturnValue:
    asked = asked_words()
    drawn = render_template(
        "plan/measuring.html",
        plan=plan,
        goal=goal,
        form=form or MeasuredForm(g.written_in, formdata=None, obj=goal),
        asked_words=asked,
        found=catalogue.search(g.session, asked, g.language) if asked else [],
        own=[each for each in every_indicator(g.session) if each.ended_at is None],
        figures=following.followed(g.session, g.tenant.municipality_code, goal.indicators),
    )
    return drawn, 422 if form and form.errors else 200
