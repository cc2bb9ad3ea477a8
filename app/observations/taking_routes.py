"""The page on which proposals for goals are taken into a welfare plan."""

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.observations import actions, queries, words
from app.observations.routes import room
from app.plan.queries import emphases_in_work
from app.plan.words import REFUSALS
from app.reports.queries import report_by_number
from app.web.access import needs
from app.web.languages import page
from tenants.errors import Refused

TAKING_FI = "/<municipality>/kertomukset/<int:number>/tavoite-ehdotukset"
TAKING_SV = "/<municipality>/berattelser/<int:number>/malforslag"


@page(room, TAKING_FI, TAKING_SV)
@needs("plan.write")
def proposals(number: int) -> ResponseReturnValue:
    """Every proposal, where it stands in a plan, or which emphasis it could be taken under."""
    report = report_by_number(g.session, number) or abort(404)
    told = {"goals": queries.goals_of(g.session, report), "emphases": emphases_in_work(g.session)}
    return render_template("observations/proposals.html", report=report, words=words, **told)


@page(room, TAKING_FI, TAKING_SV, methods=("POST",))
@needs("plan.write")
def take_goal(number: int) -> ResponseReturnValue:
    """Make a proposal a goal of a plan."""
    report = report_by_number(g.session, number) or abort(404)
    proposal = queries.proposal(g.session, report, request.form.get("proposal", ""))
    wanted = {str(emphasis.id): (plan, emphasis) for plan, emphasis in emphases_in_work(g.session)}
    where = wanted.get(request.form.get("emphasis", ""))
    if proposal is None or where is None:
        abort(400)
    try:
        actions.take_goal(g.session, current_user.id, *where, *proposal)
    except Refused as refused:
        flash(words.REFUSALS.get(refused.reason) or REFUSALS[refused.reason], "error")
    else:
        flash(_("The proposal is a goal of the plan now. Say next what it is measured by."), "success")
    return redirect(url_for("observations.proposals", number=number))
