"""A report's rounds: all of them, a new one."""

from flask import Blueprint, abort, current_app, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.actions import count_attempt
from app.consulting import actions, queries
from app.consulting.forms import RoundForm
from app.consulting.words import REFUSALS
from app.reports.queries import report_by_number, whole_report
from app.web import entrance
from app.web.access import needs
from app.web.forms import Form
from app.web.languages import page
from tenants import clock
from tenants.errors import Refused

room = Blueprint("consulting", __name__)
ROUNDS_FI = "/<municipality>/kertomukset/<int:number>/lausuntokierrokset"
ROUNDS_SV = "/<municipality>/berattelser/<int:number>/remissrundor"


@page(room, ROUNDS_FI, ROUNDS_SV)
@needs("consultation.read")
def rounds(number: int) -> ResponseReturnValue:
    """Every round about a report."""
    report = report_by_number(g.session, number) or abort(404)
    found = queries.rounds(g.session, report.id)
    return render_template("consulting/rounds.html", report=report, rounds=found, today=clock.today())


@page(room, f"{ROUNDS_FI}/uusi", f"{ROUNDS_SV}/ny", methods=("GET", "POST"))
@needs("consultation.run")
def open_round(number: int) -> ResponseReturnValue:
    """Open a round and send the letters."""
    report, form = whole_report(g.session, number) or abort(404), RoundForm(g.written_in)
    if form.validate_on_submit() and may_send(form, "rows") and (opened := _opened(report, form)):
        flash(_("The round is open. Letters sent: %(count)s.", count=len(form.recipients)), "success")
        return redirect(url_for("consulting.one_round", number=number, round_number=opened.number))
    return render_template("consulting/new_round.html", report=report, form=form), 422 if form.is_submitted() else 200


def may_send(form: Form, field: str) -> bool:
    """Whether this person has not just sent many letters; counted whatever comes of it."""
    try:
        with entrance.pen() as door:
            secret, place = current_app.config["SECRET_KEY"], request.remote_addr or ""
            count_attempt(door, secret, str(current_user.id), place, "consultation")
    except Refused:
        form.refuse(field, _("Too many attempts. Wait an hour and try again."))
    return not form.errors


def _opened(report, form: RoundForm):
    try:
        opened = actions.open_round(g.session, current_user.id, g.tenant, report, form.told, g.written_in)
        actions.ask(g.session, current_user.id, opened, form.recipients, form.language.data)
    except Refused as refused:
        form.refuse("ends_on", REFUSALS[refused.reason])
        return None
    return opened
