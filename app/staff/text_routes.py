"""What staff keep of the contents: the advice about each section."""

from flask import abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.reports import instructions
from app.reports.instruction_forms import InstructionForm
from app.reports.template_queries import known_sections
from app.staff.routes import room
from app.web.access import staff_only
from app.web.languages import page
from tenants import people


@page(room, "/liitto/ohjetekstit", "/forbundet/anvisningar")
@staff_only
def instructed() -> ResponseReturnValue:
    """Every section, with the advice that its writers see."""
    present = instructions.present_instructions(g.session)
    return render_template("staff/instructed.html", known=known_sections(g.session).values(), present=present)


@page(
    room,
    "/liitto/ohjetekstit/<section_number>",
    "/forbundet/anvisningar/<section_number>",
    methods=("GET", "POST"),
)
@staff_only
def instruct(section_number: str) -> ResponseReturnValue:
    """Write a new version of the advice about a section."""
    part = known_sections(g.session).get(section_number) or abort(404)
    versions = instructions.versions(g.session, section_number)
    form = InstructionForm(obj=versions[0] if versions else None)
    if form.validate_on_submit():
        instructions.instruct(g.session, current_user.id, section_number, form.texts, form.examples, part.name)
        flash(_("The advice is stored, and its writers see it now."), "success")
        return redirect(url_for("staff.instructed"))
    names = people.names_of(g.session, {each.written_by for each in versions})
    status = 422 if form.is_submitted() else 200
    return render_template("staff/instruct.html", part=part, form=form, versions=versions, names=names), status
