"""The page where one section is written: figures first, then words, in both languages."""

from typing import TYPE_CHECKING

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.reports import actions, queries, rules
from app.reports.forms import SectionForm
from app.reports.routes import room
from app.reports.section_page import SectionPage, section_page
from app.reports.words import CHANGED_MEANWHILE, REFUSALS
from app.web import numbers
from app.web.access import needs
from app.web.languages import page
from tenants import clock
from tenants.errors import Refused
from tenants.permissions import may

if TYPE_CHECKING:
    from app.reports.models import Section

MOVES = {"save": "section.write", "ready": "section.write", "approve": "section.approve", "return": "section.approve"}


@page(
    room,
    "/<municipality>/kertomukset/<int:number>/osat/<int:position>",
    "/<municipality>/berattelser/<int:number>/delar/<int:position>",
)
@needs("report.read")
def section(number: int, position: int) -> ResponseReturnValue:
    """One section: its figures, its text, and the form for those who may write."""
    return _shown(section_page(g.session, number, position) or abort(404))


@page(
    room,
    "/<municipality>/kertomukset/<int:number>/osat/<int:position>",
    "/<municipality>/berattelser/<int:number>/delar/<int:position>",
    methods=("POST",),
)
@needs("section.write")
def write(number: int, position: int) -> ResponseReturnValue:
    """Store the texts, and take the section to the state whose button was pressed."""
    section, form = _section(number, position), SectionForm()
    move = request.form.get("move", "save")
    if not may(g.role, MOVES.get(move) or abort(400)):
        abort(403)
    if not form.validate():
        return _again(section, form), 422
    try:
        actions.write_section(g.session, current_user.id, section, move, form.typed, form.begun_from)
    except Refused as refused:
        return _refused(section, form, refused)
    flash(_("Saved at %(time)s.", time=numbers.moment(clock.now(), g.language)), "success")
    return redirect(url_for("sections.show", number=number, position=position))


@page(
    room,
    "/<municipality>/kertomukset/<int:number>/osat/<int:position>/palauta",
    "/<municipality>/berattelser/<int:number>/delar/<int:position>/returnera",
    methods=("POST",),
)
@needs("section.approve")
def send_back(number: int, position: int) -> ResponseReturnValue:
    """Return a section that is no longer open for writing to its writers."""
    section = _section(number, position)
    try:
        actions.return_section(g.session, current_user.id, section)
    except Refused as refused:
        flash(REFUSALS[refused.reason], "error")
    else:
        flash(_("The section is returned to its writers."), "success")
    return redirect(url_for("sections.show", number=number, position=position))


def _section(number: int, position: int) -> "Section":
    return queries.section_at(g.session, number, position) or abort(404)


def _refused(section: "Section", form: SectionForm, refused: Refused) -> ResponseReturnValue:
    """The form again with every typed word; after a collision also with what the other person saved."""
    if refused.reason != "changed_meanwhile":
        form.refuse("text_fi", REFUSALS[refused.reason])
        return _again(section, form), 409
    language = refused.details["language"]
    form.refuse(f"text_{language}", CHANGED_MEANWHILE[language])
    # From here on the writer has seen the other's text, so the next save may replace it.
    form[f"begun_from_{language}"].data = rules.fingerprint(section.text(language))
    return _again(section, form, theirs=language), 409


def _again(section: "Section", form: SectionForm, theirs: str | None = None) -> str:
    return _shown(section_page(g.session, section.report.number, section.position), form, theirs)


def _shown(section: SectionPage, form: SectionForm | None = None, theirs: str | None = None) -> str:
    # A refused form stays open whatever has happened to the section: its typed words must stay in sight.
    is_open = form or (section.report.state == rules.ReportState.IN_WORK and section.state in rules.WRITABLE)
    if form is None:
        form = SectionForm(
            formdata=None,
            obj=section,
            **{f"begun_from_{language}": rules.fingerprint(section.text(language)) for language in ("fi", "sv")},
        )
    return render_template(
        "reports/section.html",
        section=section,
        report=section.report,
        form=form,
        theirs=theirs,
        writes=bool(is_open) and may(g.role, "section.write"),
    )
