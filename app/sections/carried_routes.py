"""The button by which somebody confirms what was carried over from the report before."""

from flask import abort, flash, g, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.sections import actions, carried, pages
from app.sections.pages import room
from app.sections.words import REFUSALS
from app.web.access import needs
from app.web.languages import page
from tenants.errors import Refused


@page(
    room,
    "/<municipality>/kertomukset/<int:number>/osat/<int:position>/vahvistus",
    "/<municipality>/berattelser/<int:number>/delar/<int:position>/bekraftelse",
    methods=("POST",),
)
@needs("section.take_part")
def confirm(number: int, position: int) -> ResponseReturnValue:
    """What was carried over holds this time, too."""
    section = pages.section_of(number, position) or abort(404)
    pages.require_level(section, "write")
    try:
        actions.hold_open(g.session, section)
        carried.confirm(g.session, current_user.id, section)
    except Refused as refused:
        flash(REFUSALS[refused.reason], "error")
    else:
        flash(_("The text that was carried over is confirmed."), "success")
    return redirect(url_for("sections.show", number=number, position=position))
