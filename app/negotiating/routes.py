"""A municipality's negotiations: all of them, one year's pack as a page and as PDF, sharing it with the county."""

from typing import TYPE_CHECKING

from flask import Blueprint, Response, abort, flash, g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.indicators.words import OUTCOMES as COMPARED
from app.indicators.words import REASONS, SIGNS
from app.negotiating import actions, printing, queries
from app.negotiating.content import content_of
from app.negotiating.forms import YearForm
from app.negotiating.words import OUTCOMES, REFUSALS
from app.web.access import needs
from app.web.languages import page
from tenants.errors import Refused

if TYPE_CHECKING:
    from app.negotiating.models import Negotiation

room = Blueprint("negotiating", __name__)
ALL_FI, ALL_SV = "/<municipality>/neuvottelut", "/<municipality>/forhandlingar"
YEAR_FI, YEAR_SV = f"{ALL_FI}/<int:year>", f"{ALL_SV}/<int:year>"
DRAWN = {"compared": COMPARED, "reasons": REASONS, "signs": SIGNS, "outcomes_told": OUTCOMES}
"""The words that a pack's page needs."""


@page(room, ALL_FI, ALL_SV)
@needs("report.read")
def index() -> ResponseReturnValue:
    """Every year's negotiation."""
    return _listed(YearForm(formdata=None)), 200


@page(room, ALL_FI, ALL_SV, methods=("POST",))
@needs("negotiation.run")
def begin() -> ResponseReturnValue:
    """Begin to prepare the negotiation of a year."""
    form = YearForm()
    if form.validate():
        try:
            begun = actions.begin(g.session, current_user.id, form.year.data)
        except Refused as refused:
            form.refuse("year", REFUSALS[refused.reason])
        else:
            flash(_("The pack is begun. Choose its figures and goals."), "success")
            return redirect(url_for("negotiating.prepare", year=begun.year))
    return _listed(form), 422


@page(room, YEAR_FI, YEAR_SV)
@needs("report.read")
def pack(year: int) -> ResponseReturnValue:
    """One year's pack as it is now, and the copies that the county has had of it."""
    negotiation = negotiation_of(year)
    words = {"negotiation": negotiation, "content": content_of(g.session, g.tenant, negotiation)}
    copies = queries.shared_copies(g.session, negotiation)
    return render_template("negotiating/pack.html", copies=copies, **words, **DRAWN)


@page(room, f"{YEAR_FI}/paketti.pdf", f"{YEAR_SV}/paket.pdf")
@needs("report.read")
def pack_pdf(year: int) -> ResponseReturnValue:
    """The same for the meeting."""
    content = content_of(g.session, g.tenant, negotiation_of(year))
    return as_pdf(content, f"{g.slugs[g.language]}-{year}")


@page(room, f"{YEAR_FI}/jako", f"{YEAR_SV}/delning", methods=("POST",))
@needs("negotiation.run")
def share(year: int) -> ResponseReturnValue:
    """Give the county a copy of the pack as it is now, or withdraw the one that it has."""
    negotiation, move = negotiation_of(year), request.form.get("move")
    try:
        if move == "share":
            actions.share(g.session, current_user.id, g.tenant, negotiation)
            flash(_("The county can read the pack as it is now."), "success")
        elif move == "withdraw":
            actions.withdraw(g.session, current_user.id, negotiation)
            flash(_("The county can read the pack no more."), "success")
        else:
            abort(400)
    except Refused as refused:
        flash(REFUSALS[refused.reason], "error")
    return redirect(url_for("negotiating.pack", year=year, _anchor="shared"))


def negotiation_of(year: int) -> "Negotiation":
    """The negotiation that an address names; 404 where there is none."""
    return queries.negotiation_of(g.session, year) or abort(404)


def as_pdf(content: dict, name: str) -> Response:
    """A pack as a file."""
    answer = make_response(printing.make_pdf(content, g.language))
    answer.mimetype = "application/pdf"
    answer.headers["Content-Disposition"] = f'inline; filename="{name}-{g.language}.pdf"'
    return answer


def _listed(form: YearForm) -> str:
    county = queries.county_of(g.session, g.tenant.municipality_code)
    found = queries.negotiations(g.session)
    return render_template("negotiating/index.html", negotiations=found, county=county, form=form)
