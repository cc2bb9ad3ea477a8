"""The page where one section is written: figures first, then words, in both languages."""

from dataclasses import replace

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.reports.rules import WRITABLE, ReportState, final_editor
from app.sections import actions, figure_pages, pages
from app.sections.carried import unconfirmed_blocks
from app.sections.forms import KeepForm, SectionForm
from app.sections.pages import room
from app.sections.rules import level_in_section, reaches
from app.sections.section_page import SectionPage, section_page
from app.sections.words import REFUSALS
from app.web import numbers
from app.web.access import needs
from app.web.languages import page
from tenants import clock
from tenants.errors import Refused
from tenants.permissions import may

MOVES = {"save": "write", "ready": "write", "approve": "approve", "return": "approve"}


@page(
    room,
    "/<municipality>/kertomukset/<int:number>/osat/<int:position>",
    "/<municipality>/berattelser/<int:number>/delar/<int:position>",
)
@needs("report.read")
def show(number: int, position: int) -> ResponseReturnValue:
    """One section: its figures, its text, and the form for those who may write."""
    return _shown(section_page(g.session, number, position, current_user.id) or abort(404))


@page(
    room,
    "/<municipality>/kertomukset/<int:number>/osat/<int:position>",
    "/<municipality>/berattelser/<int:number>/delar/<int:position>",
    methods=("POST",),
)
@needs("section.take_part")
def write(number: int, position: int) -> ResponseReturnValue:
    """Store the texts, and take the section to the state whose button was pressed."""
    section, form = pages.section_of(number, position), SectionForm(g.written_in)
    move = request.form.get("move", "save")
    pages.require_level(section, MOVES.get(move) or abort(400))
    if not form.validate():
        return _again(number, position, form), 422
    try:
        kept = actions.write_section(
            g.session, current_user.id, section, move, form.typed, form.begun_from, form.note.data or ""
        )
    except Refused as refused:
        form.refuse_as(refused, REFUSALS, f"text_{refused.details.get('language', g.written_in[0])}")
        return _again(number, position, form), 409
    return _saved(number, position, kept)


@page(
    room,
    "/<municipality>/kertomukset/<int:number>/osat/<int:position>/palauta",
    "/<municipality>/berattelser/<int:number>/delar/<int:position>/returnera",
    methods=("POST",),
)
@needs("section.take_part")
def send_back(number: int, position: int) -> ResponseReturnValue:
    """Return a section that is no longer open for writing to its writers."""
    section = pages.section_of(number, position)
    pages.require_level(section, "approve")
    try:
        actions.move_section(g.session, current_user.id, section, "return", request.form.get("note", ""))
    except Refused as refused:
        flash(REFUSALS[refused.reason], "error")
    else:
        flash(_("The section is returned to its writers."), "success")
    return redirect(url_for("sections.show", number=number, position=position))


def _saved(number: int, position: int, kept: int) -> ResponseReturnValue:
    flash(_("Saved at %(time)s.", time=numbers.moment(clock.now(), g.language)), "success")
    if kept:
        flash(_("Somebody else had changed the same paragraphs. Both texts are kept: choose below."), "error")
    return redirect(url_for("sections.show", number=number, position=position, _anchor="kept" if kept else None))


def _again(number: int, position: int, form: SectionForm) -> str:
    return _shown(section_page(g.session, number, position, current_user.id) or abort(404), form)


def _shown(section: SectionPage, form: SectionForm | None = None) -> str:
    # A refused form stays open whatever has happened to the section: its typed words must stay in sight.
    in_work = section.report.state == ReportState.IN_WORK and section.deleted_at is None
    holder = final_editor(section.report, clock.now())
    is_open = form or (in_work and section.state in WRITABLE and holder in (None, current_user.id))
    is_owner = current_user.id in (section.owner_id, section.deputy_id)
    level = level_in_section(lambda right: may(g.role, right), section.granted, is_owner=is_owner)
    may_comment = in_work and reaches(level, "comment")
    return render_template(
        "sections/section.html",
        section=section,
        report=section.report,
        final_editor=holder,
        form=form or SectionForm(g.written_in, formdata=None, obj=section),
        keep_form=KeepForm(formdata=None),
        level=level,
        writes=bool(is_open) and reaches(level, "write"),
        old=figure_pages.old_figures(section, section.kept_figures) if _tells_of_old(section, level) else [],
        shown=lambda language: replace(
            pages.shown_text(section.report.number, section.kept_figures, section.pictures or (), language, language),
            below=pages.comment_links(section, language) if may_comment else (),
        ),
        told={language: pages.told_to_editor(section, language) for language in ("fi", "sv")},
        approves=reaches(level, "approve"),
        unconfirmed={code: unconfirmed_blocks(section, code) for code in ("fi", "sv") if section.carried(code)},
        comments=pages.comments_shown(section.comments or (), section),
        may_comment=may_comment,
    )


def _tells_of_old(section: SectionPage, level: str) -> bool:
    """Those who write are told; of a report that is on its way to the council nothing changes any more."""
    return section.report.state == ReportState.IN_WORK and reaches(level, "write")
