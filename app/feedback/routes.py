"""The public form for feedback about a published report."""

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts.too_many_routes import may_send
from app.feedback import actions, queries
from app.feedback.forms import FeedbackForm
from app.publishing.queries import FoundFile
from app.publishing.routes import EDITION_FI, EDITION_SV, of_edition
from app.web.access import public
from app.web.languages import page

room = Blueprint("feedback", __name__)
FORM_FI, FORM_SV = f"{EDITION_FI}/palaute", f"{EDITION_SV}/respons"


@page(room, FORM_FI, FORM_SV, methods=("GET", "POST"))
@public
def give(municipality: str, years: str, number: int) -> ResponseReturnValue:
    """Write to the municipality about an edition; a withdrawn one takes nothing, and what was typed stays in sight."""
    form = FeedbackForm()
    typed = form.text.data if form.is_submitted() else None
    return of_edition(municipality, years, number, "html", lambda row: _given(row, form), typed=typed)


@page(room, f"{FORM_FI}/kiitos", f"{FORM_SV}/tack")
@public
def given(municipality: str, years: str, number: int) -> ResponseReturnValue:
    """It is sent: what follows."""
    return of_edition(municipality, years, number, "html", lambda row: render_template("feedback/given.html", row=row))


def _given(row: FoundFile, form: FeedbackForm) -> ResponseReturnValue:
    if not queries.is_taken(g.session, row.tenant_id):
        return render_template("feedback/not_taken.html", row=row, typed=form.text.data), 410
    if form.validate_on_submit() and _may_send(form):
        actions.give(g.session, row.tenant_id, row.edition_id, form.said(g.language))
        return redirect(url_for("feedback.given", **request.view_args))
    return render_template("feedback/give.html", row=row, form=form), 422 if form.is_submitted() else 200


def _may_send(form: FeedbackForm) -> bool:
    return may_send(form, "feedback", "text", _("Too much feedback from here. Wait an hour and try again."))
