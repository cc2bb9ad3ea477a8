"""The pages of decisions about a plan: recording one, beginning a change, the versions and what differs in them."""

from typing import TYPE_CHECKING

from flask import abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.plan import deciding, differing, pages, queries, words
from app.plan.forms import DecisionForm
from app.plan.pages import PLAN_FI, PLAN_SV
from app.plan.routes import room
from app.web.access import needs
from app.web.languages import page
from tenants.errors import Refused

if TYPE_CHECKING:
    from app.plan.models import Plan


@page(room, f"{PLAN_FI}/paatos", f"{PLAN_SV}/beslut", methods=("GET", "POST"))
@needs("plan.decide")
def decide(number: int) -> ResponseReturnValue:
    """Record the decision of a body that decides alone on a plan or its change, without a document."""
    plan = pages.plan_of(number)
    form = DecisionForm(g.written_in, data=pages.opened(words.COUNCIL_NAMES))
    if form.validate_on_submit():
        told = (form.body, form.meeting_day, form.meeting_section.data)
        try:
            made = deciding.adopt_plan(g.session, current_user.id, plan, *told)
        except Refused as refused:
            form.refuse_as(refused, words.REFUSALS, f"body_{g.written_in[0]}")
        else:
            flash(_("The decision is recorded. Version %(number)s stays as it is.", number=made.number), "success")
            return redirect(url_for("plan.show", number=number))
    return render_template("plan/decide.html", plan=plan, form=form), 422 if form.errors else 200


@page(room, f"{PLAN_FI}/muutos", f"{PLAN_SV}/andring", methods=("POST",))
@needs("plan.decide")
def begin_change(number: int) -> ResponseReturnValue:
    """Take a decided plan back to work for a change, which gets a decision of its own."""
    plan = pages.plan_of(number)
    try:
        deciding.reopen_plan(g.session, current_user.id, plan)
    except Refused as refused:
        return pages.refused_back(refused, plan)
    flash(_("The plan is in work again. The decided version stays."), "success")
    return redirect(url_for("plan.show", number=number))


@page(room, f"{PLAN_FI}/versiot", f"{PLAN_SV}/versioner")
@needs("plan.read")
def versions(number: int) -> ResponseReturnValue:
    """Every decided version, and what differs from the newest now."""
    plan = pages.plan_of(number)
    every = queries.versions(g.session, plan)
    newest = queries.version(g.session, plan, every[0].number) if every else None
    changes = differing.differences(newest.content, pages.content_here(plan)) if newest else []
    return render_template("plan/versions.html", plan=plan, versions=every, changes=changes)


@page(room, f"{PLAN_FI}/versiot/<int:version>", f"{PLAN_SV}/versioner/<int:version>")
@needs("plan.read")
def version(number: int, version: int) -> ResponseReturnValue:
    """A version as it was decided, and what was changed in it."""
    plan = pages.plan_of(number)
    found = queries.version(g.session, plan, version) or abort(404)
    names = pages.names_in(found.content)
    return render_template(
        "plan/version.html",
        plan=plan,
        version=found,
        changes=_changes(plan, found),
        names=names,
    )


def _changes(plan: "Plan", found) -> list[differing.Difference]:
    before = queries.version(g.session, plan, found.number - 1)
    return differing.differences(before.content, found.content) if before else []
