"""The pages of whole plans: their list, one as a page to read, its name and years."""

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.plan import actions, filtering, pages, queries, tags, words
from app.plan.forms import BeginForm, PlanForm
from app.plan.pages import PLAN_FI, PLAN_SV, PLANS_FI, PLANS_SV
from app.web.access import needs
from app.web.languages import page
from tenants.errors import Refused

room = Blueprint("plan", __name__)


@room.context_processor
def spoken() -> dict[str, object]:
    """How the room's templates call what stands in a plan."""
    return {"words": words}


@page(room, PLANS_FI, PLANS_SV)
@needs("plan.read")
def index() -> ResponseReturnValue:
    """Every plan of the municipality."""
    return render_template("plan/index.html", plans=queries.plans(g.session), counts=queries.counts(g.session))


@page(room, f"{PLANS_FI}uusi", f"{PLANS_SV}ny", methods=("GET", "POST"))
@needs("plan.write")
def begin() -> ResponseReturnValue:
    """Begin a plan."""
    form = BeginForm(g.written_in)
    if not form.validate_on_submit():
        return render_template("plan/plan_form.html", form=form, plan=None), 422 if form.errors else 200
    titles = form.pair("title")
    told = (form.first_year.data, form.last_year.data, titles if any(titles.values()) else None)
    plan = actions.begin_plan(g.session, current_user.id, *told)
    flash(_("The plan is begun. Write its first emphasis."), "success")
    return redirect(url_for("plan.show", number=plan.number))


@page(room, PLAN_FI, PLAN_SV)
@needs("plan.read")
def show(number: int) -> ResponseReturnValue:
    """A plan as one page, or the part of it that the address asks for."""
    plan, asked, known = pages.plan_of(number), pages.asked(), tags.every_tag(g.session)
    whole = pages.content_here(plan, known)
    told = {"plan": plan, "whole": whole, "asked": asked, "tags": known}
    return render_template(
        "plan/show.html",
        **told,
        content=filtering.filtered(whole, asked),
        names=pages.names_in(whole),
        bodies=filtering.bodies_in(whole, g.language),
        shown=queries.numbers(plan),
        **pages.still_missing(plan),
        moved=(request.args.get("moved"), request.args.get("way")),
    )


@page(room, f"{PLAN_FI}/muokkaa", f"{PLAN_SV}/redigera", methods=("GET", "POST"))
@needs("plan.write")
def rename(number: int) -> ResponseReturnValue:
    """A plan's name and years."""
    plan = pages.plan_of(number)
    form = PlanForm(g.written_in, data=pages.opened(vars(plan)))
    if form.validate_on_submit():
        told = (form.first_year.data, form.last_year.data, form.pair("title"))
        try:
            actions.rename_plan(g.session, current_user.id, plan, *told)
        except Refused as refused:
            form.refuse_as(refused, words.REFUSALS, "first_year")
        else:
            flash(_("Stored."), "success")
            return redirect(url_for("plan.show", number=number))
    return render_template("plan/plan_form.html", form=form, plan=plan), 422 if form.errors else 200
