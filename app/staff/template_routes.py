"""Templates of reports, as staff keep them: every version, drafts, their sections, what is in use."""

import uuid
from typing import TYPE_CHECKING

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.indicators.words import BASKETS
from app.reports import template_actions, template_queries
from app.reports.template_forms import DescriptionForm, PlannedForm
from app.reports.template_models import Planned
from app.reports.words import KINDS, REFUSALS, TEMPLATE_STATES
from app.staff.routes import room
from app.web.access import staff_only
from app.web.languages import page
from tenants import people
from tenants.errors import Refused

if TYPE_CHECKING:
    from app.reports.template_models import ReportTemplate

ALL_FI, ALL_SV = "/liitto/kertomuspohjat", "/forbundet/berattelsemallar"
ONE_FI, ONE_SV = f"{ALL_FI}/<uuid:template_id>", f"{ALL_SV}/<uuid:template_id>"
WORDS = {"kinds": KINDS, "states": TEMPLATE_STATES, "baskets": BASKETS}
DEEDS = {
    "use": template_actions.put_in_use,
    "withdraw": template_actions.withdraw,
    "up": lambda *told: template_actions.move_section(*told, "up"),
    "down": lambda *told: template_actions.move_section(*told, "down"),
    "remove": template_actions.leave_out,
}
ABOUT_SECTIONS = ("up", "down", "remove")


@page(room, ALL_FI, ALL_SV)
@staff_only
def templates() -> ResponseReturnValue:
    """Every version of every template."""
    return render_template("staff/templates.html", templates=template_queries.every_template(g.session), **WORDS)


@page(room, ONE_FI, ONE_SV)
@staff_only
def template(template_id: uuid.UUID) -> ResponseReturnValue:
    """One version with its sections."""
    return _shown(_kept(template_id))


@page(room, ONE_FI, ONE_SV, methods=("POST",))
@staff_only
def change_template(template_id: uuid.UUID) -> ResponseReturnValue:
    """Put it in use, withdraw it, move or leave out a section."""
    kept, deed = _kept(template_id), request.form.get("deed", "")
    act = DEEDS.get(deed) or abort(400)
    told = [request.form.get("place", 0, type=int)] if deed in ABOUT_SECTIONS else []
    try:
        act(g.session, current_user.id, kept, *told)
    except Refused as refused:
        return _shown(kept, REFUSALS[refused.reason]), 409
    flash(_("Stored."), "success")
    return redirect(url_for("staff.template", template_id=template_id))


@page(room, f"{ONE_FI}/versio", f"{ONE_SV}/version", methods=("POST",))
@staff_only
def new_version(template_id: uuid.UUID) -> ResponseReturnValue:
    """A draft of the next version, with the same sections."""
    kept = _kept(template_id)
    try:
        made = template_actions.new_version(g.session, current_user.id, kept)
    except Refused as refused:
        return _shown(kept, REFUSALS[refused.reason]), 409
    return redirect(url_for("staff.template", template_id=made.id))


@page(room, f"{ONE_FI}/uusi", f"{ONE_SV}/ny", methods=("GET", "POST"))
@staff_only
def new_template(template_id: uuid.UUID) -> ResponseReturnValue:
    """Another template that begins with the same sections."""
    kept = _kept(template_id)
    form = DescriptionForm(obj=kept)
    if form.validate_on_submit():
        made = template_actions.new_template(g.session, current_user.id, kept, **form.words)
        return redirect(url_for("staff.template", template_id=made.id))
    return _described(kept, form)


@page(room, f"{ONE_FI}/tiedot", f"{ONE_SV}/uppgifter", methods=("GET", "POST"))
@staff_only
def describe_template(template_id: uuid.UUID) -> ResponseReturnValue:
    """What a draft's reports are called, and of which kind they are."""
    kept = _kept(template_id)
    form = DescriptionForm(obj=kept)
    if form.validate_on_submit():
        try:
            template_actions.describe(g.session, current_user.id, kept, **form.words)
            return redirect(url_for("staff.template", template_id=template_id))
        except Refused as refused:
            form.refuse_as(refused, REFUSALS, "title_fi")
    return _described(kept, form)


@page(room, f"{ONE_FI}/osa", f"{ONE_SV}/del", methods=("GET", "POST"))
@staff_only
def template_section(template_id: uuid.UUID) -> ResponseReturnValue:
    """A section of a draft, at the place that the address names, or a new one."""
    kept, place = _kept(template_id), request.args.get("place", type=int)
    planned = _planned(kept, place)
    form = PlannedForm(_known(planned), obj=planned)
    if form.validate_on_submit():
        try:
            template_actions.put_section(g.session, current_user.id, kept, place, Planned(**form.planned))
            return redirect(url_for("staff.template", template_id=template_id))
        except Refused as refused:
            form.refuse_as(refused, REFUSALS, "title_fi")
    page = render_template("staff/template_section.html", kept=kept, form=form)
    return page, 422 if form.is_submitted() else 200


def _kept(template_id: uuid.UUID) -> "ReportTemplate":
    return template_queries.template(g.session, template_id) or abort(404)


def _planned(kept: "ReportTemplate", place: int | None) -> Planned | None:
    if place is None:
        return None
    return kept.shape[place - 1] if 1 <= place <= len(kept.shape) else abort(404)


def _known(planned: Planned | None) -> list[tuple[str, str]]:
    """What the templates in use have, and what this section is already."""
    known = template_queries.known_sections(g.session)
    named = [
        (part, f"{each.template.title(g.language)}: {each.number} {each.title(g.language)}")
        for part, each in known.items()
    ]
    is_new = planned and planned.part and planned.part not in known
    return [(planned.part, planned.title(g.language)), *named] if is_new else named


def _shown(kept: "ReportTemplate", refusal: str | None = None) -> str:
    makers = people.names_of(g.session, {kept.made_by} - {None})
    return render_template("staff/template.html", kept=kept, refusal=refusal, maker=makers.get(kept.made_by), **WORDS)


def _described(kept: "ReportTemplate", form: DescriptionForm) -> ResponseReturnValue:
    page = render_template("staff/describe_template.html", kept=kept, form=form)
    return page, 422 if form.is_submitted() else 200
