"""What the link of a letter opens, without an account: the report as it stood, and the form for a statement."""

from typing import TYPE_CHECKING

from flask import abort, current_app, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts.actions import count_attempt
from app.attachments.kinds import kind_of
from app.attachments.routes import handed_out
from app.consulting import actions, queries
from app.consulting.forms import StatementForm, statement_form
from app.consulting.routes import room
from app.consulting.words import REFUSALS
from app.publishing import pages
from app.web import entrance
from app.web.access import by_letter
from app.web.languages import page
from tenants import clock
from tenants.errors import Refused

if TYPE_CHECKING:
    from app.consulting.models import Consultation, ConsultedBody

asked = by_letter(queries.tenant_of_token)
"""The token chooses its own municipality, and nothing else is asked there than what its letter is about."""


@page(room, "/lausunto/<token>", "/utlatande/<token>", methods=("GET", "POST"))
@asked
def statement(token: str) -> ResponseReturnValue:
    """Read what is asked; write, keep and send the statement until the last day is over."""
    body, round = queries.asked_by(g.session, token)
    form = statement_form(round.content["sections"], g.language, body)
    is_sent = form.is_submitted()
    if body.withdrawn_at is not None:
        return render_template("consulting/taken_back.html", typed=form.statement if is_sent else None), 410
    if not round.is_open(clock.today()):
        words = {"round": round, "body": body, "typed": form.statement if is_sent else None}
        return render_template("consulting/over.html", **words), 410 if is_sent else 200
    if form.validate_on_submit() and _counted(form, token) and _stored(round, body, form):
        return redirect(url_for("consulting.statement", token=token))
    words = {"round": round, "body": body, "form": form, "token": token}
    return render_template("consulting/statement.html", **words), 422 if is_sent else 200


@page(room, "/lausunto/<token>/kertomus", "/utlatande/<token>/berattelse")
@asked
def draft(token: str) -> ResponseReturnValue:
    """The report as it stood when the round was opened."""
    body, round = queries.asked_by(g.session, token)
    if body.withdrawn_at is not None:
        return render_template("consulting/taken_back.html"), 410
    report = pages.draw(round.content, g.language, files=lambda each: _address(token, each["number"]))
    return render_template("consulting/draft.html", round=round, token=token, report=report)


@page(
    room, "/lausunto/<token>/kertomus/<int:attachment>", "/utlatande/<token>/berattelse/<int:attachment>",
)  # fmt: skip
@asked
def attachment(token: str, attachment: int) -> ResponseReturnValue:
    """A picture or a document of the draft."""
    body, round = queries.asked_by(g.session, token)
    known = {each["number"]: each for each in round.content["attachments"]} if body.withdrawn_at is None else {}
    found = known.get(attachment) or abort(404)
    file = queries.body_of_attachment(g.session, round, attachment)
    return handed_out(file, kind_of(file), f"{round.number}-{attachment}", found["checksum"])


def _address(token: str, number: int) -> str:
    return url_for("consulting.attachment", token=token, attachment=number)


def _counted(form: StatementForm, token: str) -> bool:
    """Each is stored for good: a program that sends without end is stopped."""
    try:
        with entrance.pen() as door:
            count_attempt(door, current_app.config["SECRET_KEY"], token, request.remote_addr or "", "statement")
    except Refused:
        form.refuse("text", _("Too many attempts. Wait an hour and try again."))
        return False
    return True


def _stored(round: "Consultation", body: "ConsultedBody", form: StatementForm) -> bool:
    is_sent = request.form.get("move") == "send"
    if is_sent and not form.require_whole():
        return False
    try:
        (actions.send if is_sent else actions.keep)(g.session, round, body, form.statement, form.seen.data)
    except Refused as refused:
        form.refuse("text", REFUSALS[refused.reason])
        form.others = body.draft if refused.reason == "kept_meanwhile" else None
        form.seen.data = body.mark
        return False
    flash(_("The statement is sent. Thank you.") if is_sent else _("Kept. It is not sent yet."), "success")
    return True
