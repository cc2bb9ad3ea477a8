"""The follow-up of a plan, and the page on which one measure is reported of and its history read."""

from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.follow_up import actions, overview, queries, words
from app.follow_up.forms import ReportForm
from app.plan.queries import plan_by_number
from app.web import entrance
from app.web.access import needs
from app.web.languages import page
from tenants import clock
from tenants.errors import Refused
from tenants.permissions import may

if TYPE_CHECKING:
    from app.follow_up.queries import MeasureAt

room = Blueprint("follow_up", __name__)
ALL_FI, ALL_SV = "/<municipality>/suunnitelmat/<int:number>/seuranta", "/<municipality>/planer/<int:number>/uppfoljning"
ONE_FI, ONE_SV = f"{ALL_FI}/<int:measure>", f"{ALL_SV}/<int:measure>"


@page(room, ALL_FI, ALL_SV)
@needs("follow_up.read")
def plan(number: int) -> ResponseReturnValue:
    """How the plan goes: what is late, what nobody owns, what nobody has opened, and each measure."""
    found = plan_by_number(g.session, number) or abort(404)
    seen = overview.of_plan(
        found, queries.followed(g.session, found), queries.rounds(g.session, found), clock.now()
    )
    return render_template("follow_up/plan.html", plan=found, seen=seen, words=words)


@page(room, ONE_FI, ONE_SV)
@needs("follow_up.read")
def measure(number: int, measure: int) -> ResponseReturnValue:
    """One measure: the form for those who may report, then all that has been said of it."""
    return _shown(_noticed(_measure(number, measure)))


@page(room, ONE_FI, ONE_SV, methods=("POST",))
@needs("follow_up.take_part")
def report(number: int, measure: int) -> ResponseReturnValue:
    """Add to what has been said."""
    at, form = _measure(number, measure), ReportForm(g.written_in, g.language)
    if not _may_report(at):
        abort(403)
    if not form.validate():
        return _shown(at, form), 422
    try:
        actions.report(g.session, current_user.id, at.plan, at.measure, form.told, form.seen.data)
    except Refused as refused:
        form.refuse(f"sentence_{form.languages[0]}", words.REFUSALS[refused.reason])
        return _shown(at, form), 409
    flash(_("Stored. Thank you."), "success")
    return redirect(url_for("follow_up.own"))


def _measure(number: int, measure: int) -> "MeasureAt":
    return queries.measure_at(g.session, number, measure) or abort(404)


def _answers_for(at: "MeasureAt") -> bool:
    return current_user.id in (at.measure.owner_id, at.measure.deputy_id)


def _may_report(at: "MeasureAt") -> bool:
    """Who answers for the measure, and whoever writes here."""
    return may(g.role, "follow_up.take_part") and (_answers_for(at) or may(g.role, "follow_up.report"))


def _noticed(at: "MeasureAt") -> "MeasureAt":
    """Whoever answers for it knows of it now; once a day is enough."""
    if _answers_for(at):
        last = queries.last_look(g.session, at.measure, current_user.id)
        if last is None or clock.day_of(last) < clock.today():
            with entrance.pen_here() as session:
                actions.notice_look(session, at.measure, current_user.id)
    return at


def _shown(at: "MeasureAt", form: ReportForm | None = None) -> str:
    said = queries.history(g.session, at.measure)
    if form is None:
        form = ReportForm(g.written_in, g.language, formdata=None, data={"status": at.measure.status})
    form.seen.data = actions.mark(said[0][0] if said else None)
    return render_template(
        "follow_up/measure.html",
        at=at,
        form=form,
        said=said,
        may_report=(_may_report(at) and at.measure.removed_at is None) or form.errors,
        asked=queries.round_asked_about(g.session, at.plan, clock.today()),
        words=words,
    )
