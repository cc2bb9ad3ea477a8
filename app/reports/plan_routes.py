"""The pages of a welfare plan and its documents: which plan a report carries, how a plan goes to its decision."""

from typing import TYPE_CHECKING

from flask import abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.plan import words
from app.plan.pages import PLAN_FI, PLAN_SV
from app.plan.queries import plan_by_number, plans, versions
from app.reports import actions, queries
from app.reports.beginning import begin_document
from app.reports.forms import PlanForm
from app.reports.routes import report_of, room
from app.reports.words import REFUSALS
from app.web import numbers
from app.web.access import needs
from app.web.languages import page
from tenants.errors import Refused

if TYPE_CHECKING:
    from app.plan.models import Plan
    from app.reports.models import Report

NEW = "new"
"""In place of a plan's number: one that is begun now."""


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
    new = _("A new plan for the years %(years)s", years=numbers.years(*report.plan_years))
    form.plan.choices += [(NEW, new)] + [(name, f"{each.title(g.language)} ({name})") for name, each in every.items()]
    if form.validate_on_submit():
        try:
            return _carried(report, every, form.plan.data)
        except Refused as refused:
            form.refuse_as(refused, REFUSALS, "plan")
    return render_template("reports/carried_plan.html", report=report, form=form), 422 if form.errors else 200


def _carried(report: "Report", every: "dict[str, Plan]", chosen: str) -> ResponseReturnValue:
    """To the report, or to the plan that is to be written next."""
    if chosen == NEW:
        plan = actions.begin_plan_in(g.session, current_user.id, report)
        next_page = url_for("plan.show", number=plan.number)
    else:
        actions.carry_plan(g.session, current_user.id, report, every.get(chosen))
        next_page = url_for("reports.show", number=report.number)
    flash(_("Stored."), "success")
    return redirect(next_page)


@page(room, f"{PLAN_FI}/paatokset", f"{PLAN_SV}/beslutsgang")
@needs("plan.read")
def plan_decisions(number: int) -> ResponseReturnValue:
    """The documents in which a plan goes its way through the bodies, and what has been decided."""
    plan = _plan(number)
    found = {"documents": queries.documents_of(g.session, plan), "versions": versions(g.session, plan)}
    return render_template("reports/plan_decisions.html", plan=plan, words=words, **found)


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
