"""The pages on which the rows of a plan are written: emphases, goals, measures."""

from typing import TYPE_CHECKING

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.plan import pages, row_actions, tags, words
from app.plan.forms import EmphasisForm, GoalForm, MeasureForm, RowForm, fields_of
from app.plan.pages import PLAN_FI, PLAN_SV, row_of
from app.plan.routes import room
from app.web.access import needs
from app.web.languages import page
from tenants.errors import Refused
from tenants.membership import members

if TYPE_CHECKING:
    from app.plan.models import Plan, PlanRow

FORMS = {"emphasis": EmphasisForm, "goal": GoalForm, "measure": MeasureForm}


@page(room, f"{PLAN_FI}/painopisteet/uusi", f"{PLAN_SV}/prioriteringar/ny", methods=("GET", "POST"))
@needs("plan.write")
def add_emphasis(number: int) -> ResponseReturnValue:
    """A new emphasis."""
    return _adding(pages.plan_of(number), "emphasis", None)


@page(room, f"{PLAN_FI}/painopisteet/<int:row>/tavoite", f"{PLAN_SV}/prioriteringar/<int:row>/mal",
      methods=("GET", "POST"))  # fmt: skip
@needs("plan.write")
def add_goal(number: int, row: int) -> ResponseReturnValue:
    """A new goal of an emphasis."""
    plan = pages.plan_of(number)
    return _adding(plan, "goal", row_of(plan, "emphasis", row))


@page(room, f"{PLAN_FI}/tavoitteet/<int:row>/toimenpide", f"{PLAN_SV}/mal/<int:row>/atgard", methods=("GET", "POST"))
@needs("plan.write")
def add_measure(number: int, row: int) -> ResponseReturnValue:
    """A new measure of a goal."""
    plan = pages.plan_of(number)
    return _adding(plan, "measure", row_of(plan, "goal", row))


@page(room, f"{PLAN_FI}/painopisteet/<int:row>", f"{PLAN_SV}/prioriteringar/<int:row>", methods=("GET", "POST"))
@needs("plan.write")
def edit_emphasis(number: int, row: int) -> ResponseReturnValue:
    """Change an emphasis."""
    return _editing(pages.plan_of(number), "emphasis", row)


@page(room, f"{PLAN_FI}/tavoitteet/<int:row>", f"{PLAN_SV}/mal/<int:row>", methods=("GET", "POST"))
@needs("plan.write")
def edit_goal(number: int, row: int) -> ResponseReturnValue:
    """Change a goal."""
    return _editing(pages.plan_of(number), "goal", row)


@page(room, f"{PLAN_FI}/toimenpiteet/<int:row>", f"{PLAN_SV}/atgarder/<int:row>", methods=("GET", "POST"))
@needs("plan.write")
def edit_measure(number: int, row: int) -> ResponseReturnValue:
    """Change a measure."""
    return _editing(pages.plan_of(number), "measure", row)


def _adding(plan: "Plan", kind: str, above: "PlanRow | None") -> ResponseReturnValue:
    form = _form(kind, {"age_group": "all"})
    if form.validate_on_submit():
        add = getattr(row_actions, f"add_{kind}")
        where = (plan,) if above is None else (plan, above)
        try:
            row = add(g.session, current_user.id, *where, form.told_over(form.new))
        except Refused as refused:
            form.refuse_as(refused, words.REFUSALS, _first(form))
        else:
            return _written(plan, kind, row, is_new=True)
    return _page(form, plan, kind, None, above)


def _editing(plan: "Plan", kind: str, number: int) -> ResponseReturnValue:
    row = row_of(plan, kind, number)
    before = row_actions.told_of(row)
    form = _form(kind, fields_of(before, g.language))
    if form.validate_on_submit():
        told = (form.told_over(before), form.seen.data or None)
        try:
            row_actions.change_row(g.session, current_user.id, plan, row, *told)
        except Refused as refused:
            form.refuse_as(refused, words.REFUSALS, _first(form))
            form.show_what_is_stored(row_actions.told_of(row))
        else:
            return _written(plan, kind, row)
    return _page(form, plan, kind, row, None)


def _form(kind: str, given: dict[str, object]) -> RowForm:
    form = FORMS[kind](g.written_in, data=pages.opened(given))
    if kind != "emphasis":
        form.let_choose(members(g.session), tags.every_tag(g.session).values(), g.language)
    return form


def _first(form: RowForm) -> str:
    return next(name for name in form._fields if name.startswith("title_"))


def _written(plan: "Plan", kind: str, row: "PlanRow", *, is_new: bool = False) -> ResponseReturnValue:
    """After a new goal: what is it measured by?"""
    flash(_("Stored."), "success")
    if is_new and kind == "goal":
        return redirect(url_for("plan.measuring", number=plan.number, row=row.number))
    return redirect(url_for("plan.show", number=plan.number, _anchor=f"{kind}-{row.number}"))


def _page(
    form: RowForm, plan: "Plan", kind: str, row: "PlanRow | None", above: "PlanRow | None"
) -> ResponseReturnValue:
    drawn = render_template("plan/row_form.html", form=form, plan=plan, kind=kind, row=row, above=above)
    return drawn, 422 if form.errors else 200
