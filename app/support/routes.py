"""A municipality's side of support access: who may look, until when, and every look that was taken."""

import uuid

from flask import Blueprint, abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.support import access_queries, queries
from app.support.forms import AccessForm
from app.support.words import CASE_STATES, PAGES
from app.web.access import confirmed, needs
from app.web.languages import page
from tenants import clock, support
from tenants.errors import Refused
from tenants.house_rules import house_rules

room = Blueprint("support", __name__)


@page(room, "/<municipality>/tuki", "/<municipality>/stod", methods=("GET", "POST"))
@needs("support.open")
@confirmed
def access() -> ResponseReturnValue:
    """Let a person of the association look for an hour; the diary of all looks."""
    cases = queries.shared_cases(g.session)
    form = AccessForm(support.association(g.session), [(each.id, f"{each.number} {each.subject}") for each in cases])
    if form.validate_on_submit():
        support.open_session(g.session, current_user.id, form.staff_id(), form.reason.data, form.case_id())
        flash(_("The support access is open for 60 minutes."), "success")
        return redirect(url_for("support.access"))
    shown = {"diary": access_queries.diary(g.session), "rules": house_rules(g.session), "cases": cases}
    words = {"now": clock.now(), "pages": PAGES, "states": CASE_STATES}
    return render_template("support/access.html", form=form, **shown, **words), 422 if form.is_submitted() else 200


@page(room, "/<municipality>/tuki/<int:number>", "/<municipality>/stod/<int:number>")
@needs("support.open")
def shared_case(number: int) -> ResponseReturnValue:
    """A question that its asker shares with the coordinators."""
    shown = queries.conversation(g.session, queries.numbered(number), whole=False) or abort(404)
    return render_template("support/shared_case.html", shown=shown, states=CASE_STATES)


@page(
    room,
    "/<municipality>/tuki/<uuid:session_id>/lopeta",
    "/<municipality>/stod/<uuid:session_id>/avsluta",
    methods=("POST",),
)
@needs("support.open")
def close(session_id: uuid.UUID) -> ResponseReturnValue:
    """End a support access at once."""
    try:
        support.close_session(g.session, current_user.id, session_id)
    except Refused:
        abort(404)
    flash(_("The support access has ended."), "success")
    return redirect(url_for("support.access"))
