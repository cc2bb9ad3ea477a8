"""A municipality reads its own trail, and the association its own."""

from flask import Blueprint, g
from flask.typing import ResponseReturnValue

from app.audit.pages import trail_file, trail_page
from app.audit.queries import association_trail, municipal_trail
from app.web.access import needs, staff_only
from app.web.languages import page

room = Blueprint("audit", __name__)


@page(room, "/<municipality>/tapahtumat", "/<municipality>/handelser")
@needs("trail.read")
def trail() -> ResponseReturnValue:
    """What has been done in the municipality, with every look that the association took."""
    return trail_page(municipal_trail(g.session), "audit.file")


@page(
    room,
    "/<municipality>/tapahtumat.<any(csv, json):suffix>",
    "/<municipality>/handelser.<any(csv, json):suffix>",
)
@needs("trail.read")
def file(suffix: str) -> ResponseReturnValue:
    """The same to keep."""
    return trail_file(municipal_trail(g.session), suffix)


@page(room, "/liitto/tapahtumat", "/forbundet/handelser")
@staff_only
def association() -> ResponseReturnValue:
    """What the association's staff have done."""
    return trail_page(association_trail(g.session), "audit.association_file")


@page(room, "/liitto/tapahtumat.<any(csv, json):suffix>", "/forbundet/handelser.<any(csv, json):suffix>")
@staff_only
def association_file(suffix: str) -> ResponseReturnValue:
    """The same to keep."""
    return trail_file(association_trail(g.session), suffix)
