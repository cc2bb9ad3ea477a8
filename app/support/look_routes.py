"""The association's side of support access: which municipalities let this person look."""

import uuid

from flask import abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.support import queries
from app.support.routes import room
from app.web.access import staff_only
from app.web.languages import page
from tenants import support
from tenants.errors import Refused


@page(room, "/liitto/tuki/katselut", "/forbundet/stod/insyn")
@staff_only
def looks() -> ResponseReturnValue:
    """Where one may look just now."""
    return render_template("support/looks.html", visits=queries.open_visits(g.session, current_user.id))


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
