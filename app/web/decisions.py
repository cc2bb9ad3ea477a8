"""The two-person rule on its pages: which button was pressed, and why a decision is refused."""

from flask import abort, request
from flask_babel import lazy_gettext as _

REFUSALS = {
    "own_proposal": _("You proposed this yourself: a colleague must decide."),
    "already_decided": _("This has been decided already."),
}


def is_approved() -> bool:
    """Whether "approve" or "decline" was pressed; a form that says neither is a bad request."""
    decision = request.form.get("decision")
    if decision not in ("approve", "decline"):
        abort(400)
    return decision == "approve"
