"""A section's history: every version of its text, any two compared, an earlier one made the text again."""

import uuid
from typing import TYPE_CHECKING

from flask import abort, current_app, flash, g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.attachments.queries import attachments
from app.sections import actions, pages, queries
from app.sections.comparison import Compared, Paper, comparison_pdf
from app.sections.forms import NameForm
from app.sections.pages import room
from app.sections.words import LANGUAGE_NAMES, REFUSALS
from app.text_figures.queries import every_choice
from app.text_figures.rules import as_of
from app.web.access import needs
from app.web.languages import OTHER, page
from app.writing.typesetting import TypesettingFailed
from tenants import clock, people
from tenants.errors import Refused

if TYPE_CHECKING:
    from app.reports.models import Section
    from app.sections.models import SectionVersion

IN_SECTION_FI = "/<municipality>/kertomukset/<int:number>/osat/<int:position>"
IN_SECTION_SV = "/<municipality>/berattelser/<int:number>/delar/<int:position>"


@page(
    room,
    f"{IN_SECTION_FI}/historia/<any(fi, sv):text_language>",
    f"{IN_SECTION_SV}/historik/<any(fi, sv):text_language>",
)
@needs("report.read")
def history(number: int, position: int, text_language: str) -> ResponseReturnValue:
    """Every version of one language's text, newest first; with two numbers in the address also what differs."""
    section = pages.section_of(number, position)
    old, new, before = (pages.number_asked(name) for name in ("old", "new", "before"))
    return render_template(
        "sections/history.html",
        section=section,
        report=section.report,
        text_language=text_language,
        other_language=OTHER[text_language],
        language_names=LANGUAGE_NAMES,
        versions=queries.versions(g.session, section, text_language, before),
        moves=queries.moves(g.session, section),
        difference=pages.difference_of(old, new, lambda each: _text_of(section, text_language, each)),
        shown=(old, new),
    )


@page(
    room,
    f"{IN_SECTION_FI}/historia/<any(fi, sv):text_language>/vertailu.pdf",
    f"{IN_SECTION_SV}/historik/<any(fi, sv):text_language>/jamforelse.pdf",
)
@needs("report.read")
def comparison(number: int, position: int, text_language: str) -> ResponseReturnValue:
    """What differs between two versions, for the council."""
    section = pages.section_of(number, position)
    old, new = (_compared(section, text_language, pages.number_asked(name)) for name in ("old", "new"))
    heading = f"{section.number} {section.title(g.language)}"
    paper = Paper(heading, text_language, g.tenant.names[g.language], clock.today())
    try:
        body = comparison_pdf(paper, old, new, g.language, _)
    except TypesettingFailed:
        current_app.logger.exception("a comparison was not typeset")
        abort(500)
    answer = make_response(body)
    answer.mimetype = "application/pdf"
    answer.headers["Content-Disposition"] = f'inline; filename="{number}-{position}-{old.number}-{new.number}.pdf"'
    return answer


@page(
    room,
    f"{IN_SECTION_FI}/historia/<any(fi, sv):text_language>/<int:version>",
    f"{IN_SECTION_SV}/historik/<any(fi, sv):text_language>/<int:version>",
)
@needs("report.read")
def version(number: int, position: int, text_language: str, version: int) -> ResponseReturnValue:
    """One version as it was read."""
    section = pages.section_of(number, position)
    shown = actions.version_of(g.session, section, text_language, version) or abort(404)
    return _version(section, shown, NameForm(obj=shown))


@page(
    room,
    f"{IN_SECTION_FI}/historia/<any(fi, sv):text_language>/<int:version>",
    f"{IN_SECTION_SV}/historik/<any(fi, sv):text_language>/<int:version>",
    methods=("POST",),
)
@needs("section.take_part")
def act_on_version(number: int, position: int, text_language: str, version: int) -> ResponseReturnValue:
    """Make it the text again, or call it something."""
    section = pages.section_of(number, position)
    pages.require_level(section, "write")
    shown = actions.version_of(g.session, section, text_language, version) or abort(404)
    if request.form.get("move") == "restore":
        return _restored(section, shown)
    form = NameForm()
    if not form.validate():
        return _version(section, shown, form), 422
    actions.name_version(g.session, shown, form.name.data or "")
    return redirect(url_for("sections.history", number=number, position=position, text_language=text_language))


@page(
    room,
    f"{IN_SECTION_FI}/rinnakkaiset/<uuid:kept_id>",
    f"{IN_SECTION_SV}/parallella/<uuid:kept_id>",
    methods=("POST",),
)
@needs("section.take_part")
def settle(number: int, position: int, kept_id: uuid.UUID) -> ResponseReturnValue:
    """Decide about a text that was kept beside another's."""
    section, choice = pages.section_of(number, position), request.form.get("choice")
    pages.require_level(section, "write")
    waiting = queries.kept_text(g.session, section, kept_id) or abort(404)
    if choice not in ("use", "after", "leave"):
        abort(400)
    try:
        actions.settle(g.session, current_user.id, section, waiting, choice)
    except Refused as refused:
        flash(REFUSALS[refused.reason], "error")
    else:
        flash(_("Settled. Every word is still in the history."), "success")
    return redirect(url_for("sections.show", number=number, position=position))


def _version(section: "Section", version: "SectionVersion", form: NameForm) -> str:
    """With the figures that it had when it was written."""
    chosen = as_of(every_choice(g.session, section.id), version.written_at)
    known = [each.as_picture() for each in attachments(g.session, section.report)]
    return render_template(
        "sections/version.html",
        section=section,
        report=section.report,
        version=version,
        form=form,
        shown=pages.shown_text(section.report.number, chosen, known, version.language, "version"),
    )


def _text_of(section: "Section", language: str, number: int) -> str:
    return (actions.version_of(g.session, section, language, number) or abort(404)).text


def _compared(section: "Section", language: str, number: int | None) -> Compared:
    """One of the two, with its writer; 404 where there is none."""
    version = (number is not None and actions.version_of(g.session, section, language, number)) or abort(404)
    writer = people.names_of(g.session, {version.written_by}).get(version.written_by)
    return Compared(version.number, version.text, version.written_at, writer, version.name)


def _restored(section: "Section", version: "SectionVersion") -> ResponseReturnValue:
    try:
        actions.restore(g.session, current_user.id, section, version)
    except Refused as refused:
        flash(REFUSALS[refused.reason], "error")
    else:
        flash(_("Version %(number)s is the text again, as a new version.", number=version.number), "success")
    return redirect(url_for("sections.show", number=section.report.number, position=section.position))
