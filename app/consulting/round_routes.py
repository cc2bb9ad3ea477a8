"""One round: who are asked and who have answered, more to ask, and what they state together."""

import uuid
from typing import TYPE_CHECKING

from flask import Response, abort, flash, g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.consulting import actions, gathering, queries
from app.consulting.forms import AskForm, LastDayForm
from app.consulting.routes import ROUNDS_FI, ROUNDS_SV, may_send, room
from app.consulting.words import KINDS, REFUSALS
from app.reports.queries import report_by_number
from app.web import numbers
from app.web.access import needs
from app.web.csv_files import as_csv
from app.web.languages import page
from tenants import clock
from tenants.errors import Refused

if TYPE_CHECKING:
    from app.consulting.models import Consultation

ROUND_FI, ROUND_SV = f"{ROUNDS_FI}/<int:round_number>", f"{ROUNDS_SV}/<int:round_number>"


@page(room, ROUND_FI, ROUND_SV)
@needs("consultation.read")
def one_round(number: int, round_number: int) -> ResponseReturnValue:
    """What is asked, of whom, and who have answered."""
    round = _round(number, round_number)
    words = {"round": round, "number": number, "bodies": queries.bodies(g.session, round), "kinds": KINDS}
    return render_template("consulting/round.html", is_open=round.is_open(clock.today()), **words, **_report(number))


@page(room, ROUND_FI, ROUND_SV, methods=("POST",))
@needs("consultation.run")
def run_round(number: int, round_number: int) -> ResponseReturnValue:
    """Remind those who have not answered, take an invitation back, or close the round."""
    round, move = _round(number, round_number), request.form.get("move")
    try:
        if move == "remind":
            _reminded(actions.remind(g.session, current_user.id, round))
        elif move == "close":
            actions.close(g.session, current_user.id, round)
            flash(_("The round has ended."), "success")
        elif move == "take_back":
            _take_back(round)
        else:
            abort(400)
    except Refused as refused:
        flash(REFUSALS[refused.reason], "error")
    return redirect(url_for("consulting.one_round", number=number, round_number=round_number))


@page(room, f"{ROUND_FI}/kutsu", f"{ROUND_SV}/fraga-fler", methods=("GET", "POST"))
@needs("consultation.run")
def ask_more(number: int, round_number: int) -> ResponseReturnValue:
    """Ask more bodies in a round that goes on."""
    round, form = _round(number, round_number), AskForm()
    form.asked = queries.asked_emails(g.session, round)
    if form.validate_on_submit() and may_send(form, "rows"):
        try:
            actions.ask(g.session, current_user.id, round, form.recipients, form.language.data)
        except Refused as refused:
            form.refuse("rows", REFUSALS[refused.reason])
        else:
            flash(_("Letters sent: %(count)s.", count=len(form.recipients)), "success")
            return redirect(url_for("consulting.one_round", number=number, round_number=round_number))
    words = {"round": round, "form": form, "number": number} | _report(number)
    return render_template("consulting/ask_more.html", **words), 422 if form.is_submitted() else 200


@page(room, f"{ROUND_FI}/viimeinen-paiva", f"{ROUND_SV}/sista-dag", methods=("GET", "POST"))
@needs("consultation.run")
def move_last_day(number: int, round_number: int) -> ResponseReturnValue:
    """Give more time, or less."""
    round = _round(number, round_number)
    form = LastDayForm(ends_on=numbers.day(round.ends_on, g.language))
    if form.validate_on_submit() and may_send(form, "ends_on"):
        try:
            count = actions.move_last_day(g.session, current_user.id, round, form.last_day)
        except Refused as refused:
            form.refuse("ends_on", REFUSALS[refused.reason])
        else:
            flash(_("The last day is %(day)s. Letters sent: %(count)s.", day=form.ends_on.data, count=count), "success")
            return redirect(url_for("consulting.one_round", number=number, round_number=round_number))
    words = {"round": round, "form": form, "number": number} | _report(number)
    return render_template("consulting/move_last_day.html", **words), 422 if form.is_submitted() else 200


@page(room, f"{ROUND_FI}/lausunnot", f"{ROUND_SV}/utlatanden")
@needs("consultation.read")
def statements(number: int, round_number: int) -> ResponseReturnValue:
    """What all have stated, on the whole and section by section."""
    round = _round(number, round_number)
    found = gathering.gathered(queries.content_of_round(g.session, round), queries.bodies(g.session, round))
    words = {"round": round, "number": number, "gathered": found, "kinds": KINDS}
    return render_template("consulting/statements.html", **words, **_report(number))


@page(room, f"{ROUND_FI}/lausunnot.csv", f"{ROUND_SV}/utlatanden.csv")
@needs("consultation.read")
def statements_file(number: int, round_number: int) -> ResponseReturnValue:
    """The same as a table."""
    round = _round(number, round_number)
    found = gathering.gathered(queries.content_of_round(g.session, round), queries.bodies(g.session, round))
    head = [_("Section"), _("Title"), _("Who states this"), _("Kind"), _("Who signs it"), _("Sent"), _("Statement")]
    rows = [
        [part.number, part.title[g.language], said.body, KINDS[said.kind], said.signer,
         numbers.moment(said.sent_at, g.language), said.text]
        for part in found
        for said in part.said
    ]  # fmt: skip
    return _file(as_csv([head, *rows]), f"{g.slugs[g.language]}-{number}-{round_number}.csv")


def _round(number: int, round_number: int) -> "Consultation":
    return queries.round_at(g.session, number, round_number) or abort(404)


def _report(number: int) -> dict[str, object]:
    return {"report": report_by_number(g.session, number)}


def _reminded(count: int) -> None:
    flash(_("Reminders sent: %(count)s.", count=count), "success")


def _take_back(round: "Consultation") -> None:
    body_id = request.form.get("body", type=uuid.UUID) or abort(400)
    body = queries.body_with_id(g.session, round, body_id) or abort(404)
    actions.take_back(g.session, current_user.id, round, body)
    flash(_("The invitation is taken back."), "success")


def _file(body: bytes, name: str) -> Response:
    answer = make_response(body)
    answer.mimetype = "text/csv"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
