"""The pages of a welfare plan and its documents: which plan a report carries, how a plan goes to its decision."""

from typing import TYPE_CHECKING

from flask import abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.plan.pages import PLAN_FI, PLAN_SV
from app.plan.queries import plan_by_number, plans, versions
from app.reports import actions, queries
from app.reports.beginning import begin_document
from app.reports.forms import PlanForm
from app.reports.routes import report_of, room
from app.reports.words import REFUSALS
from app.web.access import needs
from app.web.languages import page
from tenants.errors import Refused

if TYPE_CHECKING:
    from app.plan.models import Plan


@page(
    room,
    "/<municipality>/kertomukset/<int:number>/suunnitelma",
    "/<municipality>/berattelser/<int:number>/plan",
    methods=("GET", "POST"),
)
@needs("report.begin")
def carried_plan(number: int) -> ResponseReturnValue:
    """Which plan stands in the report, or none."""
    report, every = report_of(number), {str(each.number): each for each in plans(g.session)}
    form = PlanForm(data={"plan": str(report.plan.number) if report.plan else ""})
    form.plan.choices += [(name, f"{each.title(g.language)} ({name})") for name, each in every.items()]
    if form.validate_on_submit():
        try:
            actions.carry_plan(g.session, current_user.id, report, every.get(form.plan.data))
        except Refused as refused:
            form.refuse_as(refused, REFUSALS, "plan")
        else:
            flash(_("Stored."), "success")
            return redirect(url_for("reports.show", number=number))
    return render_template("reports/carried_plan.html", report=report, form=form), 422 if form.errors else 200


@page(room, f"{PLAN_FI}/paatokset", f"{PLAN_SV}/beslutsgang")
@needs("plan.read")
def plan_decisions(number: int) -> ResponseReturnValue:
    """The documents in which a plan goes its way through the bodies, and what has been decided."""
    plan = _plan(number)
    found = {"documents": queries.documents_of(g.session, plan), "versions": versions(g.session, plan)}
    return render_template("reports/plan_decisions.html", plan=plan, **found)


@page(room, f"{PLAN_FI}/paatokset", f"{PLAN_SV}/beslutsgang", methods=("POST",))
@needs("report.begin")
def begin_plan_document(number: int) -> ResponseReturnValue:
    """Take a plan in work, or its change in mid-term, to the bodies in a document of its own."""
    plan = _plan(number)
    try:
        is_change = bool(versions(g.session, plan))
        told = (g.tenant.municipality_code, plan)
        begun = begin_document(g.session, current_user.id, *told, is_change=is_change)
    except Refused as refused:
        flash(REFUSALS[refused.reason], "error")
        return redirect(url_for("reports.plan_decisions", number=number))
    flash(_("The document is begun. Write its sections and plan its way through the bodies."), "success")
    return redirect(url_for("reports.show", number=begun.number))


def _plan(number: int) -> "Plan":
    return plan_by_number(g.session, number) or abort(404)
