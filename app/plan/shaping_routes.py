"""The pages on which a plan's rows are put in order: moved, put elsewhere, split, merged, removed, brought back."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.plan import pages, queries, shaping_actions
from app.plan.forms import Titled
from app.plan.pages import PLAN_FI, PLAN_SV, row_of
from app.plan.routes import room
from app.web.access import needs
from app.web.languages import page
from tenants.errors import Refused

if TYPE_CHECKING:
    from app.plan.models import Plan, PlanRow


@page(room, f"{PLAN_FI}/siirto", f"{PLAN_SV}/flyttning", methods=("POST",))
@needs("plan.write")
def move_row(number: int) -> ResponseReturnValue:
    """One step up or down among its siblings; whoever goes on with the keyboard stays at its button."""
    plan, way = pages.plan_of(number), request.form.get("way")
    if way not in ("up", "down"):
        abort(400)
    row = _named(plan)
    try:
        shaping_actions.move_row(g.session, current_user.id, plan, row, way)
    except Refused as refused:
        return pages.refused_back(refused, plan)
    return redirect(url_for("plan.show", number=number, moved=f"{row.__tablename__}-{row.number}", way=way))


@page(room, f"{PLAN_FI}/poisto", f"{PLAN_SV}/borttagning", methods=("POST",))
@needs("plan.write")
def remove_row(number: int) -> ResponseReturnValue:
    """Leave a row out of the plan; it can be brought back."""
    plan = pages.plan_of(number)
    try:
        shaping_actions.remove_row(g.session, current_user.id, plan, _named(plan))
    except Refused as refused:
        return pages.refused_back(refused, plan)
    flash(_("The row is removed with what stood under it. You can bring it back below."), "success")
    return redirect(url_for("plan.removed", number=number))


@page(room, f"{PLAN_FI}/poistetut", f"{PLAN_SV}/borttagna")
@needs("plan.read")
def removed(number: int) -> ResponseReturnValue:
    """What was left out of the plan."""
    plan = pages.plan_of(number)
    return render_template("plan/removed.html", plan=plan, removed=queries.removed_rows(g.session, plan))


@page(room, f"{PLAN_FI}/poistetut", f"{PLAN_SV}/borttagna", methods=("POST",))
@needs("plan.write")
def restore_row(number: int) -> ResponseReturnValue:
    """Bring a row back to its place."""
    plan, kind, typed = pages.plan_of(number), request.form.get("kind"), request.form.get("row", type=int)
    gone = {(each.__tablename__, each.number): each for each in queries.removed_rows(g.session, plan)}
    return _done(plan, gone.get((kind, typed)) or abort(404), shaping_actions.restore_row)


@page(room, f"{PLAN_FI}/tavoitteet/<int:row>/jarjestely", f"{PLAN_SV}/mal/<int:row>/ordning", methods=("GET", "POST"))
@needs("plan.write")
def arrange_goal(number: int, row: int) -> ResponseReturnValue:
    """Put a goal under another emphasis, split it, or merge it into another one."""
    plan = pages.plan_of(number)
    goal = next((each for each in plan.goals if each.number == row), None) or abort(404)
    return _arranged(plan, goal, plan.emphases, plan.goals)


@page(room, f"{PLAN_FI}/toimenpiteet/<int:row>/jarjestely", f"{PLAN_SV}/atgarder/<int:row>/ordning",
      methods=("GET", "POST"))  # fmt: skip
@needs("plan.write")
def arrange_measure(number: int, row: int) -> ResponseReturnValue:
    """Put a measure under another goal, split it, or merge it into another one."""
    plan = pages.plan_of(number)
    measure = next((each for each in plan.measures if each.number == row), None) or abort(404)
    return _arranged(plan, measure, plan.goals, plan.measures)


def _arranged(plan: "Plan", row: "PlanRow", parents: list, others: list) -> ResponseReturnValue:
    form = Titled(g.written_in, formdata=request.form if request.form.get("deed") == "split" else None)
    told = {"plan": plan, "row": row, "kind": row.__tablename__, "form": form, "shown": queries.numbers(plan)}
    if request.method == "POST":
        if deed := _deed(plan, row, form, parents, others):
            return _done(plan, row, deed)
        if not form.errors:
            abort(400)
    return render_template("plan/arrange.html", **told, parents=parents, others=others), 422 if form.errors else 200


def _deed(plan: "Plan", row: "PlanRow", form: Titled, parents: list, others: list) -> Callable | None:
    """What the pressed button does to the row; None where something is missing."""
    deed, typed = request.form.get("deed"), request.form.get("to", type=int)
    kind = row.__tablename__
    if deed == "put" and (to := _numbered(parents, typed)):
        return lambda *who: shaping_actions.put_under(*who, to)
    if deed == "merge" and (to := _numbered(others, typed)) and to is not row:
        return lambda *who: getattr(shaping_actions, f"merge_{kind}s")(*who, to)
    if deed == "split" and form.validate():
        return _split(row, kind, form.pair("title"))
    return None


def _split(row: "PlanRow", kind: str, titles: dict[str, str]) -> Callable:
    if kind == "measure":
        return lambda *who: shaping_actions.split_measure(*who, titles)
    moved = [each for each in row.measures if str(each.number) in request.form.getlist("moved")]
    return lambda *who: shaping_actions.split_goal(*who, titles, moved)


def _numbered(rows: list, number: int | None) -> "PlanRow | None":
    return next((each for each in rows if each.number == number), None)


def _named(plan: "Plan") -> "PlanRow":
    kind = request.form.get("kind")
    return row_of(plan, kind, request.form.get("row")) if kind in queries.ROWS else abort(400)


def _done(plan: "Plan", row: "PlanRow", deed: Callable, *told: object) -> ResponseReturnValue:
    try:
        deed(g.session, current_user.id, plan, row, *told)
    except Refused as refused:
        return pages.refused_back(refused, plan)
    flash(_("Stored."), "success")
    where = row if row.removed_at is None else plan
    anchor = f"{row.__tablename__}-{row.number}" if where is row else None
    return redirect(url_for("plan.show", number=plan.number, _anchor=anchor))
