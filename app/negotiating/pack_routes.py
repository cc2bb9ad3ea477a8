"""What is written into a pack: figures, goals and needs; the minutes; what became of the promises before."""

from typing import TYPE_CHECKING

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.indicators.words import BASKETS
from app.negotiating import actions, queries
from app.negotiating.actions import Prepared
from app.negotiating.forms import MinutesForm, OutcomesForm, PackForm
from app.negotiating.routes import YEAR_FI, YEAR_SV, negotiation_of, room
from app.negotiating.rules import MOST_PROMISES
from app.negotiating.words import REFUSALS
from app.web.access import needs
from app.web.languages import page
from tenants.errors import Refused

if TYPE_CHECKING:
    from app.negotiating.models import Negotiation


@page(room, f"{YEAR_FI}/sisalto", f"{YEAR_SV}/innehall", methods=("GET", "POST"))
@needs("negotiation.run")
def prepare(year: int) -> ResponseReturnValue:
    """Choose the figures and goals, write what is needed and who takes part."""
    negotiation, plan = negotiation_of(year), queries.newest_plan(g.session)
    groups = queries.indicators_to_choose(g.session, negotiation.indicator_ids)
    goals = {str(each.id): each for each in plan.goals} if plan else {}
    form = _pack_form(negotiation, [row.id for _name, rows in groups for row in rows], goals)
    if form.validate_on_submit():
        chosen = [goals[each] for each in form.goals.data]
        told = Prepared(form.support, form.participants.data, form.indicators.data, chosen)
        actions.prepare(g.session, current_user.id, negotiation, told)
        flash(_("The pack is saved."), "success")
        return redirect(url_for("negotiating.pack", year=year))
    words = {"negotiation": negotiation, "groups": groups, "baskets": BASKETS, "plan": plan, "form": form}
    return render_template("negotiating/prepare.html", **words), 422 if form.is_submitted() else 200


@page(room, f"{YEAR_FI}/poytakirja", f"{YEAR_SV}/protokoll", methods=("GET", "POST"))
@needs("negotiation.run")
def minutes(year: int) -> ResponseReturnValue:
    """Record when and where the negotiation was, and what was agreed."""
    negotiation = negotiation_of(year)
    has_more = "more" in request.form
    form = MinutesForm.of_negotiation(negotiation, g.language, request.form.get("rows", type=int), more=has_more)
    if not has_more and form.validate_on_submit():
        told = (form.meeting_day, form.place.data or "", form.promised, g.language, form.seen.data)
        try:
            actions.record_minutes(g.session, current_user.id, negotiation, *told)
        except Refused as refused:
            _refuse(form, refused, negotiation)
        else:
            flash(_("The minutes are saved."), "success")
            return redirect(url_for("negotiating.pack", year=year))
    words = {"negotiation": negotiation, "form": form, "most": MOST_PROMISES}
    return render_template("negotiating/minutes.html", **words), 422 if form.errors else 200


@page(room, f"{YEAR_FI}/lupaukset", f"{YEAR_SV}/loften", methods=("GET", "POST"))
@needs("negotiation.run")
def promises(year: int) -> ResponseReturnValue:
    """Tell what became of the promises of the negotiation before this one."""
    negotiation = negotiation_of(year)
    before = queries.negotiation_before(g.session, year) or abort(404)
    form = OutcomesForm.of_promises(before.promises)
    if form.validate_on_submit():
        actions.judge(g.session, current_user.id, before, form.told, g.language)
        flash(_("What became of the promises is saved."), "success")
        return redirect(url_for("negotiating.pack", year=year))
    words = {"negotiation": negotiation, "before": before, "form": form}
    return render_template("negotiating/promises.html", **words), 422 if form.is_submitted() else 200


def _refuse(form: MinutesForm, refused: Refused, negotiation: "Negotiation") -> None:
    form.refuse("who_1", REFUSALS[refused.reason])
    if refused.reason == "changed_meanwhile":
        g.session.expire(negotiation, ["promises"])
        form.show_what_is_stored(negotiation.promises)


def _pack_form(negotiation, known: list[int], goals: dict) -> PackForm:
    return PackForm(
        g.written_in,
        known,
        [(id, goal.title(g.language)) for id, goal in goals.items()],
        indicators=negotiation.indicator_ids,
        goals=[str(each.goal_id) for each in negotiation.common_goals],
        support_fi=negotiation.support_fi,
        support_sv=negotiation.support_sv,
        participants=negotiation.participants,
    )
