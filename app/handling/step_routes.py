"""One step of the way: the body's decision, and which of the changes it asked for are made."""

import uuid

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.handling import actions, queries
from app.handling.forms import DecisionForm
from app.handling.routes import WAY_FI, WAY_SV, report_at, room, step_of
from app.handling.words import REFUSALS
from app.web.access import needs
from app.web.languages import page
from tenants.errors import Refused

STEP_FI, STEP_SV = f"{WAY_FI}/<int:step_number>", f"{WAY_SV}/<int:step_number>"


@page(room, STEP_FI, STEP_SV, methods=("GET", "POST"))
@needs("report.submit")
def step(number: int, step_number: int) -> ResponseReturnValue:
    """Record what a body decided, correct it, or add changes that it asked for."""
    report = report_at(number)
    step, known = step_of(report, step_number), queries.way_of(g.session, report).changes
    form = DecisionForm.of_step(step, g.language)
    form.has_changes = bool(known.get(step.id))
    if form.validate_on_submit():
        try:
            actions.record(g.session, current_user.id, report, step, form.decided, g.language)
        except Refused as refused:
            form.refuse("decision", REFUSALS[refused.reason])
        else:
            flash(_("The decision is recorded."), "success")
            return redirect(url_for("handling.way", number=number))
    words = {"report": report, "step": step, "form": form, "changes": known.get(step.id, ())}
    return render_template("handling/step.html", **words), 422 if form.is_submitted() else 200


@page(room, f"{STEP_FI}/muutokset", f"{STEP_SV}/andringar", methods=("POST",))
@needs("section.write")
def mark_change(number: int, step_number: int) -> ResponseReturnValue:
    """A change that was asked for is made, or is not after all."""
    report = report_at(number)
    asked = request.form.get("change", type=uuid.UUID) or abort(400)
    change = queries.change_with_id(g.session, step_of(report, step_number), asked) or abort(404)
    try:
        actions.mark_change(
            g.session, current_user.id, report, change, is_done=request.form.get("state") == "done"
        )
    except Refused as refused:
        flash(REFUSALS[refused.reason], "error")
    return redirect(url_for("handling.way", number=number, _anchor=f"step-{step_number}"))
