"""Who answers for a section, and what people were given in it on top of their roles."""

import uuid
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.reports.queries import report_by_number
from app.sections import pages, people_actions, queries
from app.sections.forms import EverybodyForm, PeopleForm
from app.sections.pages import room
from app.sections.words import LEVELS, REFUSALS
from app.web.access import needs
from app.web.languages import page
from tenants.errors import Refused

if TYPE_CHECKING:
    from app.reports.models import Report


@page(
    room,
    "/<municipality>/kertomukset/<int:number>/osat/<int:position>/ihmiset",
    "/<municipality>/berattelser/<int:number>/delar/<int:position>/personer",
    methods=("GET", "POST"),
)
@needs("report.begin")
def people(number: int, position: int) -> ResponseReturnValue:
    """Name the responsible person and the deputy; see and give rights."""
    section, members = pages.section_of(number, position), queries.members(g.session)
    owner, deputy = (str(each or "") for each in (section.owner_id, section.deputy_id))
    form = PeopleForm(members, data={"owner": owner, "deputy": deputy})
    if form.validate_on_submit():
        chosen = [uuid.UUID(field.data) if field.data else None for field in (form.owner, form.deputy)]
        return _named(section.report, partial(people_actions.assign, g.session, current_user.id, section, *chosen))
    given = queries.rights(g.session, section)
    words = {"section": section, "report": section.report, "given": given, "members": members, "levels": LEVELS}
    return render_template("sections/people.html", form=form, **words), 422 if form.is_submitted() else 200


@page(
    room,
    "/<municipality>/kertomukset/<int:number>/vastuuhenkilot",
    "/<municipality>/berattelser/<int:number>/ansvariga",
    methods=("GET", "POST"),
)
@needs("report.begin")
def everybody(number: int) -> ResponseReturnValue:
    """Name the responsible people and the deputies of a whole report at once."""
    report = report_by_number(g.session, number) or abort(404)
    form = EverybodyForm.of_sections(report.sections, queries.members(g.session))
    if form.validate_on_submit():
        chosen = {each: form.chosen(each) for each in report.sections}
        return _named(report, partial(people_actions.assign_all, g.session, current_user.id, chosen))
    return render_template("sections/everybody.html", report=report, form=form), 422 if form.is_submitted() else 200


@page(
    room,
    "/<municipality>/kertomukset/<int:number>/osat/<int:position>/oikeudet",
    "/<municipality>/berattelser/<int:number>/delar/<int:position>/rattigheter",
    methods=("POST",),
)
@needs("report.begin")
def grant(number: int, position: int) -> ResponseReturnValue:
    """Give somebody a level in the section, or take it away."""
    section, level = pages.section_of(number, position), request.form.get("level") or None
    person_id = request.form.get("person", type=uuid.UUID) or abort(400)
    if level not in {None, *LEVELS}:
        abort(400)
    try:
        people_actions.grant(g.session, current_user.id, section, person_id, level)
    except Refused as refused:
        flash(REFUSALS[refused.reason], "error")
    else:
        flash(_("Stored."), "success")
    return redirect(url_for("sections.people", number=number, position=position))


def _named(report: "Report", name: Callable[[], None]) -> ResponseReturnValue:
    try:
        name()
    except Refused as refused:
        flash(REFUSALS[refused.reason], "error")
    else:
        flash(_("Saved. Whoever is new hears of it by letter."), "success")
    return redirect(url_for("reports.show", number=report.number))
