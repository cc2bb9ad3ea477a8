"""The way of a report through the bodies: all steps on one page, and the list of bodies itself."""

from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.consulting.queries import rounds
from app.handling import actions, queries, rules
from app.handling.body_words import BODIES, DECISIONS
from app.handling.forms import BodyForm
from app.handling.words import REFUSALS
from app.web.access import needs
from app.web.languages import page
from tenants import clock
from tenants.errors import Refused
from tenants.permissions import may

if TYPE_CHECKING:
    from app.handling.models import HandlingStep
    from app.reports.models import Report

room = Blueprint("handling", __name__)
WAY_FI = "/<municipality>/kertomukset/<int:number>/kasittely"
WAY_SV = "/<municipality>/berattelser/<int:number>/behandling"


@page(room, WAY_FI, WAY_SV)
@needs("report.read")
def way(number: int) -> ResponseReturnValue:
    """Every body in its turn: what it decided, which changes it asked for; and what was stated in consultation."""
    report = report_at(number)
    found = queries.way_of(g.session, report)
    words = {"report": report, "way": found, "next_step": rules.next_step(found.steps), "today": clock.today()}
    stated = rounds(g.session, report.id) if may(g.role, "consultation.read") else []
    return render_template(
        "handling/way.html", rounds=stated, bodies=BODIES, decisions=DECISIONS, first_list=rules.FIRST_LIST, **words
    )


@page(room, WAY_FI, WAY_SV, methods=("POST",))
@needs("report.submit")
def change_way(number: int) -> ResponseReturnValue:
    """Take the usual list into use; move a body in it or take it off."""
    report, move = report_at(number), request.form.get("move")
    try:
        if move == "plan":
            actions.plan_way(g.session, current_user.id, report)
        elif move == "remove":
            actions.remove_body(g.session, current_user.id, report, _step_named(report))
        elif move in ("up", "down"):
            actions.move_body(g.session, current_user.id, report, _step_named(report), move)
        else:
            abort(400)
    except Refused as refused:
        flash(REFUSALS[refused.reason], "error")
    return redirect(url_for("handling.way", number=number))


@page(room, f"{WAY_FI}/uusi", f"{WAY_SV}/ny", methods=("GET", "POST"))
@needs("report.submit")
def add_body(number: int) -> ResponseReturnValue:
    """Add a body to the list."""
    report = report_at(number)
    steps = [(each.number, each.title(g.language)) for each in queries.steps(g.session, report)]
    form = BodyForm(g.written_in, steps)
    if form.validate_on_submit():
        told = (form.body.data, form.titles, form.before_number)
        try:
            actions.add_body(g.session, current_user.id, report, *told)
        except Refused as refused:
            form.refuse("body", REFUSALS[refused.reason])
        else:
            flash(_("The body is on the list."), "success")
            return redirect(url_for("handling.way", number=number))
    return render_template("handling/add_body.html", report=report, form=form), 422 if form.is_submitted() else 200


def report_at(number: int) -> "Report":
    """The report that an address names; 404 where there is none."""
    return queries.report_at(g.session, number) or abort(404)


def step_of(report: "Report", number: int) -> "HandlingStep":
    """The step that an address names; 404 where there is none."""
    return queries.step_at(g.session, report, number) or abort(404)


def _step_named(report: "Report") -> "HandlingStep":
    return step_of(report, request.form.get("step", type=int) or abort(400))
