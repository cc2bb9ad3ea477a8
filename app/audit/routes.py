"""A municipality reads its own trail."""

from flask import Blueprint, g, render_template
from flask.typing import ResponseReturnValue

from app.audit import queries
from app.web.access import needs
from app.web.languages import page

room = Blueprint("audit", __name__)


@page(room, "/<municipality>/tapahtumat", "/<municipality>/handelser")
@needs("trail.read")
def trail() -> ResponseReturnValue:
    """The latest events, newest first."""
    return render_template("audit/trail.html", lines=queries.municipal_trail(g.session, g.language))
