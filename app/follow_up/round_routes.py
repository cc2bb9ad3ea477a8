"""The days of a plan's follow-up, which the coordinators choose."""

from typing import TYPE_CHECKING

from flask import abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.follow_up import actions, queries
from app.follow_up.forms import DaysForm, MoveForm
from app.follow_up.routes import ALL_FI, ALL_SV, room
from app.follow_up.rules import days_from
from app.follow_up.words import REFUSALS
from app.plan.queries import plan_by_number
from app.web.access import needs
from app.web.languages import page
from tenants import clock
from tenants.errors import Refused

if TYPE_CHECKING:
    from app.plan.models import Plan

DAYS_FI, DAYS_SV = f"{ALL_FI}/paivat", f"{ALL_SV}/dagar"
ONE_FI, ONE_SV = f"{DAYS_FI}/<int:round_number>", f"{DAYS_SV}/<int:round_number>"


@page(room, DAYS_FI, DAYS_SV, methods=("GET", "POST"))
@needs("follow_up.lead")
def days(number: int) -> ResponseReturnValue:
    """All of them, and the form for more."""
    plan, form = _plan(number), DaysForm()
    if form.validate_on_submit():
        try:
            new = days_from(form.day, form.repeats.data, plan.last_year)
            actions.set_rounds(g.session, current_user.id, plan, new)
        except Refused as refused:
            form.refuse("due_on", REFUSALS[refused.reason])
        else:
            return _stored(number)
    found = queries.rounds(g.session, plan)
    words = {"plan": plan, "rounds": found, "form": form, "today": clock.today()}
    return render_template("follow_up/days.html", **words), 422 if form.is_submitted() else 200


@page(room, ONE_FI, ONE_SV, methods=("GET", "POST"))
@needs("follow_up.lead")
def move_day(number: int, round_number: int) -> ResponseReturnValue:
    """Another day for one of them."""
    plan = _plan(number)
    round, form = queries.round_by_number(g.session, plan, round_number) or abort(404), MoveForm()
    if form.validate_on_submit():
        try:
            actions.move_round(g.session, current_user.id, plan, round, form.day)
        except Refused as refused:
            form.refuse("due_on", REFUSALS[refused.reason])
        else:
            return _stored(number)
    words = {"plan": plan, "round": round, "form": form}
    return render_template("follow_up/move_day.html", **words), 422 if form.is_submitted() else 200


@page(room, f"{ONE_FI}/poista", f"{ONE_SV}/ta-bort", methods=("POST",))
@needs("follow_up.lead")
def remove_day(number: int, round_number: int) -> ResponseReturnValue:
    """Ask nobody for it any more."""
    plan = _plan(number)
    round = queries.round_by_number(g.session, plan, round_number) or abort(404)
    actions.remove_round(g.session, current_user.id, plan, round)
    return _stored(number)


def _plan(number: int) -> "Plan":
    return plan_by_number(g.session, number) or abort(404)


def _stored(number: int) -> ResponseReturnValue:
    flash(_("Stored."), "success")
    return redirect(url_for("follow_up.days", number=number))
