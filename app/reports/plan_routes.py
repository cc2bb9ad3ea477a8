"""The page on which it is chosen which welfare plan a report carries."""

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.plan.queries import plans
from app.reports import actions
from app.reports.forms import PlanForm
from app.reports.routes import report_of, room
from app.reports.words import REFUSALS
from app.web.access import needs
from app.web.languages import page
from tenants.errors import Refused


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
