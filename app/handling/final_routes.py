"""The final editing: who holds it and until when, taking it, handing it over, ending it."""

from typing import TYPE_CHECKING

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.handling import final_actions, queries
from app.handling.forms import HandOverForm
from app.handling.routes import report_at, room
from app.handling.words import REFUSALS
from app.web.access import needs
from app.web.languages import page
from tenants import clock
from tenants.errors import Refused
from tenants.permissions import may

if TYPE_CHECKING:
    from app.reports.models import Report

FINAL_FI = "/<municipality>/kertomukset/<int:number>/viimeistely"
FINAL_SV = "/<municipality>/berattelser/<int:number>/slutredigering"


@page(room, FINAL_FI, FINAL_SV)
@needs("report.read")
def final_editing(number: int) -> ResponseReturnValue:
    """Who holds it, and what the visitor can do about that."""
    return _shown(report_at(number), _hand_over_form())


@page(room, FINAL_FI, FINAL_SV, methods=("POST",))
@needs("section.write")
def edit_finally(number: int) -> ResponseReturnValue:
    """Take the final editing, hand it over or end it."""
    report, form = report_at(number), _hand_over_form()
    move, done = request.form.get("move"), _("Everybody can write again.")
    if move == "hand_over" and not form.validate():
        return _shown(report, form)
    deeds = {"take": _take, "hand_over": lambda report: _hand_over(report, form), "release": _release}
    try:
        done = deeds.get(move, lambda report: abort(400))(report) or done
    except Refused as refused:
        flash(REFUSALS[refused.reason], "error")
    else:
        flash(done, "success")
    return redirect(url_for("handling.final_editing", number=number))


def _take(report: "Report") -> str:
    final_actions.take(g.session, current_user.id, report)
    return _("You have the final editing for two hours.")


def _hand_over(report: "Report", form: HandOverForm) -> str:
    final_actions.hand_over(g.session, current_user.id, report, form.chosen, may_release=_may_release())
    return _("The final editing is handed over.")


def _release(report: "Report") -> None:
    final_actions.release(g.session, current_user.id, report, may_release=_may_release())


def _may_release() -> bool:
    """Any coordinator ends another's final editing, who may have gone home."""
    return may(g.role, "report.submit")


def _hand_over_form() -> HandOverForm:
    writers = queries.writers(g.session)
    return HandOverForm([(id, name) for id, name in writers if id != str(current_user.id)])


def _shown(report: "Report", form: HandOverForm) -> ResponseReturnValue:
    holder = report.final_editor(clock.now())
    words = {"report": report, "form": form, "holder": holder, "name": queries.name_of(g.session, holder)}
    return render_template("handling/final_editing.html", **words), 422 if form.errors else 200
