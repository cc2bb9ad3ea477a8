"""The page of a report's shape: its sections added, titled, moved, left out and brought back by coordinators."""

from typing import TYPE_CHECKING

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.reports import queries, shape_actions
from app.reports.routes import report_of, room
from app.reports.shape import CHAPTER, may_move
from app.reports.shape_actions import Heading
from app.reports.shape_forms import AddForm, EditForm
from app.reports.words import REFUSALS
from app.web.access import needs
from app.web.languages import page
from tenants.errors import Refused

if TYPE_CHECKING:
    from app.reports.models import Report, Section

SHAPE_FI = "/<municipality>/kertomukset/<int:number>/rakenne"
SHAPE_SV = "/<municipality>/berattelser/<int:number>/struktur"


@page(room, SHAPE_FI, SHAPE_SV)
@needs("report.begin")
def shape(number: int) -> ResponseReturnValue:
    """Every section in its order with what can be done to it, and what was left out."""
    return _shown(report_of(number))


@page(room, f"{SHAPE_FI}/uusi", f"{SHAPE_SV}/ny", methods=("GET", "POST"))
@needs("report.begin")
def add_section(number: int) -> ResponseReturnValue:
    """A new section after the one that the address names, by default after the last."""
    report, form = report_of(number), AddForm()
    after = _section(report, request.args.get("after", report.sections[-1].position, type=int))
    if form.validate_on_submit():
        try:
            told = (Heading(**form.heading), form.level.data, after)
            added = shape_actions.add_section(g.session, current_user.id, report, *told)
        except Refused as refused:
            form.refuse_as(refused, REFUSALS, "title_fi")
        else:
            return _changed(number, _("Section %(number)s is added.", number=added.number))
    status = 422 if form.is_submitted() else 200
    return render_template("reports/add_section.html", report=report, after=after, form=form), status


@page(room, f"{SHAPE_FI}/<int:position>", f"{SHAPE_SV}/<int:position>", methods=("GET", "POST"))
@needs("report.begin")
def edit_section(number: int, position: int) -> ResponseReturnValue:
    """A section's titles, and the chapter that it is a part of."""
    report = report_of(number)
    section, form = _section(report, position), _edit_form(report, position)
    if form.validate_on_submit():
        chapter = _section(report, int(form.chapter.data)) if form.chapter.data else None
        try:
            shape_actions.change_heading(g.session, current_user.id, section, Heading(**form.heading), chapter)
        except Refused as refused:
            form.refuse_as(refused, REFUSALS, "chapter")
        else:
            return _changed(number, _("Saved. The section is number %(number)s.", number=section.number))
    status = 422 if form.is_submitted() else 200
    return render_template("reports/edit_section.html", report=report, section=section, form=form), status


@page(room, f"{SHAPE_FI}/<int:position>/siirto", f"{SHAPE_SV}/<int:position>/flyttning", methods=("POST",))
@needs("report.begin")
def move_section(number: int, position: int) -> ResponseReturnValue:
    """One step up or down; the page that follows stands where the section is now."""
    report, way = report_of(number), request.form.get("way")
    if way not in ("up", "down"):
        abort(400)
    try:
        shape_actions.move_in_order(g.session, current_user.id, _section(report, position), way)
    except Refused as refused:
        return _shown(report, REFUSALS[refused.reason])
    return redirect(url_for("reports.shape", number=number, moved=position, way=way))


@page(room, f"{SHAPE_FI}/<int:position>/poisto", f"{SHAPE_SV}/<int:position>/borttagning", methods=("GET", "POST"))
@needs("report.begin")
def delete_section(number: int, position: int) -> ResponseReturnValue:
    """Ask once more, then leave the section out of the report."""
    report, refusal = report_of(number), None
    section = _section(report, position)
    if request.method == "POST":
        try:
            shape_actions.delete_section(g.session, current_user.id, section)
        except Refused as refused:
            refusal = REFUSALS[refused.reason]
        else:
            return _changed(number, _("The section is left out. You can bring it back below."))
    page = render_template("reports/delete_section.html", report=report, section=section, refusal=refusal)
    return page, 409 if refusal else 200


@page(room, f"{SHAPE_FI}/<int:position>/takaisin", f"{SHAPE_SV}/<int:position>/tillbaka", methods=("POST",))
@needs("report.begin")
def bring_back(number: int, position: int) -> ResponseReturnValue:
    """Put a section that was left out back into the report."""
    section = queries.section_at(g.session, number, position) or abort(404)
    try:
        shape_actions.bring_back(g.session, current_user.id, section)
    except Refused as refused:
        return _shown(section.report, REFUSALS[refused.reason])
    return _changed(number, _("The section is back, as number %(number)s.", number=section.number))


def _section(report: "Report", position: int) -> "Section":
    return next((each for each in report.sections if each.position == position), None) or abort(404)


def _edit_form(report: "Report", position: int) -> EditForm:
    """With the section's present chapter chosen; it cannot be a part of itself."""
    section = _section(report, position)
    chapters = [each for each in report.sections if each.level == CHAPTER]
    choices = [(str(each.position), f"{each.number} {each.title(g.language)}") for each in chapters if each != section]
    before = [each for each in chapters if each.place < section.place]
    present = "" if section.level == CHAPTER else str(before[-1].position)
    return EditForm(choices, obj=section, data={"chapter": present})


def _shown(report: "Report", refusal: str | None = None) -> ResponseReturnValue:
    outline = shape_actions.outline_of(report)
    return render_template(
        "reports/shape.html",
        report=report,
        refusal=refusal,
        deleted=queries.deleted_sections(g.session, report),
        ways={each.id: [way for way in ("up", "down") if may_move(outline, each.id, way)] for each in report.sections},
        moved=(request.args.get("moved", type=int), request.args.get("way")),
    ), 409 if refusal else 200


def _changed(number: int, done: str) -> ResponseReturnValue:
    flash(done, "success")
    return redirect(url_for("reports.shape", number=number))
