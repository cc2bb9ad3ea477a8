"""The association's side of support access: which municipalities let this person look."""

import uuid

from flask import abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.support import access_queries as queries
from app.support.forms import OwnAccessForm
from app.support.routes import room
from app.support.words import REFUSALS
from app.web.access import staff_only
from app.web.languages import page
from tenants import support
from tenants.errors import Refused


@page(room, "/liitto/tuki/katselut", "/forbundet/stod/insyn", methods=("GET", "POST"))
@staff_only
def looks() -> ResponseReturnValue:
    """Where one may look just now, and the municipalities that let one look without asking."""
    form = OwnAccessForm(queries.municipalities_open_to_support(g.session, g.language))
    if form.validate_on_submit() and _opened(form):
        flash(_("The support access is open for 60 minutes."), "success")
        return redirect(url_for("support.looks"))
    visits, status = queries.open_visits(g.session, current_user.id), 422 if form.is_submitted() else 200
    return render_template("support/looks.html", visits=visits, form=form), status


@page(
    room,
    "/liitto/tuki/katselut/<uuid:session_id>/lopeta",
    "/forbundet/stod/insyn/<uuid:session_id>/avsluta",
    methods=("POST",),
)
@staff_only
def end_look(session_id: uuid.UUID) -> ResponseReturnValue:
    """End one's own look."""
    try:
        support.end_own_session(g.session, current_user.id, session_id)
    except Refused:
        abort(404)
    flash(_("The support access has ended."), "success")
    return redirect(url_for("support.looks"))


def _opened(form: OwnAccessForm) -> bool:
    """Whether the look has begun; a municipality may have taken its leave back while the form was filled in."""
    try:
        support.open_own_session(g.session, uuid.UUID(form.municipality.data), current_user.id, form.reason.data)
    except Refused as refused:
        form.refuse_as(refused, REFUSALS, "municipality")
        return False
    return True
