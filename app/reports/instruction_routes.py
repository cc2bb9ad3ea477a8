"""The pages where coordinators choose what advice the municipality's writers see beside each section."""

from flask import abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.reports import instructions
from app.reports.instruction_forms import SHOWN, OwnInstructionForm
from app.reports.routes import room
from app.reports.template_queries import known_sections
from app.web.access import needs
from app.web.languages import page

ALL_FI = "/<municipality>/kirjoitusohjeet"
ALL_SV = "/<municipality>/skrivanvisningar"


@page(room, ALL_FI, ALL_SV)
@needs("report.begin")
def advised() -> ResponseReturnValue:
    """Every section of the templates, and whose advice its writers see."""
    own, known = instructions.own_instructions(g.session), known_sections(g.session)
    return render_template("reports/advised.html", known=known.values(), own=own, shown=SHOWN)


@page(room, f"{ALL_FI}/<section_number>", f"{ALL_SV}/<section_number>", methods=("GET", "POST"))
@needs("report.begin")
def advise(section_number: str) -> ResponseReturnValue:
    """Choose what is seen about one section, and write the municipality's own advice."""
    part = known_sections(g.session).get(section_number) or abort(404)
    now = instructions.own_instructions(g.session).get(section_number)
    form = OwnInstructionForm(obj=now, data=None if now else {"shown": "association"})
    if form.validate_on_submit():
        instructions.adjust(g.session, current_user.id, section_number, form.shown.data, form.texts, part.name)
        flash(_("Stored. The writers see it now."), "success")
        return redirect(url_for("reports.advised"))
    associations = instructions.associations_text(g.session, section_number)
    words = {"part": part, "form": form, "associations": associations}
    return render_template("reports/advise.html", **words), 422 if form.is_submitted() else 200
