"""The pages of a report's list of indicators."""

from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.coverage import actions, queries
from app.coverage.forms import DecisionForm
from app.coverage.words import REFUSALS
from app.indicators.set_queries import sets
from app.reports.queries import report_by_number
from app.web.access import needs
from app.web.languages import page
from tenants.errors import Refused

if TYPE_CHECKING:
    from app.reports.models import Report

room = Blueprint("coverage", __name__)
ALL_FI = "/<municipality>/kertomukset/<int:number>/vahimmaistiedot"
ALL_SV = "/<municipality>/berattelser/<int:number>/minimiuppgifter"


@page(room, ALL_FI, ALL_SV)
@needs("report.read")
def index(number: int) -> ResponseReturnValue:
    """The meter, and the list by what is handled, left out and open."""
    report = _report(number)
    coverage = queries.coverage_of(g.session, report)
    return render_template("coverage/index.html", report=report, coverage=coverage, sets=sets(g.session))


@page(room, f"{ALL_FI}/kokoelma", f"{ALL_SV}/samling", methods=("POST",))
@needs("report.begin")
def choose(number: int) -> ResponseReturnValue:
    """Choose the list, or take its newest edition."""
    report, chosen = _report(number), request.form.get("set", "")
    found = next((each for each in sets(g.session) if str(each.id) == chosen), None)
    if not found and chosen != "own":
        abort(400)
    try:
        actions.choose_list(g.session, current_user.id, report, found)
    except Refused as refused:
        flash(REFUSALS[refused.reason], "error")
    else:
        flash(_("The list is chosen."), "success")
    return redirect(url_for("coverage.index", number=number))


@page(room, f"{ALL_FI}/<int:position>", f"{ALL_SV}/<int:position>", methods=("GET", "POST"))
@needs("section.write")
def decide(number: int, position: int) -> ResponseReturnValue:
    """Say of one indicator where it is handled or why it is left out."""
    report = _report(number)
    item = next((x for x in queries.coverage_of(g.session, report).items if x.required.position == position), None)
    form = DecisionForm(report.sections, g.language, g.written_in, data=_decided(report, item or abort(404)))
    if form.validate_on_submit():
        section = next((each for each in report.sections if each.position == form.position), None)
        try:
            actions.decide(g.session, current_user.id, report, item.required, section, form.reasons)
        except Refused as refused:
            form.refuse("decision", REFUSALS[refused.reason])
        else:
            return _stored(number)
    decider = queries.decider(g.session, item.required)
    words = {"report": report, "item": item, "decider": decider}
    return render_template("coverage/decide.html", form=form, **words), 422 if form.errors else 200


def _stored(number: int) -> ResponseReturnValue:
    flash(_("Stored."), "success")
    return redirect(url_for("coverage.index", number=number))


def _report(number: int) -> "Report":
    return report_by_number(g.session, number) or abort(404)


def _decided(report: "Report", item: queries.Item) -> dict[str, str]:
    """What stands in the form before anything is typed."""
    required = item.required
    position = next((str(each.position) for each in report.sections if each.id == required.section_id), "")
    decision = "section" if position else "left_out" if item.state == "left_out" else "open"
    reasons = {f"reason_{code}": required.reason(code) for code in ("fi", "sv")}
    return {"decision": decision, "section": position, **reasons}
