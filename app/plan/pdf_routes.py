"""The plan, or the part of it that the address asks for, as a PDF."""

import logging

from flask import flash, g, make_response, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.plan import pages, pdf
from app.plan.pages import PLAN_FI, PLAN_SV
from app.plan.routes import room
from app.web.access import needs
from app.web.languages import page
from app.writing.typesetting import TypesettingFailed

LOG = logging.getLogger(__name__)


@page(room, f"{PLAN_FI}.pdf", f"{PLAN_SV}.pdf")
@needs("plan.read")
def pdf_file(number: int) -> ResponseReturnValue:
    """To read, to send to a body, to print."""
    told = pages.filtered_here(pages.plan_of(number))
    names, asked = pages.names_in(told), pages.asked()
    try:
        made = pdf.make_pdf(told, g.language, names, g.tenant.names[g.language], asked.tag)
    except TypesettingFailed:
        LOG.exception("a plan was not typeset")
        flash(_("The PDF could not be made. Try again in a while."), "error")
        return redirect(url_for("plan.show", number=number))
    answer = make_response(made)
    answer.mimetype = "application/pdf"
    name = "-".join(filter(None, ({"fi": "suunnitelma", "sv": "plan"}[g.language], str(number), asked.tag)))
    answer.headers.set("Content-Disposition", "inline", filename=f"{name}.pdf")
    return answer
