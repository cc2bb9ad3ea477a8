"""Sentences to start from, made of tested facts: each is taken into the text by its own button, never by itself."""

from typing import TYPE_CHECKING

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.indicators.choice_queries import chosen_indicators
from app.sections import figure_actions, figure_pages, pages
from app.sections.figure_routes import IN_SECTION_FI, IN_SECTION_SV
from app.sections.pages import room
from app.sections.words import LANGUAGE_NAMES, REFUSALS
from app.text_figures.offers import areas_of
from app.text_figures.proposals import Proposal, proposals
from app.text_figures.queries import section_indicators
from app.web.access import needs
from app.web.languages import page
from tenants.errors import Refused

if TYPE_CHECKING:
    from app.indicators.areas import Area
    from app.reports.models import Section


@page(room, f"{IN_SECTION_FI}/lauseet", f"{IN_SECTION_SV}/meningar")
@needs("section.take_part")
def sentences(number: int, position: int) -> ResponseReturnValue:
    """What the figures of the section's indicators let anybody say, in both languages."""
    section = pages.section_of(number, position)
    pages.require_level(section, "write")
    found = _proposals(section, areas_of(g.session, g.tenant.municipality_code))
    words = {"section": section, "report": section.report, "language_names": LANGUAGE_NAMES}
    return render_template("sections/sentences.html", proposals=found, **words)


@page(room, f"{IN_SECTION_FI}/lauseet", f"{IN_SECTION_SV}/meningar", methods=("POST",))
@needs("section.take_part")
def accept_sentence(number: int, position: int) -> ResponseReturnValue:
    """Take one into both texts, if it still says what its reader has seen."""
    section = pages.section_of(number, position)
    pages.require_level(section, "write")
    areas = areas_of(g.session, g.tenant.municipality_code)
    wanted = figure_pages.asked_number(request.form.get("indicator")) or abort(400)
    proposal = next((each for each in _proposals(section, areas) if each.indicator_id == wanted), None)
    if proposal is None or proposal.read("fi") != request.form.get("seen"):
        flash(REFUSALS["source_changed"], "error")
        return redirect(url_for("sections.sentences", number=number, position=position))
    return _accepted(section, proposal, areas)


def _accepted(section: "Section", proposal: Proposal, areas: "list[Area]") -> ResponseReturnValue:
    where = {"number": section.report.number, "position": section.position}
    try:
        figure_actions.accept_sentence(g.session, current_user.id, section, proposal, areas, g.written_in)
    except Refused as refused:
        flash(REFUSALS[refused.reason], "error")
        return redirect(url_for("sections.sentences", **where))
    flash(_("The sentences stand at the end of the text. Go on from them in your own words."), "success")
    return redirect(url_for("sections.show", **where, _anchor="text"))


def _proposals(section: "Section", areas: "list[Area]") -> list[Proposal]:
    ids = section_indicators(g.session, section.id) or chosen_indicators(g.session)
    return proposals(g.session, ids, areas)
