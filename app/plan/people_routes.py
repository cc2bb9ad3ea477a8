"""The pages on which it is named who answers for a goal or a measure, also after the plan was decided."""

from typing import TYPE_CHECKING

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.plan import naming, pages, words
from app.plan.forms import PeopleForm
from app.plan.pages import PLAN_FI, PLAN_SV, row_of
from app.plan.routes import room
from app.web.access import needs
from app.web.languages import page
from tenants.errors import Refused
from tenants.membership import members

if TYPE_CHECKING:
    from app.plan.models import Goal, Measure, Plan


@page(room, f"{PLAN_FI}/tavoitteet/<int:row>/vastuu", f"{PLAN_SV}/mal/<int:row>/ansvar", methods=("GET", "POST"))
@needs("plan.write")
def people_of_goal(number: int, row: int) -> ResponseReturnValue:
    """Who answers for a goal."""
    plan = pages.plan_of(number)
    return _named(plan, row_of(plan, "goal", row))


@page(room, f"{PLAN_FI}/toimenpiteet/<int:row>/vastuu", f"{PLAN_SV}/atgarder/<int:row>/ansvar", methods=("GET", "POST"))
@needs("plan.write")
def people_of_measure(number: int, row: int) -> ResponseReturnValue:
    """Who answers for a measure."""
    plan = pages.plan_of(number)
    return _named(plan, row_of(plan, "measure", row))


def _named(plan: "Plan", row: "Goal | Measure") -> ResponseReturnValue:
    now = {"owner": str(row.owner_id or ""), "deputy": str(row.deputy_id or "")}
    form = PeopleForm(data=pages.opened(now))
    form.let_choose_people(members(g.session))
    if form.validate_on_submit():
        try:
            naming.name_people(g.session, current_user.id, plan, row, **form.people)
        except Refused as refused:
            form.refuse_as(refused, words.REFUSALS, "owner")
        else:
            flash(_("Stored."), "success")
            return redirect(url_for("plan.show", number=plan.number, _anchor=f"{row.__tablename__}-{row.number}"))
    return render_template("plan/people.html", plan=plan, row=row, form=form), 422 if form.errors else 200
